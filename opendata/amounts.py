"""Amounts as people write them in tables, read exactly. Pure.

Only ASCII digits count: Python's own numbers would take "١٢٣", "1_000" and "NaN" as well.
"""

import re
from decimal import Decimal

from core.errors import Refusal
from core.money import MOST, som

# Spaces people and spreadsheets put between thousands: plain, no-break, thin, narrow no-break.
_SPACES = re.compile("[ \u00a0\u2007\u2009\u202f\t]+")
_UNIT = re.compile(r" ?(сом(а|дор|ов)?|с\.|som|kgs)\.?$", re.IGNORECASE)
# Groups are of three or there are none: "12 34,5" is a slip of the hand, not an amount.
_NUMBER = re.compile(r"([-−–]?)(\d{1,3}(?: \d{3})+|\d{1,16})(?:[.,](\d{1,16}))?", re.ASCII)
_TWO_MARKS = re.compile(r"[-−–]?\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?", re.ASCII)
_DAY = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2}( .*)?", re.ASCII)
LONGEST = 30  # digits of a number worth reading
# Letters that are taken for a nought, a one or a three.
_LETTERS = re.compile(r"[OoОоӨөlIІӀЗз]")


def read(text: str, factor: int = 1) -> Decimal:
    """An amount written as text, in som: "1 250 000,50", "1250000.5 сом", "−3".

    `factor` is 1000 where the table counts thousands; the product is exact.

    Raises:
        Refusal: `amount.not_a_number`, `amount.lookalike_digits` (a letter, or a digit of another
            script, where a digit belongs), `amount.two_marks` ("1.250,00": which one is the
            decimal mark?), `amount.is_a_date` ("31.08.2026"), `amount.finer_than_tyiyn`,
            `amount.too_large`, `amount.negative`; each with `found`.
    """
    found = text.strip()[:40]
    if _DAY.fullmatch(text.strip()):
        raise Refusal("amount.is_a_date", found=found)
    value = _number(_UNIT.sub("", _SPACES.sub(" ", text).strip()), found)
    return _amount(value, factor, found)


def number(text: str) -> Decimal:
    """A number written as text, of whatever: "1 250,5", "−3".

    Raises:
        Refusal: `amount.not_a_number`, `amount.lookalike_digits`, `amount.two_marks`, with `found`.
    """
    return _number(_SPACES.sub(" ", text).strip(), text.strip()[:40])


def _number(plain: str, found: str) -> Decimal:
    match = _NUMBER.fullmatch(plain)
    if match is None:
        raise Refusal(_why_not(plain), found=found)
    sign, whole, part = match.groups()
    value = Decimal(whole.replace(" ", "") + ("." + part if part else ""))
    return -value if sign else value


def counted(digits: str, factor: int = 1) -> Decimal:
    """An amount a spreadsheet holds as a number, in som. `digits` are its 15 significant ones.

    A spreadsheet keeps no more than 15 digits; what a float shows behind them (1250.1000000000001)
    is no amount anybody entered.

    Raises:
        Refusal: as `read`.
    """
    value = Decimal(digits)
    if not value.is_finite():
        raise Refusal("amount.not_a_number", found=digits[:40])
    if value.adjusted() > LONGEST:
        raise Refusal("amount.too_large", found=digits[:40])
    return _amount(value, factor, digits[:40])


def _why_not(plain: str) -> str:
    if _TWO_MARKS.fullmatch(plain):
        return "amount.two_marks"
    as_digits = _LETTERS.sub("0", plain)
    foreign = "".join("0" if c.isdigit() and not c.isascii() else c for c in as_digits)
    if foreign != plain and _NUMBER.fullmatch(foreign) and any(c.isdigit() for c in plain):
        return "amount.lookalike_digits"
    return "amount.not_a_number"


def _amount(value: Decimal, factor: int, found: str) -> Decimal:
    amount = value * factor
    if amount < 0:
        raise Refusal("amount.negative", found=found)
    if amount > MOST:
        raise Refusal("amount.too_large", found=found)
    if amount != amount.quantize(Decimal("0.01")):
        raise Refusal("amount.finer_than_tyiyn", found=found)
    return som(format(amount.quantize(Decimal("0.01")), "f"))
