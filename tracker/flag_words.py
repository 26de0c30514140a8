"""Words of raised flags in lists: their name, why each is up, how often it is up elsewhere."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext, lazy_gettext

from oversight.reports.rates import Rate
from tracker import formats
from tracker.flags import numbers
from tracker.phrases.flags import FLAGS

_l = lazy_gettext

STATES = {
    "open": _l("open"),
    "mine": _l("taken by me"),
    "taken": _l("taken by another member"),
    "judged": _l("judged"),
}
SEVERITIES = {
    "blocks": _l("our own acts refuse the like"),
    "asks": _l("asks for an answer"),
    "tells": _l("is only told"),
}
REASONS = 2  # facts that stand beside a flag in a list


def title(flag: str) -> str:
    """What a flag is called; one of another program's catalogue stands by its code."""
    words = FLAGS.get(flag)
    return str(words.title) if words else flag


def why(facts: Mapping[str, Any]) -> str:
    """One or two of the facts in words, those without links to other purchases."""
    told = [f"{one.label}: {one.text}" for one in numbers(facts) if one.text]
    return " · ".join(told[:REASONS])


def rate(one: Rate, place: str) -> str:
    """How often a flag is up in a place, with the number it was looked at in."""
    told = gettext(
        "%(place)s: raised %(raised)s, looked at %(looked)s",
        place=place,
        raised=formats.number(one.raised, formats.language()),
        looked=formats.number(one.told, formats.language()),
    )
    few = gettext("few")
    return f"{told} ({few})" if one.few else told


def rates(found: Iterable[tuple[str, Rate]], places: Mapping[str, str]) -> str:
    """Base rates of a flag, the nearest place first."""
    return " · ".join(rate(one, places.get(place, place)) for place, one in found)
