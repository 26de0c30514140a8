"""Pilot schools: which try the Standard first, by whose word, and how they stand beside others."""

import re
from collections.abc import Sequence

from flask import abort, current_app, url_for
from flask_babel import gettext

from core import clock
from core.words import Words
from register import reports as register
from standard import totals
from standard.reports import pilots as reports
from standard.reports.pilots import FEWEST, Comparison, PilotCard, Side
from tracker import formats, queries
from tracker.extensions import db
from tracker.names import Names, capital
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

_CODE = re.compile(r"[0-9A-Za-z-]{1,32}\Z")


def _place(text: str) -> str:
    if not _CODE.match(text):
        raise ValueError(text)
    return text


@offer("/pilots", tables=("pilots", "comparison"), place=queries.Key(_place))
def pilots(place: str | None) -> Shown:
    """The schools that try first today, in the country or within one place, and the comparison."""
    scope: str = place or current_app.config["TRACKER"].country
    spot = register.place(db.session, scope)
    if spot is None and place is not None:
        abort(404)
    names = Names()
    today = clock.today()
    found = reports.pilots(db.session, today, scope=scope)
    compared = reports.compared(db.session, scope, today) if found else ()
    whole = compared[0] if compared else Comparison(None, Side(), Side())
    counted = totals.counted_on(db.session)
    sides = _comparison(compared, names)
    return Shown(
        "public/pilots.html",
        "pilots",
        head={
            "place": scope,
            "count": len(found),
            "counted_on": counted.isoformat() if counted else None,
            "fewest": FEWEST,
        },
        facts={
            "spot": spot,
            "narrowed": place is not None,
            "whole": whole,
            "counted": counted,
            "sides": _read(compared, names),
        },
        tables=(_pilots(found), sides),
    )


def _pilots(found: Sequence[PilotCard]) -> Table:
    schools = register.names(db.session, {pilot.school for pilot in found})
    year = clock.today().year
    return Table(
        "pilots",
        gettext("Pilot schools"),
        (
            Column("school_name", gettext("School")),
            Column("school", gettext("Code"), hidden=True),
            Column("since", gettext("Since"), "day"),
            Column("source", gettext("By whose word")),
        ),
        tuple(
            (
                Cell(
                    schools.get(pilot.school, Words(pilot.school)),
                    href=url_for("public.school", code=pilot.school, year=year),
                ),
                pilot.school,
                pilot.since,
                pilot.source,
            )
            for pilot in found
        ),
    )


def _domain(one: Comparison, names: Names) -> Words | str:
    """The name of a domain, or that it is all of them."""
    if one.domain is None:
        return gettext("All domains")
    known = names.catalogue.lists.domains if names.catalogue else {}
    return capital(known[one.domain]) if one.domain in known else one.domain


def _comparison(compared: Sequence[Comparison], names: Names) -> Table:
    """For files: every number by itself; no share where there are too few schools."""
    return Table(
        "comparison",
        gettext("Pilot schools and others"),
        (
            Column("domain_name", gettext("Domain")),
            Column("domain", gettext("Code")),
            Column("pilot_schools", gettext("Pilot schools"), "count"),
            Column("pilot_answers", gettext("Their answers"), "count"),
            Column("pilot_met", gettext("Of them met"), "count"),
            Column("pilot_share", gettext("Share met"), "percent"),
            Column("other_schools", gettext("Other schools"), "count"),
            Column("other_answers", gettext("Answers of the others"), "count"),
            Column("other_met", gettext("Met at the others"), "count"),
            Column("other_share", gettext("Share met at the others"), "percent"),
        ),
        tuple(
            (
                _domain(one, names),
                one.domain,
                *_side(one.pilots, one.too_few),
                *_side(one.others, one.too_few),
            )
            for one in compared
        ),
    )


def _side(side: Side, too_few: bool) -> tuple[object, ...]:
    return (side.schools, side.answered, side.met, None if too_few else side.share)


def _read(compared: Sequence[Comparison], names: Names) -> Table:
    """For people: a share never without the number of schools and answers it is made of."""
    return Table(
        "sides",
        gettext("Pilot schools and others"),
        (
            Column("domain", gettext("Domain")),
            Column("pilots", gettext("Pilot schools: met")),
            Column("others", gettext("Other schools: met")),
        ),
        tuple(
            (
                _domain(one, names),
                _told(one.pilots, one.too_few, names.lang),
                _told(one.others, one.too_few, names.lang),
            )
            for one in compared
        ),
    )


def _told(side: Side, too_few: bool, lang: str) -> Cell:
    share = side.share
    if too_few or share is None:
        text = gettext("too few to compare")
    else:
        text = formats.percent(share, lang)
    note = gettext(
        "schools: %(schools)s, answers: %(answers)s",
        schools=formats.number(side.schools, lang),
        answers=formats.number(side.answered, lang),
    )
    return Cell(text, note=note)
