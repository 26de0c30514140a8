"""Monitoring rounds of the example's council, and the visits of its members to schools."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from oversight.visits import acts
from oversight.visits.models import Round
from oversight.visits.reports import checklists
from oversight.visits.rules import Told
from standard.models import Assessment, Holding
from tracker.example.book import Book, Entry
from tracker.example.told import holder, schools


def _announced(book: Book, entry: Entry) -> None:
    announced = acts.announce(
        book.session,
        book.council,
        holder(entry["place"]),
        first_on=date.fromisoformat(entry["first"]),
        last_on=date.fromisoformat(entry["last"]),
        domains=entry["domains"],
        schools=schools(entry["schools"]),
        about=entry.get("about"),
    )
    book.session.flush()
    book.numbers[entry["round_of"]] = announced.id


def _visited(book: Book, entry: Entry) -> None:
    """All that the inventory told of then is as it says, but for what was found otherwise."""
    number, school = book.numbers[entry["visited"]], entry["school"]
    on, domains = clock.today(), book.session.get_one(Round, number).domains
    typed = acts.draft(
        book.session,
        book.council,
        number,
        school,
        on=on,
        visitors=entry["with"],
        note=entry.get("note"),
    )
    unknown = _learnt_later(book.session, school, on)
    otherwise = {code: _otherwise(told) for code, told in entry["otherwise"].items()}
    for domain in domains:
        asked = checklists.of_school(book.session, school, [domain], on)
        told = [one.code for one in asked if one.said is not None]
        answers = {code: Told("as_said") for code in told if code not in unknown}
        answers |= {one.code: otherwise[one.code] for one in asked if one.code in otherwise}
        acts.keep_part(book.session, book.council, typed.id, domain, answers)
    acts.hand_in(book.session, book.council, typed.id)
    journal.next_act(book.session)


def _learnt_later(session: Session, school: str, on: date) -> set[str]:
    """The requirements of which the inventory has newer word than the visit: the purchases of the
    year were entered before it, as its day was not yet told."""
    holding, found = Holding, Assessment
    came = select(holding.requirement).where(holding.school == school, holding.since > on)
    said = select(found.requirement).where(found.school == school, found.on > on)
    return {*session.scalars(came), *session.scalars(said)}


def _otherwise(told: Entry) -> Told:
    """A figure of the council's own, or what it looked for and did not see."""
    if "value" not in told:
        return Told("not_seen", note=told["note"])
    value = Decimal(told["value"])
    return Told("differs", value, told["note"], correct=told.get("corrects") == "yes")


def _closed(book: Book, entry: Entry) -> None:
    acts.close(book.session, book.council, book.numbers[entry["round_closed"]])


STEPS: dict[str, Callable[[Book, Entry], None]] = {
    "round_of": _announced,
    "visited": _visited,
    "round_closed": _closed,
}
