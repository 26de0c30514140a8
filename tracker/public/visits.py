"""Visits of a school before everybody: what was found beside what the inventory said."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask import abort, url_for
from flask_babel import gettext

from core import clock
from oversight.findings.reports import origins
from oversight.visits.reports import visits
from oversight.visits.reports.visits import AnswerCard, VisitCard
from register import reports as register
from tracker import answers, visit_words
from tracker.extensions import db
from tracker.names import Names
from tracker.public.gaps import title
from tracker.public.offers import Shown, offer
from tracker.stock import Shelf
from tracker.tables import Cell, Column, Table

Opened = Mapping[tuple[int, str], Sequence[int]]
"""The findings opened from visits, by visit and requirement."""


@offer("/schools/<code:code>/visits", scope="code", tables=("answers", "visits"))
def school_visits(code: str) -> Shown:
    """The visits of councils to a school, the newest first. Photographs are not public."""
    school = register.school(db.session(), code)
    if school is None:
        abort(404)
    shelf = Shelf(Names())
    names = shelf.names
    found = visits.of_school(db.session(), code)
    opened = origins.of_visits(db.session(), [one.id for one in found])
    return Shown(
        "public/visits.html",
        f"visits-{code}",
        head={
            "school": {"code": code, "name": school.name.told(names.lang)[0]},
            "count": len(found),
        },
        facts={
            "name": school.name.told(names.lang)[0] or code,
            "trail": register.trail(db.session(), code),
            "year": clock.today().year,
            "parts": [_part(one, shelf, opened) for one in found],
        },
        tables=(_answers(found, shelf, opened), _visits(found)),
    )


def _part(one: VisitCard, shelf: Shelf, opened: Opened) -> dict[str, Any]:
    return {
        "card": one,
        "who": visit_words.visitors(one.visitors),
        "href": url_for("public.monitoring_round", number=one.round),
        "table": _answers([one], shelf, opened),
        "differences": len(one.differences),
    }


def _answers(found: Iterable[VisitCard], shelf: Shelf, opened: Opened) -> Table:
    return Table(
        "answers",
        gettext("What was found at the visits"),
        (
            Column("name", gettext("Requirement")),
            Column("visit", gettext("Visit"), "count", hidden=True),
            Column("visited_on", gettext("Visited on"), "day", hidden=True),
            Column("requirement", gettext("Code"), hidden=True),
            Column("said", gettext("The inventory said"), "quantity"),
            Column("verdict", gettext("Found")),
            Column("value", gettext("Council’s figure"), "quantity", hidden=True),
            Column("needed", gettext("Needed"), "quantity"),
            Column("state", gettext("State")),
            Column("became", gettext("What became of it?"), hidden=True),
            Column("note", gettext("Note"), hidden=True),
            Column("photographs", gettext("Photographs"), "count", hidden=True),
            Column("finding", gettext("Finding"), "count"),
        ),
        tuple(_row(visit, one, shelf, opened) for visit in found for one in visit.answers),
    )


def _row(visit: VisitCard, one: AnswerCard, shelf: Shelf, opened: Opened) -> tuple[Any, ...]:
    names = shelf.names
    told = str(visit_words.VERDICTS[one.verdict])
    own = shelf.value(one.requirement, one.value)
    more = " · ".join(part for part in (visit_words.became(one), one.note) if part)
    return (
        title(one.requirement, names),
        visit.id,
        visit.on,
        one.requirement,
        Cell(one.said, text=shelf.value(one.requirement, one.said) or gettext("no data")),
        Cell(one.verdict, text=f"{told}: {own}" if own else told, note=more or None),
        one.value,
        Cell(one.needed, text=shelf.value(one.requirement, one.needed) or "–"),
        Cell(one.state, text=answers.word(one.state) if one.state else "–"),
        one.became,
        one.note,
        len(one.files),
        _finding(opened.get((visit.id, one.requirement), ())),
    )


def _finding(opened: Sequence[int]) -> Cell:
    """The first finding that was opened from it."""
    if not opened:
        return Cell(None, text="–")
    address = url_for("public.finding", number=opened[0])
    return Cell(opened[0], text=f"№ {opened[0]}", href=address)


def _visits(found: Iterable[VisitCard]) -> Table:
    return Table(
        "visits",
        gettext("Visits of councils"),
        (
            Column("id", gettext("Number"), "count"),
            Column("round", gettext("Round"), "count"),
            Column("visited_on", gettext("Visited on"), "day"),
            Column("handed_in_on", gettext("Handed in on"), "day"),
            Column("visitors", gettext("Who was there")),
            Column("looked_at", gettext("Requirements looked at"), "count"),
            Column("differences", gettext("Differences"), "count"),
            Column("note", gettext("Note")),
        ),
        tuple(
            (
                one.id,
                one.round,
                one.on,
                one.handed_in_on,
                Cell(" ".join(one.visitors), text=visit_words.visitors(one.visitors)),
                len(one.answers),
                len(one.differences),
                one.note,
            )
            for one in found
        ),
    )
