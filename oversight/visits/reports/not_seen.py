"""Bought, accepted for a school, and not there to be seen when a council came."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, Subquery, and_, func, or_, select
from sqlalchemy.orm import Session

from oversight.visits.models import Visit, VisitAnswer
from oversight.visits.rules import POSTS
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    ContractLine,
    Covers,
    DeliveryLine,
    PurchaseLine,
    Share,
)
from register import reports as register
from standard.models import Requirement


@dataclass(frozen=True, slots=True)
class NotSeen:
    """A purchase line and a school: `accepted` until the day of the visit, in the line's unit."""

    purchase: int
    line: int
    title: str
    school: str
    requirement: str
    visit: int
    on: date
    accepted: Decimal


def not_seen(
    session: Session,
    *,
    purchases: Collection[int] | Select[Any] | None = None,
    places: Collection[str] | None = None,
) -> tuple[NotSeen, ...]:
    """By purchase line and school, of the last visit that looked for the requirement: what it did
    not find there ("not seen", or a count of none), though an acceptance of that line for that
    school is older than the visit and was not undone.

    Of these purchases (numbers, or a statement that gives them), or within these places. Posts are
    people and are not in it. What was used up or moved is innocent: the flag says so.
    """
    wanted = purchases if purchases is None or isinstance(purchases, Select) else list(purchases)
    seen = _last_seen(wanted, places)
    none = or_(seen.c.verdict == "not_seen", and_(seen.c.verdict == "differs", seen.c.value == 0))
    accepted = func.sum(AcceptanceLine.accepted).label("accepted")
    statement = (
        select(PurchaseLine.purchase_id, PurchaseLine.id, PurchaseLine.title, AcceptanceLine.school)
        .add_columns(Covers.requirement, seen.c.visit, seen.c.on, accepted)
        .join(DeliveryLine, DeliveryLine.id == AcceptanceLine.delivery_line_id)
        .join(Acceptance, Acceptance.id == AcceptanceLine.acceptance_id)
        .join(ContractLine, ContractLine.id == DeliveryLine.contract_line_id)
        .join(PurchaseLine, PurchaseLine.id == ContractLine.purchase_line_id)
        .join(Covers, Covers.line_id == PurchaseLine.id)
        .join(
            seen,
            and_(
                seen.c.school == AcceptanceLine.school,
                seen.c.requirement == Covers.requirement,
                seen.c.on >= Acceptance.on,
            ),
        )
        .where(seen.c.place_in_line == 1, none)
        .group_by(PurchaseLine.purchase_id, PurchaseLine.id, PurchaseLine.title)
        .group_by(AcceptanceLine.school, Covers.requirement, seen.c.visit, seen.c.on)
        .having(accepted > 0)
        .order_by(PurchaseLine.id, AcceptanceLine.school, Covers.requirement)
    )
    if wanted is not None:
        statement = statement.where(PurchaseLine.purchase_id.in_(wanted))
    return tuple(NotSeen(*row) for row in session.execute(statement))


def _last_seen(
    purchases: list[int] | Select[Any] | None, places: Collection[str] | None
) -> Subquery:
    """What visits said of a requirement at a school; the last of them is the first in line.

    Only of the schools these purchases are for: one purchase looks at few answers.
    """
    last = (
        select(
            VisitAnswer.school,
            VisitAnswer.requirement,
            VisitAnswer.verdict,
            VisitAnswer.value,
            Visit.id.label("visit"),
            Visit.on,
            func.row_number()
            .over(
                partition_by=(VisitAnswer.school, VisitAnswer.requirement),
                order_by=(Visit.on.desc(), Visit.id.desc()),
            )
            .label("place_in_line"),
        )
        .join(Visit, Visit.id == VisitAnswer.visit_id)
        .where(VisitAnswer.requirement.not_in(_posts()))
    )
    if purchases is not None:
        schools = select(Share.school).where(Share.purchase_id.in_(purchases))
        last = last.where(VisitAnswer.school.in_(schools))
    if places is not None:
        last = last.where(VisitAnswer.school.in_(register.within(places)))
    return last.subquery("seen")


def _posts() -> Select[Any]:
    """The requirements of the edition in force that are people at work."""
    newest = select(func.max(Requirement.edition_id)).scalar_subquery()
    return select(Requirement.code).where(
        Requirement.edition_id == newest, Requirement.unit.in_(POSTS)
    )
