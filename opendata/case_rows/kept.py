"""What drafts held before a table changed them, as a batch keeps it to undo that. Pure."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from procurement.acts import (
    FundingValues,
    PurchaseLineValues,
    PurchaseValues,
    SafeValues,
    ShareValues,
)


def packed(values: PurchaseValues) -> dict[str, Any]:
    """A draft as JSON keeps it: sums, quantities and days are text."""
    return _plain(asdict(values))  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def unpacked(kept: dict[str, Any]) -> PurchaseValues:
    """The draft again."""
    due_on = date.fromisoformat(kept["due_on"]) if kept["due_on"] else None
    whole = {
        "due_on": due_on,
        "lines": tuple(map(_line, kept["lines"])),
        "lot_titles": tuple((number, title) for number, title in kept["lot_titles"]),
    }
    return PurchaseValues(**{**kept, **whole})


def _line(kept: dict[str, Any]) -> PurchaseLineValues:
    told: dict[str, Any] = {name: Decimal(kept[name]) for name in ("quantity", "unit_price")}
    told["covers"] = tuple((code, Decimal(part)) for code, part in kept["covers"])
    told["certificates"] = tuple(kept["certificates"])
    told["safe"] = SafeValues(**kept["safe"])
    return PurchaseLineValues(**{**kept, **told, "shares": tuple(map(_share, kept["shares"]))})


def _share(kept: dict[str, Any]) -> ShareValues:
    paid_by = tuple(
        FundingValues(one["budget_line"], Decimal(one["amount"]) if one["amount"] else None)
        for one in kept["fundings"]
    )
    return ShareValues(kept["school"], Decimal(kept["quantity"]), paid_by)
