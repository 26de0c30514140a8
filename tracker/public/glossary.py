"""The words of the pages in plain language, each at an address of its own to point at."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from flask import url_for
from flask_babel import gettext

from core.words import Words
from tracker.names import capital
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

FILE = Path(__file__).parent.parent / "glossary.yaml"


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the pages: its name and what it means, in three languages. `key` never changes."""

    key: str
    group: str
    name: Words
    means: Words

    @property
    def heading(self) -> Words:
        """The name as it begins a paragraph."""
        return capital(self.name)


@cache
def groups() -> Mapping[str, Words]:
    """The groups of words in the order of the page."""
    return {key: Words(**words) for key, words in _file()["groups"].items()}


@cache
def terms() -> tuple[Term, ...]:
    """All words, group by group, in the order of the file."""
    read = [
        Term(key, one["group"], Words(**one["name"]), Words(**one["means"]))
        for key, one in _file()["terms"].items()
    ]
    order = list(groups())
    return tuple(sorted(read, key=lambda term: order.index(term.group)))


@cache
def _file() -> dict[str, dict[str, dict[str, dict[str, str]]]]:
    found: dict[str, dict[str, dict[str, dict[str, str]]]] = yaml.safe_load(
        FILE.read_text(encoding="utf-8")
    )
    return found


@offer("/glossary", tables=("terms",))
def glossary() -> Shown:
    """All words with what they mean."""
    parts = [
        (group, [term for term in terms() if term.group == key]) for key, group in groups().items()
    ]
    return Shown(
        "public/glossary.html",
        "glossary",
        head={"count": len(terms())},
        facts={"parts": parts},
        tables=(_table(),),
    )


def _table() -> Table:
    return Table(
        "terms",
        gettext("Words"),
        (
            Column("name", gettext("Word")),
            Column("key", gettext("Code")),
            Column("group", gettext("Of what")),
            Column("means", gettext("What it means")),
        ),
        tuple(
            (
                Cell(term.name, href=url_for("public.glossary", _anchor=term.key)),
                term.key,
                groups()[term.group],
                term.means,
            )
            for term in terms()
        ),
    )
