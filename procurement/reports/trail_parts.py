"""What a purchase is told in: its lines, shares, awards, contracts, deliveries, payments."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import ZERO
from procurement.reports.amendments import Amendment

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class LinePart:
    """What is bought. `agreed` and `agreed_price` are the contract's, None before it."""

    id: int
    title: str
    item_code: str | None
    requirement: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    vat_rate: str | None
    price_reason: str | None
    amount: Decimal
    agreed: Decimal | None
    agreed_price: Decimal | None
    covers: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class SharePart:
    """A school's part of a line, and how much of it came (not refused) and was accepted."""

    line: int
    school: str
    quantity: Decimal
    amount: Decimal
    came: Decimal
    accepted: Decimal

    @property
    def missing(self) -> Decimal:
        """What has not come yet."""
        return max(self.quantity - self.came, NONE)


@dataclass(frozen=True, slots=True)
class AwardPart:
    """Who was chosen, out of how many offers, and why."""

    on: date
    supplier_id: int
    supplier: str
    amount: Decimal
    offers: int
    reason: str | None


@dataclass(frozen=True, slots=True)
class ContractPart:
    """A contract as it stands; what it was before an amendment is in the journal."""

    id: int
    number: str
    signed_on: date
    due_on: date
    amount: Decimal
    released: Decimal
    advance_limit: Decimal
    amendments: int
    amended_on: date | None
    amendment_reason: str | None
    accepted: Decimal
    paid: Decimal
    supplier_id: int
    supplier: str
    supplier_inn: str | None


@dataclass(frozen=True, slots=True)
class DeliveryPart:
    """A delivery by its waybill."""

    id: int
    on: date
    waybill: str


@dataclass(frozen=True, slots=True)
class AcceptancePart:
    """An acceptance act; `refused`: was any part found wanting?"""

    id: int
    delivery_id: int
    on: date
    number: str
    amount: Decimal
    with_parent: bool
    remarks: str | None
    refused: bool


@dataclass(frozen=True, slots=True)
class PaymentPart:
    """Money that moved; `kind` is payment, advance or refund."""

    id: int
    kind: str
    on: date
    amount: Decimal
    document: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Trail:
    """A purchase with all its steps. `fundings`: (budget line, som); sums are som.

    `edition` is the code of the edition of the Standard it was made under.
    """

    id: int
    place: str
    year: int
    title: str
    language: str
    status: str
    method: str
    method_reason: str | None
    category: str
    amount: Decimal
    due_on: date | None
    planned_on: date | None
    announced_on: date | None
    edition: str
    lines: tuple[LinePart, ...]
    shares: tuple[SharePart, ...]
    fundings: tuple[tuple[int, Decimal], ...]
    awards: tuple[AwardPart, ...]
    contracts: tuple[ContractPart, ...]
    deliveries: tuple[DeliveryPart, ...]
    acceptances: tuple[AcceptancePart, ...]
    payments: tuple[PaymentPart, ...]
    amendments: tuple[Amendment, ...]

    @property
    def committed(self) -> Decimal:
        """What the contracts come to."""
        return sum((contract.amount for contract in self.contracts), ZERO)

    @property
    def accepted(self) -> Decimal:
        """The value of what was accepted."""
        return sum((contract.accepted for contract in self.contracts), ZERO)

    @property
    def paid(self) -> Decimal:
        """What was paid, less what came back."""
        return sum((contract.paid for contract in self.contracts), ZERO)

    @property
    def due(self) -> date | None:
        """The day by which all should have come."""
        return max((contract.due_on for contract in self.contracts), default=self.due_on)

    @property
    def all_came(self) -> bool:
        """Has nothing stayed away?"""
        return not any(share.missing for share in self.shares)
