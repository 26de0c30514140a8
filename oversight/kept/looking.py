"""What flags say of many subjects at once, as short as it is kept. Reads only."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from core.money import ZERO
from oversight import flags
from oversight.flags import Rule
from oversight.flags.result import CANNOT_SAY, NOT_RAISED, RAISED, Look
from oversight.measures import Measures
from oversight.reports import flags as reports
from oversight.reports import matters, years
from procurement.reports.market import Market

LETTERS = {RAISED: "r", NOT_RAISED: "n", CANNOT_SAY: "c"}
STATES = {letter: state for state, letter in LETTERS.items()}

Subject = tuple[int, str, int]
"""The number of a purchase, its holder and year; number 0: the holder's whole year."""


@dataclass(frozen=True, slots=True)
class Up:
    """A flag that is up: what a row of it holds."""

    flag: str
    version: str
    severity: str
    public: bool
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What all flags say of one subject: a letter for each, and those that are up, by code."""

    subject: Subject
    states: str
    up: Mapping[str, Up]
    amount: Decimal = ZERO


def rules(purchase_id: int) -> Sequence[Rule]:
    """The flags of a subject, in the order of its letters."""
    return flags.FLAGS if purchase_id else flags.YEAR_FLAGS


def purchases(
    session: Session,
    wanted: Select[Any],
    today: date,
    measures: Measures | None = None,
    market: Market | None = None,
) -> Iterator[Seen]:
    """What the flags of purchases say of each that `wanted` selects."""
    for matter in matters.gather(session, wanted, today, measures, market):
        subject = (matter.id, matter.place, matter.head.year)
        yield _seen(subject, flags.looks(matter), matter.amount)


def holders(
    session: Session,
    wanted: Sequence[tuple[str, int]],
    today: date,
    measures: Measures | None = None,
) -> Iterator[Seen]:
    """What the flags of years say of each of these places and years."""
    for matter in years.gather(session, wanted, today, measures):
        looks = ((flag, flag.look(matter)) for flag in flags.YEAR_FLAGS)
        yield _seen((0, matter.place, matter.year), looks)


def at_holders(
    session: Session,
    some: Sequence[tuple[str, int]],
    today: date,
    measures: Measures | None = None,
    market: Market | None = None,
) -> list[Seen]:
    """What all flags say of these holders' years and of their public purchases."""
    wanted = reports.of_holders(some)
    return [
        *purchases(session, wanted, today, measures, market),
        *holders(session, some, today, measures),
    ]


Part = list[tuple[str, int]]
LookAtAll = Callable[[Session, Sequence[Part], date, Measures], Iterator[list[Seen]]]
"""A way to look at all parts of everything, one after the other or several at a time."""


def in_turn(
    session: Session, parts: Sequence[Part], today: date, measures: Measures
) -> Iterator[list[Seen]]:
    """One part after the other, by the session itself."""
    market = Market(session)
    for part in parts:
        yield at_holders(session, part, today, measures, market)


def _seen(subject: Subject, looks: Iterable[tuple[Rule, Look]], amount: Decimal = ZERO) -> Seen:
    letters, up = [], {}
    for flag, look in looks:
        state = look.state
        letters.append(LETTERS[state])
        if state == RAISED:
            up[flag.CODE] = Up(
                flag.CODE, flag.VERSION, look.severity or "", flag.PUBLIC, look.facts
            )
    return Seen(subject, "".join(letters), up, amount)
