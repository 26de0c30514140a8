"""The pages of voluntary gifts: what came, a new entry, a reversal, a report.

The same to the officers of a place and to a council; whose page it is, the view around it has
judged. For which schools somebody may enter is asked here: a list shows more than that.
"""

from collections.abc import Iterable
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from budgets import gift_rules as rules
from budgets.acts import gifts as acts
from budgets.reports import gift_entries, gift_reports, gifts
from core import clock
from core.access import Role
from core.errors import Refusal
from core.fiscal import is_year
from register import reports as register
from standard import reports as standard
from tracker import evidence, queries
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.budgets import WHOLE
from tracker.forms.gifts import GiftForm, ReportForm, ReverseForm
from tracker.gift_words import DOCUMENTS, KINDS, period_name, quarter_name
from tracker.names import Names
from tracker.phrases import phrase
from tracker.stock_pages import Around

Grouped = dict[str, list[tuple[str, str]]]


def list_page(code: str, around: Around) -> str:
    """What came for a school or place in a year, what was told of it, and what is owed."""
    session, today = db.session(), clock.today()
    asked = queries.read({"year": queries.Key(_year, today.year), "page": queries.PAGE})
    year = asked["year"]
    listed = gift_entries.listed(session, code, year, page=asked["page"])
    owed = gift_reports.owed(session, [code], today)
    reports = gift_reports.published(session, code, year)
    known = {today.year, year, *gifts.years(session, code)}
    return render_template(
        "gifts/list.html",
        year=year,
        years=sorted(known, reverse=True),
        listed=listed,
        book=gifts.book(session, code, year),
        owed=owed,
        reports=reports,
        open_periods=_untold(year, {report.quarter for report in reports}),
        term=gift_reports.term(today),
        mine={spot for choices in whom(code).values() for spot, _name in choices},
        refused=_refused(code),
        **_about(code, around, (one.scope for one in (*listed.rows, *owed))),
    )


def new_page(code: str, around: Around) -> Any:
    """One receipt: for this school, or for a place and what lies within it."""
    _may_enter(code)
    names, today = Names(), clock.today()
    form = GiftForm(data={"scope": code, "on": today, "document_on": today})
    form.scope.choices = whom(code)
    form.requirement.choices = {None: [("", _("Choose"))], **purposes(names)}
    if form.validate_on_submit():
        files = evidence.taken(form)
        values = form.values(standard.category_of_requirements(db.session()), files or [])
        if files is not None and perform(form, acts.record, form.scope.data, values):
            flash(_("It is entered. Everybody sees the sums, nobody sees who gave."))
            return redirect(url_for(".gifts_list", code=code, year=values.on.year), 303)
    return _page("gifts/new.html", form, _about(code, around))


def reverse_page(code: str, number: int, around: Around) -> Any:
    """An entry was wrong: why. What is right is entered anew."""
    card = gift_entries.gift(db.session(), number)
    if card is None or card.scope != code:
        abort(404)
    _may_enter(code)
    form = ReverseForm()
    if form.validate_on_submit() and perform(form, acts.reverse, number, reason=form.reason.data):
        flash(_("The entry is reversed and counts no longer. Enter what is right."))
        return redirect(url_for(".gifts_list", code=code, year=card.on.year), 303)
    return _page("gifts/reverse.html", form, _about(code, around), card=card)


def report_page(code: str, year: int, quarter: int, around: Around) -> Any:
    """What the council tells of a period, beside the totals the records give."""
    if not is_year(year) or rules.period(year, quarter)[1] > clock.today():
        abort(404)
    _may_enter(code)
    session = db.session()
    before = [r for r in gift_reports.published(session, code, year) if r.quarter == quarter]
    totals = gifts.told_of(session, code, year, quarter)
    names = Names()
    typed = {"language": names.lang, "minutes_on": clock.today(), "seen": totals.entries}
    form = ReportForm(data=typed)
    if form.validate_on_submit() and perform(
        form,
        acts.publish_report,
        code,
        year,
        quarter,
        told=form.told.data,
        language=form.language.data,
        minutes=form.minutes.data,
        minutes_on=form.minutes_on.data,
        reason=form.reason.data,
        seen=form.seen_version(),
    ):
        flash(_("The report is published. It can be replaced, never changed."))
        return redirect(url_for(".gifts_list", code=code, year=year), 303)
    about = _about(code, around)
    period = period_name(year, quarter)
    return _page("gifts/report.html", form, about, totals=totals, period=period, before=before)


