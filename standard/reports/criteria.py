"""When each requirement in force is met."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

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
