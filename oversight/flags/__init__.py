"""Red flags. A flag is a reason to look, never a verdict.

To add one: a file here with its four headings and its constants, its name in FLAGS or YEAR_FLAGS,
its words in tracker/phrases/flags, and two tables of cases in its test: raised and innocent. Its
page, its row in the catalogue and its place in the published facts come by themselves; a fact only
councils may see has PRIVATE (oversight.written) in its field's metadata.
"""

from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Protocol

from core.fiscal import in_force
from oversight.flags import (
    amended_over_limit,
    bunched_below_limit,
    close_second,
    close_to_estimate,
    deep_discount,
    delivered_less,
    direct_after_ended,
    direct_against_plan,
    direct_sum_over_limit,
    double_with_gift,
    far_from_award,
    few_bidders,
    fixed_multiple,
    frequent_loser,
    identical_bids,
    just_below_limit,
    late_bid,
    late_delivery,
    listed_supplier,
    lowest_rejected,
    many_rejected,
    meal_price,
    more_again,
    more_than_allowed,
    more_without_competition,
    mostly_direct,
    no_ground,
    no_requirement,
    not_in_order,
    not_seen,
    not_twice_failed,
    often_amended,
    one_supplier,
    others_rejected,
    outside_plan,
    paid_before_acceptance,
    paid_over_contract,
    papers_lacking,
    people_report,
    photograph_again,
    price_level,
    price_outlier,
    price_raised,
    repeated_single_bid,
    shared_contact,
    short_notice,
    signing_out_of_time,
    silence,
    simplified_over_limit,
    single_bid,
    split_purchases,
    spoiling_food,
    unanswered_questions,
    unequal_schools,
    unspent_unmet,
    vague_units,
    vague_without_papers,
    varied_supplier,
    wide_bids,
    wins_only_here,
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
    outside_plan,
    papers_lacking,
    no_ground,
    direct_against_plan,
    price_level,
    close_to_estimate,
    shared_contact,
    listed_supplier,
    just_below_limit,
    amended_over_limit,
    direct_sum_over_limit,
    far_from_award,
    signing_out_of_time,
    often_amended,
    price_raised,
    more_without_competition,
    more_again,
    direct_after_ended,
    vague_without_papers,
    vague_units,
    wins_only_here,
    more_than_allowed,
    simplified_over_limit,
    not_twice_failed,
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
    bunched_below_limit,
    mostly_direct,
    one_supplier,
)
"""The same, of a holder's year."""


def look(matter: Matter) -> tuple[Result, ...]:
    """What every flag says of a purchase, in the order of FLAGS."""
    return tuple(_result(flag, one) for flag, one in looks(matter))


def look_at_year(matter: YearMatter) -> tuple[Result, ...]:
    """What every flag of years says, in the order of YEAR_FLAGS."""
    return tuple(_result(flag, flag.look(matter)) for flag in YEAR_FLAGS)


def looks(matter: Matter) -> list[tuple[Flag, Look]]:
    """Each flag with what it says of a purchase; one not in force on its day cannot say."""
    bound = _bound(FLAGS)
    return [
        (
            flag,
            cannot_say("not_in_force")
            if flag in bound and not in_force(matter.on, *flag.VALID)
            else flag.look(matter),
        )
        for flag in FLAGS
    ]


@lru_cache(maxsize=8)
def _bound(rules: tuple[Flag, ...]) -> frozenset[Flag]:
    """Those that can judge some days only."""
    return frozenset(rule for rule in rules if rule.VALID != (None, None))


def _result(flag: Rule, look: Look) -> Result:
    return Result(flag.CODE, flag.VERSION, flag.STANDING, look, flag.PUBLIC)


def catalogue() -> str:
    """A name for all rules in their versions and order: another where one of them is another."""
    rules: tuple[Rule, ...] = (*FLAGS, *YEAR_FLAGS)
    told = " ".join(f"{rule.CODE}:{rule.VERSION}" for rule in rules)
    return sha256(told.encode()).hexdigest()[:16]
