"""What flags of a whole year look at: the facts of one holder of money and fiscal year."""

from dataclasses import dataclass, field
from datetime import date

from oversight.measures import NONE_TAKEN, Measures
from oversight.year_buying import Buying
from oversight.year_spending import Spending


@dataclass(frozen=True, slots=True)
class YearMatter:
    """One holder's year as all flags of years see it, on the day `today`."""

    place: str
    year: int
    today: date
    buying: Buying = field(default_factory=Buying)
    spending: Spending = field(default_factory=Spending)
    measures: Measures = NONE_TAKEN
