"""The life of a budget on a few pages of plain Python: what each act does, or why it is refused.

Nothing here knows a database. Sums are whole tyiyn. A method gives None and changes the model, or
gives the code of the refusal and changes nothing: tests/budget_life.py holds the program to it.
"""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

Thing = tuple[str, bool]
"""A line of money: one of THINGS, and whether it was carried over."""
Sums = dict[Thing, int]
THINGS = {
    "fire": ("41700010101000", "emergency", None, "local_own"),
    "fire of S-1001": ("S-1001", "emergency", "FIR-01", "local_own"),
    "fire of S-1002": ("S-1002", "emergency", "FIR-01", "local_own"),
    "reserve": ("41700010101000", "reserve", None, "local_own"),
    "food": ("41700010101000", "food", None, "republican"),
    "gift": ("S-1002", "emergency", "FIR-01", "donor"),
}
"""For whom, of which category, for which requirement, from which source."""
EVERY = [(name, carried) for carried in (False, True) for name in THINGS]
AGAIN = {"local_own", "republican"}  # sources that come every year
ENDED = {"executed": "budget.year_reported", "closed": "budget.year_closed"}
WAITS = {"hearing": "budget.at_hearing", "submitted": "budget.awaits_approval"}


def source(thing: Thing) -> str:
    return THINGS[thing[0]][3]


def by_source(sums: Sums, only: bool | None = None) -> dict[str, int]:
    """Sums of each source: of all lines, of those carried over, or of those that are not."""
    found: dict[str, int] = {}
    for thing, amount in sums.items():
        if only in (None, thing[1]):
            found[source(thing)] = found.get(source(thing), 0) + amount
    return found


@dataclass
class Claim:
    """What one contract claims of a line."""

    year: int
    thing: Thing
    amount: int
    accepted: int = 0
    paid: int = 0


@dataclass
class Year:
    """A year of a budget. `status` is that of the version in work, `told` the one in force."""

    exists: bool = False
    status: str | None = None
    drafted: Sums = field(default_factory=dict)
    hearing: str | None = None
    ceilings: dict[str, int] = field(default_factory=dict)
    known: dict[Thing, None] = field(default_factory=dict)  # lines, in the order they were made
    force: str | None = None
    through: int = 0
    told: Sums = field(default_factory=dict)
    amounts: Sums = field(default_factory=dict)
    moved: Sums = field(default_factory=dict)  # by transfers within twelfths
    asked: dict[int, tuple[Thing, Thing, int]] = field(default_factory=dict)
    stage: str | None = None

    def over(self, ceilings: dict[str, int], drafted: Sums) -> bool:
        return any(held > ceilings.get(of, 0) for of, held in by_source(drafted).items())

    def put(self, ceilings: dict[str, int], drafted: Sums) -> None:
        self.ceilings, self.drafted = ceilings, drafted

    def raised(self, drafted: Sums, sources: set[str]) -> dict[str, int]:
        """The ceilings with room for what the draft holds of these sources."""
        held = by_source(drafted)
        return self.ceilings | {of: max(held[of], self.ceilings.get(of, 0)) for of in sources}


