"""Schools as the council of their place sees them: their state, what to check, a visit's list."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Role
from oversight.visits.reports.rounds import RoundCard
from procurement.reports import evidence as papers
from register import reports as register
from register.reports import SchoolCard
from standard.acts import assessments as acts
from standard.norms import norms
from standard.reports import assessments as reports
from standard.reports.assessments import Finding, Standing
from tracker import checklist, stock, visit_words
from tracker.council import council
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.assessments import CheckForm, check_form
from tracker.public.names import Names
from tracker.stock_pages import Around, named, requirement_page, school_page

SCHOOL = "/schools/<code:code>"
LAYOUT = "council/layout.html"


def found_school(code: str) -> SchoolCard:
    """The school, if it lies within the council's places; else there is no such page."""
    card = register.school(db.session(), code)
    held = actor().holds(Role.COUNCIL)
    if card is None or not set(register.lineage(db.session(), code)).intersection(held):
        abort(404)
    return card


def _start() -> dict[str, str]:
    return {"text": _("Council"), "href": url_for(".start")}


def _crumbs(school: SchoolCard, names: Names) -> list[dict[str, str]]:
    here = {"text": named(school, names.lang), "href": url_for(".stock_show", code=school.code)}
    return [_start(), here]


@council.get(SCHOOL)
def stock_show(code: str) -> str:
    """How a school stands requirement by requirement, and what waits for the council's check."""
    school = found_school(code)
    known = norms(db.session())
    waiting = reports.waiting(db.session(), [code], clock.today())
    return school_page(
        "council/school.html",
        school,
        Around(LAYOUT, [_start()], True),
        waiting=[found for found in waiting if found.requirement in known],
        passport=url_for("public.school_passport", code=code),
        checklist=url_for(".checklist_show", code=code),
        gifts=url_for(".gifts_list", code=code),
    )


@council.route(f"{SCHOOL}/stock/<code:requirement>", methods=["GET", "POST"])
def stock_requirement(code: str, requirement: str) -> Any:
    """One requirement: its history with its files, and the form for what the council found."""
    school = found_school(code)
    return requirement_page(school, requirement, Around(LAYOUT, _crumbs(school, Names()), True))


@council.route(f"{SCHOOL}/checks/<int(max=2147483647):number>", methods=["GET", "POST"])
def stock_check(code: str, number: int) -> Any:
    """Say whether it is as it was said; where not, what the council found itself."""
    school = found_school(code)
    found = reports.assessment(db.session(), number)
    names = Names()
    shelf = stock.Shelf(names)
    if found is None or found.school != code or found.requirement not in shelf.norms:
        abort(404)
    norm = shelf.norms[found.requirement]
    form = check_form(norm, shelf.unit(norm.code))(data={"on": clock.today()})
    if form.validate_on_submit() and _checked(form, found):
        flash(_("The check is entered."))
        return redirect(url_for(".stock_show", code=code), 303)
    content = render_template(
        "council/check.html",
        layout=LAYOUT,
        crumb_items=[*_crumbs(school, names), {"text": _("Check")}],
        school_name=named(school, names.lang),
        found=found,
        shelf=shelf,
        stock=stock,
        form=form if found.checked is None and found.role != "council" else None,
    )
    return content, 422 if form.errors else 200


def _checked(form: CheckForm, found: Finding) -> Any:
    return perform(
        form,
        acts.check,
        found.id,
        agrees=form["verdict"].data == "agrees",
        on=form["on"].data,
        note=form["note"].data,
        value=form.own(),
    )


@council.get(f"{SCHOOL}/checklist")
def checklist_show(code: str) -> str:
    """A list to print and fill in at a visit: what binds the school, and what it says it has."""
    school = found_school(code)
    return printed(school, [*_crumbs(school, Names()), {"text": _("Check-list")}])


def printed(
    school: SchoolCard, crumbs: list[dict[str, str]], visited: RoundCard | None = None
) -> str:
    """The check-list on paper: of a round with its days and its domains alone, else of all."""
    names = Names()
    shelf = stock.Shelf(names)
    cards = names.catalogue.cards if names.catalogue else {}
    rows: list[Standing] = [
        row
        for row in reports.of_school(db.session(), school.code, clock.today())
        if row.state != "idle"
        and row.entry is not None
        and (visited is None or cards[row.requirement].domain in visited.domains)
    ]
    known_papers = papers.papers(db.session(), stock.papers_of(rows))
    place = register.names(db.session(), [school.place]).get(school.place)
    return render_template(
        "council/checklist.html",
        layout=LAYOUT,
        crumb_items=crumbs,
        school=school,
        school_name=named(school, names.lang),
        place=place.told(names.lang)[0] if place else school.place,
        groups=checklist.groups(db.session(), rows, shelf, known_papers),
        notice=names.profile.notices.get("default_value"),
        today=clock.today(),
        visited=visit_words.days(visited) if visited else None,
    )
