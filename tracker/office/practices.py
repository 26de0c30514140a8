"""Good practice of a school: what was told of it, what the council said, and a new one."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Act, may
from register import reports as register
from standard.acts import practices as acts
from standard.reports import practices as reports
from tracker import evidence
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.practices import PracticeForm
from tracker.office import office
from tracker.office.doorstep import answer, nothing_here
from tracker.office.names import Names


@office.get("/schools/<code>/practices")
def practices_list(code: str) -> str:
    """All that the school told, with its standing and the council's note."""
    school = _own(code)
    return render_template(
        "office/practices/list.html",
        school=school,
        called=Names(),
        practices=reports.of_school(db.session(), code),
    )


@office.route("/schools/<code>/practices/new", methods=["GET", "POST"])
def practices_new(code: str) -> Any:
    """Tell how a requirement was met; `requirement` of the address is offered first."""
    school = _own(code)
    names = Names()
    form = PracticeForm(
        data={
            "language": names.lang,
            "on": clock.today(),
            "requirement": request.args.get("requirement", "")[:20],
        }
    )
    form.requirement.choices = {None: [("", _("Choose"))], **names.requirement_choices()}
    if form.validate_on_submit():
        files = evidence.taken(form)
        if files is not None and perform(
            form,
            acts.offer,
            code,
            form.requirement.data,
            title=form.title.data,
            told=form.told.data,
            language=form.language.data,
            cost=form.cost.data,
            on=form.on.data,
            files=files,
        ):
            flash(_("It is saved. Everybody sees it once the council confirms it."))
            return redirect(url_for(".practices_list", code=code), 303)
    return answer("office/practices/new.html", form, school=school, called=names)


def _own(code: str) -> register.SchoolCard:
    """The school, if it is this person's own or lies within a place of theirs; else 404."""
    school = register.school(db.session(), code)
    lineage = register.lineage(db.session(), code)
    if school is None or not may(actor(), Act.OFFER_PRACTICE, *lineage):
        nothing_here()
    return school
