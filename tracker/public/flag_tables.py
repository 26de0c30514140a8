"""The tables of one flag's page: where it is raised, how often, how answered, its limits."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext

from core.words import Words
from oversight.reports.raised import RaisedRow
from oversight.reports.rates import Rate
from register.limits import LimitCard
from tracker import flags as words
from tracker import formats
from tracker.phrases.flags.catalogue import BANDS
from tracker.tables import Cell, Column, Table

Places = Mapping[str, Words]


def raised_table(rows: Sequence[RaisedRow], places: Places) -> Table:
    """What it is up of, with its numbers in words; for programs as they are kept."""
    return Table(
        "raised",
        gettext("Where it is raised"),
        (
            Column("title", gettext("What")),
            Column("purchase", gettext("Number"), "count", hidden=True),
            Column("place", gettext("Who buys")),
            Column("year", gettext("Year")),
            Column("planned", gettext("Planned"), "som"),
            Column("facts", gettext("Numbers")),
            Column("since", gettext("Since"), "day"),
            Column("version", gettext("Version"), hidden=True),
            Column("answered", gettext("Answer")),
        ),
        tuple(_raised_row(row, places) for row in rows),
    )


def _raised_row(row: RaisedRow, places: Places) -> tuple[Any, ...]:
    name = places.get(row.place, Words(row.place)).told(formats.language())[0]
    if row.purchase is None:
        href = url_for("public.place", code=row.place, year=row.year)
        title = Cell(None, text=gettext("the whole year"))
        place = Cell(row.place, text=name, href=href)
    else:
        href = url_for("public.purchase", number=row.purchase)
        title = Cell(row.title, href=f"{href}#flags", lang=row.language)
        place = Cell(row.place, text=name)
    facts = json.dumps(row.facts, ensure_ascii=False, sort_keys=True)
    return (
        title,
        row.purchase,
        place,
        row.year,
        row.amount if row.purchase is not None else Cell(None, text="–"),
        Cell(facts, text=words.in_one_line(row.facts) or "–"),
        row.since,
        row.version,
        Cell(row.answered, text=gettext("yes") if row.answered else gettext("not yet")),
    )


def rates_table(told: Mapping[tuple[str, int], Rate], regions: Places, country: str) -> Table:
    """By region in the order of the register, the country first; bands, no ranks."""
    lang = formats.language()
    ordered = [country, *(code for code in regions if code != country)]
    return Table(
        "rates",
        gettext("How often it is raised"),
        (
            Column("name", gettext("Where")),
            Column("place", gettext("Code"), hidden=True),
            Column("year", gettext("Year")),
            Column("band", gettext("How often")),
            Column("raised", gettext("Raised"), "count"),
            Column("told", gettext("Of"), "count"),
            Column("cannot_say", gettext("Cannot be said"), "count"),
        ),
        tuple(
            (
                Cell(regions[scope].told(lang)[0]),
                scope,
                year,
                Cell(rate.band, text=str(BANDS[rate.band])),
                rate.raised,
                rate.told,
                rate.cannot_say,
            )
            for scope in ordered
            for (of, year), rate in told.items()
            if of == scope
        ),
    )


def answers_table(by_year: Mapping[int, tuple[int, int]]) -> Table:
    """By year: how many are up, and how many of these were answered."""
    return Table(
        "answers",
        gettext("How it was answered"),
        (
            Column("year", gettext("Year")),
            Column("raised", gettext("Raised"), "count"),
            Column("answered", gettext("Of them answered"), "count"),
        ),
        tuple((year, count, answered) for year, (count, answered) in by_year.items()),
    )


def limits_table(cards: Iterable[LimitCard]) -> Table:
    """Every value of the limits the flag judges by."""
    return Table(
        "limits",
        gettext("Limits it goes by"),
        (
            Column("name", gettext("Limit")),
            Column("code", gettext("Code"), hidden=True),
            Column("amount", gettext("Sum"), "som"),
            Column("valid_from", gettext("From"), "day"),
            Column("valid_until", gettext("Until"), "day"),
            Column("standing", gettext("Standing")),
            Column("source", gettext("Source")),
        ),
        tuple(
            (
                card.name,
                card.code,
                card.amount,
                card.valid_from or Cell(None, text="–"),
                card.valid_until or Cell(None, text="–"),
                Cell(card.standing, text=_standing(card)),
                Cell(card.source, lang=None if card.seen else "en"),
            )
            for card in cards
        ),
    )


def _standing(card: LimitCard) -> str:
    return gettext("confirmed") if card.standing == "sourced" else gettext("not confirmed")


def versions_table(found: Iterable[tuple[str, date]]) -> Table:
    """Which versions of the rule spoke here, from which day."""
    return Table(
        "versions",
        gettext("Versions of the rule"),
        (
            Column("version", gettext("Version")),
            Column("first_on", gettext("First raised or taken down here on"), "day"),
        ),
        tuple(found),
    )
