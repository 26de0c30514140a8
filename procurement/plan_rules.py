"""What the annual plan may be. Pure: values in, answers out; no session, no clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.money import ZERO, apportion

MONTHS = 12


@dataclass(frozen=True, slots=True)
class Purse:
    """A budget line that may pay for what is planned: som set aside, and what it is for."""

    line: int
    category: str
    requirement: str | None
    code: str | None
    source: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Proposal:
    """A line the plan lacks: what for, and what each budget line still gives to it, som."""

    category: str
    requirement: str | None
    code: str | None
    parts: tuple[tuple[int, Decimal], ...]

    @property
    def amount(self) -> Decimal:
        """The sum of its parts, som."""
        return sum((part for _, part in self.parts), ZERO)


@dataclass(frozen=True, slots=True)
class Excess:
    """What the plan asks above what the budget gives, som. `key` is a budget line or a source."""

    key: int | str
    given: Decimal
    planned: Decimal

    @property
    def by(self) -> Decimal:
        """How much too much, som."""
        return self.planned - self.given


def proposed(purses: Iterable[Purse], planned: Mapping[int, Decimal]) -> tuple[Proposal, ...]:
    """Lines for what is set aside and not planned yet: one for each purpose and group of items.

    The purpose is the requirement, or the category where a budget line names no requirement; the
    group of items is the economic code. `planned` is som by budget line. What is planned in full,
    or beyond, is left out.
    """
    groups: dict[tuple[str, str | None, str | None], list[tuple[int, Decimal]]] = {}
    for purse in sorted(purses, key=lambda one: one.line):
        rest = purse.amount - planned.get(purse.line, ZERO)
        if rest > 0:
            group = (purse.category, purse.requirement, purse.code)
            groups.setdefault(group, []).append((purse.line, rest))
    ordered = sorted(groups.items(), key=lambda one: tuple(part or "" for part in one[0]))
    return tuple(Proposal(*group, tuple(parts)) for group, parts in ordered)


def parts(amount: Decimal, purses: Sequence[Purse]) -> tuple[tuple[int, Decimal], ...]:
    """How a sum falls on the budget lines it is to be paid by: by what each has, to the tyiyn.

    A budget line that would give nothing is left out; without budget lines there are no parts.
    """
    ordered = sorted(purses, key=lambda one: one.line)
    if not ordered:
        return ()
    shares = apportion(amount, [purse.amount for purse in ordered])
    return tuple((one.line, part) for one, part in zip(ordered, shares, strict=True) if part)


def over_lines(purses: Iterable[Purse], planned: Mapping[int, Decimal]) -> tuple[Excess, ...]:
    """The budget lines from which the plan takes more than they give. It is warned of, not
    refused: a budget may still be amended."""
    return tuple(
        Excess(purse.line, purse.amount, planned[purse.line])
        for purse in purses
        if planned.get(purse.line, ZERO) > purse.amount
    )


def over_sources(purses: Iterable[Purse], planned: Mapping[int, Decimal]) -> tuple[Excess, ...]:
    """The sources of funds from which the plan takes more than the budget gives."""
    given: dict[str, Decimal] = {}
    taken: dict[str, Decimal] = {}
    for purse in purses:
        given[purse.source] = given.get(purse.source, ZERO) + purse.amount
        part = planned.get(purse.line, ZERO)
        taken[purse.source] = taken.get(purse.source, ZERO) + part
    return tuple(
        Excess(source, given[source], taken[source])
        for source in sorted(given)
        if taken[source] > given[source]
    )


def quarter_of(month: int) -> int:
    """The quarter a month (1 to 12) lies in."""
    return (month + 2) // 3


def when_is_wrong(quarter: int | None, month: int | None) -> bool:
    """Is this no time of a year? A month lies in its quarter; either may be unknown."""
    if month is not None and not 1 <= month <= MONTHS:
        return True
    if quarter is not None and not 1 <= quarter <= 4:
        return True
    return month is not None and quarter is not None and quarter_of(month) != quarter
