"""The safety plan: from a place's free money, the purchases that close the most. Pure.

What is made as large as possible: closed share × weight of the priority × pupils reached, in
points. A piece closes one part in `needed` of a requirement for all pupils of its school. Money is
whole tyiyn and never exceeded. The search itself is in procurement/plan_search.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from core.errors import Refusal
from core.money import ZERO, from_tyiyn, tyiyn
from procurement.plan_search import Level, Limits, Market, search

WEIGHTS: Mapping[int, int] = {1: 4, 2: 2, 3: 1}
"""What a pupil counts by the priority of the requirement: a default of ours, no norm."""
POINT = 1_000_000
"""Points are counted in whole millionths."""

Pair = tuple[str, str]  # school, requirement


@dataclass(frozen=True, slots=True)
class Need:
    """What one school lacks of one requirement: whole pieces at a price, som.

    `lot` is the least bought at once of the requirement, over the whole plan; `needed` is how many
    pieces the school must have in all.
    """

    school: str
    requirement: str
    to_buy: int
    price: Decimal
    lot: int
    priority: int
    pupils: int
    needed: int

    @property
    def pair(self) -> Pair:
        """What it is known by."""
        return self.school, self.requirement

    @property
    def worth(self) -> int:
        """What one piece closes, in millionths of a point."""
        return WEIGHTS[self.priority] * self.pupils * POINT // max(self.needed, self.to_buy)


@dataclass(frozen=True, slots=True)
class Part:
    """Pieces for one school."""

    need: Need
    pieces: int

    @property
    def cost(self) -> Decimal:
        """Som, exact."""
        return self.need.price * self.pieces

    @property
    def worth(self) -> int:
        """What they close, in millionths of a point."""
        return self.need.worth * self.pieces


@dataclass(frozen=True, slots=True)
class Step:
    """One requirement of a plan. `missing` is what its schools and all others lack, in pieces."""

    requirement: str
    priority: int
    lot: int
    missing: int
    parts: tuple[Part, ...]

    @property
    def pieces(self) -> int:
        """How many are bought."""
        return sum(part.pieces for part in self.parts)

    @property
    def cost(self) -> Decimal:
        """Som, exact."""
        return sum((part.cost for part in self.parts), ZERO)

    @property
    def worth(self) -> int:
        """What the step closes, in millionths of a point."""
        return sum(part.worth for part in self.parts)

    @property
    def pupils(self) -> int:
        """Pupils of the schools that get something."""
        return sum(part.need.pupils for part in self.parts)

    @property
    def closes(self) -> Fraction:
        """The share of what is missing that is bought."""
        return Fraction(self.pieces, self.missing)

    @property
    def rate(self) -> Fraction:
        """Points for a thousand som."""
        return Fraction(self.worth, POINT) * 1000 / Fraction(self.cost)

    @property
    def under_lot(self) -> bool:
        """Is it fewer than is sensibly bought at once?"""
        return self.pieces < self.lot


@dataclass(frozen=True, slots=True)
class TooFew:
    """A requirement of which less is missing than is bought at once."""

    requirement: str
    missing: int
    lot: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What to buy for `money` som; steps by points for a som.

    `worth`, `greedy` (what greedy buying would close) and `bound` (what no plan exceeds) are
    millionths of a point. `how` as plan_search.Found tells; `stopped`: a limit ended the search.
    """

    steps: tuple[Step, ...]
    money: Decimal
    worth: int
    greedy: int
    bound: int
    how: str
    stopped: bool
    too_few: tuple[TooFew, ...]

    @property
    def spent(self) -> Decimal:
        """Som, exact."""
        return spent(self.steps)

    @property
    def left(self) -> Decimal:
        """Som that buys nothing more of use."""
        return self.money - self.spent

    @property
    def gap(self) -> Fraction:
        """By which part of itself the best plan there is may be better, at most."""
        return Fraction(self.bound - self.worth, self.bound) if self.bound else Fraction(0)

    @property
    def over_greedy(self) -> Fraction:
        """By which part of it the plan is better than greedy buying."""
        return Fraction(self.worth - self.greedy, self.greedy) if self.greedy else Fraction(0)


