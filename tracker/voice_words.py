"""Words of questions and reports that the public pages, the office and the council share."""

from datetime import date, timedelta

from flask_babel import gettext, lazy_gettext

from core import clock
from oversight.voices import rules
from oversight.voices.reports.questions import QuestionCard
from register import profile
from register.profile_facts import Term

_l = lazy_gettext
WHATS = {
    "arrived": _l("it arrived"),
    "partly": _l("a part arrived"),
    "missing": _l("it did not arrive"),
    "bad": _l("it is of bad quality"),
}
REASONS = {
    "personal": _l("It names a person, or tells somebody’s private life."),
    "insult": _l("It insults."),
    "not_here": _l("It is not about the money or the safety of schools."),
    "twice": _l("It was asked already; look at the questions of the school."),
    "unclear": _l("It cannot be understood."),
}


RECENT = timedelta(days=365)
"""Of which deliveries officials see what was told: a default of ours."""


def recent() -> date:
    """From which day on somebody must have told of a delivery for officials to see it listed."""
    return clock.today() - RECENT


def clock_told(question: QuestionCard, today: date) -> tuple[str, str]:
    """How a question stands to its term, in words, and the kind of its tag."""
    silent = question.silent(today)
    if silent is None:
        return gettext("answered"), "good"
    left = question.left(today)
    if left is None:
        return gettext("no answer, days: %(count)s", count=silent), "wait"
    if left < 0:
        told = gettext("no answer, days: %(count)s", count=silent)
        late = gettext("overdue, days: %(count)s", count=-left)
        return f"{told}; {late}", "bad"
    return gettext("days left to answer: %(count)s", count=left), "wait"


def term(on: date) -> Term | None:
    """The term of an answer, with its standing and source, for pages to tell."""
    return profile.load().term(rules.TERM, on)


def reports_told(counts: dict[str, int]) -> list[tuple[str, int]]:
    """What was said how often, in words; what nobody said is left out."""
    return [(str(WHATS[what]), counts[what]) for what in rules.WHATS if counts[what]]
