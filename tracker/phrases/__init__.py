"""Every code of a refusal and its sentence. The domain names the matter; the words are here.

A sentence says what is wrong and how to put it right. Facts are written by their kind: amounts as
sums, days as days. In Kyrgyz no suffix can stand after a placeholder, so facts come as
"label: value". One module for each room that refuses.
"""

from datetime import date, datetime
from decimal import Decimal

from flask_babel import gettext
from flask_babel.speaklater import LazyString

from core.errors import Refusal
from core.words import Words
from register import profile
from register import reports as registers
from tracker import formats
from tracker.extensions import db
from tracker.phrases import (
    accreditation,
    after_signing,
    assessments,
    budgets,
    case_tables,
    charts,
    coverage,
    doors,
    editions,
    example,
    findings,
    gifts,
    import_ways,
    imports,
    meals,
    moves,
    opendata,
    oversight,
    papers,
    passports,
    plan_lines,
    planning,
    practices,
    principles,
    procurement,
    reconciliation,
    register,
    reviews,
    samples,
    sharing,
    standard,
    suppliers,
    table_lines,
    visits,
    voices,
    years,
)
from tracker.states import STATES

PLAIN_NUMBERS = frozenset(
    {"rate", "quantity", "left", "came", "found", "whole_quantity", "parts_quantity"}
)
"""Facts that are decimals but no som; every other Decimal is money."""
STATED = frozenset({"status", "to"})
"""Facts that are the state of a budget or a purchase."""
SPOTS = frozenset({"school", "place"})
"""Facts that are the code of a school or place: told with their name."""

FAULTS = {
    **imports.FAULTS,
    **import_ways.FAULTS,
    **table_lines.FAULTS,
    **case_tables.FAULTS,
    **reconciliation.FAULTS,
    **opendata.FAULTS,
    **passports.FAULTS,
    **suppliers.FAULTS,
    **plan_lines.FAULTS,
    **plan_lines.ROWS,
    **samples.FAULTS,
}
"""Of a table or a published file: what is wrong, and what to do, as two sentences."""


def _both(what: LazyString, remedy: LazyString) -> LazyString:
    return LazyString(lambda: f"{what} {remedy}")


PHRASES = {
    **{code: _both(*sentences) for code, sentences in FAULTS.items()},
    **doors.PHRASES,
    **register.PHRASES,
    **sharing.PHRASES,
    **standard.PHRASES,
    **years.PHRASES,
    **budgets.PHRASES,
    **gifts.PHRASES,
    **procurement.PHRASES,
    **suppliers.PHRASES,
    **moves.PHRASES,
    **after_signing.PHRASES,
    **papers.PHRASES,
    **meals.PHRASES,
    **principles.PHRASES,
    **example.PHRASES,
    **coverage.PHRASES,
    **passports.PHRASES,
    **assessments.PHRASES,
    **editions.PHRASES,
    **plan_lines.PHRASES,
    **planning.PHRASES,
    **practices.PHRASES,
    **accreditation.PHRASES,
    **charts.PHRASES,
    **oversight.PHRASES,
    **reviews.PHRASES,
    **voices.PHRASES,
    **samples.PHRASES,
    **visits.PHRASES,
    **findings.PHRASES,
    **opendata.PHRASES,
}


def phrase(refusal: Refusal) -> str:
    """The sentence of a refusal in the language of the page.

    Raises:
        KeyError: a code without a sentence; tests/test_house_phrases.py finds it before anybody.
    """
    facts = {name: told(name, value) for name, value in refusal.facts.items()}
    return str(PHRASES[refusal.code]) % facts


def told(name: str, value: object) -> str:
    """One fact as people read it: a Decimal is a sum unless its name is in PLAIN_NUMBERS."""
    lang = formats.language()
    match value:
        case None:
            return gettext("no data")
        case str() if name in STATED:
            return str(STATES.get(value, value))
        case str() if name in SPOTS:
            return _spot(value, lang)
        case str() if name == "method":
            return _method(value, lang)
        case str() if name == "source":
            return _source(value, lang)
        case bool():
            return gettext("yes") if value else gettext("no")
        case Decimal() if name in PLAIN_NUMBERS:
            return formats.quantity(value, lang)
        case Decimal():
            return formats.som(value, lang)
        case int() if name != "year":
            return formats.number(value, lang)
        case datetime():
            return formats.moment(value)
        case date():
            return formats.day(value)
        case Words():
            return value.told(lang)[0]
        case list() | tuple() | set() | frozenset():
            return ", ".join(told(name, part) for part in value)
    return str(value)


def _spot(code: str, lang: str) -> str:
    """A school or place by name and code; by its code alone where the register has no name."""
    name = registers.names(db.session, [code]).get(code, Words()).told(lang)[0]
    return f"{name} ({code})" if name else code


def _method(code: str, lang: str) -> str:
    known = {method.code: method.names for method in profile.load().methods}
    return known.get(code, Words()).told(lang)[0] or code


def _source(code: str, lang: str) -> str:
    known = {source.code: source.names for source in profile.load().sources}
    return known.get(code, Words()).told(lang)[0] or code
