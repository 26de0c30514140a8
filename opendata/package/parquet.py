"""A table of ours as Parquet, made from its CSV with exact types, in at most MEMORY.

DuckDB writes it: money as DECIMAL(18,2), quantities as DECIMAL(18,3), days, moments, flags. The
library is imported where it is used: without it everything but Parquet is made.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from opendata.package.columns import Column, Kind

MEMORY = "256MB"
TYPES: Mapping[Kind, str] = {
    "text": "VARCHAR",
    "exact": "VARCHAR",
    "som": "DECIMAL(18,2)",
    "quantity": "DECIMAL(18,3)",
    "count": "BIGINT",
    "day": "DATE",
    "moment": "TIMESTAMP",
    "flag": "BOOLEAN",
}
CONFIG = {
    "threads": 1,
    "memory_limit": MEMORY,
    "autoinstall_known_extensions": False,  # nothing is fetched from anywhere
    "autoload_known_extensions": False,
}
# The inverse of opendata.package.tables.guarded.
_UNGUARDED = (
    "CASE WHEN starts_with({0}, '''') AND regexp_matches(ltrim({0}, ''''), '^[=+@\\t\\r-]')"
    " THEN substr({0}, 2) ELSE {0} END AS {0}"
)


def is_here() -> bool:
    """Is the library that writes Parquet installed?"""
    return find_spec("duckdb") is not None


def write(table: Path, columns: Sequence[Column], out: Path) -> None:
    """Write the rows of a CSV of ours, in their order, as a new Parquet file.

    An empty cell is null. Raises ImportError without the library (`is_here`).
    """
    types = ", ".join(f"'{column.key}': '{TYPES[column.kind]}'" for column in columns)
    chosen = ", ".join(_told(column) for column in columns)
    read = (
        f"read_csv({_quoted(table)}, header=true, auto_detect=false, delim=',', quote='\"',"
        f" escape='\"', nullstr='', parallel=false, columns={{{types}}})"
    )
    with import_module("duckdb").connect(":memory:", config=CONFIG) as base:
        base.execute(
            f"COPY (SELECT {chosen} FROM {read}) TO {_quoted(out)}"
            " (FORMAT parquet, COMPRESSION zstd)"
        )


def _told(column: Column) -> str:
    name = f'"{column.key}"'
    return _UNGUARDED.format(name) if column.kind == "text" else name


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
