"""What came, and what was found in order: by the officer, or by the school for itself."""

from decimal import Decimal
from typing import Any

from flask import abort, flash
from flask_babel import gettext as _

from core import clock
from core.access import Act, may
from procurement import acts
from procurement.acts import certificates
from procurement.models import Delivery
from procurement.reports import desk_deliveries, desk_file, desk_money
from procurement.reports.desk_deliveries import DeliveryFile
from procurement.reports.desk_file import ContractFile
from tracker import evidence, paper_words
from tracker.edge import actor
from tracker.extensions import db
from tracker.forms.procurement import AcceptForm, DeliverForm
from tracker.office import office
from tracker.office.doorstep import answer, nothing_here
from tracker.office.purchases import Seen, names_for, seen, to_purchase
from tracker.office.step_papers import ACCEPTANCE, WAYBILL, perform_with_paper


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
    if form.validate_on_submit() and perform_with_paper(
        form,
        acts.deliver,
        contract.id,
        purchase=purchase.id,
        proved=WAYBILL,
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
    waiting = [line.id for line in delivery.unchecked(schools)]
    asked = certificates.asked(db.session(), waiting)
    form = AcceptForm(
        data={
            "on": clock.today(),
            "checked": [
                {"line": str(line.id), "accepted": line.left}
                for line in delivery.unchecked(schools)
            ],
            "certificates": [{"line": str(line), "code": code} for line, code in asked],
        }
    )
    if form.validate_on_submit() and _accepted(form, delivery, purchase.id):
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
        asked={(str(line), code): title for (line, code), title in asked.items()},
        certificate=paper_words.certificate_title,
        lines={
            str(line.id): (goods[line.contract_line], line) for line in delivery.unchecked(schools)
        },
    )


def _accepted(form: AcceptForm, delivery: DeliveryFile, purchase: int) -> Any:
    """Keep the certificates' scans, then do the act with them."""
    kept = [evidence.paper(row.form.file) for row in form.certificates]
    if any(files is None for files in kept):
        return False
    return perform_with_paper(
        form,
        acts.accept,
        delivery.id,
        purchase=purchase,
        proved=ACCEPTANCE,
        number=form.number.data,
        on=form.on.data,
        checked=form.found(),
        commission=form.commission.data,
        certificates=form.answers([files[0] if files else None for files in kept]),
        remarks=(form.remarks.data or "").strip() or None,
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
