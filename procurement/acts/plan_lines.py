"""The annual procurement plan as an office keeps it: proposed, entered, published, changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.words import Words
from procurement import plan_rules
from procurement.acts.plan_entry import Ground, PlanValues, clear, fill, ground_of
from procurement.models import PlanFunding, PlanLine, Purchase
from procurement.plan_rules import Proposal
from procurement.reports.plan_money import planned_by_line
from register import reports as register
from standard import reports as standard


def propose_plan(session: Session, actor: Actor, place: str, year: int, *, language: str) -> int:
    """Draft a line for every purpose and group of items the budget gives money to and no line of
    the plan takes yet. They are drafts: the officer gives them words and days. How many there are.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `place.unknown`, `budget.no_such_year`; `plan_line.nothing_to_propose`.
    """
    require(actor, Act.KEEP_PLAN, place)
    ground = ground_of(session, place, year)
    planned = planned_by_line(session, place, year)
    found = plan_rules.proposed(ground.purses.values(), planned)
    if not found:
        raise Refusal("plan_line.nothing_to_propose")
    titles = _titles(session, found, language)
    for one, title in zip(found, titles, strict=True):
        values = PlanValues(
            title=title,
            language=language,
            amount=one.amount,
            category=one.category,
            requirement=one.requirement,
            parts=one.parts,
        )
        line = PlanLine(place=place, year=year, status="draft", code=one.code)
        fill(session, line, values, ground)
    return len(found)


def _titles(session: Session, found: Sequence[Proposal], language: str) -> list[str]:
    """What each proposal is called: its purpose; where several have one purpose, the name of the
    economic code tells them apart."""
    requirements, lists = standard.titles(session), standard.lists(session)
    categories = {code: one.name for code, one in lists.categories.items()} if lists else {}
    codes = register.classification(session).get("economic", {})
    purposes = [(one.category, one.requirement) for one in found]
    titles = []
    for one, purpose in zip(found, purposes, strict=True):
        nothing = Words(one.category, one.category, one.category)
        words = requirements.get(one.requirement or "") or categories.get(one.category, nothing)
        title = words.told(language)[0]
        cards = codes.get(one.code or "", [])
        if cards and purposes.count(purpose) > 1:
            title = f"{title}: {cards[-1].name.told(language)[0]}"
        titles.append(title[:1].upper() + title[1:])
    return titles


def add_plan_line(
    session: Session, actor: Actor, place: str, year: int, values: PlanValues
) -> PlanLine:
    """Draft one line of the plan.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `place.unknown`, `budget.no_such_year`; those of `plan_entry.fill`.
    """
    require(actor, Act.KEEP_PLAN, place)
    ground = ground_of(session, place, year)
    line = PlanLine(place=place, year=year, status="draft")
    fill(session, line, values, ground)
    return line


def change_plan_line(
    session: Session,
    actor: Actor,
    number: int,
    values: PlanValues,
    *,
    seen: int,
    reason: str | None = None,
) -> PlanLine:
    """Put new values into a line. Of a published one it is a new version, with a public reason.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `record.unknown`, `record.changed_meanwhile`, `plan_line.withdrawn`,
            `plan_line.needs_reason`; those of `add_plan_line`.
    """
    line = _line(session, actor, number, seen)
    ground = ground_of(session, line.place, line.year)
    _change(session, actor, line, values, ground, reason)
    return line


def drop_plan_line(
    session: Session, actor: Actor, number: int, *, seen: int, reason: str | None = None
) -> None:
    """Throw a draft away, or withdraw a published line: it stays in sight, with the reason.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `record.unknown`, `record.changed_meanwhile`, `plan_line.withdrawn`;
            `plan_line.needs_reason`; `plan_line.has_purchases` where purchases stand under it.
    """
    line = _line(session, actor, number, seen)
    under = session.scalar(
        select(func.count()).where(Purchase.plan_line_id == line.id, Purchase.status != "cancelled")
    )
    if under:
        raise Refusal("plan_line.has_purchases", count=under)
    if line.status == "draft":
        clear(session, line)
        session.delete(line)
        session.flush()
        return
    told = _reason(reason)
    line.status, line.version = "withdrawn", line.version + 1
    scopes = register.lineage(session, line.place)
    journal.enter(session, actor, Act.KEEP_PLAN, line, scopes=scopes, reason=told)


def publish_plan(session: Session, actor: Actor, place: str, year: int, *, on: date) -> int:
    """Publish every line that is a draft; how many there were. From here on all is journaled.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `plan_line.nothing_to_publish`.
    """
    require(actor, Act.KEEP_PLAN, place)
    lines = session.scalars(
        select(PlanLine)
        .where(PlanLine.place == place, PlanLine.year == year, PlanLine.status == "draft")
        .order_by(PlanLine.id)
        .with_for_update()
    ).all()
    if not lines:
        raise Refusal("plan_line.nothing_to_publish")
    records: list[PlanLine | PlanFunding] = []
    for line in lines:
        line.status, line.published_on, line.version = None, on, line.version + 1
        records += [line, *line.fundings]
    scopes = register.lineage(session, place)
    journal.enter(session, actor, Act.KEEP_PLAN, *records, scopes=scopes)
    return len(lines)


def keep_plan_lines(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    rows: Sequence[tuple[int | None, PlanValues]],
    *,
    reason: str | None = None,
) -> int:
    """The lines of a table, all or none: a number changes that line, none drafts a new one.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `plan_line.unknown` for a line of another place or year; those of
            `change_plan_line`.
    """
    require(actor, Act.KEEP_PLAN, place)
    ground = ground_of(session, place, year)
    for number, values in rows:
        if number is None:
            line = PlanLine(place=place, year=year, status="draft")
            fill(session, line, values, ground)
            continue
        line = lock(session, PlanLine, number)
        if (line.place, line.year) != (place, year):
            raise Refusal("plan_line.unknown", line=number)
        _change(session, actor, line, values, ground, reason)
    session.flush()
    return len(rows)


def _line(session: Session, actor: Actor, number: int, seen: int) -> PlanLine:
    line = lock(session, PlanLine, number)
    require(actor, Act.KEEP_PLAN, line.place)
    if line.version != seen:
        raise Refusal("record.changed_meanwhile", seen=seen, now=line.version)
    if line.status == "withdrawn":
        raise Refusal("plan_line.withdrawn")
    return line


def _reason(reason: str | None) -> str:
    told = (reason or "").strip()
    if not told:
        raise Refusal("plan_line.needs_reason", "reason")
    return told


def _change(
    session: Session,
    actor: Actor,
    line: PlanLine,
    values: PlanValues,
    ground: Ground,
    reason: str | None,
) -> None:
    if line.status == "withdrawn":
        raise Refusal("plan_line.withdrawn")
    values = _with_parts(line, values)
    if line.status == "draft":
        clear(session, line)
        fill(session, line, values, ground)
        line.version += 1
        return
    told = _reason(reason)
    scopes = register.lineage(session, line.place)
    gone = list(line.fundings)
    if gone:
        journal.enter(session, actor, Act.KEEP_PLAN, *gone, scopes=scopes, reason=told, kind="void")
    clear(session, line)
    fill(session, line, values, ground)
    line.version += 1
    journal.enter(session, actor, Act.KEEP_PLAN, line, *line.fundings, scopes=scopes, reason=told)


def _with_parts(line: PlanLine, values: PlanValues) -> PlanValues:
    """The same sum out of the same budget lines stays divided as it was."""
    before = tuple((one.budget_line_id, one.amount) for one in line.fundings)
    same = {number for number, _ in before} == set(values.budget_lines)
    if values.parts or not same or values.amount != line.amount:
        return values
    return replace(values, parts=before)
