"""What a contract says when it is signed: its terms, and the som agreed for each line."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from core.errors import Refusal
from core.money import ZERO, apportion, som
from procurement.models import Award, PurchaseLine


def terms(award: Award, number: str, signed_on: date, due_on: date, advance_limit: Decimal) -> None:
    """Refuse terms no contract can have.

    Raises:
        Refusal: `contract.no_number`, `contract.before_award`, `contract.due_before_signing`,
            `contract.advance_too_large`.
    """
    if not number.strip():
        raise Refusal("contract.no_number", "number")
    if signed_on < award.on:
        raise Refusal("contract.before_award", "signed_on", awarded_on=award.on)
    if due_on < signed_on:
        raise Refusal("contract.due_before_signing", "due_on", signed_on=signed_on)
    if not ZERO <= som(advance_limit) <= award.amount:
        raise Refusal("contract.advance_too_large", "advance_limit", amount=award.amount)


def agreed_sums(
    award: Award, lines: Sequence[PurchaseLine], amounts: Mapping[int, Decimal] | None
) -> dict[int, Decimal]:
    """The som agreed for each purchase line, adding up to the award.

    Raises:
        Refusal: `contract.lines_missing`, `contract.not_as_awarded`.
    """
    if amounts is None:
        parts = apportion(award.amount, [line.amount for line in lines])
        agreed = {line.id: part for line, part in zip(lines, parts, strict=True)}
    else:
        agreed = {line_id: som(amount) for line_id, amount in amounts.items()}
    if set(agreed) != {line.id for line in lines} or any(a <= 0 for a in agreed.values()):
        raise Refusal("contract.lines_missing", "amounts")
    if sum(agreed.values()) != award.amount:
        raise Refusal(
            "contract.not_as_awarded",
            "amounts",
            awarded=award.amount,
            amount=sum(agreed.values()),
        )
    return agreed
