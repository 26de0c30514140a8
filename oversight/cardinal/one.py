"""What can be said of one process by itself. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from oversight.cardinal.process import DISQUALIFIED, VALID, Party, Process

SHORT = 15
"""Whole days; a shorter time to offer is short where nothing else is set (R003)."""
COMPETITIVE = ("open", "selective")
"""Methods under which one offer alone tells something (R018)."""


@dataclass(frozen=True, slots=True)
class Closeness:
    """How far the second lowest offer is above the winning one, as a share of the winning one."""

    ratio: Decimal
    winner: Party
    second: Party


def short(start: date, end: date, threshold: int = SHORT) -> bool:
    """R003: are there fewer whole days between the two than the threshold?"""
    return (end - start).days < threshold


def single(tenderers: int, method: str | None, methods: Collection[str] = COMPETITIVE) -> bool:
    """R018: did one alone offer, by a method that is open to more?"""
    return tenderers == 1 and method in methods


def closeness(process: Process) -> Closeness | None:
    """What R024 and R058 compare; None where the process is left out.

    Left out are processes with a pending award, with more than one award or supplier, whose winner
    is not the lowest, and offers of several tenderers together. Of several offers of the winner the
    lowest counts.
    """
    supplier = process.winner
    if supplier is None or not process.priced:
        return None
    won: Decimal | None = None
    second: tuple[Decimal, Party] | None = None
    for bid in process.bids:
        if bid.status != VALID or bid.amount is None or len(bid.tenderers) != 1:
            continue
        tenderer = bid.tenderers[0]
        if tenderer == supplier:
            won = bid.amount if won is None else min(won, bid.amount)
        elif second is None or bid.amount < second[0]:
            second = bid.amount, tenderer
    if not won or second is None or second[0] < won:
        return None
    return Closeness((second[0] - won) / won, supplier, second[1])


def identical(process: Process) -> frozenset[Party]:
    """R028: the different tenderers who offered the same price."""
    found: set[Party] = set()
    if not process.priced:
        return frozenset()
    by_price: dict[Decimal, set[frozenset[Party]]] = {}
    for bid in process.submitted:
        if bid.amount is not None and bid.tenderers:
            by_price.setdefault(bid.amount, set()).add(frozenset(bid.tenderers))
    for groups in by_price.values():
        if len(groups) > 1:
            found.update(*groups)
    return frozenset(found)


def late_winners(process: Process) -> frozenset[Party]:
    """R030: those whose valid offer came after the end, and who were chosen all the same."""
    end = process.ends
    if end is None:
        return frozenset()
    late = [bid for bid in process.bids if bid.on and bid.on > end and bid.status == VALID]
    if not late:
        return frozenset()
    chosen = {supplier for award in process.active for supplier in award.suppliers}
    return frozenset(chosen & {tenderer for bid in late for tenderer in bid.tenderers})


def others_disqualified(process: Process) -> int:
    """R035: how many others were disqualified, where one alone was valid and was chosen; else 0."""
    out = process.disqualified
    if not out or not process.awards or not process.final:
        return 0
    chosen = {supplier for award in process.active for supplier in award.suppliers}
    valid = process.qualified
    return len(out - valid) if len(valid) == 1 and valid == chosen else 0


def lowest_disqualified(process: Process) -> bool:
    """R036: was something awarded, and an offer disqualified that was below every other?

    Never where no valid offer has an amount, or where the lowest of both cost the same.
    """
    if not process.active or not process.priced:
        return False
    amounts: dict[bool, Decimal] = {}
    valid = False
    for bid in process.submitted:
        if bid.amount is not None:
            out = bid.status == DISQUALIFIED
            amounts[out] = min(bid.amount, amounts.get(out, bid.amount))
            valid = valid or bid.status == VALID
    return valid and True in amounts and amounts[True] < amounts[False]
