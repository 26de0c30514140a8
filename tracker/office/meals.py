"""A school counts who ate: a week at once, or days out of a table."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from core import clock
from core.access import Act
from core.fiscal import is_year
from procurement import acts
from procurement.reports import meal_days
from procurement.reports.meal_days import DayCard, Owed
from register import reports as register
from register.models import School
from register.reports import SchoolCard
from register.school_days import school_days
from standard.reports import children
from tracker import formats
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.meals import PasteForm, WeekForm, week_form
from tracker.meal_words import weekdays
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here
from tracker.office.names import Names

MEALS = "/schools/<code:code>/meals"
WEEK = timedelta(days=7)


def _school(code: str) -> SchoolCard:
    """The school, for somebody who may count its meals."""
    card = register.school(db.session(), code)
    if card is None:
        nothing_here()
    doer(Act.COUNT_MEALS, *register.lineage(db.session(), code))
    return card


@office.route(MEALS, methods=["GET", "POST"])
def meals_week(code: str) -> Any:
    """Count the days of a week, this one unless the address names a day of another."""
    card, session = _school(code), db.session()
    monday = _monday(request.args.get("week", ""))
    written = meal_days.times_written(session, code)  # first: at worst the page is newer than that
    known = meal_days.of_days(session, code, monday, monday + WEEK)
    days = [monday + timedelta(days=i) for i in range(7)]
    past = [day for day in days if day <= clock.today()]
    calendar = school_days(session)
    free = [day for day in past if calendar.is_free(day)]
    form = week_form(past, free, known)(data={**_filled(known), "seen": written})
    if form.is_submitted() and form.is_sound() and _counted(form, code):
        return redirect(url_for(".meals_week", code=code, week=monday.isoformat()), 303)
    pupils = children.primary(session, select(School.code).where(School.code == code), monday.year)
    return answer(
        "office/meals/week.html",
        form,
        code=code,
        school=Names().told(card.name, code),
        days=[day for day in past if day not in free],
        free=free,
        known=known,
        weekdays=weekdays(),
        monday=monday,
        pupils=pupils.get(code),
        before=monday - WEEK,
        after=monday + WEEK if monday + WEEK <= clock.today() else None,
    )


def _monday(text: str) -> date:
    """The Monday of the week of a day; of this week where the text is no day that has come."""
    today = clock.today()
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = today
    day = day if day <= today and is_year(day.year) else today
    return day - timedelta(days=day.weekday())


def _filled(known: dict[date, DayCard]) -> dict[str, object]:
    """What the form begins with: the days as they stand."""
    found: dict[str, object] = {}
    for day, card in known.items():
        iso = day.isoformat()
        found |= {iso: card.served, f"present-{iso}": card.present, f"note-{iso}": card.note or ""}
        found |= {f"closed-{iso}": card.served is None, f"worked-{iso}": card.worked}
    return found


def _counted(form: WeekForm, code: str) -> bool:
    reason = form["reason"].data if "reason" in form else None
    told = form.counts()
    done = perform(form, acts.count_meals, code, told, reason=reason, seen=form.seen_version())
    if done is False:
        return False
    flash(_saved(len(done)))
    return True


def _saved(count: int) -> str:
    return _("Saved. Days written: %(count)s.", count=formats.number(count, formats.language()))


@office.route(f"{MEALS}/table", methods=["GET", "POST"])
def meals_table(code: str) -> Any:
    """Count days out of a table that was copied: a month at once."""
    card = _school(code)
    form = PasteForm(data={"seen": meal_days.times_written(db.session(), code)})
    if form.validate_on_submit():
        done = perform(
            form,
            acts.count_meals,
            code,
            form.counts,
            reason=form.reason.data,
            seen=form.seen_version(),
        )
        if done is not False:
            flash(_saved(len(done)))
            return redirect(url_for(".meals_week", code=code), 303)
        _at_its_day(form)
    return answer("office/meals/table.html", form, code=code, school=Names().told(card.name, code))


def _at_its_day(form: PasteForm) -> None:
    """A refusal of one day stands at the table, with its day."""
    refused = form.refused
    if refused is None or refused.field is None or refused.field in form:
        return
    day = formats.day(date.fromisoformat(refused.field))
    form.rows.errors = [f"{day}: {sentence}" for sentence in form.form_errors]
    form.form_errors = []


def owed(codes: Collection[str], today: date) -> tuple[Owed, ...]:
    """The days of this week that these schools, or schools of these places, have not counted."""
    session = db.session()
    return meal_days.owed(session, codes, school_days(session), today) if codes else ()
