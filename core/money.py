"""Money: Decimal som in Python, whole tyiyn in the database, decimal strings outside. Never float.

SQLite keeps NUMERIC as a binary float and loses tyiyn without a warning; whole numbers do not.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import BigInteger
from sqlalchemy.types import TypeDecorator

from core.errors import Refusal

ZERO = Decimal("0.00")
TYIYN = Decimal("0.01")
MOST = Decimal("90000000000000.00")  # what 64 bits of tyiyn hold, with room to add up
_PLAIN = re.compile(r"-?[0-9]{1,16}(\.[0-9]+)?", re.ASCII)


def som(value: str | int | Decimal) -> Decimal:
    """Return `value` as som with two places.

    Text is ASCII digits with a point; how people write amounts is the business of forms.

    Raises:
        Refusal: `money.not_a_number` (also NaN, look-alike digits, floats),
            `money.finer_than_tyiyn`, `money.too_large`; each with `text`.
    """
    text = str(value)
    if isinstance(value, float) or not _PLAIN.fullmatch(text):
        raise Refusal("money.not_a_number", text=text[:40])
    amount = Decimal(text)
    if amount != amount.quantize(TYIYN):
        raise Refusal("money.finer_than_tyiyn", text=text)
    if abs(amount) > MOST:
        raise Refusal("money.too_large", text=text)
    return amount.quantize(TYIYN)


def tyiyn(amount: Decimal) -> int:
    """Som as whole tyiyn; refuses what is finer."""
    return int(som(amount) * 100)


def from_tyiyn(count: int) -> Decimal:
    """Whole tyiyn as som with two places."""
    return Decimal(count).scaleb(-2)


class Som(TypeDecorator[Decimal]):
    """A column of som, kept as whole tyiyn."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: object) -> int | None:
        return None if value is None else tyiyn(value)

    def process_result_value(self, value: int | None, dialect: object) -> Decimal | None:
        return None if value is None else from_tyiyn(int(value))


def divide(count: int, weights: Sequence[Decimal]) -> list[int]:
    """Split a whole number by weights so that the parts add up to it.

    Largest remainder; equal remainders are settled by position, so callers order the weights by
    code. Weights are not negative; where all are zero the parts are equal.

    Raises:
        Refusal: `money.nothing_to_share_by` when there is no weight at all.
    """
    if not weights:
        raise Refusal("money.nothing_to_share_by")
    whole = sum(weights)
    if whole == 0:
        weights, whole = [Decimal(1)] * len(weights), Decimal(len(weights))
    sign, count = (-1, -count) if count < 0 else (1, count)
    exact = [count * Fraction(weight) / Fraction(whole) for weight in weights]
    parts = [int(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: count - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]


def apportion(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Split `total` som by weights, exact to the tyiyn; see `divide`."""
    return [from_tyiyn(part) for part in divide(tyiyn(total), weights)]
