"""Filters in an address: their values, read by the edition in force, and chips to take them off."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext

from core.words import Words
from standard.models.coverage import STATES
from tracker import queries
from tracker.answers import word
from tracker.names import Names, capital, catalogue

PRIORITIES = ("1", "2", "3")
STANDINGS = ("sourced", "default")


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter of a form: its key, its label, what may be chosen, and what is."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]  # value, words
    value: str | None

    @property
    def said(self) -> str:
        """The words of what is chosen."""
        return next((text for value, text in self.choices if value == self.value), "")


def domain(text: str) -> str:
    """The code of a domain of the edition in force."""
    known = catalogue()
    return _one_of(text, known.lists.domains if known else {})


def category(text: str) -> str:
    """The code of a spending category of the edition in force."""
    known = catalogue()
    return _one_of(text, known.lists.categories if known else {})


def _one_of(text: str, known: Mapping[str, Any]) -> str:
    if text not in known:
        raise ValueError(text)
    return text


DOMAIN = queries.Key(domain)
CATEGORY = queries.Key(category)
PRIORITY = queries.Key(queries.one_of(*PRIORITIES))
STANDING = queries.Key(queries.one_of(*STANDINGS))
STATE = queries.Key(queries.one_of(*STATES))


def by_domain(names: Names, value: str | None) -> Filter:
    """The filter of domains."""
    known = names.catalogue.lists.domains if names.catalogue else {}
    return Filter("domain", gettext("Domain"), _named(known, names.lang), value)


def by_category(names: Names, value: str | None) -> Filter:
    """The filter of spending categories."""
    known = names.catalogue.lists.categories if names.catalogue else {}
    words = {code: found.name for code, found in known.items()}
    return Filter("category", gettext("What for"), _named(words, names.lang), value)


def by_priority(value: str | None) -> Filter:
    """The filter of priorities."""
    choices = tuple((text, text) for text in PRIORITIES)
    return Filter("priority", gettext("Priority"), choices, value)


def by_standing(names: Names, value: str | None) -> Filter:
    """The filter of the standing of a requirement's number."""
    known = names.catalogue.lists.value_statuses if names.catalogue else {}
    choices = _named({code: known[code] for code in STANDINGS if code in known}, names.lang)
    return Filter("standing", gettext("Standing of the number"), choices, value)


def by_state(value: str | None) -> Filter:
    """The filter of the state of coverage."""
    return Filter("state", gettext("State"), tuple((code, word(code)) for code in STATES), value)


def _named(known: Mapping[str, Words], lang: str) -> tuple[tuple[str, str], ...]:
    return tuple((code, capital(words).told(lang)[0]) for code, words in known.items())


def active(filters: tuple[Filter, ...], q: str = "") -> dict[str, str]:
    """What is chosen, as it stands in an address."""
    chosen = {one.key: one.value for one in filters if one.value}
    return {"q": q, **chosen} if q else chosen


def chips(
    endpoint: str, filters: tuple[Filter, ...], q: str = "", **arguments: str
) -> list[dict[str, str]]:
    """What is chosen, each with the address of the page without it."""
    chosen = active(filters, q)
    said = {one.key: f"{one.label}: {one.said}" for one in filters}
    return [
        {
            "text": said.get(key, f"«{value}»"),
            "href": url_for(
                endpoint,
                **arguments,
                **{other: kept for other, kept in chosen.items() if other != key},
            ),
        }
        for key, value in chosen.items()
    ]
