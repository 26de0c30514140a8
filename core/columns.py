"""Column types of our own, each stored as a plain SQL type."""

import re
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import BigInteger, DateTime
from sqlalchemy.types import TypeDecorator

from core.errors import Refusal

FINEST = Decimal("0.001")
_PLAIN = re.compile(r"-?[0-9]{1,12}(\.[0-9]+)?", re.ASCII)


def quantity(value: str | int | Decimal) -> Decimal:
    """Return a count or measure with at most three decimals (a gram of a kilogram).

    Raises:
        Refusal: `quantity.not_a_number` or `quantity.too_fine`, with `text`.
    """
    text = str(value)
    if isinstance(value, float) or not _PLAIN.fullmatch(text):
        raise Refusal("quantity.not_a_number", text=text[:40])
    number = Decimal(text)
    if number != number.quantize(FINEST):
        raise Refusal("quantity.too_fine", text=text)
    return number.quantize(FINEST)


def plain(number: Decimal) -> str:
    """A number without an exponent and without empty decimals: 2.500 → 2.5, 10.000 → 10."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class Quantity(TypeDecorator[Decimal]):
    """A column of quantities, kept as whole thousandths."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: object) -> int | None:
        return None if value is None else int(quantity(value) * 1000)

    def process_result_value(self, value: int | None, dialect: object) -> Decimal | None:
        return None if value is None else (Decimal(int(value)) / 1000).quantize(FINEST)


class UtcTime(TypeDecorator[datetime]):
    """A column of moments: UTC in, UTC out, always aware of the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)
