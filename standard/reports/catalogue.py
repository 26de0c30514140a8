"""The catalogue in force: its edition, its lists, its requirements; and what a school holds."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.money import ZERO
from core.words import Words
from standard.catalogue_file import (
    Criterion,
    Lasting,
    Lists,
    criterion_from,
    lasting_from,
    lists_from,
)
from standard.models import CodedEntry, Edition, Holding, Requirement


@dataclass(frozen=True, slots=True)
class EditionCard:
    """The edition in force."""

    id: int
    code: str
    adopted_on: date
    title: Words


@dataclass(frozen=True, slots=True)
class RequirementCard:
    """A requirement as lists show it."""

    code: str
    domain: str
    subdomain: str
    category: str
    title: Words
    unit: str
    priority: int
    value_status: str
    type: str
    basis: str


@dataclass(frozen=True, slots=True)
class RequirementPage:
    """One requirement whole, with its source and its standing."""

    card: RequirementCard
    why: Words
    criterion: Criterion
    source_kind: str
    source_ref: str
    source_note: str
    items: tuple[Words, ...]
    okgz: tuple[tuple[str, str], ...]
    edition: EditionCard
    lasts: Lasting | None


def edition_cards(session: Session, most: int | None = None) -> list[EditionCard]:
    """Every edition adopted (or at most so many), the one in force first."""
    rows = session.execute(
        select(
            Edition.id,
            Edition.code,
            Edition.adopted_on,
            Edition.title_ky,
            Edition.title_ru,
            Edition.title_en,
        )
        .order_by(Edition.id.desc())
        .limit(most)
    )
    return [EditionCard(row[0], row[1], row[2], Words(*row[3:])) for row in rows]


def edition(session: Session) -> EditionCard | None:
    """The edition in force: the last one adopted."""
    return next(iter(edition_cards(session, 1)), None)


def _current():
    return select(func.max(Edition.id)).scalar_subquery()


def lists(session: Session, edition_id: int | None = None) -> Lists | None:
    """The coded lists of an edition (the one in force unless told), or None before any."""
    rows = session.execute(
        select(CodedEntry.kind, CodedEntry.code, CodedEntry.entry)
        .where(CodedEntry.edition_id == (_current() if edition_id is None else edition_id))
        .order_by(CodedEntry.kind, CodedEntry.position)
    )
    data: dict[str, dict[str, Any]] = {}
    for kind, code, entry in rows:
        data.setdefault(kind, {})[code] = entry
    return lists_from(data) if data else None


def category_of_requirements(session: Session) -> dict[str, str]:
    """The category of every requirement of the edition in force, by code."""
    return dict(
        session.execute(
            select(Requirement.code, Requirement.category).where(
                Requirement.edition_id == _current()
            )
        ).all()
    )


def _cards():
    return select(
        Requirement.code,
        Requirement.domain,
        Requirement.subdomain,
        Requirement.category,
        Requirement.title_ky,
        Requirement.title_ru,
        Requirement.title_en,
        Requirement.unit,
        Requirement.priority,
        Requirement.criterion,
    ).where(Requirement.edition_id == _current())


def _card(row: Any) -> RequirementCard:
    return RequirementCard(
        row.code,
        row.domain,
        row.subdomain,
        row.category,
        Words(row.title_ky, row.title_ru, row.title_en),
        row.unit,
        row.priority,
        row.criterion["value_status"],
        row.criterion["type"],
        row.criterion["basis"],
    )


def requirements(session: Session) -> list[RequirementCard]:
    """The catalogue in force, in its own order."""
    return [_card(row) for row in session.execute(_cards().order_by(Requirement.position))]


def titles(session: Session) -> dict[str, Words]:
    """The title of every requirement in force, by code."""
    rows = session.execute(
        select(
            Requirement.code, Requirement.title_ky, Requirement.title_ru, Requirement.title_en
        ).where(Requirement.edition_id == _current())
    )
    return {code: Words(ky, ru, en) for code, ky, ru, en in rows}


def requirement(session: Session, code: str) -> RequirementPage | None:
    """One requirement of the edition in force, or None."""
    row = session.scalar(
        select(Requirement).where(Requirement.code == code, Requirement.edition_id == _current())
    )
    in_force = edition(session)
    if row is None or in_force is None:
        return None
    return RequirementPage(
        card=_card(row),
        why=row.why,
        criterion=criterion_from(row.criterion, row.unit),
        source_kind=row.source_kind,
        source_ref=row.source["ref"],
        source_note=row.source["note"],
        items=tuple(Words(**item) for item in row.items),
        okgz=tuple((item["code"], item["name"]) for item in row.okgz),
        edition=in_force,
        lasts=lasting_from(row.lasts),
    )


def held(session: Session, school: str, on: date) -> dict[str, Decimal]:
    """What a school has towards each requirement on a day, by holdings in force."""
    rows = session.execute(
        select(Holding.requirement, Holding.quantity).where(
            Holding.school == school,
            Holding.since <= on,
            Holding.until.is_(None) | (Holding.until > on),
        )
    )
    sums: dict[str, Decimal] = {}
    for code, quantity in rows:
        sums[code] = sums.get(code, ZERO) + quantity
    return sums
