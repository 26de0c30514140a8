"""A value as the bulk files write it: the same digits in CSV, in JSON and in Parquet. Pure."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from opendata.literals import clean
from opendata.package.columns import Kind

Plain = str | int | bool | None


def money(count: int) -> str:
    """Whole tyiyn as som: 125050 → "1250.50"."""
    digits = f"{abs(count):03d}"
    return f"{'-' if count < 0 else ''}{digits[:-2]}.{digits[-2:]}"


def measure(count: int) -> str:
    """Whole thousandths without empty decimals: 2500 → "2.5", 10000 → "10"."""
    whole, rest = divmod(abs(count), 1000)
    told = f"{whole}.{rest:03d}".rstrip("0") if rest else str(whole)
    return f"-{told}" if count < 0 else told


def _text(value: str) -> str | None:
    return clean(value) or None


def _day(value: date) -> str:
    return value.isoformat()


WRITTEN: Mapping[Kind, Callable[[Any], Plain]] = {
    "text": _text,
    "exact": str,
    "som": money,
    "quantity": measure,
    "count": int,
    "day": _day,
    "moment": str,
    "flag": bool,
}
"""How a known value stands in JSON; CSV has the same text. A moment is as the journal wrote it."""
