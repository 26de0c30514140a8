"""Purchases from a terminal: the safety plan of a place."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction
from typing import Any

import click

from core.errors import Refusal
from core.money import som
from procurement import planning
from procurement.planning import POINT, WEIGHTS, Plan, Step
from procurement.reports import plan_gaps
from procurement.reports.plan_gaps import Apart, PlaceNeeds
from register import reports as register
from standard import reports as standard
from tracker.cli.answers import Answer, answered, progress
from tracker.extensions import db

procurement = click.Group("procurement", help="Purchases: what to buy first.")
SIXTH = Decimal("0.000001")


@procurement.command("plan-safety")
@click.argument("place")
@click.argument("year", type=click.IntRange(2000, 2100))
@click.option("--money", required=True, help="Som to spend, such as 250000.50.")
@click.option(
    "--priority",
    "priorities",
    multiple=True,
    type=click.Choice([str(priority) for priority in WEIGHTS]),
    help="Only requirements of this priority; may be given several times.",
)
@click.option("--domain", "domains", multiple=True, help="Only this domain of the Standard.")
@answered()
def plan_safety(
    place: str, year: int, money: str, priorities: tuple[str, ...], domains: tuple[str, ...]
) -> Answer:
    """Say what to buy at the schools of PLACE so that the money closes the most."""
    purse = som(money)
    if purse < 0:
        raise Refusal("money.negative", "money", text=money)
    if register.place(db.session(), place) is None:
        raise Refusal("place.unknown", "place", place=place)
    needs = plan_gaps.of_place(
        db.session(),
        place,
        year,
        priorities=tuple(map(int, priorities)) or tuple(WEIGHTS),
        domains=domains,
    )
    progress(f"{len(needs.needs)} gaps with a price …")
    with _own_stdout():
        plan = planning.plan(needs.needs, purse)
    titles = {code: words.told("en")[0] for code, words in standard.titles(db.session()).items()}
    return Answer(_document(place, year, plan, needs), _lines(plan, needs, titles))


@contextmanager
def _own_stdout() -> Iterator[None]:
    """Keep stdout for the answer: what the solver's library prints goes to stderr."""
    sys.stdout.flush()
    kept = os.dup(1)
    os.dup2(2, 1)
    try:
        yield
    finally:
        ctypes.CDLL(None).fflush(None)
        os.dup2(kept, 1)
        os.close(kept)


def _document(place: str, year: int, plan: Plan, needs: PlaceNeeds) -> dict[str, Any]:
    return {
        "place": place,
        "year": year,
        "money": plan.money,
        "spent": plan.spent,
        "left": plan.left,
        "points": _points(plan.worth),
        "points_greedy": _points(plan.greedy),
        "points_bound": _points(plan.bound),
        "gap_percent": _percent(plan.gap),
        "found_by": plan.how,
        "stopped": plan.stopped,
        "weights": {str(priority): weight for priority, weight in WEIGHTS.items()},
        "weights_standing": "default",
        "steps": [_step(step, needs) for step in plan.steps],
        "already_planned": needs.planned,
        "too_few": [
            {"requirement": one.requirement, "missing": one.missing, "lot": one.lot}
            for one in plan.too_few
        ],
        "unpriced": [_apart(one) for one in needs.unpriced],
        "no_buying_closes": [_apart(one) for one in needs.deeds],
        "cannot_be_said": [_apart(one) for one in needs.unsaid],
        "schools_without_pupils": needs.no_pupils,
    }


def _step(step: Step, needs: PlaceNeeds) -> dict[str, Any]:
    card = needs.cards[step.parts[0].need.pair]
    return {
        "requirement": step.requirement,
        "priority": step.priority,
        "pieces": step.pieces,
        "missing": step.missing,
        "cost": step.cost,
        "pupils": step.pupils,
        "points": _points(step.worth),
        "price_kind": card.kind,
        "price_standing": card.standing,
        "schools": [
            {
                "school": part.need.school,
                "pieces": part.pieces,
                "price": part.need.price,
                "cost": part.cost,
            }
            for part in step.parts
        ],
    }


def _apart(one: Apart) -> dict[str, Any]:
    return {"requirement": one.requirement, "schools": one.schools, "pieces": one.pieces}


def _points(worth: int) -> Decimal:
    return (Decimal(worth) / POINT).quantize(SIXTH)


def _percent(share: Fraction) -> Decimal:
    return (Decimal(share.numerator) * 100 / share.denominator).quantize(SIXTH)


def _lines(plan: Plan, needs: PlaceNeeds, titles: dict[str, str]) -> list[str]:
    found = [
        f"{number}. {step.requirement} {titles.get(step.requirement, '')}: {step.pieces} pieces "
        f"of {step.missing} missing, schools {len(step.parts)}, {step.cost} som, "
        f"pupils {step.pupils}, priority {step.priority}, price {_kind(step, needs)}"
        for number, step in enumerate(plan.steps, start=1)
    ]
    gap = _percent(plan.gap)
    return [
        *found,
        f"money {plan.money} som, spent {plan.spent}, left {plan.left}",
        f"points {_points(plan.worth)}, greedy {_points(plan.greedy)}, "
        f"at most {_points(plan.bound)}: gap to the optimum {gap} %"
        f"{' (the search was stopped)' if plan.stopped else ''}",
        f"left out: without a price {len(needs.unpriced)}, too few for a lot "
        f"{len(plan.too_few)}, cannot be said {len(needs.unsaid)}, no buying closes "
        f"{len(needs.deeds)}, schools without pupils {len(needs.no_pupils)}",
        "weights of priorities are a default, no norm",
    ]


def _kind(step: Step, needs: PlaceNeeds) -> str:
    card = needs.cards[step.parts[0].need.pair]
    return f"reference ({card.standing})" if card.kind == "reference" else f"median ({card.kind})"
