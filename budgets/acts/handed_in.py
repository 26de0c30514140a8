"""A draft turned into a version nobody changes: lines get their identity, the version its total."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets.acts.lines import (
    check_values,
    identity,
    keep_ceilings,
    not_below_committed,
    spread,
    values_of,
)
from budgets.models import Ceiling, DraftLine, Line, LineVersion, Version
from core.access import Actor
from core.errors import Refusal
from core.money import ZERO, som, tyiyn

Fixed = tuple[list[Line], list[LineVersion]]


def fixed(session: Session, actor: Actor, version: Version) -> Fixed:
    """Fix what a draft says: its new lines and the lines' versions, for the leaf. No act by itself.

    Raises:
        Refusal: `budget.empty`, `budget.over_ceiling`, `line.doubled`, `line.below_committed`, and
            those of `check_values`.
    """
    drafts = _drafts(session, version)
    if not drafts:
        raise Refusal("budget.empty")
    check_values(session, version, [values_of(draft) for draft in drafts])
    keep_ceilings(session, version)
    lines, fresh = _lines(session, version, drafts)
    versions = [
        LineVersion(
            version_id=version.id,
            line=line,
            amount=draft.amount,
            note=draft.note,
            **spread(draft.quarters),
        )
        for draft, line in zip(drafts, lines, strict=True)
    ]
    session.add_all(versions)
    version.total = som(sum((draft.amount for draft in drafts), ZERO))
    version.authors = sorted(
        {str(actor.account), *(version.authors or ()), *(str(draft.written_by) for draft in drafts)}
    )
    version.ceilings = {
        source: str(tyiyn(amount))
        for source, amount in session.execute(
            select(Ceiling.source, Ceiling.amount).where(Ceiling.budget_id == version.budget_id)
        )
    }
    return fresh, versions


def _drafts(session: Session, version: Version) -> list[DraftLine]:
    return list(
        session.scalars(
            select(DraftLine)
            .where(DraftLine.version_id == version.id)
            .order_by(DraftLine.position, DraftLine.id)
        )
    )


def _lines(
    session: Session, version: Version, drafts: list[DraftLine]
) -> tuple[list[Line], list[Line]]:
    """The line of each draft line, known or new; and the new ones."""
    known = {
        line.id: line
        for line in session.scalars(select(Line).where(Line.budget_id == version.budget_id))
    }
    by_identity = {identity(line): line for line in known.values()}
    lines, fresh = [], []
    met: set[tuple[object, ...]] = set()
    for draft in drafts:
        if identity(draft) in met:
            raise Refusal("line.doubled", "beneficiary", code=draft.beneficiary)
        met.add(identity(draft))
        line = known.get(draft.line_id or 0) or by_identity.get(identity(draft))
        if line is None:
            line = new_line(version, draft)
            fresh.append(line)
        lines.append(line)
    session.add_all(fresh)
    session.flush()
    given = {line.id: draft.amount for draft, line in zip(drafts, lines, strict=True)}
    for line in known.values():
        not_below_committed(line, given.get(line.id, ZERO))
    return lines, fresh


def new_line(version: Version, told: DraftLine | Line) -> Line:
    """A line of this version's budget for the same thing as another line. No act by itself."""
    return Line(
        budget_id=version.budget_id,
        holder=version.place,
        beneficiary=told.beneficiary,
        year=version.year,
        category=told.category,
        requirement=told.requirement,
        source=told.source,
        carried=told.carried,
        code=told.code,
        function=told.function,
    )
