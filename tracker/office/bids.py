"""Bids: opened by a protocol, one chosen, none taken; and lots that end without a contract."""

from datetime import timedelta
from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Actor
from core.errors import Refusal
from procurement import acts
from procurement.acts.bids import TERM
from procurement.models import Opening
from procurement.reports.bids import BidPart
from procurement.reports.desk_file import PurchaseFile
from register import profile
from register.profile import Term
from tracker import bid_words, formats
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.bids import (
    MOST_ROWS,
    BidForm,
    ChooseBidForm,
    EndLotForm,
    FailForm,
    OpenBidsForm,
)
from tracker.office import office
from tracker.office.doorstep import answer, nothing_here
from tracker.office.purchases import about, to_purchase, worked_on
from tracker.supplier_words import choices

NUMBER = "<int(max=2147483647):purchase_id>"


@office.route(f"/purchases/{NUMBER}/open", methods=["GET", "POST"])
def purchases_open(purchase_id: int) -> Any:
    """Enter the protocol by which the bids of an announced purchase were opened."""
    purchase = worked_on(purchase_id, Act.OPEN_BIDS)
    form = OpenBidsForm(data={"seen": purchase.rev, "on": clock.today()})
    more = request.form.get("do") == "row" and len(form.bids.entries) < MOST_ROWS
    if more:
        form.bids.append_entry()
    _offer(form, purchase)
    if not more and form.validate_on_submit():
        opening = perform(
            form,
            _open,
            purchase.id,
            purchase.place,
            rows=[_row(row) for row in form.told()],
            number=form.number.data,
            on=form.on.data,
            commission=form.commission.data,
            reason=form.reason.data,
            seen=form.seen_version(),
        )
        if opening:
            flash(_("The bids are entered. Everybody can read them."))
            return to_purchase(purchase.id)
    return answer("office/purchases/open.html", form, term=_term(purchase), **about(purchase))


def _offer(form: OpenBidsForm, purchase: PurchaseFile) -> None:
    """Give the lists their choices: the roles, the suppliers, the lots still open."""
    form.commission.choices = list(bid_words.roles().items())
    known = [("", _("Choose, or name a new one")), *choices(db.session(), purchase.place)]
    lots = [(str(lot.number), f"{lot.number} · {lot.title}") for lot in purchase.lots_to_award]
    for row in form.bids:
        row.form.supplier.choices = known
        row.form.lot.choices = [("", _("Choose")), *lots] if lots else [("", "–")]


def _row(row: BidForm) -> dict[str, Any]:
    """A row as it was typed; without a day, the bid came on the day of the opening."""
    inn = (row.inn.data or "").strip()
    return {
        "supplier_id": int(row.supplier.data or 0),
        "name": row.name.data or "",
        "inn": inn or None,
        "amount": row.amount.data,
        "received_on": row.received_on.data,
        "lot": int(row.lot.data) if row.lot.data else None,
        "rejected": (row.rejected.data or "").strip() or None,
    }


def _open(
    session: Session,
    actor: Actor,
    purchase_id: int,
    place: str,
    *,
    rows: list[dict[str, Any]],
    **told: Any,
) -> Opening:
    """New suppliers named and the bids opened, as one act: all is kept, or nothing."""
    bids = []
    for row in rows:
        supplier, name, inn = row.pop("supplier_id"), row.pop("name"), row.pop("inn")
        if not supplier:
            # The first digit of a tax number tells whether it is a person's.
            person = inn is not None and inn[0] in "12"
            try:
                named = acts.name_supplier(
                    session, actor, place, name=name, inn=inn, is_person=person
                )
            except Refusal as refusal:
                raise Refusal(refusal.code, "bids", **refusal.facts) from refusal
            session.flush()
            supplier = named.id
        received = row.pop("received_on") or told["on"]
        bids.append(acts.BidValues(supplier, received_on=received, **row))
    return acts.open_bids(session, actor, purchase_id, bids=bids, **told)


def _term(purchase: PurchaseFile) -> tuple[Term, str] | None:
    """The term between announcement and opening with the first day after it, if one is known."""
    if purchase.announced_on is None:
        return None
    term = profile.load().term(TERM, purchase.announced_on)
    if term is None:
        return None
    return term, formats.day(purchase.announced_on + timedelta(days=term.days))


def choose(purchase: PurchaseFile) -> Any:
    """Choose one of the bids that were opened; the page of an award where there are some."""
    free = {lot.number for lot in purchase.lots_to_award}
    bids = [
        bid
        for opening in purchase.openings
        if opening == purchase.opening
        for bid in opening.bids
        if bid.standing == "valid" and (bid.lot is None or bid.lot in free)
    ]
    form = ChooseBidForm(data={"seen": purchase.rev, "on": clock.today()})
    form.bid.choices = [(str(bid.id), _told(bid)) for bid in bids]
    if form.validate_on_submit() and perform(
        form,
        acts.award,
        purchase.id,
        bid_id=int(form.bid.data),
        on=form.on.data,
        reason=form.reason.data,
        seen=form.seen_version(),
    ):
        flash(_("The supplier is chosen."))
        return to_purchase(purchase.id)
    return answer("office/purchases/choose.html", form, **about(purchase))


def _told(bid: BidPart) -> str:
    """A bid in a list of choices."""
    parts = [bid_words.seller(bid.supplier_id, bid.name)]
    parts.append(formats.som(bid.amount, formats.language()))
    if bid.lot is not None:
        parts.insert(0, _("Lot %(number)s", number=bid.lot))
    if bid.lowest:
        parts.append(_("the lowest price"))
    return " · ".join(parts)


@office.route(f"/purchases/{NUMBER}/fail", methods=["GET", "POST"])
def purchases_fail(purchase_id: int) -> Any:
    """Say that none of the opened bids is taken."""
    purchase = worked_on(purchase_id, Act.FAIL_PURCHASE)
    form = FailForm(data={"seen": purchase.rev})
    if form.validate_on_submit() and perform(
        form, acts.fail, purchase.id, reason=form.reason.data, seen=form.seen_version()
    ):
        flash(_("The purchase has failed. It can be announced again."))
        return to_purchase(purchase.id)
    return answer("office/purchases/fail.html", form, **about(purchase))


@office.route(f"/purchases/{NUMBER}/lots/<int(max=99):number>/end", methods=["GET", "POST"])
def lots_end(purchase_id: int, number: int) -> Any:
    """Say that a lot is not bought: it failed, or is given up."""
    purchase = worked_on(purchase_id, Act.END_LOT)
    lot = next((one for one in purchase.lots if one.number == number), None)
    if lot is None:
        nothing_here()
    form = EndLotForm(data={"seen": purchase.rev})
    form.end.choices = list(bid_words.lot_ends().items())
    if form.validate_on_submit() and perform(
        form,
        acts.end_lot,
        lot.id,
        end=form.end.data,
        reason=form.reason.data,
        seen=form.seen_version(),
    ):
        flash(_("The lot has ended without a contract."))
        return to_purchase(purchase.id)
    return answer("office/purchases/end_lot.html", form, lot=lot, **about(purchase))
