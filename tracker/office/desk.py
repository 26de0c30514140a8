"""The desk: what stands where, what waits, what to do next."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _

from budgets.reports import drafts, gift_reports
from core import clock
from core.access import OFFICIALS, Act, Role, may
from core.fiscal import is_year
from opendata.case_rows import KINDS
from opendata.case_rows.words import ENTRY
from procurement import moves
from procurement.reports import desk
from register import profile
from register import reports as register
from tracker.accounts import sessions
from tracker.edge import actor
from tracker.extensions import db
from tracker.gift_words import period_name
from tracker.office import meals, office
from tracker.office.doorstep import HOLDERS
from tracker.office.edition_work import in_work, is_editor
from tracker.office.names import Names

STATUSES = moves.STATUSES


@dataclass(frozen=True, slots=True)
class YearDesk:
    """One year of one holder, as the desk shows it."""

    place: str
    year: int
    version: drafts.VersionCard | None
    money: drafts.Balance | None
    in_kind: drafts.Balance | None
    purchases: dict[str, int]


@office.context_processor
def navigation() -> dict[str, object]:
    """The sections of the office, for the row under the header."""
    items = [("office.desk_show", _("Desk"))]
    if actor().holds(*HOLDERS):
        items.append(("office.deadlines_list", _("What is due")))
        items.append(("office.approvals_list", _("Approvals")))
        items.append(("office.purchases_list", _("Purchases")))
        items.append(("office.suppliers_list", _("Suppliers")))
        items.append(("office.stock_schools", _("Schools")))
    if actor().holds(*HOLDERS, Role.EDITOR):
        items.append(("office.voices_list", _("Questions of people")))
    if actor().holds(Role.OFFICER, Role.SCHOOL):
        items.append(("office.passports_list", _("Passports")))
    if is_editor():
        items.append(("office.standard_show", _("Standard")))
        items.append(("office.prices_list", _("Reference prices")))
        items.append(("office.unreliable_show", _("Unreliable suppliers")))
        items.append(("office.pilots_list", _("Pilot schools")))
    live = sessions.current()
    return {
        "signed_in": live.email if live else "",
        "nav_items": [
            {"text": text, "href": url_for(endpoint), "current": request.endpoint == endpoint}
            for endpoint, text in items
        ],
    }


@office.get("/")
def desk_show() -> str:
    """Everything that waits for this person."""
    who = actor()
    holders, schools = who.holds(*HOLDERS), who.holds(Role.SCHOOL)
    names = Names()
    names.know((*holders, *schools))
    versions = drafts.versions(db.session, holders)
    return render_template(
        "office/desk.html",
        called=names,
        places=_places(holders, versions),
        approving=frozenset(who.holds(Role.APPROVER)),
        entering=frozenset(who.holds(Role.OFFICER)),
        waiting=[
            version
            for version in versions
            if version.status == "submitted" and may(who, Act.APPROVE_BUDGET, version.place)
        ],
        open_purchases=desk.purchases(db.session, holders, statuses=desk.OPEN),
        late=desk.late(db.session, holders, clock.today()),
        today=clock.today(),
        to_come=desk.at_schools(db.session, schools),
        gifts_owed=_gifts_owed(who.holds(Role.OFFICER)),
        period_name=period_name,
        schools=schools,
        meals_owed={one.school: one.days for one in meals.owed(schools, clock.today())},
        roles=[grant for grant in who.grants if grant.role in OFFICIALS],
        next_step=next_step,
        edits=is_editor(),
        edition_in_work=in_work() if is_editor() else None,
    )


def _gifts_owed(places: Collection[str]) -> list[gift_reports.Owed]:
    """Overdue reports on voluntary help, of these places and the schools that lie in them."""
    owed = gift_reports.owed(db.session(), places, clock.today()) if places else ()
    late = [one for one in owed if one.late]
    schools = [register.school(db.session(), scope) for scope in {one.scope for one in late}]
    near = {card.code for card in schools if card is not None and card.place in places}
    return [one for one in late if one.scope in {*places, *near}]


def _places(
    holders: Collection[str], versions: list[drafts.VersionCard]
) -> dict[str, list[YearDesk]]:
    """Of each holder the years there is anything of, and this year and the next in any case."""
    this_year = clock.today().year
    balances = drafts.balances(db.session, holders)
    counts = desk.counts(db.session, holders)
    money = {source.code for source in profile.load().sources if source.is_money}
    found: dict[str, list[YearDesk]] = {}
    for place in dict.fromkeys(holders):
        years = {this_year, this_year + 1}
        years |= {one.year for one in (*versions, *balances) if one.place == place}
        years |= {year for held, year in counts if held == place}
        found[place] = []
        for year in sorted(years, reverse=True):
            here = [one for one in balances if (one.place, one.year) == (place, year)]
            found[place].append(
                YearDesk(
                    place,
                    year,
                    next((v for v in versions if (v.place, v.year) == (place, year)), None),
                    drafts.together([one for one in here if one.source in money]),
                    drafts.together([one for one in here if one.source not in money]),
                    counts.get((place, year), {}),
                )
            )
    return found


def next_step(status: str, method: str) -> str:
    """What to do next with a purchase, in words; empty where nothing is left."""
    told = {
        "draft": _("Put it into the plan"),
        "opened": _("Choose the supplier"),
        "failed": _("Announce it once more, or give it up"),
        "awarded": _("Sign the contract"),
        "contracted": _("Enter deliveries, acceptance and payments"),
    }
    if status in ("planned", "announced"):
        if profile.load().method(method).competitive:
            return _("Announce it") if status == "planned" else _("Open the bids")
        return _("Choose the supplier")
    return told.get(status, "")


@office.get("/purchases")
def purchases_list() -> str:
    """All purchases of one's places, a page at a time, by year and status."""
    who = actor()
    holders = who.holds(*HOLDERS)
    if not holders:
        abort(403)
    place, status = request.args.get("place", ""), request.args.get("status", "")
    year = request.args.get("year", default=0, type=int)
    page = max(request.args.get("page", default=1, type=int), 1)
    wanted = [place] if place in holders else list(holders)
    statuses = [status] if status in STATUSES else []
    chosen_year = year if is_year(year) else None
    names = Names()
    names.know(holders)
    counts = desk.counts(db.session, wanted)
    asked = {"place": place, "year": chosen_year, "status": status}
    return render_template(
        "office/purchases/list.html",
        called=names,
        holders=holders,
        statuses=STATUSES,
        years=sorted({known for _place, known in counts}, reverse=True),
        asked=asked,
        rows=desk.purchases(
            db.session, wanted, year=chosen_year, statuses=statuses, page=min(page, 100_000)
        ),
        page=page,
        last=desk.pages(counts, chosen_year, statuses),
        address=lambda number: url_for(".purchases_list", **asked, page=number),
        next_step=next_step,
        tables_of=_tables_of(wanted, chosen_year),
        compare_of=(wanted[0], chosen_year or clock.today().year) if len(wanted) == 1 else None,
        table_kinds=[(kind, names.told(ENTRY[kind])) for kind in KINDS],
    )


def _tables_of(places: Collection[str], year: int | None) -> tuple[str, int] | None:
    """Of which place and year the list offers workbooks: the one place, this year if none."""
    mine = [place for place in places if may(actor(), Act.DRAFT_PURCHASE, place)]
    return (mine[0], year or clock.today().year) if len(mine) == 1 else None
