"""The workspace: a draft is nobody's promise yet, so nothing here is written in the journal."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from budgets.acts.lines import (
    IDENTITY,
    LineValues,
    check_values,
    identity,
    keep_ceilings,
    keep_committed,
    known_source,
    spread,
    values_in_force,
    values_of,
)
from budgets.acts.standing import not_ended
from budgets.models import Budget, Ceiling, DraftLine, Line, LineVersion, Version
from core.access import Act, Actor, require
from core.errors import Refusal
from core.fiscal import is_year
from core.models import lock
from core.money import ZERO, som
from register import reports as register

MOST_LINES = 20_000


def open_draft(session: Session, actor: Actor, place: str, year: int) -> Version:
    """The draft of a place's budget; a new one begins with the lines in force.

    The first of a year begins empty; `budgets.acts.last_year` fills it with last year's lines.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `place.unknown`, `budget.no_such_year`, `budget.year_closed`;
            `budget.awaits_approval` while a submitted version waits, `budget.at_hearing` while one
            is put to a hearing; both with its `number`.
    """
    require(actor, Act.DRAFT_BUDGET, place)
    if register.place(session, place) is None:
        raise Refusal("place.unknown", place=place)
    if not is_year(year):
        raise Refusal("budget.no_such_year", "year", year=year)
    budget = session.scalar(select(Budget).where(Budget.place == place, Budget.year == year))
    if budget is None:
        budget = Budget(place=place, year=year)
        session.add(budget)
        session.flush()
    not_ended(budget)
    open_version = session.scalar(
        select(Version).where(
            Version.budget_id == budget.id, Version.status.in_(("draft", "hearing", "submitted"))
        )
    )
    if open_version is not None and open_version.status != "draft":
        waits = {"hearing": "budget.at_hearing", "submitted": "budget.awaits_approval"}
        raise Refusal(waits[open_version.status], number=open_version.number)
    return open_version or _copy_in_force(session, actor, budget)


def empty_version(session: Session, budget: Budget) -> Version:
    """The next version of a budget, a draft without lines. No act by itself."""
    last = session.scalar(select(func.max(Version.number)).where(Version.budget_id == budget.id))
    version = Version(
        budget=budget,
        place=budget.place,
        year=budget.year,
        number=(last or 0) + 1,
        status="draft",
        total=ZERO,
    )
    session.add(version)
    session.flush()
    return version


def _copy_in_force(session: Session, actor: Actor, budget: Budget) -> Version:
    """The next version, beginning with the lines of the version in force."""
    version = empty_version(session, budget)
    rows = session.execute(
        select(Line, LineVersion)
        .join(LineVersion, LineVersion.line_id == Line.id)
        .join(Version, Version.id == LineVersion.version_id)
        .where(Version.budget_id == budget.id, Version.status == "approved")
        .order_by(LineVersion.id)
    )
    stand = (as_it_stands(values_in_force(line, told, line.id), line.amount) for line, told in rows)
    insert_lines(session, version, stand, actor.account)
    return version


def as_it_stands(values: LineValues, amount: Decimal) -> LineValues:
    """A line of the version in force with what transfers since made of it.

    Where they moved its sum, its quarter profile no longer adds up, and goes.
    """
    if values.amount == amount:
        return values
    return replace(values, amount=amount, quarters=None)


def new_draft_line(version_id: int, position: int, values: LineValues, author: int) -> DraftLine:
    """A line of a draft as an act adds it. No act by itself."""
    return DraftLine(**columns_of(version_id, position, values, author))


def insert_lines(
    session: Session, version: Version, rows: Iterable[LineValues], author: int
) -> None:
    """Lines of a draft that has none, without objects: half the work of ten thousand. No act."""
    fresh = [columns_of(version.id, number, row, author) for number, row in enumerate(rows, 1)]
    if fresh:
        session.execute(insert(DraftLine), fresh)


def columns_of(version_id: int, position: int, values: LineValues, author: int) -> dict[str, Any]:
    """What the columns of a line of a draft hold."""
    return {
        "version_id": version_id,
        "position": position,
        "line_id": values.line_id,
        "beneficiary": values.beneficiary,
        "category": values.category,
        "requirement": values.requirement,
        "source": values.source,
        "carried": values.carried,
        "code": values.code,
        "function": values.function,
        "amount": som(values.amount),
        "note": values.note,
        "written_by": author,
        **spread(values.quarters),
    }


def locked_draft(session: Session, actor: Actor, version_id: int, seen: int | None) -> Version:
    """The draft, locked, if the actor may work on it and nobody changed it since `seen`.

    No act by itself; its state is another one from now on.

    Raises:
        NotPermitted: the actor is no officer of the budget's place.
        Refusal: `budget.not_draft`; `record.changed_meanwhile`.
    """
    version = lock(session, Version, version_id)
    budget = lock(session, Budget, version.budget_id)
    require(actor, Act.ALLOCATE, budget.place)
    not_ended(budget)
    if version.status != "draft":
        raise Refusal("budget.not_draft", status=version.status)
    if seen is not None and seen != budget.version:
        raise Refusal("record.changed_meanwhile", seen=seen, now=budget.version)
    budget.version += 1
    version.authors = sorted({*(version.authors or ()), str(actor.account)})
    return version


def set_ceilings(
    session: Session,
    actor: Actor,
    version_id: int,
    ceilings: Mapping[str, Decimal],
    *,
    seen: int | None = None,
) -> Version:
    """Say how much each source of funds gives, som; a source left out gives nothing.

    Raises:
        Refusal: `budget.not_draft`, `source.unknown`, `budget.over_ceiling` when lines already
            entered would exceed one, `record.changed_meanwhile`.
    """
    version = locked_draft(session, actor, version_id, seen)
    put_ceilings(session, version, ceilings)
    keep_ceilings(session, version)
    return version


def put_ceilings(session: Session, version: Version, ceilings: Mapping[str, Decimal]) -> None:
    """Put these ceilings, som by source, in place of those there are. No act by itself."""
    for source, amount in ceilings.items():
        known_source(source)
        if som(amount) < 0:
            raise Refusal("money.negative", "ceilings", text=str(amount))
    session.execute(delete(Ceiling).where(Ceiling.budget_id == version.budget_id))
    session.expire(version.budget, ["ceilings"])
    session.add_all(
        Ceiling(budget_id=version.budget_id, source=source, amount=som(amount))
        for source, amount in sorted(ceilings.items())
    )
    session.flush()


def allocate(
    session: Session,
    actor: Actor,
    version_id: int,
    values: LineValues,
    *,
    seen: int | None = None,
) -> DraftLine:
    """Set som aside in a draft: for a school or place, for a requirement or a whole category.

    Raises:
        NotPermitted: the actor is no officer of the budget's place.
        Refusal: `budget.not_draft`, `budget.over_ceiling` with `source` and `by` in som,
            `line.below_committed` in a year opened by twelfths, `record.changed_meanwhile`, and
            those of `check_values`.
    """
    version = locked_draft(session, actor, version_id, seen)
    check_values(session, version, [values])
    last = session.scalar(
        select(func.max(DraftLine.position)).where(DraftLine.version_id == version.id)
    )
    line = new_draft_line(version.id, (last or 0) + 1, values, actor.account)
    session.add(line)
    session.flush()
    keep_ceilings(session, version, "amount")
    keep_committed(session, version, "amount", of=[values])
    return line


def change_line(
    session: Session,
    actor: Actor,
    draft_line_id: int,
    values: LineValues,
    *,
    seen: int | None = None,
) -> DraftLine:
    """Change a line of a draft. A line that amends an approved one keeps what it is for.

    Raises:
        Refusal: as `allocate`; `line.identity_fixed` when of an approved line more than amount,
            quarters and note would change; `line.below_committed`.
    """
    line = lock(session, DraftLine, draft_line_id)
    version = locked_draft(session, actor, line.version_id, seen)
    check_values(session, version, [values])
    before = values_of(line)
    if line.line_id is not None and identity(values) != identity(before):
        raise Refusal("line.identity_fixed", "beneficiary", line=line.line_id)
    for name in (*IDENTITY, "note"):
        setattr(line, name, getattr(values, name))
    line.amount = som(values.amount)
    for name, amount in spread(values.quarters).items():
        setattr(line, name, amount)
    line.written_by = actor.account
    session.flush()
    keep_ceilings(session, version, "amount")
    keep_committed(session, version, "amount", of=[before, values])
    return line


def remove_line(
    session: Session, actor: Actor, draft_line_id: int, *, seen: int | None = None
) -> None:
    """Take a line out of a draft. Left out of an approved version it falls to nothing.

    Raises:
        Refusal: `budget.not_draft`, `record.changed_meanwhile`; `line.below_committed` when
            contracts claim it.
    """
    line = lock(session, DraftLine, draft_line_id)
    version = locked_draft(session, actor, line.version_id, seen)
    before = values_of(line)
    session.delete(line)
    session.flush()
    keep_committed(session, version, of=[before])
