"""What of a record goes into its leaf. Pure: rows in, drafts of leaves out."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Text, inspect
from sqlalchemy.types import TypeEngine

from core.errors import Refusal
from core.models import Base, Journaled, table_of
from journal.leaf import written


@dataclass(frozen=True, slots=True)
class Draft:
    """A leaf before it has a number."""

    table: str
    key: str
    rev: int
    places: tuple[str, ...]
    row: dict[str, Any]
    personal: dict[str, Any]


PERSONAL = re.compile(
    r"(?<!\d)[12]\d{13}(?!\d)"  # a natural person's tax number; it encodes the day of birth
    r"|\+?996[\s()\d-]{9,}\d"  # a telephone
    r"|[\w.+-]+@[\w-]+\.[\w.-]+"  # an address of electronic mail
)
"""What has no place in a public text that can never be taken back."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of a journaled table by how the journal keeps them: attribute name → type."""

    table: str
    key: tuple[str, ...]
    public: dict[str, TypeEngine[Any]]
    personal: dict[str, TypeEngine[Any]]
    texts: tuple[str, ...]  # of the public ones, those that hold free text


@cache
def shape_of(model: type[Base]) -> Shape:
    """How a journaled table is kept in the journal."""
    if not issubclass(model, Journaled):
        raise TypeError(f"{model.__name__} is not journaled")
    mapper = inspect(model)
    columns = {attribute.key: attribute.columns[0].type for attribute in mapper.column_attrs}
    hidden = {"rev", *model.PERSONAL, *model.DERIVED}
    return Shape(
        table=table_of(model).name,
        key=tuple(mapper.get_property_by_column(column).key for column in mapper.primary_key),
        public={name: kind for name, kind in columns.items() if name not in hidden},
        personal={name: columns[name] for name in model.PERSONAL},
        texts=tuple(
            name for name, kind in columns.items() if isinstance(kind, Text) and name not in hidden
        ),
    )


def screened(shape: Shape, row: dict[str, Any]) -> dict[str, Any]:
    """The public columns of a leaf, if no free text among them holds personal data.

    Raises:
        Refusal: `text.holds_personal_data` at the column.
    """
    for name in shape.texts:
        text = row[name]
        if text is not None and PERSONAL.search(text):
            raise Refusal("text.holds_personal_data", name)
    return row


def draft_of(record: Any, key: str) -> Draft:
    """The leaf of a stored object at its present `rev`."""
    model: type[Base] = type(record)
    shape = shape_of(model)
    return Draft(
        table=shape.table,
        key=key,
        rev=record.rev,
        places=record.places,
        row=screened(
            shape,
            {name: written(getattr(record, name), kind) for name, kind in shape.public.items()},
        ),
        personal={
            name: written(getattr(record, name), kind)
            for name, kind in shape.personal.items()
            if getattr(record, name) is not None
        },
    )


def drafts_of_rows(
    model: type[Base],
    rows: Iterable[Mapping[str, Any]],
    places: Callable[[Mapping[str, Any]], tuple[str, ...]],
) -> list[Draft]:
    """The leaves of rows that were inserted without objects; each has every public column.

    A column that a row does not name is empty.
    """
    shape = shape_of(model)
    return [
        Draft(
            table=shape.table,
            key="/".join(str(row[part]) for part in shape.key),
            rev=1,
            places=places(row),
            row=screened(
                shape, {name: written(row.get(name), kind) for name, kind in shape.public.items()}
            ),
            personal={
                name: written(row[name], kind)
                for name, kind in shape.personal.items()
                if row.get(name) is not None
            },
        )
        for row in rows
    ]
