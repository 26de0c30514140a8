"""What may be asked of an audit sample, and what may be said of a purchase in it. Pure."""

from decimal import Decimal

from core.errors import Refusal
from core.words import LANGUAGES
from journal.records import PERSONAL
from oversight.samples.sampling import STRATA

CONFIDENCES = (80, 90, 95)
"""Percent. The guidance EGESIF_16-0014-01 works with 60 to 90, audit of accounts with 95; which of
these a council takes is its own choice, no law is known that says it."""
MOST_TOLERABLE = 200  # tenths of a percent: above 20 % nothing is learnt; a limit of ours
MOST_UNITS = 20_000  # of a population: each has a leaf; a limit of ours
LONGEST = 1_000  # characters of a note
ERRORS = ("not_come", "price", "quantity", "other_thing", "no_paper", "other_use", "other")
"""What was found not to be due: it did not come; the price; the quantity; another thing or quality;
no paper for it; used for something else; something else."""


def plan(size: int, units: int, strata: str, parts: int, confidence: int, tolerable: int) -> None:
    """Refuse what cannot be drawn or said.

    `units` are the purchases of the population, `parts` its strata that hold any; `tolerable` is in
    tenths of a percent.

    Raises:
        Refusal: `sample.no_money`; `sample.too_many`; `sample.larger_than_population`,
            `sample.too_small`; `sample.choose`; `sample.tolerable`.
    """
    if strata not in STRATA:
        raise Refusal("sample.choose", "strata")
    if confidence not in CONFIDENCES:
        raise Refusal("sample.choose", "confidence")
    if not 0 < tolerable <= MOST_TOLERABLE:
        raise Refusal("sample.tolerable", "tolerable", most=MOST_TOLERABLE // 10)
    drawable(size, units, parts)


def drawable(size: int, units: int, parts: int) -> None:
    """Refuse a size that the population cannot give; see `plan`."""
    if units == 0:
        raise Refusal("sample.no_money")
    if units > MOST_UNITS:
        raise Refusal("sample.too_many", units=units, most=MOST_UNITS)
    if size > units:
        raise Refusal("sample.larger_than_population", "size", asked=size, units=units)
    if size < parts:
        raise Refusal("sample.too_small", "size", least=parts)


def seed(asked: int, announced: int, first: int | None) -> None:
    """Refuse every checkpoint but the first one after the announcement.

    `asked` is the checkpoint's size, `announced` the journal's after the announcement, `first` that
    of the end of the next act; None while there is none.

    Raises:
        Refusal: `sample.old_seed`, `sample.too_early`, `sample.other_seed`.
    """
    if asked <= announced:
        raise Refusal("sample.old_seed", asked=asked, size=announced)
    if first is None:
        raise Refusal("sample.too_early", size=announced)
    if asked != first:
        raise Refusal("sample.other_seed", asked=asked, size=first)


def found(
    amount: Decimal, audited: Decimal, error: str | None, note: str, evidence: str, language: str
) -> None:
    """Refuse what cannot be said of a purchase of `amount` som.

    Raises:
        Refusal: `sample.below_zero`, `sample.above_book`; `sample.say_error`, `sample.say_why`,
            `sample.say_evidence`, `sample.too_long`, `sample.personal`, `sample.choose`.
    """
    if audited < 0:
        raise Refusal("sample.below_zero", "audited")
    if audited > amount:
        raise Refusal("sample.above_book", "audited", amount=amount)
    if language not in LANGUAGES:
        raise Refusal("sample.choose", "language")
    if audited < amount:
        if error not in ERRORS:
            raise Refusal("sample.say_error", "error")
        if not note:
            raise Refusal("sample.say_why", "note")
    if not evidence:
        raise Refusal("sample.say_evidence", "evidence")
    for name, text in (("note", note), ("evidence", evidence)):
        if len(text) > LONGEST:
            raise Refusal("sample.too_long", name, found=len(text), most=LONGEST)
        if PERSONAL.search(text):
            raise Refusal("sample.personal", name)
