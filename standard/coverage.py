"""Duty against what a school has, by the kind of criterion. Pure; whole thousandths throughout."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from standard.rules import ONE, Norm, counts_until, duty, holds


class Stock(NamedTuple):
    """Something a school has or did: how much, since when, until when (excluded)."""

    quantity: int
    since: date
    until: date | None


class Found(NamedTuple):
    """The last assessment of a value: what was found, when, until when it may be relied on."""

    value: int
    on: date
    until: date | None


class Kept(NamedTuple):
    """Of `whole` cases in our own records, `part` kept the requirement."""

    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Answer:
    """How far a requirement is covered at one school on one day.

    `state` is one of standard.models.coverage.STATES; `why` says what is missing for an answer:
    "basis:floor", "not_counted", "not_assessed", "lapsed", "not_recorded"; or that something
    lapsed; or why it does not bind ("nothing_happened"). `counted` never exceeds `needed`; `to_buy`
    is the gap in whole pieces. `changes_on` is the first day the answer changes by itself.
    """

    state: str
    why: str | None
    needed: int | None
    have: int | None
    counted: int
    to_buy: int
    changes_on: date | None


def answer(
    norm: Norm,
    bases: Mapping[str, int],
    on: date,
    *,
    stock: Sequence[Stock] = (),
    found: Found | None = None,
    kept: Kept | None = None,
) -> Answer:
    """The answer of a day, from what is known that day."""
    if norm.derived:
        return _derived(norm, kept)
    needed = duty(norm, bases)
    if needed == 0:
        return Answer("idle", None, 0, None, 0, 0, None)
    if norm.judged:
        return _judged(norm, needed, on, found)
    return _counted(norm, needed, on, stock)


def _derived(norm: Norm, kept: Kept | None) -> Answer:
    """A share of our own records: nobody is asked."""
    if norm.measure is None or norm.type != "percentage":
        return Answer("unknown", "not_recorded", None, None, 0, 0, None)
    if kept is None or kept.whole == 0:
        return Answer("idle", "nothing_happened", 0, None, 0, 0, None)
    needed = -(-kept.whole * norm.quantity // (100 * ONE)) * ONE
    have = kept.part * ONE
    return Answer(_state(have, needed), None, needed, have, min(have, needed), 0, None)


def _state(have: int, needed: int) -> str:
    return "met" if have >= needed else "partly" if have else "missing"


def _judged(norm: Norm, needed: int | None, on: date, found: Found | None) -> Answer:
    """One dated assessment decides; what is out of date says nothing any more."""
    if found is None:
        why = "not_assessed" if needed is not None else f"basis:{norm.basis}"
        return Answer("unknown", why, needed, None, 0, 0, None)
    if found.until is not None and found.until <= on:
        return Answer("unknown", "lapsed", needed, found.value, 0, 0, None)
    met = holds(norm.comparator, found.value, norm.quantity)
    gap = 0 if met else ONE
    state = "met" if met else "missing"
    return Answer(state, None, ONE, found.value, ONE - gap, gap, found.until)


def _counted(norm: Norm, needed: int | None, on: date, stock: Sequence[Stock]) -> Answer:
    """What is held, or happened within the window, against what is needed."""
    have, lapsed = 0, False
    last = max((thing.since for thing in stock), default=on)  # what came after tells more
    changes: date | None = None
    for thing in stock:
        until = counts_until(thing.since, thing.until, norm)
        if until is not None and until <= on:
            lapsed = lapsed or (thing.quantity > 0 and until > last)
        elif thing.since <= on:
            have += thing.quantity
            changes = until if changes is None else min(changes, until or changes)
    have = max(have, 0)  # goods given back may be more than a count found
    known = have if stock else None
    if needed is None:
        return Answer("unknown", f"basis:{norm.basis}", None, known, 0, 0, changes)
    if norm.comparator != ">=":
        met = bool(stock) and holds(norm.comparator, have, needed)
        state = "met" if met else "missing" if stock else "unknown"
        why = None if stock else "not_counted"
        return Answer(state, why, needed, known, min(have, needed) if met else 0, 0, changes)
    if not stock:
        return Answer("unknown", "not_counted", needed, None, 0, 0, None)
    counted = min(have, needed)
    to_buy = -(-(needed - counted) // ONE) * ONE
    why = "lapsed" if lapsed and counted < needed else None
    return Answer(_state(have, needed), why, needed, have, counted, to_buy, changes)
