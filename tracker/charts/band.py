"""Bands of similar schools: the middle half of them, the one in the middle, and where this one is.

As tracker.charts.strip: geometry in percent, no viewBox, no script, no style; the words stand in
HTML beside the drawing and the numbers in a table. Each band has a scale of its own, from zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from tracker.charts import ACCEPTED, CONTRACT, PAID, PLAN

FULL = 97  # percent of the width; the rest leaves room for the mark of the highest
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Band:
    """The quartiles of similar schools, and what this school has; None: it has nothing known."""

    low: Decimal
    median: Decimal
    high: Decimal
    own: Decimal | None


@dataclass(frozen=True, slots=True)
class BandWords:
    """The words of the legend, in the language of its page."""

    half: str
    median: str
    own: str


def drawn(band: Band) -> Markup:
    """One band alone, for a page that says the numbers beside it."""
    full = max(band.high, band.own or Decimal(0))
    low, high, middle = (_at(amount, full) for amount in (band.low, band.high, band.median))
    parts = [
        _rect(low, max(high - low, Decimal("0.5"))),
        Markup('<path d="M0 13h9999" stroke="#505a5f"/>'),
        _tick(middle),
    ]
    if band.own is not None:
        parts.append(_dot(_at(band.own, full)))
    return _svg("100%", 26, Markup("").join(parts))


def bands(rows: Sequence[tuple[str, Band]], words: BandWords) -> Markup:
    """Bands under each other with their legend; labels are escaped. No row draws nothing."""
    if not rows:
        return Markup("")
    told = Markup("").join(
        Markup('<li><div class="st-bars__t"><b>{}</b></div>{}</li>').format(label, drawn(band))
        for label, band in rows
    )
    return _legend(words) + Markup('<ul class="st-bars">{}</ul>').format(told)


def coverage(known: int, whole: int) -> Markup:
    """How much is known, as a bar; the numbers are said beside it."""
    ratio = _at(Decimal(known), Decimal(whole))
    back = Markup('<rect width="{}%" height="14" fill="{}" stroke="#505a5f"/>').format(FULL, PLAN)
    front = Markup('<rect width="{}%" height="14" fill="{}"/>').format(ratio, PAID)
    return _svg("100%", 14, back + front)


def _svg(width: str, height: int, content: Markup) -> Markup:
    return Markup(
        '<svg width="{}" height="{}" aria-hidden="true" focusable="false">{}</svg>'
    ).format(width, height, content)


def _rect(at: Decimal, width: Decimal) -> Markup:
    return Markup('<rect x="{}%" y="5" width="{}%" height="16" fill="{}"/>').format(
        at, width.normalize() + 0, ACCEPTED
    )


def _tick(at: Decimal) -> Markup:
    return Markup('<rect x="{}%" width="4" height="26" fill="{}"/>').format(at, CONTRACT)


def _dot(at: Decimal) -> Markup:
    return Markup('<circle cx="{}%" cy="13" r="7" fill="{}" stroke="#fff"/>').format(at, PAID)


def _at(amount: Decimal, full: Decimal) -> Decimal:
    """Percent of the width, a hundredth exact."""
    if full <= 0 or amount <= 0:
        return Decimal(0)
    return (amount * FULL / full).quantize(CENT, rounding=ROUND_HALF_UP).normalize() + 0


def _legend(words: BandWords) -> Markup:
    marks = (
        (Markup('<rect y="2" width="28" height="14" fill="{}"/>').format(ACCEPTED), words.half),
        (Markup('<rect x="12" width="4" height="18" fill="{}"/>').format(CONTRACT), words.median),
        (Markup('<circle cx="14" cy="9" r="7" fill="{}"/>').format(PAID), words.own),
    )
    items = Markup("").join(
        Markup("<li>{}{}</li>").format(_svg("28", 18, mark), word) for mark, word in marks
    )
    return Markup('<ul class="st-legend">{}</ul>').format(items)
