"""The life of a purchase as a table of moves. Pure: no session, no clock.

Who reads it row by row knows what may follow what. Deliveries, acceptances and payments happen
under a contract and do not move the purchase; how far they have come is its stage
(`procurement.rules.stage`).
"""

from dataclasses import dataclass

from core.access import Act


@dataclass(frozen=True, slots=True)
class Move:
    """In which status an act may be done, and in which it leaves the purchase, or a finding.

    `needs` says what else has to be so, as codes of NEEDS.
    """

    start: str
    act: Act
    end: str
    needs: tuple[str, ...] = ()


NEEDS = {
    "direct": "the method is not competitive: nobody else is asked",
    "protocol": "bids are opened by a protocol, not before the announcement",
    "valid_bid": "at least one offer can be taken, and the one chosen is among them",
    "no_valid_bid": "no offer can be taken",
    "reason": "a reason, which everybody can read",
    "lot": "the purchase has lots, and this one is still without",
    "settled": "every contract is paid as accepted, every lot contracted, failed or given up",
    "running": "the contract was not ended early",
}

MOVES = (
    Move("draft", Act.PLAN_PURCHASE, "planned"),
    Move("planned", Act.ANNOUNCE, "announced"),
    Move("planned", Act.AWARD, "awarded", ("direct",)),
    Move("planned", Act.CANCEL_PURCHASE, "cancelled", ("reason",)),
    Move("announced", Act.OPEN_BIDS, "opened", ("protocol", "valid_bid")),
    Move("announced", Act.OPEN_BIDS, "failed", ("protocol", "no_valid_bid", "reason")),
    Move("announced", Act.AWARD, "awarded", ("direct",)),
    Move("announced", Act.CANCEL_PURCHASE, "cancelled", ("reason",)),
    Move("opened", Act.AWARD, "awarded", ("valid_bid", "reason")),
    Move("opened", Act.FAIL_PURCHASE, "failed", ("reason",)),
    Move("opened", Act.END_LOT, "opened", ("lot", "reason")),
    Move("opened", Act.END_LOT, "failed", ("lot", "reason")),
    Move("opened", Act.CANCEL_PURCHASE, "cancelled", ("reason",)),
    Move("failed", Act.ANNOUNCE, "announced"),
    Move("failed", Act.CANCEL_PURCHASE, "cancelled", ("reason",)),
    Move("awarded", Act.AWARD, "awarded", ("lot", "reason")),
    Move("awarded", Act.SIGN, "contracted"),
    Move("awarded", Act.END_LOT, "awarded", ("lot", "reason")),
    Move("awarded", Act.CANCEL_PURCHASE, "cancelled", ("reason",)),
    Move("contracted", Act.AWARD, "contracted", ("lot", "reason")),
    Move("contracted", Act.SIGN, "contracted", ("lot",)),
    Move("contracted", Act.END_LOT, "contracted", ("lot", "reason")),
    Move("contracted", Act.AMEND_CONTRACT, "contracted", ("running", "reason")),
    Move("contracted", Act.DELIVER, "contracted", ("running",)),
    Move("contracted", Act.ACCEPT, "contracted"),
    Move("contracted", Act.PAY, "contracted"),
    Move("contracted", Act.TERMINATE, "contracted", ("running", "reason")),
    Move("contracted", Act.CLOSE_PURCHASE, "closed", ("settled",)),
)

STATUSES = tuple(dict.fromkeys(status for move in MOVES for status in (move.start, move.end)))

TOO_EARLY = {
    (Act.OPEN_BIDS, "planned"): "purchase.not_announced",
    (Act.SIGN, "planned"): "contract.no_award",
    (Act.SIGN, "announced"): "contract.no_award",
    (Act.SIGN, "opened"): "contract.no_award",
    (Act.CANCEL_PURCHASE, "contracted"): "purchase.contracted",
}
"""Where a sentence of its own says better what has to come first than that the order is wrong."""


def may(status: str, act: Act) -> bool:
    """May the act be done with a purchase in `status` at all? What else it needs, the act asks."""
    return any(move.start == status and move.act == act for move in MOVES)


def ends(status: str, act: Act) -> frozenset[str]:
    """The statuses in which the act may leave a purchase that is in `status`."""
    return frozenset(move.end for move in MOVES if move.start == status and move.act == act)


def refusal(status: str, act: Act) -> str:
    """The code that says why the act cannot be done in `status`."""
    return TOO_EARLY.get((act, status), "purchase.wrong_order")
