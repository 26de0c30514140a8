"""A drawing for documents: one SVG that stands alone, with real text, title and source.

A page draws otherwise (tracker.charts.svg): there a scaled viewBox makes the text of a phone's
screen too small. Here the width is fixed, for a report or a slide, and the PNG is made of this.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from textwrap import wrap

from markupsafe import Markup, escape

from tracker.charts import ACCEPTED, CONTRACT, OVER, PAID, PLAN, Bar, Legend, most
from tracker.charts.ranks import share

WIDE, EDGE = 1200, 40
FULL = WIDE - 2 * EDGE  # pixels of the longest bar
LETTER = {400: 0.54, 700: 0.64}  # of a size a letter takes, in a line of wide ones, by weight
FAMILY = "'Noto Sans','DejaVu Sans',sans-serif"
NOT_XML = re.compile("[^\\u0009\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A rectangle of a row: from and to as shares of the width, its top and height in pixels."""

    start: Fraction
    end: Fraction
    top: int
    height: int
    fill: str
    edge: str = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what it is called, its sums in words, its marks."""

    label: str
    told: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """All that stands on the drawing, in the language it was asked for.

    `legend` are fills with their words, `foot` says where the numbers are from.
    """

    lang: str
    title: str
    key: str
    legend: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]
    foot: tuple[str, ...]


def svg(of: Paper) -> str:
    """The drawing as a document; names are escaped, signs that XML cannot hold are left out."""
    parts: list[Markup] = []
    at = EDGE
    for size, weight, text in ((30, 700, of.title), (19, 400, of.key)):
        at = _lines(parts, text, at, size, weight)
        at += 10
    at = _legend(parts, of.legend, at) if of.rows else at
    for row in of.rows:
        at = _row(parts, row, at + 12)
    at += 24
    for text in of.foot:
        at = _lines(parts, text, at, 16, 400)
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{0}" viewBox="0 0 {1} {2}" width="{1}"'
        ' height="{2}" role="img" font-family="{3}" fill="#0b0c0c"><title>{4}</title>'
        '<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse"'
        ' patternTransform="rotate(45)"><rect width="5" height="5" fill="{5}"/>'
        '<rect width="2" height="5" fill="#0b0c0c"/></pattern></defs>'
        '<rect width="{1}" height="{2}" fill="#ffffff"/>{6}</svg>\n'
    ).format(
        of.lang,
        WIDE,
        at + EDGE // 2,
        Markup(FAMILY),
        _clean(of.title),
        ACCEPTED,
        Markup("\n").join(parts),
    )


def _clean(text: str) -> Markup:
    return escape(NOT_XML.sub("", text))


def _lines(parts: list[Markup], text: str, at: int, size: int, weight: int) -> int:
    """Text in lines no wider than the drawing; gives where the next thing may stand."""
    for line in wrap(text, int(FULL / (size * LETTER[weight]))):
        at += round(size * 1.3)
        parts.append(
            Markup('<text x="{}" y="{}" font-size="{}" font-weight="{}">{}</text>').format(
                EDGE, at - round(size * 0.3), size, weight, _clean(line)
            )
        )
    return at


def _legend(parts: list[Markup], legend: Sequence[tuple[str, str]], at: int) -> int:
    """Up to four signs beside one another, each with its word."""
    for number, (fill, word) in enumerate(legend):
        left = EDGE + number * FULL // 4
        parts.append(
            Markup(
                '<rect x="{}" y="{}" width="28" height="16" fill="{}" stroke="#505a5f"/>'
                '<text x="{}" y="{}" font-size="17">{}</text>'
            ).format(left, at + 4, fill, left + 38, at + 18, _clean(word))
        )
    return at + 26


def _row(parts: list[Markup], row: Row, at: int) -> int:
    at = _lines(parts, row.label, at, 20, 700)
    at = _lines(parts, row.told, at, 18, 400)
    if not row.marks:
        return at + 4
    parts.append(
        Markup('<path d="M{} {}v30" stroke="#0b0c0c" stroke-width="2"/>').format(EDGE, at + 2)
    )
    for mark in row.marks:
        left, right = round(mark.start * FULL), round(mark.end * FULL)
        parts.append(
            Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}"/>').format(
                EDGE + left,
                at + 4 + mark.top,
                max(right - left, 0),
                mark.height,
                mark.fill,
                mark.edge,
            )
        )
    return at + 34


def legend_of(words: Legend) -> tuple[tuple[str, str], ...]:
    """The signs of bullet bars."""
    return (
        (PLAN, words.planned),
        (CONTRACT, words.committed),
        ("url(#hatch)", words.accepted),
        (PAID, words.paid),
    )


def bullet_marks(bar: Bar, full: Fraction) -> tuple[Mark, ...]:
    """The marks of a bullet bar, as the page draws them: plan, accepted, paid, contracts."""
    ends = {
        name: share(getattr(bar, name) or 0, full)
        for name in ("planned", "committed", "accepted", "paid")
    }
    over = bar.paid is not None and bar.planned is not None and bar.paid > bar.planned
    zero, tick = Fraction(0), ends["committed"]
    marks = (
        Mark(zero, ends["planned"], 0, 26, PLAN, "#505a5f"),
        Mark(zero, ends["accepted"], 5, 16, "url(#hatch)"),
        Mark(zero, ends["paid"], 9, 8, OVER if over else PAID),
        Mark(max(tick - Fraction(3, FULL), zero), tick, 0, 26, CONTRACT, "#ffffff"),
    )
    return tuple(mark for mark in marks if mark.end > 0)


def bullet_rows(bars: Sequence[Bar], words: Legend, told: Sequence[str]) -> tuple[Row, ...]:
    """The bars as rows; `told` are the sums of each in words."""
    if not bars:
        return ()
    full = Fraction(most(bars))
    return tuple(
        Row(bar.label, text, bullet_marks(bar, full)) for bar, text in zip(bars, told, strict=True)
    )
