"""Penalties withheld, goods given back, and entries made by mistake."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from flask import abort, flash
from flask_babel import gettext as _

from core import clock
from core.access import Act, may
from procurement import acts, rules
from procurement.models import Acceptance, Delivery, Payment, Penalty
from procurement.reports import desk_file, desk_money
from procurement.reports.desk_deliveries import AcceptanceFile, DeliveryFile
from procurement.reports.desk_file import ContractFile
from tracker import formats
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.after_signing import GiveBackForm, ReverseForm, WithholdForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here
from tracker.office.purchases import Seen, names_for, seen, to_purchase

NUMBER = "<int(max=2147483647):number>"


@office.route("/contracts/<int(max=2147483647):contract_id>/withhold", methods=["GET", "POST"])
def contracts_withhold(contract_id: int) -> Any:
    """Enter a penalty withheld from what is due."""
    found = seen(desk_file.purchase_of_contract(db.session, contract_id))
    purchase = found.purchase
    contract = next(one for one in purchase.contracts if one.id == contract_id)
    doer(Act.WITHHOLD, contract.place)
    most = rules.most_withheld(contract.account)
    form = WithholdForm(data={"on": clock.today()})
    if form.validate_on_submit() and perform(
        form,
        acts.withhold,
        contract.id,
        amount=form.amount.data,
        on=form.on.data,
        document=form.document.data,
        reason=form.reason.data,
    ):
        flash(_("The penalty is entered: so much less is due."))
        return to_purchase(purchase.id)
    return answer(
        "office/purchases/withhold.html",
        form,
        purchase=purchase,
        contract=contract,
        most=most,
        late=_days_late(contract),
    )


def _days_late(contract: ContractFile) -> int:
    """How late the contract is: by its last delivery once all is accepted, else by today."""
    days = [one.on for one in contract.deliveries if one.undone is None]
    whole = contract.accepted >= contract.amount
    return rules.days_late(
        contract.due_on, max(days, default=None) if whole else None, clock.today()
    )


def _of_contracts(found: Seen) -> list[tuple[ContractFile, DeliveryFile, AcceptanceFile]]:
    return [
        (contract, delivery, act)
        for contract in found.purchase.contracts
        for delivery in contract.deliveries
        for act in delivery.acceptances
    ]


@office.route(f"/acceptances/{NUMBER}/give-back", methods=["GET", "POST"])
def acceptances_give_back(number: int) -> Any:
    """Give goods of an acceptance act back to the supplier."""
    found = seen(desk_money.purchase_of(db.session, Acceptance, number))
    purchase = found.purchase
    here = [one for one in _of_contracts(found) if one[2].id == number and one[2].kind is None]
    if not here:
        nothing_here()
    contract, delivery, act = here[0]
    who = actor()
    lines = {
        str(line.id): line
        for line in act.rows
        if found.mine([line.school]) and may(who, Act.GIVE_BACK, purchase.place, line.school)
    }
    if not lines:
        abort(403)
    begun = {"on": clock.today(), "returned": [{"line": line} for line in lines]}
    form = GiveBackForm(data=begun)
    if form.validate_on_submit() and perform(
        form,
        acts.give_back,
        act.id,
        number=form.number.data,
        on=form.on.data,
        reason=form.reason.data,
        returned=form.back(),
    ):
        flash(_("The return is entered. The goods may come again."))
        return to_purchase(purchase.id)
    goods = {line.id: line for line in contract.lines}
    came = {line.id: goods[line.contract_line] for line in delivery.lines}
    return answer(
        "office/purchases/give_back.html",
        form,
        purchase=purchase,
        act=act,
        called=names_for(purchase),
        lines={key: (came[line.delivery_line], line) for key, line in lines.items()},
    )


@office.route(f"/payments/{NUMBER}/reverse", methods=["GET", "POST"])
def payments_reverse(number: int) -> Any:
    """Undo a payment, an advance or a refund entered by mistake."""
    return _reverse(Payment, number, acts.reverse_payment, _payment)


@office.route(f"/penalties/{NUMBER}/reverse", methods=["GET", "POST"])
def penalties_reverse(number: int) -> Any:
    """Undo a penalty entered by mistake."""
    return _reverse(Penalty, number, acts.reverse_penalty, _penalty)


@office.route(f"/acceptances/{NUMBER}/reverse", methods=["GET", "POST"])
def acceptances_reverse(number: int) -> Any:
    """Undo an acceptance act entered by mistake."""
    return _reverse(Acceptance, number, acts.reverse_acceptance, _acceptance)


@office.route(f"/deliveries/{NUMBER}/reverse", methods=["GET", "POST"])
def deliveries_reverse(number: int) -> Any:
    """Undo a delivery entered by mistake."""
    return _reverse(Delivery, number, acts.reverse_delivery, _delivery)


Told = Callable[[Seen, int], str | None]


def _reverse(model: Any, number: int, act: Callable[..., Any], told: Told) -> Any:
    """The page that shows the entry once more, says what happens to it, and asks why."""
    found = seen(desk_money.purchase_of(db.session, model, number))
    purchase = found.purchase
    doer(Act.REVERSE, purchase.place)
    entry = told(found, number)
    if entry is None:
        nothing_here()
    form = ReverseForm()
    if form.validate_on_submit() and perform(form, act, number, reason=form.reason.data):
        flash(_("The entry is undone and stays to be seen. Enter what is right."))
        return to_purchase(purchase.id)
    return answer("office/purchases/reverse.html", form, purchase=purchase, entry=entry)


def _sum(amount: Decimal) -> str:
    return formats.som(amount, formats.language())


def _payment(found: Seen, number: int) -> str | None:
    for contract in found.purchase.contracts:
        for one in contract.payments:
            if one.id == number:
                words = {"payment": _("Payment"), "advance": _("Advance"), "refund": _("Refund")}
                document = _("document: %(number)s", number=one.document)
                told = (words[one.kind], _sum(one.amount), document, formats.day(one.on))
                return " · ".join(told)
    return None


def _penalty(found: Seen, number: int) -> str | None:
    for contract in found.purchase.contracts:
        for one in contract.penalties:
            if one.id == number:
                document = _("document: %(number)s", number=one.document)
                told = (_("Penalty withheld"), _sum(one.amount), document, formats.day(one.on))
                return " · ".join(told)
    return None


def _acceptance(found: Seen, number: int) -> str | None:
    for act in (one[2] for one in _of_contracts(found)):
        if act.id == number:
            day = formats.day(act.on)
            named = _("Acceptance act: %(number)s, %(day)s", number=act.number, day=day)
            return f"{named} · {_sum(act.amount)}"
    return None


def _delivery(found: Seen, number: int) -> str | None:
    for contract in found.purchase.contracts:
        for one in contract.deliveries:
            if one.id == number:
                day = formats.day(one.on)
                return _("Delivery of %(day)s, waybill: %(number)s", day=day, number=one.waybill)
    return None
