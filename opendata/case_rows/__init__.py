"""Purchases, deliveries and payments that came as a table: judged cell by cell, compared.

Nothing is written here. Each of the three tables has its columns, its facts and its judge; what a
preview found is the same for all.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from opendata.budget_rows import Fault, same_file
from procurement.acts import Arrived, PurchaseValues

PURCHASES, DELIVERIES, PAYMENTS = "purchases", "deliveries", "payments"
KINDS = (PURCHASES, DELIVERIES, PAYMENTS)
MOST_FAULTS = 500


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a draft that would change. `about` is the purchase; None: nothing stood there."""

    cell: str
    about: str
    column: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class NewRow:
    """What a row would enter. `about` is what is bought or the contract; `amount` in som."""

    cell: str
    about: str
    school: str = ""
    quantity: Decimal | None = None
    amount: Decimal | None = None
    on: date | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class PurchaseWork:
    """A purchase to draft anew (`number` None), or a draft to change as version `seen` stood."""

    number: int | None
    seen: int
    values: PurchaseValues


@dataclass(frozen=True, slots=True)
class DeliveryWork:
    """What came under a contract on one waybill and day."""

    contract: int
    waybill: str
    on: date
    arrived: tuple[Arrived, ...]


@dataclass(frozen=True, slots=True)
class PaymentWork:
    """Money that moved under a contract, som."""

    contract: int
    kind: str
    on: date
    document: str
    amount: Decimal
    reason: str | None


Work = PurchaseWork | DeliveryWork | PaymentWork


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. Nothing is written while `errors` is not empty.

    `columns` tells as what each column was understood: our name → (letter, header as found).
    `new` are rows that enter something, `changes` cells of drafts that would change, `unchanged`
    counts the rows that say what is known or nothing. `work` is what is to be done, in order;
    `total` its som. `seen` is the state of what is there that this was compared with.
    """

    kind: str
    sheet: str
    columns: Mapping[str, tuple[str, str]]
    new: tuple[NewRow, ...] = ()
    changes: tuple[CellChange, ...] = ()
    unchanged: int = 0
    errors: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()
    work: tuple[Work, ...] = field(default_factory=tuple)
    total: Decimal = Decimal("0.00")
    seen: int = 0

    @property
    def may_be_kept(self) -> bool:
        """Is there something to do, and no fault?"""
        return bool(self.work) and not self.errors


def noted(found: Preview, before: int | None) -> Preview:
    """The preview, with a warning when this very file was imported before, in batch `before`."""
    return replace(found, warnings=(*same_file(before), *found.warnings))


Rows = list[dict[str, Any]]
"""What a template begins with: of each row the values by column."""
