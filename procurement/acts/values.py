"""What a person enters for a purchase: values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
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
    empty, the line's own requirement is closed by its own quantity. `lot` is the number of the lot
    the line belongs to, where the purchase is bought in several.
    `certificates` are codes of the country profile: what the supplier has to present.
    `price_reason` says why the price is unlike what others paid; everybody will read it.
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
    lot: int | None = None
    framework_line: int | None = None
    certificates: tuple[str, ...] = ()
    price_reason: str | None = None
    safe: SafeValues = UNTOLD


@dataclass(frozen=True, slots=True)
class PurchaseValues:
    """A purchase as it is drafted. `method` is a code of the country profile.

    `lot_titles` are (number, title) of lots; one that is not named is called as its first line.
    `framework_id` is the framework's contract of a call-off, whose lines name lines of it.
    `method_ground` is why it goes without competition: a code of the profile, or "other" with
    `method_reason`. `outside_plan` is why it follows no line of the published plan.
    `answers` is what its officer means to say to flags, by their code; kept with the draft.
    """

    title: str
    language: str
    method: str
    lines: tuple[PurchaseLineValues, ...]
    method_reason: str | None = None
    due_on: date | None = None
    plan_line_id: int | None = None
    lot_titles: tuple[tuple[int, str], ...] = ()
    framework_id: int | None = None
    method_ground: str | None = None
    outside_plan: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)
