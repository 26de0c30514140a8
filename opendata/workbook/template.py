"""The workbook an officer fills in: pre-filled, with lists to choose from, validated."""

import io
from collections.abc import Iterable, Mapping
from typing import Any

import xlsxwriter

from budgets.acts import LineValues
from budgets.acts.lines import CODES
from core.words import Words
from opendata.budget_rows.header_words import COLUMNS, MONEY, QUARTERS
from opendata.budget_rows.known import Known
from opendata.workbook import stamp, words

NAMED = ("beneficiary", "category", "requirement", "source")  # columns with a list to choose from
WIDTHS = {"row_id": 8, "beneficiary": 38, "category": 26, "requirement": 44, "source": 34}
WIDTHS |= {"carried": 13, "code": 26, "function": 26, "amount": 18, "note": 30, "error": 40}
WIDTHS |= dict.fromkeys(QUARTERS, 15)
EMPTY_ROWS = 200
SETTINGS: dict[str, Any] = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def template(facts: Known, language: str, *, issued_on: str, key: bytes) -> bytes:
    """The workbook for a place's budget, with the lines there are, as the bytes of an .xlsx.

    `issued_on` is an ISO date, `key` what the hidden stamp is signed with. Names carry their
    codes in brackets, so they may change without harm. No text is ever a formula.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, SETTINGS)
    sheet = book.add_worksheet(_say(words.ENTRY, language))
    guide = book.add_worksheet(_say(words.GUIDE, language))
    choices = _choices(facts, language)
    _entry(book, sheet, facts, choices, language)
    lines = [*(_say(line, language) for line in words.LINES), *_standing(facts, language)]
    about = (facts.place, facts.names, facts.year)
    guide_sheet(book, guide, about, lines, language, issued_on)
    lists(book, choices)
    mark = stamp.Stamp(stamp.TEMPLATE, facts.place, facts.year, language, issued_on, facts.seen)
    stamped(book, mark, key)
    book.close()
    return file.getvalue()


def stamped(book: Any, mark: stamp.Stamp, key: bytes) -> None:
    """Give a workbook its hidden sheet."""
    hidden = book.add_worksheet(stamp.SHEET)
    for row, (name, value) in enumerate(stamp.rows(mark, key)):
        hidden.write_string(row, 0, name)
        hidden.write_string(row, 1, value)
    hidden.very_hidden()


def _say(text: Words, language: str) -> str:
    return text.told(language)[0]


def coded(code: str, names: Mapping[str, Words], language: str) -> str:
    """A code as people choose it: "name [code]"."""
    name = names.get(code)
    return f"{_say(name, language)} [{code}]" if name else code


def _choices(facts: Known, language: str) -> dict[str, list[str]]:
    """The lists to choose from, by column."""
    named: dict[str, Mapping[str, Words]] = {
        "beneficiary": facts.names,
        "category": facts.categories,
        "requirement": {code: title for code, (title, _) in facts.requirements.items()},
        "source": facts.sources,
    }
    lists = {
        column: [coded(code, names, language) for code in names] for column, names in named.items()
    }
    for column in CODES:
        cards = facts.in_force(column)
        names = {code: card.name for code, card in cards.items()}
        lists[column] = [coded(code, names, language) for code in cards]
    return lists | {"carried": [_say(words.YES, language), _say(words.NO, language)]}


def _entry(book: Any, sheet: Any, facts: Known, choices: Any, language: str) -> None:
    """The sheet to fill in."""
    bold = {"bold": True, "text_wrap": True, "valign": "top", "border": 1, "bg_color": "#DDE7F0"}
    heading = book.add_format(bold)
    last = 1 + len(facts.lines) + EMPTY_ROWS
    formats = _formats(book)
    for column, name in enumerate((*COLUMNS, "error")):
        sheet.write_string(0, column, name)
        sheet.write_string(1, column, _say(words.HEADERS[name], language), heading)
        sheet.set_column(column, column, WIDTHS[name], formats[name])
    for row, line in enumerate(facts.lines, start=2):
        _line(sheet, row, line, facts, language, formats)
    for column, name in enumerate(COLUMNS):
        _validate(sheet, column, name, last, choices, language)
    _colour_missing(book, sheet, last)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.freeze_panes(2, 2)
    allowed = ("sort", "autofilter", "insert_rows", "delete_rows", "format_columns", "format_rows")
    sheet.protect("", dict.fromkeys((*allowed, "format_cells"), True))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(1)


def _formats(book: Any) -> dict[str, Any]:
    """How the cells of each column look; only the grey ones are locked."""
    open_cell = {"locked": False, "text_wrap": True, "valign": "top"}
    plain = book.add_format(open_cell)
    grey = book.add_format({"font_color": "#6B6B6B", "bg_color": "#EEEEEE", "valign": "top"})
    money = book.add_format({**open_cell, "num_format": "#,##0.00"})
    text = book.add_format({**open_cell, "num_format": "@"})
    red = book.add_format({"font_color": "#B10E1E", "text_wrap": True, "valign": "top"})
    special = {"row_id": grey, "code": text, "function": text, "error": red}
    special |= dict.fromkeys(MONEY, money)
    return {name: special.get(name, plain) for name in (*COLUMNS, "error")}


def _line(
    sheet: Any, row: int, line: LineValues, facts: Known, language: str, formats: Any
) -> None:
    titles = {code: title for code, (title, _) in facts.requirements.items()}
    texts = {
        "row_id": str(line.line_id or ""),
        "beneficiary": coded(line.beneficiary, facts.names, language),
        "category": coded(line.category, facts.categories, language),
        "requirement": coded(line.requirement, titles, language) if line.requirement else "",
        "source": coded(line.source, facts.sources, language),
        "carried": _say(words.YES if line.carried else words.NO, language),
        "code": _code(facts, "code", line.code, language),
        "function": _code(facts, "function", line.function, language),
        "note": line.note or "",
    }
    sums = dict(zip(MONEY, (line.amount, *(line.quarters or ())), strict=False))
    for column, name in enumerate(COLUMNS):
        if name in sums:
            # A spreadsheet keeps 15 digits: enough for tyiyn of ten thousand milliards of som.
            sheet.write_number(row, column, float(sums[name]), formats[name])
        elif texts.get(name):
            sheet.write_string(row, column, texts[name], formats[name])


def _code(facts: Known, column: str, code: str | None, language: str) -> str:
    """A code of the classification with its name; one out of force stands as it is."""
    card = facts.in_force(column).get(code or "")
    return coded(card.code, {card.code: card.name}, language) if card else code or ""


def _validate(sheet: Any, column: int, name: str, last: int, choices: Any, language: str) -> None:
    stop = {"error_title": _say(words.STOP, language), "ignore_blank": True}
    if name in MONEY:
        rule = {"validate": "decimal", "criteria": ">=", "value": 0}
        rule |= {"error_message": _say(words.AMOUNT, language)}
    elif choices.get(name):
        rule = {"validate": "list", "source": f"=list_{name}"}
        rule |= {"error_message": _say(words.CHOOSE, language)}
    else:
        return
    sheet.data_validation(2, column, last, column, {**rule, **stop})


def _colour_missing(book: Any, sheet: Any, last: int) -> None:
    """What is needed and empty in a row that was begun is pale yellow."""
    yellow = book.add_format({"bg_color": "#FFF6CC"})
    end = chr(64 + len(COLUMNS))
    for name in ("beneficiary", "source", "amount"):
        column = COLUMNS.index(name)
        letter = chr(65 + column)
        rule = f'=AND(COUNTA($B3:${end}3)>0,${letter}3="")'
        sheet.conditional_format(
            2, column, last, column, {"type": "formula", "criteria": rule, "format": yellow}
        )


def guide_sheet(
    book: Any,
    guide: Any,
    about: tuple[str, Mapping[str, Words], int],
    lines: Iterable[str],
    language: str,
    issued_on: str,
) -> None:
    """Write the sheet that says how to fill a template in, and close it.

    `about` is the place, the names of places by code, and the year; `lines` what is told of this
    kind of template.
    """
    place, names, year = about
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    guide.set_column(0, 0, 100, wrapped)
    told = [
        f"{_say(words.PLACE, language)}: {coded(place, names, language)}",
        f"{_say(words.YEAR, language)}: {year}",
        f"{_say(words.ISSUED, language)}: {issued_on}",
        *lines,
    ]
    for row, line in enumerate(told):
        guide.write_string(row, 0, line, wrapped)
    guide.protect("")


def _standing(facts: Known, language: str) -> list[str]:
    """Each code in force with what it rests on: a default of ours is no law, and says so."""
    told = []
    for column, title in (("code", words.ECONOMIC), ("function", words.FUNCTIONAL)):
        cards = facts.in_force(column).values()
        told += [f"{_say(title, language)} ({facts.year})"] if cards else []
        for card in cards:
            stands = words.SOURCED if card.standing == "sourced" else words.DEFAULT
            line = f"{card.code} — {_say(card.name, language)}. {_say(stands, language)}"
            told.append(f"{line}: {card.source}" if card.source else f"{line}.")
    return told


def lists(book: Any, choices: Mapping[str, list[str]]) -> None:
    """The lists on a sheet nobody sees, each under a name of its own."""
    sheet = book.add_worksheet("_lists")
    for column, (name, values) in enumerate(choices.items()):
        for row, value in enumerate(values):
            sheet.write_string(row, column, value)
        if values:
            letter = chr(65 + column)
            book.define_name(f"list_{name}", f"=_lists!${letter}$1:${letter}${len(values)}")
    sheet.very_hidden()
