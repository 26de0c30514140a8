"""How many suppliers offer for a class of items in a region: the median, for red flag R019."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import groupby
from statistics import median

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.bidding import PROCESSES
from oversight.flags import few_bidders
from oversight.matter import item_class
from oversight.measures import Measure
from procurement.models import Bid, Opening, Purchase, PurchaseLine
from procurement.reports import costs
from procurement.rules import NEVER_BOUGHT, PUBLIC

COUNTED = [status for status in PUBLIC if status not in NEVER_BOUGHT]


def measure(session: Session, today: date) -> Iterable[Measure]:
    """The median number of suppliers who offered, by region and class of items, of at least 5
    public purchases each; two statements, and one that tells where the places lie."""
    tenderers = _tenderers(session)
    regions = costs.regions_of(session, {place for place, _ in tenderers.values()})
    counts: dict[str, list[Decimal]] = {}
    for purchase, name in _classes(session):
        if purchase in tenderers:
            place, offered = tenderers[purchase]
            counts.setdefault(few_bidders.scope(regions[place], name), []).append(Decimal(offered))
    return [
        Measure(few_bidders.CODE, "median", scope, median(told), len(told), today)
        for scope, told in counts.items()
        if len(told) >= PROCESSES
    ]


def _tenderers(session: Session) -> dict[int, tuple[str, int]]:
    """The place of each purchase whose offers were opened, and how many suppliers offered."""
    rows = session.execute(
        select(Purchase.id, Purchase.place, func.count(Bid.supplier_id.distinct()))
        .join(Bid, Bid.purchase_id == Purchase.id)
        .join(Opening, Opening.id == Bid.opening_id)
        .where(Opening.failed.is_(False), Purchase.status.in_(COUNTED))
        .group_by(Purchase.id)
    )
    return {purchase: (place, count) for purchase, place, count in rows}


def _classes(session: Session) -> Iterable[tuple[int, str]]:
    """The class most of each purchase's sum is for, as the flag tells it."""
    opened = select(Opening.purchase_id).where(Opening.failed.is_(False))
    rows = session.execute(
        select(PurchaseLine.purchase_id, PurchaseLine.item_code, PurchaseLine.amount)
        .where(PurchaseLine.purchase_id.in_(opened), PurchaseLine.item_code.is_not(None))
        .order_by(PurchaseLine.purchase_id)
        .execution_options(yield_per=10_000)
    )
    for purchase, lines in groupby(rows, key=lambda row: row[0]):
        name = few_bidders.largest((item_class(code), amount) for _, code, amount in lines)
        if name is not None:
            yield purchase, name
