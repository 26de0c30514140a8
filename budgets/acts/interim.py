"""A year that began before its resolution: opened by twelfths of last year's budget."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from budgets import rules
from budgets.acts.drafts import empty_version
from budgets.acts.handed_in import new_line
from budgets.acts.in_force import bring_in_force, supersede
from budgets.acts.last_year import that_come_again
from budgets.acts.lines import identity, not_below_committed
from budgets.acts.standing import not_ended
from budgets.models import Budget, Line, LineVersion, Transfer, Version
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.fiscal import is_year
from core.models import lock
from core.money import ZERO, som
from register import reports as register


def open_interim(
    session: Session, actor: Actor, place: str, year: int, *, month: int, order: str, on: date
) -> Version:
    """Open a year whose budget is not approved: a twelfth of last year's a month, up to `month`.

    Lines of last year that come again (no grants, gifts, carry-overs or reserves) get their
    twelfths; nobody chooses a sum. A later month makes a new version, which keeps what transfers
    moved meanwhile; the resolution supersedes it.
    Source: docs/law.md, "In force without approval" (a default).

    Raises:
        NotPermitted: the actor is no approver of the place.
        Refusal: `budget.no_such_year`, `interim.no_such_month`, `interim.month_not_begun`,
            `interim.already_approved`, `interim.month_open`, `interim.nothing_before` when there is
            no budget of last year, `interim.needs_order`, `date.in_future`; `place.unknown`;
            `budget.year_closed`; `line.below_committed` where last year's lines were lowered since.
    """
    require(actor, Act.OPEN_INTERIM, place)
    if not is_year(year):
        raise Refusal("budget.no_such_year", "year", year=year)
    if not 1 <= month <= rules.MONTHS:
        raise Refusal("interim.no_such_month", "month", month=month)
    if date(year, month, 1) > clock.today():
        raise Refusal("interim.month_not_begun", "month", month=month, year=year)
    if not order.strip():
        raise Refusal("interim.needs_order", "order")
    clock.not_after_today(on)
    budget = _budget(session, place, year)
    not_ended(budget)
    _may_be_interim(session, budget, month)
    lines = that_come_again(session, place, year - 1)
    if not lines:
        raise Refusal("interim.nothing_before", year=year - 1)
    version = empty_version(session, budget)
    version.status, version.through = "interim", month
    version.approved_by, version.approved_at = actor.account, clock.now()
    version.resolution, version.resolution_on = order.strip(), on
    fresh, versions = _by_twelfths(session, version, lines, month)
    superseded = supersede(session, version)
    lineages = bring_in_force(session, version)
    scopes = {code for line in lineages.values() for code in line}
    records = (version, *superseded, *fresh, *versions)
    journal.enter(session, actor, Act.OPEN_INTERIM, *records, scopes=scopes)
    return version


def _budget(session: Session, place: str, year: int) -> Budget:
    """The budget of a place's year, locked; a new one where there was none."""
    key = session.scalar(select(Budget.id).where(Budget.place == place, Budget.year == year))
    if key is not None:
        return lock(session, Budget, key)
    if register.place(session, place) is None:
        raise Refusal("place.unknown", place=place)
    budget = Budget(place=place, year=year)
    session.add(budget)
    session.flush()
    return budget


def _may_be_interim(session: Session, budget: Budget, month: int) -> None:
    decided = session.execute(
        select(Version.through, Version.status).where(
            Version.budget_id == budget.id, Version.approved_at.is_not(None)
        )
    ).all()
    if any(through is None for through, _ in decided):
        raise Refusal("interim.already_approved", year=budget.year)
    last = max((through or 0 for through, _ in decided), default=0)
    if month <= last:
        raise Refusal("interim.month_open", "month", month=last)


def _by_twelfths(
    session: Session, version: Version, lines: Sequence[Line], month: int
) -> tuple[list[Line], list[LineVersion]]:
    """The lines of a version opened by twelfths: those that are new, and their sums."""
    moved = _moved(session, version.budget_id)
    known = {
        identity(line): line
        for line in session.scalars(select(Line).where(Line.budget_id == version.budget_id))
    }
    fresh = []
    versions = []
    for before in lines:
        amount = rules.twelfths(before.amount, month)
        line = known.get(identity(before))
        if line is None:
            line = new_line(version, before)
            fresh.append(line)
        else:
            amount += moved.get(line.id, ZERO)
            not_below_committed(line, amount)
        versions.append(LineVersion(version_id=version.id, line=line, amount=amount))
    session.add_all((*fresh, *versions))
    version.total = som(sum((one.amount for one in versions), ZERO))
    session.flush()
    return fresh, versions


def _moved(session: Session, budget_id: int) -> dict[int, Decimal]:
    """What transfers of a year opened by twelfths gave each line, less what they took, som."""
    moved: dict[int, Decimal] = {}
    for transfer in session.scalars(
        select(Transfer).where(Transfer.budget_id == budget_id, Transfer.status == "done")
    ):
        moved[transfer.from_line] = moved.get(transfer.from_line, ZERO) - transfer.amount
        moved[transfer.to_line] = moved.get(transfer.to_line, ZERO) + transfer.amount
    return moved
