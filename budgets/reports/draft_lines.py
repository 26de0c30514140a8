"""The lines of a budget's version as the office lists them, and what an amendment changes."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, literal, null, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from budgets.models import IN_FORCE, QUARTERS, DraftLine, Line, LineVersion, Version
from budgets.reports.drafts import VersionCard

PAGE = 100


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a version as the office lists it. `line_id` where an approved line stands behind
    it, `old` what is in force for it, som; `new` is None where the version leaves the line out."""

    id: int
    line_id: int | None
    beneficiary: str
    category: str
    requirement: str | None
    source: str
    carried: bool
    code: str | None
    old: Decimal | None
    new: Decimal | None
    note: str | None
    function: str | None = None
    quarter_1: Decimal | None = None
    quarter_2: Decimal | None = None
    quarter_3: Decimal | None = None
    quarter_4: Decimal | None = None

    @property
    def quarters(self) -> tuple[Decimal, ...] | None:
        """Som of each quarter, or None where the line is not spread over the year."""
        told = (self.quarter_1, self.quarter_2, self.quarter_3, self.quarter_4)
        found = tuple(amount for amount in told if amount is not None)
        return found or None


@dataclass(frozen=True, slots=True)
class FundRow:
    """A budget line that may pay for purchases: set aside in it, and claimed by contracts, som."""

    id: int
    beneficiary: str
    category: str
    requirement: str | None
    source: str
    carried: bool
    amount: Decimal
    committed: Decimal

    @property
    def free(self) -> Decimal:
        """Som set aside and not yet spoken for."""
        return self.amount - self.committed


def lines(session: Session, card: VersionCard, page: int = 1) -> list[LineRow]:
    """One page of a version's lines, in the order they were entered."""
    if card.status == "draft":
        query = (
            _of_draft()
            .where(DraftLine.version_id == card.id)
            .order_by(DraftLine.position, DraftLine.id)
        )
    else:
        query = _of_version().where(LineVersion.version_id == card.id).order_by(LineVersion.id)
    return [LineRow(*row) for row in session.execute(query.limit(PAGE).offset((page - 1) * PAGE))]


def _of_draft() -> Select:
    return select(
        DraftLine.id,
        DraftLine.line_id,
        DraftLine.beneficiary,
        DraftLine.category,
        DraftLine.requirement,
        DraftLine.source,
        DraftLine.carried,
        DraftLine.code,
        Line.amount.label("old"),
        DraftLine.amount.label("new"),
        DraftLine.note,
        DraftLine.function,
        *(getattr(DraftLine, name) for name in QUARTERS),
    ).outerjoin(Line, Line.id == DraftLine.line_id)


def _of_version() -> Select:
    return select(
        LineVersion.id,
        Line.id.label("line_id"),
        Line.beneficiary,
        Line.category,
        Line.requirement,
        Line.source,
        Line.carried,
        Line.code,
        Line.amount.label("old"),
        LineVersion.amount.label("new"),
        LineVersion.note,
        Line.function,
        *(getattr(LineVersion, name) for name in QUARTERS),
    ).join(Line, Line.id == LineVersion.line_id)


def draft_line(session: Session, card: VersionCard, key: int) -> LineRow | None:
    """One line of this draft, or None."""
    row = session.execute(
        _of_draft().where(DraftLine.id == key, DraftLine.version_id == card.id)
    ).one_or_none()
    return LineRow(*row) if row else None


def last_line(session: Session, card: VersionCard) -> LineRow | None:
    """The line entered last into this draft: what the next one often resembles."""
    row = session.execute(
        _of_draft()
        .where(DraftLine.version_id == card.id)
        .order_by(DraftLine.position.desc(), DraftLine.id.desc())
        .limit(1)
    ).one_or_none()
    return LineRow(*row) if row else None


def changes(session: Session, card: VersionCard, page: int = 1) -> list[LineRow]:
    """One page of what a version handed in would change: lines new, changed, left out.

    `old` is what is in force now, som; a line that stays as it is does not appear. One whose sum
    stays and is spread otherwise over the year does.
    """
    was = aliased(LineVersion)
    in_force = select(Version.id).where(
        Version.place == card.place, Version.year == card.year, Version.status.in_(IN_FORCE)
    )
    spread = (getattr(LineVersion, name).is_distinct_from(getattr(was, name)) for name in QUARTERS)
    kept = (
        _of_version()
        .outerjoin(was, (was.line_id == Line.id) & was.version_id.in_(in_force))
        .where(LineVersion.version_id == card.id, or_(LineVersion.amount != Line.amount, *spread))
    )
    named = select(LineVersion.line_id).where(LineVersion.version_id == card.id)
    dropped = (
        select(
            literal(0).label("id"),
            Line.id.label("line_id"),
            Line.beneficiary,
            Line.category,
            Line.requirement,
            Line.source,
            Line.carried,
            Line.code,
            Line.amount.label("old"),
            null().label("new"),
            null().label("note"),
            Line.function,
            *(null().label(name) for name in QUARTERS),
        )
        .join(Version, Version.budget_id == Line.budget_id)
        .where(Version.id == card.id, Line.amount > 0, Line.id.not_in(named))
    )
    both = union_all(kept, dropped).subquery()
    rows = session.execute(
        select(both).order_by(both.c.line_id).limit(PAGE).offset((page - 1) * PAGE)
    )
    return [LineRow(*row) for row in rows]


def fundable(session: Session, holder: str, year: int) -> list[FundRow]:
    """The budget lines in force of a holder's year, those for one requirement first."""
    rows = session.scalars(
        select(Line)
        .where(Line.holder == holder, Line.year == year, Line.amount > 0)
        .order_by(Line.category, Line.requirement.is_(None), Line.requirement, Line.id)
    )
    return [
        FundRow(
            line.id,
            line.beneficiary,
            line.category,
            line.requirement,
            line.source,
            line.carried,
            line.amount,
            line.committed,
        )
        for line in rows
    ]


def pages(count: int) -> int:
    """How many pages `lines` has for that many lines; at least one. Pure."""
    return max(-(-count // PAGE), 1)
