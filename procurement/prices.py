"""The comparison of prices: made nightly, kept by requirement and region. Not journaled."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from core.models import table_of
from procurement import item_prices
from procurement.models import ComparisonSet, Price, ReferencePrice
from procurement.reports.prices import MONTHS, Comparable, Compared, accepted, compared
from register import reports as register
from standard.norms import norms
from standard.rules import later


def compare(session: Session, country: str, on: date, requirement: str | None = None) -> int:
    """Compare prices anew, of all requirements or of one; the number of the new set.

    For each requirement and region: the median of comparable accepted purchases of the region, or
    of the country, or the editor's reference price; none where there is none of them. The day of a
    set is the one all prices were compared on: one requirement alone does not change it, and the
    first comparison is of all. With all, the prices of things are written anew as well.
    """
    if requirement is None:
        item_prices.renew(session)
    made_on = session.scalar(select(func.max(ComparisonSet.made_on)))
    if made_on is None or requirement is None:
        made_on, requirement = on, None
    regions = [spot.code for spot in register.below(session, country)]
    codes = sorted(norms(session)) if requirement is None else [requirement]
    since = later(on, -MONTHS)
    found: dict[str, list[Comparable]] = {}
    for one in accepted(session, since, None if requirement is None else codes):
        found.setdefault(one.requirement, []).append(one)
    homes = _regions(session, found, regions)
    words = {row.requirement: row for row in session.scalars(select(ReferencePrice))}
    rows = [
        row
        for code in codes
        for row in _prices(code, found.get(code, []), homes, regions, words.get(code), since, on)
    ]
    stale = delete(Price)
    if requirement is not None:
        stale = stale.where(Price.requirement == requirement)
    session.execute(stale)
    if rows:
        session.execute(insert(table_of(Price)), rows)
    made = ComparisonSet(made_on=made_on)
    session.add(made)
    session.flush()
    return made.id


def _regions(
    session: Session, found: dict[str, list[Comparable]], regions: Iterable[str]
) -> dict[str, str]:
    """Of each place that bought something: the region it lies in."""
    known = set(regions)
    places = {one.place for ones in found.values() for one in ones}
    return {
        place: next((code for code in line if code in known), "")
        for place, line in register.lineages(session, places).items()
    }


def _prices(
    code: str,
    found: list[Comparable],
    homes: dict[str, str],
    regions: list[str],
    word: ReferencePrice | None,
    since: date,
    until: date,
) -> list[dict[str, object]]:
    """The rows of one requirement, a region each; the country's spread stands in for a region's."""
    country = compared(found)
    by_region: dict[str, list[Comparable]] = {}
    for one in found:
        by_region.setdefault(homes[one.place], []).append(one)
    rows = []
    for region in regions:
        here = compared(by_region.get(region, []))
        spread, kind = (here, "region") if here else (country, "country")
        row = _measured(spread, kind, since, until) if spread else _said(word)
        if row is not None:
            lot = word.lot if word else 1
            rows.append({"requirement": code, "region": region, "lot": lot, **row})
    return rows


def _measured(spread: Compared, kind: str, since: date, until: date) -> dict[str, object]:
    return {
        "kind": kind,
        "amount": spread.median,
        "count": spread.count,
        "low": spread.low,
        "high": spread.high,
        "item_code": spread.item_code,
        "unit": spread.unit,
        "since": since,
        "until": until,
        "standing": None,
    }


def _said(word: ReferencePrice | None) -> dict[str, object] | None:
    if word is None:
        return None
    nothing = dict.fromkeys(("low", "high", "item_code", "unit", "since", "until"))
    amount, standing = word.amount, word.standing
    return {"kind": "reference", "amount": amount, "count": 0, "standing": standing, **nothing}
