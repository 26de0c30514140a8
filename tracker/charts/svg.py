"""Bars that every browser draws, without a script and without a style attribute.

Geometry is in percent of the width and there is no viewBox: a scaled viewBox made the text of a
phone's screen six pixels high. All words stand in HTML around the drawing.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from markupsafe import Markup

from tracker import formats
from tracker.charts import ACCEPTED, CONTRACT, OVER, PAID, PLAN, Bar, Legend, most

HEIGHT = 26
_SWATCH = Markup('<svg width="28" height="18" aria-hidden="true" focusable="false">{}</svg>')
_HATCH = Markup(
    '<defs><pattern id="{name}-hatch" width="5" height="5" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect width="5" height="5" fill="{light}"/>'
    '<rect width="2" height="5" fill="#0b0c0c"/></pattern></defs>'
)


def bullets(bars: Sequence[Bar], words: Legend, lang: str, name: str) -> Markup:
    """The categories as bullet bars under one scale, with their legend; labels are escaped.

    Pale outlined bar: planned. Hatched: accepted. Solid, thin: paid. Black stroke: the sum in
    contracts. `name` is the drawing's, unique on its page: [a-z0-9-]. What is paid over the plan
    is said in words. No bars give the sentence "no data".
    """
    if not bars:
        return Markup('<p class="st-none">{}</p>').format(words.no_data)
    full = most(bars)
    rows = Markup("").join(_row(bar, full, words, lang, name) for bar in bars)
    return _legend(words, name) + Markup('<ul class="st-bars">{}</ul>').format(rows)


ROW = Markup(
    '<li><div class="st-bars__t"><b>{}</b><span class="st-bars__n">{}</span></div>{}{}</li>'
)


def _row(bar: Bar, full: Decimal, words: Legend, lang: str, name: str) -> Markup:
    return ROW.format(
        bar.label, _told(bar, words, lang), _drawing(bar, full, name), _over(bar, words, lang)
    )


def _told(bar: Bar, words: Legend, lang: str) -> Markup:
    def amount(value: Decimal | None) -> str:
        return words.no_data if value is None else formats.som(value, lang)

    # A no-break space keeps a sum beside its word; the line may break between the two.
    pairs = ((words.paid, bar.paid), (words.planned, bar.planned))
    return Markup(" ").join(
        Markup("<span>{}:{}{}</span>").format(word, formats.NBSP, amount(value))
        for word, value in pairs
    )


def _over(bar: Bar, words: Legend, lang: str) -> Markup:
    if bar.paid is None or bar.planned is None or bar.paid <= bar.planned:
        return Markup("")
    by = formats.som(bar.paid - bar.planned, lang)
    return Markup('<span class="st-over">▲ {}: {}</span>').format(words.over_plan, by)


def _drawing(bar: Bar, full: Decimal, name: str) -> Markup:
    """One row. Nothing known leaves an empty dashed frame; a known zero leaves its base line."""
    if not bar.known():
        marks = Markup(
            '<rect x="1" y="5" width="99%" height="16" fill="none" stroke="#505a5f"'
            ' stroke-dasharray="3 4"/>'
        )
    else:
        marks = Markup('<path d="M1 0v26" stroke="#0b0c0c" stroke-width="2"/>')
        marks += _plan(bar.planned, full)
        marks += _band(bar.accepted, full, 6, 14, f"url(#{name}-hatch)")
        over = bar.paid is not None and bar.planned is not None and bar.paid > bar.planned
        marks += _band(bar.paid, full, 9, 8, OVER if over else PAID)
        marks += _tick(bar.committed, full)
    return Markup(
        '<svg width="100%" height="{}" aria-hidden="true" focusable="false">{}</svg>'
    ).format(HEIGHT, marks)


def _plan(amount: Decimal | None, full: Decimal) -> Markup:
    if not amount:
        return Markup("")
    return Markup('<rect x="0" y="1" width="{}%" height="24" fill="{}" stroke="#505a5f"/>').format(
        _width(amount, full), PLAN
    )


def _band(amount: Decimal | None, full: Decimal, top: int, height: int, fill: str) -> Markup:
    if not amount:
        return Markup("")
    return Markup('<rect y="{}" width="{}%" height="{}" fill="{}"/>').format(
        top, _width(amount, full), height, fill
    )


def _tick(amount: Decimal | None, full: Decimal) -> Markup:
    if not amount:
        return Markup("")
    at = _width(amount, full)
    return Markup(
        '<line x1="{0}%" x2="{0}%" y1="0" y2="26" stroke="#fff" stroke-width="7"/>'
        '<line x1="{0}%" x2="{0}%" y1="0" y2="26" stroke="{1}" stroke-width="3"/>'
    ).format(at, CONTRACT)


def _width(amount: Decimal, full: Decimal) -> Decimal:
    """Percent of the width, a hundredth exact; 99 leaves room for the stroke of the longest."""
    if full <= 0 or amount <= 0:  # net payments of a category may be below zero after a refund
        return Decimal(0)
    return (amount * 99 / full).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP).normalize() + 0


def _legend(words: Legend, name: str) -> Markup:
    plan = Markup('<rect x="1" y="1" width="26" height="16" fill="{}" stroke="#505a5f"/>').format(
        PLAN
    )
    hatch = _HATCH.format(name=name, light=ACCEPTED) + Markup(
        '<rect y="3" width="28" height="12" fill="url(#{}-hatch)"/>'
    ).format(name)
    paid = Markup('<rect y="5" width="28" height="8" fill="{}"/>').format(PAID)
    tick = Markup('<path d="M14 0v18" stroke="{}" stroke-width="3"/>').format(CONTRACT)
    pairs = (
        (plan, words.planned),
        (tick, words.committed),
        (hatch, words.accepted),
        (paid, words.paid),
    )
    items = Markup("").join(
        Markup("<li>{}{}</li>").format(_SWATCH.format(mark), word) for mark, word in pairs
    )
    return Markup('<ul class="st-legend">{}</ul>').format(items)
