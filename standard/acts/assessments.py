"""What was found at a school: counted, happened, measured; and a council's check of it."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.columns import quantity
from core.errors import Refusal
from core.models import lock
from register import reports as register
from standard import totals
from standard.answers import facts_of
from standard.models import Assessment, Holding
from standard.norms import norms
from standard.rules import Norm, lapses

MOST_FILES = 6


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
        Refusal: `school.unknown`; `requirement.unknown`; `assessment.derived` where our own
            records answer; `date.in_future`; `assessment.before_last` with `last` for a count older
            than the last one; `assessment.until_before`; `assessment.yes_or_no`;
            `assessment.not_whole`; `assessment.over_basis` with `limit`; `assessment.many_files`.
    """
    if register.school(session, school) is None:
        raise Refusal("school.unknown", "school", code=school)
    lineage = register.lineage(session, school)
    grant = require(actor, Act.ASSESS, *lineage)
    norm = norms(session).get(requirement)
    if norm is None:
        raise Refusal("requirement.unknown", "requirement", code=requirement)
    kind = norm.entry
    if kind is None:
        raise Refusal("assessment.derived", "requirement", code=requirement)
    _judge(session, school, norm, on, value, until, files)
    found = Assessment(
        school=school,
        requirement=requirement,
        kind=kind,
        on=on,
        value=quantity(value),
        until=_until(on, until, norm),
        note=(note or "").strip() or None,
        files=list(files),
        role=grant.role.value,
        written_by=actor.account,
    )
    session.add(found)
    session.flush()
    held = _hold(session, found) if kind != "value" else []
    journal.enter(session, actor, Act.ASSESS, found, *held, scopes=lineage)
    totals.refresh(session, {school}, {requirement})
    return found


def _judge(
    session: Session,
    school: str,
    norm: Norm,
    on: date,
    value: Decimal,
    until: date | None,
    files: Sequence[dict[str, Any]],
) -> None:
    """Refuse what cannot be."""
    clock.not_after_today(on)
    number = quantity(value)
    if number < 0:
        raise Refusal("quantity.negative", "value")
    if until is not None and until <= on:
        raise Refusal("assessment.until_before", "until", on=on)
    if len(files) > MOST_FILES:
        raise Refusal("assessment.many_files", "files", most=MOST_FILES)
    if norm.type == "boolean" and number not in (0, 1):
        raise Refusal("assessment.yes_or_no", "value")
    if not norm.judged and norm.whole and number != number.to_integral_value():
        raise Refusal("assessment.not_whole", "value", found=number)
    if norm.type == "percentage":
        count = facts_of(session, [school], on.year).get(school, {}).get(norm.basis)
        if count is not None and number * 1000 > count:
            limit = (Decimal(count) / 1000).quantize(Decimal("0.001"))
            raise Refusal("assessment.over_basis", "value", found=number, left=limit)
    if norm.entry == "count":
        last = session.scalar(
            select(func.max(Assessment.on)).where(
                Assessment.school == school,
                Assessment.requirement == norm.code,
                Assessment.kind == "count",
            )
        )
        if last is not None and on < last:
            raise Refusal("assessment.before_last", "on", last=last)


def _until(on: date, until: date | None, norm: Norm) -> date | None:
    """What was said of it, or as long as the requirement lasts."""
    return until if until is not None else lapses(on, norm)


def _hold(session: Session, found: Assessment) -> list[Holding]:
    """The holding of what was found; a count ends all that was held before it."""
    ended: list[Holding] = []
    if found.kind == "count":
        ended = list(
            session.scalars(
                select(Holding)
                .where(
                    Holding.school == found.school,
                    Holding.requirement == found.requirement,
                    Holding.since <= found.on,
                    Holding.until.is_(None) | (Holding.until > found.on),
                )
                .order_by(Holding.id)
                .with_for_update()
            )
        )
        for holding in ended:
            holding.until = found.on
    held = Holding(
        school=found.school,
        requirement=found.requirement,
        quantity=found.value,
        since=found.on,
        until=found.until,
        reference=f"assessment:{found.id}",
    )
    session.add(held)
    return [*ended, held]


def check(
    session: Session,
    actor: Actor,
    assessment_id: int,
    *,
    agrees: bool,
    on: date,
    note: str | None = None,
) -> Assessment:
    """The council says whether it found the same. Where not, it then records what it found itself.

    Raises:
        NotPermitted: no council of a place the school lies within.
        Refusal: `assessment.checked_before`; `assessment.own_check` for what a council found;
            `assessment.needs_note` when it differs; `date.in_future`;
            `assessment.check_before` for a day before the assessment's.
    """
    found = lock(session, Assessment, assessment_id)
    lineage = register.lineage(session, found.school)
    require(actor, Act.CHECK_ASSESSMENT, *lineage)
    clock.not_after_today(on)
    if found.checked is not None:
        raise Refusal("assessment.checked_before", checked_on=found.checked_on)
    if found.role == "council":
        raise Refusal("assessment.own_check")
    if on < found.on:
        raise Refusal("assessment.check_before", "on", found_on=found.on)
    if not agrees and not (note or "").strip():
        raise Refusal("assessment.needs_note", "note")
    found.checked = "agrees" if agrees else "differs"
    found.checked_on, found.checked_note = on, (note or "").strip() or None
    journal.enter(session, actor, Act.CHECK_ASSESSMENT, found, scopes=lineage)
    return found
