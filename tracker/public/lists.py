"""Tables that several pages have: sums by category and by source, purchases, parts of a place."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext

from budgets.reports.figures import Figures, Sums, is_money
from core.words import Words
from procurement.reports.public import PurchaseRow
from procurement.rules import UNDER_CONTRACT
from tracker import formats
from tracker.charts import Bar
from tracker.names import Names, status
from tracker.tables import Cell, Column, Table


def sum_columns() -> tuple[Column, ...]:
    """Planned, in contracts, accepted, paid, free."""
    return (
        Column("planned", gettext("Planned"), "som"),
        Column("committed", gettext("In contracts"), "som"),
        Column("accepted", gettext("Accepted"), "som"),
        Column("paid", gettext("Paid"), "som"),
        Column("free", gettext("Free"), "som", hidden=True),
    )


def four(sums: Sums | None) -> tuple[Any, ...]:
    """The cells of `sum_columns`."""
    if sums is None:
        return (None,) * 5
    return (sums.planned, sums.committed, sums.accepted, sums.paid, sums.free)


def by_category(figures: Figures | None, names: Names, title: str) -> Table:
    """What each category of spending got; help in kind is not in it."""
    rows = figures.categories if figures else ()
    return Table(
        "categories",
        title,
        (
            Column("name", gettext("What for")),
            Column("category", gettext("Code"), hidden=True),
            *sum_columns(),
        ),
        tuple((names.category(code), code, *four(sums)) for code, sums in rows),
    )


def bars(figures: Figures | None, names: Names) -> tuple[Bar, ...]:
    """The same as a drawing takes it."""
    rows = figures.categories if figures else ()
    lang = formats.language()
    return tuple(
        Bar(
            names.category(code).told(lang)[0],
            sums.planned,
            sums.committed,
            sums.accepted,
            sums.paid,
        )
        for code, sums in rows
    )


def by_source(figures: Figures | None, names: Names) -> Table:
    """What each source of funds gave, each apart; help in kind last, by its value."""
    rows = figures.purses if figures else ()
    note = gettext("value of things and work; not in the sums above")
    return Table(
        "sources",
        gettext("Sources of the money"),
        (
            Column("name", gettext("Source")),
            Column("source", gettext("Code"), hidden=True),
            *sum_columns(),
        ),
        tuple(
            (
                names.purse(purse) if is_money(purse) else _noted(names.purse(purse), note),
                purse,
                *four(sums),
            )
            for purse, sums in rows
        ),
    )


def _noted(words: Words, note: str) -> Cell:
    return Cell(words, note=note)


def purchases(
    rows: Iterable[PurchaseRow],
    names: Names,
    title: str,
    *,
    places: Mapping[str, Words] | None = None,
    endpoint: str = "public.purchase",
) -> Table:
    """Purchases with a link to each; `places` adds whose money it is."""
    return Table(
        "purchases",
        title,
        (
            Column("title", gettext("What")),
            Column("id", gettext("Number"), "count", hidden=True),
            *((Column("place", gettext("Who buys")),) if places is not None else ()),
            Column("category", gettext("What for"), hidden=True),
            Column("supplier", gettext("Supplier")),
            Column("supplier_id", gettext("Supplier’s number"), "count", hidden=True),
            Column("planned", gettext("Planned"), "som"),
            Column("committed", gettext("In contracts"), "som"),
            Column("accepted", gettext("Accepted"), "som", hidden=True),
            Column("paid", gettext("Paid"), "som"),
            Column("due_on", gettext("To come by"), "day", hidden=True),
            Column("status", gettext("Standing")),
        ),
        tuple(_purchase(row, names, places, endpoint) for row in rows),
    )


def _purchase(
    row: PurchaseRow, names: Names, places: Mapping[str, Words] | None, endpoint: str
) -> tuple[Any, ...]:
    whose: tuple[Any, ...] = ()
    if places is not None:
        name = places.get(row.place, Words(row.place)).told(names.lang)[0]
        whose = (Cell(row.place, text=name),)
    supplier: Any = None
    if row.supplier_id is not None:
        href = url_for("public.supplier", number=row.supplier_id)
        supplier = Cell(row.supplier, href=href)
    elif row.supplier:
        supplier = Cell(row.supplier)
    elif row.status not in UNDER_CONTRACT:
        supplier = Cell("", text="–")
    return (
        Cell(row.title, href=url_for(endpoint, number=row.id), lang=row.language),
        row.id,
        *whose,
        row.category,
        supplier,
        row.supplier_id,
        row.planned,
        row.committed,
        row.accepted,
        row.paid,
        row.due_on,
        Cell(row.status, text=status(row.status)[0]),
    )


def years(known: Iterable[int], shown: int, endpoint: str, code: str) -> list[dict[str, Any]]:
    """Links to the other years of a page; the one shown has none."""
    return [
        {
            "year": year,
            "href": None if year == shown else url_for(endpoint, code=code, year=year),
        }
        for year in sorted({*known, shown}, reverse=True)
    ]
