"""The rows of a purchase that is told whole: from its announcement to its contract. Pure."""

from decimal import Decimal

from core.errors import Refusal
from core.money import TYIYN, ZERO, som
from procurement.bulk.book import Book, Row
from procurement.bulk.facts import AwardFacts, ContractFacts
from procurement.bulk.plan import Deal, spread


def announce(book: Book, deal: Deal) -> None:
    """The announcement, where there was one."""
    purchase, on = deal.purchase, deal.facts.announced_on
    if on is None:
        return
    if on < purchase["planned_on"]:
        raise Refusal("purchase.before_plan", "on", planned_on=purchase["planned_on"])
    purchase["status"], purchase["announced_on"] = "announced", on


def award(book: Book, deal: Deal, facts: AwardFacts) -> None:
    """The award. Raises as `procurement.acts.award`, but for the bids.

    Of what has long happened only the number of offers is known, so no opening is asked for.
    """
    purchase = deal.purchase
    if book.known.methods[purchase["method"]].competitive and purchase["status"] != "announced":
        raise Refusal("purchase.not_announced")
    if facts.supplier_id not in book.known.suppliers:
        raise Refusal("supplier.unknown", "supplier", supplier=facts.supplier_id)
    if facts.offers < 1:
        raise Refusal("award.no_offer", "offers")
    if som(facts.amount) <= 0:
        raise Refusal("price.not_positive", "amount")
    if not facts.reason.strip():
        raise Refusal("award.needs_reason", "reason")
    started = purchase["announced_on"] or purchase["planned_on"]
    if facts.on < started:
        raise Refusal("award.before_announcement", "on", started=started)
    deal.award = book.write(
        "awards",
        purchase_id=purchase["id"],
        place=purchase["place"],
        lot_id=None,
        bid_id=None,
        supplier_id=facts.supplier_id,
        amount=som(facts.amount),
        offers=facts.offers,
        on=facts.on,
        reason=facts.reason,
    )
    purchase["status"] = "awarded"


def sign(book: Book, deal: Deal, facts: ContractFacts) -> None:
    """The contract with its lines, and the money it speaks for. Raises as the act."""
    purchase, award = deal.purchase, deal.award
    if award is None:
        raise Refusal("contract.no_award", status=purchase["status"], to="contracted")
    if not facts.number.strip():
        raise Refusal("contract.no_number", "number")
    if facts.signed_on < award["on"]:
        raise Refusal("contract.before_award", "signed_on", awarded_on=award["on"])
    if facts.due_on < facts.signed_on:
        raise Refusal("contract.due_before_signing", "due_on", signed_on=facts.signed_on)
    if not ZERO <= som(facts.advance_limit) <= award["amount"]:
        raise Refusal("contract.advance_too_large", "advance_limit", amount=award["amount"])
    agreed = _agreed(deal, facts, award["amount"])
    deal.contract = book.write(
        "contracts",
        purchase_id=purchase["id"],
        award_id=award["id"],
        place=purchase["place"],
        supplier_id=award["supplier_id"],
        number=facts.number.strip(),
        signed_on=facts.signed_on,
        due_on=facts.due_on,
        amount=award["amount"],
        released=ZERO,
        advance_limit=som(facts.advance_limit),
        amendments=0,
        amended_on=None,
        amendment_reason=None,
        terminated_on=None,
        terminated_by=None,
        termination_reason=None,
        accepted=ZERO,
        paid=ZERO,
    )
    for line, amount in zip(deal.lines, agreed, strict=True):
        _contract_line(book, deal, line, amount)
    purchase["status"] = "contracted"
    book.supplied(award["supplier_id"], purchase["year"], 1, award["amount"], ZERO)


def _agreed(deal: Deal, facts: ContractFacts, awarded: Decimal) -> list[Decimal]:
    """The som agreed for each line, adding up to the award."""
    if facts.amounts is None:
        agreed = spread(awarded, [line["amount"] for line in deal.lines])
    else:
        agreed = [som(amount) for amount in facts.amounts]
    if len(agreed) != len(deal.lines) or any(amount <= 0 for amount in agreed):
        raise Refusal("contract.lines_missing", "amounts")
    if sum(agreed) != awarded:
        raise Refusal("contract.not_as_awarded", "amounts", awarded=awarded, amount=sum(agreed))
    return agreed


def _contract_line(book: Book, deal: Deal, line: Row, amount: Decimal) -> None:
    assert deal.contract is not None
    row = book.write(
        "contract_lines",
        contract_id=deal.contract["id"],
        purchase_line_id=line["id"],
        place=line["place"],
        quantity=line["quantity"],
        unit_price=(amount / line["quantity"]).quantize(TYIYN),
        amount=amount,
    )
    deal.contract_lines.append(row)
    pairs = [
        (share, funding)
        for share in deal.shares[line["id"]]
        for funding in sorted(
            deal.fundings[share["id"]], key=lambda funding: funding["budget_line_id"]
        )
    ]
    parts = spread(amount, [funding["amount"] for _, funding in pairs])
    for (share, funding), part in zip(pairs, parts, strict=True):
        commitment = book.write(
            "commitments",
            line_id=funding["budget_line_id"],
            contract_line=row["id"],
            funding=funding["id"],
            holder=line["place"],
            school=share["school"],
            requirement=line["requirement"],
            amount=part,
            accepted=ZERO,
            paid=ZERO,
        )
        deal.commitments.setdefault((row["id"], share["school"]), []).append(commitment)
        book.claim(commitment, part)
