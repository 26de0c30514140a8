"""The lines of a purchase as the office works on them, each shared over schools."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from procurement import papers
from procurement.models import PurchaseLine
from procurement.principles import SAFE, UNTOLD, SafeValues


@dataclass(frozen=True, slots=True)
class ShareFile:
    """A school's part of a line; `fundings` are (budget line, som)."""

    school: str
    quantity: Decimal
    amount: Decimal
    fundings: tuple[tuple[int, Decimal], ...]


@dataclass(frozen=True, slots=True)
class LineFile:
    """A line of a purchase. `amount` and `unit_price` in som, gross; `lot` is the lot's number."""

    id: int
    lot: int | None
    title: str
    item_code: str | None
    requirement: str
    category: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    vat_rate: str | None
    price_reason: str | None
    amount: Decimal
    shares: tuple[ShareFile, ...]
    covers: tuple[tuple[str, Decimal], ...]
    certificates: tuple[str, ...] = ()
    safe: SafeValues = UNTOLD


def line_file(line: PurchaseLine, lots: Mapping[int, int]) -> LineFile:
    """A line with its shares; `lots` are the numbers of lots by key."""
    return LineFile(
        id=line.id,
        lot=None if line.lot_id is None else lots[line.lot_id],
        title=line.title,
        item_code=line.item_code,
        requirement=line.requirement,
        category=line.category,
        quantity=line.quantity,
        unit=line.unit,
        unit_price=line.unit_price,
        vat_rate=line.vat_rate,
        price_reason=line.price_reason,
        amount=line.amount,
        shares=tuple(
            ShareFile(
                share.school,
                share.quantity,
                share.amount,
                tuple((funding.budget_line_id, funding.amount) for funding in share.fundings),
            )
            for share in line.shares
        ),
        covers=tuple((covers.requirement, covers.quantity) for covers in line.covers),
        certificates=papers.parted(line.certificates),
        safe=SafeValues(*(getattr(line, name) for name in SAFE)),
    )
