"""The page of a school's things, and that of one requirement: its history, the form to enter.

The same to the school, its officers and its council; whose page it is, the view around it has
judged.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from core import clock
from procurement.reports import evidence as papers
from register.reports import SchoolCard
from standard import reports as standard
from standard.acts import assessments as acts
from standard.models.coverage import STATES
from standard.reports import assessments as reports
from standard.sentences import criterion_sentence
from tracker import evidence, queries, stock
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.assessments import RecordForm, record_form
from tracker.names import Names

Crumbs = Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Around:
    """Whose page it is: the template around it, the way back, whether entering is allowed."""

    layout: str
    crumbs: Crumbs
    enters: bool


def named(school: SchoolCard, lang: str) -> str:
    """A school by its name; its code where it has none."""
    return school.name.told(lang)[0] or school.code


def school_page(template: str, school: SchoolCard, around: Around, **more: Any) -> str:
    """How a school stands requirement by requirement, by domain; filtered by state and domain."""
    names = Names()
    shelf = stock.Shelf(names)
    domains = stock.domain_choices(names)
    asked = queries.read(
        {
            "state": queries.Key(queries.one_of(*STATES)),
            "domain": queries.Key(queries.one_of(*(code for code, _name in domains))),
        }
    )
    rows = reports.of_school(db.session(), school.code, clock.today())
    known = papers.papers(db.session(), stock.papers_of(rows))
    shown = stock.asked_for(rows, asked, shelf)
    return render_template(
        template,
        layout=around.layout,
        crumb_items=[*around.crumbs, {"text": named(school, names.lang)}],
        school=school,
        school_name=named(school, names.lang),
        states=stock.states(stock.counted(rows)),
        shelf=shelf,
        stock=stock,
        soon=stock.soon(rows, shelf, school.code, known),
        tables=stock.by_domain(shown, shelf, school.code, known),
        asked=asked,
        domains=domains,
        state_words=[(state, stock.answers.word(state)) for state in STATES],
        **more,
    )


def requirement_page(school: SchoolCard, code: str, around: Around) -> Any:
    """History of one requirement, and the form it asks for; entered, the page is shown anew."""
    names = Names()
    shelf = stock.Shelf(names)
    page = standard.requirement(db.session(), code)
    norm = shelf.norms.get(code)
    if page is None or norm is None or names.catalogue is None:
        abort(404)
    form = None
    if around.enters and norm.entry is not None:
        bound = f"{stock.BOUNDS[norm.comparator]} {shelf.bound(norm)}"
        valid = stock.valid_for(norm, page.lasts, names)
        made = record_form(norm, shelf.unit(code), bound, valid)
        form = made(data={"on": clock.today()})
        if form.validate_on_submit() and _recorded(form, school.code, code):
            flash(_("It is entered."))
            return redirect(url_for(".stock_requirement", code=school.code, requirement=code), 303)
    history = reports.history(db.session(), school.code, code)
    standing = reports.of_school(db.session(), school.code, clock.today())
    content = render_template(
        "stock/requirement.html",
        layout=around.layout,
        crumb_items=[*around.crumbs, {"text": code}],
        school=school,
        school_name=named(school, names.lang),
        code=code,
        title=page.card.title,
        sentence=criterion_sentence(page.criterion, names.catalogue.lists, names.lang),
        default=page.criterion.value_status == "default",
        notice=names.profile.notices.get("default_value"),
        norm=norm,
        standing=next((one for one in standing if one.requirement == code), None),
        history=history,
        papers=papers.papers(db.session(), [held.reference for held in history.held]),
        shelf=shelf,
        stock=stock,
        form=form,
    )
    return content, 422 if form is not None and form.errors else 200


def _recorded(form: RecordForm, school: str, code: str) -> bool:
    """Keep the files, then do the act; what is wrong stands in the form."""
    kept = evidence.taken(form)
    if kept is None:
        return False
    return bool(
        perform(
            form,
            acts.record,
            school,
            code,
            on=form["on"].data,
            value=form.found(),
            until=form["until"].data,
            note=form["note"].data,
            files=kept,
        )
    )
