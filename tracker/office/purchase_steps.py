"""The steps between plan and contract, and the two ends of a purchase."""

from decimal import Decimal
from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Actor
from core.money import ZERO
from procurement import acts
from procurement.models import Award
from procurement.reports.desk_file import PurchaseFile
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.procurement import AwardForm, CancelForm, CloseForm, StepDayForm
from tracker.office import bids, office
from tracker.office.doorstep import answer
from tracker.office.purchases import about, to_purchase, worked_on
from tracker.supplier_words import choices


@office.route("/purchases/<int(max=2147483647):purchase_id>/announce", methods=["GET", "POST"])
def purchases_announce(purchase_id: int) -> Any:
    """Announce a planned purchase."""
    purchase = worked_on(purchase_id, Act.ANNOUNCE)
    form = StepDayForm(data={"seen": purchase.rev, "on": clock.today()})
    if form.validate_on_submit() and perform(
        form, acts.announce, purchase.id, on=form.on.data, seen=form.seen_version()
    ):
        flash(_("The purchase is announced."))
        return to_purchase(purchase.id)
    return answer("office/purchases/announce.html", form, **about(purchase))


@office.route("/purchases/<int(max=2147483647):purchase_id>/award", methods=["GET", "POST"])
def purchases_award(purchase_id: int) -> Any:
    """Choose the supplier: one of the opened bids; else one known already or a new one."""
    purchase = worked_on(purchase_id, Act.AWARD)
    if purchase.opening is not None:
        return bids.choose(purchase)
    find = request.args.get("q", "")[:60]
    form = AwardForm(
        data={"seen": purchase.rev, "amount": _estimate(purchase), "on": clock.today()}
    )
    form.lot.choices = [("", "–")] + [
        (str(lot.id), f"{lot.number} · {lot.title}") for lot in purchase.lots_to_award
    ]
    form.supplier.choices = [
        ("", _("A new one, entered below")),
        *choices(db.session(), purchase.place, find),
    ]
    if form.validate_on_submit() and _awarded(form, purchase):
        flash(_("The supplier is chosen."))
        return to_purchase(purchase.id)
    return answer("office/purchases/award.html", form, find=find, **about(purchase))


def _estimate(purchase: PurchaseFile) -> Decimal:
    """What is still to be awarded, by the estimate, som."""
    waiting = {lot.number for lot in purchase.lots_to_award} if purchase.lots else {None}
    return sum((line.amount for line in purchase.lines if line.lot in waiting), ZERO)


def _awarded(form: AwardForm, purchase: PurchaseFile) -> Any:
    new = None
    if not form.supplier.data:
        inn = (form.inn.data or "").strip()
        new = {
            "name": form.name.data or "",
            "inn": inn or None,
            "is_person": form.kind.data == "person",
        }
    return perform(
        form,
        _award,
        purchase.id,
        purchase.place,
        supplier_id=int(form.supplier.data or 0),
        new=new,
        amount=form.amount.data,
        offers=form.offers.data,
        on=form.on.data,
        reason=form.reason.data,
        lot_id=int(form.lot.data) if form.lot.data else None,
        seen=form.seen_version(),
    )


def _award(
    session: Session,
    actor: Actor,
    purchase_id: int,
    place: str,
    *,
    supplier_id: int,
    new: dict[str, Any] | None,
    **values: Any,
) -> Award:
    """Two acts as one: name a new supplier, and choose it. Both are kept, or neither."""
    if new is not None:
        supplier_id = acts.name_supplier(session, actor, place, **new).id
    return acts.award(session, actor, purchase_id, supplier_id=supplier_id, **values)


@office.route("/purchases/<int(max=2147483647):purchase_id>/cancel", methods=["GET", "POST"])
def purchases_cancel(purchase_id: int) -> Any:
    """Give a purchase up before a contract is signed."""
    purchase = worked_on(purchase_id, Act.CANCEL_PURCHASE)
    form = CancelForm(data={"seen": purchase.rev})
    if form.validate_on_submit() and perform(
        form, acts.cancel, purchase.id, reason=form.reason.data, seen=form.seen_version()
    ):
        flash(_("The purchase is cancelled. It stays public, with the reason."))
        return to_purchase(purchase.id)
    return answer("office/purchases/cancel.html", form, **about(purchase))


@office.route("/purchases/<int(max=2147483647):purchase_id>/close", methods=["GET", "POST"])
def purchases_close(purchase_id: int) -> Any:
    """Close a purchase that owes nothing."""
    purchase = worked_on(purchase_id, Act.CLOSE_PURCHASE)
    form = CloseForm(data={"seen": purchase.rev})
    if form.validate_on_submit() and perform(
        form,
        acts.close,
        purchase.id,
        reason=(form.reason.data or "").strip() or None,
        seen=form.seen_version(),
    ):
        flash(_("The purchase is closed."))
        return to_purchase(purchase.id)
    return answer("office/purchases/close.html", form, **about(purchase))
