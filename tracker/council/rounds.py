"""Monitoring rounds of a council: announced, followed school by school, closed."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Act, Role, may
from oversight.visits import acts
from oversight.visits.reports import rounds
from oversight.visits.reports.rounds import RoundCard
from register import reports as register
from register.reports import SchoolCard
from tracker import stock, visit_words
from tracker.council import council
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.visits import CloseForm, RoundForm
from tracker.office.names import Names as Places
from tracker.public.names import Names

NUMBER = "<int(max=2147483647):number>"
MOST_TICKED = 200  # schools that a form lists one by one; with more, a round is of all


def found(number: int) -> RoundCard:
    """The round, if a council may announce such a one; else there is no such page."""
    card = rounds.card(db.session(), number)
    if card is None or not may(
        actor(), Act.ANNOUNCE_ROUND, *register.lineage(db.session(), card.place)
    ):
        abort(404)
    return card


def start() -> list[dict[str, str]]:
    """The way from the council's first page to its rounds."""
    return [
        {"text": _("Council"), "href": url_for(".start")},
        {"text": _("Monitoring rounds"), "href": url_for(".rounds_list")},
    ]


@council.get("/rounds")
def rounds_list() -> str:
    """The rounds of the council's places, the newest first."""
    names, places = Names(), Places()
    listed = rounds.of_places(db.session(), actor().holds(Role.COUNCIL))
    places.know({card.place for card in listed})
    return render_template(
        "council/rounds.html",
        listed=listed,
        called=places,
        words=visit_words,
        standard=names,
        today=clock.today(),
    )


@council.route("/rounds/new", methods=["GET", "POST"])
def rounds_new() -> Any:
    """Announce a round: its days, what is looked at, in which schools."""
    places = Places()
    form, listed = _round_form(places)
    if form.validate_on_submit():
        done = perform(
            form,
            acts.announce,
            form.place.data,
            first_on=form.first_on.data,
            last_on=form.last_on.data,
            domains=form.domains.data,
            schools=form.schools.data if listed else (),
            about=form.about.data,
        )
        if done:
            flash(_("The round is announced. Everybody can read it."))
            return redirect(url_for(".rounds_show", number=done.id), 303)
    page = render_template("council/round_new.html", form=form, listed=listed, way=start())
    return page, 422 if form.errors else 200


def _round_form(places: Places) -> tuple[RoundForm, bool]:
    """The form, and whether schools are listed in it one by one."""
    session = db.session()
    spots, schools = {}, dict[str, SchoolCard]()
    for held in actor().holds(Role.COUNCIL):
        spots |= {spot.code: spot.name for spot in register.places_within(session, held)}
        schools |= {card.code: card for card in register.schools_within(session, held)}
    form = RoundForm(data={"first_on": clock.today()})
    form.place.choices = [(code, places.told(name, code)) for code, name in spots.items()]
    form.domains.choices = stock.domain_choices(Names())
    listed = len(schools) <= MOST_TICKED
    form.schools.choices = [
        (code, places.told(card.name, code)) for code, card in schools.items() if listed
    ]
    return form, listed


@council.route(f"/rounds/{NUMBER}", methods=["GET", "POST"])
def rounds_show(number: int) -> Any:
    """A round school by school: visited, being typed, not yet; and the button that closes it."""
    card = found(number)
    form = CloseForm()
    if form.validate_on_submit() and perform(form, acts.close, number):
        flash(_("The round is closed."))
        return redirect(url_for(".rounds_show", number=number), 303)
    names, places = Names(), Places()
    listed = rounds.schools(db.session(), card)
    places.know({card.place, *(line.place for line in listed)})
    page = render_template(
        "council/round.html",
        card=card,
        form=form,
        listed=listed,
        called=places,
        words=visit_words,
        standard=names,
        today=clock.today(),
        way=start(),
    )
    return page, 422 if form.errors or form.form_errors else 200
