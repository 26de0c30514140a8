"""Columns as an officer said them to be, found again by the words of the header."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Refusal
from core.words import folded
from opendata.budget_rows.headers import LOOKED_AT, Header, missing, over, top_of
from opendata.models import ColumnMapping
from opendata.sheets import Sheet
from opendata.workbook.words import HEADERS

FACTORS = (1, 1_000)  # som, thousands of som


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which column is which: our name → number of the column; and in what sums are counted."""

    columns: Mapping[str, int]
    factor: int


def texts(sheet: Sheet, row: int) -> dict[int, str]:
    """The words over each column in a row, merged headers over all the columns they span."""
    width = max((column for _, column in sheet.cells), default=0)
    found = {column: over(sheet, row, column) for column in range(1, width + 1)}
    return {column: text for column, text in found.items() if text}


def fingerprint(named: Mapping[int, str]) -> str:
    """What a header is known by: its words and where they stand, as SHA-256.

    The year in a header counts: next year's table is another one, and is asked about anew.
    """
    told = [[column, folded(text)] for column, text in sorted(named.items())]
    return sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def header(sheet: Sheet, row: int, chosen: Chosen, at: datetime) -> Header:
    """The header of a sheet whose columns somebody chose."""
    named = texts(top_of(sheet), row)
    told = {name: named.get(column, "") for name, column in chosen.columns.items()}
    return Header(
        sheet, row, chosen.columns, told, template=False, factor=chosen.factor, chosen_at=at
    )


def checked(sheet: Sheet, row: int, chosen: Chosen) -> str:
    """The fingerprint of the header chosen, if a budget can be read by it.

    Raises:
        Refusal: `mapping.no_header_there` for a row without words; `mapping.column_twice` with
            `columns`; `import.columns_missing` with `columns`; `mapping.unknown_unit`.
    """
    named = texts(top_of(sheet), row) if 1 <= row <= LOOKED_AT else {}
    if len(set(named.values())) < 2:
        raise Refusal("mapping.no_header_there", "row", row=row)
    lacking = missing(chosen.columns)
    if lacking:
        raise Refusal("import.columns_missing", columns=[HEADERS[name] for name in lacking])
    if chosen.factor not in FACTORS:
        raise Refusal("mapping.unknown_unit", "factor")
    return fingerprint(named)


def applied(session: Session, place: str, sheets: Sequence[Sheet]) -> Header | None:
    """The header of a table whose columns somebody of the place chose before, or None."""
    known = {
        one.fingerprint: one
        for one in session.scalars(select(ColumnMapping).where(ColumnMapping.place == place))
    }
    if not known:
        return None
    for sheet in (one for one in sheets if one.shown):
        above = top_of(sheet)
        for row in range(1, LOOKED_AT + 1):
            mapping = known.get(fingerprint(texts(above, row)))
            if mapping is not None:
                told = mapping.mapping
                chosen = Chosen(told["columns"], told["factor"])
                return header(sheet, row, chosen, mapping.at)
    return None
