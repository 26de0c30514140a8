"""Many lines put into a draft at once: what a plan or a table becomes. All of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from budgets.acts.drafts import (
    MOST_LINES,
    insert_lines,
    locked_draft,
    new_draft_line,
    open_draft,
    put_ceilings,
)
from budgets.acts.lines import (
    LineValues,
    check_values,
    identity,
    keep_ceilings,
    keep_committed,
)
from budgets.models import DraftLine, Version
from core.access import Actor
from core.errors import Refusal
from core.money import som


@dataclass(frozen=True, slots=True)
class Allocated:
    """Into which version lines went, how many are new and how many were raised."""

    version: int
    added: int
    raised: int


def allocate_many(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    rows: Sequence[LineValues],
    *,
    seen: int | None = None,
) -> Allocated:
    """Set som aside in the draft of a place's budget, line by line; a draft is begun if need be.

    A row for which the draft has the same line already is added to it, and the line keeps its
    note.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: those of `open_draft` and `check_values`; `budget.too_many_lines` with `most`;
            `budget.over_ceiling` with `source` and `by` in som; `line.below_committed`;
            `record.changed_meanwhile`.
    """
    version = locked_draft(session, actor, open_draft(session, actor, place, year).id, seen)
    check_values(session, version, rows)
    lines = list(
        session.scalars(
            select(DraftLine)
            .where(DraftLine.version_id == version.id)
            .order_by(DraftLine.position, DraftLine.id)
        )
    )
    known: dict[tuple[object, ...], DraftLine] = {}
    for line in lines:
        known.setdefault(identity(line), line)
    position = max((line.position for line in lines), default=0)
    added = raised = 0
    for row in rows:
        same = known.get(identity(row))
        if same is None:
            added += 1
            same = new_draft_line(version.id, position + added, row, actor.account)
            known[identity(row)] = same
            session.add(same)
        else:
            raised += 1
            same.amount = som(same.amount + row.amount)
            # A profile of the smaller sum says nothing of the larger one.
            same.quarter_1 = same.quarter_2 = same.quarter_3 = same.quarter_4 = None
            same.written_by = actor.account
    if len(lines) + added > MOST_LINES:
        raise Refusal("budget.too_many_lines", most=MOST_LINES)
    session.flush()
    keep_ceilings(session, version)
    keep_committed(session, version, of=rows)
    return Allocated(version.number, added, raised)


def replace_lines(
    session: Session,
    actor: Actor,
    version_id: int,
    rows: Sequence[LineValues],
    *,
    seen: int | None = None,
    ceilings: Mapping[str, Decimal] | None = None,
) -> Version:
    """Put these lines in place of all a draft holds: what an import does. All or nothing.

    `ceilings`, som by source, take the place of those there are, where given.

    Raises:
        Refusal: as `allocate`; `budget.too_many_lines` with `most`; `line.doubled` when two rows
            are the same line; `line.below_committed`.
    """
    version = locked_draft(session, actor, version_id, seen)
    if len(rows) > MOST_LINES:
        raise Refusal("budget.too_many_lines", most=MOST_LINES)
    check_values(session, version, rows)
    met: set[tuple[object, ...]] = set()
    for row in rows:
        if identity(row) in met:
            raise Refusal("line.doubled", "beneficiary", code=row.beneficiary)
        met.add(identity(row))
    if ceilings is not None:
        put_ceilings(session, version, ceilings)
    session.execute(delete(DraftLine).where(DraftLine.version_id == version.id))
    insert_lines(session, version, rows, actor.account)
    keep_ceilings(session, version)
    keep_committed(session, version)
    return version
