"""Kept totals of this room, counted anew from what they stand for."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets.recounts import differences
from journal.problems import Problem
from oversight.flags import catalogue
from oversight.kept.looking import STATES, rules
from oversight.kept.models import FlagLook, FlagState, FlagTotal
from register import reports as register


def flag_totals(session: Session) -> Iterator[Problem]:
    """How often a flag says what is what is kept of each subject, added up.

    Of looks by other rules than these nothing can be told: their letters stand in another order.
    """
    if session.scalar(select(FlagState.catalogue)) != catalogue():
        return
    sums: Counter[tuple[str, int, str, str]] = Counter()
    looks = session.execute(
        select(FlagLook.purchase_id, FlagLook.place, FlagLook.year, FlagLook.states)
    )
    for number, place, year, states in looks:
        for rule, letter in zip(rules(number), states, strict=True):
            sums[place, year, rule.CODE, STATES[letter]] += 1
    above = register.lineages(session, {place for place, *_ in sums})
    expected: dict[str, Counter[Any]] = {state: Counter() for state in STATES.values()}
    for (place, year, flag, state), count in sums.items():
        for scope in above[place]:
            expected[state][scope, year, flag] += count
    for state, counts in expected.items():
        total = FlagTotal
        kept = session.execute(select(total.scope, total.year, total.flag, getattr(total, state)))
        told = {(scope, year, flag): Decimal(count) for scope, year, flag, count in kept}
        counted = {key: Decimal(count) for key, count in counts.items()}
        yield from differences("flag_totals", state, told, counted)


RECOUNTS = (flag_totals,)
