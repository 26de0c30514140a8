"""What a budget may do. Pure: values in, answers out; no session, no clock."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from core.money import ZERO

NEXT = {
    "draft": {"submitted"},
    "submitted": {"approved", "returned"},
    "returned": set(),
    "approved": {"superseded"},
    "superseded": set(),
}


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
    pays for anything in it.
    """
    if line_requirement is not None:
        return line_requirement == requirement
    return line_category == category
