"""A place's budget for a year: drafted here, handed in, approved by somebody else."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from budgets import acts, rules
from budgets.models import IN_FORCE
from budgets.reports import draft_lines, drafts, hearings, years
from core.access import Act, may
from core.errors import Refusal
from core.fiscal import is_year
from opendata import reports as imports
from tracker import evidence
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.budgets import (
    AmendmentForm,
    ApproveForm,
    BeginForm,
    SendBackForm,
    SubmitForm,
    VersionForm,
    ceilings_form,
)
from tracker.office import office
from tracker.office.doorstep import answer, doer, holder, nothing_here, unless_done
from tracker.office.names import Names
from tracker.phrases import phrase

FOUND = ("draft", "hearing", "submitted", "approved", "interim")
"""Which version a budget shows: the one in work before the one in force."""


def found_version(place: str, year: int, *statuses: str) -> drafts.VersionCard:
    """The version of a place's budget that stands at one of `statuses`; else 404."""
    holder(place)
    versions = drafts.versions(db.session, [place], year)
    found = next((card for status in statuses for card in versions if card.status == status), None)
    if found is None:
        unless_done(url_for(".budgets_show", place=place, year=year))
        nothing_here()
    return found


@office.get("/budgets/<place>/<int(max=2147483647):year>")
def budgets_show(place: str, year: int) -> str:
    """The version in work, or the one in force, or the offer to begin."""
    holder(place)
    if not is_year(year):
        nothing_here()
    versions = drafts.versions(db.session, [place], year)
    shown = next((card for status in FOUND for card in versions if card.status == status), None)
    return _page(place, year, versions, shown or next(iter(versions), None), BeginForm())


@office.get("/budgets/<place>/<int(max=2147483647):year>/versions/<int(max=2147483647):number>")
def budgets_version(place: str, year: int, number: int) -> str:
    """One version, the present one or one of before."""
    holder(place)
    versions = drafts.versions(db.session, [place], year)
    shown = next((card for card in versions if card.number == number), None)
    if shown is None:
        nothing_here()
    return _page(place, year, versions, shown, BeginForm())


def _page(
    place: str,
    year: int,
    versions: list[drafts.VersionCard],
    card: drafts.VersionCard | None,
    form: BeginForm,
) -> str:
    """The page of a version; of none, the offer to begin one."""
    page = min(max(request.args.get("page", default=1, type=int), 1), 1_000)
    names = Names()
    lines = draft_lines.lines(db.session, card, page) if card else []
    submitted = card is not None and card.status == "submitted"
    changes = draft_lines.changes(db.session, card) if card and submitted else []
    names.know({place, *(line.beneficiary for line in (*lines, *changes))})
    last = draft_lines.pages(card.lines) if card else 1
    return render_template(
        "office/budgets/show.html",
        form=form,
        called=names,
        place=place,
        year=year,
        versions=versions,
        card=card,
        in_work=any(one.status in ("draft", "hearing", "submitted") for one in versions),
        in_force=any(one.status in IN_FORCE for one in versions),
        amends=drafts.amends(versions),
        stage=next((one.stage for one in reversed(years.stages(db.session, place, year))), None),
        rooms=drafts.rooms(db.session, card) if card else [],
        lines=lines,
        changes=changes,
        more_changes=len(changes) == draft_lines.PAGE,
        page=page,
        last=last,
        address=lambda number: f"{request.path}?page={number}",
        may_enter=may(actor(), Act.ALLOCATE, place),
        may_approve=may(actor(), Act.APPROVE_BUDGET, place),
        own_work=card is not None and _own_work(card),
    )


def _own_work(card: drafts.VersionCard) -> str:
    """Why this person may not approve this version; empty when they may."""
    if rules.may_approve(actor().account, card.authors):
        return ""
    return phrase(Refusal("budget.own_work"))


@office.post("/budgets/<place>/<int(max=2147483647):year>/draft")
def budgets_draft(place: str, year: int) -> Any:
    """Begin a draft: empty, or with the lines in force."""
    holder(place)
    form = BeginForm()
    if form.validate_on_submit() and perform(form, acts.open_draft, place, year):
        flash(_("The draft is open. Give the ceilings, then the lines."))
        return _to_budget(place, year)
    versions = drafts.versions(db.session, [place], year)
    return _page(place, year, versions, next(iter(versions), None), form), 422


