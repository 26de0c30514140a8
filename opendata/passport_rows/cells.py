"""An answer as people write it into a cell or a field, read exactly. Pure."""

from decimal import Decimal

from core.columns import FINEST, plain
from core.errors import Refusal
from opendata import amounts
from opendata.budget_rows.judging import yes_or_no
from opendata.budget_rows.lines import broken
from opendata.sheets import DATE, NUMBER, YES_NO, Cell
from standard.passport import Fact

MOST = Decimal(10) ** 9  # beyond it nobody counts anything at a school
NAMED = {
    "amount.not_a_number": "passport.not_a_number",
    "amount.lookalike_digits": "passport.lookalike_digits",
    "amount.two_marks": "passport.two_marks",
}
"""What a number refused is called where it is no sum of money."""


def number(text: str) -> Decimal:
    """A count or measure written as text, not below zero, with at most three decimals.

    Raises:
        Refusal: `passport.not_a_number`, `passport.lookalike_digits` (a letter, or a digit of
            another script, where a digit belongs), `passport.two_marks`, `passport.negative`,
            `passport.too_large`, `passport.too_fine`; each with `found`.
    """
    try:
        value = amounts.number(text)
    except Refusal as refusal:
        raise Refusal(NAMED[refusal.code], found=refusal.facts["found"]) from None
    return _counted(value, text.strip()[:40])


def answer(cell: Cell, fact: Fact) -> str | None:
    """What a cell says to a question, as it is kept; None of an empty cell: not known.

    Raises:
        Refusal: those of `number`; `passport.is_a_date`, `passport.not_yes_or_no`,
            `cell.formula_uncounted`, `cell.formula_error`, each with `found`.
    """
    code = broken(cell)
    if code is not None:
        raise Refusal(code, found=cell.text)
    if not cell.text:
        return None
    if fact.kind == "yes_no" and cell.kind != DATE:
        told = yes_or_no(cell.text)
        if told is None:
            raise Refusal("passport.not_yes_or_no", found=cell.text[:40])
        return "1" if told else "0"
    return plain(counted(cell))


def counted(cell: Cell) -> Decimal:
    """The count or measure a filled cell holds, as a number or as text.

    Raises:
        Refusal: those of `number`; `passport.is_a_date`, `cell.formula_uncounted`,
            `cell.formula_error`, each with `found`.
    """
    code = broken(cell)
    if code is not None:
        raise Refusal(code, found=cell.text)
    if cell.kind == DATE:
        raise Refusal("passport.is_a_date", found=cell.text[:40])
    if cell.kind == YES_NO:
        raise Refusal("passport.not_a_number", found="+" if cell.text == "1" else "–")
    return _spreadsheet_number(cell.text) if cell.kind == NUMBER else number(cell.text)


def _spreadsheet_number(digits: str) -> Decimal:
    """A number a spreadsheet holds, from its 15 significant digits ("1e+20", "nan" too)."""
    value = Decimal(digits)
    if not value.is_finite():
        raise Refusal("passport.not_a_number", found=digits[:40])
    return _counted(value, digits[:40])


def _counted(value: Decimal, found: str) -> Decimal:
    if value < 0:
        raise Refusal("passport.negative", found=found)
    if value > MOST:
        raise Refusal("passport.too_large", found=found)
    if value != value.quantize(FINEST):
        raise Refusal("passport.too_fine", found=found)
    return abs(value.quantize(FINEST))
