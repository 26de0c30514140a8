"""The editions of the Standard: one whole, the next in work, and one requirement over all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from core.words import Words
from register.models import Place
from register.profile import load
from standard.catalogue_file import (
    Catalogue,
    ItemCode,
    RequirementEntry,
    Source,
    criterion_from,
    lasting_from,
)
from standard.edition_diff import FieldChange, compared, flat
from standard.models import Edition, EditionDraft, Requirement
from standard.reports.catalogue import EditionCard, edition_cards, lists


@dataclass(frozen=True, slots=True)
class DraftCard:
    """The next edition in work: its text, and which state of it this is (`seen`)."""

    id: int
    text: str
    seen: int
    written_by: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What one edition did to a requirement.

    `change` is "added", "removed", "changed" (see `fields`) or "unchanged".
    """

    edition: str
    adopted_on: date
    change: str
    fields: tuple[FieldChange, ...]


def draft(session: Session) -> DraftCard | None:
    """The edition in work, or None."""
    row = session.execute(
        select(
            EditionDraft.id,
            EditionDraft.text,
            EditionDraft.version,
            EditionDraft.written_by,
            EditionDraft.changed_at,
        )
        .order_by(EditionDraft.id)
        .limit(1)
    ).one_or_none()
    return DraftCard(*row) if row else None


def editions(session: Session) -> list[EditionCard]:
    """Every edition adopted, the one in force first."""
    return edition_cards(session)


def catalogue_of(session: Session, edition_id: int | None = None) -> Catalogue | None:
    """An edition (the one in force unless told) as its file would tell it, or None.

    The country is the one whose register is loaded; an edition does not name it.
    """
    wanted = select(func.max(Edition.id)).scalar_subquery() if edition_id is None else edition_id
    row = session.execute(
        select(
            Edition.id, Edition.code, Edition.title_ky, Edition.title_ru, Edition.title_en
        ).where(Edition.id == wanted)
    ).one_or_none()
    coded = lists(session, row.id) if row else None
    if row is None or coded is None:
        return None
    entries = session.execute(
        _rows().where(Requirement.edition_id == row.id).order_by(Requirement.position)
    )
    return Catalogue(
        edition=row.code,
        country=_country(session),
        title=Words(row.title_ky, row.title_ru, row.title_en),
        lists=coded,
        requirements=tuple(map(_entry, entries)),
    )


def history(session: Session, code: str) -> list[HistoryEntry]:
    """What each edition did to one requirement, the first that had it first."""
    adopted = session.execute(
        select(Edition.id, Edition.code, Edition.adopted_on).order_by(Edition.id)
    ).all()
    rows = session.execute(
        _rows().add_columns(Requirement.edition_id).where(Requirement.code == code)
    )
    found = {row.edition_id: flat(_entry(row)) for row in rows}
    return list(_told(adopted, found))


def _told(adopted: Any, found: dict[int, dict[str, str]]) -> Iterator[HistoryEntry]:
    before: dict[str, str] | None = None
    for number, edition, day in adopted:
        now = found.get(number)
        if now is None:
            if before is not None:
                yield HistoryEntry(edition, day, "removed", ())
        elif before is None:
            yield HistoryEntry(edition, day, "added", ())
        else:
            fields = compared(before, now)
            yield HistoryEntry(edition, day, "changed" if fields else "unchanged", fields)
        before = now


def _country(session: Session) -> str:
    found = session.scalar(select(Place.code).where(Place.kind == "country").limit(1))
    return found or load().code


def _rows():
    return select(
        Requirement.code,
        Requirement.domain,
        Requirement.subdomain,
        Requirement.category,
        Requirement.title_ky,
        Requirement.title_ru,
        Requirement.title_en,
        Requirement.why_ky,
        Requirement.why_ru,
        Requirement.why_en,
        Requirement.unit,
        Requirement.criterion,
        Requirement.priority,
        Requirement.source_kind,
        Requirement.source,
        Requirement.items,
        Requirement.okgz,
        Requirement.lasts,
    )


def _entry(row: Row[Any]) -> RequirementEntry:
    return RequirementEntry(
        code=row.code,
        domain=row.domain,
        subdomain=row.subdomain,
        category=row.category,
        title=Words(row.title_ky, row.title_ru, row.title_en),
        why=Words(row.why_ky, row.why_ru, row.why_en),
        unit=row.unit,
        criterion=criterion_from(row.criterion, row.unit),
        priority=row.priority,
        source=Source(row.source_kind, row.source["ref"], row.source["note"]),
        items=tuple(Words(**item) for item in row.items),
        okgz=tuple(ItemCode(**item) for item in row.okgz),
        lasts=lasting_from(row.lasts),
    )
