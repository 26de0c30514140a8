"""Evidence for the accreditation of a school, requirement by requirement; and as a document."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import abort, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from procurement.reports import accreditation
from procurement.reports.accreditation import Point, SchoolEvidence
from register import reports as register
from tracker import answers
from tracker.extensions import db
from tracker.names import Names
from tracker.pages import as_of, page
from tracker.public import accreditation_tables as tables
from tracker.public import public
from tracker.public.offers import Shown, offer
from tracker.public.papers import on_paper, sheet
from tracker.tables import Table

TABLES = ("requirements", "evidence", "domains", "summary", "about")


@offer("/schools/<code:code>/accreditation", scope="code", tables=TABLES)
def school_accreditation(code: str) -> Shown:
    """What shows that a school keeps the Standard, and what nobody can say yet."""
    card = register.school(db.session, code)
    if card is None:
        abort(404)
    names = Names()
    told = accreditation.of_school(db.session, code)
    here = url_for("public.school_accreditation", code=code)
    return Shown(
        "public/school_accreditation.html",
        f"{code}-accreditation",
        head={
            "school": {"code": code, "name": card.name.told(names.lang)[0], "place": card.place},
            "passport": _passport(told),
            **head(told),
        },
        facts={
            "card": card,
            "code": code,
            "told": told,
            "points": _by_domain(told, names),
            "trail": register.trail(db.session, code),
            **words(names, here),
        },
        tables=_tables(told, names) if told else _nothing(names),
    )


@public.get("/schools/<code:code>/accreditation.pdf")
@page(scope="code")
def school_accreditation_pdf(code: str) -> BaseResponse:
    """The same on paper, for the commission."""
    build = partial(school_accreditation, code)
    name = f"{code}-accreditation"
    return on_paper(build, name, code, "print/school_accreditation.html")


def head(told: Any) -> dict[str, Any]:
    """What the JSON of a school and of a place say alike; empty before any edition."""
    if told is None:
        return {"edition": None, "counted_on": None, "counts": None}
    saying = tables.said(told.states)
    return {
        "edition": told.edition.code,
        "counted_on": told.counted_on.isoformat(),
        "counts": {
            "answers": sum(told.states.values()),
            "states": told.states,
            "evidence": dict(told.rests),
            "say_something": saying,
            "confirmed_by_the_council": told.rests["council"],
            "unknown": told.states["unknown"],
        },
    }


def words(names: Names, here: str) -> dict[str, Any]:
    """What both templates, on the screen and on paper, tell by."""
    return {
        **sheet(names.lang, here),
        "unit_of": names.unit_of,
        "domain_name": partial(tables.domain_name, names=names),
        "word": answers.word,
        "reason": partial(tables.reason, names=names),
        "rest_word": tables.rest_word,
        "role_word": tables.role_word,
        "check_word": tables.check_word,
        "through": tables.through,
        "said": tables.said,
        "default_value": names.profile.notices["default_value"].told(names.lang)[0],
    }


def _passport(told: SchoolEvidence | None) -> Mapping[str, Any] | None:
    if told is None or told.passport is None:
        return None
    card = told.passport
    return {"year": card.year, "on": card.on.isoformat(), "answered": card.answered} | {
        "asked": card.asked
    }


def _by_domain(told: SchoolEvidence | None, names: Names) -> list[tuple[str, list[Point]]]:
    """The requirements by the names of their domains."""
    found: dict[str, list[Point]] = {}
    for point in told.points if told else ():
        found.setdefault(point.card.domain, []).append(point)
    return [(tables.domain_name(code, names), points) for code, points in found.items()]


def _tables(told: SchoolEvidence, names: Names) -> tuple[Table, ...]:
    passport = told.passport
    rows = [
        ("school", gettext("School"), told.school.name.told(names.lang)[0]),
        ("code", gettext("Code"), told.school.code),
        (
            "passport_year",
            gettext("Year of the passport"),
            str(passport.year) if passport else None,
        ),
    ]
    return (
        tables.summary(told.states, told.rests),
        tables.points(told, names),
        tables.pieces(told, names),
        tables.domains(told.domains, names),
        tables.evidence_in_all(told.states, told.rests),
        tables.about([*rows, *made_from(told)]),
    )


def made_from(told: Any) -> list[tuple[str, str, str | None]]:
    """The edition, the day and the journal a report was made from."""
    journal = as_of()
    return [
        ("edition", gettext("Edition of the Standard"), told.edition.code),
        ("counted_on", gettext("Counted on"), told.counted_on.isoformat()),
        ("as_of", gettext("Entries in the journal"), str(journal.size)),
        ("root", gettext("Root of the journal"), journal.root),
    ]


def _nothing(names: Names) -> tuple[Table, ...]:
    """Before any edition the files have no row."""
    return tuple(Table(name, name, (), ()) for name in TABLES)
