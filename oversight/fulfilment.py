"""Facts of one purchase for its flags: what came, what was paid, what people saw of it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fulfilment:
    """What is known of a purchase; of one that is only typed, nothing."""
