"""Direct purchases beside a purchase: those of its holder, and what is bought by money at all."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, exists, func, literal_column, select
from sqlalchemy.orm import Session

from budgets.models import Line as BudgetLine
from oversight.flags.split_purchases import DAYS
from oversight.matter import Direct, Line, item_class
from procurement.models import Funding, Purchase, PurchaseLine, Share
from procurement.rules import NEVER_BOUGHT, PUBLIC
from register import profile

COUNTED = tuple(status for status in PUBLIC if status not in NEVER_BOUGHT)


def _of_money() -> Any:
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
    return set(session.scalars(select(Purchase.id).where(Purchase.id.in_(wanted), _of_money())))


def first_day(on: date) -> date:
    """From which day on purchases are looked at beside one of this day."""
    return min(on - timedelta(days=DAYS - 1), date(on.year, 1, 1))


def earlier(
    session: Session, purchases: Sequence[Any], lines: Mapping[int, tuple[Line, ...]]
) -> Mapping[str, list[Direct]]:
    """The public direct purchases of the holders of these, from the earliest window on, with what
    they spent on the same classes of items."""
    methods = [method.code for method in profile.load().methods if not method.competitive]
    since = first_day(min(one.on for one in purchases))
    own = {item_class(line.item_code) for one in purchases for line in lines.get(one.id, ())}
    of_class = func.substr(PurchaseLine.item_code, literal_column("1"), literal_column("4"))
    rows = session.execute(
        select(
            Purchase.id,
            Purchase.place,
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
            _of_money(),
        )
        .group_by(Purchase.id, of_class)
        .order_by(Purchase.id)
    )
    heads: dict[int, Any] = {}
    classes: dict[int, dict[str, Decimal]] = {}
    for row in rows:
        heads[row.id] = row
        classes.setdefault(row.id, {})[row.item_class] = row.part
    found: dict[str, list[Direct]] = {}
    for number, row in heads.items():
        one = Direct(number, row.planned_on, row.amount, classes[number])
        found.setdefault(row.place, []).append(one)
    return found
