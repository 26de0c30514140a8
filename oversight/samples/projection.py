"""From what was found in a sample to the money it was drawn from. Pure; exact but for the factors.

The conservative approach of the European Commission's guidance on sampling methods for audit
authorities (EGESIF_16-0014-01), 6.3.5, which auditors know as the Stringer bound: the errors of
purchases that were always in are summed; every other error counts as its share of the purchase
times the interval; basic precision is the reliability factor for no error times the interval; the
incremental allowance orders the projected errors from the largest.

Two strata may have intervals of their own. Each projected error then lies between nothing and the
longest interval, so it is an error of a sample with that interval, and less of it: basic precision
takes the longest, and all errors stand in one order. With one interval that is the formula itself.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext
from fractions import Fraction
from functools import cache

PLACES = Decimal("0.000001")
WITHIN, ABOVE, BETWEEN = "within", "above", "between"
Factor = Callable[[int, int], Fraction]
"""Gives the reliability factor of a number of errors at a confidence level in percent."""


@dataclass(frozen=True, slots=True)
class Looked:
    """A purchase that was looked at, tyiyn: what the books say, and what the council found due.

    `interval` is that of its stratum; None where it was in the sample in any case.
    """

    purchase: int
    book: int
    audited: int
    interval: Fraction | None


@dataclass(frozen=True, slots=True)
class Step:
    """One error on the way to the upper limit: its share of the purchase, what it is projected to,
    and what it adds beyond that (`factor` times the projection). Tyiyn."""

    purchase: int
    tainting: Fraction
    projected: Fraction
    factor: Fraction
    allowance: Fraction


@dataclass(frozen=True, slots=True)
class Projection:
    """What a sample says of all the money, tyiyn. `likely` is the most likely error, `upper` the
    limit it does not exceed at the confidence level."""

    confidence: int
    factor: Fraction
    interval: Fraction
    certain: int
    steps: tuple[Step, ...]

    @property
    def projected(self) -> Fraction:
        """The projected error of what was drawn."""
        return sum((step.projected for step in self.steps), Fraction(0))

    @property
    def likely(self) -> Fraction:
        """The most likely error of all the money."""
        return self.certain + self.projected

    @property
    def basic(self) -> Fraction:
        """Basic precision: what may be there though nothing was found."""
        return self.factor * self.interval

    @property
    def allowance(self) -> Fraction:
        """The incremental allowance: what the errors found add to it."""
        return sum((step.allowance for step in self.steps), Fraction(0))

    @property
    def upper(self) -> Fraction:
        """The upper limit of error."""
        return self.likely + self.basic + self.allowance


@cache
def factor(errors: int, confidence: int) -> Fraction:
    """The reliability factor: the mean of a Poisson law under which so few errors are just as rare
    as the confidence level allows; half the chi-square quantile of 2 (errors + 1) degrees of
    freedom. Six places, rounded up: 95 % and no error give 2.995733."""
    with localcontext() as context:
        context.prec = 40
        rare = Decimal(100 - confidence) / 100
        low, high = Decimal(0), Decimal(10 + 4 * (errors + 1))
        while high - low > Decimal("1e-12"):
            middle = (low + high) / 2
            low, high = (middle, high) if _at_most(errors, middle) > rare else (low, middle)
        return Fraction(high.quantize(PLACES, ROUND_CEILING))


def _at_most(errors: int, mean: Decimal) -> Decimal:
    """The chance of at most so many errors where `mean` are expected."""
    term = total = Decimal(1)
    for count in range(1, errors + 1):
        term = term * mean / count
        total += term
    return total * (-mean).exp()


def project(
    looked: Iterable[Looked], interval: Fraction | None, confidence: int, of: Factor = factor
) -> Projection:
    """What the errors found come to; `interval` is the longest of the sample's, None where all the
    money was looked at. What is due above the books is no error here and makes up for none."""
    found = [one for one in looked if one.audited < one.book]
    drawn = [
        (Fraction(one.book - one.audited, one.book), one.interval, one.purchase)
        for one in found
        if one.interval is not None
    ]
    ordered = sorted(drawn, key=lambda one: (-one[0] * one[1], one[2]))
    steps = []
    for order, (tainting, own, purchase) in enumerate(ordered, start=1):
        more = of(order, confidence) - of(order - 1, confidence) - 1
        projected = tainting * own
        steps.append(Step(purchase, tainting, projected, more, more * projected))
    return Projection(
        confidence=confidence,
        factor=of(0, confidence),
        interval=interval or Fraction(0),
        certain=sum(one.book - one.audited for one in found if one.interval is None),
        steps=tuple(steps),
    )


def verdict(projection: Projection, tolerable: Fraction) -> str:
    """WITHIN: even the upper limit is tolerable. ABOVE: the most likely error is not. BETWEEN: the
    sample is too small to say; look at more."""
    if projection.upper <= tolerable:
        return WITHIN
    return ABOVE if projection.likely > tolerable else BETWEEN
