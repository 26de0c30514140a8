"""A purchase: its money from the resolution to the last payment, and what came of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, current_app, url_for
from flask_babel import gettext

from budgets.reports import figures as money
from core import clock
from core.words import Words
from oversight.reports import flags as looked
from procurement.reports import frameworks, leaves
from procurement.reports import trail as reports
from procurement.reports.frameworks import Framework
from procurement.reports.trail_parts import ContractPart, Trail
from register import reports as register
from tracker import bid_words, flags, paper_words, principles
from tracker.extensions import db
from tracker.names import Names, status
from tracker.public import (
    amendments,
    bids,
    flag_beside,
    price_reasons,
    purchase_money,
    purchase_papers,
    purchase_plan,
    voices,
)
from tracker.public import frameworks as framework_pages
from tracker.public.findings import of_purchase as findings_of
from tracker.public.guidance import for_requirements
from tracker.public.offers import Shown, offer
from tracker.public.offers import money as told
from tracker.public.steps import Step, record, steps
from tracker.supplier_words import listed_when_chosen, period
from tracker.tables import Cell, Column, Table

NUMBER = "<int(max=2147483647):number>"
TABLES = (
    *("lines", "shares", "fundings", "changes", "price_reasons", "bids", "lots"),
    *("ceilings", "call_offs", "reports", *purchase_papers.NAMES),
)


def _scope(number: int) -> str:
    country: str = current_app.config["TRACKER"].country
    return reports.holder(db.session, number) or country


@offer(f"/purchases/{NUMBER}", scope=_scope, tables=TABLES)
def purchase(number: int) -> Shown:
    """A purchase from the plan on; a draft is nobody's business yet."""
    trail = reports.trail(db.session, number)
    if trail is None:
        abort(404)
    return describe(trail, "public/purchase.html")


def describe(trail: Trail, template: str, *, private: bool = False, **facts: Any) -> Shown:
    """All that a page tells of a purchase; for a council with the flags that only councils see."""
    names = Names()
    lines = money.lines(db.session, [line for line, _ in trail.fundings])
    spots = register.trail(db.session, trail.place)
    papers = purchase_papers.papers(trail.id)
    way = steps(trail, lines, clock.today(), _reason_of_end(trail), papers.commissions)
    beneficiaries = {line.beneficiary for line in lines.values()}
    schools = register.names(db.session, {one.school for one in trail.shares} | beneficiaries)
    requirements = tuple(dict.fromkeys(code for line in trail.lines for code, _ in line.covers))
    cards = looked.cards(db.session(), trail.id, clock.today(), private=private)
    safe = principles.shown(db.session(), trail.id, cards)
    framework = frameworks.of_purchase(db.session, trail.id) if trail.kind == "framework" else None
    return Shown(
        template,
        f"purchase-{trail.id}",
        head=_head(trail, way, framework, in_kind=purchase_money.in_kind(trail, lines))
        | {"flags": flags.records(cards), "principles": principles.records(safe)},
        facts={
            "whole": trail,
            "way": way,
            "called": names,
            "trail": spots,
            "holder": spots[-1] if spots else None,
            "requirements": requirements,
            "guidance": for_requirements(requirements),
            **flag_beside.facts(trail, flags.shown(cards, private=private), spots),
            "safe": safe,
            **_more(trail, framework, papers),
            **purchase_plan.facts(trail),
            **facts,
        },
        tables=(
            _lines(trail, names),
            _shares(trail, names, schools),
            purchase_money.table(trail, names, lines, schools),
            *_beside(trail, schools),
            *framework_pages.tables(framework, names),
            *purchase_papers.tables(papers, schools),
        ),
    )


def _more(
    trail: Trail, framework: Framework | None, papers: purchase_papers.Papers
) -> dict[str, Any]:
    """How far it has come, its framework or what it was called off from, and its papers."""
    return {
        "standing": status(trail.status),
        "stage_words": _stage(trail),
        "agreement": framework,
        "called_from": framework_pages.called_from(trail),
        "papers": papers,
        "paper_words": paper_words,
        "listed": listed_when_chosen(trail),
        "period": period,
        "found": findings_of(trail.id),
        **voices.of_purchase(trail),
    }


def _beside(trail: Trail, schools: dict[str, Words]) -> tuple[Table, ...]:
    """What changed, whose price is explained, who offered what, in which lots."""
    return (
        amendments.table(trail.amendments, {line.id: line.title for line in trail.lines}, schools),
        price_reasons.table(trail),
        bids.bids(trail),
        bids.lots(trail),
        voices.reports_table(trail, schools),
    )


