"""Strips of prices: the middle half of what was paid, and the median, under one scale.

As the bars of tracker.charts.svg: geometry in percent, no viewBox, no script and no style
attribute; the words stand in HTML beside the drawing, the numbers in a table under it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from tracker import formats
from tracker.charts import ACCEPTED, CONTRACT

HEIGHT = 26
FULL = 98  # percent of the width; the rest leaves room for the stroke of the longest


@dataclass(frozen=True, slots=True)
class Strip:
    """The first quartile, the median and the third of comparable prices, in som."""

    label: str
    low: Decimal
    median: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class StripWords:
    """The words of the drawing, in the language of its page."""

    median: str
    half: str


def strips(rows: Sequence[Strip], words: StripWords, lang: str) -> Markup:
    """The strips with their legend; labels are escaped. No row draws nothing.

    The scale begins at zero and ends at the highest third quartile. Pale band: the middle half
    of the prices. Black stroke: the median, which is also said in words.
    """
    if not rows:
        return Markup("")
    full = max(row.high for row in rows)
    drawn = Markup("").join(_row(row, full, words, lang) for row in rows)
    return _legend(words) + Markup('<ul class="st-bars">{}</ul>').format(drawn)


def _row(row: Strip, full: Decimal, words: StripWords, lang: str) -> Markup:
    return Markup(
        '<li><div class="st-bars__t"><b>{}</b><span class="st-bars__n"><span>{}:{}{}</span></span>'
        '</div><svg width="100%" height="{}" aria-hidden="true" focusable="false">{}</svg></li>'
    ).format(
        row.label,
        words.median,
        formats.NBSP,
        formats.som(row.median, lang),
        HEIGHT,
        _marks(row, full),
    )


def _marks(row: Strip, full: Decimal) -> Markup:
    low, high, middle = (_at(amount, full) for amount in (row.low, row.high, row.median))
    width = (_at(row.high, full) - _at(row.low, full)).normalize() + 0
    base = Markup('<line x1="0" x2="99%" y1="13" y2="13" stroke="#505a5f"/>')
    if high == low:  # one price for all: a band of no width would not be seen
        band = Markup('<circle cx="{}%" cy="13" r="8" fill="{}" stroke="#505a5f"/>').format(
            low, ACCEPTED
        )
    else:
        band = Markup(
            '<rect x="{}%" y="5" width="{}%" height="16" fill="{}" stroke="#505a5f"/>'
        ).format(low, width, ACCEPTED)
    tick = Markup(
        '<line x1="{0}%" x2="{0}%" y1="0" y2="26" stroke="#fff" stroke-width="7"/>'
        '<line x1="{0}%" x2="{0}%" y1="0" y2="26" stroke="{1}" stroke-width="3"/>'
    ).format(middle, CONTRACT)
    return base + band + tick


def _at(amount: Decimal, full: Decimal) -> Decimal:
    """Percent of the width, a hundredth exact."""
    if full <= 0:
        return Decimal(0)
    exact = (amount * FULL / full).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return exact.normalize() + 0


def _legend(words: StripWords) -> Markup:
    swatch = Markup('<svg width="28" height="18" aria-hidden="true" focusable="false">{}</svg>')
    band = Markup('<rect x="1" y="2" width="26" height="14" fill="{}" stroke="#505a5f"/>').format(
        ACCEPTED
    )
    tick = Markup('<path d="M14 0v18" stroke="{}" stroke-width="3"/>').format(CONTRACT)
    items = Markup("").join(
        Markup("<li>{}{}</li>").format(swatch.format(mark), word)
        for mark, word in ((band, words.half), (tick, words.median))
    )
    return Markup('<ul class="st-legend">{}</ul>').format(items)
