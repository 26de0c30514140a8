"""A visit as the council types it: its head, one page a domain, then handed in; and on paper."""

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Role
from oversight.findings.reports import origins
from oversight.visits import acts
from oversight.visits.reports import checklists, visits
from oversight.visits.reports.checklists import Asked
from oversight.visits.reports.rounds import RoundCard
from oversight.visits.reports.visits import DraftCard
from register import reports as register
from register.reports import SchoolCard
from tracker import checklist, edge, evidence, stock, visit_words
from tracker.council import council
from tracker.council.rounds import NUMBER, found, start
from tracker.council.schools import found_school, printed
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.act import ActForm
from tracker.forms.visits import HandInForm, PartForm, VisitForm, part_form
from tracker.names import Names
from tracker.office.names import Names as Places
from tracker.stock_pages import named

SCHOOL = f"/rounds/{NUMBER}/schools/<code:code>"
FINDINGS = "council.findings_new"
"""Where a finding is opened, if the house has that door."""


def _around(number: int, code: str) -> tuple[RoundCard, SchoolCard]:
    """The round and the school, if it is in the round and within the council's places."""
    card, school = found(number), found_school(code)
    if card.place not in register.lineage(db.session(), code):
        abort(404)
    if card.schools is not None and code not in card.schools:
        abort(404)
    return card, school


def _crumbs(card: RoundCard, school: SchoolCard, last: str | None = None) -> list[dict[str, str]]:
    here = {
        "text": named(school, Names().lang),
        "href": url_for(".visits_start", number=card.id, code=school.code),
    }
    days = {"text": visit_words.days(card), "href": url_for(".rounds_show", number=card.id)}
    return [*start(), days, here, *([{"text": last}] if last else [])]


def _draft(card: RoundCard, code: str) -> DraftCard:
    typed = visits.draft(db.session(), card.id, code)
    if typed is None:
        abort(404)
    return typed


@council.route(SCHOOL, methods=["GET", "POST"])
def visits_start(number: int, code: str) -> Any:
    """The head of a visit, and how far each part of it is; anybody of the council goes on."""
    card, school = _around(number, code)
    typed = visits.draft(db.session(), number, code)
    day = min(max(clock.today(), card.first_on), card.last_on)
    form = VisitForm(
        data={"on": typed.on, "visitors": typed.visitors, "note": typed.note}
        if typed
        else {"on": day, "visitors": ["council"]}
    )
    if form.validate_on_submit():
        asked = {name: form[name].data for name in ("on", "visitors", "note")}
        if perform(form, acts.draft, number, code, **asked):
            flash(_("Kept. Now go through the parts."))
            return redirect(url_for(".visits_start", number=number, code=code) + "#parts", 303)
    names = Names()
    page = render_template(
        "council/visit_start.html",
        card=card,
        school=school,
        school_name=named(school, names.lang),
        form=form,
        typed=typed,
        parts=_parts(card, code, typed, names),
        way=_crumbs(card, school),
        nothing=ActForm(),
    )
    return page, 422 if form.errors else 200


def _parts(
    card: RoundCard, code: str, typed: DraftCard | None, names: Names
) -> list[tuple[str, str, int, int]]:
    """The domains of the round that ask something here: code, name, how many, how many answered."""
    asked = checklists.of_school(db.session(), code, card.domains, clock.today())
    answered = typed.answers if typed else {}
    parts = []
    for domain in card.domains:
        codes = [one.code for one in asked if one.domain == domain]
        if codes:
            done = sum(one in answered for one in codes)
            parts.append((domain, visit_words.domain(domain, names), len(codes), done))
    return parts


@council.route(f"{SCHOOL}/parts/<domain>", methods=["GET", "POST"])
def visits_part(number: int, code: str, domain: str) -> Any:
    """One domain of the check-list: what the inventory says, what is found. Kept by itself."""
    card, school = _around(number, code)
    typed = _draft(card, code)
    asked = checklists.of_school(db.session(), code, [domain], clock.today())
    if domain not in card.domains or not asked:
        abort(404)
    names = Names()
    shelf = stock.Shelf(names)
    form = part_form(
        asked,
        typed.answers,
        {one.code: shelf.title(one.code) for one in asked},
        {one.code: shelf.unit(one.code) for one in asked},
    )
    if form.validate_on_submit() and _kept(form, typed, domain, asked):
        flash(_("The part is kept."))
        after = _next(card, code, domain, names)
        return redirect(after, 303)
    title = visit_words.domain(domain, names)
    page = render_template(
        "council/visit_part.html",
        title=title,
        school_name=named(school, names.lang),
        form=form,
        asked=asked,
        items=checklist.items(db.session(), [one.standing for one in asked], shelf, {}),
        kept=typed.answers,
        shelf=shelf,
        way=_crumbs(card, school, title),
    )
    return page, 422 if form.errors else 200


