"""An editor's word on what something costs, until purchases tell better."""

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.money import som
from procurement import prices
from procurement.models import ReferencePrice
from standard.norms import norms

STANDINGS = ("sourced", "default")


def set_reference_price(
    session: Session,
    actor: Actor,
    country: str,
    requirement: str,
    *,
    amount: Decimal,
    lot: int,
    on: date,
    standing: str,
    source: str,
    example: bool = False,
    seen: int | None = None,
) -> ReferencePrice:
    """Say what one unit of a requirement costs, som, and the least that is bought at once.

    The comparison of prices is renewed for this requirement.

    Raises:
        NotPermitted: neither editor nor operator of the country.
        Refusal: `requirement.unknown`; `price.not_positive`; `price.no_lot`; `price.no_source`;
            `price.unknown_standing`; `date.in_future`; `record.changed_meanwhile` when another
            price was said since `seen` (0: there was none).
    """
    require(actor, Act.SET_PRICE, country)
    if requirement not in norms(session):
        raise Refusal("requirement.unknown", "requirement", code=requirement)
    if som(amount) <= 0:
        raise Refusal("price.not_positive", "amount")
    if lot < 1:
        raise Refusal("price.no_lot", "lot")
    if not source.strip():
        raise Refusal("price.no_source", "source")
    if standing not in STANDINGS:
        raise Refusal("price.unknown_standing", "standing", found=standing)
    clock.not_after_today(on)
    price = session.get(ReferencePrice, requirement, with_for_update=True)
    now = price.rev if price is not None else 0
    if seen is not None and seen != now:
        raise Refusal("record.changed_meanwhile", seen=seen, now=now)
    if price is None:
        price = ReferencePrice(requirement=requirement)
        session.add(price)
    price.amount, price.lot, price.on = som(amount), lot, on
    price.standing, price.source, price.example = standing, source.strip(), example
    journal.enter(session, actor, Act.SET_PRICE, price, scopes=("standard", country))
    prices.compare(session, country, clock.today(), requirement)
    return price
