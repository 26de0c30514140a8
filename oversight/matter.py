"""What flags look at: the facts of one purchase as values, the same for a draft and afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from procurement.reports.prices import Compared


@dataclass(frozen=True, slots=True)
class Measured:
    """A line's price towards one requirement, beside what comparable purchases cost.

    `price` is som for one unit of the requirement: the contract's where there is one (`agreed`),
    else the plan's. `spread` is that of `compared`, None where they are fewer than enough;
    `alike` is how many there are, `scope` says where they are from: "region" or "country".
    """

    requirement: str
    price: Decimal
    agreed: bool
    alike: int
    scope: str
    spread: Compared | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the purchase. `tied`: does it close a requirement of the purchase's edition?

    `measured` is one for each requirement that is counted in pieces.
    """

    position: int
    item_code: str | None
    amount: Decimal
    tied: bool
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold in force on the purchase's day, som."""

    code: str
    amount: Decimal
    standing: str
    source: str


@dataclass(frozen=True, slots=True)
class Direct:
    """An earlier direct purchase of the same holder; `classes`: som by class of item."""

    id: int
    on: date
    amount: Decimal
    classes: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Move:
    """Money that moved under a contract; `signed` som is below zero for a refund."""

    on: date
    signed: Decimal
    document: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """A contract with what was paid and what was accepted (day, som) under it."""

    amount: Decimal
    advance_limit: Decimal
    moves: tuple[Move, ...]
    accepted: tuple[tuple[date, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One purchase as all flags see it.

    `on` is the day it was put into the plan, or the day a draft is looked at; `amount` its
    estimate in som. `by_money`: is any of it paid, or is all of it help in kind? `limit` is None
    where no threshold of its method is known. `earlier` are the direct purchases before it.
    """

    id: int
    place: str
    on: date
    amount: Decimal
    competitive: bool
    by_money: bool
    lines: tuple[Line, ...]
    limit: Limit | None
    earlier: tuple[Direct, ...]
    contracts: tuple[Agreed, ...]


def item_class(code: str | None) -> str | None:
    """The class of an item: the first four digits of its code (OKGZ is shaped like CPV)."""
    digits = (code or "")[:4]
    return digits if len(digits) == 4 and digits.isdigit() else None
