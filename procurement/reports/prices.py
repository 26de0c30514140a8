"""What comparable purchases cost: one thing, one unit, one region, one period, and how many."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median, quantiles
from typing import Any

from sqlalchemy import Row, Select, Subquery, func, select
from sqlalchemy.orm import Session

from core.money import TYIYN
from core.words import folded
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Contract,
    ContractLine,
    Covers,
    DeliveryLine,
    Price,
    PurchaseLine,
)
from register import units
from standard.norms import norms

ENOUGH = 5
"""Fewer comparable purchases than this are too few to compare: a default of ours, no norm."""
MONTHS = 24
"""How far back purchases are compared: a default of ours, no norm."""


@dataclass(frozen=True, slots=True)
class Comparable:
    """One accepted contract line: what one unit of the requirement cost in it, som.

    `purchase` is the one it belongs to, `first_on` and `last_on` the days of its acceptance acts.
    """

    requirement: str
    place: str
    item_code: str | None
    unit: str
    price: Decimal
    purchase: int = 0
    first_on: date = date.min
    last_on: date = date.max


@dataclass(frozen=True, slots=True)
class Compared:
    """The spread of comparable prices, som to the tyiyn, of one thing in one unit."""

    count: int
    low: Decimal
    median: Decimal
    high: Decimal
    item_code: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class PriceCard:
    """The price a gap is reckoned with. `kind` as procurement.models.Price tells."""

    requirement: str
    kind: str
    amount: Decimal
    lot: int
    count: int
    low: Decimal | None
    high: Decimal | None
    item_code: str | None
    unit: str | None
    since: date | None
    until: date | None
    standing: str | None


def accepted(
    session: Session,
    since: date,
    requirements: Collection[str] | None = None,
    item_codes: Collection[str] | None = None,
) -> list[Comparable]:
    """What was accepted from `since` on towards each requirement, or those and the items named.

    One row for each contract line of which something was accepted: what all that was accepted of
    it is worth, by what that covers. What never came has no part in it, nor what costs less than
    a tyiyn: that is no price. What is answered by a value has no pieces to price: the som spent on
    meals do not tell what it costs to keep their norm. Its remedy has an editor's price or none.
    """
    taken = _taken(since, requirements)
    query = (
        select(
            Covers.requirement,
            Contract.place,
            PurchaseLine.item_code,
            PurchaseLine.unit,
            taken.c.amount,
            taken.c.quantity,
            PurchaseLine.quantity.label("whole"),
            Covers.quantity.label("covered"),
            PurchaseLine.purchase_id,
            taken.c.first_on,
            taken.c.last_on,
        )
        .select_from(ContractLine)
        .join(taken, taken.c.line == ContractLine.id)
        .join(PurchaseLine, PurchaseLine.id == ContractLine.purchase_line_id)
        .join(Covers, Covers.line_id == PurchaseLine.id)
        .join(Contract, Contract.id == ContractLine.contract_id)
    )
    counted = counted_in_pieces(session)
    if requirements is not None:
        counted &= set(requirements)
    query = query.where(Covers.requirement.in_(counted))
    if item_codes is not None:
        query = query.where(PurchaseLine.item_code.in_(item_codes))
    found = map(_comparable, session.execute(query))
    return [one for one in found if one.price > 0]


def _taken(since: date, requirements: Collection[str] | None) -> Subquery:
    """What was accepted of each contract line of which anything was accepted from `since` on."""
    recent = (
        select(DeliveryLine.contract_line_id)
        .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(Acceptance.on >= since, AcceptanceLine.accepted > 0)
    )
    if requirements is not None:
        recent = recent.where(DeliveryLine.contract_line_id.in_(_towards(requirements)))
    return (
        select(
            DeliveryLine.contract_line_id.label("line"),
            func.sum(AcceptanceLine.amount).label("amount"),
            func.sum(AcceptanceLine.accepted).label("quantity"),
            func.min(Acceptance.on).label("first_on"),
            func.max(Acceptance.on).label("last_on"),
        )
        .join(AcceptanceLine, AcceptanceLine.delivery_line_id == DeliveryLine.id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .where(DeliveryLine.contract_line_id.in_(recent), AcceptanceLine.accepted != 0)
        .group_by(DeliveryLine.contract_line_id)
        .having(func.sum(AcceptanceLine.accepted) > 0)  # what went back is bought no longer
        .subquery("taken")
    )


def counted_in_pieces(session: Session) -> set[str]:
    """The requirements whose price can be compared: those not answered by a value."""
    return {code for code, norm in norms(session).items() if not norm.judged}


def _towards(requirements: Collection[str]) -> Select[Any]:
    """The contract lines that buy something towards one of these requirements."""
    return (
        select(ContractLine.id)
        .join(Covers, Covers.line_id == ContractLine.purchase_line_id)
        .where(Covers.requirement.in_(requirements))
    )


def _comparable(row: Row) -> Comparable:
    """A line over two requirements is told whole for each: its price buys both."""
    return Comparable(
        row.requirement,
        row.place,
        row.item_code,
        unit_of(row.unit),
        price_of_one(row.amount, row.quantity, row.whole, row.covered),
        row.purchase_id,
        row.first_on,
        row.last_on,
    )


def price_of_one(amount: Decimal, quantity: Decimal, whole: Decimal, covered: Decimal) -> Decimal:
    """Som for one unit of a requirement: `amount` paid for `quantity` of a line's `whole`, all of
    which covers `covered`."""
    return _tyiyn(amount * whole / (quantity * covered))


def unit_of(text: str) -> str:
    """A unit as things are known apart by it: its base unit, however it was written; a unit that
    is in no list by its plain text. Som is for one unit of the requirement: nothing is converted.
    """
    measure = units.read(text)
    return measure.unit.base if measure else folded(text)[:40]


def _tyiyn(amount: Decimal) -> Decimal:
    return amount.quantize(TYIYN, rounding=ROUND_HALF_UP)


def compared(found: Iterable[Comparable]) -> Compared | None:
    """The spread of the thing most often bought among these; None when it is fewer than ENOUGH.

    Only the same item code in the same unit is compared. Pure.
    """
    code, unit, prices = most_alike(found)
    if len(prices) < ENOUGH:
        return None
    low, _, high = quantiles(prices, n=4, method="inclusive")
    return Compared(
        len(prices), _tyiyn(low), _tyiyn(median(prices)), _tyiyn(high), code or None, unit
    )


def most_alike(found: Iterable[Comparable]) -> tuple[str, str, list[Decimal]]:
    """Item code, unit and prices of the thing most often bought among these. Pure."""
    alike: dict[tuple[str, str], list[Decimal]] = {}
    for one in found:
        alike.setdefault((one.item_code or "", one.unit), []).append(one.price)
    most = max(alike.items(), key=lambda item: (len(item[1]), item[0]), default=None)
    return (*most[0], most[1]) if most else ("", "", [])


CARD: tuple[Any, ...] = (
    Price.requirement,
    Price.kind,
    Price.amount,
    Price.lot,
    Price.count,
    Price.low,
    Price.high,
    Price.item_code,
    Price.unit,
    Price.since,
    Price.until,
    Price.standing,
)
"""The columns of a PriceCard, in its order."""


def of_region(session: Session, region: str) -> Mapping[str, PriceCard]:
    """The prices of the last comparison in a region, by requirement."""
    rows = session.execute(select(*CARD).where(Price.region == region))
    return {row.requirement: PriceCard(*row) for row in rows}


def of_regions(session: Session) -> Mapping[tuple[str, str], PriceCard]:
    """All prices of the last comparison, by region and requirement."""
    rows = session.execute(select(*CARD, Price.region))
    return {(row.region, row.requirement): PriceCard(*row[:-1]) for row in rows}


def of_requirement(session: Session, requirement: str) -> Mapping[str, PriceCard]:
    """The prices of one requirement by the last comparison, by region."""
    rows = session.execute(select(*CARD, Price.region).where(Price.requirement == requirement))
    return {row.region: PriceCard(*row[:-1]) for row in rows}
