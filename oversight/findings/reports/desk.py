"""What a council or an addressee has on its desk: drafts, bodies, files."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from oversight.findings.models import NOBODY, Evidence, Finding, FindingDraft, PartnerBody
from oversight.findings.values import EvidenceValues, FindingValues
from procurement.reports import documents


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A finding that is not opened yet, as its council sees it."""

    id: int
    council: str
    on: date
    values: FindingValues
    evidence: tuple[EvidenceValues, ...]
    version: int


def drafts(session: Session, places: Collection[str]) -> tuple[DraftCard, ...]:
    """The drafts of the councils of these places, the newest first."""
    query = _drafts().where(FindingDraft.council.in_(places)).order_by(FindingDraft.id.desc())
    return tuple(_draft(row) for row in session.execute(query))


def draft(session: Session, number: int) -> DraftCard | None:
    """One draft."""
    row = session.execute(_drafts().where(FindingDraft.id == number)).one_or_none()
    return _draft(row) if row else None


def _drafts():
    return select(
        FindingDraft.id,
        FindingDraft.council,
        FindingDraft.on,
        FindingDraft.values,
        FindingDraft.evidence,
        FindingDraft.version,
    )


def _draft(row) -> DraftCard:
    number, council, on, values, evidence, version = row
    pieces = tuple(EvidenceValues.of(one) for one in evidence)
    return DraftCard(number, council, on, FindingValues.of(values), pieces, version)


def bodies(session: Session, account: int, places: Collection[str]) -> dict[str, tuple[str, ...]]:
    """For which bodies an account answers, and at which of these places: places by body."""
    rows = session.execute(
        select(PartnerBody.body, PartnerBody.place)
        .where(PartnerBody.account == account, PartnerBody.place.in_(places))
        .where(PartnerBody.body != NOBODY)
        .order_by(PartnerBody.body, PartnerBody.place)
    )
    found: dict[str, list[str]] = {}
    for body, place in rows:
        found.setdefault(body, []).append(place)
    return {body: tuple(where) for body, where in found.items()}


def is_public(session: Session, sha256: str, kind: str) -> bool:
    """May everybody open this file: is it evidence in which nobody can be recognised?

    Not where a purchase says that the same file holds personal data.
    """
    named = select(Evidence.id).where(
        Evidence.sha256 == sha256, Evidence.file_kind == kind, Evidence.is_public
    )
    shown = session.scalar(named.limit(1)) is not None
    return shown and not documents.is_kept_back(session, sha256)


def owners(session: Session, sha256: str, body: str | None = None) -> set[str]:
    """The places and councils whose findings name a file of their own, no document's.

    With a `body`, of findings addressed to it alone; without, the councils of drafts too.
    """
    query = select(Finding.place, Finding.council).join(Evidence, Evidence.finding_id == Finding.id)
    query = query.where(Evidence.sha256 == sha256, Evidence.document_id.is_(None))
    if body is not None:
        query = query.where(Finding.body == body)
    found = {code for row in session.execute(query.distinct()) for code in row}
    return found if body is not None else found | _drafting(session, sha256)


def _drafting(session: Session, sha256: str) -> set[str]:
    """The councils whose drafts name a file."""
    named = cast(FindingDraft.evidence, Text).contains(f'"{sha256}"', autoescape=True)
    return set(session.scalars(select(FindingDraft.council).where(named)))
