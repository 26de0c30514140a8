"""The chart of time: how much had been paid by the end of each month, beside the plan."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache, partial
from typing import Any

from flask_babel import gettext

from budgets.reports import months as money
from budgets.reports.months import Month
from core.money import ZERO
from tracker import formats
from tracker.charts import CONTRACT, PAID, figures, paper
from tracker.charts.columns import Column, ColumnWords, columns
from tracker.charts.ranks import share
from tracker.extensions import db
from tracker.public.charts.chart import About, Chart, nothing
from tracker.tables import Cell, Table
from tracker.tables import Column as Head

KEPT = 256  # figures


def chart(about: About) -> Chart:
    """Columns of what was paid since January, by the day of payment, and a line at the plan."""
    found = money.months(db.session, about.code, about.year)
    planned = about.figures.money.planned if about.figures else ZERO
    words = ColumnWords(
        by_now=gettext("Paid since January"),
        planned=gettext("Planned for the year"),
        nothing=_title(found, planned, about),
    )
    drawn = tuple(Column(one.month, one.by_now) for one in found)
    return Chart(
        title=_title(found, planned, about),
        key=gettext(
            "By the day of payment: what is paid of this year’s budget in another year stands"
            " in that year."
        ),
        table=_table(found, about.year),
        drawing=columns(drawn, planned, words),
        figure=partial(_figure, drawn, planned, words, gettext("som")),
        rows=_rows(found, planned, about),
        legend=((PAID, words.by_now), (CONTRACT, words.planned)),
    )


def _title(found: Sequence[Month], planned: Decimal, about: About) -> str:
    if not found and not planned:
        return nothing(about)
    return gettext(
        "Paid since January: %(paid)s. Planned for the year: %(planned)s.",
        paid=formats.som(found[-1].by_now if found else ZERO, about.names.lang),
        planned=formats.som(planned, about.names.lang),
    )


def _table(found: Sequence[Month], year: int) -> Table:
    return Table(
        "months",
        gettext("Accepted and paid by month"),
        (
            Head("month", gettext("Month")),
            Head("accepted", gettext("Accepted"), "som"),
            Head("paid", gettext("Paid"), "som"),
            Head("paid_since_january", gettext("Paid since January"), "som"),
        ),
        tuple(
            (
                Cell(f"{year:04}-{one.month:02}", text=f"{one.month:02}.{year:04}"),
                one.accepted,
                one.paid,
                one.by_now,
            )
            for one in found
        ),
    )


def _rows(found: Sequence[Month], planned: Decimal, about: About) -> tuple[paper.Row, ...]:
    full = max([planned, *(one.by_now for one in found)])
    zero, plan = Fraction(0), share(planned, full)
    tick = paper.Mark(max(plan - Fraction(3, paper.FULL), zero), plan, 0, 26, CONTRACT, "#ffffff")
    return tuple(
        paper.Row(
            f"{one.month:02}.{about.year:04}",
            f"{gettext('Paid since January')}: {formats.som(one.by_now, about.names.lang)}",
            (paper.Mark(zero, share(one.by_now, full), 5, 16, PAID), tick),
        )
        for one in found
    )


@lru_cache(maxsize=KEPT)
def _figure(
    months: tuple[Column, ...], planned: Decimal, words: ColumnWords, unit: str
) -> Mapping[str, Any]:
    return figures.over_months(months, planned, words, unit)
