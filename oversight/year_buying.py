"""Facts of one holder of money and year for its flags: how it buys."""

from dataclasses import dataclass
from decimal import Decimal

from core.money import ZERO
from register.limits import LimitCard


@dataclass(frozen=True, slots=True)
class FromSupplier:
    """What a supplier was awarded by the holder in the year, som."""

    supplier: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Buying:
    """What is known of a holder's year.

    `purchases` are public ones that were not given up, `direct` those without competition. `below`
    and `above` count the ones just under and just over the limit of direct purchases in force on
    their day; `limit` is the last such limit. `suppliers` are in order of what they were awarded,
    `awarded` is the sum of all, som.
    """

    purchases: int = 0
    direct: int = 0
    below: int = 0
    above: int = 0
    limit: LimitCard | None = None
    awarded: Decimal = ZERO
    suppliers: tuple[FromSupplier, ...] = ()
