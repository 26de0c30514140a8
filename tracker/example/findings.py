"""Findings of the example's council, from opening to closing, or to silence."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

import journal
from core.access import Actor, Role
from oversight.findings import acts
from oversight.findings.acts import Done
from oversight.findings.models import Finding, Violation
from oversight.findings.rules import OFFICE
from oversight.findings.values import EvidenceValues, FindingValues
from tracker.example.book import Book, Entry
from tracker.example.told import holder


def name_bodies(book: Book, bodies: Mapping[str, str]) -> None:
    """Say for which body each partner of the district answers."""
    admin = book.cast.actors[Role.ADMIN.value, book.country]
    for place, body in bodies.items():
        partner = book.cast.actors[Role.PARTNER.value, holder(place)]
        acts.name_body(book.session, admin, partner.account, holder(place), body)
        journal.next_act(book.session)


def _found(book: Book, entry: Entry) -> None:
    about: dict[str, Any] = {
        name: entry[name]
        for name in ("school", "requirement", "body", "own_basis")
        if name in entry
    }
    if "purchase" in entry:
        about["purchase"] = book.purchase(entry["purchase"]).id
    if "flag" in entry:
        about |= {"origin": "flag", "origin_key": entry["flag"]}
    values = FindingValues(
        title=entry["title"],
        text=entry["text"],
        language="ky",
        stage=entry["stage"],
        violations=tuple(entry["violations"]),
        bases=tuple(entry.get("bases", ())),
        **about,
    )
    draft = acts.draft(book.session, book.council, values)
    for shown in entry.get("shown", ()):
        acts.add_to_draft(book.session, book.council, draft.id, _evidence(book, shown))
    book.numbers[entry["found"]] = acts.open_finding(book.session, book.council, draft.id).id


def _evidence(book: Book, shown: Mapping[str, str]) -> EvidenceValues:
    return EvidenceValues(
        book.paper(shown["paper"]),
        page=int(shown["page"]) if "page" in shown else None,
        note=shown.get("note"),
        is_public=shown.get("public") == "yes",
    )


def _addressee(book: Book, number: int) -> Actor:
    """Who answers for the one it is addressed to: the office of the holder, or a body."""
    finding = book.session.get_one(Finding, number)
    if finding.body == OFFICE:
        return book.cast.officer(finding.place)
    return book.cast.actors[Role.PARTNER.value, holder("district")]


def _answered(book: Book, entry: Entry) -> None:
    number = book.numbers[entry["answered"]]
    who = _addressee(book, number)
    acts.answer(book.session, who, number, text=entry["text"], language="ky")


def _asked_back(book: Book, entry: Entry) -> None:
    number = book.numbers[entry["asked_back"]]
    acts.discuss(book.session, book.council, number, text=entry["text"], language="ky", asks=True)


def _put_right(book: Book, entry: Entry) -> None:
    """The report: evidence first, then what was done of each violation, in their order."""
    number = book.numbers[entry["put_right"]]
    who = _addressee(book, number)
    for shown in entry.get("shown", ()):
        acts.prove(book.session, who, number, _evidence(book, shown))
        journal.next_act(book.session)
    done = {
        violation: Done(told["text"], date.fromisoformat(told["done"]) if "done" in told else None)
        for violation, told in zip(_violations(book, number), entry["did"], strict=True)
    }
    acts.report_remedy(book.session, who, number, done, language="ky")


def _violations(book: Book, number: int) -> list[int]:
    query = select(Violation.id).where(Violation.finding_id == number).order_by(Violation.id)
    return list(book.session.scalars(query))


def _voted(book: Book, entry: Entry) -> None:
    """Each member votes, on the violations in their order; then the votes are counted."""
    number = book.numbers[entry["voted"]]
    members = book.cast.members
    for member, choices in zip(members, entry["choices"], strict=True):
        chosen = dict(zip(_violations(book, number), choices, strict=True))
        acts.vote(book.session, member, number, chosen)
        journal.next_act(book.session)
    acts.decide(
        book.session, book.council, number, members=len(members), text=entry["text"], language="ky"
    )


STEPS: dict[str, Callable[[Book, Entry], None]] = {
    "found": _found,
    "answered": _answered,
    "asked_back": _asked_back,
    "put_right": _put_right,
    "voted": _voted,
}
