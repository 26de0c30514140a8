"""What a budget may do. Pure: values in, answers out; no session, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from core.money import TYIYN, ZERO

NEXT = {
    "draft": {"hearing", "submitted"},
    "hearing": {"submitted", "heard"},
    "heard": set(),
    "submitted": {"approved", "returned"},
    "returned": set(),
    "approved": {"superseded"},
    "interim": {"superseded"},
    "superseded": set(),
}
"""Of a version. "heard" is one that was put to a hearing and changed after it."""

HEARING_NEXT = {"announced": {"held", "called_off"}, "held": set(), "called_off": set()}
TRANSFER_NEXT = {"asked": {"done", "refused"}, "done": set(), "refused": set()}
STAGE_NEXT = {None: "executed", "executed": "closed", "closed": None}
ENDED = {"executed": "budget.year_reported", "closed": "budget.year_closed"}
"""How a year that ended refuses what is new. Once its execution is reported, what was left of it
is carried over: nothing new may claim it; what is owed is paid or set free until it is closed."""

SUBJECTS = ("draft", "execution")
ASKERS = ("parent", "pupil", "teacher", "resident", "deputy", "council", "other")
OUTCOMES = ("taken_up", "partly", "later", "not_taken_up")

RESERVE = "reserve"
"""The category of money whose purpose is open: it pays for nothing until it is transferred."""

REPEATED = frozenset({"state", "local", "special"})
"""Kinds of sources that come again every year; a grant or a gift came once."""

MONTHS = 12


def may_move(status: str, to: str) -> bool:
    """May a version in `status` move to status `to`?"""
    return to in NEXT[status]


def headroom(ceiling: Decimal, amounts: Iterable[Decimal]) -> Decimal:
    """Return the som still free under a ceiling; negative when over it.

    Source: docs/law.md, "Ceilings": allocations of a holder may not exceed what the source gives.
    """
    return ceiling - sum(amounts, ZERO)


def over_ceilings(
    ceilings: Mapping[str, Decimal], amounts: Iterable[tuple[str, Decimal]]
) -> dict[str, Decimal]:
    """By how many som each source of funds is overdrawn; empty when all keep their ceiling.

    `amounts` are (source, som). A source without a ceiling has nothing to give.
    """
    by_source: dict[str, list[Decimal]] = {}
    for source, amount in amounts:
        by_source.setdefault(source, []).append(amount)
    left = {
        source: headroom(ceilings.get(source, ZERO), parts) for source, parts in by_source.items()
    }
    return {source: -rest for source, rest in left.items() if rest < 0}


def may_approve(approver: int, authors: Iterable[int]) -> bool:
    """Four eyes: whoever wrote or submitted any part of a version does not approve it."""
    return approver not in set(authors)


def may_fund(
    line_category: str, line_requirement: str | None, category: str, requirement: str
) -> bool:
    """May a budget line pay for something that closes `requirement` of `category`?

    A line that names a requirement pays for that one only; a line that names just its category
    pays for anything in it. A reserve pays for nothing.
    """
    if line_requirement is not None:
        return line_requirement == requirement
    return line_category == category


def add_up(quarters: Sequence[Decimal], amount: Decimal) -> bool:
    """Do the sums of the four quarters make up the line's, none of them below nothing?"""
    return len(quarters) == 4 and min(quarters) >= 0 and sum(quarters, ZERO) == amount


def twelfths(amount: Decimal, month: int) -> Decimal:
    """What may be spent of last year's `amount` up to the end of a month (1 to 12), som.

    A twelfth for each month begun, rounded down to the tyiyn; the twelfth month gives all of it.
    Source: docs/law.md, "In force without approval": a default of this project.
    """
    return (amount * month / MONTHS).quantize(TYIYN, rounding=ROUND_DOWN)


def over_remainders(
    left: Mapping[str, Decimal], carried: Iterable[tuple[str, Decimal]]
) -> dict[str, Decimal]:
    """By how many som carried-over lines exceed what was left of each source last year."""
    return over_ceilings(left, carried)
