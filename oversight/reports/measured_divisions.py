"""For how many kinds of things suppliers were chosen: counts and their fence, for red flag R048."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import func, literal_column, or_, select
from sqlalchemy.orm import Session

from oversight.bidding import PARTIES, PROCESSES
from oversight.cardinal import many
from oversight.cardinal.many import Variety
from oversight.cardinal.process import ACTIVE, Award, Party
from oversight.cardinal.spread import spread
from oversight.flags import varied_supplier
from oversight.measures import COUNTRY, Measure
from procurement import models
from procurement.models import Purchase, PurchaseLine
from procurement.rules import NEVER_BOUGHT, PUBLIC

FIRST: Any = literal_column("1")
DIGITS: Any = literal_column(str(many.DIGITS))
DIVISION = func.substr(PurchaseLine.item_code, FIRST, DIGITS).label("division")
COUNTED = [status for status in PUBLIC if status not in NEVER_BOUGHT]


def measure(session: Session, today: date) -> Iterable[Measure]:
    """The number of divisions (two digits of item codes) of each supplier that was chosen in at
    least 5 public purchases, and the upper fence of them all; one statement."""
    varieties: dict[Party, Variety] = {}
    for awards in _awards(session):
        many.count_divisions(awards, varieties)
    counts = many.varied(varieties, PROCESSES)
    between = spread(counts.values())
    fence = many.various(counts.values())
    if between is None or fence is None or len(counts) < PARTIES:
        return
    fence += between.flat  # one more than what is most usual, where the middle half is alike
    flag = varied_supplier.CODE
    yield Measure(flag, "fence", COUNTRY, fence, len(counts), today)
    for supplier, count in counts.items():
        chosen = varieties[supplier].processes
        yield Measure(flag, "divisions", str(supplier), count, chosen, today)


def _awards(session: Session) -> Iterator[list[Award]]:
    """The awards of each purchase with the divisions of what is awarded: of its lot, or of all."""
    award = models.Award
    rows = session.execute(
        select(
            award.purchase_id,
            award.supplier_id,
            DIVISION,
        )
        .join(Purchase, Purchase.id == award.purchase_id)
        .join(
            PurchaseLine,
            (PurchaseLine.purchase_id == award.purchase_id)
            & or_(award.lot_id.is_(None), PurchaseLine.lot_id == award.lot_id),
        )
        .where(Purchase.status.in_(COUNTED), PurchaseLine.item_code.is_not(None))
        .distinct()
        .order_by(award.purchase_id)
        .execution_options(yield_per=10_000)
    )
    for _, group in groupby(rows, key=lambda row: row[0]):
        yield [Award(ACTIVE, (supplier,), (division,)) for _, supplier, division in group]
