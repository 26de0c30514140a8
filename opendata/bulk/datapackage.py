"""datapackage.json: the tables with their columns, keys and links, as Frictionless describes them.

Version 1 of the specification (a tabular data package), whose readers are the most. Pure.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from core.words import LANGUAGES, Words
from opendata.bulk.table import Table
from opendata.fiscal.descriptor import LANGUAGE
from opendata.literals import filled
from opendata.ocds.publishing import Publisher
from opendata.package.columns import Column, Kind
from opendata.package.stage import File

PATH = "datapackage.json"
TYPES: Mapping[Kind, dict[str, str]] = {
    "text": {"type": "string"},
    "exact": {"type": "string"},
    "som": {"type": "number", "decimalChar": "."},
    "quantity": {"type": "number", "decimalChar": "."},
    "count": {"type": "integer"},
    "day": {"type": "date", "format": "%Y-%m-%d"},
    "moment": {"type": "datetime", "format": "%Y-%m-%dT%H:%M:%SZ"},
    "flag": {"type": "boolean"},
}


def package(
    tables: Sequence[Table], files: Mapping[str, File], by: Publisher, facts: Mapping[str, Any]
) -> dict[str, Any]:
    """The descriptor of the CSV files; `facts` are further members (the journal's size and root).

    No licence is named, because none has been decided.
    """
    return filled(
        profile="tabular-data-package",
        name=f"safe-schools-{by.country.lower()}",
        title=by.title,
        homepage=by.page("data"),
        version="1",
        countryCode=by.country,
        **facts,
        resources=[resource(table, files[f"{table.name}.csv"], by.currency) for table in tables],
    )


def resource(table: Table, file: File, currency: str) -> dict[str, Any]:
    """One table: its file, and the schema of its columns."""
    return {
        "name": table.name.replace("_", "-"),
        "path": file.path,
        "profile": "tabular-data-resource",
        **_told(table.title, "title"),
        **_told(table.about, "description"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": f"sha256:{file.sha256}",
        "rows": file.rows,
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [_field(column, table.key, currency) for column in table.columns],
            "primaryKey": list(table.key),
            **_links(table),
            "missingValues": [""],
        },
    }


def _field(column: Column, key: Sequence[str], currency: str) -> dict[str, Any]:
    constraints = {"required": True} if column.key in key else {}
    return filled(
        name=column.key,
        **TYPES[column.kind],
        **_told(column.title, "title"),
        unit=currency if column.kind == "som" else None,
        constraints=constraints or None,
    )


def _links(table: Table) -> dict[str, Any]:
    links = [
        {
            "fields": list(link.columns),
            "reference": {
                "resource": "" if link.table == table.name else link.table.replace("_", "-"),
                "fields": list(link.key),
            },
        }
        for link in table.links
    ]
    return {"foreignKeys": links} if links else {}


def _told(words: Words, name: str) -> dict[str, str]:
    """A text by the names readers know, and in each language under a name of its own."""
    each = {f"{name}_{language}": words.told(language)[0] for language in LANGUAGES}
    return {name: words.told(LANGUAGE)[0], **each}
