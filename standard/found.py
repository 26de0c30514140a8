"""What may be written down of a school: how many there are, what happened, what was measured.

Pure: no session, no clock. Values and basis counts are Decimals in the requirement's unit; of a
share, in pieces of what it is a share of (docs/decisions/0009).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.columns import FINEST, quantity
from core.errors import Refusal
from standard.rules import Norm

MOST_FILES = 6
LONGEST_NOTE = 1_000
"""Characters: with a council's note beside it a leaf stays far below the 16 KiB it may hold."""


@dataclass(frozen=True, slots=True)
class Before:
    """What is known already: the day of the last count; of a share its whole, in thousandths."""

    last: date | None = None
    whole: int | None = None


def faults(
    norm: Norm, on: date, value: Decimal, before: Before, field: str = "value"
) -> Iterator[Refusal]:
    """Everything that is wrong with a finding; a fault of the value stands at `field`.

    `assessment.derived` where our own records answer; what `core.columns.quantity` refuses;
    `quantity.negative`; `assessment.yes_or_no`; `assessment.not_whole` with `found`;
    `assessment.over_basis` with `found` and `left` (all there are);
    `assessment.before_last` at "on", with `last`, for a count older than the last one.
    """
    if norm.entry is None:
        yield Refusal("assessment.derived", "requirement", code=norm.code)
        return
    try:
        number = quantity(value)
    except Refusal as refusal:
        yield Refusal(refusal.code, field, **refusal.facts)
        return
    if number < 0:
        yield Refusal("quantity.negative", field)
    elif norm.type == "boolean" and number not in (0, 1):
        yield Refusal("assessment.yes_or_no", field)
    elif not norm.judged and norm.whole and number != number.to_integral_value():
        yield Refusal("assessment.not_whole", field, found=number)
    elif norm.type == "percentage" and before.whole is not None and number * 1000 > before.whole:
        there = (Decimal(before.whole) / 1000).quantize(FINEST)
        yield Refusal("assessment.over_basis", field, found=number, left=there)
    if norm.entry == "count" and before.last is not None and on < before.last:
        yield Refusal("assessment.before_last", "on", last=before.last)


def noted(note: str | None, field: str = "note") -> str | None:
    """A note as it is kept; nothing where only spaces were written.

    Raises:
        Refusal: `assessment.long_note` with `most` characters.
    """
    text = (note or "").strip()
    if len(text) > LONGEST_NOTE:
        raise Refusal("assessment.long_note", field, most=LONGEST_NOTE)
    return text or None
