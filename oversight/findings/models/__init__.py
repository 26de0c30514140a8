"""What is kept of findings: facts and codes; texts say the rest; no person is named."""

from oversight.findings.models.answers import Decision, Objection, Post, Remedy, Vote
from oversight.findings.models.matters import (
    NOBODY,
    Evidence,
    Finding,
    FindingDraft,
    PartnerBody,
    Violation,
)

__all__ = [
    "NOBODY",
    "Decision",
    "Evidence",
    "Finding",
    "FindingDraft",
    "Objection",
    "PartnerBody",
    "Post",
    "Remedy",
    "Violation",
    "Vote",
]
