"""Photographs and scans, to the council of the places their school lies within."""

from werkzeug.wrappers import Response

from core.access import Role
from tracker import evidence
from tracker.council import council
from tracker.edge import actor


@council.get(evidence.ADDRESS)
def file(sha256: str, kind: str) -> Response:
    """One file of a record about the council's schools."""
    held = actor().holds(Role.COUNCIL)
    return evidence.to_those_within(sha256, kind, held, gifts_of=held, typed_by=held)
