"""The year itself: opened by twelfths, begun as the last, carried over, reported, closed."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from budgets import acts
from budgets.reports import drafts, standing, years
from core import clock
from core.access import Act, may
from core.fiscal import is_year, year_end
from tracker import evidence
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.years import CloseYearForm, ExecutionForm, InterimForm, TakeOverForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, holder, nothing_here
from tracker.office.names import Names

YEAR = "/budgets/<place>/<int(max=2147483647):year>"


@office.get(f"{YEAR}/year")
def years_show(place: str, year: int) -> str:
    """Where the year stands, what it may take from the last one, and how it can end."""
    return _page(place, year)


def _page(place: str, year: int, form: Any = None) -> str:
    holder(place)
    if not is_year(year):
        nothing_here()
    names = Names()
    names.know([place])
    versions = drafts.versions(db.session, [place], year)
    lines, claimed = standing.claimed(db.session, place, year)
    return render_template(
        "office/years/show.html",
        form=form or TakeOverForm(),
        called=names,
        place=place,
        year=year,
        versions=versions,
        stages=years.stages(db.session, place, year),
        left_before=standing.remainders(db.session, place, year - 1),
        left=standing.remainders(db.session, place, year),
        open_months=standing.open_months(db.session, place, year),
        begun=clock.today().year >= year,
        over=clock.today() >= year_end(year),
        before_over=clock.today() > year_end(year - 1),
        claimed_lines=lines,
        claimed=claimed,
        may_enter=may(actor(), Act.ALLOCATE, place),
        may_end=may(actor(), Act.END_YEAR, place),
        in_force=any(card.status in ("approved", "interim") for card in versions),
        drafted=next((card for card in versions if card.status == "draft"), None),
    )


@office.post(f"{YEAR}/begin-as-last")
def years_begin(place: str, year: int) -> Any:
    """Begin the draft with last year's lines that come again."""
    return _taken_over(place, year, acts.begin_as_last, _("The draft holds last year’s lines."))


@office.post(f"{YEAR}/carry-over")
def years_carry_over(place: str, year: int) -> Any:
    """Take what was left of last year into the draft."""
    return _taken_over(place, year, acts.carry_over, _("What was left is in the draft."))


def _taken_over(place: str, year: int, act: Any, said: str) -> Any:
    holder(place)
    doer(Act.ALLOCATE, place)
    form = TakeOverForm()
    if form.validate_on_submit() and perform(form, act, place, year):
        flash(said)
        return redirect(url_for(".budgets_show", place=place, year=year), 303)
    return _page(place, year, form), 422


@office.route(f"{YEAR}/interim", methods=["GET", "POST"])
def years_interim(place: str, year: int) -> Any:
    """Open the year by twelfths of last year's budget."""
    holder(place)
    doer(Act.OPEN_INTERIM, place)
    if not is_year(year):
        nothing_here()
    today = clock.today()
    last = 12 if today.year > year else today.month if today.year == year else 0
    open_to = standing.open_months(db.session, place, year)
    form = InterimForm(data={"month": last, "on": today})
    begun = range((open_to or 0) + 1, last + 1)
    form.month.choices = [(month, f"{month:02}.{year}") for month in begun]
    if form.validate_on_submit() and perform(
        form,
        acts.open_interim,
        place,
        year,
        month=form.month.data,
        order=form.order.data,
        on=form.on.data,
    ):
        flash(_("The year is open by twelfths."))
        return redirect(url_for(".budgets_show", place=place, year=year), 303)
    return _step("interim", form, place, year, open_to=open_to)


def _step(page: str, form: Any, place: str, year: int, **facts: Any) -> tuple[str, int]:
    names = Names()
    names.know([place])
    return answer(f"office/years/{page}.html", form, called=names, place=place, year=year, **facts)


@office.route(f"{YEAR}/execution", methods=["GET", "POST"])
def years_execution(place: str, year: int) -> Any:
    """Note that the execution of the year was approved."""
    holder(place)
    doer(Act.END_YEAR, place)
    if not is_year(year):
        nothing_here()
    form = ExecutionForm()
    if form.validate_on_submit():
        files = evidence.taken(form)
        if files is not None and perform(
            form,
            acts.report_execution,
            place,
            year,
            resolution=form.resolution.data,
            on=form.on.data,
            scan=next(iter(files), None),
        ):
            flash(_("The execution of the year is approved."))
            return redirect(url_for(".years_show", place=place, year=year), 303)
    money = drafts.together(
        [one for one in drafts.balances(db.session, [place]) if one.year == year]
    )
    return _step("execution", form, place, year, money=money)


@office.route(f"{YEAR}/close", methods=["GET", "POST"])
def years_close(place: str, year: int) -> Any:
    """Close the year for good."""
    holder(place)
    doer(Act.END_YEAR, place)
    if not is_year(year):
        nothing_here()
    form = CloseYearForm()
    if form.validate_on_submit() and perform(form, acts.close_year, place, year):
        flash(_("The year is closed."))
        return redirect(url_for(".years_show", place=place, year=year), 303)
    lines, claimed = standing.claimed(db.session, place, year)
    left = standing.remainders(db.session, place, year)
    return _step("close", form, place, year, claimed_lines=lines, claimed=claimed, left=left)
