"""One step of a money trail."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Step:
    """One step as macros/steps.html draws it; `state` is done, due or late.

    `undone`: it was entered by mistake; it stays to be seen, and a later step undoes it.
    """

    code: str
    title: str
    on: date | None = None
    amount: Decimal | None = None
    note: str | None = None
    state: str = "done"
    days_late: int = 0
    undone: bool = False
    links: tuple[Any, ...] = ()
