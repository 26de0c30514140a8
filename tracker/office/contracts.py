"""A contract: signed, amended, paid."""

from decimal import Decimal
from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from sqlalchemy import select

from core import clock
from core.access import Act
from core.money import ZERO
from procurement import acts
from procurement.models import Contract
from procurement.reports import desk_file, trail
from procurement.reports.desk_file import ContractFile, PurchaseFile
from tracker import bid_words, formats
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.bids import TerminateForm
from tracker.forms.procurement import AmendForm, PayForm, ResplitForm, SignForm
from tracker.office import office
from tracker.office.doorstep import answer, doer
from tracker.office.prefilled import payment_of_address
from tracker.office.purchases import about, names_for, seen, to_purchase, worked_on
from tracker.office.step_papers import CONTRACT, PAYMENT, perform_with_paper

KINDS = ("payment", "advance", "refund")


@office.route("/purchases/<int(max=2147483647):purchase_id>/sign", methods=["GET", "POST"])
def purchases_sign(purchase_id: int) -> Any:
    """Enter the contract that was signed; its money is committed.

    Of several awards the address says which, as `award`; else it is the first that waits.
    """
    purchase = worked_on(purchase_id, Act.SIGN)
    asked = request.args.get("award", type=int)
    award = next((one for one in purchase.waiting if asked in (None, one.id)), None)
    agreed = purchase.agreed(award)
    form = SignForm(
        data={
            "seen": purchase.rev,
            "signed_on": clock.today(),
            "due_on": purchase.due_on,
            "amounts": [{"line": str(line), "amount": amount} for line, amount in agreed.items()],
        }
    )
    if form.validate_on_submit() and perform_with_paper(
        form,
        acts.sign,
        purchase.id,
        purchase=purchase.id,
        proved=CONTRACT,
        number=form.number.data,
        signed_on=form.signed_on.data,
        due_on=form.due_on.data,
        amounts=form.sums(),
        advance_limit=form.advance_limit.data or ZERO,
        award_id=award.id if award else asked,
        seen=form.seen_version(),
    ):
        flash(_("The contract is signed; its money is committed."))
        return to_purchase(purchase.id)
    titles = {str(line.id): line.title for line in purchase.lines}
    return answer("office/purchases/sign.html", form, award=award, titles=titles, **about(purchase))


def _contract(contract_id: int) -> tuple[PurchaseFile, ContractFile]:
    """A contract of a purchase this person works on."""
    found = seen(desk_file.purchase_of_contract(db.session, contract_id))
    purchase = found.purchase
    return purchase, next(one for one in purchase.contracts if one.id == contract_id)


@office.route("/contracts/<int(max=2147483647):contract_id>/amend", methods=["GET", "POST"])
def contracts_amend(contract_id: int) -> Any:
    """Change sums of a contract or its day, with a reason."""
    # Asked first: at worst the page is newer than it says, and is refused without need.
    rev = db.session.scalar(select(Contract.rev).where(Contract.id == contract_id))
    purchase, contract = _contract(contract_id)
    doer(Act.AMEND_CONTRACT, contract.place)
    form = AmendForm(
        data={
            "seen": rev,
            "on": clock.today(),
            "due_on": contract.due_on,
            "amounts": [{"line": str(line.id), "amount": line.amount} for line in contract.lines],
        }
    )
    if form.validate_on_submit() and perform(
        form,
        acts.amend,
        contract.id,
        reason=form.reason.data,
        on=form.on.data,
        amounts=form.sums(),
        due_on=form.due_on.data,
        seen=form.seen_version(),
    ):
        flash(_("The further agreement is entered."))
        return to_purchase(purchase.id)
    return answer(
        "office/purchases/amend.html",
        form,
        purchase=purchase,
        contract=contract,
        called=names_for(purchase),
        titles={str(line.id): line.title for line in contract.lines},
    )


@office.route("/contracts/<int(max=2147483647):contract_id>/resplit", methods=["GET", "POST"])
def contracts_resplit(contract_id: int) -> Any:
    """Share the goods of a contract out anew between its schools, with a reason."""
    rev = db.session.scalar(select(Contract.rev).where(Contract.id == contract_id))
    purchase, contract = _contract(contract_id)
    doer(Act.AMEND_CONTRACT, contract.place)
    parts = {(part.line, part.school): part for part in trail.shares(db.session, purchase.id)}
    form = ResplitForm(
        data={
            "seen": rev,
            "on": clock.today(),
            "parts": [
                {"line": str(line.id), "school": school, "quantity": part.quantity}
                for line in contract.lines
                for (bought, school), part in parts.items()
                if bought == line.bought
            ],
        }
    )
    if form.validate_on_submit() and perform(
        form,
        acts.resplit,
        contract.id,
        reason=form.reason.data,
        on=form.on.data,
        parts=form.quantities(),
        seen=form.seen_version(),
    ):
        flash(_("The goods are shared out anew."))
        return to_purchase(purchase.id)
    return answer(
        "office/purchases/resplit.html",
        form,
        purchase=purchase,
        contract=contract,
        called=names_for(purchase),
        lines={str(line.id): line for line in contract.lines},
        parts=parts,
    )


@office.route("/contracts/<int(max=2147483647):contract_id>/terminate", methods=["GET", "POST"])
def contracts_terminate(contract_id: int) -> Any:
    """Say that a signed contract was ended early; money of what never came is free again."""
    purchase, contract = _contract(contract_id)
    doer(Act.TERMINATE, contract.place)
    form = TerminateForm(data={"seen": contract.rev, "on": clock.today()})
    form.by.choices = list(bid_words.enders().items())
    if form.validate_on_submit() and perform(
        form,
        acts.terminate,
        contract.id,
        on=form.on.data,
        by=form.by.data,
        reason=form.reason.data,
        seen=form.seen_version(),
    ):
        flash(_("The contract is ended. What never came is free money again."))
        return to_purchase(purchase.id)
    return answer("office/purchases/terminate.html", form, contract=contract, **about(purchase))


@office.route("/contracts/<int(max=2147483647):contract_id>/pay", methods=["GET", "POST"])
def contracts_pay(contract_id: int) -> Any:
    """Enter a payment, an advance or a refund."""
    purchase, contract = _contract(contract_id)
    doer(Act.PAY, contract.place)
    most = {kind: contract.most_payable(kind) for kind in KINDS}
    likely = next((kind for kind in KINDS if most[kind]), "payment")
    begun = {"kind": likely, "amount": most[likely] or None, "on": clock.today()}
    form = PayForm(data=begun | payment_of_address())
    form.kind.choices = [
        (kind, _limited(name, most[kind]))
        for kind, name in (
            ("payment", _("payment for what was accepted")),
            ("advance", _("advance")),
            ("refund", _("refund from the supplier")),
        )
    ]
    if form.validate_on_submit() and perform_with_paper(
        form,
        acts.pay,
        contract.id,
        purchase=purchase.id,
        proved=PAYMENT,
        kind=form.kind.data,
        amount=form.amount.data,
        on=form.on.data,
        document=form.document.data,
        reason=(form.reason.data or "").strip() or None,
    ):
        flash(_("The payment is entered."))
        return to_purchase(purchase.id)
    return answer(
        "office/purchases/pay.html",
        form,
        purchase=purchase,
        contract=contract,
        called=names_for(purchase),
    )


def _limited(name: str, most: Decimal) -> str:
    """A kind of payment with the most that may be paid so now."""
    limit = _("at most: %(sum)s", sum=formats.som(most, formats.language()))
    return f"{name} ({limit})"
