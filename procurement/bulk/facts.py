"""A purchase that has already happened, told whole: what an import brings in. Values only."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import ZERO
from procurement.acts.values import PurchaseValues


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """Who was chosen, at how many som, out of how many offers, and why."""

    supplier_id: int
    amount: Decimal
    offers: int
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What was signed. `amounts` are som by line, in their order; none: spread by the estimates."""

    number: str
    signed_on: date
    due_on: date
    amounts: tuple[Decimal, ...] | None = None
    advance_limit: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What came on a waybill: (position of the line from 1, school, quantity)."""

    on: date
    waybill: str
    arrived: tuple[tuple[int, str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class AcceptanceFacts:
    """What was found of a delivery (counted from 1): (position, school, accepted, refused)."""

    delivery: int
    number: str
    on: date
    checked: tuple[tuple[int, str, Decimal, Decimal], ...]
    with_parent: bool = False
    remarks: str | None = None


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """Money that moved: "payment", "advance" or "refund", in som."""

    kind: str
    amount: Decimal
    on: date
    document: str
    reason: str | None = None


Happened = DeliveryFacts | AcceptanceFacts | PaymentFacts


@dataclass(frozen=True, slots=True)
class PurchaseFacts:
    """A purchase as far as it has come. `happened` is in the order it happened.

    `end` is "closed", "cancelled" or None; a reason is needed where money is set free.
    """

    year: int
    values: PurchaseValues
    planned_on: date
    announced_on: date | None = None
    award: AwardFacts | None = None
    contract: ContractFacts | None = None
    happened: tuple[Happened, ...] = ()
    end: str | None = None
    end_reason: str | None = None
