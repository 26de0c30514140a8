"""Whether prices stand as the principles of safe procurement ask, by what flag R017 finds.

A price is compared when a purchase is published or its flag is answered, and anew by night for as
long as the purchase goes on: contracts and answers come, others are accepted.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from core import clock
from oversight.flags import price_outlier
from oversight.flags.result import CANNOT_SAY, RAISED, Result
from oversight.models import FlagAnswer
from oversight.reports.matters import gather
from procurement import kept_principles, principles
from procurement.models import Purchase, PurchasePrinciple

MOST = 2_000
"""Purchases compared in one night at most: those never compared first, then the longest ago."""


def state_of(look_state: str, answered: bool) -> str:
    """The principle's state by the state of flag R017 and whether it was answered."""
    outside = None if look_state == CANNOT_SAY else look_state == RAISED
    return principles.price(outside, answered)


def tell(session: Session, purchase: int, results: Iterable[Result], *, answered: bool) -> None:
    """Keep the state of a purchase's price in the transaction of the act that looked at it."""
    look = next(one.look for one in results if one.flag == price_outlier.CODE)
    state = state_of(look.state, answered)
    kept_principles.tell_prices(session, {purchase: state}, clock.today())


def renew(session: Session, today: date) -> int:
    """Compare the prices of purchases that go on, or were never compared; how many."""
    of = PurchasePrinciple
    numbers = session.scalars(
        select(of.purchase_id)
        .join(Purchase, Purchase.id == of.purchase_id)
        .where(of.principle == "price", of.compared_on.is_(None) | (Purchase.status != "closed"))
        .order_by(of.compared_on.is_not(None), of.compared_on, of.purchase_id)
        .limit(MOST)
    ).all()
    wanted = select(Purchase.id).where(Purchase.id.in_(numbers))
    answered = set(
        session.scalars(
            wanted.where(
                exists().where(
                    FlagAnswer.purchase_id == Purchase.id, FlagAnswer.flag == price_outlier.CODE
                )
            )
        )
    )
    told = {
        matter.id: state_of(price_outlier.look(matter).state, matter.id in answered)
        for matter in gather(session, wanted, today)
    }
    kept_principles.tell_prices(session, told, today)
    return len(told)
