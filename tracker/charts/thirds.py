"""Bars of three parts: how many are met, are not, and of how many it cannot be said.

As the bars of tracker.charts.svg: geometry in percent, no viewBox, no script and no style
attribute; the counts stand in HTML beside the drawing, and in a table under it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from tracker import formats
from tracker.charts import ACCEPTED, PAID

HEIGHT = 26
_SWATCH = Markup('<svg width="28" height="18" aria-hidden="true" focusable="false">{}</svg>')


@dataclass(frozen=True, slots=True)
class Thirds:
    """Counts of one row; they add up to all there are."""

    label: str
    met: int
    not_met: int
    cannot_say: int


@dataclass(frozen=True, slots=True)
class ThirdsWords:
    """The words of the drawing, in the language of its page."""

    met: str
    not_met: str
    cannot_say: str


def thirds(rows: Sequence[Thirds], words: ThirdsWords, lang: str) -> Markup:
    """The bars with their legend; labels are escaped. No row draws nothing.

    Every bar is as wide as the page: all purchases. Solid: met. Striped: not met. A dashed frame:
    cannot be said. Part by part from the left, so that shapes tell what colours do.
    """
    if not rows:
        return Markup("")
    drawn = Markup("").join(_row(row, words, lang) for row in rows)
    return _legend(words) + Markup('<ul class="st-bars">{}</ul>').format(drawn)


def _row(row: Thirds, words: ThirdsWords, lang: str) -> Markup:
    counts = (
        (words.met, row.met),
        (words.not_met, row.not_met),
        (words.cannot_say, row.cannot_say),
    )
    told = Markup(" ").join(
        Markup("<span>{}:{}{}</span>").format(word, formats.NBSP, formats.number(count, lang))
        for word, count in counts
    )
    return Markup(
        '<li><div class="st-bars__t"><b>{}</b><span class="st-bars__n">{}</span></div>'
        '<svg width="100%" height="{}" aria-hidden="true" focusable="false">{}</svg></li>'
    ).format(row.label, told, HEIGHT, _marks(row))


def _marks(row: Thirds) -> Markup:
    whole = row.met + row.not_met + row.cannot_say
    ends = [_at(row.met, whole), _at(row.met + row.not_met, whole), _at(whole, whole)]
    marks = Markup("")
    if row.met:
        marks += Markup('<rect y="3" width="{}%" height="20" fill="{}"/>').format(ends[0], PAID)
    if row.not_met:
        marks += Markup(
            '<rect x="{}%" y="3" width="{}%" height="20" fill="url(#thirds-hatch)"'
            ' stroke="#0b0c0c"/>'
        ).format(ends[0], ends[1] - ends[0])
    if row.cannot_say:
        marks += Markup(
            '<rect x="{}%" y="3" width="{}%" height="20" fill="none" stroke="#505a5f"'
            ' stroke-dasharray="3 4"/>'
        ).format(ends[1], ends[2] - ends[1])
    return marks


def _at(count: int, whole: int) -> Decimal:
    """Percent of the width, a hundredth exact; 99 leaves room for the stroke of the last."""
    if not count:
        return Decimal(0)
    return (Decimal(count) * 99 / whole).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _legend(words: ThirdsWords) -> Markup:
    solid = Markup('<rect y="3" width="28" height="12" fill="{}"/>').format(PAID)
    striped = Markup(
        '<defs><pattern id="thirds-hatch" width="5" height="5" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="5" height="5" fill="{}"/>'
        '<rect width="2" height="5" fill="#0b0c0c"/></pattern></defs>'
        '<rect x="1" y="3" width="26" height="12" fill="url(#thirds-hatch)" stroke="#0b0c0c"/>'
    ).format(ACCEPTED)
    frame = Markup(
        '<rect x="1" y="3" width="26" height="12" fill="none" stroke="#505a5f"'
        ' stroke-dasharray="3 4"/>'
    )
    items = Markup("").join(
        Markup("<li>{}{}</li>").format(_SWATCH.format(mark), word)
        for mark, word in (
            (solid, words.met),
            (striped, words.not_met),
            (frame, words.cannot_say),
        )
    )
    return Markup('<ul class="st-legend">{}</ul>').format(items)
