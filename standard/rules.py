"""Which requirements bind which school, and how much of each. Pure; whole thousandths throughout.

A duty is made from a criterion of the catalogue and the school's passport. What the passport does
not say leaves the duty unknown: a third answer, next to met and not met.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from standard.catalogue_file import Criterion

ONE = 1000  # thousandths
MEASURED_UNITS = frozenset(
    {"litre", "square_metre", "som", "lux", "degree_celsius", "ppm", "percent", "day"}
)
MEASURED_BASES = frozenset({"perimeter_m", "territory_m2", "food_spend"})
JUDGED = frozenset({"threshold", "boolean"})
"""Types that take a dated assessment: a measurement, or yes and no."""
SCHOOL_DAY = 4  # days a sample of one school day stands for: a weekend and a holiday beside it


@dataclass(frozen=True, slots=True)
class Norm:
    """A criterion ready to be counted with. `whole`: only whole pieces satisfy it."""

    code: str
    type: str
    basis: str
    quantity: int
    per: int
    comparator: str
    within: int | None
    period: str | None
    whole: bool
    derived: bool
    measure: str | None
    lasts: int | None  # months

    @property
    def judged(self) -> bool:
        """Is it answered by an assessment of a value?"""
        return self.type in JUDGED

    @property
    def entry(self) -> str | None:
        """The kind of assessment that answers it: "count", "event", "value"; None: our records."""
        if self.derived:
            return None
        if self.judged:
            return "value"
        return "event" if self.within else "count"


def norm(code: str, criterion: Criterion, *, derived: bool, lasts: int | None = None) -> Norm:
    """The criterion of a requirement, to count with; `lasts` in months."""
    if criterion.type == "percentage":
        whole = criterion.basis not in MEASURED_BASES
    else:
        whole = criterion.unit not in MEASURED_UNITS
    return Norm(
        code=code,
        type=criterion.type,
        basis=criterion.basis,
        quantity=int(criterion.quantity * ONE),
        per=int(criterion.per * ONE),
        comparator=criterion.comparator,
        within=criterion.within,
        period=criterion.period,
        whole=whole,
        derived=derived,
        measure=criterion.measure,
        lasts=lasts,
    )


def duty(norm: Norm, bases: Mapping[str, int]) -> int | None:
    """How much a school must have, in the requirement's unit; of a share, in what it is part of.

    None: it cannot be said, the passport does not tell the basis. Zero: it does not bind this
    school (no boiler house). Of what is judged by an assessment: one answer. Parts of a piece are
    rounded up where only whole pieces count: 301 pupils at 1 nurse for 500 need 1 nurse.
    """
    count = bases.get(norm.basis)
    if count is None:
        return None
    if norm.judged:
        return ONE if count else 0
    exact = count * norm.quantity
    return up(exact, norm.per, whole=norm.whole)


def up(numerator: int, denominator: int, *, whole: bool) -> int:
    """A ratio rounded up to a whole piece, or to a thousandth of a measure."""
    if whole:
        return -(-numerator // (denominator * ONE)) * ONE
    return -(-numerator // denominator)


def holds(comparator: str, value: int, bound: int) -> bool:
    """Does a value keep the bound?"""
    if comparator == ">=":
        return value >= bound
    return value <= bound if comparator == "<=" else value == bound


def later(day: date, months: int) -> date:
    """The same day so many months on; the last of a shorter month."""
    year, month = divmod(day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(day.year + year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(day)


def counts_until(since: date, until: date | None, norm: Norm) -> date | None:
    """The first day a holding no longer counts: by what was said of it, or by its window."""
    window = lapses(since, norm) if norm.within else None
    return min((day for day in (until, window) if day is not None), default=None)


def lapses(since: date, norm: Norm) -> date | None:
    """The first day something of `since` no longer counts; None: it does not lapse.

    An event counts within its window; what was bought or found lasts as the requirement says.
    """
    if norm.within is not None and norm.period is not None and not norm.judged:
        if norm.period in ("month", "year"):
            return later(since, norm.within * (12 if norm.period == "year" else 1))
        days = {"week": 7, "school_day": SCHOOL_DAY}[norm.period]
        return since + timedelta(days=days * norm.within)
    return later(since, norm.lasts) if norm.lasts else None
