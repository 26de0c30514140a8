"""Plotly figures of flows and months, for those who press the button: a tree, streams, columns.

As in tracker.charts.plotly sums stay decimal strings, labels come translated and are made plain.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

import plotly.graph_objects as go

from budgets.reports.flows import OTHER
from tracker.charts import CONTRACT, PAID, REST, hue, ink
from tracker.charts.columns import MONTHS, Column, ColumnWords, left_out
from tracker.charts.plotly import FONT, exact, folded, plain

WHITE = "#ffffff"
LINE = {"color": WHITE, "width": 2}
PARTED = 0.55  # how opaque a stream is: its ends keep the full colour


@dataclass(frozen=True, slots=True)
class Way:
    """A sum in som and what it goes through, from the first to the last: codes, which tell two of
    one name apart, and their names."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    amount: Decimal


def tree(ways: Sequence[Way], whole: str, unit: str) -> dict[str, object]:
    """A treemap of ways: source, within it category, within that who it is for.

    A category has one colour wherever it stands, the six largest a hue of their own. Cells get no
    colour of text from plotly, which chooses white where it cannot be read. What is not above zero
    has no area and is left to the table.
    """
    drawn = [way for way in ways if way.amount > 0]
    colours = _colours(drawn)
    cells: dict[tuple[str, ...], tuple[str, str, str]] = {(): (plain(whole), WHITE, "0.00")}
    for way in drawn:
        for depth, name in enumerate(way.names, start=1):
            fill = colours[way.codes[1]] if depth > 1 else REST
            amount = exact(way.amount) if depth == len(way.names) else "0.00"
            cells.setdefault(way.codes[:depth], (folded(name), fill, amount or ""))
    place = {path: str(number) for number, path in enumerate(cells)}
    labels, fills, values = zip(*cells.values(), strict=True)
    figure = go.Figure(
        go.Treemap(
            ids=list(place.values()),
            labels=labels,
            parents=["" if not path else place[path[:-1]] for path in cells],
            values=values,
            branchvalues="remainder",
            sort=True,
            marker={"colors": fills, "line": LINE},
            textfont={"color": [ink(fill) for fill in fills]},
            texttemplate="%{label}<br>%{value:,.2f}",
            hovertemplate=f"%{{label}}<br>%{{value:,.2f}} {plain(unit)}<extra></extra>",
            tiling={"packing": "squarify", "pad": 2},
            pathbar={"textfont": {"color": "#0b0c0c"}},
        )
    )
    figure.update_layout(_plain_layout(640))
    return figure.to_plotly_json()


def _colours(ways: Sequence[Way]) -> dict[str, str]:
    """The fill of each category, the largest first; what is gathered of many has no hue."""
    held: dict[str, Decimal] = {}
    for way in ways:
        held[way.codes[1]] = held.get(way.codes[1], Decimal(0)) + way.amount
    ranked = sorted(held.keys() - {OTHER}, key=lambda code: (-held[code], code))
    return {OTHER: REST, **{code: hue(place) for place, code in enumerate(ranked)}}


def streams(ways: Sequence[Way], unit: str) -> dict[str, object]:
    """A sankey of ways: a column of names for each step, a stream between two for their sum.

    The streams have the colour of the category, as the cells of `tree`; each end has its name.
    """
    drawn = [way for way in ways if way.amount > 0]
    colours = _colours(drawn)
    nodes: dict[tuple[int, str], int] = {}
    labels: list[str] = []
    held: dict[tuple[int, int], Decimal] = {}
    fills: dict[tuple[int, int], str] = {}
    for way in drawn:
        for step, name in zip(enumerate(way.codes), way.names, strict=True):
            if step not in nodes:
                nodes[step] = len(labels)
                labels.append(folded(name))
        places = [nodes[step] for step in enumerate(way.codes)]
        for pair in pairwise(places):
            held[pair] = held.get(pair, Decimal(0)) + way.amount
            fills[pair] = colours[way.codes[1]]
    figure = go.Figure(
        go.Sankey(
            arrangement="snap",
            valueformat=",.2f",
            valuesuffix=f" {plain(unit)}",
            node={
                "label": labels,
                "color": [colours[code] if step == 1 else REST for step, code in nodes],
                "line": {"color": "#505a5f", "width": 1},
                "pad": 18,
                "hovertemplate": "%{label}<br>%{value}<extra></extra>",
            },
            link={
                "source": [pair[0] for pair in held],
                "target": [pair[1] for pair in held],
                "value": [exact(amount) for amount in held.values()],
                "color": [_pale(fill) for fill in fills.values()],
                "hovertemplate": "%{source.label} → %{target.label}<br>%{value}<extra></extra>",
            },
        )
    )
    figure.update_layout(_plain_layout(max(480, 60 * len(nodes))))
    return figure.to_plotly_json()


def _pale(fill: str) -> str:
    red, green, blue = (int(fill[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{PARTED})"


def _plain_layout(height: int) -> dict[str, object]:
    margin = {"l": 10, "r": 10, "t": 40, "b": 20}
    return {"template": None, "height": height, "margin": margin, "font": FONT}


def over_months(
    months: Sequence[Column], planned: Decimal, words: ColumnWords, unit: str
) -> dict[str, object]:
    """Columns of what had been paid by the end of each month, and the plan as a dashed line."""
    numbers = [str(month) for month in range(1, MONTHS + 1)]
    figure = go.Figure(
        go.Bar(
            name=plain(words.by_now),
            x=numbers,
            y=left_out(months),
            marker={"color": PAID},
            hovertemplate=f"%{{x}}<br>%{{y:,.2f}} {plain(unit)}<extra></extra>",
        )
    )
    figure.add_trace(
        go.Scatter(
            name=plain(words.planned),
            x=numbers,
            y=[exact(planned)] * MONTHS,
            mode="lines",
            line={"color": CONTRACT, "width": 3, "dash": "dash"},
            hovertemplate=f"{plain(words.planned)}: %{{y:,.2f}} {plain(unit)}<extra></extra>",
        )
    )
    axis = {"rangemode": "tozero", "tickformat": ",~r", "gridcolor": "#d8dee0", "automargin": True}
    figure.update_layout(
        _plain_layout(480),
        legend={"orientation": "h", "y": -0.15},
        xaxis={"type": "category", "fixedrange": True},
        yaxis={"type": "linear", "title": {"text": plain(unit)}, **axis},
    )
    return figure.to_plotly_json()
