"""Good practice before the council: what waits, what it looks like, confirmed or declined."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Act, Role, may
from register import reports as register
from standard.acts import practices as acts
from standard.reports import coverage
from standard.reports import practices as reports
from standard.reports.practices import PracticeCard
from tracker.answers import word
from tracker.council import council
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.practices import DecisionForm, TakeOffForm
from tracker.names import Names
from tracker.public.practices import NUMBER


@council.get("/practices")
def practices() -> str:
    """What waits for this council, the longest waiting first; and what it confirmed."""
    held = actor().holds(Role.COUNCIL)
    waiting = reports.waiting(db.session(), held)
    confirmed = reports.of_places(db.session(), held, status="confirmed")
    schools = register.names(db.session(), {one.school for one in (*waiting, *confirmed)})
    return render_template(
        "council/practices.html",
        waiting=waiting,
        confirmed=confirmed,
        schools=schools,
        called=Names(),
    )


@council.route(f"/practices/{NUMBER}", methods=["GET", "POST"])
def practice(number: int) -> Any:
    """One practice whole with its photographs, and the decision; only of the council's schools."""
    card = reports.practice(db.session(), number)
    if card is None or not _looks_after(card):
        abort(404)
    form = _form(card)
    if form is not None and form.validate_on_submit():
        confirmed = isinstance(form, DecisionForm) and form.decision.data == "confirm"
        if perform(
            form, acts.decide, number, confirmed=confirmed, on=form.on.data, note=form.note.data
        ):
            flash(_("Everybody sees it now.") if confirmed else _("The school sees your reason."))
            return redirect(url_for(".practices"), 303)
    names = Names()
    schools = register.names(db.session(), [card.school])
    kept = coverage.cells(db.session(), [card.school], [card.requirement])
    page = render_template(
        "council/practice.html",
        form=form,
        card=card,
        school_name=schools[card.school],
        requirement_name=names.requirement(card.requirement),
        answer=next((word(cell.state) for cell in kept.values()), None),
        photographs=[url_for(".file", sha256=name, kind="jpg") for name in card.photographs],
    )
    return page, 422 if form is not None and form.errors else 200


def _form(card: PracticeCard) -> DecisionForm | TakeOffForm | None:
    """What can still be said of it; nothing of a declined one."""
    today = {"on": clock.today()}
    if card.status == "offered":
        return DecisionForm(data=today)
    return TakeOffForm(data=today) if card.status == "confirmed" else None


def _looks_after(card: PracticeCard) -> bool:
    lineage = register.lineage(db.session(), card.school)
    return may(actor(), Act.DECIDE_PRACTICE, *lineage)
