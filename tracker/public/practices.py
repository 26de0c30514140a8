"""Good practice: how a school met a requirement, in its own words, confirmed by a council."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flask import abort, url_for
from flask_babel import gettext

from core.words import Words
from register import reports as register
from standard.reports import practices as reports
from standard.reports.practices import PracticeCard
from tracker import queries
from tracker.extensions import db
from tracker.names import Names
from tracker.public import filters
from tracker.public.offers import Shown, money, offer
from tracker.tables import Cell, Column, Table

NUMBER = "<int(max=2147483647):number>"
MOST_AT_REQUIREMENT = 5


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """A confirmed practice as lists show it; `cost` in som by the school's own word, or None."""

    number: int
    title: str
    language: str
    school: str
    school_name: Words
    requirement: str
    cost: Decimal | None
    done_on: date
    confirmed_on: date | None
    photographs: int


@offer("/practices", tables=("practices",), domain=filters.DOMAIN, page=queries.PAGE)
def practices(domain: str | None, page: int) -> Shown:
    """All confirmed practices, newest first, or those of one domain of the Standard."""
    names = Names()
    listed = reports.confirmed(db.session, domain=domain, page=page)
    by_domain = (filters.by_domain(names, domain),)
    return Shown(
        "public/practices.html",
        "practices",
        head={"domain": domain, "page": listed.page, "pages": listed.last, "count": listed.count},
        facts={
            "filters": by_domain,
            "chips": filters.chips("public.practices", by_domain),
            "last": listed.last,
        },
        tables=(_table(_rows(listed.rows), names),),
    )


def for_requirement(code: str) -> tuple[PracticeRow, ...]:
    """The newest confirmed practices of a requirement, for `public/_practices.html`."""
    listed = reports.confirmed(db.session, requirement=code, per_page=MOST_AT_REQUIREMENT)
    return _rows(listed.rows)


def _rows(cards: Iterable[PracticeCard]) -> tuple[PracticeRow, ...]:
    cards = tuple(cards)
    schools = register.names(db.session, {card.school for card in cards})
    return tuple(
        PracticeRow(
            number=card.id,
            title=card.title,
            language=card.language,
            school=card.school,
            school_name=schools.get(card.school, Words(card.school)),
            requirement=card.requirement,
            cost=card.cost,
            done_on=card.on,
            confirmed_on=card.decided_on,
            photographs=len(card.photographs),
        )
        for card in cards
    )


def _table(rows: Iterable[PracticeRow], names: Names) -> Table:
    return Table(
        "practices",
        gettext("Good practice of schools"),
        (
            Column("title", gettext("What was done")),
            Column("id", gettext("Number"), "count", hidden=True),
            Column("requirement_name", gettext("Requirement")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("school_name", gettext("School")),
            Column("school", gettext("Code of the school"), hidden=True),
            Column("done_on", gettext("Done on"), "day"),
            Column("cost", gettext("Cost, by the school’s own word"), "som"),
            Column("confirmed_on", gettext("Confirmed on"), "day", hidden=True),
            Column("photographs", gettext("Photographs"), "count", hidden=True),
        ),
        tuple(
            (
                Cell(
                    row.title,
                    href=url_for("public.practice", number=row.number),
                    lang=row.language,
                ),
                row.number,
                Cell(
                    names.requirement(row.requirement),
                    href=url_for("public.requirement", code=row.requirement),
                ),
                row.requirement,
                row.school_name,
                row.school,
                row.done_on,
                row.cost,
                row.confirmed_on,
                row.photographs,
            )
            for row in rows
        ),
    )


@offer(f"/practices/{NUMBER}")
def practice(number: int) -> Shown:
    """One practice whole; only a confirmed one is everybody's business."""
    card = reports.public(db.session, number)
    if card is None:
        abort(404)
    names = Names()
    trail = register.trail(db.session, card.school)
    school = register.names(db.session, [card.school]).get(card.school, Words(card.school))
    photographs = [url_for("public.file", sha256=name, kind="jpg") for name in card.photographs]
    return Shown(
        "public/practice.html",
        f"practice-{number}",
        head={
            "id": card.id,
            "title": card.title,
            "title_language": card.language,
            "told": card.told,
            "requirement": card.requirement,
            "school": card.school,
            "cost": money(card.cost),
            "done_on": card.on.isoformat(),
            "confirmed_on": card.decided_on.isoformat() if card.decided_on else None,
            "photographs": photographs,
        },
        facts={
            "card": card,
            "school_name": school,
            "trail": trail,
            "requirement_name": names.requirement(card.requirement),
            "in_force": bool(names.catalogue and card.requirement in names.catalogue.cards),
        },
    )
