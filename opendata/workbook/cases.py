"""The workbooks of purchases, deliveries and payments: pre-filled, with lists, validated."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter

from core.words import Words
from opendata.case_rows import DELIVERIES, PAYMENTS, PURCHASES
from opendata.case_rows.preview import TEMPLATES, Facts, template_rows
from opendata.case_rows.standing import KnownPurchases
from opendata.case_rows.words import (
    AMOUNT,
    COLUMNS,
    DAY,
    ENTRY,
    HEADERS,
    KIND_WORDS,
    LINES,
    LOCKED,
    STATUS,
)
from opendata.workbook import stamp
from opendata.workbook.template import SETTINGS, coded, guide_sheet, lists, stamped
from opendata.workbook.words import CHOOSE, GUIDE, STOP

FIRST = 2  # rows above the entries: the hidden codes, the names
EMPTY_ROWS = 200
WIDE = {"title": 34, "requirement": 40, "item": 34, "school": 34, "budget_line": 44, "error": 40}
WIDE |= {"supplier": 30, "contract": 22, "method": 28, "reason": 34, "method_reason": 30}
WIDTH = 15
MONEY = frozenset({"unit_price", "amount", "accepted", "paid", "most"})
COUNTED = frozenset({"quantity", "came", "left", "covers"})
DAYS = frozenset({"on", "due_on"})
ASKED = {
    PURCHASES: (),
    DELIVERIES: ("waybill", "on", "quantity"),
    PAYMENTS: ("on", "document", "amount"),
}
"""What has to be filled in once a row is begun."""


def template(facts: Facts, language: str, *, issued_on: str, key: bytes) -> bytes:
    """The workbook of a place's year as the bytes of an .xlsx, with the rows there are.

    `issued_on` is an ISO date, `key` what the hidden stamp is signed with. No text is ever a
    formula; what only tells is grey and locked.
    """
    kind = PURCHASES if isinstance(facts, KnownPurchases) else facts.kind
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SETTINGS)
    sheet = book.add_worksheet(ENTRY[kind].told(language)[0])
    guide = book.add_worksheet(GUIDE.told(language)[0])
    choices = _choices(facts, language)
    _entry(book, sheet, kind, _written(facts, choices, language), choices, language)
    lines = [line.told(language)[0] for line in LINES[kind]]
    about = (facts.place, {facts.place: facts.place_name}, facts.year)
    guide_sheet(book, guide, about, lines, language, issued_on)
    lists(book, {name: list(told.values()) for name, told in choices.items()})
    mark = stamp.Stamp(TEMPLATES[kind], facts.place, facts.year, language, issued_on, facts.seen)
    stamped(book, mark, key)
    book.close()
    return file.getvalue()


def _choices(facts: Facts, language: str) -> dict[str, dict[str, str]]:
    """The lists to choose from, by column: code → as the cell says it."""
    schools = {code: coded(code, facts.names, language) for code in facts.names}
    if isinstance(facts, KnownPurchases):
        titles = {code: facts.titles[code] for code in facts.categories if code in facts.titles}
        return {
            "school": schools,
            "requirement": {code: coded(code, titles, language) for code in titles},
            "method": {code: coded(code, facts.methods, language) for code in facts.methods},
            "budget_line": {str(key): _fund(facts, key, language) for key in facts.funds},
        }
    if facts.kind == PAYMENTS:
        return {"kind": {code: told.told(language)[0] for code, told in KIND_WORDS.items()}}
    return {"school": schools}


def _fund(facts: KnownPurchases, key: int, language: str) -> str:
    """A budget line as people choose it: what for, for whom, and its number in brackets."""
    fund = facts.funds[key]
    what = facts.titles.get(fund.requirement or "")
    spot = facts.names.get(fund.beneficiary) or facts.place_name
    named = what.told(language)[0] if what else fund.category
    return f"{named}; {spot.told(language)[0]}; {fund.source} [{key}]"


def _written(
    facts: Facts, choices: Mapping[str, Mapping[str, str]], language: str
) -> list[dict[str, Any]]:
    """The rows as the cells say them."""
    rows = template_rows(facts)
    for row in rows:
        for name, told in choices.items():
            value = str(row.get(name) or "")
            row[name] = told.get(value) or _otherwise(facts, name, value, language)
        if "status" in row:
            row["status"] = STATUS[row["status"]].told(language)[0]
    return rows


def _otherwise(facts: Facts, name: str, value: str, language: str) -> str:
    """A code that is not among the choices: of a title no longer in force, else as it is."""
    if isinstance(facts, KnownPurchases) and name == "requirement":
        return coded(value, facts.titles, language)
    return value


def _entry(
    book: Any,
    sheet: Any,
    kind: str,
    rows: Sequence[Mapping[str, Any]],
    choices: Mapping[str, Mapping[str, str]],
    language: str,
) -> None:
    """The sheet to fill in."""
    bold = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#DDE7F0"}
    heading = book.add_format(bold)
    looks = _looks(book)
    last = FIRST + len(rows) + EMPTY_ROWS
    for column, name in enumerate((*COLUMNS[kind], "error")):
        sheet.write_string(0, column, name)
        sheet.write_string(1, column, HEADERS[name].told(language)[0], heading)
        # Empty rows are open throughout: a new row may name a purchase or contract there is.
        sheet.set_column(column, column, WIDE.get(name, WIDTH), looks[_look(name)])
        _validate(sheet, column, name, last, choices, language)
    for row, values in enumerate(rows, start=FIRST):
        for column, name in enumerate(COLUMNS[kind]):
            grey = name in LOCKED or (kind == DELIVERIES and name in ("item", "unit", "school"))
            look = f"{_look(name)} locked" if grey else _look(name)
            _write(sheet, row, column, values.get(name), looks[look])
    _colour_missing(book, sheet, kind, last)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 1)
    allowed = ("sort", "autofilter", "insert_rows", "delete_rows", "format_columns", "format_rows")
    sheet.protect("", dict.fromkeys((*allowed, "format_cells"), True))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)


def _look(name: str) -> str:
    if name in DAYS:
        return "day"
    if name in MONEY:
        return "money"
    if name in COUNTED:
        return "count"
    return "error" if name == "error" else "text"


def _looks(book: Any) -> dict[str, Any]:
    """How cells look; only the grey ones are locked."""
    wrap = {"text_wrap": True, "valign": "top"}
    grey = {"font_color": "#6B6B6B", "bg_color": "#EEEEEE", **wrap}
    forms = {"text": {}, "money": {"num_format": "#,##0.00"}, "count": {"num_format": "#,##0.###"}}
    forms["day"] = {"num_format": "dd.mm.yyyy"}
    found = {}
    for name, form in forms.items():
        found[name] = book.add_format({"locked": False, **wrap, **form})
        found[f"{name} locked"] = book.add_format({**grey, **form})
    return found | {"error": book.add_format({"font_color": "#B10E1E", **wrap})}


def _write(sheet: Any, row: int, column: int, value: Any, look: Any) -> None:
    if isinstance(value, Decimal):
        # A spreadsheet keeps 15 digits: enough for tyiyn of ten thousand milliards of som.
        sheet.write_number(row, column, float(value), look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif value:
        sheet.write_string(row, column, str(value), look)
    else:
        sheet.write_blank(row, column, None, look)


def _validate(
    sheet: Any,
    column: int,
    name: str,
    last: int,
    choices: Mapping[str, Mapping[str, str]],
    language: str,
) -> None:
    stop = {"error_title": STOP.told(language)[0], "ignore_blank": True}
    rule: dict[str, Any]
    message: Words
    if choices.get(name):
        rule, message = {"validate": "list", "source": f"=list_{name}"}, CHOOSE
    elif name in DAYS:
        rule = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
        message = DAY
    elif name in ("unit_price", "amount", "quantity"):
        rule, message = {"validate": "decimal", "criteria": ">", "value": 0}, AMOUNT
    else:
        return
    told = {"error_message": message.told(language)[0]}
    sheet.data_validation(FIRST, column, last, column, {**rule, **told, **stop})


def _colour_missing(book: Any, sheet: Any, kind: str, last: int) -> None:
    """What is needed and empty in a row that was begun is pale yellow."""
    yellow = book.add_format({"bg_color": "#FFF6CC"})
    columns = [COLUMNS[kind].index(name) for name in ASKED[kind]]
    if not columns:
        return
    begun = ",".join(f"${chr(65 + column)}{FIRST + 1}" for column in columns)
    for column in columns:
        rule = f'=AND(COUNTA({begun})>0,${chr(65 + column)}{FIRST + 1}="")'
        form = {"type": "formula", "criteria": rule, "format": yellow}
        sheet.conditional_format(FIRST, column, last, column, form)
