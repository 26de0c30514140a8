"""Cases of red flags as tables: what raises each, what is innocent, what cannot be said.

A case is a sentence and the facts it is of; `tests/test_oversight_flag_tables.py` goes through all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from core.money import som
from oversight.matter import UNTOLD, Agreed, Head, Limit, Line, Matter, Move
from oversight.year_matter import YearMatter

DAY = date(2026, 6, 1)
LIMIT = Limit("direct_purchase_year", som(1_000_000), "default", "an old law")
CODE = "35111320-4"


def matter(**changes: object) -> Matter:
    """A direct purchase of 400 000 som on DAY, of which nothing more is known."""
    line = Line(1, CODE, som(400_000), True)
    given_ = {
        "id": 9,
        "place": "41700010101000",
        "on": DAY,
        "amount": som(400_000),
        "competitive": False,
        "by_money": True,
        "lines": (line,),
        "limit": LIMIT,
        "earlier": (),
        "contracts": (),
        "head": replace(UNTOLD, year=DAY.year),
    }
    return Matter(**{**given_, **changes})


def contract(
    moves: Iterable[tuple[int, int]],
    accepted: Iterable[tuple[int, int]] = (),
    *,
    amount: int = 1000,
    advance: int = 0,
) -> Agreed:
    """A contract; moves and acceptances are (day of June, som)."""
    return Agreed(
        som(amount),
        som(advance),
        tuple(Move(date(2026, 6, day), som(sum_), "П") for day, sum_ in moves),
        tuple((date(2026, 6, day), som(sum_)) for day, sum_ in accepted),
    )


def head(**changes: object) -> Head:
    """What the purchase of `matter` says of itself: planned, by one source."""
    given_ = {"year": 2026, "status": "planned", "method": "single_source", "today": DAY}
    return Head(**{**given_, **changes})


def year_matter(**changes: object) -> YearMatter:
    """The year 2026 of a holder on DAY, of which nothing more is known."""
    return YearMatter(**{"place": "41700010101000", "year": 2026, "today": DAY, **changes})


@dataclass(frozen=True)
class Cases:
    """The tables of one flag: sentence → facts; of what cannot be said, with the reason's code."""

    raised: Mapping[str, Matter | YearMatter]
    innocent: Mapping[str, Matter | YearMatter]
    unsaid: Mapping[str, tuple[Matter | YearMatter, str]] = field(default_factory=dict)
