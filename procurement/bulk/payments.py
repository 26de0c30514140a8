"""The rows of a purchase that is told whole: the money that moved. Pure."""

from decimal import Decimal

from core.errors import Refusal
from core.money import ZERO, som
from procurement import rules
from procurement.bulk.book import Book, Row
from procurement.bulk.deliveries import Story
from procurement.bulk.facts import PaymentFacts
from procurement.bulk.plan import spread


def pay(book: Book, story: Story, facts: PaymentFacts) -> None:
    """A payment, an advance or a refund. Raises as `procurement.acts.pay`."""
    contract, asked = story.contract, som(facts.amount)
    document = facts.document.strip()
    if facts.kind not in ("payment", "advance", "refund"):
        raise Refusal("payment.unknown_kind", "kind", kind=facts.kind)
    if not document:
        raise Refusal("payment.no_document", "document")
    if facts.on < contract["signed_on"]:
        raise Refusal("payment.before_contract", "on", signed_on=contract["signed_on"])
    if facts.kind != "payment" and not (facts.reason or "").strip():
        raise Refusal("payment.needs_reason", "reason")
    _within_limits(contract, facts.kind, asked)
    if (document, facts.kind) in story.documents:
        raise Refusal("payment.doubled", "document", document=document)
    story.documents.add((document, facts.kind))
    payment = book.write(
        "payments",
        contract_id=contract["id"],
        place=contract["place"],
        kind=facts.kind,
        on=facts.on,
        amount=asked,
        document=document,
        reason=facts.reason,
    )
    sign_ = -1 if facts.kind == "refund" else 1
    _parts(book, story, payment, sign_)
    contract["paid"] += sign_ * asked
    year = story.deal.purchase["year"]
    book.supplied(contract["supplier_id"], year, 0, ZERO, sign_ * asked)


def _parts(book: Book, story: Story, payment: Row, sign_: int) -> None:
    """Which commitments bear how much: what is owed on each, or left, or was paid."""
    rows = sorted(
        (row for rows in story.deal.commitments.values() for row in rows),
        key=lambda row: (row["school"], row["line_id"], row["id"]),
    )
    weights = {
        "payment": [max(row["accepted"] - row["paid"], ZERO) for row in rows],
        "advance": [row["amount"] - row["paid"] for row in rows],
    }
    if payment["kind"] == "refund":
        paid = [(row["paid"], row["accepted"]) for row in rows]
        parts = rules.given_back(payment["amount"], paid)
    else:
        parts = spread(payment["amount"], weights[payment["kind"]])
    month = (payment["on"].year, payment["on"].month)
    for row, part in zip(rows, parts, strict=True):
        if not part:
            continue
        if not ZERO <= row["paid"] + sign_ * part <= row["amount"]:
            raise Refusal(
                "commitment.overdrawn", commitment=row["id"], amount=row["paid"] + sign_ * part
            )
        book.write(
            "payment_parts",
            payment_id=payment["id"],
            commitment_id=row["id"],
            funding_id=row["funding"],
            school=row["school"],
            amount=part,
        )
        book.paid(row, sign_ * part, month)


def _within_limits(contract: Row, kind: str, asked: Decimal) -> None:
    if asked <= 0:
        raise Refusal("price.not_positive", "amount")
    account = rules.Account(
        contract["amount"], contract["accepted"], contract["paid"], contract["advance_limit"]
    )
    broken = rules.beyond_limit(account, kind, asked)
    if broken is not None:
        raise Refusal(broken[0], "amount", asked=asked, most=broken[1])
