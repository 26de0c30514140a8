"""What a council does with rounds and visits: announce, type, hand in, close."""

from oversight.visits.acts.rounds import announce, close
from oversight.visits.acts.visits import discard, draft, hand_in, keep_part

__all__ = ["announce", "close", "discard", "draft", "hand_in", "keep_part"]
