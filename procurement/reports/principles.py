"""The principles of safe procurement: of a purchase with the facts, of places and schools."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, func, or_, select
from sqlalchemy.orm import Session

from procurement.models import (
    Acceptance,
    Contract,
    Covers,
    Document,
    PrincipleTotal,
    Purchase,
    PurchaseLine,
)
from procurement.principles import PRINCIPLES, Facts, LineFacts, Paper
from procurement.rules import NEVER_BOUGHT, PUBLIC
from standard.models import Requirement

COUNTED = tuple(status for status in PUBLIC if status not in NEVER_BOUGHT)
"""A purchase given up or failed buys nothing: no principle is asked of it."""
PAPERS = ("specification", "contract", "acceptance_act")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many purchases meet a principle, do not, and of how many it cannot be said."""

    principle: str
    met: int
    not_met: int
    cannot_say: int

    @property
    def said(self) -> int:
        """Of how many it can be said."""
        return self.met + self.not_met

    @property
    def all(self) -> int:
        """How many purchases there are."""
        return self.said + self.cannot_say


def of_scope(session: Session, scope: str, year: int) -> tuple[Counts, ...]:
    """Of all purchases on the page of a place or school and year, by principle in their order.

    One statement by the key, whatever lies within. Empty where there is no purchase.
    """
    of = PrincipleTotal
    rows = session.execute(
        select(of.principle, of.met, of.not_met, of.cannot_say).where(
            of.scope == scope, of.year == year
        )
    )
    found = [Counts(*row) for row in rows]
    return tuple(
        sorted((one for one in found if one.all), key=lambda one: PRINCIPLES.index(one.principle))
    )


def kept_of(counts: Iterable[Counts]) -> tuple[int, int]:
    """Over all principles and purchases: how often one is met, of how often it can be said."""
    told = tuple(counts)
    return sum(one.met for one in told), sum(one.said for one in told)


def of_purchase(session: Session, purchase: int) -> Facts | None:
    """The facts of one purchase, a draft too; None of one given up. What they come to, for all
    principles but the price, tells `procurement.principles.states`."""
    wanted = select(Purchase.id).where(Purchase.id == purchase)
    return facts(session, wanted, ("draft", *COUNTED)).get(purchase)


def facts(
    session: Session, wanted: Select[Any], statuses: Collection[str] = COUNTED
) -> dict[int, Facts]:
    """The facts of each purchase that `wanted` selects the id of and that stands in one of these
    statuses: four statements in all."""
    lines = _lines(session, wanted, statuses)
    documents = _documents(session, wanted)
    contracts, acceptances = _contracts(session, wanted), _acceptances(session, wanted)
    found = {}
    for purchase, of_purchase in lines.items():
        shown = documents.get(purchase, ())
        acts = acceptances.get(purchase, ())
        papers = [
            *(
                Paper("contract", one.number, _has(shown, one))
                for one in contracts.get(purchase, ())
            ),
            *(Paper("acceptance_act", one.number, _has_act(shown, one)) for one in acts),
        ]
        found[purchase] = Facts(
            lines=tuple(of_purchase),
            specification=any(one.kind == "specification" for one in shown),
            checks=tuple(_check(one) for one in acts),
            papers=tuple(papers),
        )
    return found


def _has(shown: Iterable[Any], contract: Any) -> bool:
    """Is the contract itself there to be opened: at its step, or at the purchase as a whole?"""
    return any(
        one.kind == "contract" and one.is_public and one.contract_id in (None, contract.id)
        for one in shown
    )


def _has_act(shown: Iterable[Any], act: Any) -> bool:
    """Is the act there to be opened: at itself, or at the delivery it is about?"""
    return any(
        one.kind == "acceptance_act"
        and one.is_public
        and (one.acceptance_id or act.id) == act.id
        and one.delivery_id == act.delivery_id
        for one in shown
    )


def _check(act: Any) -> bool | None:
    """Was a parent there? An act that tells no commission tells only that one was."""
    return act.with_parent or (None if act.commission is None else False)


def _lines(
    session: Session, wanted: Select[Any], statuses: Collection[str]
) -> dict[int, list[LineFacts]]:
    """The lines of each purchase, in order."""
    of = PurchaseLine
    tied = exists(
        select(Covers.id)
        .join(Requirement, Requirement.code == Covers.requirement)
        .where(Covers.line_id == of.id, Requirement.edition_id == Purchase.edition_id)
        .correlate(of, Purchase)
    )
    needed = or_(of.certificates.is_not(None), of.certificates_needed == "no")
    rows = session.execute(
        select(
            of.purchase_id,
            of.position,
            of.amount,
            tied.label("tied"),
            func.coalesce(needed, False).label("certified"),
            of.criteria,
            of.local,
            of.green,
            of.upkeep,
        )
        .join(Purchase, Purchase.id == of.purchase_id)
        .where(of.purchase_id.in_(wanted), Purchase.status.in_(statuses))
        .order_by(of.purchase_id, of.position)
    )
    found: dict[int, list[LineFacts]] = {}
    for row in rows:
        found.setdefault(row.purchase_id, []).append(LineFacts(*row[1:]))
    return found


def _documents(session: Session, wanted: Select[Any]) -> dict[int, list[Any]]:
    """The papers that matter here and were not withdrawn."""
    of = Document
    return _by_purchase(
        session.execute(
            select(of.purchase_id, of.kind, of.is_public)
            .add_columns(of.contract_id, of.delivery_id, of.acceptance_id)
            .where(of.purchase_id.in_(wanted), of.withdrawn_on.is_(None), of.kind.in_(PAPERS))
        )
    )


def _contracts(session: Session, wanted: Select[Any]) -> dict[int, list[Any]]:
    return _by_purchase(
        session.execute(
            select(Contract.purchase_id, Contract.id, Contract.number)
            .where(Contract.purchase_id.in_(wanted))
            .order_by(Contract.id)
        )
    )


def _acceptances(session: Session, wanted: Select[Any]) -> dict[int, list[Any]]:
    of = Acceptance
    return _by_purchase(
        session.execute(
            select(Contract.purchase_id, of.id, of.number, of.delivery_id)
            .add_columns(of.with_parent, of.commission)
            .join(Contract, Contract.id == of.contract_id)
            .where(Contract.purchase_id.in_(wanted))
            # What was given back or entered by mistake is no check of goods.
            .where(of.kind.is_(None), of.is_reversed.is_(False))
            .order_by(of.id)
        )
    )


def _by_purchase(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.purchase_id, []).append(row)
    return found
