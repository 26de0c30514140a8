"""Awards, contracts, and what came of them: deliveries, acceptances, payments. Pure."""

from typing import Any

from opendata.literals import clean, day, filled
from opendata.ocds import items, papers, parties
from opendata.ocds.cases import Case
from opendata.ocds.publishing import Publisher


def awards(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """Who was chosen, and why."""
    cancelled = case.purchase.status == "cancelled"
    return [
        filled(
            id=str(award.id),
            title=clean(case.purchase.title),
            description=clean(award.reason),
            status="cancelled" if cancelled else "active",
            date=day(award.on),
            value=by.value(award.amount),
            suppliers=[parties.seller(case, award.supplier, by)],
            items=items.awarded(case, by),
            documents=papers.of_award(case, by) if award is case.awards[-1] else None,
        )
        for award in case.awards
    ]


def contracts(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """What was agreed and carried out. A closed purchase ends its contracts, in good or bad."""
    return [
        filled(
            id=str(row.id),
            awardID=str(row.award),
            title=clean(f"№ {row.number.removeprefix('№').strip()}"),
            status="terminated" if case.purchase.status == "closed" else "active",
            period={"startDate": day(row.signed_on), "endDate": day(row.due_on, end=True)},
            value=by.value(row.amount),
            dateSigned=day(row.signed_on),
            items=items.agreed(case, row.id, by),
            advanceLimit=by.value(row.advance_limit) if row.advance_limit else None,
            releasedValue=by.value(row.released) if row.released else None,
            milestones=[_due(case, row)],
            amendments=_amendments(case, row.id, by),
            documents=papers.of_contract(case, row.id, by),
            implementation=_implementation(case, row, by),
        )
        for row in case.contracts
    ]


def _due(case: Case, contract: Any) -> dict[str, Any]:
    """The day all has to have come by. Whether it is late is for the reader's own clock to say."""
    status = "scheduled"
    if case.purchase.status == "closed":
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
            *(_delivery(one) for one in case.deliveries if one.contract == contract.id),
            *(_acceptance(one, by) for one in case.acceptances if one.contract_id == contract.id),
        ],
    )


def _transaction(case: Case, contract: Any, payment: Any, by: Publisher) -> dict[str, Any]:
    """Money that moved; a refund goes the other way, from the supplier to the holder."""
    pays = parties.holder(case.purchase.place, case.purchase.language, by)
    sells = parties.seller(case, contract.supplier, by)
    back = payment.kind == "refund"
    return filled(
        id=str(payment.id),
        kind=payment.kind,
        document=clean(payment.document),
        date=day(payment.on),
        value=by.value(payment.amount),
        payer=sells if back else pays,
        payee=pays if back else sells,
        rationale=clean(payment.reason),
        uri=by.page(f"purchases/{case.purchase.id}"),
    )


def _delivery(delivery: Any) -> dict[str, Any]:
    return filled(
        id=f"delivery-{delivery.id}",
        title=clean(delivery.waybill),
        type="delivery",
        dateMet=day(delivery.on),
        status="met",
    )


def _acceptance(act: Any, by: Publisher) -> dict[str, Any]:
    """An acceptance act: "partially met" where any part was refused, "not met" where all was."""
    status = "partiallyMet" if act.refused else "met"
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
