"""Whatever is done with a budget, in whatever order: its sums hold, and its versions stay.

A machine lives two years of a budget beside a model of it (tests/budget_life.py). Then faults are
planted one at a time, and each is seen.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date
from decimal import ROUND_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from budgets import rules, totals
from budgets.acts import approvals as approving
from budgets.acts import drafts, in_force, interim, spending, transfers
from budgets.models import Line, LineVersion, Version
from core import clock
from core.engines import open_writer
from core.errors import Refusal
from core.money import TYIYN
from tests import postgres
from tests.budget_life import BEGIN, NEXT, Life
from tests.budget_model import EVERY, Claim, Thing, Year, by_source, source
from tests.world import YEAR, World, of

DAYS = (BEGIN, date(2026, 12, 31), date(2027, 1, 5), date(2027, 6, 1), date(2028, 1, 2))
FIRE, OWN, FOOD = ("fire", False), ("fire of S-1001", False), ("food", False)
LEFT = ("fire", True)
SIZES = st.sampled_from(("all", "one more", "half", "a third", "a tyiyn"))
NUMBERS = st.sampled_from((YEAR, NEXT, NEXT))
THINGS = st.sampled_from(EVERY)
WHICH = st.integers(0, 11)
Worlds = Callable[[], AbstractContextManager[World]]


def part(size: str, whole: int) -> int:
    """Some of what there is, in tyiyn: to the last one, one too many, or less."""
    parts = {"all": whole, "one more": whole + 1, "half": whole // 2, "a third": whole // 3}
    return parts.get(size, 1)


def in_work(*statuses: str) -> Callable[[Any], bool]:
    """A step for when a version of either year stands so."""
    return lambda self: any(year.status in statuses for year in self.life.model.years.values())


class Machine(RuleBasedStateMachine):
    """Officer and approver of one place, in any order, through two years.

    Steps that would be refused for a trivial reason are mostly left out; all others are for the
    model to allow or refuse.
    """

    worlds: Worlds  # how each run comes by a world of its own
    today = BEGIN

    def __init__(self) -> None:
        super().__init__()
        self.opened = self.worlds()
        self.life = Life(self.opened.__enter__())
        Machine.today = BEGIN

    def day(self, day: date) -> None:
        Machine.today = self.life.model.today = day

    def year(self, number: int) -> Year:
        return self.life.year(number)

    def of(self, *statuses: str) -> int:
        """The year whose version stands so."""
        years = self.life.model.years
        return next(number for number, year in years.items() if year.status in statuses)

    @initialize(scene=st.sampled_from(("in force", "drafted", "twelfths", "over")))
    def begin(self, scene: str) -> None:
        life = self.life
        if scene == "drafted":
            life.begin_as_last(NEXT)
        elif scene == "twelfths":
            self.day(DAYS[2])
            life.open_interim(NEXT, 1)
            life.claim(NEXT, FIRE, 500_000)
            life.order(NEXT, life.ask(NEXT, FIRE, OWN, 100_000) or 0)
            life.begin_as_last(NEXT)
        elif scene == "over":
            life.post(life.claim(YEAR, FIRE, 4_000_000) or 0, "paid", 1_000_000)
            self.day(DAYS[2])
            life.report(YEAR)
            life.carry_over(NEXT)
            life.hand_in(NEXT)

    @rule(on=st.integers(0, len(DAYS) - 1))
    def time_passes(self, on: int) -> None:
        self.day(max(self.today, DAYS[on]))

    # The draft

    @rule(number=NUMBERS)
    def open(self, number: int) -> None:
        self.life.open(number)

    def room(self, number: int, thing: Thing) -> int:
        """What a source gives the draft for this line, beside the others; tyiyn."""
        year = self.year(number)
        held = by_source(year.drafted).get(source(thing), 0) - year.drafted.get(thing, 0)
        return max(year.ceilings.get(source(thing), 0) - held, 0)

    @precondition(in_work("draft", "submitted"))
    @rule(thing=THINGS, size=SIZES)
    def set_ceilings(self, thing: Thing, size: str) -> None:
        number = self.of("draft", "submitted")
        held = by_source(self.year(number).drafted)
        held[source(thing)] = part(size, held.get(source(thing), 0) + 1_000_000)
        self.life.set_ceilings(number, held)

    @precondition(in_work("draft"))
    @rule(thing=THINGS, size=SIZES)
    def allocate(self, thing: Thing, size: str) -> None:
        number = self.of("draft")
        if thing not in self.year(number).drafted:
            self.life.allocate(number, thing, part(size, self.room(number, thing)))

    @precondition(in_work("draft", "hearing"))
    @rule(which=WHICH, size=SIZES, cut=st.booleans())
    def change(self, which: int, size: str, cut: bool) -> None:
        number = self.of("draft", "hearing")
        things = list(self.year(number).drafted)
        if things:
            thing = things[which % len(things)]
            claimed = self.life.model.claimed(number, thing)
            most = claimed if cut else self.room(number, thing)
            lower = claimed - 1 if cut and claimed and size == "one more" else part(size, most)
            self.life.change(number, thing, lower)

    @precondition(in_work("draft", "submitted"))
    @rule(which=WHICH)
    def remove(self, which: int) -> None:
        number = self.of("draft", "submitted")
        things = list(self.year(number).drafted)
        if things:
            self.life.remove(number, things[which % len(things)])

    @precondition(in_work("draft"))
    @rule(things=st.lists(THINGS, unique=True, min_size=1, max_size=4), size=SIZES)
    def replace(self, things: list[Thing], size: str) -> None:
        number = self.of("draft")
        ceilings = self.year(number).ceilings
        shares = {thing: part(size, ceilings.get(source(thing), 0)) for thing in things}
        self.life.replace(number, {thing: amount // 2 for thing, amount in shares.items()})

    @rule(number=NUMBERS, thing=THINGS, other=THINGS, size=SIZES)
    def add(self, number: int, thing: Thing, other: Thing, size: str) -> None:
        drafted = self.year(number).drafted.get(thing, 0)
        amount = part(size, max(self.room(number, thing) - drafted, 0))
        self.life.add(number, (thing, amount), (other, 0))

    # From hand to hand

    @precondition(in_work("draft"))
    @rule()
    def put_to_hearing(self) -> None:
        self.life.put_to_hearing(self.of("draft"))

    @precondition(in_work("hearing"))
    @rule(held=st.booleans())
    def hearing_ends(self, held: bool) -> None:
        end = self.life.record if held else self.life.call_off
        end(self.of("hearing"))

    @precondition(in_work("hearing", "draft"))
    @rule()
    def revise(self) -> None:
        self.life.revise(self.of("hearing", "draft"))

    @precondition(in_work("draft", "hearing"))
    @rule(approved=st.booleans())
    def submit(self, approved: bool) -> None:
        number = self.of("draft", "hearing")
        self.life.submit(number)
        if approved:
            self.life.approve(number)

    @precondition(in_work("submitted"))
    @rule()
    def send_back(self) -> None:
        self.life.send_back(self.of("submitted"))

    @precondition(in_work("submitted", "hearing"))
    @rule()
    def approve(self) -> None:
        self.life.approve(self.of("submitted", "hearing"))

    # What a year takes over, and how it ends

    @rule(number=NUMBERS, month=st.sampled_from((None, None, 1, 6, 12)))
    def open_interim(self, number: int, month: int | None) -> None:
        self.life.open_interim(number, month or self.today.month)

    @precondition(lambda self: not (self.year(NEXT).status or self.year(NEXT).force == "approved"))
    @rule()
    def begin_as_last(self) -> None:
        self.life.begin_as_last(NEXT)

    @precondition(lambda self: self.today > BEGIN)
    @rule()
    def carry_over(self) -> None:
        self.life.carry_over(NEXT)

    @precondition(lambda self: self.today > BEGIN)
    @rule(number=NUMBERS)
    def report(self, number: int) -> None:
        self.life.report(number)

    @precondition(lambda self: any(year.stage for year in self.life.model.years.values()))
    @rule(number=NUMBERS)
    def close(self, number: int) -> None:
        self.life.close(number)

    # Money moved and spent

    @rule(number=NUMBERS, which=WHICH, other=WHICH, size=SIZES, ordered=st.booleans())
    def ask(self, number: int, which: int, other: int, size: str, ordered: bool) -> None:
        things = list(self.year(number).known)
        if len(things) < 2:
            return
        giving = things.pop(which % len(things))
        purse = (source(giving), giving[1])
        same = [thing for thing in things if (source(thing), thing[1]) == purse] or things
        amount = max(part(size, self.life.model.free(number, giving)), 1)
        transfer = self.life.ask(number, giving, same[other % len(same)], amount)
        if transfer and ordered:
            self.life.order(number, transfer)

    def asked(self) -> list[tuple[int, int]]:
        years = self.life.model.years
        return [(number, key) for number, year in years.items() for key in year.asked]

    @precondition(asked)
    @rule(which=WHICH)
    def order(self, which: int) -> None:
        self.life.order(*self.asked()[which % len(self.asked())])

    @precondition(asked)
    @rule(which=WHICH)
    def refuse(self, which: int) -> None:
        self.life.refuse(*self.asked()[which % len(self.asked())])

    @rule(number=NUMBERS, which=WHICH, size=SIZES)
    def claim(self, number: int, which: int, size: str) -> None:
        things = list(self.year(number).known)
        if things:
            thing = things[which % len(things)]
            self.life.claim(number, thing, max(part(size, self.life.model.free(number, thing)), 1))

    def chosen(self, which: int) -> tuple[int, Claim]:
        claims = list(self.life.model.claims.items())
        return claims[which % len(claims)]

    def claims(self) -> bool:
        return bool(self.life.model.claims)

    @precondition(claims)
    @rule(which=WHICH, size=SIZES, less=st.booleans())
    def reclaim(self, which: int, size: str, less: bool) -> None:
        number, claim = self.chosen(which)
        whole = claim.amount + self.life.model.free(claim.year, claim.thing)
        least = max(claim.accepted, claim.paid)
        self.life.reclaim(number, least if less else part(size, whole))

    @precondition(claims)
    @rule(which=WHICH, size=SIZES, kind=st.sampled_from(("accepted", "paid", "refund")))
    def post(self, which: int, size: str, kind: str) -> None:
        number, claim = self.chosen(which)
        if kind == "refund":
            self.life.post(number, "paid", -part(size, claim.paid))
        else:
            self.life.post(number, kind, part(size, claim.amount - getattr(claim, kind)))

    def teardown(self) -> None:
        try:
            self.life.is_sound()
        finally:
            self.opened.__exit__(None, None, None)


@pytest.fixture
def clock_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: Machine.today)


@pytest.fixture
def on_sqlite(
    clock_of_the_machine: None, sqlite_world: Path, tmp_path: Path
) -> Callable[[], AbstractContextManager[World]]:
    """A copy of the small world for each run, in a SQLite file."""

    @contextmanager
    def worlds() -> Iterator[World]:
        path = tmp_path / "life.db"
        shutil.copy(sqlite_world, path)
        yield from _opened(f"sqlite:///{path}")
        for left in tmp_path.glob("life.db*"):
            left.unlink()

    return worlds


@pytest.fixture
def on_postgresql(
    clock_of_the_machine: None, postgres_world: str
) -> Callable[[], AbstractContextManager[World]]:
    """The same on PostgreSQL."""

    @contextmanager
    def worlds() -> Iterator[World]:
        with postgres.copy(postgres_world) as address:
            yield from _opened(address)

    return worlds


def _opened(address: str) -> Iterator[World]:
    writer = open_writer(address)
    try:
        yield of(writer)
    finally:
        writer.dispose()


def lives(worlds: Worlds, seeds: range, runs: int = 3, steps: int = 25, **more: Any) -> None:
    """Let the machine run from each seed, which is printed with a failure.

    Few runs from many seeds are more unlike each other than many from one: hypothesis soon turns
    to variants of what it had.
    """
    Machine.worlds = staticmethod(worlds)
    ours = {"max_examples": runs, "stateful_step_count": steps, "deadline": None, "database": None}
    ours["suppress_health_check"] = list(HealthCheck)
    for number in seeds:
        run_state_machine_as_test(seed(number)(Machine), settings=settings(**ours | more))


def test_a_budget_lives_within_its_bounds(on_sqlite: Worlds) -> None:
    lives(on_sqlite, range(4))


def test_a_budget_lives_within_its_bounds_on_postgresql(on_postgresql: Worlds) -> None:
    lives(on_postgresql, range(4, 5))


# Faults, planted one at a time


def approve_whatever_contracts_claim(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(in_force, "not_below_committed", lambda *_: None)


def give_and_not_take(patch: pytest.MonkeyPatch) -> None:
    def move(session: Session, _giving: Line, taking: Line, amount: Decimal) -> None:
        taking.amount += amount
        session.flush()

    patch.setattr(transfers, "_move", move)


def claim_without_asking(patch: pytest.MonkeyPatch) -> None:
    def claim(session: Session, _lines: object, claims: Any) -> None:
        for line, amount in claims:
            more = Line.committed + amount
            session.execute(update(Line).where(Line.id == line).values(committed=more))

    patch.setattr(spending, "_claim", claim)


def mend_a_version_when_it_is_approved(patch: pytest.MonkeyPatch) -> None:
    def mended(session: Session, version: Version) -> Any:
        told = session.scalars(select(LineVersion).where(LineVersion.version_id == version.id))
        told.first().amount += TYIYN
        session.flush()
        return in_force.bring_in_force(session, version)

    patch.setattr(approving, "bring_in_force", mended)


def forget_the_country_in_totals(patch: pytest.MonkeyPatch) -> None:
    keep = totals.keep

    def forgetful(session: Session, moves: Any, lineages: Any) -> None:
        keep(session, moves, {code: line[:-1] for code, line in lineages.items()})

    patch.setattr(totals, "keep", forgetful)


def round_twelfths_up(patch: pytest.MonkeyPatch) -> None:
    def up(amount: Decimal, month: int) -> Decimal:
        return (amount * month / rules.MONTHS).quantize(TYIYN, rounding=ROUND_UP)

    patch.setattr(rules, "twelfths", up)


def carry_over_all_that_was_planned(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Line, "free", property(lambda line: line.amount))


def forget_transfers_in_a_new_draft(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(drafts, "as_it_stands", lambda values, _amount: values)


def keep_transfers_from_the_draft_in_work(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(transfers, "_in_draft", lambda *_: None)


def forget_transfers_in_a_later_month(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(interim, "_moved", lambda *_: {})


def draft_over_the_ceiling(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(drafts, "keep_ceilings", lambda *_: None)


def spend_in_a_closed_year(patch: pytest.MonkeyPatch) -> None:
    locked = spending.locked_lines

    def open_for_ever(session: Session, ids: Any, *, asked: Any = ()) -> Any:
        try:
            return locked(session, ids, asked=asked)
        except Refusal:
            return {line.id: line for line in session.scalars(select(Line))}

    patch.setattr(spending, "locked_lines", open_for_ever)


def cut_while_it_waits(life: Life) -> None:
    life.open(YEAR)
    life.change(YEAR, FIRE, 1_000_000)
    life.submit(YEAR)
    life.claim(YEAR, FIRE, 2_000_000)
    life.approve(YEAR)


def transfer(life: Life) -> None:
    life.order(YEAR, life.ask(YEAR, FIRE, OWN, 1_234_567) or 0)


def overspend(life: Life) -> None:
    life.claim(YEAR, OWN, 5_000_000)
    life.claim(YEAR, OWN, 1)


def amend(life: Life) -> None:
    life.open(YEAR)
    life.hand_in(YEAR)


def twelfths(life: Life) -> None:
    Machine.today = life.model.today = DAYS[2]
    life.open_interim(NEXT, 1)


def transfer_in_twelfths(life: Life) -> None:
    twelfths(life)
    life.order(NEXT, life.ask(NEXT, FIRE, OWN, 100) or 0)
    Machine.today = life.model.today = DAYS[3]
    life.open_interim(NEXT, 6)


def carry_over(life: Life) -> None:
    life.claim(YEAR, FIRE, 4_000_000)
    Machine.today = life.model.today = DAYS[2]
    life.carry_over(NEXT)


def transfer_and_amend(life: Life) -> None:
    transfer(life)
    amend(life)


def transfer_beside_a_draft(life: Life) -> None:
    life.open(YEAR)
    transfer(life)


def too_much(life: Life) -> None:
    life.open(NEXT)
    life.set_ceilings(NEXT, {"local_own": 100})
    life.allocate(NEXT, FIRE, 101)


def pay_too_late(life: Life) -> None:
    Machine.today = life.model.today = DAYS[2]
    life.report(YEAR)
    life.claim(YEAR, FIRE, 1)


Story = Callable[[Life], None]
FAULTS: list[tuple[Callable[[pytest.MonkeyPatch], None], Story]] = [
    (approve_whatever_contracts_claim, cut_while_it_waits),
    (give_and_not_take, transfer),
    (claim_without_asking, overspend),
    (mend_a_version_when_it_is_approved, amend),
    (forget_the_country_in_totals, transfer_and_amend),
    (round_twelfths_up, twelfths),
    (carry_over_all_that_was_planned, carry_over),
    (forget_transfers_in_a_new_draft, transfer_and_amend),
    (keep_transfers_from_the_draft_in_work, transfer_beside_a_draft),
    (forget_transfers_in_a_later_month, transfer_in_twelfths),
    (draft_over_the_ceiling, too_much),
    (spend_in_a_closed_year, pay_too_late),
]


@pytest.mark.parametrize(("plant", "story"), FAULTS, ids=lambda one: one.__name__)
def test_a_planted_fault_is_seen(
    on_sqlite: Worlds, monkeypatch: pytest.MonkeyPatch, plant: Any, story: Story
) -> None:
    """One function of ours is replaced by a faulty one: the fault itself, not a stand-in for it.

    A short story passes without the fault and fails with it: a bound is broken, the model knows
    better, or the second wall (the check of the table) says no.
    """
    Machine.today = BEGIN
    with on_sqlite() as world:
        story(Life(world))
    plant(monkeypatch)
    Machine.today = BEGIN
    with on_sqlite() as world, pytest.raises((AssertionError, IntegrityError)):
        story(Life(world))


@pytest.mark.long
@pytest.mark.parametrize("plant", [plant for plant, _ in FAULTS], ids=lambda one: one.__name__)
def test_the_machine_comes_upon_a_planted_fault_by_itself(
    on_sqlite: Worlds, monkeypatch: pytest.MonkeyPatch, plant: Any
) -> None:
    """The same faults without a story: within so many runs the machine comes upon each."""
    plant(monkeypatch)
    with pytest.raises((AssertionError, IntegrityError)):
        lives(on_sqlite, range(200), steps=40, phases=[Phase.generate])


@pytest.mark.long
def test_a_budget_lives_long_within_its_bounds(on_sqlite: Worlds) -> None:
    lives(on_sqlite, range(100, 300), steps=50)


@pytest.mark.long
def test_a_budget_lives_long_within_its_bounds_on_postgresql(on_postgresql: Worlds) -> None:
    lives(on_postgresql, range(400, 440), steps=50)
