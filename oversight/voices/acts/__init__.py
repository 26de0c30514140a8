"""What people do with voices: ask, tell, moderate, answer."""

from oversight.voices.acts.deliveries import report, show_photograph, take_off_photograph
from oversight.voices.acts.questions import answer, ask, decline, publish

__all__ = [
    "answer",
    "ask",
    "decline",
    "publish",
    "report",
    "show_photograph",
    "take_off_photograph",
]
