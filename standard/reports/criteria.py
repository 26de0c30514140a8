"""When each requirement in force is met."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.words import Words
from standard.catalogue_file import Criterion, criterion_from
from standard.models import Edition, Requirement


def in_force(session: Session) -> dict[str, Criterion]:
    """The criterion of every requirement of the edition in force, by code."""
    last = select(func.max(Edition.id)).scalar_subquery()
    rows = session.execute(
        select(Requirement.code, Requirement.criterion, Requirement.unit).where(
            Requirement.edition_id == last
        )
    )
    return {code: criterion_from(data, unit) for code, data, unit in rows}


@dataclass(frozen=True, slots=True)
class Sourced:
    """A requirement with its criterion and where that is from, as the catalogue's writers noted."""

    code: str
    title: Words
    criterion: Criterion
    source_kind: str
    source_ref: str


def sourced(session: Session, codes: Iterable[str]) -> dict[str, Sourced]:
    """These requirements of the edition in force, by code; unknown ones are left out."""
    last = select(func.max(Edition.id)).scalar_subquery()
    rows = session.scalars(
        select(Requirement).where(Requirement.edition_id == last, Requirement.code.in_(list(codes)))
    )
    return {
        row.code: Sourced(
            row.code,
            Words(row.title_ky, row.title_ru, row.title_en),
            criterion_from(row.criterion, row.unit),
            row.source_kind,
            row.source["ref"],
        )
        for row in rows
    }
