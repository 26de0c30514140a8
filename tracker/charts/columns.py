"""Columns over the months of a year, and a line at the plan.

Widths are in percent and heights in pixels, so nothing is scaled and the numbers under the columns
keep their size on a phone; the sums stand in the table under the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from tracker.charts import CONTRACT, PAID
from tracker.charts.ranks import share

TALL = 160  # pixels of the highest column or of the plan's line
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Column:
    """A month by its number and what had been paid by its end, som."""

    month: int
    by_now: Decimal


@dataclass(frozen=True, slots=True)
class ColumnWords:
    """The words of the drawing, in the language of its page."""

    by_now: str
    planned: str
    nothing: str


def columns(months: Sequence[Column], planned: Decimal, words: ColumnWords) -> Markup:
    """The columns with their legend. After the last month in which anything was paid there is none.

    Where nothing was paid at all that is said, and nothing is drawn.
    """
    if not months:
        return Markup('<p class="st-none">{}</p>').format(words.nothing)
    full = max(planned, *(month.by_now for month in months))
    base = TALL + 4
    marks = Markup("").join(_column(month, full, base) for month in months)
    marks += Markup('<path d="M0 {}h9999" stroke="#0b0c0c" stroke-width="2"/>').format(base)
    if planned > 0:
        marks += Markup(
            '<path d="M0 {}h9999" stroke="{}" stroke-width="3" stroke-dasharray="10 4"/>'
        ).format(base - _pixels(planned, full), CONTRACT)
    drawn = Markup(
        '<svg width="100%" height="{}" aria-hidden="true" focusable="false">{}{}</svg>'
    ).format(base + 22, marks, _numbers(base + 18))
    return _legend(words) + Markup('<div class="st-bars">{}</div>').format(drawn)


def _column(month: Column, full: Decimal, base: int) -> Markup:
    height = _pixels(month.by_now, full)
    return Markup('<rect x="{}%" y="{}" width="6%" height="{}" fill="{}"/>').format(
        _left(month.month), base - height, height, PAID
    )


def _pixels(amount: Decimal, full: Decimal) -> int:
    return round(share(amount, full) * TALL)


def _left(month: int) -> Decimal:
    return (Decimal(month - 1) * 100 / MONTHS + Decimal("1.17")).quantize(Decimal("0.01"))


def _numbers(at: int) -> Markup:
    return Markup("").join(
        Markup('<text x="{}%" y="{}" font-size="14" text-anchor="middle">{}</text>').format(
            _left(month) + 3, at, month
        )
        for month in range(1, MONTHS + 1)
    )


def _legend(words: ColumnWords) -> Markup:
    swatch = Markup('<svg width="28" height="18" aria-hidden="true" focusable="false">{}</svg>')
    paid = Markup('<rect x="8" y="1" width="12" height="16" fill="{}"/>').format(PAID)
    plan = Markup(
        '<path d="M0 9h28" stroke="{}" stroke-width="3" stroke-dasharray="10 4"/>'
    ).format(CONTRACT)
    return Markup('<ul class="st-legend"><li>{}{}</li><li>{}{}</li></ul>').format(
        swatch.format(paid), words.by_now, swatch.format(plan), words.planned
    )


def left_out(months: Sequence[Column]) -> list[str | None]:
    """The sums of all twelve months as plotly gets them: None where nothing is known yet."""
    known = {month.month: f"{month.by_now:.2f}" for month in months}
    return [known.get(month) for month in range(1, MONTHS + 1)]
