"""Money moved between lines: asked for by one person, ordered by another."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from budgets import acts
from budgets.reports import draft_lines, drafts, standing
from core import clock
from core.access import Act, may
from core.errors import Refusal
from core.fiscal import is_year
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.years import OrderForm, RefuseTransferForm, TransferForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, holder, nothing_here, unless_done
from tracker.office.names import Names
from tracker.phrases import phrase

YEAR = "/budgets/<place>/<int(max=2147483647):year>"
NUMBER = "<int(max=2147483647):number>"


@office.get(f"{YEAR}/transfers")
def transfers_list(place: str, year: int) -> str:
    """The transfers of a year: asked for, ordered, refused."""
    holder(place)
    if not is_year(year):
        nothing_here()
    found = standing.transfers(db.session, [place], year)
    return render_template(
        "office/transfers/list.html",
        called=_names(place, found),
        place=place,
        year=year,
        transfers=found,
        in_force=_is_in_force(place, year),
        may_ask=may(actor(), Act.ASK_TRANSFER, place),
    )


def _is_in_force(place: str, year: int) -> bool:
    versions = drafts.versions(db.session, [place], year)
    return any(card.status in ("approved", "interim") for card in versions)


def _names(place: str, found: list[standing.TransferCard]) -> Names:
    names = Names()
    sides = [side for one in found for side in (one.giving, one.taking)]
    names.know({place, *(side.beneficiary for side in sides)})
    return names


@office.route(f"{YEAR}/transfer", methods=["GET", "POST"])
def transfers_new(place: str, year: int) -> Any:
    """Ask to move som; `to` of the address is the line that needs it."""
    holder(place)
    doer(Act.ASK_TRANSFER, place)
    if not is_year(year) or not _is_in_force(place, year):
        nothing_here()
    names = Names()
    lines = draft_lines.fundable(db.session, place, year)
    names.know({place, *(line.beneficiary for line in lines)})
    form = TransferForm(data={"to_line": request.args.get("to", type=int)})
    choices = [(line.id, names.line_with_free(line)) for line in lines]
    form.from_line.choices = form.to_line.choices = [(0, _("Choose")), *choices]
    if form.validate_on_submit() and perform(
        form,
        acts.ask_transfer,
        form.from_line.data,
        form.to_line.data,
        amount=form.amount.data,
        reason=form.reason.data,
    ):
        flash(_("The transfer is asked for. Another officer orders it."))
        return redirect(url_for(".transfers_list", place=place, year=year), 303)
    return answer("office/transfers/new.html", form, called=names, place=place, year=year)


def _found(number: int) -> standing.TransferCard:
    """A transfer of one of one's own places; else 404."""
    who = actor()
    found = standing.transfers(db.session, {grant.place for grant in who.grants}, number=number)
    if not found:
        nothing_here()
    holder(found[0].place)
    return found[0]


@office.route(f"/transfers/{NUMBER}", methods=["GET", "POST"])
def transfers_decide(number: int) -> Any:
    """Order a transfer, by another than who asked for it."""
    card = _found(number)
    form = OrderForm(data={"on": clock.today()})
    if form.is_submitted():
        doer(Act.DECIDE_TRANSFER, card.place)
    if form.validate_on_submit() and perform(
        form, acts.order_transfer, card.id, order=form.order.data, on=form.on.data
    ):
        flash(_("The money is moved."))
        return _to_list(card)
    return _page("decide", form, card)


@office.route(f"/transfers/{NUMBER}/refuse", methods=["GET", "POST"])
def transfers_refuse(number: int) -> Any:
    """Refuse a transfer, or take back what one asked for."""
    card = _found(number)
    doer(Act.REFUSE_TRANSFER, card.place)
    if card.status != "asked":
        unless_done(url_for(".transfers_list", place=card.place, year=card.year))
        nothing_here()
    form = RefuseTransferForm()
    if form.validate_on_submit() and perform(
        form, acts.refuse_transfer, card.id, answer=form.answer.data
    ):
        flash(_("The transfer is refused."))
        return _to_list(card)
    return _page("refuse", form, card)


def _to_list(card: standing.TransferCard) -> Any:
    return redirect(url_for(".transfers_list", place=card.place, year=card.year), 303)


def _page(page: str, form: Any, card: standing.TransferCard) -> tuple[str, int]:
    own = card.asked_by == actor().account
    return answer(
        f"office/transfers/{page}.html",
        form,
        called=_names(card.place, [card]),
        card=card,
        own_work=phrase(Refusal("transfer.own_work")) if own else "",
        may_decide=may(actor(), Act.DECIDE_TRANSFER, card.place),
        may_refuse=may(actor(), Act.REFUSE_TRANSFER, card.place),
    )
