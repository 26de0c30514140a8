"""Which schools try the Standard first: marked and ended by the editor."""

from typing import Any

from flask import current_app, flash, redirect, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Act
from register import reports as register
from standard.acts import practices as acts
from standard.reports import pilots as reports
from standard.reports.pilots import PilotCard
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.practices import EndPilotForm, PilotForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here
from tracker.office.names import Names

OFFERED = 6


@office.route("/pilots", methods=["GET", "POST"])
def pilots_list() -> Any:
    """All that are or were pilot schools; below them the form to mark another."""
    country: str = current_app.config["TRACKER"].country
    doer(Act.MARK_PILOT, country)
    names = Names()
    form = PilotForm(data={"since": clock.today()})
    if form.validate_on_submit() and _known(form, names):
        school = (form.school.data or "").strip()
        if perform(
            form,
            acts.mark_pilot,
            country,
            school,
            since=form.since.data,
            source=form.source.data,
        ):
            flash(_("The school is marked as a pilot school."))
            return redirect(url_for(".pilots_list"), 303)
    pilots = reports.pilots(db.session())
    names.know({pilot.school for pilot in pilots})
    return answer("office/pilots/list.html", form, pilots=pilots, called=names)


def _known(form: PilotForm, names: Names) -> bool:
    """Is it the code of a school? Else the codes of schools with such a name stand at the field."""
    typed = (form.school.data or "").strip()
    if register.school(db.session(), typed) is not None:
        return True
    found = register.find(db.session(), typed, limit=OFFERED)
    sentence = _("There is no school with this code.")
    if found:
        offered = "; ".join(f"{names.told(one.name, one.code)} – {one.code}" for one in found)
        sentence = _("There is no school with this code. Similar: %(schools)s.", schools=offered)
    form.school.errors = [*form.school.errors, sentence]
    return False


@office.route("/pilots/<int(max=2147483647):number>/end", methods=["GET", "POST"])
def pilots_end(number: int) -> Any:
    """A school is a pilot no longer."""
    country: str = current_app.config["TRACKER"].country
    doer(Act.MARK_PILOT, country)
    pilot = _found(number)
    form = EndPilotForm(data={"until": clock.today()})
    if form.validate_on_submit() and perform(
        form, acts.end_pilot, country, number, until=form.until.data
    ):
        flash(_("The school is a pilot school no longer."))
        return redirect(url_for(".pilots_list"), 303)
    return answer("office/pilots/end.html", form, pilot=pilot, called=Names())


def _found(number: int) -> PilotCard:
    pilot = next((one for one in reports.pilots(db.session()) if one.id == number), None)
    if pilot is None:
        nothing_here()
    return pilot