def whom(code: str) -> Grouped:
    """The place or school and what lies within it, of what this person may enter gifts for.

    A council enters for all below it; an officer for the place itself and the schools in it.
    """
    who, session = actor(), db.session()
    school = register.school(session, code)
    schools = [school] if school else register.schools_within(session, code)
    places = [] if school else register.places_within(session, code)
    above = set(register.lineage(session, code)) & set(who.holds(Role.COUNCIL))
    own, heads = who.holds(Role.OFFICER, Role.COUNCIL), who.holds(Role.SCHOOL)
    called = register.names(session, {card.place for card in schools})
    lang = Names().lang
    grouped: Grouped = {}
    for spot in places:
        if spot.successor is None and (above or spot.code in own):
            name = spot.name.told(lang)[0]
            grouped[name] = [(spot.code, name)]
    for card in schools:
        if card.code not in heads and (above or {card.place, card.code} & set(own)):
            name = called[card.place].told(lang)[0] if card.place in called else card.place
            grouped.setdefault(name, []).append((card.code, card.name.told(lang)[0] or card.code))
    return grouped


def purposes(names: Names) -> Grouped:
    """What a gift may be for: under each category the whole of it, then its requirements."""
    if names.catalogue is None:
        return {}
    told = {
        code: names.category(code).told(names.lang)[0] for code in names.catalogue.lists.categories
    }
    grouped: Grouped = {name: [(WHOLE + code, name)] for code, name in told.items()}
    for card in names.catalogue.cards.values():
        title = f"{card.code} {card.title.told(names.lang)[0]}"
        grouped[told[card.category]].append((card.code, title))
    return grouped


def _may_enter(code: str) -> None:
    """403 for who may not enter here; a school is told why in words."""
    if not whom(code):
        if code in actor().holds(Role.SCHOOL):
            raise Refusal("gift.not_by_school")
        abort(403)


def _refused(code: str) -> str | None:
    """Why a school enters nothing here; None for others."""
    if code in actor().holds(Role.SCHOOL):
        return phrase(Refusal("gift.not_by_school"))
    return None


def _untold(year: int, told: set[int]) -> list[tuple[int, str]]:
    """The periods of a year that are over and have no report yet."""
    return [
        (quarter, quarter_name(quarter))
        for quarter in (*rules.QUARTERS, rules.WHOLE_YEAR)
        if quarter not in told and rules.period(year, quarter)[1] <= clock.today()
    ]


def _about(code: str, around: Around, others: Iterable[str] = ()) -> dict[str, Any]:
    """What every page of these says: whose it is, and the words for codes."""
    names = Names()
    spots = register.names(db.session(), {code, *others})
    heading = _("Voluntary help")
    called = {spot: words.told(names.lang)[0] or spot for spot, words in spots.items()}
    name, address = called.get(code, code), url_for(".gifts_list", code=code)
    return {
        "layout": around.layout,
        "crumb_items": [*around.crumbs, {"text": f"{heading}: {name}", "href": address}],
        "code": code,
        "called": called,
        "code_names": names,
        "is_school": register.school(db.session(), code) is not None,
        "kinds": KINDS,
        "documents": DOCUMENTS,
        "period_name": period_name,
        "today": clock.today(),
        "notice": names.profile.notices["no_forced_collection"].told(names.lang)[0],
        "default_value": names.profile.notices["default_value"].told(names.lang)[0],
    }


def _page(template: str, form: Any, about: dict[str, Any], **more: Any) -> tuple[str, int]:
    content = render_template(template, form=form, **about, **more)
    return content, 422 if form.errors else 200


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and is_year(int(text))):
        raise ValueError(text)
    return int(text)
