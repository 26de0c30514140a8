"""What was found at a school: counted, happened, measured; and a council's check of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, Grant, Role, require
from core.columns import quantity
from core.errors import Refusal
from core.models import lock
from register import reports as register
from standard import totals
from standard.found import MOST_FILES, faults, noted
from standard.models import Assessment, Holding
from standard.norms import norms
from standard.reports.known import Known, before
from standard.rules import Norm, lapses


def record(
    session: Session,
    actor: Actor,
    school: str,
    requirement: str,
    *,
    on: date,
    value: Decimal,
    until: date | None = None,
    note: str | None = None,
    files: Sequence[dict[str, Any]] = (),
) -> Assessment:
    """Write down what was found at a school of one requirement on a day.

    What there is (a count) takes the place of all that was held before that day; an event adds to
    its window; a measurement, or yes (1) and no (0), is relied on until `until`, or as long as the
    requirement says. `files` are those `core.files.keep` gave.

    Raises:
        NotPermitted: neither the school, nor an officer or council of a place it lies within.
        Refusal: `school.unknown`; `requirement.unknown`; those of `standard.found.faults`;
            `date.in_future`; `assessment.until_before`; `assessment.long_note`;
            `assessment.many_files` with `most`.
    """
    lineage, grant = _permitted(session, actor, school)
    norm = _norm(session, requirement)
    clock.not_after_today(on)
    _refuse_first(before(session, school, on), {norm: value}, on)
    if until is not None and until <= on:
        raise Refusal("assessment.until_before", "until", on=on)
    if len(files) > MOST_FILES:
        raise Refusal("assessment.many_files", "files", most=MOST_FILES)
    found = _found(actor, grant, school, norm, on, value)
    found.until = until if until is not None else lapses(on, norm)
    found.note, found.files = noted(note), list(files)
    _keep(session, actor, [found], lineage)
    return found


def record_many(
    session: Session,
    actor: Actor,
    school: str,
    values: Mapping[str, Decimal],
    *,
    on: date,
    note: str | None = None,
) -> list[Assessment]:
    """A stock-taking: counts of many requirements on one day, all of them or none.

    What is not in `values` was not counted, and stays as it was. A fault of a value stands at the
    code of its requirement.

    Raises:
        NotPermitted: neither the school, nor an officer or council of a place it lies within.
        Refusal: `school.unknown`; `assessment.nothing_counted`; `requirement.unknown`;
            `assessment.no_count` for what is not answered by a count; those of
            `standard.found.faults`; `date.in_future`; `assessment.long_note`.
    """
    lineage, grant = _permitted(session, actor, school)
    if not values:
        raise Refusal("assessment.nothing_counted")
    clock.not_after_today(on)
    text = noted(note)
    counts = {_norm(session, code): value for code, value in sorted(values.items())}
    for norm in counts:
        if norm.entry != "count":
            raise Refusal("assessment.no_count", norm.code, code=norm.code)
    _refuse_first(before(session, school, on), counts, on, by_code=True)
    found = [_found(actor, grant, school, norm, on, value) for norm, value in counts.items()]
    for one, norm in zip(found, counts, strict=True):
        one.until, one.note = lapses(on, norm), text
    _keep(session, actor, found, lineage)
    return found


def _permitted(session: Session, actor: Actor, school: str) -> tuple[tuple[str, ...], Grant]:
    """What the school lies within, and the role the actor writes by."""
    if register.school(session, school) is None:
        raise Refusal("school.unknown", "school", code=school)
    lineage = register.lineage(session, school)
    return lineage, require(actor, Act.ASSESS, *lineage)


def _norm(session: Session, code: str) -> Norm:
    norm = norms(session).get(code)
    if norm is None:
        raise Refusal("requirement.unknown", "requirement", code=code)
    return norm


def _refuse_first(
    known: Known, values: Mapping[Norm, Decimal], on: date, *, by_code: bool = False
) -> None:
    """Refuse the first of all faults; pages show the others by asking for them."""
    for norm, value in values.items():
        field = norm.code if by_code else "value"
        for refusal in faults(norm, on, value, known.of(norm), field):
            if by_code:
                raise Refusal(refusal.code, norm.code, **refusal.facts)
            raise refusal


def _found(
    actor: Actor, grant: Grant, school: str, norm: Norm, on: date, value: Decimal
) -> Assessment:
    return Assessment(
        school=school,
        requirement=norm.code,
        kind=norm.entry,
        on=on,
        value=quantity(value),
        files=[],
        role=grant.role.value,
        written_by=actor.account,
    )


def _keep(
    session: Session, actor: Actor, found: Sequence[Assessment], lineage: tuple[str, ...]
) -> None:
    """Write findings of one school down, with what the school holds by them."""
    session.add_all(found)
    session.flush()  # a holding names the number of its assessment
    held = _hold(session, [one for one in found if one.kind != "value"])
    journal.enter(session, actor, Act.ASSESS, *found, *held, scopes=lineage)
    totals.refresh(session, {one.school for one in found}, {one.requirement for one in found})


def _hold(session: Session, found: Sequence[Assessment]) -> list[Holding]:
    """The holdings of what was found; a count ends all that was held before it."""
    counts = {one.requirement: one for one in found if one.kind == "count"}
    ended: list[Holding] = []
    for one in found[:1] if counts else ():
        ended = list(
            session.scalars(
                select(Holding)
                .where(
                    Holding.school == one.school,
                    Holding.requirement.in_(counts),
                    Holding.since <= one.on,
                    Holding.until.is_(None) | (Holding.until > one.on),
                )
                .order_by(Holding.id)
                .with_for_update()
            )
        )
        for holding in ended:
            holding.until = one.on
    begun = [
        Holding(
            school=one.school,
            requirement=one.requirement,
            quantity=one.value,
            since=one.on,
            until=one.until,
            reference=f"assessment:{one.id}",
        )
        for one in found
    ]
    session.add_all(begun)
    return [*ended, *begun]


def check(
    session: Session,
    actor: Actor,
    assessment_id: int,
    *,
    agrees: bool,
    on: date,
    note: str | None = None,
    value: Decimal | None = None,
) -> Assessment:
    """The council says whether it found the same; where not, perhaps what it found itself.

    Its own `value` is recorded as an assessment of its own, and takes the place of what was said:
    a count and a measurement from the day of the check, an event on the event's own day. The
    assessment checked stays as it was written.

    Raises:
        NotPermitted: no council of a place the school lies within.
        Refusal: `assessment.checked_before`; `assessment.own_check` for what a council, or the
            same person, wrote; `assessment.needs_note` when it differs; `date.in_future`;
            `assessment.check_before` for a day before the assessment's; `assessment.long_note`;
            `assessment.agreed_and_counted` for a value beside an agreement; those of `record`.
    """
    found = lock(session, Assessment, assessment_id)
    lineage = register.lineage(session, found.school)
    require(actor, Act.CHECK_ASSESSMENT, *lineage)
    clock.not_after_today(on)
    _may_be_checked(actor, found, on)
    text = noted(note)
    if not agrees and text is None:
        raise Refusal("assessment.needs_note", "note")
    if agrees and value is not None:
        raise Refusal("assessment.agreed_and_counted", "value")
    found.checked = "agrees" if agrees else "differs"
    found.checked_on, found.checked_note = on, text
    ended = _no_longer_held(session, found) if value is not None else []
    journal.enter(session, actor, Act.CHECK_ASSESSMENT, found, *ended, scopes=lineage)
    if value is not None:
        day = found.on if found.kind == "event" else on
        as_council = tuple(grant for grant in actor.grants if grant.role is Role.COUNCIL)
        council = Actor(actor.account, as_council)
        record(session, council, found.school, found.requirement, on=day, value=value, note=text)
    return found


def _may_be_checked(actor: Actor, found: Assessment, on: date) -> None:
    if found.checked is not None:
        raise Refusal("assessment.checked_before", checked_on=found.checked_on)
    if found.role == "council" or found.written_by == actor.account:
        raise Refusal("assessment.own_check")
    if on < found.on:
        raise Refusal("assessment.check_before", "on", found_on=found.on)


def _no_longer_held(session: Session, found: Assessment) -> list[Holding]:
    """An event the council found otherwise counts for no day; the council's own stands for it."""
    if found.kind != "event":
        return []
    held = list(
        session.scalars(
            select(Holding)
            .where(Holding.school == found.school, Holding.reference == f"assessment:{found.id}")
            .with_for_update()
        )
    )
    for holding in held:
        holding.until = holding.since
    return held
