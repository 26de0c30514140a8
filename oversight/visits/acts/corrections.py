"""A council's own figure into the inventory, by the acts that are there for it."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Actor
from oversight.visits.models import VisitAnswer
from standard.acts import assessments
from standard.found import faults
from standard.models import Assessment
from standard.norms import norms
from standard.reports.known import before


def correct(session: Session, council: Actor, answer: VisitAnswer, on: date) -> bool:
    """Let a difference found at a visit stand in the inventory from its day on; was it done?

    Not where something newer stands there already, or where the rules of the inventory refuse the
    number. What the school or an officer said last and nobody has checked is answered by a check,
    which stays beside it; else the figure is an entry of the council's own.
    """
    norm = norms(session).get(answer.requirement)
    if norm is None or norm.entry not in ("count", "value") or answer.value is None:
        return False
    known = before(session, answer.school, on)
    if any(faults(norm, on, answer.value, known.of(norm))):
        return False
    last = session.execute(
        select(Assessment.id, Assessment.on, Assessment.role, Assessment.checked)
        .add_columns(Assessment.written_by)
        .where(Assessment.school == answer.school, Assessment.requirement == norm.code)
        .order_by(Assessment.on.desc(), Assessment.id.desc())
        .limit(1)
    ).one_or_none()
    if last is not None and last.on > on:
        return False
    others = last is not None and last.role != "council" and last.written_by != council.account
    if last is not None and others and last.checked is None:
        assessments.check(
            session,
            council,
            last.id,
            agrees=False,
            on=on,
            note=answer.note,
            value=answer.value,
        )
    else:
        assessments.record(
            session,
            council,
            answer.school,
            norm.code,
            on=on,
            value=answer.value,
            note=answer.note,
            files=answer.files,
        )
    return True
