"""What a finding is opened from, looked at anew, and what was opened from a sample or a visit."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select
from sqlalchemy.orm import Session

from core.errors import Refusal
from oversight.findings.models import Finding
from oversight.findings.values import FindingValues
from oversight.reports import flags
from oversight.reviews.reports import public, said
from oversight.reviews.rules import Subject
from oversight.samples.models import AuditItem
from oversight.visits.models import Visit

GONE = "withdrawn"
"""A finding in this state is none any more: nothing leads to it."""


def of_sample(session: Session, sample: int) -> dict[int, list[int]]:
    """The findings opened from a sample, by purchase, the oldest first."""
    of = Finding
    rows = session.execute(_opened(of.purchase_id, of.id).where(*_from("sample", [sample])))
    found: dict[int, list[int]] = {}
    for purchase, number in rows:
        found.setdefault(purchase, []).append(number)
    return found


def of_visits(session: Session, visits: Collection[int]) -> dict[tuple[int, str], list[int]]:
    """The findings opened from these visits, by visit and requirement, the oldest first."""
    of = Finding
    query = _opened(of.origin_key, of.requirement, of.id).where(*_from("visit", visits))
    found: dict[tuple[int, str], list[int]] = {}
    for key, requirement, number in session.execute(query):
        found.setdefault((int(key), requirement), []).append(number)
    return found


def _opened(*columns: Any) -> Select[Any]:
    return select(*columns).where(Finding.state != GONE).order_by(Finding.id)


def _from(origin: str, keys: Collection[int]) -> tuple[ColumnElement[bool], ...]:
    return Finding.origin == origin, Finding.origin_key.in_([str(key) for key in keys])


@dataclass(frozen=True, slots=True)
class Up:
    """A raised flag as everybody may read it: the version of its rule, and its facts."""

    version: str
    facts: Mapping[str, Any]


def raised(session: Session, subject: Subject, today: date) -> Up:
    """The flag a finding is opened from: of a purchase as it is today, of a year as it is kept.

    Raises:
        Refusal: `finding.flag_not_raised`; `review.private` for one that no council has confirmed.
    """
    up = _of_purchase(session, subject, today) if subject.purchase else _of_year(session, subject)
    if up is None:
        raise Refusal("finding.flag_not_raised", "origin")
    return up


def _of_purchase(session: Session, subject: Subject, today: date) -> Up | None:
    """What a flag compared that only councils saw until one confirmed it stays theirs."""
    found = flags.of_purchase(session, subject.purchase, today)
    up = next((one for one in found if one.flag == subject.flag and one.raised), None)
    if up is None:
        return None
    if up.public:
        return Up(up.version, up.look.facts)
    if up.flag not in said.confirmed_of(session, subject.purchase):
        raise Refusal("review.private", "origin")
    return Up(up.version, {})


def _of_year(session: Session, subject: Subject) -> Up | None:
    up = public.of_year(session, subject)
    return Up(up.version, up.facts) if up else None


def known(session: Session, values: FindingValues) -> None:
    """Refuse with `finding.origin` a sample that did not draw the purchase, and a visit of another
    school: a finding stands on their pages too."""
    key = values.origin_key or ""
    number = int(key) if key.isascii() and key.isdigit() else 0
    there: Any = None
    if values.origin == "sample":
        drawn = (AuditItem.purchase_id == values.purchase) & AuditItem.hits.is_not(None)
        there = exists().where(AuditItem.sample_id == number, drawn)
    elif values.origin == "visit":
        there = exists().where(Visit.id == number, Visit.school == values.school)
    if there is not None and not (number < 2**31 and session.scalar(select(there))):
        raise Refusal("finding.origin", "origin")
