"""The rows of a purchase that is told whole, from its plan to its end. Pure."""

from core.errors import Refusal
from core.money import ZERO
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
    story = _happen(book, deal, facts) if facts.happened else None
    if facts.end is not None:
        _end(book, deal, story, facts.end, (facts.end_reason or "").strip())


def _happen(book: Book, deal: Deal, facts: PurchaseFacts) -> Story:
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
    return story


def _end(book: Book, deal: Deal, story: Story | None, end: str, reason: str) -> None:
    """Closed or cancelled. Raises as the acts of these names."""
    purchase, contract = deal.purchase, deal.contract
    if not rules.may_move(purchase["status"], end):
        raise Refusal("purchase.wrong_order", status=purchase["status"], to=end)
    if end == "cancelled" and not reason:
        raise Refusal("purchase.needs_reason", "reason")
    if contract is not None and contract["paid"] != contract["accepted"]:
        raise Refusal("purchase.still_owed", accepted=contract["accepted"], paid=contract["paid"])
    if story is not None and story.unchecked():
        raise Refusal("purchase.unchecked_delivery")
    _set_free(book, deal, reason)
    purchase["status"] = end


def _set_free(book: Book, deal: Deal, reason: str) -> None:
    """Give back what was contracted and never came; the contract then stands at what came."""
    lines = {line["id"]: line for line in deal.contract_lines}
    for (line_id, _), rows in deal.commitments.items():
        for row in rows:
            spare = row["amount"] - row["accepted"]
            if not spare:
                continue
            if not reason:
                raise Refusal("purchase.needs_reason", "reason")
            book.claim(row, -spare)
            row["amount"] -= spare
            lines[line_id]["amount"] -= spare
    contract = deal.contract
    if contract is not None and contract["amount"] != contract["accepted"]:
        contract["released"] = contract["amount"] - contract["accepted"]
        contract["amount"] = contract["accepted"]
        year = deal.purchase["year"]
        book.supplied(contract["supplier_id"], year, 0, -contract["released"], ZERO)
