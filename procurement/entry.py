"""A purchase as far as it is typed: what it would cost, for whom, from which line. Pure.

Any part may be missing still; what cannot be said then is None, never zero.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from core.columns import FINEST
from core.errors import Refusal
from core.money import TYIYN, ZERO, apportion
from procurement import rules

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class EnteredShare:
    """A school's part of a line, and the budget line that would pay it."""

    school: str
    quantity: Decimal
    budget_line: int | None


@dataclass(frozen=True, slots=True)
class EnteredLine:
    """A line as far as it is typed. `covers` is in the requirement's unit, None: the quantity."""

    requirement: str | None
    quantity: Decimal | None
    unit: str
    unit_price: Decimal | None
    item_code: str | None
    covers: Decimal | None
    budget_line: int | None
    shares: tuple[EnteredShare, ...]
    price_reason: str | None = None

    @property
    def amount(self) -> Decimal | None:
        """What the line costs, som."""
        if self.quantity is None or self.unit_price is None or self.unit_price <= 0:
            return None
        try:
            return rules.line_amount(self.quantity, self.unit_price)
        except Refusal:  # more than money can be counted in
            return None

    @property
    def covered(self) -> Decimal | None:
        """How much of the requirement the whole line closes, in the requirement's unit."""
        return self.covers or self.quantity

    @property
    def shared_out(self) -> Decimal:
        """What of the quantity is given to schools so far."""
        return sum((share.quantity for share in self.shares), NONE)

    @property
    def is_whole(self) -> bool:
        """Do the schools' parts make the quantity?"""
        return bool(self.shares) and self.shared_out == self.quantity

    @property
    def price_of_one(self) -> Decimal | None:
        """What one unit of the requirement costs, som: what is compared with other purchases."""
        if self.amount is None or not self.covered:
            return None
        return (self.amount / self.covered).quantize(TYIYN, rounding=ROUND_HALF_UP)

    def amounts(self) -> dict[str, Decimal]:
        """What each school's part costs, som, exact to the tyiyn; empty until the parts fit."""
        if self.amount is None or not self.is_whole:
            return {}
        wanted = sorted(self.shares, key=lambda share: share.school)
        parts = apportion(self.amount, [share.quantity for share in wanted])
        return {share.school: part for share, part in zip(wanted, parts, strict=True)}

    def closes(self) -> dict[str, Decimal]:
        """How much of the requirement each school's part closes, rounded down to a thousandth."""
        if not self.quantity or not self.covered:
            return {}
        whole = Fraction(self.covered) / Fraction(self.quantity)
        parts = {share.school: Fraction(share.quantity) for share in self.shares}
        return {school: _thousandths(whole * part) for school, part in parts.items()}

    def asked(self) -> dict[int, Decimal]:
        """What is asked of each budget line, som; until the parts fit, all of the line's own."""
        if self.amount is None:
            return {}
        parts = self.amounts()
        if not parts:
            return {self.budget_line: self.amount} if self.budget_line else {}
        sums: dict[int, Decimal] = {}
        for share in self.shares:
            if share.budget_line:
                sums[share.budget_line] = sums.get(share.budget_line, ZERO) + parts[share.school]
        return sums


def _thousandths(amount: Fraction) -> Decimal:
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return exact.quantize(FINEST, rounding=ROUND_DOWN)


def asked(lines: Iterable[EnteredLine]) -> dict[int, Decimal]:
    """What all lines of a purchase together ask of each budget line, som."""
    sums: dict[int, Decimal] = {}
    for line in lines:
        for number, amount in line.asked().items():
            sums[number] = sums.get(number, ZERO) + amount
    return sums


def closes(lines: Iterable[EnteredLine]) -> dict[tuple[str, str], Decimal]:
    """How much of each requirement all lines together close, by (school, requirement)."""
    sums: dict[tuple[str, str], Decimal] = {}
    for line in lines:
        for school, amount in line.closes().items():
            key = (school, line.requirement or "")
            sums[key] = sums.get(key, NONE) + amount
    return sums


def times(price: Decimal, median: Decimal) -> Decimal:
    """How many times the median a price is, to the hundredth."""
    return (price / median).quantize(TYIYN, rounding=ROUND_HALF_UP)
