"""What a school lacks by the Standard: a part of its page, and every requirement on its own."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask import abort
from flask_babel import gettext

from core import clock
from procurement.reports import arrivals, costs, missing
from procurement.reports.arrivals import Thing
from procurement.reports.costs import Gap
from procurement.reports.missing import Days, Promise
from register import reports as register
from register.reports import SchoolCard
from tracker import answers, queries
from tracker.extensions import db
from tracker.names import Names
from tracker.public import filters, gaps
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

FIRST = 10  # gaps on the school's page


def part(
    card: SchoolCard, year: int, region: str, things: Sequence[Thing], names: Names
) -> dict[str, Any] | None:
    """What the school's page says of today's gaps; None on the page of another year.

    `things` are what contracts of the year promise it.
    """
    today = clock.today()
    if year != today.year or names.catalogue is None:
        return None
    every = costs.of_school(db.session, card.code, region=region)
    promises = missing.promised(things)
    ordered = missing.first(every, gaps.priorities(names))
    return {
        "states": missing.in_states(every),
        "sum": missing.summed(every),
        "days": missing.days(db.session, card.code, year),
        "gaps": ordered,
        "promises": promises,
        "lines": gaps.lines(ordered[:FIRST], names, promises),
        "default_value": names.profile.notices["default_value"].told(names.lang)[0],
    }


def gaps_table(found: Mapping[str, Any] | None, names: Names) -> Table:
    """The gaps of `part` as a table: the first of them on the page, all of them in files."""
    rows = found["gaps"] if found else []
    shown = rows if queries.strict() else rows[:FIRST]
    return table(shown, found["promises"] if found else {}, names)


def head(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The same for programs."""
    if found is None:
        return None
    days: Days = found["days"]
    return {
        "requirements": found["states"],
        **gaps.sum_told(found["sum"]),
        "passport": days.passport,
        "counted_on": _iso(days.counted_on),
        "compared_on": _iso(days.compared_on),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def table(
    rows: Sequence[Gap], promises: Mapping[str, Promise], names: Names, name: str = "gaps"
) -> Table:
    """Requirements at a school: state, amounts, price, cost; `name` is that of the table."""
    return Table(
        name,
        gettext("Requirements of the Standard at this school"),
        (
            Column("name", gettext("Requirement")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("priority", gettext("Priority"), "count", hidden=True),
            Column("state", gettext("State")),
            Column("why", gettext("Why"), hidden=True),
            Column("needed", gettext("Needed"), "quantity"),
            Column("have", gettext("Present"), "quantity"),
            Column("share", gettext("Covered"), "percent", hidden=True),
            Column("missing", gettext("Missing"), "quantity"),
            Column("promised", gettext("Bought, not here yet"), "quantity", hidden=True),
            Column("unit", gettext("Unit")),
            Column("value_status", gettext("Standing of the number"), hidden=True),
            Column("price", gettext("Price of one"), "som", hidden=True),
            Column("pricing", gettext("What price it is"), hidden=True),
            Column("cost", gettext("Cost"), "som"),
        ),
        tuple(_row(gap, promises.get(gap.requirement), names) for gap in rows),
    )


def _row(gap: Gap, promise: Promise | None, names: Names) -> tuple[Any, ...]:
    code = gap.requirement
    catalogue = names.catalogue
    card = catalogue.cards.get(code) if catalogue else None
    why = answers.why(gap.why, catalogue.lists if catalogue else None, names.lang)
    return (
        gaps.title(code, names),
        code,
        card.priority if card else None,
        Cell(gap.state, text=answers.word(gap.state), note=why or None),
        Cell(gap.why or "", text=why),
        gaps.needed(gap.needed, code, names),
        gaps.present(gap, names),
        missing.share(gap),
        gaps.missing_cell(gap, promise, names),
        promise.quantity if promise else Decimal(0),
        names.unit_of(code),
        card.value_status if card else None,
        gap.price.amount if gap.price else None,
        gaps.pricing(gap, names),
        gaps.cost_cell(gap, names),
    )


@offer(
    "/schools/<code:code>/requirements",
    scope="code",
    tables=("requirements",),
    domain=filters.DOMAIN,
    state=filters.STATE,
)
def school_requirements(code: str, domain: str | None, state: str | None) -> Shown:
    """Every requirement of the Standard at a school, as of today."""
    card = register.school(db.session, code)
    if card is None:
        abort(404)
    names = Names()
    today = clock.today()
    trail = register.trail(db.session, code)
    region = trail[1].code if len(trail) > 1 else None
    every = costs.of_school(db.session, code, region=region)
    chosen = [gap for gap in every if _is_chosen(gap, domain, state, names)]
    promises = missing.promised(arrivals.of_school(db.session, code, today.year))
    days = missing.days(db.session, code, today.year)
    parts = (filters.by_domain(names, domain), filters.by_state(state))
    total = missing.summed(every)
    found = {"states": missing.in_states(every), "sum": total, "days": days}
    return Shown(
        "public/school_requirements.html",
        f"{code}-requirements",
        head={
            "school": {"code": code, "name": card.name.told(names.lang)[0], "place": card.place},
            **(head(found) or {}),
            "count": len(chosen),
        },
        facts={
            "card": card,
            "code": code,
            "year": today.year,
            "trail": trail,
            **found,
            "domains": _by_domain(chosen, promises, names),
            "lists": names.catalogue.lists if names.catalogue else None,
            "filters": parts,
            "asked": filters.active(parts),
            "chips": filters.chips("public.school_requirements", parts, code=code),
            "default_value": names.profile.notices["default_value"].told(names.lang)[0],
        },
        tables=(table(chosen, promises, names, "requirements"),),
    )


def _domain_of(gap: Gap, names: Names) -> str:
    card = names.catalogue.cards.get(gap.requirement) if names.catalogue else None
    return card.domain if card else ""


def _is_chosen(gap: Gap, domain: str | None, state: str | None, names: Names) -> bool:
    return state in (None, gap.state) and domain in (None, _domain_of(gap, names))


def _by_domain(
    rows: Sequence[Gap], promises: Mapping[str, Promise], names: Names
) -> list[tuple[str, Table]]:
    """The table in parts, one for each domain of the edition that has a row."""
    parts: dict[str, list[Gap]] = {}
    for gap in rows:
        parts.setdefault(_domain_of(gap, names), []).append(gap)
    known = names.catalogue.lists.domains if names.catalogue else {}
    return [(domain, table(parts[domain], promises, names)) for domain in known if domain in parts]
