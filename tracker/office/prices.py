"""Reference prices: what a requirement costs by an editor's word, until purchases tell better."""

from collections.abc import Iterable
from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from core.access import Act
from procurement import acts
from procurement.acts.prices import STANDINGS
from procurement.reports.prices import PriceCard, of_regions, of_requirement
from procurement.reports.reference_prices import reference_prices
from standard import reports as standard
from standard.catalogue_file import Lists
from standard.reports import RequirementCard
from tracker import formats
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.prices import PriceForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here
from tracker.office.edition_work import matches
from tracker.office.names import Names


def _editor() -> str:
    country: str = current_app.config["TRACKER"].country
    doer(Act.SET_PRICE, country)
    return country


def _unit(card: RequirementCard, lists: Lists, names: Names) -> str:
    """What one price is of; a share is bought in pieces of what it is a share of."""
    if card.type == "percentage":
        return names.told(lists.bases[card.basis].name, card.basis)
    return names.told(lists.units[card.unit].name, card.unit)


def _measured(prices: Iterable[PriceCard]) -> dict[str, list[PriceCard]]:
    """By requirement the distinct medians of real purchases, the country's first."""
    found: dict[str, list[PriceCard]] = {}
    for price in sorted(prices, key=lambda one: (one.kind != "country", one.amount)):
        known = found.setdefault(price.requirement, [])
        if price.kind != "reference" and price not in known:
            known.append(price)
    return found


def standings(lists: Lists, names: Names) -> list[tuple[str, str]]:
    """The standings a price may have, as the edition names them."""
    return [
        (code, names.told(lists.value_statuses[code], code))
        for code in STANDINGS
        if code in lists.value_statuses
    ]


@office.get("/prices")
def prices_list() -> str:
    """Every requirement with its reference price and the median of real purchases."""
    _editor()
    names, lists = Names(), standard.lists(db.session)
    asked = request.args.get("q", "")
    cards = [one for one in names.requirements if matches(asked, one.code, one.title)]
    return render_template(
        "office/prices/list.html",
        asked=asked,
        whole=len(names.requirements),
        rows=[(card, names.told(card.title), _unit(card, lists, names)) for card in cards]
        if lists
        else [],
        said=reference_prices(db.session),
        measured=_measured(of_regions(db.session).values()),
        standings=dict(standings(lists, names)) if lists else {},
    )


@office.route("/prices/<code>", methods=["GET", "POST"])
def prices_edit(code: str) -> ResponseReturnValue:
    """Say what one unit of a requirement costs, and from where that is known."""
    country = _editor()
    page, lists, names = standard.requirement(db.session, code), standard.lists(db.session), Names()
    if page is None or lists is None:
        nothing_here()
    before = reference_prices(db.session).get(code)
    form = PriceForm(data=_known(before))
    form.standing.choices = [("", _("Choose")), *standings(lists, names)]
    if form.validate_on_submit() and perform(
        form,
        acts.set_reference_price,
        country,
        code,
        amount=form.amount.data,
        lot=int(form.lot.data),
        on=form.on.data,
        standing=form.standing.data,
        source=form.source.data,
        seen=form.seen_version(),
    ):
        flash(_("The price is saved: %(sum)s", sum=formats.som(form.amount.data, names.lang)))
        return redirect(url_for(".prices_list") + f"#{code}", 303)
    regions = of_requirement(db.session, code)
    names.know(regions)
    return answer(
        "office/prices/edit.html",
        form,
        code=code,
        title=names.told(page.card.title),
        unit=_unit(page.card, lists, names),
        before=before,
        standings=dict(standings(lists, names)),
        regions=[(names.place(region), price) for region, price in sorted(regions.items())],
    )


def _known(before: Any) -> dict[str, object]:
    names = ("amount", "lot", "on", "standing", "source", "seen")
    return {name: getattr(before, name) for name in names} if before else {"seen": 0}
