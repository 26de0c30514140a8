"""Words of the red flags of others that no flag here answers (oversight/flags/unanswered.py)."""

from flask_babel.speaklater import LazyString

NAMES: dict[str, LazyString] = {}
"""What each is called, by code; one without is shown by its English name, said to be English."""

WHYS: dict[str, LazyString] = {}
"""Why nothing answers it, by the English of the reason; likewise."""
