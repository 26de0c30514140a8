"""Red flags. A flag is a reason to look, never a verdict.

To add one: a file here with its four headings, its name in FLAGS, its words in
tracker/phrases/flags.py, and two tables of cases in its test: raised and innocent.
"""

from typing import Protocol

from oversight.flags import (
    no_requirement,
    paid_before_acceptance,
    paid_over_contract,
    price_outlier,
    split_purchases,
)
from oversight.flags.result import Look, Result
from oversight.matter import Matter


class Flag(Protocol):
    """A module of a flag: its code, the version of its rule, and `look`, which is pure.

    STANDING says whether the rule is law ("sourced") or ours ("default").
    """

    CODE: str
    VERSION: str
    STANDING: str

    def look(self, matter: Matter) -> Look:
        """What this flag says of a purchase."""


FLAGS: tuple[Flag, ...] = (
    no_requirement,
    paid_before_acceptance,
    split_purchases,
    price_outlier,
    paid_over_contract,
)
"""In the order they are shown; nothing is discovered."""


def look(matter: Matter) -> tuple[Result, ...]:
    """What every flag says of a purchase, in the order of FLAGS."""
    return tuple(
        Result(flag.CODE, flag.VERSION, flag.STANDING, flag.look(matter)) for flag in FLAGS
    )
