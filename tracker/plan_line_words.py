"""What codes of the annual plan are called: standings, times of the year, what is left."""

from datetime import date
from decimal import Decimal

from babel import dates
from flask_babel import gettext

from procurement.reports.plan import PlanCard
from register import profile
from register.profile import Ground
from tracker import formats

STANDING_KINDS = {"draft": "wait", "published": "good", "changed": "look", "withdrawn": "none"}
"""How the tag of a standing looks (macros/status.html)."""


def standing_words(standing: str) -> str:
    """The standing of a line in a word."""
    return {
        "draft": gettext("draft"),
        "published": gettext("published"),
        "changed": gettext("changed since it was published"),
        "withdrawn": gettext("withdrawn"),
    }[standing]


def month_words(month: int) -> str:
    """A month by name, in the language of the page."""
    names = dates.get_month_names("wide", "stand-alone", formats.language())
    return str(names[month]).lower() if formats.language() != "en" else str(names[month])


def when_words(quarter: int | None, month: int | None) -> str:
    """When it is to be bought: a month, a quarter, or nothing said."""
    if month:
        return month_words(month)
    if quarter:
        return gettext("quarter: %(number)s", number=quarter)
    return gettext("no time said")


def left_words(card: PlanCard) -> str:
    """What is left of a line, or by how much it is exceeded."""
    return rest_words(card.left, bought=bool(card.bought))


def rest_words(left: Decimal, *, bought: bool) -> str:
    """The same of a sum."""
    lang = formats.language()
    if not bought:
        return gettext("nothing bought yet")
    if left < 0:
        return gettext("exceeded by: %(sum)s", sum=formats.som(-left, lang))
    return gettext("left: %(sum)s", sum=formats.som(left, lang))


def ground_of(code: str | None, method: str, on: date) -> Ground | None:
    """The ground of a purchase by its code, under the law of its method; None for other words."""
    known = profile.load()
    return known.ground(code, known.method(method).law, on) if code else None
