"""Two charts of one matter: from which source, for what, and to whom the money goes.

`flow` has every way of the money and opens as a tree; `sources` gathers the smallest, so that its
streams can be told apart.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from flask import url_for
from flask_babel import gettext
from markupsafe import Markup

from budgets.reports import flows as money
from budgets.reports.figures import Sums
from budgets.reports.flows import OTHER, Flow
from core.money import ZERO
from core.words import Words
from register import reports as register
from tracker import formats
from tracker.charts import PAID, PLAN, figures, paper
from tracker.charts.ranks import Rank, RankWords, hundredths, ranks, share
from tracker.extensions import db
from tracker.public.charts.chart import About, Chart, nothing, told
from tracker.public.lists import four, sum_columns
from tracker.tables import Cell, Column, Table

KEPT = 256  # figures
DRAWN = 12  # ways that are drawn; the table under them has all
SHORT = 4  # the same on the page of a place


class Told:
    """The flows of a place or school with the names of what they go through."""

    def __init__(self, about: About, found: Sequence[Flow]) -> None:
        self.about, self.found = about, found
        below = {flow.to for flow in found if flow.to and flow.to != OTHER}
        self._spots = register.names(db.session, below)
        self.places = register.places_among(db.session, below)
        self.steps = 3 if below else 2

    def names(self, flow: Flow) -> tuple[Words, ...]:
        """Source, category, and for whom, where that is told."""
        names, other = self.about.names, gettext("all others")
        common = gettext("common, not yet given to one of them")
        three = (
            names.purse(flow.purse) if flow.purse != OTHER else _same(other),
            names.category(flow.category) if flow.category != OTHER else _same(other),
            _same(other if flow.to == OTHER else common)
            if flow.to in (None, OTHER)
            else self._spots.get(str(flow.to), Words(str(flow.to))),
        )
        return three[: self.steps]

    def way(self, flow: Flow) -> figures.Way:
        """The flow as a figure takes it."""
        codes = (flow.purse, flow.category, flow.to or "")[: self.steps]
        read = tuple(name.told(self.about.names.lang)[0] for name in self.names(flow))
        return figures.Way(codes, read, flow.sums.planned)

    def label(self, flow: Flow, arrow: str = " → ") -> str:
        """The way in one line."""
        if is_rest(flow):
            return gettext("all others")
        return arrow.join(self.way(flow).names)


def is_rest(flow: Flow) -> bool:
    """Is it many ways added up, of which nothing is told apart?"""
    return flow.purse == flow.category == flow.to == OTHER


def _same(text: str) -> Words:
    """A word of the page's language among the names of the registers."""
    return Words(text, text, text)


def flow(about: About) -> Chart:
    """Every way of the money; the figure is a tree of source, category, school or place."""
    said = Told(about, money.flows(db.session, about.code, about.year))
    whole = gettext("All sources")
    return _chart(
        said,
        "flow",
        lambda way: gettext("The largest way of the money: %(way)s", way=way),
        lambda ways: partial(_tree, ways, whole, gettext("som")),
    )


def sources(about: About) -> Chart:
    """The ways with at most 15 names: the smallest are gathered. The figure is streams."""
    found = money.gathered(money.flows(db.session, about.code, about.year))
    return _chart(
        Told(about, found),
        "sources",
        lambda way: gettext("The largest stream of the money: %(way)s", way=way),
        lambda ways: partial(_streams, ways, gettext("som")),
        wide=True,
    )


def digest(about: About) -> Markup:
    """The largest ways alone, for the page of a place; the chart's own page has all."""
    return drawing(Told(about, money.flows(db.session, about.code, about.year)), SHORT)


Make = Callable[[tuple[figures.Way, ...]], Callable[[], Mapping[str, Any]]]


def _chart(
    said: Told, name: str, finding: Callable[[str], str], make: Make, *, wide: bool = False
) -> Chart:
    found, lang = said.found, said.about.names.lang
    drawn = money.first(found, DRAWN)
    title = nothing(said.about)
    if found:
        title = finding(f"{said.label(found[0])} ({formats.som(found[0].sums.planned, lang)})")
    return Chart(
        title=title,
        key=gettext("Each bar is money set aside: from which source, for what, to whom."),
        table=table(said, name),
        drawing=drawing(said, DRAWN),
        figure=make(tuple(said.way(one) for one in found)),
        rows=_rows(said, drawn),
        legend=((PLAN, gettext("Planned")), (PAID, gettext("Paid"))),
        wide=wide,
    )


def drawing(said: Told, count: int) -> Markup:
    """The largest ways as bars, the others in one more, with their sums in words."""
    words = RankWords(of_100=gettext("of every 100 som"), no_data=gettext("no data"))
    rows = [
        Rank(said.label(one), one.sums.planned, is_rest(one))
        for one in money.first(said.found, count)
    ]
    return ranks(rows, words, said.about.names.lang)


def _rows(said: Told, drawn: Sequence[Flow]) -> tuple[paper.Row, ...]:
    full = max((one.sums.planned for one in drawn if not is_rest(one)), default=ZERO)
    return tuple(
        paper.Row(
            said.label(one, " › "),  # an arrow is in few fonts
            told(one.sums, said.about.names.lang),
            () if is_rest(one) else _marks(one.sums, full),
        )
        for one in drawn
    )


def _marks(sums: Sums, full: Decimal) -> tuple[paper.Mark, ...]:
    zero = Fraction(0)
    return (
        paper.Mark(zero, share(sums.planned, full), 0, 26, PLAN, "#505a5f"),
        paper.Mark(zero, share(sums.paid, full), 9, 8, PAID),
    )


def table(said: Told, name: str) -> Table:
    """All ways with their four sums, and how many of every hundred planned som each is."""
    heads = (
        ("source", gettext("Source")),
        ("category", gettext("What for")),
        ("to", gettext("To whom")),
    )[: said.steps]
    named = tuple(
        column
        for key, heading in heads
        for column in (
            Column(f"{key}_name", heading),
            Column(key, gettext("Code"), hidden=True),
        )
    )
    of_100 = hundredths([one.sums.planned for one in said.found])
    return Table(
        name,
        gettext("Money by source, what it is for and who it is for"),
        (*named, Column("of_100", gettext("Of every 100 som"), "count"), *sum_columns()),
        tuple(
            (*_cells(said, one), part, *four(one.sums))
            for one, part in zip(said.found, of_100, strict=True)
        ),
    )


def _cells(said: Told, one: Flow) -> tuple[Any, ...]:
    codes = (one.purse, one.category, one.to)[: said.steps]
    cells: list[Any] = []
    for code, name in zip(codes, said.names(one), strict=True):
        cells += [name, None if code == OTHER else code]
    if said.steps == 3 and one.to not in (None, OTHER):
        endpoint = "public.place" if one.to in said.places else "public.school"
        href = url_for(endpoint, code=one.to, year=said.about.year)
        cells[4] = Cell(cells[4], href=href)
    return tuple(cells)


@lru_cache(maxsize=KEPT)
def _tree(ways: tuple[figures.Way, ...], whole: str, unit: str) -> Mapping[str, Any]:
    return figures.tree(ways, whole, unit)


@lru_cache(maxsize=KEPT)
def _streams(ways: tuple[figures.Way, ...], unit: str) -> Mapping[str, Any]:
    return figures.streams(ways, unit)


KEEPING = (
    _tree,
    _streams,
)
"""What keeps figures, so that a measurement can throw them away."""
