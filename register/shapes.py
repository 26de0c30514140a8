"""How a row of a register file becomes a row of a table. Pure: values in, values out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.models import Base
from core.words import Words, folded, sort_key
from register import rows as entries
from register.models import (
    Classification,
    Holiday,
    ItemCode,
    ItemSection,
    Place,
    PriceIndex,
    Rate,
    School,
    Threshold,
)


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows of a kind become rows of a table: the columns that name a row, and its values."""

    model: type[Base]
    key: tuple[str, ...]
    values: Callable[[Any], dict[str, Any]]


def named(row: Any) -> dict[str, Any]:
    """The three names of a row, as columns."""
    return {"name_ky": row.name_ky, "name_ru": row.name_ru, "name_en": row.name_en}


def searched(row: Any) -> str:
    """What search looks through: names in all languages, and the code."""
    return folded(f"{row.name_ky or ''} {row.name_ru or ''} {row.name_en or ''} {row.code}")


def spelled(row: Any) -> str:
    """What a search of item codes looks through: a space, and the names' words folded.

    So a word begins where a space stands before it.
    """
    return " " + folded(f"{row.name_ky or ''} {row.name_ru or ''} {row.name_en or ''}")


def ordered(row: Any) -> str:
    """The key by which rows stand in dictionary order; a register's own order comes first."""
    words = Words(row.name_ky, row.name_ru, row.name_en).told("ky")[0]
    own = getattr(row, "sort", None)
    return ((f"{own:06d} " if own is not None else "") + sort_key(words))[:120]


def _place_values(row: entries.PlaceRow) -> dict[str, Any]:
    return named(row) | {
        "code": row.code,
        "kind": row.kind,
        "parent": row.parent,
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "successor": row.successor,
        "pcode": row.pcode,
        "sort": row.sort,
        "tile": row.tile,
        "example": row.example,
        "sort_key": ordered(row),
        "search_key": searched(row),
    }


def _school_values(row: entries.SchoolRow) -> dict[str, Any]:
    return named(row) | {
        "code": row.code,
        "place": row.place,
        "kind": row.kind,
        "inn": row.inn,
        "shifts": row.shifts,
        "pupils": {str(year): str(count) for year, count in sorted(row.pupils.items())},
        "primary": {str(year): str(count) for year, count in sorted(row.primary.items())},
        "area": row.area,
        "altitude": row.altitude,
        "heating_days": row.heating_days,
        "valid_from": row.valid_from,
        "valid_until": row.valid_until,
        "example": row.example,
        "sort_key": ordered(row),
        "search_key": searched(row),
    }


def _by(*names: str) -> Callable[[Any], dict[str, Any]]:
    """Values that stand in the table as they stand in the row, and the name."""
    return lambda row: named(row) | {name: getattr(row, name) for name in names}


def _item_values(row: entries.ItemCodeRow) -> dict[str, Any]:
    return named(row) | {"code": row.code, "section": row.section, "search_key": spelled(row)}


def _rate_values(row: entries.RateRow) -> dict[str, Any]:
    return {
        "currency": row.currency,
        "day": row.day,
        "nominal": row.nominal,
        "millionths": int(row.rate * 1_000_000),
        "source": row.source,
    }


def _index_values(row: entries.PriceIndexRow) -> dict[str, Any]:
    return {
        "year": row.year,
        "thousandths": int(row.percent * 1000),
        "standing": row.standing,
        "source": row.source,
        "example": row.example,
    }


DATED = ("valid_from", "valid_until", "standing", "source")
SHAPES = {
    "places": Shape(Place, ("code",), _place_values),
    "schools": Shape(School, ("code",), _school_values),
    "item_codes": Shape(ItemCode, ("code",), _item_values),
    "sections": Shape(ItemSection, ("section",), _by("section", "code")),
    "classifications": Shape(
        Classification, ("kind", "code", "valid_from"), _by("kind", "code", *DATED)
    ),
    "thresholds": Shape(Threshold, ("code", "valid_from"), _by("code", "amount", *DATED)),
    "holidays": Shape(Holiday, ("day",), _by("day", "working", "standing", "source")),
    "rates": Shape(Rate, ("currency", "day"), _rate_values),
    "price_indexes": Shape(PriceIndex, ("year",), _index_values),
}
