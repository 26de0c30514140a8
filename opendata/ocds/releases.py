"""A purchase as an OCDS release: what it is now, by its last leaf in the journal. Pure.

How each field is filled is in docs/data.md.
"""

from datetime import date
from typing import Any

from core.fiscal import year_end
from core.words import Words
from opendata.literals import clean, day, filled, moment
from opendata.ocds import bidding, contracting, items, papers, parties
from opendata.ocds.cases import Case, Rows
from opendata.ocds.publishing import Publisher
from register import profile

TENDER = {
    "planned": "planned",
    "announced": "active",
    "opened": "active",
    "failed": "unsuccessful",
    "awarded": "complete",
    "contracted": "complete",
    "closed": "complete",
    "cancelled": "cancelled",
}
"""Our standing of a purchase → tender.status."""


def release(case: Case, by: Publisher) -> dict[str, Any]:
    """The release of a purchase; its number is the leaf it was made from, its date that leaf's."""
    bought, ocid = case.purchase, by.ocid(case.purchase.id)
    return filled(
        ocid=ocid,
        id=f"{ocid}-{case.changed.leaf}",
        date=moment(case.changed.at),
        tag=tags(case),
        initiationType="tender",
        language=bought.language,
        parties=parties.parties(case, by),
        buyer=parties.holder(bought.place, bought.language, by),
        planning=_planning(case, by),
        tender=_tender(case, by),
        bids=bidding.bids(case, by) or None,
        awards=contracting.awards(case, by),
        contracts=contracting.contracts(case, by),
        relatedProcesses=_framework(case, by),
    )


def tags(case: Case) -> list[str]:
    """Which stages the release tells of, by what the purchase has come to."""
    status = case.purchase.status
    carried_out = case.deliveries or case.acceptances or case.payments
    told = {
        "planning": True,
        "tender": case.purchase.announced_on is not None or bool(case.awards),
        "award": bool(case.awards) and status != "cancelled",
        "contract": bool(case.contracts),
        "implementation": bool(carried_out),
        "tenderCancellation": status == "cancelled",
        "awardCancellation": status == "cancelled" and bool(case.awards),
        "contractTermination": status == "closed"
        or any(one.terminated_on is not None for one in case.contracts),
    }
    return [tag for tag, is_told in told.items() if is_told]


def _framework(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """Of a call-off, the framework agreement it was called off from."""
    if case.purchase.framework is None:
        return []
    framework = {
        "id": "1",
        "relationship": ["framework"],
        "scheme": "ocid",
        "identifier": by.ocid(case.purchase.framework),
        "uri": by.page(f"purchases/{case.purchase.framework}"),
    }
    return [framework]


def _planning(case: Case, by: Publisher) -> dict[str, Any]:
    language = case.purchase.language
    needs = dict.fromkeys(line.requirement for line in case.lines)
    told = [f"{code}: {by.names.requirement(code).told(language)[0]}" for code in needs]
    return filled(rationale="; ".join(told), budget=_budget(case, by), documents=_planned(case, by))


def _planned(case: Case, by: Publisher) -> list[dict[str, Any]]:
    """The line of the annual plan the purchase follows; none of one outside the plan."""
    bought = case.purchase
    if bought.plan_line_id is None:
        return []
    anchor = f"places/{bought.place}/{bought.year}/plan#line-{bought.plan_line_id}"
    return [
        filled(
            id=f"plan-line-{bought.plan_line_id}",
            documentType="procurementPlan",
            title=clean(bought.plan_title),
            url=by.page(anchor),
            datePublished=day(bought.plan_on),
            format="text/html",
            language=bought.language,
        )
    ]


def _rationale(case: Case, by: Publisher) -> str | None:
    """Why it goes without competition: the ground by name, then the buyer's own words."""
    bought = case.purchase
    method = by.names.methods.get(bought.method)
    on = bought.planned_on or bought.announced_on or case.changed.at.date()
    ground = profile.load().ground(bought.method_ground, method.law, on) if method else None
    named = _told(ground.names, bought.language) if ground else None
    return ". ".join(part for part in (named, clean(bought.method_reason)) if part) or None


def _budget(case: Case, by: Publisher) -> dict[str, Any]:
    """The budget lines that pay: each with its sum and its codes, which the FDP files use too."""
    bought = case.purchase
    lines = case.fundings
    return filled(
        id=str(lines[0].id) if len(lines) == 1 else None,
        description=by.names.category(bought.category).told(bought.language)[0],
        amount=by.value(bought.amount),
        budgetBreakdown=_breakdown(lines, bought.language, by),
    )


def _breakdown(lines: Rows, language: str, by: Publisher) -> list[dict[str, Any]]:
    return [
        {
            "id": str(line.id),
            "description": _told(by.names.purse(line.source, line.carried), language),
            "amount": by.value(line.amount),
            "period": _year(line.year),
            "sourceParty": parties.holder(line.holder, language, by),
            "classifications": filled(
                fiscal_year=str(line.year),
                budget_line_id=str(line.id),
                admin_code=line.holder,
                unit_code=line.beneficiary,
                program_code=line.category,
                subprogram_code=line.requirement,
                econ_code=line.code,
                fund_code=line.source,
                carried_over="true" if line.carried else "false",
            ),
        }
        for line in lines
    ]


KINDS = {
    "framework": Words("Алкактык макулдашуу", "Рамочное соглашение", "Framework agreement"),
    "call_off": Words("Алкактан чакыруу", "Заказ по рамочному соглашению", "Call-off"),
}
"""Purchases that are not bought the ordinary way, as their method is told in words."""


def _method(bought: Any, by: Publisher) -> str:
    method = by.names.methods.get(bought.method)
    told = _told(method.names, bought.language) if method else str(bought.method)
    kind = KINDS.get(bought.kind)
    return f"{told}; {_told(kind, bought.language)}" if kind else told


def _told(words: Words, language: str) -> str:
    return words.told(language)[0]


def _year(year: int) -> dict[str, Any]:
    return {"startDate": day(date(year, 1, 1)), "endDate": day(year_end(year), end=True)}


def _tender(case: Case, by: Publisher) -> dict[str, Any]:
    bought = case.purchase
    method = by.names.methods.get(bought.method)
    status = TENDER[bought.status]
    return filled(
        id=str(bought.id),
        title=clean(bought.title),
        status=status,
        procuringEntity=parties.holder(bought.place, bought.language, by),
        value=by.value(bought.amount),
        procurementMethod=method.ocds if method else None,
        procurementMethodDetails=_method(bought, by),
        procurementMethodRationale=_rationale(case, by),
        tenderPeriod=filled(startDate=day(bought.announced_on)),
        contractPeriod=filled(endDate=day(bought.due_on, end=True)),
        numberOfTenderers=bidding.number_of_tenderers(case),
        tenderers=bidding.tenderers(case, by),
        lots=bidding.lots(case, status, by),
        items=items.planned(case, by),
        documents=papers.of_tender(case, by),
    )
