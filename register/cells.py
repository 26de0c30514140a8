"""One cell of a register file, read strictly: a value, or the code of what is wrong with it.

Digits are ASCII digits; look-alikes of other scripts are refused. Dates are 2026-11-23 or
23.11.2026. Blanks at the ends and doubled blanks within are not content.
"""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

LONGEST_TEXT = 500
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")
_PLACE = re.compile(r"[A-Z]{2}|[0-9]{14}")
_SCHOOL = re.compile(r"S-[0-9]{4,8}|(?!S-)[0-9A-Za-z-]{1,32}")
_ITEM = re.compile(r"[0-9]{8,9}-[0-9]")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{2})\.([0-9]{2})\.([0-9]{4})")
_AMOUNT = re.compile(r"[0-9]{1,13}(\.[0-9]{1,2})?")
_RATE = re.compile(r"[0-9]{1,9}(\.[0-9]{1,4})?")
_PERCENT = re.compile(r"[0-9]{1,6}(\.[0-9]{1,3})?")
_YES = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


class CellError(Exception):
    """A cell that cannot be read: `code` as in RowError, and the facts of it.

    `at` is the column, where one is at fault that was not the one being read.
    """

    def __init__(self, code: str, /, *, at: str = "", **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.at = at
        self.facts = facts


Reader = Callable[[str], Any]


def clean(text: str) -> str:
    """The text in one spelling of its letters, without blanks at its ends or doubled ones."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def plain(text: str) -> str:
    """Text a page can show: no control or direction signs, at most LONGEST_TEXT signs."""
    if _CONTROL.search(text):
        raise CellError("text.control_sign")
    if len(text) > LONGEST_TEXT:
        raise CellError("text.too_long", length=len(text), most=LONGEST_TEXT)
    return text


def shaped(pattern: str | re.Pattern[str], code: str) -> Reader:
    """A reader of texts of one shape; another shape is refused with `code` and what was found."""
    shape = re.compile(pattern)

    def read(text: str) -> str:
        if not shape.fullmatch(text):
            raise CellError(code, found=text[:40])
        return text

    return read


place_code = shaped(_PLACE, "place.code_shape")
school_code = shaped(_SCHOOL, "school.code_shape")
item_code = shaped(_ITEM, "item.code_shape")
section_code = shaped("[0-9]{2}", "item.section_shape")
classification_code = shaped("[0-9]{1,8}", "classification.code_shape")
short_code = shaped("[0-9A-Za-z_-]{1,40}", "text.code_shape")
inn = shaped("[0-9]{14}", "inn.shape")
currency = shaped("[A-Z]{3}", "rate.currency_shape")
pcode = shaped("[A-Z]{2}([0-9]{2,14})?", "place.pcode_shape")


def one_of(allowed: tuple[str, ...]) -> Reader:
    """A reader of one word out of a list."""

    def read(text: str) -> str:
        if text not in allowed:
            raise CellError("text.not_in_list", found=text[:40], allowed=", ".join(allowed))
        return text

    return read


def day(text: str) -> date:
    """A date written 2026-11-23 or 23.11.2026."""
    found = _DAY.fullmatch(text)
    if not found:
        raise CellError("date.not_a_date", found=text[:40])
    parts = [int(part) for part in found.groups() if part is not None]
    year, month, number = parts if found.group(1) else reversed(parts)
    try:
        return date(year, month, number)
    except ValueError:
        raise CellError("date.not_a_date", found=text) from None


def yes_or_no(text: str) -> bool:
    """true or false, yes or no, 1 or 0."""
    if text.lower() not in _YES:
        raise CellError("text.not_yes_or_no", found=text[:40])
    return _YES[text.lower()]


def whole(least: int, most: int) -> Reader:
    """A reader of whole numbers within two bounds, both allowed."""

    def read(text: str) -> int:
        if not re.fullmatch("[0-9]{1,9}", text):
            raise CellError("number.not_whole", found=text[:40])
        if not least <= int(text) <= most:
            raise CellError("number.out_of_range", found=text, least=least, most=most)
        return int(text)

    return read


def nominal(text: str) -> int:
    """1, 10, 100 … 10000: the units of a currency a rate is quoted for."""
    if not re.fullmatch("10{0,4}", text):
        raise CellError("rate.nominal", found=text[:40])
    return int(text)


def amount(text: str) -> Decimal:
    """Som with a decimal point, to the tyiyn, above zero."""
    return _decimal(text, _AMOUNT)


def rate(text: str) -> Decimal:
    """Som with a decimal point, up to four decimals, above zero."""
    return _decimal(text, _RATE)


def percent(text: str) -> Decimal:
    """Percent with a decimal point, up to three decimals, above zero."""
    return _decimal(text, _PERCENT)


def _decimal(text: str, shape: re.Pattern[str]) -> Decimal:
    if not shape.fullmatch(text) or not Decimal(text):
        raise CellError("number.not_an_amount", found=text[:40])
    return Decimal(text)
