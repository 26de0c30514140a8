"""One flag: why it matters, when it is innocent, its rule and numbers, how often and where it is
raised, how it was answered, and how anybody reckons it again."""

from collections.abc import Iterable
from decimal import Decimal
from inspect import cleandoc
from types import ModuleType
from typing import Any

from flask import abort, current_app
from flask_babel import gettext

from core.fiscal import is_year
from core.words import Words
from oversight import flags as rules
from oversight.flags import Rule
from oversight.reports import raised, rates
from oversight.reports.raised import RaisedPage
from oversight.reviews.rules import FEW
from register import limits
from register import reports as register
from register.limits import LimitCard
from tracker import formats, queries
from tracker.extensions import db
from tracker.phrases.flags import FLAGS, STANDINGS
from tracker.phrases.flags.catalogue import NUMBERS
from tracker.public import filters, flag_tables
from tracker.public.filters import Filter
from tracker.public.flag_tables import Places
from tracker.public.flags import cross_walk, every, night, seen_by
from tracker.public.offers import Shown, offer
from tracker.public.requirement import place_code


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and is_year(int(text))):
        raise ValueError(text)
    return int(text)


@offer(
    "/flags/<code:code>",
    tables=("raised", "rates", "answers", "limits", "versions"),
    beside=night,
    page=queries.PAGE,
    place=queries.Key(place_code),
    year=queries.Key(_year),
)
def flag(code: str, page: int, place: str | None, year: int | None) -> Shown:
    """One flag of the catalogue, over the country or a chosen place and year."""
    rule = next((one for one in every() if code == one.CODE), None)
    if rule is None:
        abort(404)
    session = db.session()
    country: str = current_app.config["TRACKER"].country
    regions = {country: Words(country)} | {
        spot.code: spot.name for spot in register.below(session, country)
    }
    regions |= register.names(session, [country])
    told = rates.by_year(session, list(regions), code) if rule.PUBLIC else {}
    listed = raised.public(session, code, place=place, year=year, page=page)
    answered = raised.answered_by_year(session, code)
    places = register.names(session, {row.place for row in listed.rows} | {place or country})
    chosen = _filters(place, year, {one for _, one in told} | set(answered), places | regions)
    return Shown(
        "public/flag.html",
        f"flag-{code}",
        head=_head(rule, listed),
        facts={
            "rule": rule,
            "words": FLAGS[code],
            "told_to": seen_by(public=rule.PUBLIC),
            "numbers": numbers(rule),
            "exact": cleandoc(rule.look.__doc__ or ""),  # type: ignore[attr-defined]
            "limits_of": getattr(rule, "LIMITS", ()),
            "listed": listed,
            "filters": chosen,
            "asked": filters.active(chosen),
            "chips": filters.chips("public.flag", chosen, code=code),
            "fewest": FEW,
            "valid": rule.VALID,
        },
        tables=(
            flag_tables.raised_table(listed.rows, places),
            flag_tables.rates_table(told, regions, country),
            flag_tables.answers_table(answered),
            flag_tables.limits_table(_judged_by(rule)),
            flag_tables.versions_table(raised.versions(session, code) if rule.PUBLIC else ()),
        ),
    )


def _head(rule: Rule, listed: RaisedPage) -> dict[str, Any]:
    """The flag for programs, beside its tables."""
    ocp, national = cross_walk(rule)
    said = FLAGS[rule.CODE]
    valid_from, valid_until = rule.VALID
    return {
        "flag": rule.CODE,
        "title": str(said.title),
        "rule_sentence": str(said.rule),
        "why_it_matters": str(said.why),
        "innocent_when": str(said.innocent),
        "source": str(said.source),
        "standing": rule.STANDING,
        "standing_sentence": str(STANDINGS[rule.STANDING]),
        "version": rule.VERSION,
        "catalogue": rules.catalogue(),
        "valid_from": valid_from.isoformat() if valid_from else None,
        "valid_until": valid_until.isoformat() if valid_until else None,
        "ocp": ocp,
        "national": national,
        "public": rule.PUBLIC,
        "of_years": rule in rules.YEAR_FLAGS,
        "file": f"{rule.__name__.replace('.', '/')}.py",  # type: ignore[attr-defined]
        "count": listed.count,
        "page": listed.page,
    }


def numbers(rule: Rule) -> list[tuple[str | None, str, str]]:
    """The numbers of a rule: what each is called in words, if it is; in its file; its value."""
    assert isinstance(rule, ModuleType)
    found = []
    for name, value in vars(rule).items():
        known = isinstance(value, (int, Decimal)) and not isinstance(value, bool)
        if name.isupper() and known and value and name != "TYIYN":
            called = str(NUMBERS[name]) if name in NUMBERS else None
            found.append((called, name, formats.quantity(Decimal(value), formats.language())))
    return found


def _filters(
    place: str | None, year: int | None, years: Iterable[int], places: Places
) -> tuple[Filter, ...]:
    lang = formats.language()
    named = tuple((code, name.told(lang)[0]) for code, name in places.items())
    listed = tuple((str(one), str(one)) for one in sorted(years, reverse=True))
    return (
        Filter("place", gettext("Where"), named, place),
        Filter("year", gettext("Year"), listed, str(year) if year else None),
    )


def _judged_by(rule: Rule) -> list[LimitCard]:
    codes = getattr(rule, "LIMITS", ())
    if not codes:
        return []
    known = limits.thresholds(db.session(), current_app.config["TRACKER"].country)
    return [card for card in known if card.code in codes]
