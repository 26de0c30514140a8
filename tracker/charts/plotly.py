"""The same bars as a plotly figure, for those who press the button."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from html import escape
from textwrap import wrap

import plotly.graph_objects as go

from tracker.charts import ACCEPTED, CONTRACT, PAID, PLAN, Bar, Legend

ROW = 84  # pixels a category takes: four bars and their gap
LINE = 20  # letters of a label before it goes on in the next line
INVISIBLE = "\u200b"  # a space of no width
FONT = {"family": 'system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif', "size": 14}


def grouped_bars(bars: Sequence[Bar], words: Legend, unit: str) -> dict[str, object]:
    """A figure of four bars per category: `{"data": […], "layout": {…}}`, ready for JSON.

    Sums stay decimal strings: plotly reads them as numbers and no float is ours. Labels and
    `unit` ("сом") come translated; the digits are grouped by the locale of the reader's plotly.
    None leaves a gap, zero a bar of no length that says so when pointed at.
    """
    figure = go.Figure()
    looks = (
        (words.planned, "planned", PLAN, ""),
        (words.committed, "committed", CONTRACT, "/"),
        (words.accepted, "accepted", ACCEPTED, "x"),
        (words.paid, "paid", PAID, ""),
    )
    labels = _rows([folded(bar.label) for bar in bars])
    for word, key, colour, shape in looks:
        figure.add_trace(
            go.Bar(
                name=plain(word),
                orientation="h",
                y=labels,
                x=[exact(getattr(bar, key)) for bar in bars],
                marker=_marker(colour, shape),
                hovertemplate=_hover(word, unit),
            )
        )
    figure.update_layout(_layout(len(bars), unit))
    return figure.to_plotly_json()


def _layout(count: int, unit: str) -> dict[str, object]:
    return {
        "template": None,
        "barmode": "group",
        "height": 220 + ROW * count,
        "margin": {"l": 10, "r": 20, "t": 40, "b": 150},
        "font": FONT,
        "legend": {"orientation": "h", "yref": "container", "y": 0, "yanchor": "bottom", "x": 0},
        "xaxis": {
            "type": "linear",
            "rangemode": "tozero",
            "title": {"text": plain(unit)},
            "tickformat": ",~r",
            "gridcolor": "#d8dee0",
            "nticks": 5,
            "tickangle": 0,
        },
        "yaxis": {"type": "category", "autorange": "reversed", "automargin": True},
    }


def _marker(colour: str, shape: str) -> dict[str, object]:
    pattern = {"shape": shape, "bgcolor": "#ffffff", "fgcolor": colour, "size": 6}
    return {
        "color": colour,
        "line": {"color": "#505a5f", "width": 1},
        **({"pattern": pattern} if shape else {}),
    }


def _hover(word: str, unit: str) -> str:
    return f"%{{y}}<br>{plain(word)}: %{{x:,.2f}} {plain(unit)}<extra></extra>"


def exact(amount: Decimal | None) -> str | None:
    """A sum as plotly gets it: a decimal string, so that no float is ours."""
    return None if amount is None else f"{amount:.2f}"


def _rows(labels: list[str]) -> list[str]:
    """The labels, each different: plotly would lay two of the same name on one another."""
    seen: Counter[str] = Counter()
    rows = []
    for label in labels:
        rows.append(label + INVISIBLE * seen[label])
        seen[label] += 1
    return rows


def folded(label: str) -> str:
    """A long label in short lines, so that the bars keep half of a phone's screen."""
    return "<br>".join(plain(line) for line in wrap(label, LINE))


def plain(text: str) -> str:
    """Plotly reads a few tags in labels: a school's name must not become a link."""
    return escape(text, quote=False)
