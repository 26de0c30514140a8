"""How money is carried out, as tables: one row per code, source, school or whatever was asked."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from flask import url_for
from flask_babel import gettext

from budgets.reports import versions
from budgets.reports.execution import Execution, Key, Remainder
from budgets.reports.figures import Sums, is_money
from budgets.reports.versions import LineTold
from core.money import divide
from core.words import Words
from procurement.reports import quarters
from register import reports as register
from tracker import formats
from tracker.charts import Bar
from tracker.extensions import db
from tracker.names import Names
from tracker.public.lists import four, sum_columns
from tracker.tables import Cell, Column, Table

DRAWN = 15  # bars that can be looked through; the table holds all
LISTED = 100  # rows of a page; the files hold all


def word(by: str) -> str:
    """What rows are grouped by, as a heading."""
    return {
        "line": gettext("Budget line"),
        "code": gettext("Economic code"),
        "function": gettext("Functional code"),
        "source": gettext("Source"),
        "category": gettext("What for"),
        "requirement": gettext("Requirement"),
        "school": gettext("School"),
        "holder": gettext("Whose money"),
        "quarter": gettext("Quarter"),
    }[by]


def title(by: str) -> str:
    """The title of a table grouped so."""
    return {
        "line": gettext("By budget line"),
        "code": gettext("By economic code"),
        "function": gettext("By functional code"),
        "source": gettext("By source"),
        "category": gettext("By what it is for"),
        "requirement": gettext("By requirement"),
        "school": gettext("By school"),
        "holder": gettext("By whose money it is"),
        "quarter": gettext("By quarter"),
    }[by]


def columns(by: str) -> tuple[Column, ...]:
    """Name and key, the four standings, what is free, and how much of the plan is paid."""
    *sums, free = sum_columns()
    shown = () if by == "quarter" else (Column(free.key, free.heading, free.kind),)
    share = Column("paid_share", gettext("Paid of the plan"), "percent")
    return (
        Column("name", word(by)),
        Column(by, gettext("Code"), hidden=True),
        *sums,
        *shown,
        share,
    )


def cells(by: str, name: Any, key: Key, sums: Sums) -> tuple[Any, ...]:
    """The cells of `columns`; of a quarter nothing is free, for its plan and contracts differ."""
    *amounts, free = four(sums)
    shown = () if by == "quarter" else (free,)
    return (name, None if key is None else str(key), *amounts, *shown, share(sums))


def share(sums: Sums) -> Any:
    """How much of the plan is paid; nothing where nothing was planned."""
    return formats.share(sums.paid, sums.planned)


def table(told: Execution, names: Names, year: int, *, name: str = "execution") -> Table:
    """An execution as a table."""
    label = labels(told.by, [row.key for row in told.rows], names, year)
    rows = tuple(cells(told.by, label(row.key), row.key, row.sums) for row in told.rows)
    return Table(name, title(told.by), columns(told.by), rows)


def total(told: Execution) -> Table:
    """The row of totals: a table of its own, so that nobody adds it to what it is the sum of."""
    row = cells(told.by, gettext("In all"), None, told.money)
    return Table("total", gettext("In all"), columns(told.by), (row,))


def bars(told: Execution, rows: Iterable[tuple[Any, ...]]) -> tuple[Bar, ...]:
    """The first rows as bars; `rows` are those of `table`, for their names."""
    lang = formats.language()
    return tuple(
        Bar(
            _plain(name, lang),
            row.sums.planned,
            row.sums.committed,
            row.sums.accepted,
            row.sums.paid,
        )
        for row, (name, *_rest) in list(zip(told.rows, rows, strict=True))[:DRAWN]
    )


def _plain(name: Any, lang: str) -> str:
    value = name.value if isinstance(name, Cell) else name
    return value.told(lang)[0] if isinstance(value, Words) else str(value)


def of_100(told: Execution, names: Names, year: int, heading: str) -> Table:
    """What each row gets of every 100 som: whole som that add up to 100. `heading` is of sums."""
    label = labels(told.by, [row.key for row in told.rows], names, year)
    rows = [row for row in told.rows if row.sums.planned > 0]
    parts = divide(100, [row.sums.planned for row in rows]) if rows else []
    return Table(
        "of_100",
        gettext("Out of every 100 som"),
        (
            Column("name", word(told.by)),
            Column(told.by, gettext("Code"), hidden=True),
            Column("of_100", gettext("Out of 100 som"), "count"),
            Column("planned", heading, "som"),
        ),
        tuple(
            (label(row.key), row.key, part, row.sums.planned)
            for row, part in zip(rows, parts, strict=True)
        ),
    )


def remainders(told: Iterable[Remainder], names: Names) -> Table:
    """What each source has left, and whose it is."""
    own = gettext("comes again every year; carried over by resolution")
    given = gettext("given for a purpose: it stays for that purpose")
    return Table(
        "remainders",
        gettext("What is left of each source"),
        (
            Column("name", gettext("Source")),
            Column("source", gettext("Code"), hidden=True),
            Column("left", gettext("Not paid out"), "som"),
            Column("claimed", gettext("Of it claimed by contracts"), "som"),
            Column("whose", gettext("Whose it is")),
        ),
        tuple(
            (
                names.purse(one.source),
                one.source,
                one.left,
                one.claimed,
                Cell("given" if one.given else "own", text=given if one.given else own),
            )
            for one in told
        ),
    )


def labels(by: str, keys: Iterable[Key], names: Names, year: int) -> Any:
    """A function that names a key of this grouping."""
    wanted = [str(key) for key in keys if key is not None]
    if by in ("code", "function"):
        kind = "economic" if by == "code" else "functional"
        known = register.classification(db.session).get(kind, {})
        found = {
            code: next((card for card in cards if card.in_year(year)), cards[-1])
            for code, cards in known.items()
        }
        return lambda key: _code(key, found, names.lang)
    if by in ("school", "holder"):
        spots = register.names(db.session, wanted)
        if by == "holder":
            return partial(_holder, spots=spots, year=year)
        places = register.places_among(db.session, wanted)
        return partial(_school, spots=spots, places=places, year=year)
    if by == "line":
        cards = versions.line_cards(db.session, [int(key) for key in wanted])
        spots = register.names(db.session, {card.beneficiary for card in cards.values()})
        return lambda key: line(cards[int(key)], names, spots)
    simple = {"source": _source, "category": _category, "requirement": _requirement}
    return partial(simple[by], names=names) if by in simple else _quarter


def line(card: LineTold, names: Names, spots: dict[str, Words]) -> Cell:
    """A line by what it is for, with the rest of what tells it from others under it."""
    what = (
        names.requirement(card.requirement) if card.requirement else names.category(card.category)
    )
    spot = spots.get(card.beneficiary, Words(card.beneficiary)).told(names.lang)[0]
    rest = [spot, names.purse(card.purse).told(names.lang)[0], card.code, card.function]
    return Cell(what, note=" · ".join(part for part in rest if part))


def _code(key: Key, known: dict[str, Any], lang: str) -> Any:
    if key is None:
        return gettext("No code is named")
    card = known.get(str(key))
    if card is None:
        return str(key)
    note = None if card.standing == "sourced" else gettext("the name of the code is a default")
    return Cell(f"{key} {card.name.told(lang)[0]}", note=note)


def _holder(key: Key, *, spots: dict[str, Words], year: int) -> Cell:
    code = str(key)
    name = spots.get(code, Words(code, code, code))
    return Cell(name, href=url_for("public.place_budget", code=code, year=year))


def _school(key: Key, *, spots: dict[str, Words], places: set[str], year: int) -> Cell:
    code = str(key)
    name = spots.get(code, Words(code, code, code))
    if code in places:
        return Cell(name, note=gettext("common money that no contract has given to a school yet"))
    return Cell(name, href=url_for("public.school", code=code, year=year))


def _source(key: Key, *, names: Names) -> Any:
    held = names.purse(str(key))
    if is_money(str(key)):
        return held
    return Cell(held, note=gettext("value of things and work; not in the sums above"))


def _category(key: Key, *, names: Names) -> Any:
    return names.category(str(key))


def _requirement(key: Key, *, names: Names) -> Any:
    if key is None:
        return gettext("No requirement is named yet: money for a whole category")
    return f"{key} {names.requirement(str(key)).told(names.lang)[0]}"


def _quarter(key: Key) -> Any:
    if key == quarters.OUTSIDE:
        return gettext("Before or after the year")
    if key == quarters.APART:
        return gettext("Not spread over quarters")
    return gettext("Quarter: %(number)s", number=key)
