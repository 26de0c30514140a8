"""A plan the state portal published, brought in by its officer: upload, preview, confirm."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import Act
from core.errors import Refusal
from core.money import ZERO
from opendata import acts, ocds
from opendata.ocds import Found
from opendata.sheets import LARGEST
from procurement.reports import plan as reports
from tracker import edge, faults, formats, uploads
from tracker.extensions import db
from tracker.forms.plan_lines import PortalConfirmForm, PortalForm
from tracker.office import office
from tracker.office.doorstep import doer
from tracker.office.imports import SHOWN
from tracker.office.names import Names
from tracker.office.procurement_plan import PLAN, keeper


@office.route(f"{PLAN}/portal", methods=["GET", "POST"])
def plan_portal_upload(place: str, year: int) -> ResponseReturnValue:
    """Ask for the portal's file. It is read and kept for a day; nothing is entered."""
    keeper(place, year)
    form = PortalForm()
    if form.validate_on_submit():
        try:
            content = form.file.data.stream.read(LARGEST + 1)
            if len(content) > LARGEST:
                raise Refusal("import.file_too_large")
            token = uploads.keep_bytes(
                edge.actor().account, place, year, form.file.data.filename or "", content
            )
            _read(token)
        except Refusal as refusal:
            edge.refuse(form, Refusal(refusal.code, "file", **refusal.facts))
        else:
            return redirect(url_for(".plan_portal_preview", token=token), 303)
    shown = {"form": form, "place": place, "year": year, "called": Names()}
    page = render_template("office/procurement_plan/portal.html", **shown)
    return page, 422 if form.errors else 200


def _read(token: str) -> tuple[uploads.Upload, list[Found]]:
    """The upload and every process in it."""
    upload = uploads.named(edge.actor().account, token)
    keeper(upload.place, upload.year)
    doer(Act.IMPORT_PLAN, upload.place)
    return upload, ocds.read(uploads.path_of(upload))


@office.route("/plan-portal/<token>", methods=["GET", "POST"])
def plan_portal_preview(token: str) -> ResponseReturnValue:
    """What would be brought in, what is worth knowing; then bring it in, all or nothing."""
    upload, found = _read(token)
    plans = [one for one in found if one.lines]
    form = PortalConfirmForm()
    if form.validate_on_submit():
        if not plans:
            edge.refuse(form, Refusal("opendata.no_plan_here"))
        else:
            done: Any = edge.perform(form, acts.import_plans, upload.place, plans)
            if done:
                flash(_told(done))
                year = plans[0].lines[0].year
                target = url_for(".procurement_plan_show", place=upload.place, year=year)
                return redirect(target, 303)
    return _page(form, token, upload, found), 422 if form.errors else 200


def _told(done: dict[str, int]) -> str:
    lang = formats.language()
    return _(
        "Lines brought in: new %(new)s, changed %(changed)s, unchanged %(same)s.",
        new=formats.number(done["new"], lang),
        changed=formats.number(done["changed"], lang),
        same=formats.number(done["unchanged"], lang),
    )


def _page(form: PortalConfirmForm, token: str, upload: uploads.Upload, found: list[Found]) -> str:
    lines = [line for process in found for line in process.lines]
    known = {one.origin for one in found}
    return render_template(
        "office/procurement_plan/portal_preview.html",
        form=form,
        token=token,
        upload=upload,
        called=Names(),
        lines=lines[:SHOWN],
        more=max(len(lines) - SHOWN, 0),
        count=len(lines),
        total=sum((line.amount for line in lines), ZERO),
        years=sorted({line.year for line in lines}),
        there=reports.of_origins(db.session(), known),
        notes=_notes(found),
    )


def _notes(found: list[Found]) -> list[str]:
    """What somebody should know: each kind of note once, and what is no plan."""
    told: dict[str, str] = {}
    for process in found:
        for note in process.notes:
            facts = {"count": note.count, **note.facts}
            told.setdefault(note.code, faults.sentence(note.code, facts))
        if process.reason:
            told.setdefault(process.reason, faults.sentence(process.reason, process.facts))
    return list(told.values())
