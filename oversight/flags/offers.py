"""What flags of offers share: when nothing can be said of them yet, and where a fence stands."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from oversight.bidding import Closeness
from oversight.cardinal.process import Process
from oversight.flags.result import Look, cannot_say
from oversight.matter import Matter

NO_COMPETITION = cannot_say("no_competition")
NOT_OPENED = cannot_say("not_opened")
NOT_AWARDED = cannot_say("not_awarded")
CANCELLED = cannot_say("cancelled")
FEW_OFFERS = cannot_say("few_offers")
NOT_COMPARED = cannot_say("not_compared")
PLACES = Decimal("0.0001")


def unopened(matter: Matter) -> Look | None:
    """Why nothing can be said of its offers; None where a protocol opened them, or says that none
    came.

    A call-off is no contest: its framework was. Of what was cancelled nothing is said, as Cardinal
    does.
    """
    if not matter.competitive or matter.head.kind == "call_off":
        return NO_COMPETITION
    if matter.head.status == "cancelled":
        return CANCELLED
    return NOT_OPENED if matter.bidding.opened_on is None else None


def unawarded(matter: Matter) -> Look | None:
    """The same, of what is known only once an offer was taken."""
    return unopened(matter) or (None if matter.bidding.awarded else NOT_AWARDED)


def fence(matter: Matter, code: str, name: str, default: Decimal) -> tuple[Decimal, str]:
    """The fence of the last night where it could be drawn, else the default; and whose it is."""
    taken = matter.measures.of(code, name)
    return (taken.value, "measured") if taken and taken.value > 0 else (default, "default")


def second_offer(
    matter: Matter, code: str, default: Decimal, choose: Callable[..., Any]
) -> tuple[Closeness, Decimal, dict[str, Any]] | Look:
    """The contest in which the second lowest offer is nearest (`choose` is min) or furthest (max):
    its offers, the share to compare with, and the facts; else why nothing can be said."""
    early = unawarded(matter)
    if early:
        return early
    found = [(one.near, one.lot) for one in matter.bidding.contests if one.near]
    if not found:
        return FEW_OFFERS
    near, lot = choose(found, key=lambda one: one[0].ratio)
    share, of = fence(matter, code, "fence", default)
    told = {"above": rounded(near.ratio), "share": rounded(share), "share_of": of}
    return near, share, {**of_lot(lot), **told}


def sums(process: Process) -> list[Decimal]:
    """The sums of the valid offers, som, the lowest first."""
    return sorted(bid.amount for bid in process.bids if bid.status == "valid" and bid.amount)


def of_lot(lot: int | None) -> dict[str, int]:
    """The fact that names a lot, where there are lots."""
    return {} if lot is None else {"lot": lot}


def rounded(ratio: Decimal) -> Decimal:
    """A share as it is told: to a hundredth of a per cent."""
    return ratio.quantize(PLACES)
