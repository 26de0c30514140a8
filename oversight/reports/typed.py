"""What the flags say of a purchase that is still being typed: of the same facts, by the same path.

Nothing is saved. What is not typed yet is not known, and then a flag cannot say.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

from core.money import ZERO
from oversight import flags
from oversight.flags.result import Result
from oversight.matter import Matter
from oversight.reports import dealing, matters
from procurement.entry import EnteredLine
from register import profile
from standard import reports as standard


@dataclass(frozen=True, slots=True)
class Told:
    """What is typed of the law and the plan; None: nothing yet. `year` is the fiscal year, 0: that
    of the day it is looked at."""

    year: int = 0
    ground: str | None = None
    method_reason: str | None = None
    plan_line: int | None = None
    outside_plan: str | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """A purchase as far as it is typed. `id` is that of the draft being changed; 0: a new one.

    `by_money`: is any of the budget lines chosen money, and not help in kind? `told` is what is
    said of the method and the plan.
    """

    id: int
    place: str
    method: str
    lines: tuple[EnteredLine, ...]
    by_money: bool
    told: Told = Told()

    @property
    def amount(self) -> Decimal:
        """What it would cost as far as that is known, som."""
        return sum((line.amount or ZERO for line in self.lines), ZERO)


@dataclass(frozen=True, slots=True)
class _Head:
    """The purchase as `matters.assembled` takes it."""

    id: int
    place: str
    method: str
    amount: Decimal
    on: date
    year: int
    status: str = "draft"
    kind: str | None = None
    category: str | None = None
    method_ground: str | None = None
    method_reason: str | None = None
    plan_line_id: int | None = None
    outside_plan: str | None = None
    due_on: date | None = None
    announced_on: date | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A line as `matters.with_prices` takes it."""

    id: int
    purchase_id: int
    position: int
    item_code: str | None
    unit: str
    unit_price: Decimal | None
    amount: Decimal
    price_reason: str | None
    agreed_price: None = None


def matter(session: Session, typed: Typed, today: date) -> Matter:
    """The facts of a purchase as typed, as flags see those of one that is saved."""
    head = _head(typed, today)
    rows = [_row(number, line, head) for number, line in enumerate(typed.lines, start=1)]
    known = standard.category_of_requirements(session)
    tied = {number for number, line in enumerate(typed.lines, 1) if line.requirement in known}
    lines = matters.with_prices(session, rows, tied, [head])
    by_money = {head.id} if typed.by_money else set[int]()
    beside = matters.Beside(dealing={head.id: dealing.typed(session, head)})
    return matters.assembled(session, [head], lines, {}, by_money, today, beside)[0]


def look(session: Session, typed: Typed, today: date) -> tuple[Matter, tuple[Result, ...]]:
    """What each flag says of a purchase as typed, and the facts it was told from."""
    found = matter(session, typed, today)
    return found, flags.look(found)


def _head(typed: Typed, today: date) -> _Head:
    """What is typed as it would be kept: a competitive purchase has no ground, and one that follows
    the plan has nothing to explain."""
    told = typed.told
    competitive = bool(typed.method) and profile.load().method(typed.method).competitive
    why = (told.outside_plan or "").strip() or None
    return _Head(
        typed.id,
        typed.place,
        typed.method,
        typed.amount,
        today,
        told.year or today.year,
        method_ground=None if competitive else told.ground,
        method_reason=told.method_reason,
        plan_line_id=told.plan_line,
        outside_plan=why if told.plan_line is None else None,
        due_on=told.due_on,
    )


def _row(number: int, line: EnteredLine, head: _Head) -> _Row:
    return _Row(
        number,
        head.id,
        number,
        line.item_code,
        line.unit,
        line.unit_price,
        line.amount or ZERO,
        line.price_reason,
    )
