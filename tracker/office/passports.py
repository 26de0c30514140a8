"""Passports of schools: how complete they are, and the form that fills one in."""

from collections.abc import Sequence
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from core import clock
from core.access import PERMITS, Act, Role
from opendata.passport_rows.known import REGISTER, Known, known
from register import reports as register
from standard import passport
from standard.acts import passports as acts
from standard.reports import passports
from standard.reports.passports import Standing
from tracker import formats
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.passports import ASKED, PassportForm, filled, passport_form
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here
from tracker.office.names import Names
from tracker.tables import Cell, Column, Table

PER_PAGE = 100
SCHOOL = "/schools/<code>/passport/<int(max=2147483647):year>"


def held() -> tuple[str, ...]:
    """The places and schools whose passports this person fills in."""
    return tuple(dict.fromkeys(actor().holds(*PERMITS[Act.FILL_PASSPORT])))


@office.get("/passports")
def passports_list() -> str:
    """The schools of one's place, a page at a time: how complete each passport is."""
    places = held()
    if not places:
        abort(403)
    asked = request.args.get("place", "")
    place = asked if asked in places else places[0]
    this_year = clock.today().year
    year = request.args.get("year", default=this_year, type=int)
    year = year if year in (this_year - 1, this_year, this_year + 1) else this_year
    rows = _standings([place], year)
    last = max(-(-len(rows) // PER_PAGE), 1)
    page = min(max(request.args.get("page", default=1, type=int), 1), last)
    names = Names()
    names.know(places)
    return render_template(
        "office/passports/list.html",
        called=names,
        places=places,
        place=place,
        year=year,
        years=(this_year - 1, this_year, this_year + 1),
        complete=sum(one.answered == one.asked for one in rows),
        begun=sum(one.year is not None for one in rows),
        schools=len(rows),
        table=_table(rows[(page - 1) * PER_PAGE : page * PER_PAGE], year, names),
        in_tables=place in actor().holds(Role.OFFICER),
        page=page,
        last=last,
        address=lambda number: url_for(".passports_list", place=place, year=year, page=number),
    )


def _standings(places: Sequence[str], year: int) -> tuple[Standing, ...]:
    questions = passports.asked(db.session)
    return passports.standings(db.session, places, year, questions=questions, on=clock.today())


def _table(rows: Sequence[Standing], year: int, names: Names) -> Table:
    return Table(
        "passports",
        _("Passports of schools"),
        (
            Column("school", _("School")),
            Column("standing", _("Standing")),
            Column("year", _("Passport of the year")),
            Column("answered", _("Answered"), "count"),
            Column("asked", _("Questions"), "count"),
            Column("on", _("Last change"), "day"),
        ),
        tuple(
            (
                Cell(one.name, href=url_for(".passports_fill", code=one.school, year=year)),
                _standing(one, year),
                str(one.year) if one.year else None,
                one.answered if one.year else None,
                one.asked,
                one.on,
            )
            for one in rows
        ),
    )


def _standing(one: Standing, year: int) -> Cell:
    if one.year is None:
        return Cell("none", text=_("– no passport yet"))
    if one.year < year:
        return Cell("earlier", text=_("◐ of an earlier year"))
    if one.answered < one.asked:
        return Cell("part", text=_("◐ answered in part"))
    return Cell("whole", text=_("✓ all answered"))


@office.route(SCHOOL, methods=["GET", "POST"])
def passports_fill(code: str, year: int) -> Any:
    """Fill in a school's passport: every question at once, each of them optional."""
    if register.school(db.session, code) is None:
        nothing_here()
    doer(Act.FILL_PASSPORT, *register.lineage(db.session, code))
    facts = known(db.session, code, year)
    start = facts.starts.get(code)
    if start is None:
        nothing_here()
    form = passport_form(facts.questions, formats.language())(
        data={**filled(start.facts, facts.questions), "seen": start.version}
    )
    if (
        form.is_submitted()
        and form.is_sound(facts.questions)
        and perform(form, acts.fill, code, year, form.facts(), seen=form.seen_version())
    ):
        return _saved(code, year)
    return _page(form, facts, code)


def _saved(code: str, year: int) -> Any:
    """Say what the answers are good for, and go on: to the next school, where asked."""
    lines = [_("The passport is saved: %(school)s.", school=Names().place(code))]
    reach = passports.reach(db.session, code)
    if reach.requirements:
        lines.append(
            _(
                "Requirements that can now be answered: %(count)s. All requirements: %(all)s.",
                count=formats.number(reach.answerable, formats.language()),
                all=formats.number(reach.requirements, formats.language()),
            )
        )
    flash(" ".join(lines))
    if request.form.get("do") != "next":
        return redirect(url_for(".passports_fill", code=code, year=year), 303)
    following = _next(code, year)
    if following is None:
        return redirect(url_for(".passports_list", year=year), 303)
    return redirect(url_for(".passports_fill", code=following, year=year), 303)


def _next(code: str, year: int) -> str | None:
    """The school after this one in the lists of one's places; None after the last."""
    codes = [one.school for one in _standings(held(), year)]
    after = codes[codes.index(code) + 1 :] if code in codes else []
    return after[0] if after else None


def _page(form: PassportForm, facts: Known, code: str) -> tuple[str, int]:
    names = Names()
    start = facts.starts[code]
    answered, asked = passport.completeness(start.facts, facts.questions)
    by_group = {
        group: [
            form[f"{ASKED}{question}"]
            for question, fact in facts.questions.items()
            if fact.group == group
        ]
        for group in facts.groups
    }
    return answer(
        "office/passports/fill.html",
        form,
        called=names,
        code=code,
        year=facts.year,
        start=start,
        from_register=start.source == REGISTER,
        answered=answered,
        asked=asked,
        groups=[(names.told(facts.groups[group]), fields) for group, fields in by_group.items()],
        waiting={
            f"{ASKED}{fact}": count
            for fact, count in passports.reach(db.session, code).waiting.items()
        },
        has_next=bool(actor().holds(Role.OFFICER)),
    )
