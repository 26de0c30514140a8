"""Photographs and scans, to those of the school and of the places it lies within."""

from werkzeug.wrappers import Response

from core.access import Role
from tracker import evidence
from tracker.edge import actor
from tracker.office import office
from tracker.office.doorstep import HOLDERS


@office.get(evidence.ADDRESS)
def file(sha256: str, kind: str) -> Response:
    """One file of a record about one's own schools."""
    who = actor()
    return evidence.to_those_within(
        sha256, kind, who.holds(*HOLDERS, Role.SCHOOL), gifts_of=who.holds(*HOLDERS)
    )
