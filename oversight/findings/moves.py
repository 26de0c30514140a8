"""The life of a finding as a table of moves. Pure: no session, no clock.

    open → answered → reported → closed
             objected → answered, or withdrawn

Withdrawn and closed are ends; both stay readable.
"""

from core.access import Act
from procurement.moves import Move

NEEDS = {
    "in_time": "the term to object is not over",
    "once": "the addressee has not objected before",
    "reason": "a reason, which everybody can read",
    "whole": "what was done is told of every violation",
    "quorum": "enough members of the council have voted, on every violation",
    "evidence": "what is called put right is shown by a file, page or document",
}
LIVE = ("open", "answered", "reported", "objected")
ENDS = ("closed", "withdrawn")
STATES = (*LIVE, *ENDS)

MOVES = (
    Move("open", Act.ANSWER_FINDING, "answered"),
    Move("answered", Act.ANSWER_FINDING, "answered"),
    Move("reported", Act.ANSWER_FINDING, "reported"),
    Move("objected", Act.ANSWER_FINDING, "objected"),
    *(Move(state, Act.DISCUSS_FINDING, state) for state in LIVE),
    *(Move(state, Act.PROVE_FINDING, state) for state in LIVE),
    Move("open", Act.REPORT_REMEDY, "reported", ("whole",)),
    Move("answered", Act.REPORT_REMEDY, "reported", ("whole",)),
    Move("open", Act.OBJECT_TO_FINDING, "objected", ("in_time", "once", "reason")),
    Move("answered", Act.OBJECT_TO_FINDING, "objected", ("in_time", "once", "reason")),
    Move("reported", Act.VOTE_ON_FINDING, "reported"),
    Move("objected", Act.VOTE_ON_FINDING, "objected"),
    Move("reported", Act.DECIDE_FINDING, "closed", ("quorum", "evidence")),
    Move("objected", Act.DECIDE_FINDING, "answered", ("quorum",)),
    Move("objected", Act.DECIDE_FINDING, "withdrawn", ("quorum",)),
    Move("reported", Act.RETURN_REMEDY, "answered", ("reason",)),
    *(Move(state, Act.WITHDRAW_FINDING, "withdrawn", ("reason",)) for state in LIVE),
)

TOO_EARLY = {
    ("open", Act.VOTE_ON_FINDING): "finding.nothing_to_vote",
    ("answered", Act.VOTE_ON_FINDING): "finding.nothing_to_vote",
    ("open", Act.DECIDE_FINDING): "finding.nothing_to_vote",
    ("answered", Act.DECIDE_FINDING): "finding.nothing_to_vote",
}
"""Where a sentence of its own says better what has to come first."""


def may(state: str, act: Act) -> bool:
    """May the act be done with a finding in `state` at all? What else it needs, the act asks."""
    return any(move.start == state and move.act == act for move in MOVES)


def ends(state: str, act: Act) -> frozenset[str]:
    """The states in which the act may leave a finding that is in `state`."""
    return frozenset(move.end for move in MOVES if move.start == state and move.act == act)


def refusal(state: str, act: Act) -> str:
    """The code that says why the act cannot be done in `state`."""
    return TOO_EARLY.get((state, act), "finding.ended" if state in ENDS else "finding.wrong_order")
