"""Audit samples in words: what was announced, how it was drawn, what it says, to be read aloud."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from flask_babel import gettext, lazy_gettext

from core.money import TYIYN, tyiyn
from oversight.samples import projection
from oversight.samples.reports.samples import Said, SampleCard
from tracker import formats

_l = lazy_gettext

STRATA = {
    "none": _l("all purchases together"),
    "flags": _l("purchases with a raised flag apart, looked at just as closely"),
    "flags_twice": _l("purchases with a raised flag apart, looked at twice as closely"),
}
PARTS = {
    "all": _l("all purchases"),
    "raised": _l("with a raised flag"),
    "not_raised": _l("without a raised flag"),
}
ERRORS = {
    "not_come": _l("it did not come, or not all of it"),
    "price": _l("the price is higher than agreed"),
    "quantity": _l("the quantity is wrong"),
    "other_thing": _l("another thing, or of another quality"),
    "no_paper": _l("there is no paper for it"),
    "other_use": _l("it was used for something else"),
    "other": _l("something else"),
}
VERDICTS = {
    projection.WITHIN: (_l("within what was said beforehand"), "good"),
    projection.ABOVE: (_l("more than was said beforehand"), "look"),
    projection.BETWEEN: (_l("cannot be said yet: look at more"), "none"),
}
AFTERWARDS = {
    projection.WITHIN: _l("Even this limit is not above what the council said beforehand."),
    projection.ABOVE: _l("The most likely error is above what the council said beforehand."),
    projection.BETWEEN: _l(
        "The most likely error is not above what the council said beforehand, the limit is: "
        "more has to be looked at before anything can be said."
    ),
}


def state(card: SampleCard) -> tuple[str, str]:
    """Where a sample stands, and the colour of its mark."""
    if card.drawn_on is None:
        return gettext("announced"), "wait"
    if card.looked < card.chosen:
        told = gettext("drawn; looked at: %(looked)s of %(chosen)s", looked=card.looked,
                       chosen=card.chosen)  # fmt: skip
        return told, "wait"
    return gettext("all looked at"), "good"


def som_of(count: Fraction | int) -> Decimal:
    """Tyiyn as som to the nearest tyiyn."""
    return _rounded(Fraction(count), ROUND_HALF_UP)


def som_above(count: Fraction | int) -> Decimal:
    """Tyiyn as som, rounded up: for limits and intervals."""
    return _rounded(Fraction(count), ROUND_CEILING)


def _rounded(count: Fraction, way: str) -> Decimal:
    with localcontext() as context:
        context.prec = 60
        return (Decimal(count.numerator) / count.denominator / 100).quantize(TYIYN, way)


def percent(ratio: Fraction) -> str:
    """A ratio of one in percent, with one decimal."""
    lang = formats.language()
    tenth = Decimal(ratio.numerator * 100) / Decimal(ratio.denominator)
    return formats.number(tenth.quantize(Decimal("0.1"), ROUND_HALF_UP), lang, 1) + "%"


@dataclass(frozen=True, slots=True)
class Told:
    """What a sample says: sentences to be read aloud, the verdict and the colour of its mark."""

    sentences: tuple[str, ...]
    verdict: str
    tone: str


def told(card: SampleCard, said: Said) -> Told:
    """The result in sentences one can read aloud."""
    found, whole = said.projection, tyiyn(card.amount)
    likely, upper = som_of(found.likely), som_above(found.upper)
    shares = percent(found.likely / whole), percent(found.upper / whole)
    verdict, tone = VERDICTS[said.verdict]
    sentences = (
        _looked(card),
        gettext(
            "The most likely error in all this money: %(sum)s, that is %(percent)s.",
            sum=_som(likely),
            percent=shares[0],
        ),
        gettext(
            "With a confidence of %(confidence)s the error is not above: %(sum)s, that is "
            "%(percent)s.",
            confidence=f"{card.confidence}%",
            sum=_som(upper),
            percent=shares[1],
        ),
        gettext(
            "What the council said beforehand: an error up to %(sum)s can be borne, that is "
            "%(percent)s.",
            sum=_som(som_of(card.tolerable_sum)),
            percent=percent(Fraction(card.tolerable, 1000)),
        ),
        str(AFTERWARDS[said.verdict]),
    )
    return Told(sentences, str(verdict), tone)


def _looked(card: SampleCard) -> str:
    lang = formats.language()
    return gettext(
        "The council looked at %(chosen)s purchases of %(units)s. Together all of them come to "
        "%(sum)s.",
        chosen=formats.number(card.chosen, lang),
        units=formats.number(card.units, lang),
        sum=_som(card.amount),
    )


def _som(amount: Decimal) -> str:
    return formats.som(amount, formats.language())
