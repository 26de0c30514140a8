"""Som per child and day along one line: budgeted, contracted, delivered, eaten. Pure.

A quotient keeps its two sides, so schools add up to their place in money and in days of children,
and only what is shown is rounded: half up, to the tyiyn. What is not known is no zero: a link
without one of its sides has no quotient, and days nobody counted leave what was eaten between two
bounds (docs/decisions/0024).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import quantiles

from core.fiscal import in_force
from core.money import TYIYN, ZERO
from register.profile import MealNorm

MOST_CHILDREN = 10_000  # of one school on one day; more is a slip of the hand
MOST_NOTE, MOST_TITLE, MOST_DISHES = 300, 200, 300  # characters
MOST_DAYS = 31  # of a cycle
FEW = 4  # schools; the middle half of fewer says nothing

NO_MONEY, NO_CHILDREN, NO_DAYS = "no_money", "no_children", "no_days"
NOT_COUNTED, NOBODY_ATE = "not_counted", "nobody_ate"


def each(amount: Decimal, child_days: int) -> Decimal | None:
    """Som per child and day, rounded half up to the tyiyn; None where there was no child's day."""
    if child_days <= 0:
        return None
    return (amount / child_days).quantize(TYIYN, rounding=ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Link:
    """Som over days of children; one child on one day is one of them. `why` not: NO_…

    `schools` are those it is made of; a link that cannot be said is made of none.
    """

    amount: Decimal = ZERO
    child_days: int = 0
    schools: int = 0
    why: str | None = None

    @property
    def each(self) -> Decimal | None:
        """Som per child and day."""
        return each(self.amount, self.child_days)

    def __add__(self, other: "Link") -> "Link":
        schools = self.schools + other.schools
        why = None if schools else self.why or other.why
        return Link(self.amount + other.amount, self.child_days + other.child_days, schools, why)


@dataclass(frozen=True, slots=True)
class Eaten:
    """What came beside what was eaten. `most`: meals the unknown days may hold at the utmost.

    `due` are days of school so far; of these `counted`, `closed` (no lessons were said) and
    `unknown`. `extra` were counted though the calendar has them free. `most` is None where the
    children of the school are not known.
    """

    amount: Decimal = ZERO
    meals: int = 0
    most: int | None = 0
    due: int = 0
    counted: int = 0
    closed: int = 0
    extra: int = 0
    schools: int = 0
    why: str | None = None

    @property
    def unknown(self) -> int:
        """Days of school of which nothing was said."""
        return self.due - self.counted - self.closed

    @property
    def high(self) -> Decimal | None:
        """Som per meal if nobody ate on the unknown days: never less than what is true."""
        return each(self.amount, self.meals)

    @property
    def low(self) -> Decimal | None:
        """Som per meal if every child ate on the unknown days; None where that cannot be said."""
        if self.most is None or self.high is None:
            return None
        return each(self.amount, self.meals + self.most)

    def __add__(self, other: "Eaten") -> "Eaten":
        schools = self.schools + other.schools
        most = None if self.most is None or other.most is None else self.most + other.most
        return Eaten(
            self.amount + other.amount,
            self.meals + other.meals,
            most,
            self.due + other.due,
            self.counted + other.counted,
            self.closed + other.closed,
            self.extra + other.extra,
            schools,
            None if schools else self.why or other.why,
        )


@dataclass(frozen=True, slots=True)
class Chain:
    """The four links of a school, or of the schools of a place together."""

    budgeted: Link = Link()
    contracted: Link = Link()
    delivered: Link = Link()
    eaten: Eaten = Eaten()

    def __add__(self, other: "Chain") -> "Chain":
        return Chain(
            self.budgeted + other.budgeted,
            self.contracted + other.contracted,
            self.delivered + other.delivered,
            self.eaten + other.eaten,
        )


def link(amount: Decimal | None, children: int | None, days: int) -> Link:
    """Som over `children` on so many days; `amount` None: no money of this kind is known."""
    if amount is None:
        return Link(why=NO_MONEY)
    if children is None:
        return Link(why=NO_CHILDREN)
    if children * days <= 0:
        return Link(why=NO_DAYS)
    return Link(amount, children * days, 1)


def eaten(
    amount: Decimal | None,
    children: int | None,
    *,
    due: Iterable[date],
    counted: Iterable[date],
    closed: Iterable[date],
    meals: int,
) -> Eaten:
    """What was accepted beside the meals counted; days that are not due are counted all the same.

    A school that counted no day at all says nothing.
    """
    days, known, shut = set(due), set(counted), set(closed)
    told = Eaten(
        meals=meals,
        due=len(days),
        counted=len(days & known),
        closed=len(days & shut - known),
        extra=len(known - days),
    )
    if not known:
        return replace(told, why=NOT_COUNTED)
    if meals <= 0:
        return replace(told, why=NOBODY_ATE)
    if amount is None:
        return replace(told, why=NO_MONEY)
    most = None if children is None else told.unknown * children
    return replace(told, amount=amount, most=0 if not told.unknown else most, schools=1)


def together(chains: Iterable[Chain]) -> Chain:
    """Schools as one place: money is added to money, days of children to days of children.

    A school of which a link cannot be said adds nothing to it: neither a side nor a day.
    """
    known = (
        chain if chain.eaten.schools else replace(chain, eaten=Eaten(why=chain.eaten.why))
        for chain in chains
    )
    return sum(known, Chain())


def by_the_norm(norm: Decimal, meals: int) -> Decimal:
    """What so many meals cost by the norm, som."""
    return norm * meals


def marks(days: Iterable[date]) -> int:
    """Days of one month as bits, the first day the lowest."""
    found = 0
    for day in days:
        found |= 1 << (day.day - 1)
    return found


def marked(bits: int, year: int, month: int) -> tuple[date, ...]:
    """The days that such bits stand for."""
    return tuple(date(year, month, i + 1) for i in range(bits.bit_length()) if bits >> i & 1)


def covered(periods: Iterable[tuple[date, date] | None], days: Iterable[date]) -> int:
    """On how many of these days contracts feed children, by the half-open periods of their menus.

    Days that two menus share count once. A contract without a menu feeds on all days.
    """
    known = list(periods)
    open_ended = None in known
    spans = [span for span in known if span is not None]
    return sum(1 for day in days if open_ended or any(a <= day < b for a, b in spans))


def norm_on(norms: Iterable[MealNorm], on: date) -> MealNorm | None:
    """The norm of a day, where all zones have the same; None where they differ or there is none.

    In which zone a school lies is not recorded.
    """
    there = [norm for norm in norms if in_force(on, norm.valid_from, norm.valid_until)]
    same = len({norm.amount for norm in there}) == 1
    return there[0] if same else None


def quartiles(values: Iterable[Decimal]) -> tuple[Decimal, Decimal, Decimal] | None:
    """The middle half of schools and the one in the middle; None of fewer than `FEW` schools."""
    known = sorted(values)
    if len(known) < FEW:
        return None
    low, middle, high = (
        value.quantize(TYIYN, rounding=ROUND_HALF_UP)
        for value in quantiles(known, n=4, method="inclusive")
    )
    return low, middle, high
