"""For public councils: what they look at, and later what they find."""

from flask import Blueprint

from core.access import Role
from tracker.edge import door
from tracker.languages import PREFIX

council = Blueprint("council", __name__, url_prefix=f"{PREFIX}/council")
council.before_request(door(Role.COUNCIL))

# The pages hang themselves on the blueprint; they come last because they need it.
from tracker.council import (  # noqa: E402
    files,
    finding_drafts,
    findings,
    flags,
    gifts,
    hearings,
    practices,
    purchases,
    rounds,
    sample_tables,
    samples,
    schools,
    suppliers,
    unmet,
    visits,
    voices,
)

__all__ = [
    "council",
    "files",
    "finding_drafts",
    "findings",
    "flags",
    "gifts",
    "hearings",
    "practices",
    "purchases",
    "rounds",
    "sample_tables",
    "samples",
    "schools",
    "suppliers",
    "unmet",
    "visits",
    "voices",
]
