"""Facts of one holder of money and year for its flags: how its money goes, what schools get."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.money import ZERO
from procurement.meal_rules import Eaten


@dataclass(frozen=True, slots=True)
class Food:
    """What was accepted for meals and what children ate at the holder's schools; the norm, som.

    `norm` is None where zones have different ones, or it changed within the year.
    """

    eaten: Eaten
    norm: Decimal | None
    norm_standing: str = "default"
    norm_source: str = ""


@dataclass(frozen=True, slots=True)
class Rush:
    """Contracts and payments of a year, and those in its last working days, som."""

    since: date
    contracts: int = 0
    signed: Decimal = ZERO
    signed_late: Decimal = ZERO
    paid: Decimal = ZERO
    paid_late: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Unspent:
    """Money of a category: set aside, and not claimed by any contract, som.

    `unmet`: how many schools lack what a requirement of the first priority asks for, by its code.
    """

    category: str
    planned: Decimal
    free: Decimal
    unmet: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Reused:
    """A photograph that stands for several things: schools, requirements of one, purchases."""

    schools: tuple[str, ...] = ()
    requirements: tuple[str, ...] = ()
    purchases: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Photographs:
    """How many photographs were attached in the year, and which stand for several things."""

    count: int = 0
    reused: tuple[Reused, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """Requirements that schools said in the year they meet, and those that nothing else shows.

    Nothing else: no photograph or scan, no acceptance of a purchase, no council that agreed.
    `schools` are the bare ones by school.
    """

    count: int = 0
    bare: int = 0
    schools: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Silence:
    """Questions put to the holder in the year, and those past their term without an answer.

    `findings` are those councils addressed to it. `due`, `overdue`, `oldest` and `purchases` are of
    both.
    """

    asked: int = 0
    due: int = 0
    overdue: int = 0
    oldest: date | None = None
    purchases: tuple[int, ...] = ()
    findings: int = 0
    overdue_findings: int = 0


@dataclass(frozen=True, slots=True)
class Category:
    """What was accepted for each school in a category, som, by the school's code."""

    category: str
    accepted: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Spending:
    """What is known of a holder's year. `pupils` by school, without those nobody counted."""

    food: Food | None = None
    rush: Rush | None = None
    unspent: tuple[Unspent, ...] = ()
    photographs: Photographs = field(default_factory=Photographs)
    marks: Marks = field(default_factory=Marks)
    silence: Silence = field(default_factory=Silence)
    schools: int = 0
    pupils: Mapping[str, int] = field(default_factory=dict)
    categories: tuple[Category, ...] = ()


def share(part: Decimal, whole: Decimal) -> Decimal:
    """A part as a share of one, to three places; of nothing, nought."""
    return (part / whole).quantize(Decimal("0.001")) if whole else Decimal(0)
