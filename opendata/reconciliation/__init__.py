"""Payments of a place beside an extract of the treasury or of 1C: which row is which payment."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

DAYS = 5
"""Days between our day of payment and the extract's that still count as one. A default of this
project, no norm: a payment order is carried out within a few banking days."""


@dataclass(frozen=True, slots=True)
class Ours:
    """A payment as this site has it. `amount` is som, below zero for a refund.

    `inn` is the supplier's tax number, a person's too: it is compared here and never shown.
    """

    key: int
    on: date
    amount: Decimal
    document: str
    inn: str | None
    name: str
    contract: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class Theirs:
    """A row of the extract. `key` is its row in the sheet; money that came back is below zero."""

    key: int
    on: date
    amount: Decimal
    document: str = ""
    inn: str | None = None
    name: str = ""
    purpose: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """A payment and the row that is it; `differs` names what of the two is not the same."""

    ours: Ours
    theirs: Theirs
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """Every payment and every row of an extract, each in exactly one class.

    `missing_here` are rows no payment of ours stands for; `missing_there` payments no row stands
    for; ambiguous ones have several partners, and which is which cannot be said.
    """

    matched: tuple[Pair, ...] = ()
    different: tuple[Pair, ...] = ()
    missing_here: tuple[Theirs, ...] = ()
    missing_there: tuple[Ours, ...] = ()
    ambiguous_here: tuple[Ours, ...] = ()
    ambiguous_there: tuple[Theirs, ...] = ()
