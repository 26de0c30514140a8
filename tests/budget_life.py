"""A budget in the program and in the model beside it: every act is done in both, and compared.

After each step the sums of the tables are those of the model, they keep their bounds, what was
fixed has not changed, and kept sums are those counted anew. An act that is refused changes nothing.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select

from budgets import acts
from budgets.models import Commitment
from budgets.recounts import RECOUNTS
from core.access import Actor
from core.errors import Refusal
from core.models import Base
from core.money import from_tyiyn, tyiyn
from journal import audit, verify
from journal.models import Entry
from tests.budget_model import THINGS, Claim, Model, Sums, Thing, Year, by_source
from tests.world import AIMAK, LINES, YEAR, World

NEXT = YEAR + 1
BEGIN = date(YEAR, 11, 26)
OURS = [model for model in audit.journaled() if model.__module__.startswith("budgets")]
TABLES = [
    table
    for name, table in sorted(Base.metadata.tables.items())
    if name.startswith(("budget", "commitments", "totals", "month_totals"))
]
NAMES = {told: name for name, told in THINGS.items()}
Rows = dict[str, list[Row[Any]]]


def thing_of(row: Any) -> Thing:
    """What a line is for, by its name in the model."""
    return NAMES[row.beneficiary, row.category, row.requirement, row.source], row.carried


def values(thing: Thing, amount: int) -> acts.LineValues:
    """A line as an officer enters it; `amount` in tyiyn."""
    beneficiary, category, requirement, source = THINGS[thing[0]]
    return acts.LineValues(
        beneficiary, category, requirement, source, thing[1], None, from_tyiyn(amount)
    )


def begun() -> Model:
    """The model of the small world: one year in force, the next unheard of."""
    told = {(name, False): amount * 100 for name, (*_, amount) in LINES.items()}
    year = Year(exists=True, force="approved", told=told, amounts=dict(told))
    year.known = dict.fromkeys(told)
    year.ceilings = {"local_own": 20_000_000, "republican": 10_000_000}
    return Model({YEAR: year, NEXT: Year()}, BEGIN)


class Life:
    """One budget of the small world, told twice."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.model = begun()
        self.contracts = 0
        self.fixed: dict[tuple[str, int], object] = {}
        self.rows = self.read()
        self.check()

    def year(self, number: int) -> Year:
        return self.model.years[number]

    def does(
        self, expected: str | None, act: Callable[..., Any], actor: Actor, *keys: Any, **told: Any
    ) -> Any:
        """An act in a transaction of its own, which ends as the model says; then all is checked."""
        result, code = None, None
        try:
            with self.world.act() as session:
                result = act(session, actor, *keys, **told)
        except Refusal as refusal:
            code = refusal.code
        assert code == expected, (act.__name__, keys, told)
        before, self.rows = self.rows, self.read()
        if code is not None:
            assert self.rows == before, f"{act.__name__} was refused, and changed something"
        else:
            self.check()
        return result

    def read(self) -> Rows:
        """Everything the room keeps, and how long the journal is."""
        with self.world.act() as session:
            found: Rows = {
                table.name: list(session.execute(select(table).order_by(*table.primary_key)))
                for table in TABLES
            }
            found["journal"] = list(session.execute(select(func.count(Entry.number))))
            return found

    # What always holds

    def check(self) -> None:
        """The bounds, the versions, the purses, the model's sums and the counted ones."""
        self.lines = {line.id: line for line in self.rows["budget_lines"]}
        self.bounds_hold()
        self.versions_stay()
        self.purses_stay()
        self.sums_are_those_of_the_model()
        with self.world.act() as session:
            assert [problem for count in RECOUNTS for problem in count(session)] == []

    def bounds_hold(self) -> None:
        """paid ≤ committed ≤ allocated, of each line; allocated ≤ ceiling, of each version."""
        for line in self.lines.values():
            assert 0 <= line.paid <= line.committed <= line.amount, line
        for row in self.rows["commitments"]:
            assert 0 <= row.paid <= row.amount, row
            assert 0 <= row.accepted <= row.amount, row
        for version in self.rows["budget_versions"]:
            if version.status != "draft" and version.ceilings is not None:
                ceilings = {source: int(amount) for source, amount in version.ceilings.items()}
                held = by_source(self.told_by(version))
                assert all(sum_ <= ceilings.get(of, 0) for of, sum_ in held.items()), version

    def told_by(self, version: Any) -> Sums:
        """What a version sets aside; one in force, with its transfers."""
        return {
            thing_of(self.lines[row.line_id]): tyiyn(
                self.lines[row.line_id].amount if version.status == "approved" else row.amount
            )
            for row in self.rows["budget_line_versions"]
            if row.version_id == version.id
        }

    def versions_stay(self) -> None:
        """What was put to a hearing or handed in is the same for ever."""
        for told in self.rows["budget_line_versions"]:
            assert self.fixed.setdefault(("line", told.id), told) == told
        for version in self.rows["budget_versions"]:
            if version.status != "draft":
                said = (version.number, version.place, version.year, version.total)
                said += (version.ceilings, version.through)
                assert self.fixed.setdefault(("version", version.id), said) == said

    def purses_stay(self) -> None:
        """Each purse of a budget holds what its version in force said: transfers keep sums."""
        in_force = {
            version.id
            for version in self.rows["budget_versions"]
            if version.status in ("approved", "interim")
        }
        now: dict[tuple[object, ...], Any] = {}
        for line in self.lines.values():
            purse = (line.budget_id, line.source, line.carried)
            now[purse] = now.get(purse, 0) + line.amount
        told = dict.fromkeys(now, 0)
        for row in self.rows["budget_line_versions"]:
            line = self.lines[row.line_id]
            told[line.budget_id, line.source, line.carried] += row.amount * (
                row.version_id in in_force
            )
        assert now == told

    def sums_are_those_of_the_model(self) -> None:
        """Lines, ceilings and the draft in work, year by year."""
        budgets = {row.id: row for row in self.rows["budgets"]}
        for number, year in self.model.years.items():
            stood = {
                thing_of(line): tuple(map(tyiyn, (line.amount, line.committed, line.paid)))
                for line in self.lines.values()
                if line.year == number
            }
            claimed = self.model.claimed
            assert stood == {
                thing: (
                    year.amounts.get(thing, 0),
                    claimed(number, thing),
                    claimed(number, thing, "paid"),
                )
                for thing in year.known
            }
            ceilings = {
                row.source: tyiyn(row.amount)
                for row in self.rows["budget_ceilings"]
                if budgets[row.budget_id].year == number
            }
            assert ceilings == year.ceilings
            if year.status:
                assert self.drafted(number) == year.drafted

    def drafted(self, number: int) -> Sums:
        """The lines of the draft in work."""
        return {
            thing_of(row): tyiyn(row.amount)
            for row in self.rows["budget_draft_lines"]
            if row.version_id == self.version(number)
        }

    def is_sound(self) -> None:
        """At the end: the journal is whole and says what the tables say."""
        with self.world.act() as session:
            assert verify.problems(session) == []
            assert audit.problems(session, OURS, RECOUNTS) == []

    # What is where

    def version(self, number: int) -> int:
        """The version in work of a year, else the last; 0 before there was one."""
        of_year = [row for row in self.rows["budget_versions"] if row.year == number]
        work = [row for row in of_year if row.status in ("draft", "hearing", "submitted")]
        return max((row.id for row in work or of_year), default=0)

    def row(self, number: int, thing: Thing) -> int:
        """The line of the draft that is for this thing."""
        return next(
            row.id
            for row in self.rows["budget_draft_lines"]
            if row.version_id == self.version(number) and thing_of(row) == thing
        )

    def line(self, number: int, thing: Thing) -> int:
        """The line of a year that is for this thing."""
        return next(
            line.id
            for line in self.rows["budget_lines"]
            if line.year == number and thing_of(line) == thing
        )

    # The draft

    def open(self, number: int) -> None:
        self.does(self.model.open(number), acts.open_draft, self.world.officer, AIMAK, number)

    def set_ceilings(self, number: int, ceilings: dict[str, int]) -> None:
        expected = self.model.set_ceilings(number, ceilings)
        told = {source: from_tyiyn(amount) for source, amount in ceilings.items()}
        self.does(expected, acts.set_ceilings, self.world.officer, self.version(number), told)

    def allocate(self, number: int, thing: Thing, amount: int) -> None:
        drafted = self.year(number).drafted | {thing: amount}
        expected = self.model.draft(number, drafted, [thing])
        keys = (self.version(number), values(thing, amount))
        self.does(expected, acts.allocate, self.world.officer, *keys)

    def change(self, number: int, thing: Thing, amount: int) -> None:
        key = self.row(number, thing)
        expected = self.model.draft(number, self.year(number).drafted | {thing: amount}, [thing])
        self.does(expected, acts.change_line, self.world.officer, key, values(thing, amount))

    def remove(self, number: int, thing: Thing) -> None:
        key = self.row(number, thing)
        rest = {one: held for one, held in self.year(number).drafted.items() if one != thing}
        expected = self.model.draft(number, rest, [thing])
        self.does(expected, acts.remove_line, self.world.officer, key)

    def replace(self, number: int, drafted: Sums) -> None:
        expected = self.model.draft(number, drafted, None)
        rows = [values(thing, amount) for thing, amount in drafted.items()]
        self.does(expected, acts.replace_lines, self.world.officer, self.version(number), rows)

    def add(self, number: int, *rows: tuple[Thing, int]) -> None:
        expected = self.model.add(number, list(rows))
        told = [values(thing, amount) for thing, amount in rows]
        self.does(expected, acts.allocate_many, self.world.officer, AIMAK, number, told)

    # From hand to hand

    def put_to_hearing(self, number: int) -> None:
        how = {"due_on": self.model.today, "venue": "Клуб", "noticed_on": self.model.today}
        keys = (self.version(number),)
        expected = self.model.put_to_hearing(number)
        self.does(expected, acts.put_to_hearing, self.world.officer, *keys, **how)

    def hearing(self, number: int) -> int:
        """The last hearing of a year's draft; 0 before there was one."""
        rows = [row for row in self.rows["budget_hearings"] if row.year == number]
        return max((row.id for row in rows), default=0)

    def record(self, number: int) -> None:
        told = {"held_on": self.model.today, "women": 9, "men": 8, "protocol": "№ 1"}
        expected = self.model.end_hearing(number, "held")
        keys = (self.hearing(number),)
        self.does(
            expected, acts.record_hearing, self.world.officer, *keys, **told, decided="Макул."
        )

    def call_off(self, number: int) -> None:
        expected = self.model.end_hearing(number, "called_off")
        keys = (self.hearing(number),)
        self.does(expected, acts.call_off, self.world.officer, *keys, reason="Кар.")

    def revise(self, number: int) -> None:
        expected = self.model.revise(number)
        self.does(expected, acts.revise, self.world.officer, self.version(number))

    def submit(self, number: int) -> None:
        expected = self.model.submit(number)
        keys = (self.version(number),)
        self.does(expected, acts.submit, self.world.officer, *keys, reason="Өзгөртүү.")

    def send_back(self, number: int) -> None:
        expected = self.model.send_back(number)
        keys = (self.version(number),)
        self.does(expected, acts.send_back, self.world.approver, *keys, reason="Толук эмес.")

    def approve(self, number: int) -> None:
        how = {"resolution": "№ 1", "on": self.model.today}
        keys = (self.version(number),)
        expected = self.model.approve(number)
        self.does(expected, acts.approve, self.world.approver, *keys, **how)

    def hand_in(self, number: int) -> None:
        """From a draft to a budget in force."""
        self.submit(number)
        self.approve(number)

    # What a year takes over, and how it ends

    def open_interim(self, number: int, month: int) -> None:
        how = {"month": month, "order": "Б-1", "on": self.model.today}
        expected = self.model.open_interim(number, month)
        self.does(expected, acts.open_interim, self.world.approver, AIMAK, number, **how)

    def begin_as_last(self, number: int) -> None:
        expected = self.model.begin_as_last(number)
        self.does(expected, acts.begin_as_last, self.world.officer, AIMAK, number)

    def carry_over(self, number: int) -> None:
        expected = self.model.carry_over(number)
        self.does(expected, acts.carry_over, self.world.officer, AIMAK, number)

    def report(self, number: int) -> None:
        how = {"resolution": "№ 2", "on": self.model.today}
        expected = self.model.report(number)
        self.does(expected, acts.report_execution, self.world.approver, AIMAK, number, **how)

    def close(self, number: int) -> None:
        expected = self.model.close(number)
        self.does(expected, acts.close_year, self.world.approver, AIMAK, number)

    # Money moved and spent

    def ask(self, number: int, giving: Thing, taking: Thing, amount: int) -> int | None:
        expected = self.model.may_ask(number, giving, taking, amount)
        keys = (self.line(number, giving), self.line(number, taking))
        told = {"amount": from_tyiyn(amount), "reason": "Керек."}
        asked = self.does(expected, acts.ask_transfer, self.world.officer, *keys, **told)
        if asked is not None:
            self.year(number).asked[asked.id] = (giving, taking, amount)
        return asked and asked.id

    def order(self, number: int, transfer: int) -> None:
        how = {"order": "Б-2", "on": self.model.today}
        expected = self.model.order(number, transfer)
        self.does(expected, acts.order_transfer, self.world.approver, transfer, **how)

    def refuse(self, number: int, transfer: int) -> None:
        del self.year(number).asked[transfer]
        self.does(None, acts.refuse_transfer, self.world.approver, transfer, answer="Жок.")

    def claim(self, number: int, thing: Thing, amount: int) -> int | None:
        expected = self.model.may_claim(number, thing, amount)
        self.contracts += 1
        school = "S-1002" if thing[0] in ("fire of S-1002", "gift") else "S-1001"
        purpose = ("food", "FOD-01") if thing[0] == "food" else ("emergency", "FIR-01")
        request = acts.Request(
            self.line(number, thing),
            self.contracts,
            self.contracts,
            school,
            *purpose,
            from_tyiyn(amount),
        )
        if expected is None:
            made = Claim(number, thing, amount)
            self.model.claims[self.contracts] = made
        committed = self.does(expected, acts.commit, self.world.officer, [request])
        return self.contracts if committed else None

    def commitment(self, claim: int) -> int:
        """The commitment of a claim of the model."""
        return next(row.id for row in self.rows["commitments"] if row.contract_line == claim)

    def reclaim(self, claim: int, amount: int) -> None:
        expected = self.model.reclaim(claim, amount)
        told = {self.commitment(claim): from_tyiyn(amount)}
        self.does(expected, acts.recommit, self.world.officer, told, reason="Өзгөрдү.")

    def post(self, claim: int, kind: str, by: int) -> None:
        key = self.commitment(claim)

        def post(session: Any, _actor: Actor) -> None:
            row = session.get(Commitment, key)
            acts.post(session, self.model.today, [(row, from_tyiyn(by))], kind=kind)

        self.does(self.model.post(claim, kind, by), post, self.world.officer)
