"""Drawings: numbers in, pictures out. No session, no request; the words are given translated."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext

# Fills of Okabe and Ito, told apart with every kind of colour blindness; black text stands on
# all of them but the blue one, where text is white. Beside each colour there is a shape.
PLAN = "#c9d3d6"
CONTRACT = "#0b0c0c"
ACCEPTED = "#56b4e9"
PAID = "#0072b2"
OVER = "#d55e00"
REST = "#c9d3d6"
HUES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9")
"""Six kinds are told apart by colour; what comes after them is REST."""


def hue(place: int) -> str:
    """The fill of the kind at this place, counted from 0."""
    return HUES[place] if place < len(HUES) else REST


def ink(fill: str) -> str:
    """The colour of text on a fill: white reads well on the blue alone."""
    return "#ffffff" if fill == PAID else "#0b0c0c"


@dataclass(frozen=True, slots=True)
class Bar:
    """The four standings of the money of one category, in som; None is "no data", not zero."""

    label: str
    planned: Decimal | None
    committed: Decimal | None
    accepted: Decimal | None
    paid: Decimal | None

    def known(self) -> list[Decimal]:
        """The sums there are."""
        four = (self.planned, self.committed, self.accepted, self.paid)
        return [amount for amount in four if amount is not None]


@dataclass(frozen=True, slots=True)
class Legend:
    """The words a drawing needs, in the language of its page."""

    planned: str
    committed: str
    accepted: str
    paid: str
    over_plan: str
    no_data: str


def legend() -> Legend:
    """The words for the page being made."""
    return Legend(
        planned=gettext("Planned"),
        committed=gettext("In contracts"),
        accepted=gettext("Accepted"),
        paid=gettext("Paid"),
        over_plan=gettext("over plan"),
        no_data=gettext("no data"),
    )


def most(bars: Iterable[Bar]) -> Decimal:
    """The largest sum drawn: the full width; zero where nothing is known."""
    return max((amount for bar in bars for amount in bar.known()), default=Decimal(0))
