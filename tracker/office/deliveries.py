"""What came, and what was found in order: by the officer, or by the school for itself."""

from decimal import Decimal
from typing import Any

from flask import abort, flash
from flask_babel import gettext as _

from core import clock
from core.access import Act, may
from procurement import acts
from procurement.models import Delivery
from procurement.reports import desk_deliveries, desk_file, desk_money
from procurement.reports.desk_deliveries import DeliveryFile
from procurement.reports.desk_file import ContractFile
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.procurement import AcceptForm, DeliverForm
from tracker.office import office
from tracker.office.doorstep import answer, nothing_here
from tracker.office.purchases import Seen, names_for, seen, to_purchase


def _where(found: Seen, act: Act) -> frozenset[str]:
    """The schools this person may do the act for: all of the purchase, or the own one."""
    purchase, who = found.purchase, actor()
    schools = found.schools or purchase.schools
    allowed = frozenset(code for code in schools if may(who, act, purchase.place, code))
    return allowed or abort(403)


@office.route("/contracts/<int(max=2147483647):contract_id>/deliver", methods=["GET", "POST"])
def contracts_deliver(contract_id: int) -> Any:
    """Enter a delivery; what each school still waits for is filled in already."""
    found = seen(desk_file.purchase_of_contract(db.session, contract_id))
    purchase, schools = found.purchase, _where(found, Act.DELIVER)
    contract = next(one for one in purchase.contracts if one.id == contract_id)
    left = _left(contract, schools)
    form = DeliverForm(
        data={
            "on": clock.today(),
            "arrived": [
                {"line": str(line), "school": school, "quantity": amount}
                for (line, school), amount in left.items()
                if amount > 0
            ],
        }
    )
    if form.validate_on_submit() and perform(
        form,
        acts.deliver,
        contract.id,
        on=form.on.data,
        waybill=form.waybill.data,
        arrived=form.came(),
    ):
        flash(_("The delivery is entered. Now it waits for acceptance."))
        return to_purchase(purchase.id)
    return answer(
        "office/purchases/deliver.html",
        form,
        purchase=purchase,
        contract=contract,
        called=names_for(purchase),
        lines={str(line.id): line for line in contract.lines},
        left={(str(line), school): amount for (line, school), amount in left.items()},
    )


def _left(contract: ContractFile, schools: frozenset[str]) -> dict[tuple[int, str], Decimal]:
    waited = desk_deliveries.outstanding(db.session, contract.id)
    return {key: amount for key, amount in sorted(waited.items()) if key[1] in schools}


@office.route("/deliveries/<int(max=2147483647):delivery_id>/accept", methods=["GET", "POST"])
def deliveries_accept(delivery_id: int) -> Any:
    """Enter the acceptance act of a delivery: what is in order, what is refused."""
    found = seen(desk_money.purchase_of(db.session, Delivery, delivery_id))
    purchase, schools = found.purchase, _where(found, Act.ACCEPT)
    delivery = _delivery(found, delivery_id)
    form = AcceptForm(
        data={
            "on": clock.today(),
            "checked": [
                {"line": str(line.id), "accepted": line.left}
                for line in delivery.unchecked(schools)
            ],
        }
    )
    if form.validate_on_submit() and perform(
        form,
        acts.accept,
        delivery.id,
        number=form.number.data,
        on=form.on.data,
        checked=form.found(),
        with_parent=bool(form.with_parent.data),
        remarks=(form.remarks.data or "").strip() or None,
    ):
        flash(_("The acceptance act is entered."))
        return to_purchase(purchase.id)
    contract = next(one for one in purchase.contracts if one.id == delivery.contract)
    goods = {line.id: line for line in contract.lines}
    return answer(
        "office/purchases/accept.html",
        form,
        purchase=purchase,
        delivery=delivery,
        called=names_for(purchase),
        lines={
            str(line.id): (goods[line.contract_line], line) for line in delivery.unchecked(schools)
        },
    )


def _delivery(found: Seen, delivery_id: int) -> DeliveryFile:
    """The delivery; 404 for what only undoes another."""
    delivery = next(
        (
            one
            for contract in found.purchase.contracts
            for one in contract.deliveries
            if one.id == delivery_id
        ),
        None,
    )
    return delivery or nothing_here()
