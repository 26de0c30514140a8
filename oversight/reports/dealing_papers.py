"""What of purchases is on paper: the plan they follow, and the documents attached to them."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.dealing import Planned
from procurement.models import Document, PlanLine, Purchase
from register import profile

Holder = tuple[str, int]


def of_holders(purchases: Iterable[Any]) -> Any:
    """Which purchases are of the same holders and fiscal years; a few more may be."""
    return Purchase.place.in_({one.place for one in purchases}) & Purchase.year.in_(
        {one.year for one in purchases}
    )


def planned(session: Session, purchases: Iterable[Any]) -> dict[int, Planned]:
    """The lines of the annual plan that purchases follow, by number: whether their method is
    competitive, since when they are public.

    A line withdrawn later was a line of the plan on the day it was chosen.
    """
    lines = {one.plan_line_id for one in purchases} - {None}
    if not lines:
        return {}
    rows = session.execute(
        select(PlanLine.id, PlanLine.method, PlanLine.published_on).where(PlanLine.id.in_(lines))
    )
    competes = {method.code: method.competitive for method in profile.load().methods}
    return {
        number: Planned(competes.get(method or ""), published_on)
        for number, method, published_on in rows
    }


def plans(session: Session, purchases: Sequence[Any]) -> dict[Holder, date]:
    """The first day of each holder's published plan of the year, where a day is known."""
    rows = session.execute(
        select(PlanLine.place, PlanLine.year, func.min(PlanLine.published_on))
        .where(
            PlanLine.place.in_({one.place for one in purchases}),
            PlanLine.year.in_({one.year for one in purchases}),
            PlanLine.public(),
            PlanLine.published_on.is_not(None),
        )
        .group_by(PlanLine.place, PlanLine.year)
    )
    return {(place, year): since for place, year, since in rows if since}


def attached(
    session: Session, purchases: Sequence[Any]
) -> tuple[dict[int, frozenset[str]], set[Holder]]:
    """The kinds of papers of each purchase, and the holders that attach any in the year."""
    rows = session.execute(
        select(Document.purchase_id, Document.kind, Purchase.place, Purchase.year)
        .join(Purchase, Purchase.id == Document.purchase_id)
        .where(of_holders(purchases), Document.withdrawn_on.is_(None))
    )
    kinds: dict[int, set[str]] = {}
    keepers: set[Holder] = set()
    for number, kind, place, year in rows:
        kinds.setdefault(number, set()).add(kind)
        keepers.add((place, year))
    return {number: frozenset(found) for number, found in kinds.items()}, keepers
