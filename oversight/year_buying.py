"""Facts of one holder of money and year for its flags: how it buys."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Buying:
    """What is known of a holder's year."""
