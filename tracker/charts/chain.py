"""The links of a chain under one scale, each beside the norm: how much of it reaches the plate.

As the bars of tracker.charts.svg: geometry in percent, no viewBox, no script and no style
attribute; the words stand in HTML beside the drawing, the numbers in a table under it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from tracker.charts import ACCEPTED, CONTRACT, PAID

HEIGHT = 26
FULL = 98  # percent of the width; the rest leaves room for the stroke of the longest


@dataclass(frozen=True, slots=True)
class Step:
    """One link: som, and the same in words. `high` above `low`: it lies somewhere between them.

    `low` None: at most `high`. `high` None: it cannot be said.
    """

    label: str
    told: str
    low: Decimal | None
    high: Decimal | None


@dataclass(frozen=True, slots=True)
class ChainWords:
    """The words of the legend, in the language of the page."""

    known: str
    between: str
    norm: str


def chain(steps: Sequence[Step], norm: Decimal | None, words: ChainWords) -> Markup:
    """The links in their order; labels are escaped. The black stroke is the norm.

    Solid: so much at least. Hatched: it ends somewhere here. A dashed frame: it cannot be said.
    """
    known = [amount for step in steps for amount in (step.low, step.high) if amount is not None]
    full = max([*known, *([norm] if norm is not None else [])], default=Decimal(0))
    rows = Markup("").join(_row(step, norm, full) for step in steps)
    between = any(step.high is not None and step.low != step.high for step in steps)
    return _legend(words, between=between, norm=norm is not None) + Markup(
        '<ul class="st-bars">{}</ul>'
    ).format(rows)


def _row(step: Step, norm: Decimal | None, full: Decimal) -> Markup:
    return Markup(
        '<li><div class="st-bars__t"><b>{}</b><span class="st-bars__n"><span>{}</span></span></div>'
        '<svg width="100%" height="{}" aria-hidden="true" focusable="false">{}</svg></li>'
    ).format(step.label, step.told, HEIGHT, _marks(step, norm, full))


def _marks(step: Step, norm: Decimal | None, full: Decimal) -> Markup:
    if step.high is None:
        return Markup(
            '<rect x="1" y="5" width="99%" height="16" fill="none" stroke="#505a5f"'
            ' stroke-dasharray="3 4"/>'
        )
    low, high = _at(step.low or Decimal(0), full), _at(step.high, full)
    marks = Markup('<path d="M1 0v26" stroke="#0b0c0c" stroke-width="2"/>')
    if high > low:
        marks += Markup(
            '<rect x="{}%" y="5" width="{}%" height="16" fill="{}" stroke="#505a5f"'
            ' stroke-dasharray="3 4"/>'
        ).format(low, (high - low).normalize() + 0, ACCEPTED)
    marks += Markup('<rect y="5" width="{}%" height="16" fill="{}"/>').format(low, PAID)
    if norm is None:
        return marks
    return marks + Markup(
        '<line x1="{0}%" x2="{0}%" y1="0" y2="26" stroke="#fff" stroke-width="7"/>'
        '<line x1="{0}%" x2="{0}%" y1="0" y2="26" stroke="{1}" stroke-width="3"/>'
    ).format(_at(norm, full), CONTRACT)


def _at(amount: Decimal, full: Decimal) -> Decimal:
    """Percent of the width, a hundredth exact."""
    if full <= 0 or amount <= 0:
        return Decimal(0)
    exact = (amount * FULL / full).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    return exact.normalize() + 0


def _legend(words: ChainWords, *, between: bool, norm: bool) -> Markup:
    swatch = Markup('<svg width="28" height="18" aria-hidden="true" focusable="false">{}</svg>')
    solid = Markup('<rect x="1" y="2" width="26" height="14" fill="{}"/>').format(PAID)
    band = Markup(
        '<rect x="1" y="2" width="26" height="14" fill="{}" stroke="#505a5f"'
        ' stroke-dasharray="3 4"/>'
    ).format(ACCEPTED)
    tick = Markup('<path d="M14 0v18" stroke="{}" stroke-width="3"/>').format(CONTRACT)
    pairs = [(solid, words.known)]
    pairs += [(band, words.between)] if between else []
    pairs += [(tick, words.norm)] if norm else []
    items = Markup("").join(
        Markup("<li>{}{}</li>").format(swatch.format(mark), word) for mark, word in pairs
    )
    return Markup('<ul class="st-legend">{}</ul>').format(items)