class Model:
    """Two years of one place's budget, a day, and the contracts."""

    def __init__(self, years: dict[int, Year], today: date) -> None:
        self.years, self.today = years, today
        self.claims: dict[int, Claim] = {}

    def claimed(self, year: int, thing: Thing, of: str = "amount") -> int:
        return sum(
            getattr(claim, of)
            for claim in self.claims.values()
            if (claim.year, claim.thing) == (year, thing)
        )

    def free(self, year: int, thing: Thing) -> int:
        return self.years[year].amounts.get(thing, 0) - self.claimed(year, thing)

    def below(self, year: int, sums: Sums, of: object = None) -> bool:
        """Would these sums leave a line (of those named) less than contracts claim?"""
        things = self.years[year].known if of is None else of
        return any(self.claimed(year, thing) > sums.get(thing, 0) for thing in things)

    # The draft

    def begun(self, number: int) -> tuple[str | None, Sums]:
        """What opening the draft answers, and the lines it then has."""
        year = self.years[number]
        if year.stage:
            return ENDED[year.stage], {}
        if year.status in WAITS:
            return WAITS[year.status], {}
        if year.status == "draft":
            return None, dict(year.drafted)
        copied = {thing: year.amounts[thing] for thing in year.told}
        return None, copied if year.force == "approved" else {}

    def open(self, number: int) -> str | None:
        code, drafted = self.begun(number)
        if code is None:
            year = self.years[number]
            year.exists, year.status, year.drafted = True, "draft", drafted
        return code

    def locked(self, number: int) -> str | None:
        year = self.years[number]
        if year.stage:
            return ENDED[year.stage]
        return None if year.status == "draft" else "budget.not_draft"

    def set_ceilings(self, number: int, ceilings: dict[str, int]) -> str | None:
        year = self.years[number]
        if code := self.locked(number):
            return code
        if year.over(ceilings, year.drafted):
            return "budget.over_ceiling"
        year.ceilings = ceilings
        return None

    def draft(self, number: int, drafted: Sums, of: object) -> str | None:
        """The draft's lines become these; `of` are those an act has touched, None: all."""
        year = self.years[number]
        if code := self.locked(number):
            return code
        if year.over(year.ceilings, drafted):
            return "budget.over_ceiling"
        if self.below(number, drafted, of):
            return "line.below_committed"
        year.drafted = drafted
        return None

    def add(self, number: int, rows: list[tuple[Thing, int]]) -> str | None:
        """Many lines added to the draft, which is begun if need be."""
        code, drafted = self.begun(number)
        if code:
            return code
        for thing, amount in rows:
            drafted[thing] = drafted.get(thing, 0) + amount
        year = self.years[number]
        if year.over(year.ceilings, drafted):
            return "budget.over_ceiling"
        if self.below(number, drafted, [thing for thing, _ in rows]):
            return "line.below_committed"
        self.open(number)
        year.drafted = drafted
        return None

    # From hand to hand

    def fixing(self, number: int) -> str | None:
        year = self.years[number]
        if not year.drafted:
            return "budget.empty"
        if year.over(year.ceilings, year.drafted):
            return "budget.over_ceiling"
        return "line.below_committed" if self.below(number, year.drafted) else None

    def put_to_hearing(self, number: int) -> str | None:
        year = self.years[number]
        if year.status != "draft":
            return "budget.wrong_order"
        if code := (ENDED[year.stage] if year.stage else self.fixing(number)):
            return code
        year.status, year.hearing = "hearing", "announced"
        year.known |= dict.fromkeys(year.drafted)
        return None

    def end_hearing(self, number: int, to: str) -> str | None:
        year = self.years[number]
        if year.hearing != "announced":
            return "hearing.wrong_order"
        year.hearing = to
        return None

    def revise(self, number: int) -> str | None:
        year = self.years[number]
        if year.status != "hearing":
            return "budget.wrong_order"
        if year.hearing == "announced":
            return "hearing.not_over"
        year.status = "draft"
        return None

    def over_remainder(self, number: int) -> bool:
        before = self.years.get(number - 1)
        if before is None or before.stage is None:
            return False
        left = by_source({thing: self.free(number - 1, thing) for thing in before.known})
        carried = by_source(self.years[number].drafted, only=True)
        return any(held > left.get(of, 0) for of, held in carried.items())

    def submit(self, number: int) -> str | None:
        year = self.years[number]
        if year.status not in ("draft", "hearing"):
            return "budget.wrong_order"
        if year.stage:
            return ENDED[year.stage]
        if year.status == "draft" and (code := self.fixing(number)):
            return code
        if year.status == "hearing" and year.hearing == "announced":
            return "hearing.not_over"
        if self.over_remainder(number):
            return "line.over_remainder"
        year.status = "submitted"
        year.known |= dict.fromkeys(year.drafted)
        return None

    def send_back(self, number: int) -> str | None:
        year = self.years[number]
        if year.status != "submitted":
            return "budget.wrong_order"
        year.status = "draft"
        return None

    def in_force(self, number: int, how: str, told: Sums) -> None:
        year = self.years[number]
        year.exists, year.force, year.told = True, how, told
        year.known |= dict.fromkeys(told)
        year.amounts = {thing: told.get(thing, 0) for thing in year.known}

    def approve(self, number: int) -> str | None:
        year = self.years[number]
        if year.status != "submitted":
            return "budget.wrong_order"
        if year.asked:
            return "transfer.waits"
        if self.over_remainder(number):
            return "line.over_remainder"
        if self.below(number, year.drafted):
            return "line.below_committed"
        self.in_force(number, "approved", year.drafted)
        year.status, year.drafted = None, {}
        return None

    # What a year takes over from the last

    def come_again(self, number: int) -> Sums:
        before = self.years.get(number, Year())
        return {
            thing: before.amounts[thing]
            for thing in before.known
            if before.amounts.get(thing)
            and not thing[1]
            and thing[0] != "reserve"
            and source(thing) in AGAIN
        }

    def open_interim(self, number: int, month: int) -> str | None:
        year = self.years[number]
        if date(number, month, 1) > self.today:
            return "interim.month_not_begun"
        if year.stage:
            return ENDED[year.stage]
        if year.force == "approved":
            return "interim.already_approved"
        if month <= year.through:
            return "interim.month_open"
        lines = self.come_again(number - 1)
        if not lines:
            return "interim.nothing_before"
        told = {
            thing: int(Fraction(amount * month, 12)) + year.moved.get(thing, 0)
            for thing, amount in lines.items()
        }
        if self.below(number, told):
            return "line.below_committed"
        self.in_force(number, "interim", told)
        year.through = month
        return None

    def begin_as_last(self, number: int) -> str | None:
        code, drafted = self.begun(number)
        if code or drafted:
            return code or "draft.has_lines"
        lines = self.come_again(number - 1)
        if not lines:
            return "interim.nothing_before"
        if self.below(number, lines, lines):
            return "line.below_committed"
        self.open(number)
        year = self.years[number]
        year.put(year.raised(lines, set(by_source(lines))), lines)
        return None

    def carry_over(self, number: int) -> str | None:
        if self.today <= date(number - 1, 12, 31):
            return "carry.year_not_over"
        code, drafted = self.begun(number)
        if code:
            return code
        left: Sums = {}
        before = self.years.get(number - 1, Year())
        for name, carried in before.known:
            if (free := self.free(number - 1, (name, carried))) > 0:
                left[name, True] = left.get((name, True), 0) + free
        room = by_source(left)
        for of, held in by_source(drafted, only=True).items():
            room[of] = room.get(of, 0) - held
        came = set()
        for thing, amount in left.items():
            more = min(amount - drafted.get(thing, 0), room[source(thing)])
            if more > 0:
                room[source(thing)] -= more
                drafted[thing] = drafted.get(thing, 0) + more
                came.add(source(thing))
        if not came:
            return "carry.nothing_left"
        self.open(number)
        year = self.years[number]
        year.put(year.raised(drafted, came), drafted)
        return None

    # Money moved and spent

    def standing(self, number: int, taking: Thing) -> str | None:
        year = self.years[number]
        if year.stage:
            return ENDED[year.stage]
        if year.status in WAITS:
            return WAITS[year.status]
        if year.force is None:
            return "budget.not_in_force"
        return None if taking in year.told else "transfer.not_in_force"

    def may_ask(self, number: int, giving: Thing, taking: Thing, amount: int) -> str | None:
        if (source(giving), giving[1]) != (source(taking), taking[1]):
            return "transfer.other_purse"
        if code := self.standing(number, taking):
            return code
        return "line.not_enough" if amount > self.free(number, giving) else None

    def order(self, number: int, transfer: int) -> str | None:
        year = self.years[number]
        giving, taking, amount = year.asked[transfer]
        if code := self.standing(number, taking):
            return code
        if amount > self.free(number, giving):
            return "line.not_enough"
        if year.status == "draft" and year.force == "approved":
            rest = year.drafted.get(giving, -1) - amount
            if rest < self.claimed(number, giving) or taking not in year.drafted:
                return "transfer.draft_has_less"
            year.drafted[giving] -= amount
            year.drafted[taking] += amount
        for thing, by in ((giving, -amount), (taking, amount)):
            year.amounts[thing] += by
            year.moved[thing] = year.moved.get(thing, 0) + by
        del year.asked[transfer]
        return None

    def may_claim(self, number: int, thing: Thing, amount: int) -> str | None:
        if stage := self.years[number].stage:
            return ENDED[stage]
        if thing[0] == "reserve":
            return "funding.other_purpose"
        return "line.not_enough" if amount > self.free(number, thing) else None

    def reclaim(self, number: int, amount: int) -> str | None:
        claim = self.claims[number]
        stage = self.years[claim.year].stage
        if stage == "closed" or (stage and amount > claim.amount):
            return ENDED[stage]
        if amount < max(claim.accepted, claim.paid):
            return "commitment.below_accepted"
        if amount - claim.amount > self.free(claim.year, claim.thing):
            return "line.not_enough"
        claim.amount = amount
        return None

    def post(self, number: int, kind: str, by: int) -> str | None:
        claim = self.claims[number]
        if self.years[claim.year].stage == "closed":
            return ENDED["closed"]
        if not 0 <= getattr(claim, kind) + by <= claim.amount:
            return "commitment.overdrawn"
        setattr(claim, kind, getattr(claim, kind) + by)
        return None

    # How a year ends

    def ending(self, number: int, to: str) -> str | None:
        year = self.years[number]
        if not year.exists:
            return "year.no_budget"
        if {None: "executed", "executed": "closed", "closed": None}[year.stage] != to:
            return "year.wrong_stage"
        if year.force is None:
            return "year.no_budget"
        if year.status in WAITS:
            return "year.still_open"
        return "transfer.waits" if year.asked else None

    def report(self, number: int) -> str | None:
        if code := self.ending(number, "executed"):
            return code
        if self.today <= date(number, 12, 31):
            return "year.not_over"
        self.years[number].stage = "executed"
        return None

    def close(self, number: int) -> str | None:
        if code := self.ending(number, "closed"):
            return code
        if any(one.amount > one.paid for one in self.claims.values() if one.year == number):
            return "year.open_commitments"
        self.years[number].stage = "closed"
        return None
