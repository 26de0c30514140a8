"""Sums from the largest down, each as a bar under one scale, with its part of every hundred.

As the bars of tracker.charts.svg: geometry in percent, no viewBox, no script and no style
attribute; the words and sums stand in HTML beside the bars.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from markupsafe import Markup

from core.money import divide
from tracker import formats
from tracker.charts import PAID


@dataclass(frozen=True, slots=True)
class Rank:
    """A sum in som and what it is called. What is `gathered` of many has no bar: it is no way of
    its own, and longer than any of them."""

    label: str
    amount: Decimal
    gathered: bool = False


@dataclass(frozen=True, slots=True)
class RankWords:
    """The words of the drawing, in the language of its page."""

    of_100: str
    no_data: str


def hundredths(amounts: Sequence[Decimal]) -> list[int]:
    """How many of every hundred som each sum is: whole numbers that make a hundred.

    A sum below zero counts as nothing; of nothing at all each has nothing.
    """
    weights = [max(amount, Decimal(0)) for amount in amounts]
    return divide(100, weights) if any(weights) else [0] * len(weights)


def share(amount: Decimal, full: Decimal) -> Fraction:
    """How much of the full width a sum takes: from 0 to 1."""
    if full <= 0 or amount <= 0:
        return Fraction(0)
    return min(Fraction(amount) / Fraction(full), Fraction(1))


def ranks(rows: Sequence[Rank], words: RankWords, lang: str) -> Markup:
    """The bars in the order given; labels are escaped. No row gives the sentence "no data"."""
    if not rows:
        return Markup('<p class="st-none">{}</p>').format(words.no_data)
    full = max((row.amount for row in rows if not row.gathered), default=Decimal(0))
    told = hundredths([row.amount for row in rows])
    items = Markup("").join(
        _row(row, of_100, full, words, lang) for row, of_100 in zip(rows, told, strict=True)
    )
    return Markup('<ul class="st-bars">{}</ul>').format(items)


def _row(row: Rank, of_100: int, full: Decimal, words: RankWords, lang: str) -> Markup:
    told = Markup(
        '<div class="st-bars__t"><b>{}</b><span class="st-bars__n"><span>{}</span>'
        "<span>{}:{}{}</span></span></div>"
    ).format(row.label, formats.som(row.amount, lang), words.of_100, formats.NBSP, of_100)
    if row.gathered:
        return Markup("<li>{}</li>").format(told)
    return Markup(
        '<li>{}<svg width="100%" height="16" aria-hidden="true" focusable="false">'
        '<path d="M1 0v16" stroke="#0b0c0c" stroke-width="2"/>'
        '<rect y="2" width="{}%" height="12" fill="{}"/></svg></li>'
    ).format(told, percent(share(row.amount, full)), PAID)


def percent(of: Fraction) -> Decimal:
    """A share as percent of a width, a hundredth exact."""
    exact = Decimal(of.numerator) * 100 / Decimal(of.denominator)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP).normalize() + 0
