"""What a line of a draft may say: its values, and the checks every way of entering goes through."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets import rules
from budgets.models import Ceiling, DraftLine, Line, Version
from core.errors import Refusal
from register import profile
from register import reports as register
from standard import reports as standard


@dataclass(frozen=True, slots=True)
class LineValues:
    """What a person enters for one line; `line_id` where it amends an approved one."""

    beneficiary: str
    category: str
    requirement: str | None
    source: str
    carried: bool
    code: str | None
    amount: Decimal
    note: str | None = None
    line_id: int | None = None


def values_of(line: DraftLine) -> LineValues:
    """What a line of a draft says, as values."""
    return LineValues(
        line.beneficiary,
        line.category,
        line.requirement,
        line.source,
        line.carried,
        line.code,
        line.amount,
        line.note,
        line.line_id,
    )


IDENTITY = ("beneficiary", "category", "requirement", "source", "carried", "code")


def identity(values: LineValues | DraftLine | Line) -> tuple[object, ...]:
    """What makes a line the same line in every version."""
    return tuple(getattr(values, name) for name in IDENTITY)


def keep_ceilings(session: Session, version: Version, field: str | None = None) -> None:
    """Refuse with `budget.over_ceiling` (source, by) where the draft's lines exceed a ceiling."""
    ceilings = dict(
        session.execute(
            select(Ceiling.source, Ceiling.amount).where(Ceiling.budget_id == version.budget_id)
        ).all()
    )
    amounts = session.execute(
        select(DraftLine.source, func.sum(DraftLine.amount))
        .where(DraftLine.version_id == version.id)
        .group_by(DraftLine.source)
    ).all()
    for source, by in sorted(rules.over_ceilings(ceilings, amounts).items()):
        raise Refusal("budget.over_ceiling", field, source=source, by=by)


def check_values(session: Session, version: Version, rows: Sequence[LineValues]) -> None:
    """Refuse rows that name what is not there; the first fault, with the field it is in.

    Raises:
        Refusal: `line.unknown_beneficiary`, `line.beneficiary_elsewhere` (a school or place that
            does not lie within the holder), `requirement.unknown`, `category.unknown`,
            `line.other_category`, `source.unknown`, `line.not_of_budget`, `money.negative`.
    """
    lines = register.lineages(session, {row.beneficiary for row in rows})
    known = register.names(session, {row.beneficiary for row in rows})
    categories = standard.category_of_requirements(session)
    for row in rows:
        if row.beneficiary not in known:
            raise Refusal("line.unknown_beneficiary", "beneficiary", code=row.beneficiary)
        if version.place not in lines[row.beneficiary]:
            raise Refusal("line.beneficiary_elsewhere", "beneficiary", code=row.beneficiary)
        if row.category not in set(categories.values()):
            raise Refusal("category.unknown", "category", code=row.category)
        if row.requirement is not None:
            if row.requirement not in categories:
                raise Refusal("requirement.unknown", "requirement", code=row.requirement)
            if categories[row.requirement] != row.category:
                raise Refusal("line.other_category", "requirement", code=row.requirement)
        known_source(row.source)
        if row.amount < 0:
            raise Refusal("money.negative", "amount", text=str(row.amount))


def known_source(source: str) -> None:
    """Refuse with `source.unknown` a source of funds the country profile does not have."""
    if source not in {known.code for known in profile.load().sources}:
        raise Refusal("source.unknown", "source", source=source)
