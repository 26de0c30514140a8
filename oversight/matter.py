"""What flags look at: the facts of one purchase as values, the same for a draft and afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from oversight.bidding import Bidding
from oversight.dealing import Dealing
from oversight.fulfilment import Fulfilment
from oversight.measures import NONE_TAKEN, Measures
from procurement.reports.compass import Placed


@dataclass(frozen=True, slots=True)
class Measured:
    """A line's price beside what the same thing cost others.

    The price is the contract's where there is one (`agreed`), else the plan's; `reason` is what
    the officer wrote beside it. `cost` is that of all of the line at a contract's price, som; None
    where that is what was planned.
    """

    placed: Placed
    agreed: bool
    reason: str | None = None
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the purchase. `tied`: does it close a requirement of the purchase's edition?

    `measured` is None where its price cannot be compared; `vague`: for its unit measures nothing.
    """

    position: int
    item_code: str | None
    amount: Decimal
    tied: bool
    measured: Measured | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold in force on the purchase's day, som."""

    code: str
    amount: Decimal
    standing: str
    source: str


@dataclass(frozen=True, slots=True)
class Direct:
    """An earlier direct purchase of the same holder by money of the fiscal `year`; `classes`: som
    by class of item."""

    id: int
    on: date
    amount: Decimal
    classes: Mapping[str, Decimal]
    year: int


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
class Head:
    """What a purchase says of itself; of one that is only typed, what is typed.

    `kind` is None, "framework" or "call_off"; `today` the day it is looked at.
    """

    year: int
    status: str
    method: str
    today: date
    kind: str | None = None
    category: str | None = None
    ground: str | None = None
    method_reason: str | None = None
    plan_line: int | None = None
    outside_plan: str | None = None
    due_on: date | None = None
    announced_on: date | None = None


UNTOLD = Head(0, "draft", "", date.min)


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
    head: Head = UNTOLD
    bidding: Bidding = field(default_factory=Bidding)
    dealing: Dealing = field(default_factory=Dealing)
    fulfilment: Fulfilment = field(default_factory=Fulfilment)
    measures: Measures = NONE_TAKEN


def item_class(code: str | None) -> str | None:
    """The class of an item: the first four digits of its code (OKGZ is shaped like CPV)."""
    digits = (code or "")[:4]
    return digits if len(digits) == 4 and digits.isdigit() else None
