"""Facts of one purchase for its flags: who offered what, by when, and what was taken."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bidding:
    """What is known of a purchase; of one that is only typed, nothing."""
