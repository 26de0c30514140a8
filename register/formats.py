"""The formats of register files: by which header each is known and how its cells are read.

Our own formats take any order of columns and leave optional ones out. The files of the state and
of others are read by their own headers and brought to the same rows; what is mended on the way is
told as a note.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.fiscal import FIRST_YEAR, LAST_YEAR
from register import cells, foreign
from register.cells import Reader
from register.rows import (
    AREAS,
    PLACE_KINDS,
    SCHOOL_KINDS,
    STANDINGS,
    AnyRow,
    ClassificationRow,
    HolidayRow,
    ItemCodeRow,
    PlaceNameRow,
    PlaceRow,
    PriceIndexRow,
    RateRow,
    SchoolRow,
    SectionRow,
    SupplierRow,
    ThresholdRow,
)

Values = dict[str, Any]
_FAMILY = re.compile(r"(pupils|primary)_(20[0-9]{2})")


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file. `needed` columns must stand in the header; `filled` cells may not be empty.

    `named` rows need a name in at least one language. `key` tells rows apart; `mend` brings
    another's row to ours and returns the notes of what it changed.
    """

    kind: str
    make: Callable[..., AnyRow]
    columns: Mapping[str, Reader]
    needed: frozenset[str]
    filled: frozenset[str]
    key: Callable[[Any], Hashable]
    named: bool = True
    families: bool = False
    mend: Callable[[Values], tuple[Values, list[foreign.Note]]] | None = None
    called: Mapping[str, str] = field(default_factory=dict)

    def reader(self, column: str) -> Reader | None:
        """How the cells of a column are read; None for a column this format does not know."""
        if self.families and _FAMILY.fullmatch(column):
            return cells.whole(0, 100_000)
        return self.columns.get(column)

    def row(self, values: Values, number: int) -> tuple[AnyRow, list[foreign.Note]]:
        """The row made of the values of its cells, by column; empty cells are left out."""
        notes: list[foreign.Note] = []
        if self.mend:
            values, notes = self.mend(values)
        if self.families:
            values = _gather(values)
        return self.make(row=number, **values), notes


def _gather(values: Values) -> Values:
    """Bring pupils_2025, pupils_2026 … together as one mapping by year."""
    gathered: Values = {"pupils": {}, "primary": {}}
    for column, value in values.items():
        family = _FAMILY.fullmatch(column)
        if family:
            gathered[family.group(1)][int(family.group(2))] = value
        else:
            gathered[column] = value
    return gathered


NAMES: dict[str, Reader] = {f"name_{language}": cells.plain for language in ("ky", "ru", "en")}
PERIOD: dict[str, Reader] = {"valid_from": cells.day, "valid_until": cells.day}
STANDING: dict[str, Reader] = {"standing": cells.one_of(STANDINGS), "source": cells.plain}


def _own(
    kind: str,
    make: Callable[..., AnyRow],
    filled: str,
    key: Callable[[Any], Hashable],
    columns: dict[str, Reader],
    *,
    named: bool = True,
    families: bool = False,
) -> Format:
    """A format of ours: the columns that may not be empty are those its header must have."""
    needed = frozenset(filled.split())
    if named:
        columns = NAMES | columns
    return Format(kind, make, columns, needed, needed, key, named, families)


