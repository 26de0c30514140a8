"""Facts of one purchase for its flags: what came, what was paid, what people saw of it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.money import ZERO


@dataclass(frozen=True, slots=True)
class Handover:
    """A contract of which something is open: not all was accepted, or some of it came late.

    At the contract's prices: `came` is the worth of what waybills name, `missing` of what none
    names, `back` of what was given back. `released` is what was set free when it was not waited for
    any more. `last_on` is the day of the last late delivery, `ended_on` that on which the contract
    was ended, or closed with its purchase though not all of it had come.
    """

    due_on: date
    paid: Decimal = ZERO
    came: Decimal = ZERO
    back: Decimal = ZERO
    missing: Decimal = ZERO
    released: Decimal = ZERO
    last_on: date | None = None
    ended_on: date | None = None

    def failed(self, today: date) -> bool:
        """Did its day pass before all had come? Not where the contract ended before its day."""
        if self.missing:
            return self.due_on < (self.ended_on or today)
        return self.last_on is not None

    def days_late(self, today: date) -> int:
        """By how many days the last of it came after its day, or has not come yet.

        What was set free when the purchase was closed is waited for no longer.
        """
        waits = today if self.missing and not self.released else self.last_on
        last = self.ended_on or waits if self.missing else waits
        return max((last - self.due_on).days, 0) if last else 0


@dataclass(frozen=True, slots=True)
class Wanting:
    """What commissions did not take, and what went back afterwards, som at contract prices."""

    refused: Decimal = ZERO
    given_back: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Told:
    """How many independent reports say what of the purchase at one school."""

    school: str
    arrived: int = 0
    partly: int = 0
    missing: int = 0
    bad: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """A public question about the purchase; the last day of its term, if there is one."""

    published_on: date
    due_on: date | None
    is_answered: bool


@dataclass(frozen=True, slots=True)
class GiftBeside:
    """The same requirement of the same school, met by a gift in kind on a day; its worth, som."""

    school: str
    requirement: str
    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class NotSeen:
    """What acceptances brought a school towards a requirement, and what a council then counted."""

    school: str
    requirement: str
    brought: Decimal
    seen: Decimal
    seen_on: date


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What is known of a purchase; of one that is only typed, nothing.

    A contract all of which was accepted, and in time, is not among `handovers`. `gifts` is None
    where nobody wrote down a gift in kind for its schools, `spoiling` where nothing came that
    spoils quickly: else the days on which that came though nobody would eat it for days. `visited`:
    did a council count at one of its schools what it brought?
    """

    handovers: tuple[Handover, ...] = ()
    wanting: Wanting | None = None
    told: tuple[Told, ...] = ()
    questions: tuple[Question, ...] = ()
    gifts: tuple[GiftBeside, ...] | None = None
    spoiling: tuple[date, ...] | None = None
    visited: bool = False
    not_seen: tuple[NotSeen, ...] = ()
