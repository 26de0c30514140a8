"""Facts of one holder of money and year for its flags: how its money goes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Spending:
    """What is known of a holder's year."""
