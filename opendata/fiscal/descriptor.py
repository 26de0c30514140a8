"""The Fiscal Data Package: one row for each cell of a line and each phase of its money.

Written to version 1 of the specification as a tabular data package with `columnType`s of the
OpenSpending taxonomy: readers that know only tables can read it, and none has to fetch anything.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from core.words import Words
from opendata.fiscal.cells import Cell
from opendata.literals import filled
from opendata.names import Names

LANGUAGE = "ky"
TAXONOMY = "https://raw.githubusercontent.com/openspending/os-types/master/src/os-types.json"


class Field(NamedTuple):
    """A column: what kind it is, its type in the taxonomy (None: ours), and what it says."""

    type: str
    column_type: str | None
    title: Words


PROGRAM = "activity:generic:program"
SUBPROGRAM = "activity:generic:subprogram"
ADMIN = "administrative-classification:generic"
FIELDS: dict[str, Field] = {
    "fiscal_year": Field("integer", "date:fiscal-year", Words("Жыл", "Год", "Fiscal year")),
    "budget_line_id": Field(
        "string", "budget-line-id", Words("Сап №", "Строка №", "Budget line No.")
    ),
    "admin_code": Field(
        "string", f"{ADMIN}:level1:code", Words("Акчанын ээси", "Держатель средств", "Holder")
    ),
    "admin_name": Field(
        "string",
        f"{ADMIN}:level1:label",
        Words("Акчанын ээси: аты", "Держатель средств: название", "Name of the holder"),
    ),
    "unit_code": Field(
        "string",
        f"{ADMIN}:level2:code",
        Words("Мектеп же аймак", "Школа или территория", "School or place"),
    ),
    "unit_name": Field(
        "string",
        f"{ADMIN}:level2:label",
        Words("Мектептин же аймактын аты", "Название школы или территории", "Its name"),
    ),
    "program_code": Field(
        "string", f"{PROGRAM}:code", Words("Категория", "Категория расходов", "Category")
    ),
    "program_name": Field(
        "string",
        f"{PROGRAM}:label",
        Words("Категориянын аты", "Название категории", "Name of the category"),
    ),
    "subprogram_code": Field(
        "string",
        f"{SUBPROGRAM}:code",
        Words("Стандарттын талабы", "Требование Стандарта", "Requirement"),
    ),
    "subprogram_name": Field(
        "string",
        f"{SUBPROGRAM}:label",
        Words("Талаптын аты", "Название требования", "Name of the requirement"),
    ),
    "econ_code": Field(
        "string",
        "economic-classification:generic:level1:code",
        Words("Берене", "Статья", "Economic code"),
    ),
    "fund_code": Field(
        "string",
        "fin-source:generic:code",
        Words("Каражаттын булагы", "Источник средств", "Source of funds"),
    ),
    "fund_name": Field(
        "string",
        "fin-source:generic:label",
        Words("Булактын аты", "Название источника", "Name of the source"),
    ),
    "carried_over": Field(
        "boolean", None, Words("Өткөн жылдын калдыгы", "Остаток прошлого года", "Carried over")
    ),
    "value_kind": Field(
        "string",
        "value-kind:code",
        Words("Акча же буюм", "Деньги или вещи", "Money or in kind"),
    ),
    "phase_id": Field("string", "phase:id", Words("Баскыч", "Стадия", "Phase")),
    "direction": Field("string", "direction", Words("Багыты", "Направление", "Direction")),
    "currency": Field("string", "value-currency:code", Words("Валюта", "Валюта", "Currency")),
    "amount": Field("number", "value", Words("Сумма, сом", "Сумма, сом", "Amount, som")),
}
PHASES = {
    "planned": "approved",
    "committed": "committed",
    "accepted": "accepted",
    "paid": "executed",
}
"""Our four standings of money → phase_id."""


def rows(cell: Cell, names: Names) -> Iterator[tuple[str, ...]]:
    """The four rows of a cell, in the order of FIELDS."""
    known = (
        str(cell.year),
        str(cell.line),
        cell.holder,
        _told(names.spot(cell.holder)),
        cell.unit,
        _told(names.spot(cell.unit)),
        cell.category,
        _told(names.category(cell.category)),
        cell.requirement or "",
        _told(names.requirement(cell.requirement)) if cell.requirement else "",
        cell.code or "",
        cell.source,
        _told(names.purse(cell.source, False)),
        "true" if cell.carried else "false",
        "money" if names.profile.source(cell.source).is_money else "in_kind",
    )
    currency = names.profile.currency.code
    for standing, phase in PHASES.items():
        amount: Decimal = getattr(cell.sums, standing)
        yield (*known, phase, "expenditure", currency, f"{amount:.2f}")


def _told(words: Words) -> str:
    return words.told(LANGUAGE)[0]


def package(
    *, name: str, title: str, homepage: str, country: str, created: str | None, years: list[int]
) -> dict[str, Any]:
    """The descriptor without what is known only of the written file (`bytes`, `hash`)."""
    period = {"start": f"{years[0]}-01-01", "end": f"{years[-1]}-12-31"} if years else None
    return filled(
        profile="tabular-data-package",
        name=name,
        title=title,
        homepage=homepage,
        version="1",
        created=created,
        countryCode=country,
        fiscalPeriod=period,
        granularity="aggregated",
        columnTypes=[TAXONOMY],
    )


def resource(size: int, sha256: str) -> dict[str, Any]:
    """The table of the package, as it was written."""
    return {
        "name": "budget",
        "path": "budget.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "schema": {
            "fields": [
                filled(
                    name=name,
                    type=field.type,
                    columnType=field.column_type,
                    title=field.title.told(LANGUAGE)[0],
                )
                for name, field in FIELDS.items()
            ],
            "missingValues": [""],
        },
    }
