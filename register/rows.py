"""The rows of register files as values: what each kind of file tells, line by line.

Every row carries `row`, the number of its line as a spreadsheet shows it (the header is 1), so
that whatever an act refuses later can still be named by row and column. Two rows are equal when
they say the same, whatever line they stand on. A name that a register lacks is None.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from core.words import Words

PLACE_KINDS = ("country", "oblast", "city", "district", "aimak", "town", "village")
SCHOOL_KINDS = ("secondary", "gymnasium", "boarding", "primary", "basic")
STANDINGS = ("sourced", "default")
AREAS = ("urban", "rural")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """What every row has: the line of the file it came from."""

    row: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _NamedRow(_Row):
    """A row with a name in up to three languages."""

    name_ky: str | None = None
    name_ru: str | None = None
    name_en: str | None = None

    @property
    def names(self) -> Words:
        """The name as one text in three languages."""
        return Words(ky=self.name_ky, ru=self.name_ru, en=self.name_en)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRow(_NamedRow):
    """A country, oblast, city, district, aiyl aimak, town or village.

    `valid_from` is included, `valid_until` is not; None means no such date is known. `parent` is a
    code and None only for a country. `successor` is the place it was merged into on `valid_until`.
    `tile_column` and `tile_row` place it on the tile map, counted from 1.
    """

    code: str
    kind: str
    parent: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None
    pcode: str | None = None
    sort: int | None = None
    tile_column: int | None = None
    tile_row: int | None = None
    example: bool = False

    @property
    def tile(self) -> str | None:
        """Column and row of the tile map as "2-1"; None for a place that has no tile."""
        if self.tile_column is None or self.tile_row is None:
            return None
        return f"{self.tile_column}-{self.tile_row}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceNameRow(_NamedRow):
    """Names of a place in three languages and its P-code, joined by `code`; no tree."""

    code: str
    pcode: str
    kind: str
    valid_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRow(_NamedRow):
    """A school. `pupils` and `primary` (grades 1-4) count children by fiscal year.

    `altitude` is in metres, `heating_days` the days of its heating season.
    """

    code: str
    place: str
    kind: str
    inn: str | None = None
    shifts: int | None = None
    pupils: Mapping[int, int] = field(default_factory=dict)
    primary: Mapping[int, int] = field(default_factory=dict)
    area: str | None = None
    altitude: int | None = None
    heating_days: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    successor: str | None = None
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplierRow(_NamedRow):
    """A supplier of the example. `person` marks a sole trader: the name is a person's."""

    code: str
    inn: str | None = None
    person: bool = False
    place: str | None = None
    example: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemCodeRow(_NamedRow):
    """A code of goods, works or services (OKGZ, an extension of CPV) and its section."""

    code: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRow(_NamedRow):
    """A section of the item codes: two digits, and the `code` that heads it."""

    section: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassificationRow(_NamedRow):
    """A code of the budget classification; `kind` is `economic` or `functional`."""

    code: str
    kind: str
    valid_from: date | None = None
    valid_until: date | None = None
    standing: str = "default"
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayRow(_NamedRow):
    """A day that departs from the week: free, or (`working`) a weekend day that is worked."""

    day: date
    working: bool = False
    standing: str = "default"
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdRow(_NamedRow):
    """A limit in som, in force from a day (included) until a day (not included)."""

    code: str
    amount: Decimal
    valid_from: date | None = None
    valid_until: date | None = None
    standing: str = "default"
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow(_Row):
    """What `nominal` units (1, 10, 100 …) of a foreign currency cost on a day, in som."""

    currency: str
    day: date
    rate: Decimal
    nominal: int = 1
    source: str | None = None

    @property
    def per_unit(self) -> Decimal:
        """Som for one unit, exact: a nominal is a power of ten."""
        return self.rate / self.nominal


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceIndexRow(_Row):
    """What things cost in a year on average, in percent of the year before."""

    year: int
    percent: Decimal
    standing: str
    source: str
    example: bool = False


AnyRow = (
    PlaceRow
    | PlaceNameRow
    | SchoolRow
    | SupplierRow
    | ItemCodeRow
    | SectionRow
    | ClassificationRow
    | HolidayRow
    | ThresholdRow
    | RateRow
    | PriceIndexRow
)


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a cell: its row, its column by name ("" for the whole row or file)."""

    row: int
    column: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """A file as read: its kind, the good rows, what is wrong, and what was mended on the way.

    `kind` is None when the file could not be recognised; then `errors` say why. `notes` name the
    known defects that were put right (the row is in `rows`, as mended).
    """

    kind: str | None
    rows: tuple[AnyRow, ...] = ()
    errors: tuple[RowError, ...] = ()
    notes: tuple[RowError, ...] = ()
