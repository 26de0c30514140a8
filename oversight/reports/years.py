"""The facts of holders' years, gathered: what flags of a whole year look at."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from oversight.measures import Measures
from oversight.reports import year_buying, year_spending
from oversight.reports.measures import taken
from oversight.year_buying import Buying
from oversight.year_matter import YearMatter
from oversight.year_spending import Spending


def gather(
    session: Session,
    holders: Collection[tuple[str, int]],
    today: date,
    measures: Measures | None = None,
) -> tuple[YearMatter, ...]:
    """The facts of each of these holders' years, in their order."""
    buying = year_buying.gather(session, holders, today)
    spending = year_spending.gather(session, holders, today)
    standing = taken(session) if measures is None else measures
    return tuple(
        YearMatter(
            place,
            year,
            today,
            buying.get((place, year)) or Buying(),
            spending.get((place, year)) or Spending(),
            standing,
        )
        for place, year in holders
    )