def _next(card: RoundCard, code: str, domain: str, names: Names) -> str:
    """The next part, or the review after the last one."""
    order = [part[0] for part in _parts(card, code, None, names)]
    rest = order[order.index(domain) + 1 :]
    if request.form.get("then") == "start" or not rest:
        page = ".visits_hand_in" if not rest else ".visits_start"
        return url_for(page, number=card.id, code=code)
    return url_for(".visits_part", number=card.id, code=code, domain=rest[0])


def _kept(form: PartForm, typed: DraftCard, domain: str, asked: tuple[Asked, ...]) -> bool:
    """Look at everything that was typed, keep the photographs, then the part."""
    told = form.told(asked, {})
    faults = checklists.problems(db.session(), typed.school, typed.on, asked, told)
    for refusal in list(faults):
        edge.refuse(form, refusal)
    files: dict[str, Any] = {}
    for one in asked:
        kept = evidence.taken(form, f"{one.code}-files")
        if kept:
            files[one.code] = kept
    if form.errors:
        return False
    return bool(perform(form, acts.keep_part, typed.id, domain, form.told(asked, files)))


@council.route(f"{SCHOOL}/hand-in", methods=["GET", "POST"])
def visits_hand_in(number: int, code: str) -> Any:
    """Read it once more, then hand it in: everybody sees it, and it is not changed any more."""
    card, school = _around(number, code)
    typed = _draft(card, code)
    form = HandInForm(data={"seen": typed.version})
    if form.validate_on_submit():
        done = perform(form, acts.hand_in, typed.id, seen=form.seen_version())
        if done:
            flash(_("The visit is handed in. Everybody can read it."))
            return redirect(url_for(".visits_show", number=done.id), 303)
    names = Names()
    asked = checklists.of_school(db.session(), code, card.domains, clock.today())
    page = render_template(
        "council/visit_hand_in.html",
        card=card,
        school=school,
        school_name=named(school, names.lang),
        typed=typed,
        asked=[one for one in asked if one.code in typed.answers],
        unasked=sorted(set(typed.answers) - {one.code for one in asked}),
        left=sum(one.code not in typed.answers for one in asked),
        shelf=stock.Shelf(names),
        words=visit_words,
        form=form,
        way=_crumbs(card, school, _("Hand in")),
    )
    return page, 422 if form.errors or form.form_errors else 200


@council.post(f"{SCHOOL}/discard")
def visits_discard(number: int, code: str) -> Any:
    """Throw away what was typed of a visit; it was never public."""
    card, _school = _around(number, code)
    form = ActForm()
    if form.validate_on_submit():
        perform(form, acts.discard, _draft(card, code).id)
        flash(_("What was typed of the visit is thrown away."))
    return redirect(url_for(".rounds_show", number=number), 303)


@council.get(f"{SCHOOL}/print")
def visits_print(number: int, code: str) -> str:
    """The check-list of the round for one school, to print and fill in by hand."""
    card, school = _around(number, code)
    return printed(school, _crumbs(card, school, _("Check-list")), card)


@council.get(f"/visits/{NUMBER}")
def visits_show(number: int) -> str:
    """A visit with its photographs; from each difference a way to a finding, where there is one."""
    card = visits.visit(db.session(), number)
    held = set(actor().holds(Role.COUNCIL))
    if card is None or not held.intersection(register.lineage(db.session(), card.school)):
        abort(404)
    names, places = Names(), Places()
    return render_template(
        "council/visit.html",
        card=card,
        school_name=places.place(card.school),
        shelf=stock.Shelf(names),
        words=visit_words,
        findings=_findings(card.id, card.school),
        opened=origins.of_visits(db.session(), [card.id]),
        way=[*start(), {"text": places.place(card.school)}],
        round_page=url_for(".rounds_show", number=card.round),
    )


def _findings(visit: int, school: str) -> Any:
    """What makes the address of a new finding of a requirement."""
    known: Mapping[str, Any] = {"visit": visit, "school": school}
    return lambda requirement: url_for(FINDINGS, requirement=requirement, **known)
