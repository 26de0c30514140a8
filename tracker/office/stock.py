"""What a school has: its own stock-taking, and that of the officers of its place."""

from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Act, Role, may
from procurement.reports import evidence as papers
from register import reports as register
from register.reports import SchoolCard
from standard.acts import assessments as acts
from standard.reports import assessments as reports
from standard.reports import known
from standard.reports.assessments import Standing
from tracker import queries, stock
from tracker.edge import actor, perform, refuse
from tracker.extensions import db
from tracker.forms.assessments import StockForm, stock_form
from tracker.names import Names
from tracker.office import office
from tracker.office.doorstep import HOLDERS, nothing_here
from tracker.stock_pages import Around, named, requirement_page, school_page

STOCK = "/schools/<code:code>/stock"
LAYOUT = "office/layout.html"


@office.get("/schools")
def stock_schools() -> str:
    """The schools one looks after, with how their requirements stand."""
    asked = queries.read({"page": queries.PAGE})
    held = actor().holds(*HOLDERS, Role.SCHOOL)
    if not held:
        abort(403)
    listed = reports.schools(db.session(), held, clock.today(), page=asked["page"])
    names = Names()
    places = register.names(db.session(), {row.place for row in listed.rows})
    called = {code: words.told(names.lang)[0] for code, words in places.items()}
    return render_template(
        "stock/schools.html",
        layout=LAYOUT,
        crumb_items=[_desk(), {"text": _("Schools")}],
        table=stock.schools(listed.rows, called),
        page=asked["page"],
        last=-(-listed.count // reports.MOST),
    )


def _desk() -> dict[str, str]:
    return {"text": _("Desk"), "href": url_for(".desk_show")}


def _school(code: str) -> tuple[SchoolCard, bool]:
    """The school, if it is this person's business, and whether they may enter what it has."""
    who, lineage = actor(), register.lineage(db.session(), code)
    card = register.school(db.session(), code)
    if card is None or not set(lineage) & set(who.holds(*HOLDERS, Role.SCHOOL)):
        nothing_here()
    return card, may(who, Act.ASSESS, *lineage)


def _crumbs(school: SchoolCard, names: Names) -> list[dict[str, str]]:
    here = {"text": named(school, names.lang), "href": url_for(".stock_show", code=school.code)}
    return [_desk(), here]


@office.get(STOCK)
def stock_show(code: str) -> str:
    """What a school has of all the Standard asks for, by domain; filtered by state and domain."""
    school, enters = _school(code)
    return school_page(
        "stock/school.html",
        school,
        Around(LAYOUT, [_desk()], enters),
        count=url_for(".stock_count", code=code) if enters else None,
        **_doors(code),
    )


def _doors(code: str) -> dict[str, str]:
    """The other pages of a school that this person may open."""
    who, lineage = actor(), register.lineage(db.session(), code)
    found = {}
    if may(who, Act.FILL_PASSPORT, *lineage):
        found["passport"] = url_for(".passports_fill", code=code, year=clock.today().year)
    if may(who, Act.COUNT_MEALS, *lineage):
        found["meals"] = url_for(".meals_week", code=code)
    if may(who, Act.OFFER_PRACTICE, *lineage):
        found["practices"] = url_for(".practices_list", code=code)
    return found


@office.route(f"{STOCK}/<code:requirement>", methods=["GET", "POST"])
def stock_requirement(code: str, requirement: str) -> Any:
    """One requirement: what was found and accepted so far, and the form to enter what is found."""
    school, enters = _school(code)
    around = Around(LAYOUT, _crumbs(school, Names()), enters)
    return requirement_page(school, requirement, around)


@office.route(f"{STOCK}/count", methods=["GET", "POST"])
def stock_count(code: str) -> Any:
    """Count many things at once: what is left empty was not counted, and stays as it was."""
    school, enters = _school(code)
    if not enters:
        abort(403)
    names = Names()
    shelf = stock.Shelf(names)
    rows = [
        row
        for row in reports.of_school(db.session(), code, clock.today())
        if row.entry == "count" and row.state != "idle"
    ]
    made = stock_form((row.requirement, shelf.title(row.requirement)) for row in rows)
    form = made(data={"on": clock.today()})
    if form.validate_on_submit() and _counted(form, code):
        flash(_("The counts are entered."))
        return redirect(url_for(".stock_show", code=code), 303)
    content = render_template(
        "stock/count.html",
        layout=LAYOUT,
        crumb_items=[*_crumbs(school, names), {"text": _("Count what is there")}],
        school_name=named(school, names.lang),
        form=form,
        groups=_groups(rows, names),
        shelf=shelf,
        papers=papers.papers(db.session(), stock.papers_of(rows)),
        act=stock.act,
        told_by=stock.told_by,
    )
    return content, 422 if form.errors else 200


def _counted(form: StockForm, school: str) -> bool:
    """Enter all the counts, or show every fault at its field."""
    on, counts = form["on"].data, form.counts()
    faults = list(known.problems(db.session(), school, on, counts))
    for fault in faults:
        refuse(form, fault)
    if faults:
        return False
    note = form["note"].data
    return bool(perform(form, acts.record_many, school, counts, on=on, note=note))


def _groups(rows: list[Standing], names: Names) -> list[tuple[str, list[Standing]]]:
    """The rows by domain, in the catalogue's order."""
    if names.catalogue is None:
        return []
    cards, domains = names.catalogue.cards, names.catalogue.lists.domains
    by_code = {row.requirement: row for row in rows}
    found: dict[str, list[Standing]] = {}
    for code, card in cards.items():
        if code in by_code:
            found.setdefault(card.domain, []).append(by_code[code])
    return [
        (domains[domain].told(names.lang)[0], found[domain])
        for domain in domains
        if domain in found
    ]