def plan(needs: Iterable[Need], money: Decimal, limits: Limits | None = None) -> Plan:
    """The purchases that close the most for `money` som, and how far from the best they can be.

    The same needs give the same plan, unless the clock stopped the search (`stopped`).
    """
    wanted = sorted((need for need in needs if need.to_buy > 0), key=_order)
    codes = sorted({need.requirement for need in wanted})
    lots, missing = _lots(wanted), _missing(wanted)
    too_few = tuple(
        TooFew(code, missing[code], lots[code]) for code in codes if missing[code] < lots[code]
    )
    purse = max(tyiyn(money), 0)
    merged = _merged(wanted, purse, lots)
    places = {code: place for place, code in enumerate(sorted({code for code, _, _ in merged}))}
    levels = [
        Level(places[code], price, worth, sum(need.to_buy for need in same))
        for (code, price, worth), same in merged.items()
    ]
    market = Market(levels, [lots[code] for code in places])
    found = search(market, purse, limits or Limits())
    pieces: dict[Pair, int] = {}
    for same, count in zip(merged.values(), found.taken, strict=True):
        pieces |= _handed_out(same, count)
    return Plan(
        arranged(wanted, pieces),
        from_tyiyn(purse),
        market.worth(found.taken),
        market.worth(found.greedy),
        found.bound,
        found.how,
        found.stopped,
        too_few,
    )


def arranged(needs: Iterable[Need], pieces: Mapping[Pair, int]) -> tuple[Step, ...]:
    """Pieces as steps: by requirement, those that close most for a som first."""
    known = sorted(needs, key=_order)
    missing, lots = _missing(known), _lots(known)
    parts: dict[str, list[Part]] = {}
    for need in known:
        if count := pieces.get(need.pair, 0):
            parts.setdefault(need.requirement, []).append(Part(need, count))
    steps = [
        Step(code, some[0].need.priority, lots[code], missing[code], tuple(some))
        for code, some in parts.items()
    ]
    return tuple(sorted(steps, key=lambda step: (-step.rate, step.requirement)))


def spent(steps: Iterable[Step]) -> Decimal:
    """What steps cost together, som, exact."""
    return sum((step.cost for step in steps), ZERO)


def _order(need: Need) -> tuple[str, str]:
    return need.requirement, need.school


def _lots(needs: Iterable[Need]) -> dict[str, int]:
    lots: dict[str, int] = {}
    for need in needs:
        lots[need.requirement] = max(lots.get(need.requirement, 1), need.lot)
    return lots


def _missing(needs: Iterable[Need]) -> dict[str, int]:
    missing: dict[str, int] = {}
    for need in needs:
        missing[need.requirement] = missing.get(need.requirement, 0) + need.to_buy
    return missing


def _merged(
    needs: Sequence[Need], purse: int, lots: Mapping[str, int]
) -> dict[tuple[str, int, int], list[Need]]:
    """Needs that cost and close the same, together; without what cannot be bought at all."""
    merged: dict[tuple[str, int, int], list[Need]] = {}
    for need in needs:
        price, worth = tyiyn(need.price), need.worth
        if worth > 0 and price <= purse:
            merged.setdefault((need.requirement, price, worth), []).append(need)
    there = _missing(need for same in merged.values() for need in same)
    return {key: same for key, same in merged.items() if there[key[0]] >= lots[key[0]]}


def _handed_out(needs: Sequence[Need], count: int) -> dict[Pair, int]:
    """Pieces for schools where they close the same, in the order of the schools' codes."""
    pieces = {}
    for need in needs:
        if count <= 0:
            break
        pieces[need.pair] = min(count, need.to_buy)
        count -= pieces[need.pair]
    return pieces


def allowed(need: Need, pieces: int) -> int:
    """The pieces somebody wants of a need.

    Raises:
        Refusal: `plan.more_than_missing` with `left` pieces.
    """
    if pieces > need.to_buy:
        raise Refusal("plan.more_than_missing", left=Decimal(need.to_buy))
    return pieces


def within(steps: Iterable[Step], money: Decimal) -> Decimal:
    """What steps cost, som, where the money is enough.

    Raises:
        Refusal: `plan.over_money` with `by` in som.
    """
    cost = spent(steps)
    if cost > money:
        raise Refusal("plan.over_money", by=cost - money, money=money)
    return cost
