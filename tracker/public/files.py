"""Photographs everybody may see: those of confirmed practices."""

from werkzeug.wrappers import Response

from tracker import evidence
from tracker.public import public


@public.get(evidence.PUBLIC_ADDRESS)
def photograph(sha256: str) -> Response:
    """One photograph of a practice a council has confirmed."""
    return evidence.to_everybody(sha256)
