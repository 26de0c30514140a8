"""Facts of one purchase for its flags: how, from whom and within which limits it was bought."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.money import ZERO
from oversight.written import PRIVATE
from register.limits import LimitCard


@dataclass(frozen=True, slots=True)
class Planned:
    """The line of the annual plan a purchase follows: its method, and when it was published.

    `competitive` is None where the plan names no method.
    """

    competitive: bool | None
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Awarded:
    """A supplier chosen, at which sum; `estimate` is that of the lines it was chosen for, som.

    `agreed` is its contract's sum as last amended, what was set free counted in; None: not signed,
    or a framework agreement. `listed_since` is the day from which the supplier stood on the list of
    unreliable ones when it was chosen. `here` are its competitive awards by this holder, counted
    up to as many as the flag needs; `elsewhere`: did it win anywhere else?
    """

    supplier: int
    on: date
    amount: Decimal
    estimate: Decimal
    agreed: Decimal | None = None
    signed_on: date | None = None
    amendments: int = 0
    amended_on: date | None = None
    listed_since: date | None = None
    here: int = 0
    elsewhere: bool = True


@dataclass(frozen=True, slots=True)
class Bought:
    """A direct award; `classes` are the first six digits of what was bought, where looked up."""

    purchase: int
    on: date
    amount: Decimal
    classes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SameSupplier:
    """Direct awards of one holder to one supplier in a fiscal year, in order, up to this one.

    `total` is their sum, som.
    """

    supplier: int
    total: Decimal = ZERO
    bought: tuple[Bought, ...] = ()


@dataclass(frozen=True, slots=True)
class SharedContact:
    """Two bidders that gave one contact; `kind` is phone, email or address."""

    kind: str
    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Ended:
    """A competition that ended without a contract, of all or of a lot; `classes`: four digits."""

    purchase: int
    on: date
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier award of the holder to the same supplier; `amount` som, `classes`: six digits."""

    purchase: int
    amount: Decimal
    competitive: bool
    additional: bool
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Additional:
    """Of a purchase on the ground of buying more: how much more may be bought, and what was
    bought from the same supplier before. `percent` is None where the ground names no share."""

    supplier: int
    amount: Decimal
    percent: Decimal | None
    before: tuple[Before, ...]


@dataclass(frozen=True, slots=True)
class Dealing:
    """What is known of a purchase; of one that is only typed, all but suppliers and papers.

    `ceiling` binds its method where that is a simplified one; `simplified` says whether it is.
    `plan_since` is the first day of the holder's published plan of the year. `bidders` are
    suppliers with an offer of whom a contact is known. `papers` are the kinds attached,
    `keeps_papers` whether the holder attached any that year. `listing`: is there a list of
    unreliable suppliers at all? `failed` are competitions of its class that failed before it,
    `competes` whether the holder has any competition on record.
    """

    simplified: bool = False
    ceiling: LimitCard | None = None
    planned: Planned | None = None
    plan_since: date | None = None
    papers: frozenset[str] = frozenset()
    keeps_papers: bool = False
    awards: tuple[Awarded, ...] = ()
    listing: bool = False
    same: SameSupplier | None = None
    bidders: int = field(default=0, metadata=PRIVATE)
    shared: tuple[SharedContact, ...] = field(default=(), metadata=PRIVATE)
    ended: tuple[Ended, ...] = ()
    failed: tuple[Ended, ...] = ()
    competes: bool = False
    additional: Additional | None = None


def six(code: str | None) -> str | None:
    """The first six digits of an item code, by which the national set calls things alike."""
    digits = (code or "")[:6]
    return digits if len(digits) == 6 and digits.isdigit() else None
