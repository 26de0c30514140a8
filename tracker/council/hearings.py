"""Public hearings as a council sees them: what was asked, what was answered, its own questions."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from budgets.reports import hearings
from core import clock
from core.access import Role
from register import reports as register
from tracker import hearing_pages, hearing_words
from tracker.council import council
from tracker.edge import actor
from tracker.extensions import db
from tracker.office.names import Names

NUMBER = "<int(max=2147483647):number>"


@council.get("/hearings")
def hearings_list() -> str:
    """The hearings of the council's places, the latest first; and what became of what the council
    itself asked at them."""
    names = Names()
    places = [
        spot.code
        for held in actor().holds(Role.COUNCIL)
        for spot in register.places_within(db.session(), held)
    ]
    found = hearings.hearings(db.session(), places)[::-1]
    names.know({one.place for one in found})
    asked = [(one, question) for one in found for question in one.questions]
    return render_template(
        "council/hearings.html",
        called=names,
        hearings=found,
        own=[(one, question) for one, question in asked if question.asker == "council"],
        today=clock.today(),
        words=hearing_words,
    )


@council.route(f"/hearings/{NUMBER}", methods=["GET", "POST"])
def hearings_show(number: int) -> Any:
    """One hearing, its questions, and a question of the council's own."""
    card = hearings.hearing(db.session(), number)
    held = actor().holds(Role.COUNCIL)
    if card is None or not set(register.lineage(db.session(), card.place)).intersection(held):
        abort(404)
    form = hearing_pages.question_form(card, asker="council")
    if hearing_pages.written_down(form, card):
        flash(_("The question is written down."))
        return redirect(url_for(".hearings_show", number=card.id), 303)
    return hearing_pages.page("council/hearing.html", card, form)
