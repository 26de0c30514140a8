"""The same thing given in kind and bought with public money: a reason to look, no more.

Both are asked for one school, one requirement, one year. A gift for a whole place is for no school
in particular and is not compared.
"""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from budgets import gift_rules
from budgets.models import Gift, Line
from budgets.reports.gifts import not_reversed
from procurement.models import Funding, Purchase, PurchaseLine, Share
from procurement.rules import NEVER_BOUGHT, PUBLIC
from register import profile
from register import reports as register

GIVEN = ("voluntary", "in_kind")
"""Kinds of sources that are gifts themselves."""


@dataclass(frozen=True, slots=True)
class Double:
    """What came in kind for a requirement of a school, and what a purchase brings it, som.

    Quantities are None where nothing was counted. One row for each purchase.
    """

    school: str
    requirement: str
    given: Decimal | None
    given_value: Decimal
    purchase: int
    title: str
    language: str
    bought: Decimal
    bought_amount: Decimal


def doubles(session: Session, scope: str, year: int) -> tuple[Double, ...]:
    """The pairs of a school, or of all schools within a place.

    Purchases that failed or were cancelled, or are paid for by gifts themselves, are left out.
    """
    first, until = gift_rules.period(year, gift_rules.WHOLE_YEAR)
    given = (
        select(
            Gift.scope,
            Gift.requirement,
            func.sum(Gift.quantity).label("quantity"),
            func.sum(Gift.value).label("value"),
        )
        .where(Gift.scope.in_(register.within([scope])), Gift.on >= first, Gift.on < until)
        .where(Gift.kind.in_(gift_rules.IN_KIND), Gift.requirement.is_not(None), not_reversed())
        .group_by(Gift.scope, Gift.requirement)
        .subquery()
    )
    one = (given.c.scope, given.c.requirement, given.c.quantity, given.c.value)
    purchase = (Purchase.id, Purchase.title, Purchase.language)
    rows = session.execute(
        select(*one, *purchase, func.sum(Share.quantity), func.sum(Share.amount))
        .join(Share, and_(Share.school == given.c.scope, Share.year == year))
        .join(PurchaseLine, PurchaseLine.id == Share.line_id)
        .join(Purchase, Purchase.id == Share.purchase_id)
        .where(PurchaseLine.requirement == given.c.requirement, Share.quantity > 0)
        .where(Purchase.status.in_(PUBLIC), Purchase.status.not_in(NEVER_BOUGHT), public_money())
        .group_by(*one, *purchase)
        .order_by(given.c.scope, given.c.requirement, Purchase.id)
    )
    return tuple(Double(*row) for row in rows)


def public_money() -> ColumnElement[bool]:
    """The condition that some of a share is paid from a source that is no gift."""
    given = [source.code for source in profile.load().sources if source.kind in GIVEN]
    return exists().where(
        Funding.share_id == Share.id,
        Line.id == Funding.budget_line_id,
        Line.source.not_in(given),
    )
