"""Files everybody may open: photographs of confirmed practices, documents of purchases."""

from werkzeug.wrappers import Response

from tracker import evidence
from tracker.public import public


@public.get(evidence.ADDRESS)
def file(sha256: str, kind: str) -> Response:
    """One file that a record lists for everybody."""
    return evidence.to_everybody(sha256, kind)
