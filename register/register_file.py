"""Register files, read into rows: places, schools, codes, the calendar, thresholds, rates.

`read()` knows the kind of a file by its header row. Nothing in a file makes it raise: what is
wrong is named by row and column. See register.rows for what each row holds, register.formats for
the columns.
"""

from collections.abc import Hashable
from dataclasses import replace
from pathlib import Path
from typing import Any

from register import foreign, text_file
from register.cells import CellError, clean
from register.file_checks import (
    circles,
    number_errors,
    number_gaps,
    overlaps,
    parent_errors,
    row_faults,
)
from register.formats import SOATE, Format, nearest, recognise
from register.rows import (
    AnyRow,
    ClassificationRow,
    HolidayRow,
    ItemCodeRow,
    PlaceNameRow,
    PlaceRow,
    PriceIndexRow,
    RateRow,
    RegisterFile,
    RowError,
    SchoolRow,
    SectionRow,
    SupplierRow,
    ThresholdRow,
)
from register.text_file import NotReadable

__all__ = [
    "ClassificationRow",
    "HolidayRow",
    "ItemCodeRow",
    "PlaceNameRow",
    "PlaceRow",
    "PriceIndexRow",
    "RateRow",
    "RegisterFile",
    "RowError",
    "SchoolRow",
    "SectionRow",
    "SupplierRow",
    "ThresholdRow",
    "parent_errors",
    "read",
]

MOST_ERRORS = 1000
MOST_COLUMNS = 200


def read(source: bytes | str | Path) -> RegisterFile:
    """Read a register file, given as a path or as its bytes.

    `rows` holds every row without a fault of its own; `errors` name the rest by row (as a
    spreadsheet counts, the header is 1), column and code; after MOST_ERRORS reading stops with
    `file.too_many_errors`. Parents outside the file are the business of `parent_errors`.
    """
    try:
        lines = text_file.lines(text_file.decode(text_file.content(source)))
        top = next(lines, None)
        if top is None:
            return RegisterFile(None, errors=(RowError(0, "", "file.empty"),))
        header = tuple(clean(cell).lower() for cell in top[1])
        if len(header) > MOST_COLUMNS:
            told = {"found": len(header), "most": MOST_COLUMNS}
            raise NotReadable("file.too_many_columns", row=top[0], **told)
        while header and not header[-1]:
            header = header[:-1]
        format_ = recognise(header)
        wrong = _header_errors(top[0], header, format_)
        if format_ is None or wrong:
            return RegisterFile(format_.kind if format_ else None, errors=tuple(wrong))
    except NotReadable as stop:
        return RegisterFile(None, errors=(stop.error,))
    reading = _Reading(format_, header)
    try:
        for number, line in lines:
            reading.line(number, line)
            if len(reading.errors) >= MOST_ERRORS:
                reading.errors.append(
                    RowError(number, "", "file.too_many_errors", {"most": MOST_ERRORS})
                )
                break
    except NotReadable as stop:
        reading.errors.append(stop.error)
    return reading.finish()


def _header_errors(number: int, header: tuple[str, ...], format_: Format | None) -> list[RowError]:
    if format_ is None:
        kind, missing = nearest(header)
        facts = {
            "found": ", ".join(header)[:200],
            "nearest": kind,
            "missing": ", ".join(missing),
        }
        return [RowError(number, "", "file.header_unknown", facts)]
    errors = []
    for place, column in enumerate(header):
        if column in header[:place]:
            errors.append(RowError(number, column, "column.doubled"))
        elif format_.reader(column) is None:
            errors.append(RowError(number, column[:40], "column.unknown", {"kind": format_.kind}))
    return errors


class _Reading:
    """What was read of one file so far."""

    def __init__(self, format_: Format, header: tuple[str, ...]) -> None:
        self.format = format_
        self.header = header
        self.rows: list[AnyRow] = []
        self.errors: list[RowError] = []
        self.notes: list[RowError] = []
        self._seen: dict[Hashable, int] = {}
        self._numbers: list[tuple[int, int, int | None, str | None]] = []

    def line(self, number: int, line: list[str]) -> None:
        """Read one line into a row, or name what is wrong with it."""
        width = len(self.header)
        if len(line) < width or any(cell.strip() for cell in line[width:]):
            facts = {"expected": width, "found": len(line)}
            self.errors.append(RowError(number, "", "row.width", facts))
            return
        values, errors = self._values(number, line)
        if not errors:
            errors = self._row(number, values)
        self.errors.extend(errors)

    def _values(self, number: int, line: list[str]) -> tuple[dict[str, Any], list[RowError]]:
        values: dict[str, Any] = {}
        errors = []
        for column, cell in zip(self.header, line, strict=False):
            text = clean(cell)
            reader = self.format.reader(column)
            if not text or reader is None:
                if column in self.format.filled:
                    errors.append(RowError(number, column, "cell.empty"))
                continue
            try:
                values[column] = reader(text)
            except CellError as fault:
                errors.append(RowError(number, column, fault.code, fault.facts))
        return values, errors

    def _row(self, number: int, values: dict[str, Any]) -> list[RowError]:
        try:
            row, notes = self.format.row(values, number)
        except CellError as fault:
            return [RowError(number, fault.at, fault.code, fault.facts)]
        faults = row_faults(row, self.format.named)
        errors = self._as_called([RowError(number, *fault) for fault in faults])
        key = self.format.key(row)
        if key in self._seen:
            errors.append(RowError(number, "", "row.doubled", {"first": self._seen[key]}))
        if errors:
            return errors
        self._seen[key] = number
        self.rows.append(row)
        self.notes.extend(RowError(number, *note) for note in notes)
        if self.format is SOATE:
            place = (number, values["id"], values.get("parent_id"), values.get("parent_code"))
            self._numbers.append(place)
        return []

    def _as_called(self, errors: list[RowError]) -> list[RowError]:
        """The errors with the column names of this file instead of ours."""
        called = self.format.called
        return [replace(error, column=called.get(error.column, error.column)) for error in errors]

    def finish(self) -> RegisterFile:
        """What can be said only when the whole file is read, and the file."""
        places = [row for row in self.rows if isinstance(row, PlaceRow)]
        if self.format is SOATE:
            self.errors += self._as_called(parent_errors(places, {foreign.COUNTRY}))
            self.errors += number_errors(self._numbers, {row.row: row.code for row in places})
            self.notes += number_gaps(self._numbers)
        else:
            self.errors += circles(places)
        self.errors += overlaps(self.rows)
        self.errors.sort(key=lambda error: error.row)
        return RegisterFile(
            self.format.kind, tuple(self.rows), tuple(self.errors), tuple(self.notes)
        )
