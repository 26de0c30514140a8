"""A safety plan in words: its headline, how good it is, each step by its facts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from fractions import Fraction

from flask_babel import gettext as _
from markupsafe import Markup

from core.money import ZERO
from procurement.planning import Pair, Part, Plan, Step, spent
from procurement.reports.plan_gaps import PlaceNeeds
from procurement.reports.prices import PriceCard
from tracker import formats
from tracker.names import Names
from tracker.public.gaps import MARK, is_default, price_kind, price_words

FINE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class StepWords:
    """A step as the page tells it; `said` are its sentences, `parts` its schools."""

    step: Step
    title: str
    said: tuple[str, ...]
    unit: str
    is_reference: bool
    price: str
    parts: tuple[Part, ...]

    def anchored(self, number: int) -> Markup:
        """Its title, numbered, with a link to where it stands on the page."""
        return Markup('<a class="govuk-link" href="#step-{0}">{0}. {1}</a>').format(
            number, self.title
        )


def steps(found: Iterable[Step], cards: Mapping[Pair, PriceCard]) -> list[StepWords]:
    """The steps in words."""
    names = Names()
    return [_step(step, cards, names) for step in found]


def _step(step: Step, cards: Mapping[Pair, PriceCard], names: Names) -> StepWords:
    lang = names.lang
    card = cards[step.parts[0].need.pair]
    unit = names.unit_of(step.requirement)
    title = names.requirement(step.requirement).told(lang)[0]
    star = formats.NBSP + MARK if is_default(step.requirement, names) else ""
    said = [
        _(
            "Pieces: %(pieces)s (%(unit)s). Schools: %(schools)s. Cost: %(sum)s. "
            "Share of what is missing: %(share)s. Pupils reached: %(pupils)s.",
            pieces=formats.number(step.pieces, lang),
            unit=unit,
            schools=formats.number(len(step.parts), lang),
            sum=formats.som(step.cost, lang),
            share=formats.percent(step.closes, lang),
            pupils=formats.number(step.pupils, lang),
        ),
        _(
            "Why it stands here: priority %(priority)s; points for 1 000 som: %(points)s.",
            priority=step.priority,
            points=points(step.rate, lang),
        ),
    ]
    if step.under_lot:
        said.append(
            _(
                "Fewer than are sensibly bought at once. Usual lot: %(lot)s.",
                lot=formats.number(step.lot, lang),
            )
        )
    return StepWords(
        step,
        f"{step.requirement} {title}{star}",
        tuple(said),
        unit,
        price_kind(card).startswith("reference"),
        price_words(card, lang),
        step.parts,
    )


def points(value: Fraction, lang: str) -> str:
    """Points, from ten on to one decimal, else to three; a trace is not nothing."""
    if 0 < value < Fraction(1, 1000):
        return "<" + formats.quantity(Decimal("0.001"), lang)
    exact = Decimal(value.numerator) / value.denominator
    return formats.quantity(exact.quantize(Decimal("0.1")) if exact >= 10 else exact, lang)


def headline(found: Iterable[Step], money: Decimal, lang: str) -> str:
    """What the plan does, in one sentence."""
    told = tuple(found)
    cost = spent(told)
    schools = {part.need.school for step in told for part in step.parts}
    if not told:
        return _("With %(money)s the plan buys nothing.", money=formats.som(money, lang))
    return _(
        "With %(money)s the plan buys towards %(steps)s requirements at %(schools)s schools "
        "for %(spent)s; left over: %(left)s.",
        money=formats.som(money, lang),
        steps=formats.number(len(told), lang),
        schools=formats.number(len(schools), lang),
        spent=formats.som(cost, lang),
        left=formats.som(max(money - cost, ZERO), lang),
    )


def merits(plan: Plan, lang: str) -> list[str]:
    """How the plan compares with simple buying, and how far from the best it can be."""
    if not plan.steps:
        return []
    told = []
    if plan.worth > plan.greedy:
        told.append(
            _(
                "Buying each time what closes most for a som would close less. By: %(share)s.",
                share=fine_percent(plan.over_greedy, lang),
            )
        )
    else:
        told.append(
            _("Buying each time what closes most for a som would close the same: it is as simple.")
        )
    if plan.bound == plan.worth:
        told.append(_("No plan for this money closes more."))
    else:
        told.append(
            _(
                "A plan for this money that closes more is better by less than: %(share)s. "
                "This is proven.",
                share=fine_percent(plan.gap, lang),
            )
        )
    if plan.stopped:
        told.append(_("The search was ended early; what is proven holds all the same."))
    return told


def fine_percent(share: Fraction, lang: str) -> str:
    """A small share as per cent with two decimals, rounded up: nothing is told too well."""
    exact = Decimal(share.numerator) * 100 / share.denominator
    return formats.number(exact.quantize(FINE, rounding=ROUND_UP), lang) + "%"


def apart(needs: PlaceNeeds, plan: Plan | None, named: Mapping[str, str]) -> dict[str, list[str]]:
    """What is not in the plan, by the reason why; `named` are schools by code."""
    names = Names()
    lang = names.lang

    def one(code: str, count: str) -> str:
        return f"{code} {names.requirement(code).told(lang)[0]} — {count}"

    def schools(count: int) -> str:
        return _("schools: %(count)s", count=formats.number(count, lang))

    found = {
        _("No price is known: they cannot be priced"): [
            one(row.requirement, schools(row.schools)) for row in needs.unpriced
        ],
        _("Fewer are missing than are bought at once"): [
            one(
                row.requirement,
                _(
                    "missing: %(missing)s, usual lot: %(lot)s",
                    missing=formats.number(row.missing, lang),
                    lot=formats.number(row.lot, lang),
                ),
            )
            for row in (plan.too_few if plan else ())
        ],
        _("Nobody told how many pupils the school has"): [
            named.get(code, code) for code in needs.no_pupils
        ],
        _("No buying closes it: something has to be done or kept"): [
            one(row.requirement, schools(row.schools)) for row in needs.deeds
        ],
        _("It cannot be said whether it is met: count or assess first"): [
            one(row.requirement, schools(row.schools)) for row in needs.unsaid
        ],
    }
    return {why: rows for why, rows in found.items() if rows}