def _reason_of_end(trail: Trail) -> str | None:
    """Why it was cancelled or closed, if it was."""
    if trail.status not in ("cancelled", "closed"):
        return None
    return leaves.reason_of_end(db.session, trail.id)


def _head(
    trail: Trail, way: Sequence[Step], framework: Framework | None, *, in_kind: bool
) -> dict[str, Any]:
    """A purchase for programs, beside its tables."""
    return {
        "id": trail.id,
        "framework": framework_pages.record(framework),
        "title": trail.title,
        "title_language": trail.language,
        "place": trail.place,
        "year": trail.year,
        "status": trail.status,
        "stage": trail.stage,
        "method": trail.method,
        "method_ground": trail.method_ground,
        "plan_line": trail.plan_line_id,
        "outside_plan": trail.outside_plan,
        "edition": trail.edition,
        "planned": told(trail.amount),
        "committed": told(trail.committed),
        "accepted": told(trail.accepted),
        "paid": told(trail.paid),
        "withheld": told(trail.withheld),
        "refund_due": told(trail.refund_due),
        "free": told(trail.amount - trail.committed),
        "kind": trail.kind or "purchase",
        "due_on": trail.due.isoformat() if trail.due else None,
        "in_kind": in_kind,
        "steps": [record(step) for step in way],
        "contracts": [_contract(contract) for contract in trail.contracts],
    }


def _stage(trail: Trail) -> tuple[str, str] | None:
    """How far what is under contract has come, in words, and the kind of its tag."""
    if trail.stage is None:
        return None
    kinds = {"paid": "good", "accepted": "good", "refused": "bad"}
    return bid_words.stages()[trail.stage], kinds.get(trail.stage, "wait")


def _contract(contract: ContractPart) -> dict[str, Any]:
    return {
        "number": contract.number,
        "signed_on": contract.signed_on.isoformat(),
        "due_on": contract.due_on.isoformat(),
        "amount": told(contract.amount),
        "amendments": contract.amendments,
        "terminated_on": contract.terminated_on.isoformat() if contract.terminated_on else None,
        "terminated_by": contract.terminated_by,
        "supplier_id": contract.supplier_id,
        "supplier": contract.supplier,
    }


def _lines(trail: Trail, names: Names) -> Table:
    """What is bought, at which price, planned and agreed."""
    return Table(
        "lines",
        gettext("What is bought"),
        (
            Column("title", gettext("What")),
            Column("quantity", gettext("How much"), "quantity"),
            Column("unit", gettext("Unit")),
            Column("unit_price", gettext("Price, planned"), "som"),
            Column("agreed_price", gettext("Price, by contract"), "som"),
            Column("planned", gettext("Planned"), "som"),
            Column("committed", gettext("In contracts"), "som"),
            Column("requirement", gettext("Requirement")),
            Column("item_code", gettext("Item code"), hidden=True),
            Column("vat_rate", gettext("VAT, percent"), hidden=True),
        ),
        tuple(
            (
                Cell(line.title, lang=trail.language),
                line.quantity,
                names.unit(line.unit),
                line.unit_price,
                line.agreed_price,
                line.amount,
                line.agreed,
                Cell(line.requirement, href=url_for("public.requirement", code=line.requirement)),
                line.item_code,
                line.vat_rate,
            )
            for line in trail.lines
        ),
    )


def _shares(trail: Trail, names: Names, schools: Mapping[str, Words]) -> Table:
    """Which school gets how much, and what of it has come."""
    lines = {line.id: line for line in trail.lines}
    several = len(lines) > 1
    return Table(
        "shares",
        gettext("For which schools"),
        (
            Column("name", gettext("School")),
            Column("school", gettext("Code"), hidden=True),
            Column("line", gettext("What"), hidden=not several),
            Column("quantity", gettext("How much"), "quantity"),
            Column("unit", gettext("Unit")),
            Column("planned", gettext("Planned"), "som"),
            Column("came", gettext("Has come"), "quantity"),
            Column("accepted", gettext("Accepted"), "quantity"),
            Column("missing", gettext("Has not come"), "quantity"),
        ),
        tuple(
            (
                Cell(
                    schools.get(share.school, Words(share.school)),
                    href=url_for("public.school", code=share.school, year=trail.year),
                ),
                share.school,
                lines[share.line].title,
                share.quantity,
                names.unit(lines[share.line].unit),
                share.amount,
                share.came,
                share.accepted,
                share.missing,
            )
            for share in trail.shares
        ),
    )
