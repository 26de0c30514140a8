"""Audit samples of the council's places: announce, draw, look, and the sheet to take along."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Role
from oversight.findings.reports import origins
from oversight.samples import acts
from oversight.samples.reports import samples as reports
from oversight.samples.reports import worksheet as sheets
from oversight.samples.reports.samples import ItemCard, SampleCard
from register import reports as register
from tracker import formats, pdf, sample_sheet, uploads
from tracker.council import council
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.samples import AnnounceForm, DrawForm, LookForm
from tracker.names import Names
from tracker.pages import as_of
from tracker.public import sample_tables as told
from tracker.public.offers import XLSX
from tracker.public.samples import facts

NUMBER = "<int(max=2147483647):number>"
ITEM = f"/samples/{NUMBER}/items/<int(max=2147483647):purchase>"


@council.get("/samples")
def samples_list() -> str:
    """The samples of the council's places, the newest first."""
    cards = reports.within(db.session(), actor().holds(Role.COUNCIL))
    places = register.names(db.session(), {one.place for one in cards})
    return render_template(
        "council/samples.html", table=told.samples(cards, places, "council.samples_show")
    )


@council.route("/samples/new", methods=["GET", "POST"])
def samples_new() -> Any:
    """Announce a sample."""
    form = AnnounceForm(data={"year": clock.today().year, "size": 20})
    form.place.choices = _places()
    if form.validate_on_submit():
        made = perform(
            form,
            acts.announce,
            form.place.data,
            form.year.data,
            size=int(form.size.data),
            strata=form.strata.data,
            confidence=form.confidence.data,
            tolerable=form.tolerable.data,
        )
        if made:
            flash(_("The sample is announced. Everybody sees it."))
            return redirect(url_for(".samples_show", number=made.id), 303)
    return render_template("council/sample_new.html", form=form), 422 if form.errors else 200


def _places() -> list[tuple[str, str]]:
    """The council's places and those below, by code and name; a merged one is in its successor."""
    lang = formats.language()
    found: dict[str, str] = {}
    for held in actor().holds(Role.COUNCIL):
        for spot in register.places_within(db.session(), held):
            if spot.successor is None:
                found[spot.code] = spot.name.told(lang)[0] or spot.code
    return list(found.items())


def card_of(number: int) -> SampleCard:
    """The sample, if its place lies within the council's; else there is no such page."""
    card = reports.sample(db.session(), number)
    held = actor().holds(Role.COUNCIL)
    if card is None or not set(register.lineage(db.session(), card.place)).intersection(held):
        abort(404)
    return card


@council.route(f"/samples/{NUMBER}", methods=["GET", "POST"])
def samples_show(number: int) -> Any:
    """One sample: draw it, look at its purchases, read what it says."""
    card = card_of(number)
    ready = reports.checkpoint(db.session(), card) if card.drawn_on is None else None
    form = DrawForm(data={"checkpoint": ready or ""})
    if form.validate_on_submit() and perform(form, acts.draw, number, checkpoint=form.size()):
        flash(_("The sample is drawn. Everybody can draw it again."))
        return redirect(url_for(".samples_show", number=number), 303)
    items = reports.population(db.session(), number)
    draw = reports.drawn(card, items)
    said = reports.said(card, items, draw)
    places = register.names(db.session(), {card.place, *(one.place for one in items)})
    page = render_template(
        "council/sample.html",
        card=card,
        name=_name(card, places),
        items=[one for one in items if one.hits is not None],
        called={code: name.told(formats.language())[0] or code for code, name in places.items()},
        form=form,
        ready=ready,
        opened=origins.of_sample(db.session(), number),
        **facts(card, draw, said),
    )
    return page, 422 if form.errors else 200


def _name(card: SampleCard, places: Any) -> str:
    words = places.get(card.place)
    return (words.told(formats.language())[0] if words else "") or card.place


@council.route(ITEM, methods=["GET", "POST"])
def samples_look(number: int, purchase: int) -> Any:
    """Say what was found of one purchase."""
    card = card_of(number)
    item = next(
        (one for one in reports.chosen(db.session(), number) if one.purchase == purchase), None
    )
    if item is None:
        abort(404)
    form = LookForm(data=_before(item))
    if form.validate_on_submit() and perform(
        form,
        acts.look,
        number,
        purchase,
        audited=form.audited.data,
        error=form.error.data or None,
        note=form.note.data or "",
        evidence=form.evidence.data or "",
        language=form.language.data,
    ):
        flash(_("What was found is entered."))
        return redirect(url_for(".samples_show", number=number), 303)
    opened = origins.of_sample(db.session(), number).get(purchase, [])
    shown = {"card": card, "item": item, "form": form, "opened": opened}
    page = render_template("council/sample_item.html", **shown)
    return page, 422 if form.errors else 200


def _before(item: ItemCard) -> dict[str, Any]:
    """What was said before; the whole sum where nothing was."""
    return {
        "audited": item.amount if item.audited is None else item.audited,
        "error": item.error or "",
        "note": item.note or "",
        "evidence": item.evidence or "",
        "language": item.language or formats.language(),
    }


@council.get(f"/samples/{NUMBER}/worksheet")
def samples_worksheet(number: int) -> str:
    """The sheet to print and to fill in by hand, with the seed and the journal it is from."""
    card = card_of(number)
    items = reports.chosen(db.session(), number)
    if not items:
        abort(404)
    address = pdf.address(url_for("public.sample", number=number))
    return render_template(
        "council/worksheet.html",
        card=card,
        name=_name(card, register.names(db.session(), [card.place])),
        rows=_rows(number, items),
        address=address,
        qr=pdf.code_of(address),
        journal=as_of(),
    )


@council.get(f"/samples/{NUMBER}/worksheet.xlsx")
def samples_workbook(number: int) -> Response:
    """The same as a workbook, with columns to fill in."""
    card = card_of(number)
    items = reports.chosen(db.session(), number)
    if not items:
        abort(404)
    content = sample_sheet.workbook(
        card,
        _rows(number, items),
        seen=reports.state(db.session(), number),
        key=uploads.workbook_key(),
    )
    answer = Response(content, content_type=XLSX)
    name = f"sample-{number}-worksheet.xlsx"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _rows(number: int, items: tuple[ItemCard, ...]) -> list[sample_sheet.Row]:
    papers = sheets.papers(db.session(), number)
    schools = {code for one in papers.values() for code in one.schools}
    places = register.names(db.session(), schools | {one.place for one in items})
    return sample_sheet.rows(items, papers, places, Names())
