"""Many lines put into a draft at once: what a plan of purchases becomes. All of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets.acts.drafts import MOST_LINES, locked_draft, new_draft_line, open_draft
from budgets.acts.lines import (
    LineValues,
    check_values,
    identity,
    keep_ceilings,
    keep_committed,
)
from budgets.models import DraftLine
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