def _to_budget(place: str, year: int) -> Response:
    return redirect(url_for(".budgets_show", place=place, year=year), 303)


@office.route("/budgets/<place>/<int(max=2147483647):year>/ceilings", methods=["GET", "POST"])
def budgets_ceilings(place: str, year: int) -> Any:
    """How much each source of funds gives."""
    card = found_version(place, year, "draft")
    doer(Act.ALLOCATE, place)
    names = Names()
    rooms = drafts.rooms(db.session, card)
    known = {room.source: room.ceiling for room in rooms if room.ceiling}
    form = ceilings_form(names.sources())(data={**known, "seen": card.seen})
    if form.validate_on_submit() and perform(
        form, acts.set_ceilings, card.id, form.sums(), seen=form.seen_version()
    ):
        flash(_("The ceilings are saved."))
        return _to_budget(place, year)
    return answer(
        "office/budgets/ceilings.html",
        form,
        called=names,
        place=place,
        year=year,
        sources=[code for code, _name in names.sources()],
        rooms={room.source: room for room in rooms},
    )


@office.route("/budgets/<place>/<int(max=2147483647):year>/submit", methods=["GET", "POST"])
def budgets_submit(place: str, year: int) -> Any:
    """Hand the draft in."""
    card = found_version(place, year, "draft", "hearing")
    doer(Act.SUBMIT_BUDGET, place)
    amends = drafts.amends(drafts.versions(db.session, [place], year))
    known = {"number": card.number, "reason": imports.reason_for(db.session, card.id)}
    form = (AmendmentForm if amends else SubmitForm)(data=known)
    reason = form.reason.data if isinstance(form, AmendmentForm) else None
    if is_shown(form, card) and perform(form, acts.submit, card.id, reason=reason):
        flash(_("The budget is handed in. Another officer approves it."))
        return _to_budget(place, year)
    return answer("office/budgets/submit.html", form, **_about(card))


@office.route("/budgets/<place>/<int(max=2147483647):year>/approve", methods=["GET", "POST"])
def budgets_approve(place: str, year: int) -> Any:
    """Put the version handed in in force."""
    card = found_version(place, year, "submitted")
    doer(Act.APPROVE_BUDGET, place)
    form = ApproveForm(data={"number": card.number})
    if is_shown(form, card):
        files = evidence.taken(form)
        if files is not None and perform(
            form,
            acts.approve,
            card.id,
            resolution=form.resolution.data,
            on=form.on.data,
            scan=next(iter(files), None),
        ):
            flash(_("The budget is in force and public."))
            return _to_budget(place, year)
    return answer("office/budgets/approve.html", form, **_about(card))


@office.route("/budgets/<place>/<int(max=2147483647):year>/send-back", methods=["GET", "POST"])
def budgets_send_back(place: str, year: int) -> Any:
    """Return the version handed in, with what has to be corrected."""
    card = found_version(place, year, "submitted")
    doer(Act.RETURN_BUDGET, place)
    form = SendBackForm(data={"number": card.number})
    if is_shown(form, card) and perform(form, acts.send_back, card.id, reason=form.reason.data):
        flash(_("The budget is sent back. The officer goes on in a new draft."))
        return _to_budget(place, year)
    return answer("office/budgets/send_back.html", form, **_about(card))


def is_shown(form: VersionForm, card: drafts.VersionCard) -> bool:
    """Is the form sent, in order, and about the version that its page showed?

    Raises:
        Refusal: `record.changed_meanwhile` when meanwhile another version has come there.
    """
    if not form.is_submitted():
        return False
    if form.number.data != str(card.number):
        unless_done(url_for(".budgets_show", place=card.place, year=card.year))
        raise Refusal("record.changed_meanwhile", shown=form.number.data, now=card.number)
    return bool(form.validate())


def _about(card: drafts.VersionCard) -> dict[str, Any]:
    """What the pages of handing in and approving say of a version."""
    names = Names()
    names.know([card.place])
    return {
        "called": names,
        "place": card.place,
        "year": card.year,
        "card": card,
        "rooms": drafts.rooms(db.session, card),
        "hearings": hearings.hearings(db.session, [card.place], card.year),
        "own_work": _own_work(card),
    }
