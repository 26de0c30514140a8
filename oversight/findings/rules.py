"""What a finding may say, and how its clock stands. Pure."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from core.errors import Refusal
from core.words import LANGUAGES
from journal.records import PERSONAL
from oversight.findings.values import EvidenceValues, FindingValues
from register.profile_findings import FindingLists

OFFICE = "office"
COUNCIL, ADDRESSEE = "council", "addressee"
ORIGINS = ("own", "flag", "voices", "sample", "visit")
"""What made a council look: nothing but itself, a flag, reports of people, a sample, a visit."""
STAGES = (
    "planning",
    "announcement",
    "award",
    "contract",
    "delivery",
    "acceptance",
    "payment",
    "use",
)
TERM = "answer_to_finding"
TERM_TO_OBJECT = "objection_to_finding"
_CODE = re.compile(r"[0-9A-Za-z-]{1,32}")
_NUMBER = re.compile(r"[1-9][0-9]{0,9}")
MOST_TITLE = 160  # characters
MOST_TEXT = 4_000
MOST_NOTE = 300
MOST_KEY = 60
MOST_EVIDENCE = 30  # pieces of a finding by its council, and of each report of the addressee


def text(typed: str | None, most: int = MOST_TEXT, field: str = "text") -> str:
    """A text, if it can stand before everybody for ever.

    Raises:
        Refusal: `finding.no_text`; `finding.too_long` with `found` and `most`;
            `text.holds_personal_data` for a tax number, a telephone or an e-mail address.
    """
    told = (typed or "").strip()
    if not told:
        raise Refusal("finding.no_text", field)
    return _screened(told, most, field)


def maybe_text(typed: str | None, most: int, field: str) -> str | None:
    """The same for a text that may be left out."""
    told = (typed or "").strip()
    return _screened(told, most, field) if told else None


def _screened(told: str, most: int, field: str) -> str:
    if len(told) > most:
        raise Refusal("finding.too_long", field, found=len(told), most=most)
    if PERSONAL.search(told):
        raise Refusal("text.holds_personal_data", field)
    return told


def known_language(language: str) -> None:
    """Refuse with `finding.language` what is none of the site's languages."""
    if language not in LANGUAGES:
        raise Refusal("finding.language", "language")


def check(values: FindingValues, lists: FindingLists, on: date) -> None:
    """Refuse a finding whose codes nobody knows, or which lacks what a finding needs.

    Raises:
        Refusal: `finding.stage`, `finding.no_violation`, `finding.violation` with `code`,
            `finding.body`, `finding.basis` with `code`, `finding.no_basis`, `finding.origin`;
            those of `text` and `known_language`.
    """
    text(values.title, MOST_TITLE, "title")
    text(values.text)
    known_language(values.language)
    if values.stage not in STAGES:
        raise Refusal("finding.stage", "stage")
    if not values.violations:
        raise Refusal("finding.no_violation", "violations")
    for code in values.violations:
        if lists.violation(code) is None:
            raise Refusal("finding.violation", "violations", code=code[:40])
    if values.body != OFFICE and lists.body(values.body) is None:
        raise Refusal("finding.body", "body")
    for code in values.bases:
        if lists.basis(code, on) is None:
            raise Refusal("finding.basis", "bases", code=code[:40])
    if not values.bases and not maybe_text(values.own_basis, MOST_TEXT, "own_basis"):
        raise Refusal("finding.no_basis", "bases")
    if values.origin not in ORIGINS or not _is_key(values.origin, values.origin_key):
        raise Refusal("finding.origin", "origin")


def _is_key(origin: str, key: str | None) -> bool:
    """Does the key name what the council looked at? It is told to everybody as it stands, so it is
    a code and no text: the code of a flag or a school, the number of a sample or a visit."""
    if origin == "own":
        return key is None
    if key is None or PERSONAL.search(key):
        return False
    if origin in ("sample", "visit"):
        return _NUMBER.fullmatch(key) is not None
    return _CODE.fullmatch(key) is not None


def one_matter(values: FindingValues) -> None:
    """Refuse with `finding.one_matter` what is about nothing, or about two things at once."""
    about = (
        values.purchase is not None,
        values.school is not None and bool(values.requirement),
        values.place is not None and values.year is not None,
    )
    if sum(about) != 1 or (values.school is not None and not values.requirement):
        raise Refusal("finding.one_matter")


def shown(facts: Mapping[str, Any] | None, evidence: int) -> None:
    """Refuse with `finding.no_evidence` what nothing shows: no file, no document, no facts."""
    if not evidence and not facts:
        raise Refusal("finding.no_evidence", "file")


def page_within(page: int | None, pages: int) -> None:
    """Refuse with `finding.page_beyond` (`page`, `pages`) a page the file does not have."""
    if page is not None and not 1 <= page <= pages:
        raise Refusal("finding.page_beyond", "page", page=page, pages=pages)


def one_source(values: EvidenceValues) -> None:
    """Refuse with `finding.one_source` evidence that is neither a file nor a document, or both."""
    if (values.file is None) == (values.document is None):
        raise Refusal("finding.one_source", "file")


def days_silent(due_on: date | None, answered_on: date | None, state: str, today: date) -> int:
    """For how many days after its term nobody has answered; 0 within it, answered or withdrawn."""
    if due_on is None or answered_on is not None or state == "withdrawn":
        return 0
    return max((today - due_on).days, 0)


def days_late(due_on: date | None, answered_on: date | None) -> int:
    """How many days after the term the first answer came; 0 in time, or not yet."""
    if due_on is None or answered_on is None:
        return 0
    return max((answered_on - due_on).days, 0)
