"""Direct purchases beside a purchase: those of its holder, and what is bought by money at all."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, exists, func, literal_column, select
from sqlalchemy.orm import Session

from budgets.models import Line as BudgetLine
from oversight.flags.split_purchases import window
from oversight.matter import Direct, Line, item_class
from procurement.models import Funding, Purchase, PurchaseLine, Share
from procurement.rules import NEVER_BOUGHT, PUBLIC
from register import profile

COUNTED = tuple(status for status in PUBLIC if status not in NEVER_BOUGHT)


def of_money() -> Any:
    """Of a purchase in the same statement: is any of it paid by money, not given in kind?"""
    gifts = [source.code for source in profile.load().sources if not source.is_money]
    return exists(
        select(Funding.id)
        .join(Share, Share.id == Funding.share_id)
        .join(BudgetLine, BudgetLine.id == Funding.budget_line_id)
        .where(Share.purchase_id == Purchase.id, BudgetLine.source.not_in(gifts))
        .correlate(Purchase)
    )


def by_money(session: Session, wanted: Select[Any]) -> set[int]:
    return set(session.scalars(select(Purchase.id).where(Purchase.id.in_(wanted), of_money())))


class Earlier:
    """The direct purchases of some holders, found by holder and class of items, by day."""

    def __init__(self, found: Iterable[tuple[str, Direct]]) -> None:
        self._days: dict[tuple[str, str], list[date]] = {}
        self._those: dict[tuple[str, str], list[Direct]] = {}
        for place, one in sorted(found, key=lambda pair: (pair[1].on, pair[1].id)):
            for name in one.classes:
                self._days.setdefault((place, name), []).append(one.on)
                self._those.setdefault((place, name), []).append(one)

    def before(self, purchase: Any, lines: Iterable[Line]) -> tuple[Direct, ...]:
        """Those of its holder up to a purchase's day, and in its windows, that share a class."""
        since = first_day(purchase.on, purchase.year)
        found: dict[int, Direct] = {}
        for name in {item_class(line.item_code) for line in lines}:
            key = (purchase.place, name or "")
            days = self._days.get(key, ())
            start, end = bisect_left(days, since), bisect_right(days, purchase.on)
            for one in self._those.get(key, ())[start:end]:
                found[one.id] = one
        found.pop(purchase.id, None)
        return tuple(found.values())


def first_day(on: date, year: int) -> date:
    """From when on others are looked at: the rolling window begins, or purchases are put into the
    plan of the fiscal year, which is in the December before it."""
    return min(window(on), date(year - 1, 12, 1))


def earlier(
    session: Session, purchases: Sequence[Any], lines: Mapping[int, tuple[Line, ...]]
) -> Earlier:
    """The public direct purchases of the holders of these, from the earliest window on, with what
    they spent on the same classes of items."""
    if not purchases:
        return Earlier(())
    methods = [method.code for method in profile.load().methods if not method.competitive]
    since = min(first_day(one.on, one.year) for one in purchases)
    own = {item_class(line.item_code) for one in purchases for line in lines.get(one.id, ())}
    of_class = func.substr(PurchaseLine.item_code, literal_column("1"), literal_column("4"))
    rows = session.execute(
        select(
            Purchase.id,
            Purchase.place,
            Purchase.year,
            Purchase.planned_on,
            Purchase.amount,
            of_class.label("item_class"),
            func.sum(PurchaseLine.amount).label("part"),
        )
        .join(PurchaseLine, PurchaseLine.purchase_id == Purchase.id)
        .where(
            Purchase.place.in_({one.place for one in purchases}),
            Purchase.status.in_(COUNTED),
            Purchase.method.in_(methods),
            Purchase.kind.is_distinct_from("framework"),  # its call-offs are bought
            Purchase.planned_on.between(since, max(one.on for one in purchases)),
            of_class.in_(own - {None}),
            of_money(),
        )
        .group_by(Purchase.id, of_class)
        .order_by(Purchase.id)
    )
    heads: dict[int, Any] = {}
    classes: dict[int, dict[str, Decimal]] = {}
    for row in rows:
        heads[row.id] = row
        classes.setdefault(row.id, {})[row.item_class] = row.part
    return Earlier(
        (row.place, Direct(number, row.planned_on, row.amount, classes[number], row.year))
        for number, row in heads.items()
    )
