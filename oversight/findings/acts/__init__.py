"""What councils do about findings, and what is done by those to whom they are addressed."""

from oversight.findings.acts.bodies import end_body, name_body
from oversight.findings.acts.dialogue import answer, discuss
from oversight.findings.acts.drafts import add_to_draft, discard, draft, take_from_draft
from oversight.findings.acts.evidence import hide, prove
from oversight.findings.acts.opening import open_finding
from oversight.findings.acts.remedies import Done, object_to, report_remedy
from oversight.findings.acts.voting import decide, send_back, vote, withdraw

__all__ = [
    "Done",
    "add_to_draft",
    "answer",
    "decide",
    "discard",
    "discuss",
    "draft",
    "end_body",
    "hide",
    "name_body",
    "object_to",
    "open_finding",
    "prove",
    "report_remedy",
    "send_back",
    "take_from_draft",
    "vote",
    "withdraw",
]
