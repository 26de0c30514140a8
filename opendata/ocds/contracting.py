"""Awards, contracts, and what came of them: deliveries, acceptances, payments. Pure."""

from typing import Any

from opendata.literals import clean, day, filled
from opendata.ocds import bidding, items, papers, parties
from opendata.ocds.cases import Case
from opendata.ocds.publishing import Publisher


def awards(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """Who was chosen, for which lot, and why."""
    given_up = {lot.id for lot in case.lots if lot.status == "given_up"}
    signed = {contract.award for contract in case.contracts}
    whole = case.purchase.status == "cancelled"
    return [
        filled(
            id=str(award.id),
            title=clean(case.purchase.title),
            description=clean(award.reason),
            status=(
                "cancelled"
                if whole or (award.lot_id in given_up and award.id not in signed)
                else "active"
            ),
            date=day(award.on),
            value=by.value(award.amount),
            suppliers=[parties.seller(case, award.supplier, by)],
            items=items.awarded(case, award.lot_id, by),
            documents=papers.of_award(case, by) if award is case.awards[-1] else None,
            relatedLots=bidding.related(award.lot_id),
            relatedBids=None if award.bid_id is None else [str(award.bid_id)],
        )
        for award in case.awards
    ]


def contracts(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """What was agreed and carried out. A closed purchase ends its contracts, in good or bad; some
    ended before."""
    return [
        filled(
            id=str(row.id),
            awardID=str(row.award),
            title=clean(f"№ {row.number.removeprefix('№').strip()}"),
            status="terminated" if _over(case, row) else "active",
            period={"startDate": day(row.signed_on), "endDate": day(row.due_on, end=True)},
            value=by.value(row.amount) if row.ceiling is None else None,
            dateSigned=day(row.signed_on),
            items=items.agreed(case, row.id, by),
            advanceLimit=by.value(row.advance_limit) if row.advance_limit else None,
            releasedValue=by.value(row.released) if row.released else None,
            termination=_termination(row),
            withheldValue=by.value(row.withheld) if row.withheld else None,
            ceilingValue=by.value(row.ceiling) if row.ceiling is not None else None,
            calledValue=by.value(row.called) if row.ceiling is not None else None,
            milestones=[_due(case, row)] if row.ceiling is None else [],
            amendments=_amendments(case, row.id, by),
            documents=papers.of_contract(case, row.id, by),
            implementation=_implementation(case, row, by),
        )
        for row in case.contracts
    ]


def _over(case: Case, contract: Any) -> bool:
    """Is nothing more to come of a contract: is its purchase closed, or was it ended early?"""
    return case.purchase.status == "closed" or contract.terminated_on is not None


def _termination(contract: Any) -> dict[str, Any] | None:
    """The end of a contract before its time."""
    if contract.terminated_on is None:
        return None
    return filled(
        date=day(contract.terminated_on),
        endedBy=contract.terminated_by,
        rationale=clean(contract.termination_reason),
    )


def _due(case: Case, contract: Any) -> dict[str, Any]:
    """The day all has to have come by. Whether it is late is for the reader's own clock to say."""
    status = "scheduled"
    if _over(case, contract):
        status = "partiallyMet" if contract.released else "met"
        status = "notMet" if contract.released and not contract.accepted else status
    due = {"id": f"due-{contract.id}", "type": "delivery"}
    return {**due, "dueDate": day(contract.due_on, end=True), "status": status}


def _amendments(case: Case, contract: int, by: Publisher) -> list[dict[str, Any]]:
    """Every amendment, with the sum and the day of delivery from then on."""
    return [
        filled(
            id=f"{contract}-{one.number}",
            date=day(one.on),
            rationale=clean(one.reason),
            description=f"{one.amount:f} {by.currency}, {one.due_on}",
            amendedValue=by.value(one.amount),
        )
        for one in case.amendments
        if one.contract == contract
    ]


def _implementation(case: Case, contract: Any, by: Publisher) -> dict[str, Any]:
    return filled(
        documents=papers.of_implementation(case, contract.id, by),
        transactions=[
            _transaction(case, contract, payment, by)
            for payment in case.payments
            if payment.contract == contract.id
        ],
        milestones=[
            *(
                _delivery(one)
                for one in case.deliveries
                if one.contract == contract.id and one.reverses is None
            ),
            *(
                _acceptance(one, by)
                for one in case.acceptances
                if one.contract_id == contract.id and one.kind != "reversal"
            ),
        ],
    )


def _transaction(case: Case, contract: Any, payment: Any, by: Publisher) -> dict[str, Any]:
    """Money that moved; a refund goes the other way, from the supplier to the holder.

    So does what undoes a payment made by mistake: no value is below zero, and who adds up what goes
    one way less what goes the other has what is paid. `reverses` names the mistake.
    """
    pays = parties.holder(case.purchase.place, case.purchase.language, by)
    sells = parties.seller(case, contract.supplier, by)
    undoes = payment.reverses is not None
    back = (payment.kind == "refund") != undoes
    return filled(
        id=str(payment.id),
        kind="reversal" if undoes else payment.kind,
        reverses=str(payment.reverses) if undoes else None,
        document=clean(payment.document),
        date=day(payment.on),
        value=by.value(abs(payment.amount)),
        payer=sells if back else pays,
        payee=pays if back else sells,
        rationale=clean(payment.reason),
        uri=by.page(f"purchases/{case.purchase.id}"),
    )


def _delivery(delivery: Any) -> dict[str, Any]:
    """A delivery; "not met" is one entered by mistake."""
    return filled(
        id=f"delivery-{delivery.id}",
        title=clean(delivery.waybill),
        type="delivery",
        dateMet=None if delivery.is_reversed else day(delivery.on),
        status="notMet" if delivery.is_reversed else "met",
    )


def _acceptance(act: Any, by: Publisher) -> dict[str, Any]:
    """An acceptance act: "partially met" where any part was refused, "not met" where all was.

    "Not met" without a value is one entered by mistake, with a value below zero a return.
    """
    status = "partiallyMet" if act.refused else "met"
    if act.is_reversed:
        mistake = {"id": f"acceptance-{act.id}", "type": "approval", "status": "notMet"}
        return filled(**mistake, title=clean(act.number))
    if act.kind == "return":
        status = "notMet"
    return filled(
        id=f"acceptance-{act.id}",
        title=clean(act.number),
        type="approval",
        description=clean(act.remarks),
        dateMet=day(act.on),
        status="notMet" if act.refused and not act.amount else status,
        acceptedValue=by.value(act.amount),
        withParent=act.with_parent,
    )