OWN = (
    _own(
        "places",
        PlaceRow,
        "code kind",
        lambda row: row.code,
        {
            **PERIOD,
            "code": cells.place_code,
            "kind": cells.one_of(PLACE_KINDS),
            "parent": cells.place_code,
            "successor": cells.place_code,
            "pcode": cells.pcode,
            "sort": cells.whole(0, 9999),
            "tile_column": cells.whole(1, 99),
            "tile_row": cells.whole(1, 99),
            "example": cells.yes_or_no,
        },
    ),
    _own(
        "schools",
        SchoolRow,
        "code place kind",
        lambda row: row.code,
        {
            **PERIOD,
            "code": cells.school_code,
            "place": cells.place_code,
            "kind": cells.one_of(SCHOOL_KINDS),
            "inn": cells.inn,
            "shifts": cells.whole(1, 3),
            "area": cells.one_of(AREAS),
            "altitude": cells.whole(0, 5000),
            "heating_days": cells.whole(0, 366),
            "successor": cells.school_code,
            "example": cells.yes_or_no,
        },
        families=True,
    ),
    _own(
        "suppliers",
        SupplierRow,
        "code person",
        lambda row: row.code,
        {
            "code": cells.short_code,
            "inn": cells.inn,
            "person": cells.yes_or_no,
            "place": cells.place_code,
            "example": cells.yes_or_no,
        },
    ),
    _own(
        "classifications",
        ClassificationRow,
        "code kind standing",
        lambda row: (row.kind, row.code, row.valid_from),
        {
            **PERIOD,
            **STANDING,
            "code": cells.classification_code,
            "kind": cells.one_of(("economic", "functional")),
        },
    ),
    _own(
        "holidays",
        HolidayRow,
        "day standing",
        lambda row: row.day,
        {
            **STANDING,
            "day": cells.day,
            "working": cells.yes_or_no,
        },
    ),
    _own(
        "thresholds",
        ThresholdRow,
        "code amount standing",
        lambda row: (row.code, row.valid_from),
        {
            **PERIOD,
            **STANDING,
            "code": cells.short_code,
            "amount": cells.amount,
        },
    ),
    _own(
        "rates",
        RateRow,
        "currency day rate",
        lambda row: (row.currency, row.day),
        {
            "currency": cells.currency,
            "day": cells.day,
            "rate": cells.rate,
            "nominal": cells.nominal,
            "source": cells.plain,
        },
        named=False,
    ),
    _own(
        "price_indexes",
        PriceIndexRow,
        "year percent standing source",
        lambda row: row.year,
        {
            **STANDING,
            "year": cells.whole(FIRST_YEAR, LAST_YEAR),
            "percent": cells.percent,
            "example": cells.yes_or_no,
        },
        named=False,
    ),
)

_ITEM_COLUMNS = {**NAMES, "code": cells.item_code, "section": cells.section_code}
ITEMS = Format(
    "item_codes",
    ItemCodeRow,
    _ITEM_COLUMNS,
    needed=frozenset({"code", "name_ru", "name_en"}),
    filled=frozenset({"code"}),
    key=lambda row: row.code,
    mend=foreign.item,
)
SECTIONS = Format(
    "sections",
    SectionRow,
    _ITEM_COLUMNS,
    needed=frozenset({"section", "code", "name_ru", "name_en", "name_ky"}),
    filled=frozenset({"section", "code"}),
    key=lambda row: row.section,
    mend=foreign.section,
)
SOATE = Format(
    "places",
    PlaceRow,
    {
        "id": cells.whole(1, 999_999_999),
        "soate_code": cells.place_code,
        "name_ru": cells.plain,
        "level": cells.one_of(tuple(foreign.SOATE_LEVELS)),
        "parent_id": cells.whole(1, 999_999_999),
        "parent_code": cells.place_code,
    },
    needed=frozenset({"id", "soate_code", "name_ru", "level", "parent_id", "parent_code"}),
    filled=frozenset({"id", "soate_code", "name_ru", "level"}),
    key=lambda row: row.code,
    mend=foreign.soate_place,
    called=foreign.SOATE_COLUMNS,
)
PLACE_NAMES = Format(
    "place_names",
    PlaceNameRow,
    dict.fromkeys(foreign.OCHA_COLUMNS, cells.plain)
    | {"adm2_pcode": foreign.ocha_pcode, "valid_on": cells.day},
    needed=frozenset(foreign.OCHA_COLUMNS),
    filled=frozenset({"adm2_pcode", "adm2_en", "adm2_ru", "adm2_ky", "type_en"}),
    key=lambda row: row.code,
    mend=foreign.ocha_name,
)

FORMATS = (*OWN, SECTIONS, ITEMS, SOATE, PLACE_NAMES)


def recognise(header: tuple[str, ...]) -> Format | None:
    """The format a header belongs to: one that knows every column before one that does not."""
    there = set(header)
    fitting = [format_ for format_ in FORMATS if format_.needed <= there]
    return max(
        fitting,
        key=lambda f: (all(f.reader(column) for column in header), len(f.needed)),
        default=None,
    )


def nearest(header: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The kind a strange header is nearest to, and the columns it lacks for that."""
    there = set(header)
    best = max(FORMATS, key=lambda f: len(f.needed & there) / len(f.needed))
    return best.kind, tuple(sorted(best.needed - there))
