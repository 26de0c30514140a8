"""Words of rounds and visits that the council's pages and the public ones share."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import gettext, lazy_gettext

from oversight.visits import rules
from oversight.visits.reports.rounds import RoundCard
from oversight.visits.reports.visits import AnswerCard
from tracker import formats
from tracker.public.names import Names, capital

_l = lazy_gettext
VISITORS = {
    "council": _l("members of the council"),
    "parent": _l("parents"),
    "pupil": _l("pupils"),
    "school": _l("staff of the school"),
    "officer": _l("officers of the place"),
    "specialist": _l("specialists: fire, health, building"),
    "press": _l("press"),
}
VERDICTS = {
    "as_said": _l("as it is said"),
    "differs": _l("it is otherwise"),
    "not_seen": _l("looked for, not seen"),
}
BECAME = {
    "correction": _l("put right in the inventory"),
    "finding": _l("the difference is open"),
}
STATES = {
    "ahead": (_l("has not begun"), "none"),
    "running": (_l("under way"), "wait"),
    "over": (_l("over, not closed yet"), "look"),
    "closed": (_l("closed"), "good"),
}


def state(card: RoundCard, today: date) -> tuple[str, str]:
    """How a round stands, in words, and the kind of its tag."""
    text, kind = STATES[card.state(today)]
    return str(text), kind


def days(card: RoundCard) -> str:
    """From which day to which."""
    return f"{formats.day(card.first_on)} – {formats.day(card.last_on)}"


def domain(code: str, names: Names) -> str:
    """A domain of the Standard by name; one that is no longer in it by its code."""
    known = names.catalogue.lists.domains.get(code) if names.catalogue else None
    return capital(known).told(names.lang)[0] if known else code


def domains(codes: Iterable[str], names: Names) -> str:
    """Several of them, in one line."""
    return "; ".join(domain(code, names) for code in codes)


def visitors(roles: Iterable[str]) -> str:
    """Who came, by role."""
    return ", ".join(str(VISITORS[role]) for role in roles)


def title(card: RoundCard, place: str) -> str:
    """What a round is called: its place and its days."""
    return gettext("Monitoring round: %(place)s, %(days)s", place=place, days=days(card))


number = rules.decimal
"""A number of a draft, which keeps it as text."""


def becomes(told: Mapping[str, Any]) -> str:
    """What will become of an answer of a draft once it is handed in; nothing where nothing does."""
    if told["correct"]:
        return str(BECAME["correction"])
    said, value = number(told["said"]), number(told["value"])
    return str(BECAME["finding"]) if rules.is_open(told["verdict"], said, value) else ""


def became(answer: AnswerCard) -> str:
    """What became of a difference; nothing where there is none."""
    return str(BECAME[answer.became]) if answer.became else ""
