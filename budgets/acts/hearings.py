"""Public hearings: announced, held, and what follows for the draft that was put to one.

Source: docs/law.md, "Public budget hearings" (Budget Code, Articles 126 and 127).
"""

from datetime import date
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

import journal
from budgets import rules
from budgets.acts.drafts import empty_version
from budgets.acts.handed_in import fixed
from budgets.acts.standing import hearing_over, not_ended
from budgets.models import Budget, DraftLine, Hearing, Question, Version
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from register import reports as register


def put_to_hearing(
    session: Session,
    actor: Actor,
    version_id: int,
    *,
    due_on: date,
    venue: str,
    due_time: str | None = None,
    noticed_on: date | None = None,
) -> Hearing:
    """Put a draft to a public hearing: it is fixed and public, and nobody's money yet.

    What was left for later at hearings of years before is put to this one again, by itself.
    `noticed_on` is the day the hearing was announced, today unless told.

    Raises:
        NotPermitted: the actor is no officer of the budget's place.
        Refusal: `budget.wrong_order`, `budget.year_closed`, `hearing.venue_missing`,
            `hearing.notice_late`; those of `budgets.acts.handed_in.fixed`.
    """
    version = lock(session, Version, version_id)
    require(actor, Act.HOLD_HEARING, version.place)
    if not rules.may_move(version.status, "hearing"):
        raise Refusal("budget.wrong_order", status=version.status, to="hearing")
    not_ended(version.budget)
    hearing = _announced(version.budget, "draft", due_on, venue, due_time, noticed_on)
    fresh, versions = fixed(session, actor, version)
    version.status = "hearing"
    hearing.version_id = version.id
    session.add(hearing)
    session.flush()
    carried = _carried(session, hearing)
    scopes = register.lineage(session, version.place)
    records = (version, *fresh, *versions, hearing, *carried)
    journal.enter(session, actor, Act.HOLD_HEARING, *records, scopes=scopes)
    return hearing


def announce_hearing(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    *,
    due_on: date,
    venue: str,
    due_time: str | None = None,
    noticed_on: date | None = None,
) -> Hearing:
    """Announce a hearing on how a year's budget is carried out.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `year.no_budget`, `hearing.venue_missing`, `hearing.notice_late`.
    """
    require(actor, Act.HOLD_HEARING, place)
    budget = session.scalar(select(Budget).where(Budget.place == place, Budget.year == year))
    if budget is None:
        raise Refusal("year.no_budget", year=year)
    hearing = _announced(budget, "execution", due_on, venue, due_time, noticed_on)
    session.add(hearing)
    session.flush()
    carried = _carried(session, hearing)
    scopes = register.lineage(session, place)
    journal.enter(session, actor, Act.HOLD_HEARING, hearing, *carried, scopes=scopes)
    return hearing


def _announced(
    budget: Budget,
    subject: str,
    due_on: date,
    venue: str,
    due_time: str | None,
    noticed_on: date | None,
) -> Hearing:
    noticed = noticed_on or clock.today()
    if not venue.strip():
        raise Refusal("hearing.venue_missing", "venue")
    clock.not_after_today(noticed, "noticed_on")
    if noticed > due_on:
        raise Refusal("hearing.notice_late", "due_on", on=noticed)
    return Hearing(
        budget_id=budget.id,
        place=budget.place,
        year=budget.year,
        subject=subject,
        status="announced",
        noticed_on=noticed,
        due_on=due_on,
        due_time=due_time,
        venue=venue.strip(),
    )


