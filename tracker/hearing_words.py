"""Words of hearings that the office, the council and the public pages share."""

from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _

from budgets import rules
from budgets.reports.hearings import QuestionCard
from core import clock
from register import profile


def askers() -> dict[str, str]:
    """Who may have asked: kinds of people, no names."""
    told = {
        "parent": _("a parent"),
        "pupil": _("a pupil"),
        "teacher": _("a teacher"),
        "resident": _("a resident"),
        "deputy": _("a deputy"),
        "council": _("a public council"),
        "other": _("somebody else"),
    }
    return {code: told[code] for code in rules.ASKERS}


def outcomes() -> dict[str, str]:
    """What can become of a question."""
    told = {
        "taken_up": _("taken into the budget"),
        "partly": _("taken up in part"),
        "later": _("left for the next year"),
        "not_taken_up": _("not taken up"),
    }
    return {code: told[code] for code in rules.OUTCOMES}


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


def offer(form: Any, schools: dict[str | None, list[tuple[str, str]]]) -> None:
    """The choices of a question form; `schools` are those of the hearing's place, grouped."""
    form.asker.choices = [("", _("Choose")), *askers().items()]
    form.school.choices = {None: [("", _("none in particular"))], **schools}


def answer_due(question: QuestionCard) -> date | None:
    """By when a question is to be answered; None where no term is known.

    Counted from the day the hearing was held, or the question was written down later.
    """
    asked = clock.local(question.asked_at).date()
    since = max(question.held_on or asked, asked)
    term = profile.load().term("hearing_answer", since)
    return since + timedelta(days=term.days) if term else None
