"""The rows of a purchase that is told whole, from its plan to its end. Pure."""

from core.errors import Refusal
from procurement import rules
from procurement.bulk.book import Book
from procurement.bulk.contracts import announce, award, sign
from procurement.bulk.deliveries import Story, accept, deliver
from procurement.bulk.facts import AcceptanceFacts, DeliveryFacts, PurchaseFacts
from procurement.bulk.payments import pay
from procurement.bulk.plan import Deal, begin


def tell(book: Book, facts: PurchaseFacts) -> None:
    """Write a purchase with all that is told of it into the book.

    Raises:
        Refusal: what the acts, done in the same order, would have refused with.
    """
    deal = begin(book, facts)
    announce(book, deal)
    if facts.award is not None:
        award(book, deal, facts.award)
    if facts.contract is not None:
        sign(book, deal, facts.contract)
    if facts.happened:
        _happen(book, deal, facts)
    if facts.end is not None:
        _end(book, deal, facts.end, (facts.end_reason or "").strip())


def _happen(book: Book, deal: Deal, facts: PurchaseFacts) -> None:
    if deal.contract is None:
        raise Refusal("contract.closed", status=deal.purchase["status"])
    whole = {
        (row["id"], share["school"]): share["quantity"]
        for row in deal.contract_lines
        for share in deal.shares[row["purchase_line_id"]]
    }
    story = Story(deal, deal.contract, dict(whole), whole)
    for step in facts.happened:
        if isinstance(step, DeliveryFacts):
            deliver(book, story, step)
        elif isinstance(step, AcceptanceFacts):
            accept(book, story, step)
        else:
            pay(book, story, step)


def _end(book: Book, deal: Deal, end: str, reason: str) -> None:
    """Closed or cancelled. Raises as the acts of these names."""
    purchase, contract = deal.purchase, deal.contract
    if not rules.may_move(purchase["status"], end):
        raise Refusal("purchase.wrong_order", status=purchase["status"], to=end)
    if end == "cancelled" and not reason:
        raise Refusal("purchase.needs_reason", "reason")
    if contract is not None and contract["paid"] != contract["accepted"]:
        raise Refusal("purchase.still_owed", accepted=contract["accepted"], paid=contract["paid"])
    for rows in deal.commitments.values():
        for row in rows:
            spare = row["amount"] - row["accepted"]
            if spare and not reason:
                raise Refusal("purchase.needs_reason", "reason")
            book.claim(row, -spare)
            row["amount"] -= spare
    purchase["status"] = end
