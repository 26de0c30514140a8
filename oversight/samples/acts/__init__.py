"""What a council does with a sample: announce it, draw it, say what it found."""

from oversight.samples.acts.drawing import announce, draw
from oversight.samples.acts.looking import Result, look, look_at_many

__all__ = ["Result", "announce", "draw", "look", "look_at_many"]
