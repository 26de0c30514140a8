"""Good practice: what schools told, what waits for a council, what everybody may read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from register.models import Place, School
from standard.models import Edition, Practice, Requirement

PER_PAGE = 20
COLUMNS = (
    Practice.id,
    Practice.school,
    Practice.requirement,
    Practice.title,
    Practice.told,
    Practice.language,
    Practice.cost,
    Practice.on,
    Practice.files,
    Practice.status,
    Practice.decided_on,
    Practice.decided_note,
)


@dataclass(frozen=True, slots=True)
class PracticeCard:
    """A practice without who told it: `cost` in som as the school says, `photographs` by SHA-256.

    `status` is "offered", "confirmed" or "declined"; `note` is what the council wrote.
    """

    id: int
    school: str
    requirement: str
    title: str
    told: str
    language: str
    cost: Decimal | None
    on: date
    photographs: tuple[str, ...]
    status: str
    decided_on: date | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list: the rows, the number of the page, the number of pages, of rows."""

    rows: tuple[PracticeCard, ...]
    page: int
    last: int
    count: int


def confirmed(
    session: Session,
    *,
    requirement: str | None = None,
    school: str | None = None,
    domain: str | None = None,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> Listed:
    """The practices everybody may read, newest first, a page at a time.

    Of one requirement, of one school, of one domain of the edition in force, or all.
    """
    where: list[ColumnElement[bool]] = [Practice.status == "confirmed"]
    if requirement is not None:
        where.append(Practice.requirement == requirement)
    if school is not None:
        where.append(Practice.school == school)
    if domain is not None:
        codes = select(Requirement.code).where(
            Requirement.edition_id == current_edition(), Requirement.domain == domain
        )
        where.append(Practice.requirement.in_(codes))
    count = session.scalar(select(func.count()).select_from(Practice).where(*where)) or 0
    query = select(*COLUMNS).where(*where).order_by(Practice.decided_on.desc(), Practice.id.desc())
    rows = _cards(session, query.limit(per_page).offset((page - 1) * per_page))
    return Listed(rows, page, max(-(-count // per_page), 1), count)


def public(session: Session, practice_id: int) -> PracticeCard | None:
    """One practice everybody may read, or None."""
    found = practice(session, practice_id)
    return found if found is not None and found.status == "confirmed" else None


def practice(session: Session, practice_id: int) -> PracticeCard | None:
    """One practice in any status, or None."""
    rows = _cards(session, select(*COLUMNS).where(Practice.id == practice_id))
    return rows[0] if rows else None


def of_school(session: Session, school: str) -> tuple[PracticeCard, ...]:
    """All that a school told, in any status, newest first."""
    query = select(*COLUMNS).where(Practice.school == school)
    return _cards(session, query.order_by(Practice.id.desc()))


def of_places(
    session: Session, places: Iterable[str], *, status: str, most: int = 100
) -> tuple[PracticeCard, ...]:
    """What schools within these places told and stands so; offered ones oldest first, the longest
    waiting; decided ones newest first. At most `most` of them.
    """
    order = Practice.id if status == "offered" else Practice.decided_on.desc()
    query = select(*COLUMNS).where(
        Practice.status == status, Practice.school.in_(schools_in(sorted(set(places))))
    )
    return _cards(session, query.order_by(order, Practice.id).limit(most))


def waiting(session: Session, places: Iterable[str]) -> tuple[PracticeCard, ...]:
    """What waits for the council of these places, the longest waiting first."""
    return of_places(session, places, status="offered")


def current_edition() -> Any:
    """The number of the edition in force, as a part of a query."""
    return select(func.max(Edition.id)).scalar_subquery()


def schools_in(places: Sequence[str]) -> Select[Any]:
    """The codes of the schools within these places; a school stands for itself."""
    down = (
        select(Place.code.label("code")).where(Place.code.in_(places)).cte("down", recursive=True)
    )
    down = down.union_all(select(Place.code).where(Place.parent == down.c.code))
    return select(School.code).where(
        School.place.in_(select(down.c.code)) | School.code.in_(places)
    )


def _cards(session: Session, query: Select[Any]) -> tuple[PracticeCard, ...]:
    return tuple(
        PracticeCard(
            id=row.id,
            school=row.school,
            requirement=row.requirement,
            title=row.title,
            told=row.told,
            language=row.language,
            cost=row.cost,
            on=row.on,
            photographs=tuple(file["sha256"] for file in row.files),
            status=row.status,
            decided_on=row.decided_on,
            note=row.decided_note,
        )
        for row in session.execute(query)
    )
