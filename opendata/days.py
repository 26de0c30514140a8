"""Days as people and spreadsheets write them in tables, read exactly. Pure."""

import re
from datetime import date, timedelta

from core.errors import Refusal
from opendata.budget_rows.lines import broken
from opendata.sheets import DATE, NUMBER, TEXT, Cell

_WRITTEN = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?: ?[гж]\.?)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ][\d:.]*)?", re.ASCII)
_SERIAL = re.compile(r"\d{5}", re.ASCII)
BEGINNING = date(1899, 12, 30)  # day 0 of a spreadsheet
FIRST, LAST = date(2000, 1, 1), date(2100, 1, 1)


def read(cell: Cell) -> date:
    """The day a cell names: a date, its serial number (46083), or text such as 2.3.2026.

    Raises:
        Refusal: `day.not_a_day` with `found`: no day, one that no calendar has, or one outside
            this century; `cell.formula_uncounted`, `cell.formula_error`.
    """
    code = broken(cell)
    if code is not None:
        raise Refusal(code, found=cell.text)
    day = _day(cell)
    if day is None or not FIRST <= day < LAST:
        raise Refusal("day.not_a_day", found=cell.text[:40])
    return day


def _day(cell: Cell) -> date | None:
    text = cell.text.strip()
    if cell.kind in (NUMBER, TEXT) and _SERIAL.fullmatch(text.removesuffix(".0")):
        return BEGINNING + timedelta(days=int(text.removesuffix(".0")))
    if cell.kind not in (DATE, TEXT):
        return None
    if found := _ISO.fullmatch(text):
        parts = found.groups()
    elif found := _WRITTEN.fullmatch(text):
        parts = tuple(reversed(found.groups()))
    else:
        return None
    try:
        return date(*map(int, parts))
    except ValueError:
        return None
