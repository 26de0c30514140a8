"""What an address fills a form in with: only what is right; a person looks and sends it."""

import contextlib
from datetime import date
from decimal import Decimal

from flask import request, url_for

from core.errors import Refusal
from core.money import som

SHORT = 60


def payment_of_address() -> dict[str, object]:
    """The kind, sum, day and document of a payment the page's address names."""
    told: dict[str, object] = {}
    kind = request.args.get("kind", "")
    if kind in ("payment", "advance", "refund"):
        told["kind"] = kind
    with contextlib.suppress(Refusal):
        told["amount"] = som(request.args.get("amount", ""))
    with contextlib.suppress(ValueError):
        told["on"] = date.fromisoformat(request.args.get("on", ""))
    document = request.args.get("document", "")[:SHORT]
    return told | ({"document": document} if document else {})


def pay_address(contract: int, amount: Decimal, on: date, document: str) -> str:
    """The address of the payment form of a contract, filled in with what an extract says."""
    return url_for(
        "office.contracts_pay",
        contract_id=contract,
        kind="refund" if amount < 0 else "payment",
        amount=f"{abs(amount):.2f}",
        on=on.isoformat(),
        document=document[:SHORT] or None,
    )
