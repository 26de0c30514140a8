"""What the addressee does about a finding: it reports what was put right, or it objects."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from oversight.findings import rules
from oversight.findings.acts.standing import addressed, answering, scopes, standing
from oversight.findings.models import Finding, Objection, Remedy, Violation


@dataclass(frozen=True, slots=True)
class Done:
    """What was done about one violation, and on which day, if it is done."""

    text: str
    on: date | None = None


def report_remedy(
    session: Session,
    actor: Actor,
    finding_id: int,
    done: Mapping[int, Done],
    *,
    language: str,
) -> Finding:
    """Report what was done about every violation (by its number); the council votes on it next.

    Evidence is added by `prove`. Without an answer before, this is the answer.

    Raises:
        NotPermitted: not the one to whom it is addressed.
        Refusal: `finding.wrong_order`, `finding.ended`; `finding.remedy_not_whole` where a
            violation is left out; `date.in_future`; those of `rules.text`.
    """
    finding = standing(session, finding_id, Act.REPORT_REMEDY)
    actor = answering(actor, finding)
    require(actor, Act.REPORT_REMEDY, *addressed(session, actor, finding))
    rules.known_language(language)
    violations = session.scalars(
        select(Violation.id).where(Violation.finding_id == finding.id).order_by(Violation.id)
    ).all()
    if set(done) != set(violations):
        raise Refusal("finding.remedy_not_whole")
    today = clock.today()
    finding.rounds += 1
    told = [_remedy(actor, finding, number, done[number], language) for number in violations]
    session.add_all(told)
    finding.state, finding.answered_on = "reported", finding.answered_on or today
    where = scopes(session, finding)
    journal.enter(session, actor, Act.REPORT_REMEDY, *told, finding, scopes=where)
    return finding


def _remedy(actor: Actor, finding: Finding, violation: int, done: Done, language: str) -> Remedy:
    if done.on is not None:
        clock.not_after_today(done.on, f"done_on_{violation}")
    return Remedy(
        finding_id=finding.id,
        place=finding.place,
        round=finding.rounds,
        violation_id=violation,
        text=rules.text(done.text, field=f"done_{violation}"),
        language=language,
        done_on=done.on,
        on=clock.today(),
        written_by=actor.account,
    )


def object_to(
    session: Session, actor: Actor, finding_id: int, *, text: str, language: str
) -> Objection:
    """Object to a finding, once and within the term; the council votes on it next.

    Without an answer before, this is the answer.

    Raises:
        NotPermitted: not the one to whom it is addressed.
        Refusal: `finding.wrong_order`, `finding.ended`; `finding.objected_before`;
            `finding.too_late_to_object` with the last day `until`; those of `rules.text`.
    """
    finding = standing(session, finding_id, Act.OBJECT_TO_FINDING)
    actor = answering(actor, finding)
    require(actor, Act.OBJECT_TO_FINDING, *addressed(session, actor, finding))
    rules.known_language(language)
    before = select(Objection.id).where(Objection.finding_id == finding.id)
    if session.scalar(before) is not None:
        raise Refusal("finding.objected_before")
    today = clock.today()
    if finding.objection_until is not None and today > finding.objection_until:
        raise Refusal("finding.too_late_to_object", until=finding.objection_until)
    objection = Objection(
        finding_id=finding.id,
        place=finding.place,
        text=rules.text(text),
        language=language,
        on=today,
        written_by=actor.account,
    )
    session.add(objection)
    finding.state, finding.answered_on = "objected", finding.answered_on or today
    where = scopes(session, finding)
    journal.enter(session, actor, Act.OBJECT_TO_FINDING, objection, finding, scopes=where)
    return objection
