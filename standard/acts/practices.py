"""Good practice: told by a school, confirmed by a council; and the schools that try first."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.files import PICTURES
from core.models import lock
from core.money import som
from core.words import LANGUAGES
from register import reports as register
from register.models import School
from standard.found import MOST_FILES
from standard.models import Pilot, Practice
from standard.norms import norms


def offer(
    session: Session,
    actor: Actor,
    school: str,
    requirement: str,
    *,
    title: str,
    told: str,
    language: str,
    cost: Decimal | None,
    on: date,
    files: Sequence[dict[str, Any]] = (),
) -> Practice:
    """Tell how a school met a requirement: what was done, what it cost, photographs.

    Raises:
        NotPermitted: neither the school itself nor an officer of a place it lies within.
        Refusal: `school.unknown`; `requirement.unknown`; `practice.no_title`; `practice.no_text`;
            `practice.language`; `money.negative`; `date.in_future`; `assessment.many_files`;
            `practice.not_photographs` for a file that is no picture: everybody will see them.
    """
    if register.school(session, school) is None:
        raise Refusal("school.unknown", "school", code=school)
    lineage = register.lineage(session, school)
    require(actor, Act.OFFER_PRACTICE, *lineage)
    if requirement not in norms(session):
        raise Refusal("requirement.unknown", "requirement", code=requirement)
    if not title.strip():
        raise Refusal("practice.no_title", "title")
    if not told.strip():
        raise Refusal("practice.no_text", "told")
    if language not in LANGUAGES:
        raise Refusal("practice.language", "language")
    if cost is not None and som(cost) < 0:
        raise Refusal("money.negative", "cost", text=str(cost))
    clock.not_after_today(on)
    if len(files) > MOST_FILES:
        raise Refusal("assessment.many_files", "files", most=MOST_FILES)
    if any(file["kind"] not in PICTURES for file in files):
        raise Refusal("practice.not_photographs", "files")
    practice = Practice(
        school=school,
        requirement=requirement,
        title=title.strip(),
        told=told.strip(),
        language=language,
        cost=None if cost is None else som(cost),
        on=on,
        files=list(files),
        status="offered",
        written_by=actor.account,
    )
    session.add(practice)
    journal.enter(session, actor, Act.OFFER_PRACTICE, practice, scopes=lineage)
    return practice


def decide(
    session: Session,
    actor: Actor,
    practice_id: int,
    *,
    confirmed: bool,
    on: date,
    note: str | None = None,
) -> Practice:
    """The council confirms a practice, which makes it public, or declines it with a reason.

    A confirmed one may later be declined: then it is taken off the public pages. A declined one
    stays declined; the school tells it anew.

    Raises:
        NotPermitted: no council of a place the school lies within.
        Refusal: `practice.decided`; `practice.own` for who told it; `practice.needs_reason` when
            declined; `date.in_future`; `practice.decided_early` with `done_on` for a day before
            the practice's, or before the decision it changes.
    """
    practice = lock(session, Practice, practice_id)
    lineage = register.lineage(session, practice.school)
    require(actor, Act.DECIDE_PRACTICE, *lineage)
    clock.not_after_today(on)
    if practice.status == "declined" or (practice.status == "confirmed" and confirmed):
        raise Refusal("practice.decided", decided_on=practice.decided_on)
    if practice.written_by == actor.account:
        raise Refusal("practice.own")
    last = practice.decided_on or practice.on
    if on < last:
        raise Refusal("practice.decided_early", "on", done_on=last)
    if not confirmed and not (note or "").strip():
        raise Refusal("practice.needs_reason", "note")
    practice.status = "confirmed" if confirmed else "declined"
    practice.decided_by, practice.decided_on = actor.account, on
    practice.decided_note = (note or "").strip() or None
    journal.enter(session, actor, Act.DECIDE_PRACTICE, practice, scopes=("standard", *lineage))
    return practice


def mark_pilot(
    session: Session, actor: Actor, country: str, school: str, *, since: date, source: str
) -> Pilot:
    """Mark a school that tries the Standard first, and by whose word.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `school.unknown`; `pilot.already`; `pilot.no_source`; `date.in_future`;
            `pilot.overlaps` with `until` where it was one before and that had not ended yet.
    """
    require(actor, Act.MARK_PILOT, country)
    if register.school(session, school) is None:
        raise Refusal("school.unknown", "school", code=school)
    lock(session, School, school)  # of two editors at once the second has to see the first
    clock.not_after_today(since, "since")
    if not source.strip():
        raise Refusal("pilot.no_source", "source")
    for until in session.scalars(select(Pilot.until).where(Pilot.school == school)):
        if until is None:
            raise Refusal("pilot.already", "school", school=school)
        if since < until:
            raise Refusal("pilot.overlaps", "since", until=until)
    pilot = Pilot(school=school, since=since, source=source.strip())
    session.add(pilot)
    lineage = register.lineage(session, school)
    journal.enter(session, actor, Act.MARK_PILOT, pilot, scopes=("standard", *lineage))
    return pilot


def end_pilot(session: Session, actor: Actor, country: str, pilot_id: int, *, until: date) -> Pilot:
    """A school is a pilot no longer, from a day on.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `pilot.ended` with `until`; `pilot.until_before` with `since`; `date.in_future`.
    """
    require(actor, Act.MARK_PILOT, country)
    pilot = lock(session, Pilot, pilot_id)
    if pilot.until is not None:
        raise Refusal("pilot.ended", until=pilot.until)
    clock.not_after_today(until, "until")
    if until <= pilot.since:
        raise Refusal("pilot.until_before", "until", since=pilot.since)
    pilot.until = until
    lineage = register.lineage(session, pilot.school)
    journal.enter(session, actor, Act.MARK_PILOT, pilot, scopes=("standard", *lineage))
    return pilot
