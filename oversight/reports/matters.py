"""The facts flags look at, gathered: one set of queries for one purchase or for many.

The same for a draft and for what is public, so that an officer sees before publishing what
everybody sees afterwards. Only public purchases are looked at beside the ones asked for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from oversight.bidding import Bidding
from oversight.dealing import Dealing
from oversight.fulfilment import Fulfilment
from oversight.matter import Agreed, Head, Limit, Line, Matter
from oversight.measures import NONE_TAKEN, Measures
from oversight.reports import agreed, bidding, dealing, direct, fulfilment, price_facts
from oversight.reports.measures import taken
from procurement.models import (
    ContractLine,
    Covers,
    Purchase,
    PurchaseLine,
)
from procurement.reports.market import Market
from register import limits, profile
from standard.models import Requirement

LIMIT = "direct_purchase_year"
"""The threshold that binds direct methods."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is known of each purchase beside its lines and contracts, by its number."""

    bidding: Mapping[int, Bidding] = field(default_factory=dict)
    dealing: Mapping[int, Dealing] = field(default_factory=dict)
    fulfilment: Mapping[int, Fulfilment] = field(default_factory=dict)
    measures: Measures = NONE_TAKEN


NOTHING = Beside()


HEAD = (
    Purchase.id,
    Purchase.place,
    Purchase.year,
    Purchase.status,
    Purchase.kind,
    Purchase.method,
    Purchase.category,
    Purchase.amount,
    Purchase.method_ground,
    Purchase.method_reason,
    Purchase.plan_line_id,
    Purchase.outside_plan,
    Purchase.due_on,
    Purchase.announced_on,
)


def gather(
    session: Session,
    wanted: Select[Any],
    today: date,
    measures: Measures | None = None,
    market: Market | None = None,
) -> tuple[Matter, ...]:
    """The facts of each purchase whose id `wanted` selects, by id.

    A fixed number of statements for up to a hundred lines with an item code; three more for each
    further hundred, and two where the Standard has not been read since the program started. A draft
    is looked at as of `today`. `measures` are those of the last night, read where not given;
    with a `market` no prices are asked of the base.
    """
    purchases = session.execute(
        select(*HEAD, func.coalesce(Purchase.planned_on, today).label("on"))
        .where(Purchase.id.in_(wanted))
        .order_by(Purchase.id)
    ).all()
    if not purchases:
        return ()
    without = any(not _competitive(one.method) for one in purchases)
    return assembled(
        session,
        purchases,
        _lines(session, wanted, purchases, market),
        agreed.contracts(session, wanted),
        direct.by_money(session, wanted) if without else set(),
        today,
        Beside(
            bidding.gather(session, wanted, purchases, today),
            dealing.gather(session, wanted, purchases, today),
            fulfilment.gather(session, wanted, purchases, today),
            taken(session) if measures is None else measures,
        ),
    )


def assembled(
    session: Session,
    purchases: Sequence[Any],
    lines: Mapping[int, tuple[Line, ...]],
    contracts: Mapping[int, tuple[Agreed, ...]],
    by_money: Collection[int],
    today: date,
    more: Beside = NOTHING,
) -> tuple[Matter, ...]:
    """Purchases (id, place, method, amount, on, and what else HEAD names) with what is known of
    each, and beside them the earlier direct purchases of their holders: for what is kept as for
    what is only typed.

    A purchase whose method is not chosen yet has no limit.
    """
    without = [one for one in purchases if not _competitive(one.method)]
    known = limits.thresholds(session)
    beside = direct.earlier(session, without, lines)
    return tuple(
        Matter(
            id=one.id,
            place=one.place,
            on=one.on,
            amount=one.amount,
            competitive=_competitive(one.method),
            by_money=_competitive(one.method) or one.id in by_money,
            lines=lines.get(one.id, ()),
            limit=_limit(known, one.on) if one.method else None,
            earlier=beside.before(one, lines.get(one.id, ())),
            contracts=contracts.get(one.id, ()),
            head=_head(one, today),
            bidding=more.bidding.get(one.id) or Bidding(),
            dealing=more.dealing.get(one.id) or Dealing(),
            fulfilment=more.fulfilment.get(one.id) or Fulfilment(),
            measures=more.measures,
        )
        for one in purchases
    )


def _head(one: Any, today: date) -> Head:
    return Head(
        year=one.year,
        status=one.status,
        method=one.method,
        today=today,
        kind=one.kind,
        category=one.category,
        ground=one.method_ground,
        method_reason=one.method_reason,
        plan_line=one.plan_line_id,
        outside_plan=one.outside_plan,
        due_on=one.due_on,
        announced_on=one.announced_on,
    )


def _competitive(method: str) -> bool:
    return bool(method) and profile.load().method(method).competitive


def _limit(known: Sequence[limits.LimitCard], on: date) -> Limit | None:
    found = limits.on_day(known, LIMIT, on)
    return Limit(found.code, found.amount, found.standing, found.source) if found else None


def _lines(
    session: Session, wanted: Select[Any], purchases: Sequence[Any], market: Market | None
) -> dict[int, tuple[Line, ...]]:
    """The lines of each purchase, each with its prices beside the comparable ones."""
    rows = session.execute(
        select(
            PurchaseLine.id,
            PurchaseLine.purchase_id,
            PurchaseLine.position,
            PurchaseLine.item_code,
            PurchaseLine.unit,
            PurchaseLine.unit_price,
            PurchaseLine.amount,
            PurchaseLine.price_reason,
            func.max(ContractLine.unit_price).label("agreed_price"),
        )
        .outerjoin(ContractLine, ContractLine.purchase_line_id == PurchaseLine.id)
        .where(PurchaseLine.purchase_id.in_(wanted))
        .group_by(PurchaseLine.id)
        .order_by(PurchaseLine.purchase_id, PurchaseLine.position)
    ).all()
    return with_prices(session, rows, _tied(session, wanted), purchases, market)


def with_prices(
    session: Session,
    rows: Sequence[Any],
    tied: Collection[int],
    purchases: Sequence[Any],
    market: Market | None = None,
) -> dict[int, tuple[Line, ...]]:
    """Lines (id, purchase_id, position, item_code, unit, unit_price, agreed_price, amount,
    price_reason) as flags see them; `tied` are the ids of those that close a requirement."""
    days = {one.id: (one.place, one.on) for one in purchases}
    measured = price_facts.measured(session, rows, days, market)
    found: dict[int, list[Line]] = {}
    for row in rows:
        price, vague = measured.get(row.id), price_facts.vague(row)
        found.setdefault(row.purchase_id, []).append(
            Line(row.position, row.item_code, row.amount, row.id in tied, price, vague)
        )
    return {purchase: tuple(lines) for purchase, lines in found.items()}


def _tied(session: Session, wanted: Select[Any]) -> set[int]:
    """The lines that cover a requirement which the purchase's edition knows."""
    return set(
        session.scalars(
            select(Covers.line_id)
            .join(PurchaseLine, PurchaseLine.id == Covers.line_id)
            .join(Purchase, Purchase.id == PurchaseLine.purchase_id)
            .join(
                Requirement,
                (Requirement.code == Covers.requirement)
                & (Requirement.edition_id == Purchase.edition_id),
            )
            .where(PurchaseLine.purchase_id.in_(wanted))
        )
    )
