"""Facts of one purchase for its flags: how, from whom and within which limits it was bought."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dealing:
    """What is known of a purchase; of one that is only typed, nothing."""
