"""A comparison of payments with an extract as tables: what each class holds, and all rows.

Natural persons are not named, nor are their numbers: an extract has them, this site does not.
"""

from collections.abc import Callable, Iterator
from typing import Any

from flask_babel import gettext as _

from opendata.reconciliation import Found, Ours, Theirs
from opendata.reconciliation.reports import Class
from opendata.reconciliation.rules import is_person
from tracker.tables import Cell, Column, Table

Ways = Callable[[Theirs], list[tuple[str, str]]]
"""Under which contracts a row may be entered: (number of the contract, address of the form)."""


def class_words() -> dict[str, str]:
    """The classes in their order, as people read them."""
    return {
        "matched": _("Matched"),
        "different": _("Different"),
        "ambiguous": _("Ambiguous"),
        "missing_here": _("Missing here"),
        "missing_there": _("Missing in the extract"),
        "all": _("All together"),
    }


def difference_words() -> dict[str, str]:
    """What may differ between a payment and its row."""
    return {"amount": _("sum"), "on": _("date"), "document": _("document")}


def classes(told: tuple[Class, ...], name: str = "reconciliation") -> Table:
    """How many there are of each class, and their sums on both sides."""
    words = class_words()
    return Table(
        name,
        _("Payments here and in the extract of the treasury"),
        (
            Column("class", _("Outcome")),
            Column("payments", _("Payments here"), "count"),
            Column("payments_amount", _("Their sum, som"), "som"),
            Column("rows", _("Rows of the extract"), "count"),
            Column("rows_amount", _("Sum of the rows, som"), "som"),
        ),
        tuple(
            (
                Cell(one.name, text=words[one.name]),
                one.ours,
                one.our_amount,
                one.theirs,
                one.their_amount,
            )
            for one in told
        ),
    )


def rows(found: Found) -> Table:
    """Every payment and every row of the extract in one table, by class."""
    words = class_words()
    return Table(
        "rows",
        _("All rows"),
        (
            Column("class", _("Outcome")),
            Column("differs", _("What differs")),
            *_ours_columns(),
            *_theirs_columns(),
        ),
        tuple(
            (Cell(name, text=words[name]), differs, *_mine(one), *_row(row))
            for name, differs, one, row in _all(found)
        ),
    )


def _ours_columns() -> tuple[Column, ...]:
    return (
        Column("on", _("Date here"), "day"),
        Column("amount", _("Sum here, som"), "som"),
        Column("document", _("Document here")),
        Column("contract", _("Contract")),
        Column("supplier", _("Supplier")),
    )


def _theirs_columns() -> tuple[Column, ...]:
    return (
        Column("row", _("Row of the extract"), "count"),
        Column("extract_on", _("Date in the extract"), "day"),
        Column("extract_amount", _("Sum in the extract, som"), "som"),
        Column("extract_document", _("Document in the extract")),
        Column("payee", _("Payee")),
        Column("purpose", _("Purpose")),
        Column("code", _("Code or account")),
    )


def _all(found: Found) -> Iterator[tuple[str, str, Ours | None, Theirs | None]]:
    said = difference_words()
    for name in ("matched", "different"):
        for pair in getattr(found, name):
            yield name, ", ".join(said[one] for one in pair.differs), pair.ours, pair.theirs
    yield from (("ambiguous", "", one, None) for one in found.ambiguous_here)
    yield from (("ambiguous", "", None, row) for row in found.ambiguous_there)
    yield from (("missing_here", "", None, row) for row in found.missing_here)
    yield from (("missing_there", "", one, None) for one in found.missing_there)


def _mine(one: Ours | None) -> tuple[Any, ...]:
    if one is None:
        return (None,) * 5
    return (one.on, one.amount, one.document, one.contract, supplier(one))


def _row(row: Theirs | None) -> tuple[Any, ...]:
    if row is None:
        return (None,) * 7
    purpose = "" if is_person(row) else row.purpose
    return (row.key, row.on, row.amount, row.document or None, payee(row), purpose, row.code)


def supplier(one: Ours) -> str:
    """A supplier by name; a person not."""
    return _("natural person") if one.person else one.name


def payee(row: Theirs) -> str:
    """A payee of an extract by name; a person not."""
    return _("natural person") if is_person(row) else row.name


def missing_here(found: Found, ways: Ways, most: int) -> Table:
    """The rows no payment stands for, each with the way to enter it."""
    return Table(
        "missing_here",
        class_words()["missing_here"],
        (
            Column("row", _("Row of the extract")),
            Column("on", _("Date"), "day"),
            Column("amount", _("Sum, som"), "som"),
            Column("document", _("Document")),
            Column("payee", _("Payee")),
            Column("enter", _("Enter it")),
        ),
        tuple(
            (
                Cell(row.key, text=f"№ {row.key}"),
                row.on,
                row.amount,
                row.document or "–",
                payee(row) or "–",
                _way(ways(row)),
            )
            for row in found.missing_here[:most]
        ),
    )


def _way(ways: list[tuple[str, str]]) -> Cell:
    """The contract it may be entered under; of several the first, and how many more there are."""
    if not ways:
        return Cell(_("no open contract with this payee"))
    number, href = ways[0]
    text = _("Contract: %(number)s", number=number)
    more = _("more contracts: %(count)s", count=len(ways) - 1) if len(ways) > 1 else None
    return Cell(text, href=href, note=more)


def missing_there(found: Found, most: int) -> Table:
    """Our payments no row stands for."""
    return _ours_table("missing_there", found.missing_there[:most])


def ambiguous_here(found: Found, most: int) -> Table:
    """Our payments that may be several rows."""
    return _ours_table("ambiguous", found.ambiguous_here[:most])


def _ours_table(name: str, some: tuple[Ours, ...]) -> Table:
    return Table(name, class_words()[name], _ours_columns(), tuple(_mine(one) for one in some))


def ambiguous_there(found: Found, most: int) -> Table:
    """Rows of the extract that may be several payments."""
    columns = _theirs_columns()[:5]
    return Table(
        "ambiguous_there",
        class_words()["ambiguous"],
        columns,
        tuple(_row(row)[:5] for row in found.ambiguous_there[:most]),
    )


def different(found: Found, most: int) -> Table:
    """The pairs that are not the same in everything."""
    said = difference_words()
    ours, theirs = _ours_columns(), _theirs_columns()
    return Table(
        "different",
        class_words()["different"],
        (Column("differs", _("What differs")), *ours[:4], *theirs[:4]),
        tuple(
            (
                ", ".join(said[one] for one in pair.differs),
                *_mine(pair.ours)[:4],
                *_row(pair.theirs)[:4],
            )
            for pair in found.different[:most]
        ),
    )
