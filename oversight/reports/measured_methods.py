"""How much is bought without competition: the fence over all holders of a year, for flag R013."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from statistics import quantiles

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from oversight.flags import mostly_direct
from oversight.flags.concerns import TENTH, percent
from oversight.measures import Measure
from oversight.reports.dealing_suppliers import methods
from oversight.reports.direct import COUNTED
from procurement.models import Purchase
from procurement.outliers import REACH


def measure(session: Session, today: date) -> Iterator[Measure]:
    """The high fence of each year, per cent: the third quartile of the holders' shares and one
    and a half times the middle half beyond it. `count` are the holders with enough purchases."""
    direct = case((Purchase.method.in_(methods(competitive=False)), 1), else_=0)
    rows = session.execute(
        select(Purchase.year, func.count(), func.sum(direct))
        .where(
            Purchase.status.in_(COUNTED),
            Purchase.kind.is_distinct_from("framework"),
        )
        .group_by(Purchase.place, Purchase.year)
        .having(func.count() >= mostly_direct.LEAST)
    )
    shares: dict[int, list[Decimal]] = {}
    for year, count, without in rows:
        shares.setdefault(year, []).append(percent(Decimal(without), Decimal(count)))
    for year, found in sorted(shares.items()):
        high = fence(found)
        if high is not None:
            yield Measure(
                mostly_direct.CODE, mostly_direct.FENCE, str(year), high, len(found), today
            )


def fence(shares: Sequence[Decimal]) -> Decimal | None:
    """The high fence of shares, per cent to one place; None where they are too few. Pure."""
    if len(shares) < mostly_direct.HOLDERS:
        return None
    low, _, high = quantiles(shares, n=4, method="inclusive")
    return (high + (high - low) * REACH).quantize(TENTH)