def _carried(session: Session, hearing: Hearing) -> list[Question]:
    """What was left for later at hearings of years before, put to this one.

    With what nobody answered at a hearing that was called off: it was put to no hearing yet.
    """
    later = (Question.year < hearing.year) & (Question.outcome == "later")
    unheard = (Hearing.status == "called_off") & Question.outcome.is_(None)
    left = session.scalars(
        select(Question)
        .join(Hearing, Hearing.id == Question.hearing_id)
        .where(
            Question.place == hearing.place,
            Question.year <= hearing.year,
            later | unheard,
            Question.carried_to.is_(None),
        )
        .order_by(Question.id)
    ).all()
    again = [
        Question(
            hearing_id=hearing.id,
            place=hearing.place,
            year=hearing.year,
            number=number,
            school=question.school,
            asker=question.asker,
            text=question.text,
            asked_at=clock.now(),
        )
        for number, question in enumerate(left, start=1)
    ]
    session.add_all(again)
    session.flush()
    for question, copy in zip(left, again, strict=True):
        question.carried_to = copy.id
    return [*left, *again]


def record_hearing(
    session: Session,
    actor: Actor,
    hearing_id: int,
    *,
    held_on: date,
    women: int,
    men: int,
    protocol: str,
    decided: str,
    scan: dict[str, Any] | None = None,
) -> Hearing:
    """Write down that a hearing was held: how many came, its protocol, what it decided.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `hearing.wrong_order`, `date.in_future`, `hearing.before_notice`,
            `hearing.heads_negative`, `hearing.protocol_missing`, `hearing.decided_missing`.
    """
    hearing = _locked(session, actor, hearing_id, "held")
    clock.not_after_today(held_on, "held_on")
    if held_on < hearing.noticed_on:
        raise Refusal("hearing.before_notice", "held_on", on=hearing.noticed_on)
    if women < 0 or men < 0:
        raise Refusal("hearing.heads_negative", "women" if women < 0 else "men")
    if not protocol.strip():
        raise Refusal("hearing.protocol_missing", "protocol")
    if not decided.strip():
        raise Refusal("hearing.decided_missing", "decided")
    hearing.status, hearing.held_on, hearing.women, hearing.men = "held", held_on, women, men
    hearing.protocol, hearing.protocol_scan = protocol.strip(), scan
    hearing.decided = decided.strip()
    scopes = register.lineage(session, hearing.place)
    journal.enter(session, actor, Act.HOLD_HEARING, hearing, scopes=scopes)
    return hearing


def call_off(session: Session, actor: Actor, hearing_id: int, *, reason: str) -> Hearing:
    """Call a hearing off, with the reason everybody reads.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `hearing.wrong_order`, `hearing.needs_reason`.
    """
    hearing = _locked(session, actor, hearing_id, "called_off")
    if not reason.strip():
        raise Refusal("hearing.needs_reason", "reason")
    hearing.status, hearing.decided = "called_off", reason.strip()
    scopes = register.lineage(session, hearing.place)
    journal.enter(session, actor, Act.HOLD_HEARING, hearing, scopes=scopes, reason=reason)
    return hearing


def _locked(session: Session, actor: Actor, hearing_id: int, to: str) -> Hearing:
    hearing = lock(session, Hearing, hearing_id)
    require(actor, Act.HOLD_HEARING, hearing.place)
    if to not in rules.HEARING_NEXT[hearing.status]:
        raise Refusal("hearing.wrong_order", status=hearing.status)
    return hearing


def revise(session: Session, actor: Actor, version_id: int) -> Version:
    """Go on with a draft after its hearing: the version heard stays as it was, a new one begins.

    Raises:
        NotPermitted: the actor is no officer of the budget's place.
        Refusal: `budget.wrong_order`, `hearing.not_over`, `budget.year_closed`.
    """
    version = lock(session, Version, version_id)
    require(actor, Act.HOLD_HEARING, version.place)
    if not rules.may_move(version.status, "heard"):
        raise Refusal("budget.wrong_order", status=version.status, to="heard")
    not_ended(version.budget)
    hearing_over(session, version)
    version.status = "heard"
    draft = empty_version(session, version.budget)
    draft.authors = version.authors
    session.execute(
        update(DraftLine).where(DraftLine.version_id == version.id).values(version_id=draft.id)
    )
    scopes = register.lineage(session, version.place)
    journal.enter(session, actor, Act.HOLD_HEARING, version, scopes=scopes)
    return draft
