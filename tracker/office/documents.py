"""The documents of a purchase: attached one by one, withdrawn with a reason."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access import Act, may
from procurement import acts
from procurement.acts import DocumentValues, Step
from procurement.reports import documents, trail
from procurement.reports.trail_parts import Trail
from tracker import evidence, paper_words
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.papers import DocumentForm, WithdrawForm
from tracker.office import office
from tracker.office.doorstep import answer, doer, nothing_here, unless_done
from tracker.office.purchases import Seen, names_for, seen

STEPS = ("contract", "delivery", "acceptance", "payment")


@office.route("/purchases/<int(max=2147483647):purchase_id>/documents", methods=["GET", "POST"])
def purchases_documents(purchase_id: int) -> Any:
    """What is attached, and one more document."""
    found = seen(purchase_id)
    whole = trail.trail(db.session(), purchase_id) or nothing_here()
    form = DocumentForm()
    form.step.choices = _steps(whole, found)
    if form.validate_on_submit() and _attached(form, purchase_id):
        flash(_("The document is attached. Everybody sees that it is there."))
        return _to_documents(purchase_id)
    return answer(
        "office/purchases/documents.html",
        form,
        purchase=found.purchase,
        called=names_for(found.purchase),
        documents=documents.of_purchase(db.session(), purchase_id),
        words=paper_words,
        may_attach=found.schools is None or len(form.step.choices) > 0,
        may_withdraw=may(actor(), Act.WITHDRAW_DOCUMENT, found.purchase.place),
    )


def _steps(whole: Trail, found: Seen) -> list[tuple[str, str]]:
    """What a document may belong to: to a school's people only what came to their school."""
    mine = {
        delivery.id
        for contract in found.purchase.contracts
        for delivery in contract.deliveries
        if found.mine({line.school for line in delivery.lines})
    }
    came = [
        *(
            (f"delivery:{one.id}", _("Waybill: %(number)s", number=one.waybill))
            for one in whole.deliveries
            if one.id in mine
        ),
        *(
            (f"acceptance:{one.id}", _("Acceptance act: %(number)s", number=one.number))
            for one in whole.acceptances
            if one.delivery_id in mine
        ),
    ]
    if found.schools is not None:
        return came
    contracts = [
        (f"contract:{one.id}", _("Contract: %(number)s", number=one.number))
        for one in whole.contracts
    ]
    payments = [
        (f"payment:{one.id}", _("Payment document: %(number)s", number=one.document))
        for one in whole.payments
    ]
    return [("", _("the purchase as a whole")), *contracts, *came, *payments]


def _step(chosen: str) -> Step:
    name, _colon, number = chosen.partition(":")
    return Step(**{name: int(number)}) if name in STEPS else Step()


def _attached(form: DocumentForm, purchase_id: int) -> Any:
    files = evidence.paper(form.file)
    if not files:
        return False
    values = DocumentValues(
        form.kind.data,
        files[0],
        title=form.title.data,
        number=form.number.data,
        on=form.on.data,
        withheld=form.withheld.data,
    )
    step = _step(form.step.data or "")
    return perform(form, acts.attach_document, purchase_id, values, step=step)


@office.route("/documents/<int(max=2147483647):document_id>/withdraw", methods=["GET", "POST"])
def documents_withdraw(document_id: int) -> Any:
    """Withdraw a document that does not belong here; it stays listed."""
    purchase_id, one = documents.one(db.session(), document_id) or nothing_here()
    purchase = seen(purchase_id).purchase
    doer(Act.WITHDRAW_DOCUMENT, purchase.place)
    if one.withdrawn_on is not None:
        unless_done(url_for(".purchases_documents", purchase_id=purchase_id))
        nothing_here()
    form = WithdrawForm()
    if form.validate_on_submit() and perform(
        form, acts.withdraw_document, document_id, reason=form.reason.data
    ):
        flash(_("The document is withdrawn. It stays listed, with the reason."))
        return _to_documents(purchase_id)
    return answer(
        "office/purchases/withdraw.html",
        form,
        purchase=purchase,
        called=names_for(purchase),
        one=one,
        words=paper_words,
    )


def _to_documents(purchase_id: int) -> Response:
    return redirect(url_for(".purchases_documents", purchase_id=purchase_id), 303)
