"""One screen of what is due: questions, deliveries, papers, the year's own days, by days left."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import chain

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _

from budgets.reports import drafts, gift_reports, hearings, standing, years
from core import clock
from core.access import Role
from core.fiscal import year_end
from procurement.reports import desk
from register import reports as register
from tracker import hearing_words
from tracker.edge import actor
from tracker.extensions import db
from tracker.gift_words import period_name
from tracker.office import meals, office
from tracker.office.doorstep import HOLDERS
from tracker.office.dues import Due
from tracker.office.ending_dues import endings
from tracker.office.finding_dues import findings
from tracker.office.flags import dues as flag_dues
from tracker.office.names import Names
from tracker.office.sample_dues import audit_samples
from tracker.office.voice_dues import voices

SOON = timedelta(days=60)
"""How far ahead a delivery, or the end of something, is told of: a default of ours."""


@office.get("/deadlines")
def deadlines_list() -> str:
    """Everything due in one's places, the most overdue first."""
    holders = actor().holds(*HOLDERS)
    if not holders:
        abort(403)
    chosen = request.args.get("place", "")
    places = [chosen] if chosen in holders else list(dict.fromkeys(holders))
    names = Names()
    names.know(holders)
    today = clock.today()
    found = chain(
        _questions(places),
        _hearings(places, today),
        _versions(places, today),
        _transfers(places),
        _deliveries(places, today),
        endings(places, today + SOON, names),
        _meals(places, today),
        _gift_reports(actor().holds(Role.OFFICER), places, today),
        voices(places, today),
        audit_samples(places),
        findings(places),
        flag_dues(places),
    )
    rows = sorted(found, key=lambda one: (one.left(today), one.kind, one.what))
    return render_template(
        "office/deadlines.html",
        called=names,
        holders=list(dict.fromkeys(holders)),
        chosen=chosen if chosen in holders else "",
        rows=rows,
        today=today,
    )


def _questions(places: Collection[str]) -> Iterator[Due]:
    for one in hearings.unanswered(db.session, places):
        yield Due(
            _("Question of a hearing"),
            one.text,
            one.place,
            url_for(".hearings_answer", number=one.id),
            hearing_words.answer_due(one),
        )


def _hearings(places: Collection[str], today: date) -> Iterator[Due]:
    for one in hearings.hearings(db.session, places):
        if one.status == "announced":
            told = _("Hold the hearing") if one.due_on >= today else _("Write down the hearing")
            yield Due(
                _("Public hearing"),
                f"{told}: {hearing_words.subjects()[one.subject]}, {one.year}",
                one.place,
                url_for(".hearings_show", number=one.id),
                one.due_on,
            )


def _versions(places: Collection[str], today: date) -> Iterator[Due]:
    """Budgets that wait for approval, years that began without one, years not reported."""
    cards = drafts.versions(db.session, places)
    for card in cards:
        address = url_for(".budgets_show", place=card.place, year=card.year)
        if card.status == "submitted":
            due = max(
                year_end(card.year - 1), card.submitted_at.date() if card.submitted_at else today
            )
            yield Due(_("Budget to approve"), str(card.year), card.place, address, due)
        elif card.status == "approved" and card.scan is None:
            told = _("The scan of the resolution is missing: %(number)s", number=card.resolution)
            yield Due(_("Paper"), told, card.place, address, None)
    for place in places:
        mine = [card for card in cards if card.place == place]
        yield from _year(place, mine, today)


def _year(place: str, cards: list[drafts.VersionCard], today: date) -> Iterator[Due]:
    decided = {card.year for card in cards if card.status == "approved"}
    if today.year not in decided and cards:
        yield Due(
            _("Budget of the year"),
            _("The year has begun without an approved budget: %(year)s", year=today.year),
            place,
            url_for(".years_show", place=place, year=today.year),
            year_end(today.year - 1),
        )
    for year in sorted(decided):
        if year < today.year and not years.stages(db.session, place, year):
            yield Due(
                _("Year-end report"),
                _("The execution of the year is not approved yet: %(year)s", year=year),
                place,
                url_for(".years_show", place=place, year=year),
                None,
            )


def _transfers(places: Collection[str]) -> Iterator[Due]:
    for one in standing.transfers(db.session, places, status="asked"):
        yield Due(
            _("Transfer to decide"),
            one.reason,
            one.place,
            url_for(".transfers_decide", number=one.id),
            None,
        )


def _deliveries(places: Collection[str], today: date) -> Iterator[Due]:
    for one in desk.late(db.session, places, today + SOON):
        yield Due(
            _("Delivery"),
            f"{one.title} · {one.supplier}",
            one.place,
            url_for(".purchases_show", purchase_id=one.purchase),
            one.due_on,
        )


def _meals(places: Collection[str], today: date) -> Iterator[Due]:
    """Schools that count meals and have not counted every day of this week; a place in one row."""
    for place in places:
        owed = meals.owed([place], today)
        if owed:
            yield Due(
                _("Meals not counted"),
                _(
                    "This week. Schools: %(schools)s. Days: %(days)s.",
                    schools=len(owed),
                    days=sum(len(one.days) for one in owed),
                ),
                place,
                url_for("public.place_food", code=place, year=today.year) + "#schools",
                today + timedelta(days=6 - today.weekday()),
            )


def _gift_reports(entering: Collection[str], places: Collection[str], today: date) -> Iterator[Due]:
    """Reports on voluntary help, of these places and the schools that lie in them."""
    within = {*entering} & {*places}
    owed = gift_reports.owed(db.session, within, today) if within else ()
    homes = register.lineages(db.session, {one.scope for one in owed})
    for one in owed:
        if not within.isdisjoint(homes[one.scope][:2]):
            yield Due(
                _("Report on voluntary help"),
                period_name(one.year, one.quarter),
                one.scope,
                url_for(".gifts_report", code=one.scope, year=one.year, quarter=one.quarter),
                one.due_on,
            )
