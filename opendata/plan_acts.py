"""What an import of an annual plan does: the acts an officer would do, all of them or none."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.money import ZERO
from opendata.acts import File
from opendata.models import Batch
from procurement import acts as procurement
from procurement.acts import PlanValues
from procurement.reports import plan as reports


def import_plan_table(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    rows: Sequence[tuple[int | None, PlanValues]],
    *,
    seen: int,
    file: File,
    reason: str | None = None,
) -> Batch:
    """Put the rows of a table into a place's plan: drafts for new lines, new values for others.

    `seen` is the state of the plan the preview was compared with.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `record.changed_meanwhile`; `plan_row.no_rows` for nothing to keep; those of
            `procurement.acts.keep_plan_lines`.
    """
    require(actor, Act.KEEP_PLAN, place)
    now = reports.state(session, place, year)
    if now != seen:
        raise Refusal("record.changed_meanwhile", seen=seen, now=now)
    if not rows:
        raise Refusal("plan_row.no_rows")
    procurement.keep_plan_lines(session, actor, place, year, rows, reason=reason)
    batch = Batch(
        kind="plan",
        place=place,
        year=year,
        sha256=file.sha256,
        name=file.name[-80:],
        size=file.size,
        rows=len(rows),
        total=sum((values.amount for _, values in rows), ZERO),
        account=actor.account,
        at=clock.now(),
    )
    session.add(batch)
    session.flush()
    return batch
