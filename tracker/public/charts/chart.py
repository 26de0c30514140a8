"""What a chart is, before it has a form: described once, and all its addresses hang from that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from markupsafe import Markup

from budgets.reports.figures import Figures, Sums
from tracker import formats
from tracker.charts import paper
from tracker.names import Names
from tracker.tables import Table


@dataclass(frozen=True, slots=True)
class About:
    """Whose chart it is: a school's or a place's, in one year; `figures` None is "no data"."""

    code: str
    year: int
    is_school: bool
    figures: Figures | None
    names: Names


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart in the language of its page.

    `title` states the finding, `key` says how to read it. `table` has all numbers, `drawing` is
    the page's, `figure` makes plotly's when it is asked for, `rows` and `legend` are for documents.
    A `wide` figure is offered on wide screens only.
    """

    title: str
    key: str
    table: Table
    drawing: Markup
    figure: Callable[[], Mapping[str, Any]]
    rows: tuple[paper.Row, ...]
    legend: tuple[tuple[str, str], ...]
    wide: bool = False


def nothing(about: About) -> str:
    """The title of a chart without a row: no data is told apart from no money."""
    if about.figures is None:
        return gettext("No data: for this year nothing was entered.")
    return gettext("No money is set aside for this year.")


def told(sums: Sums, lang: str) -> str:
    """The four standings of a sum in one line, for documents."""
    return " · ".join(
        f"{word}: {formats.som(amount, lang)}"
        for word, amount in (
            (gettext("Planned"), sums.planned),
            (gettext("In contracts"), sums.committed),
            (gettext("Accepted"), sums.accepted),
            (gettext("Paid"), sums.paid),
        )
    )
