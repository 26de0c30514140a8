"""The steps between plan and contract, and the two ends of a purchase."""

from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Actor
from procurement import acts
from procurement.models import Award
from procurement.reports import desk
from procurement.reports.desk_file import PurchaseFile
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.procurement import AwardForm, CancelForm, CloseForm, DayForm
from tracker.office import office
from tracker.office.doorstep import answer, doer
from tracker.office.purchases import names_for, seen, to_purchase


def _worked_on(purchase_id: int, act: Act) -> PurchaseFile:
    """The purchase, for somebody who may do that act with it."""
    purchase = seen(purchase_id).purchase
    doer(act, purchase.place)
    return purchase


def _about(purchase: PurchaseFile) -> dict[str, Any]:
    return {"purchase": purchase, "called": names_for(purchase)}


@office.route("/purchases/<int(max=2147483647):purchase_id>/announce", methods=["GET", "POST"])
def purchases_announce(purchase_id: int) -> Any:
    """Announce a planned purchase."""
    purchase = _worked_on(purchase_id, Act.ANNOUNCE)
    form = DayForm(data={"on": clock.today()})
    if form.validate_on_submit() and perform(form, acts.announce, purchase.id, on=form.on.data):
        flash(_("The purchase is announced."))
        return to_purchase(purchase.id)
    return answer("office/purchases/announce.html", form, **_about(purchase))


@office.route("/purchases/<int(max=2147483647):purchase_id>/award", methods=["GET", "POST"])
def purchases_award(purchase_id: int) -> Any:
    """Choose the supplier, one known already or a new one."""
    purchase = _worked_on(purchase_id, Act.AWARD)
    find = request.args.get("q", "")[:60]
    known = desk.suppliers(db.session, purchase.place, find)
    form = AwardForm(data={"amount": purchase.amount, "on": clock.today()})
    form.supplier.choices = [("", _("A new one, entered below"))] + [
        (str(one.id), f"{one.name} · {one.inn}" if one.inn else one.name) for one in known
    ]
    if form.validate_on_submit() and _awarded(form, purchase):
        flash(_("The supplier is chosen."))
        return to_purchase(purchase.id)
    return answer("office/purchases/award.html", form, find=find, **_about(purchase))


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
    purchase = _worked_on(purchase_id, Act.CANCEL_PURCHASE)
    form = CancelForm()
    if form.validate_on_submit() and perform(
        form, acts.cancel, purchase.id, reason=form.reason.data
    ):
        flash(_("The purchase is cancelled. It stays public, with the reason."))
        return to_purchase(purchase.id)
    return answer("office/purchases/cancel.html", form, **_about(purchase))


@office.route("/purchases/<int(max=2147483647):purchase_id>/close", methods=["GET", "POST"])
def purchases_close(purchase_id: int) -> Any:
    """Close a purchase that owes nothing."""
    purchase = _worked_on(purchase_id, Act.CLOSE_PURCHASE)
    form = CloseForm()
    if form.validate_on_submit() and perform(
        form, acts.close, purchase.id, reason=(form.reason.data or "").strip() or None
    ):
        flash(_("The purchase is closed."))
        return to_purchase(purchase.id)
    return answer("office/purchases/close.html", form, **_about(purchase))
