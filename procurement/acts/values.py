"""What a person enters for a purchase: values only."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from procurement.principles import UNTOLD, SafeValues


@dataclass(frozen=True, slots=True)
class FundingValues:
    """A budget line and the som it gives to a share; None: all of the share."""

    budget_line: int
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ShareValues:
    """How much of a line is for one school, and which budget lines pay it."""

    school: str
    quantity: Decimal
    fundings: tuple[FundingValues, ...]


@dataclass(frozen=True, slots=True)
class PurchaseLineValues:
    """An item, its price, the requirement it closes, and its shares.

    `covers` are (requirement, quantity in that requirement's unit) closed by the whole line; left
    empty, the line's own requirement is closed by its own quantity.
    `certificates` are codes of the country profile: what the supplier has to present.
    """

    title: str
    requirement: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    shares: tuple[ShareValues, ...]
    item_code: str | None = None
    vat_rate: str | None = None
    covers: tuple[tuple[str, Decimal], ...] = ()
    certificates: tuple[str, ...] = ()
    safe: SafeValues = UNTOLD


@dataclass(frozen=True, slots=True)
class PurchaseValues:
    """A purchase as it is drafted. `method` is a code of the country profile."""

    title: str
    language: str
    method: str
    lines: tuple[PurchaseLineValues, ...]
    method_reason: str | None = None
    due_on: date | None = None
    plan_line_id: int | None = None
