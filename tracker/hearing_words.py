"""Words of hearings that the office, the council and the public pages share."""

from datetime import date, timedelta

from flask_babel import gettext as _

from budgets import rules
from budgets.reports.hearings import QuestionCard
from register import profile
from tracker.year_words import ASKERS, KINDS, OUTCOMES

__all__ = ["KINDS", "answer_due", "askers", "outcomes", "states", "subjects"]


def askers() -> dict[str, str]:
    """Who may have asked: kinds of people, no names."""
    return {code: str(ASKERS[code]) for code in rules.ASKERS}


def outcomes() -> dict[str, str]:
    """What can become of a question."""
    return {code: str(OUTCOMES[code]) for code in rules.OUTCOMES}


def subjects() -> dict[str, str]:
    """What a hearing can be about."""
    told = {
        "draft": _("the draft budget"),
        "execution": _("how the budget was carried out"),
    }
    return {code: told[code] for code in rules.SUBJECTS}


def states() -> dict[str, str]:
    """How a hearing can stand."""
    return {
        "announced": _("to come"),
        "held": _("held"),
        "called_off": _("called off"),
    }


def answer_due(question: QuestionCard) -> date | None:
    """By when a question is to be answered, from the day it was asked; None: no term is known."""
    term = profile.load().term("hearing_answer", question.asked_on)
    return question.asked_on + timedelta(days=term.days) if term else None
