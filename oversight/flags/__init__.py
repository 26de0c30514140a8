"""Red flags. A flag is a reason to look, never a verdict.

To add one: a file here with its four headings and its constants, its name in FLAGS or YEAR_FLAGS,
its words in tracker/phrases/flags, and two tables of cases in its test: raised and innocent. Its
page, its row in the catalogue and its place in the published facts come by themselves; a fact only
councils may see has PRIVATE (oversight.written) in its field's metadata.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import Protocol

from core.fiscal import in_force
from oversight.flags import (
    close_second,
    deep_discount,
    delivered_less,
    double_with_gift,
    few_bidders,
    fixed_multiple,
    frequent_loser,
    identical_bids,
    late_bid,
    late_delivery,
    lowest_rejected,
    many_rejected,
    meal_price,
    no_requirement,
    not_in_order,
    not_seen,
    others_rejected,
    paid_before_acceptance,
    paid_over_contract,
    people_report,
    photograph_again,
    price_outlier,
    repeated_single_bid,
    short_notice,
    silence,
    single_bid,
    split_purchases,
    spoiling_food,
    unanswered_questions,
    unequal_schools,
    unspent_unmet,
    varied_supplier,
    wide_bids,
    word_alone,
    year_end_rush,
)
from oversight.flags.result import Look, Result, cannot_say
from oversight.matter import Matter
from oversight.year_matter import YearMatter

Period = tuple[date | None, date | None]


class Rule(Protocol):
    """What every flag says of itself.

    STANDING: is the rule law ("sourced") or ours ("default")? OCP is its code in the list of the
    Open Contracting Partnership of 2024, NATIONAL its numbers in the national set (1 to 18) and its
    codes in the national methodology (KRAI…); none: looked for, and not there. PUBLIC: may
    everybody see it, or only councils until somebody confirmed it? VALID is the half-open period of
    the days it can judge; None is open. A flag that judges by dated limits has LIMITS besides:
    their codes in register.limits.
    """

    @property
    def CODE(self) -> str: ...

    @property
    def VERSION(self) -> str: ...

    @property
    def STANDING(self) -> str: ...

    @property
    def OCP(self) -> str | None: ...

    @property
    def NATIONAL(self) -> tuple[str, ...]: ...

    @property
    def PUBLIC(self) -> bool: ...

    @property
    def VALID(self) -> Period: ...


class Flag(Rule, Protocol):
    """A flag of one purchase: a module with `look`, which is pure."""

    def look(self, matter: Matter) -> Look:
        """What this flag says of a purchase."""


class YearFlag(Rule, Protocol):
    """A flag of one holder's year, likewise."""

    def look(self, matter: YearMatter) -> Look:
        """What this flag says of a year."""


FLAGS: tuple[Flag, ...] = (
    no_requirement,
    paid_before_acceptance,
    split_purchases,
    price_outlier,
    paid_over_contract,
    short_notice,
    single_bid,
    repeated_single_bid,
    few_bidders,
    wide_bids,
    fixed_multiple,
    close_second,
    deep_discount,
    frequent_loser,
    identical_bids,
    late_bid,
    others_rejected,
    lowest_rejected,
    many_rejected,
    varied_supplier,
    late_delivery,
    delivered_less,
    not_in_order,
    not_seen,
    spoiling_food,
    double_with_gift,
    people_report,
    unanswered_questions,
)
"""In the order they are shown; nothing is discovered."""

YEAR_FLAGS: tuple[YearFlag, ...] = (
    meal_price,
    year_end_rush,
    unspent_unmet,
    photograph_again,
    word_alone,
    silence,
    unequal_schools,
)
"""The same, of a holder's year."""


def look(matter: Matter) -> tuple[Result, ...]:
    """What every flag says of a purchase, in the order of FLAGS."""
    return tuple(_result(flag, one) for flag, one in looks(matter))


def look_at_year(matter: YearMatter) -> tuple[Result, ...]:
    """What every flag of years says, in the order of YEAR_FLAGS."""
    return tuple(_result(flag, flag.look(matter)) for flag in YEAR_FLAGS)


def looks(matter: Matter) -> Iterator[tuple[Flag, Look]]:
    """Each flag with what it says of a purchase; one not in force on its day cannot say."""
    for flag in FLAGS:
        valid = flag.VALID
        if valid != ALWAYS and not in_force(matter.on, *valid):
            yield flag, cannot_say("not_in_force")
        else:
            yield flag, flag.look(matter)


ALWAYS: Period = (None, None)


def _result(flag: Rule, look: Look) -> Result:
    return Result(flag.CODE, flag.VERSION, flag.STANDING, look, flag.PUBLIC)


def catalogue() -> str:
    """A name for all rules in their versions and order: another where one of them is another."""
    rules: tuple[Rule, ...] = (*FLAGS, *YEAR_FLAGS)
    told = " ".join(f"{rule.CODE}:{rule.VERSION}" for rule in rules)
    return sha256(told.encode()).hexdigest()[:16]
