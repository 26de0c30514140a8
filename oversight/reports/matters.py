"""The facts flags look at, gathered: one set of queries for one purchase or for many.

The same for a draft and for what is public, so that an officer sees before publishing what
everybody sees afterwards. Only public purchases are looked at beside the ones asked for.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, exists, func, literal_column, select
from sqlalchemy.orm import Session

from budgets.models import Line as BudgetLine
from oversight.flags.split_purchases import DAYS
from oversight.matter import Agreed, Direct, Limit, Line, Matter, Move, item_class
from oversight.reports import price_facts
from procurement.models import (
    Acceptance,
    Contract,
    ContractLine,
    Covers,
    Funding,
    Payment,
    Purchase,
    PurchaseLine,
    Share,
)
from procurement.rules import NEVER_BOUGHT, PUBLIC
from register import limits, profile
from standard.models import Requirement

LIMIT = "direct_purchase_year"
"""The threshold that binds direct methods."""
PAID = (Payment.reverses.is_(None), Payment.is_reversed.is_(False))
ACCEPTED = (Acceptance.kind.is_(None), Acceptance.is_reversed.is_(False))
"""Entries that stand: neither made by mistake nor undoing one that was. Goods that went back later
were accepted when they were paid, and make no payment an early one."""
COUNTED = tuple(status for status in PUBLIC if status not in NEVER_BOUGHT)


def gather(session: Session, wanted: Select[Any], today: date) -> tuple[Matter, ...]:
    """The facts of each purchase whose id `wanted` selects, by id.

    Fourteen statements at most, for up to a hundred lines with an item code; three more for each
    further hundred, and two where the Standard has not been read since the program started. A draft
    is looked at as of `today`.
    """
    purchases = session.execute(
        select(
            Purchase.id,
            Purchase.place,
            Purchase.method,
            Purchase.amount,
            func.coalesce(Purchase.planned_on, today).label("on"),
        )
        .where(Purchase.id.in_(wanted))
        .order_by(Purchase.id)
    ).all()
    if not purchases:
        return ()
    direct = any(not _competitive(one.method) for one in purchases)
    return assembled(
        session,
        purchases,
        _lines(session, wanted, purchases),
        _contracts(session, wanted),
        _by_money(session, wanted) if direct else set(),
    )


def assembled(
    session: Session,
    purchases: Sequence[Any],
    lines: Mapping[int, tuple[Line, ...]],
    contracts: Mapping[int, tuple[Agreed, ...]],
    by_money: Collection[int],
) -> tuple[Matter, ...]:
    """Purchases (id, place, method, amount, on) with what is known of each, and beside them the
    earlier direct purchases of their holders: for what is kept as for what is only typed.

    A purchase whose method is not chosen yet has no limit.
    """
    direct = [one for one in purchases if not _competitive(one.method)]
    known = limits.thresholds(session)
    beside = _direct(session, direct, lines) if direct else {}
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
            earlier=tuple(
                other
                for other in beside.get(one.place, ())
                if other.id != one.id and other.on <= one.on
            ),
            contracts=contracts.get(one.id, ()),
        )
        for one in purchases
    )


def _competitive(method: str) -> bool:
    return bool(method) and profile.load().method(method).competitive


def _limit(known: Sequence[limits.LimitCard], on: date) -> Limit | None:
    found = limits.on_day(known, LIMIT, on)
    return Limit(found.code, found.amount, found.standing, found.source) if found else None


def _lines(
    session: Session, wanted: Select[Any], purchases: Sequence[Any]
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
    return with_prices(session, rows, _tied(session, wanted), purchases)


def with_prices(
    session: Session, rows: Sequence[Any], tied: Collection[int], purchases: Sequence[Any]
) -> dict[int, tuple[Line, ...]]:
    """Lines (id, purchase_id, position, item_code, unit, unit_price, agreed_price, amount,
    price_reason) as flags see them; `tied` are the ids of those that close a requirement."""
    days = {one.id: (one.place, one.on) for one in purchases}
    measured = price_facts.measured(session, rows, days)
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


def _contracts(session: Session, wanted: Select[Any]) -> dict[int, tuple[Agreed, ...]]:
    """The contracts of each purchase with their payments and acceptances, in order of days."""
    contracts = session.execute(
        select(Contract.id, Contract.purchase_id, Contract.amount, Contract.advance_limit)
        .where(Contract.purchase_id.in_(wanted))
        .order_by(Contract.id)
    ).all()
    if not contracts:
        return {}
    ids = select(Contract.id).where(Contract.purchase_id.in_(wanted))
    moves = _by_contract(
        session.execute(
            select(Payment.contract_id, Payment.on, Payment.kind, Payment.amount, Payment.document)
            .where(Payment.contract_id.in_(ids), *PAID)
            .order_by(Payment.on, Payment.id)
        ),
        lambda row: Move(row.on, -row.amount if row.kind == "refund" else row.amount, row.document),
    )
    accepted = _by_contract(
        session.execute(
            select(Acceptance.contract_id, Acceptance.on, Acceptance.amount)
            .where(Acceptance.contract_id.in_(ids), *ACCEPTED)
            .order_by(Acceptance.on, Acceptance.id)
        ),
        lambda row: (row.on, row.amount),
    )
    found: dict[int, list[Agreed]] = {}
    for row in contracts:
        found.setdefault(row.purchase_id, []).append(
            Agreed(
                row.amount,
                row.advance_limit,
                tuple(moves.get(row.id, ())),
                tuple(accepted.get(row.id, ())),
            )
        )
    return {purchase: tuple(agreed) for purchase, agreed in found.items()}


def _by_contract(rows: Iterable[Any], read: Callable[[Any], Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.contract_id, []).append(read(row))
    return found


def _of_money() -> Any:
    """Of a purchase in the same statement: is any of it paid by money, not given in kind?"""
    gifts = [source.code for source in profile.load().sources if not source.is_money]
    return exists(
        select(Funding.id)
        .join(Share, Share.id == Funding.share_id)
        .join(BudgetLine, BudgetLine.id == Funding.budget_line_id)
        .where(Share.purchase_id == Purchase.id, BudgetLine.source.not_in(gifts))
        .correlate(Purchase)
    )


def _by_money(session: Session, wanted: Select[Any]) -> set[int]:
    return set(session.scalars(select(Purchase.id).where(Purchase.id.in_(wanted), _of_money())))


def _direct(
    session: Session, purchases: Sequence[Any], lines: Mapping[int, tuple[Line, ...]]
) -> Mapping[str, list[Direct]]:
    """The public direct purchases of the holders of these, from the earliest window on, with what
    they spent on the same classes of items."""
    methods = [method.code for method in profile.load().methods if not method.competitive]
    first = min(one.on for one in purchases)
    since = min(first - timedelta(days=DAYS - 1), date(first.year, 1, 1))
    own = {item_class(line.item_code) for one in purchases for line in lines.get(one.id, ())}
    of_class = func.substr(PurchaseLine.item_code, literal_column("1"), literal_column("4"))
    rows = session.execute(
        select(
            Purchase.id,
            Purchase.place,
            Purchase.planned_on,
            Purchase.amount,
            of_class.label("item_class"),
            func.sum(PurchaseLine.amount).label("part"),
        )
        .join(PurchaseLine, PurchaseLine.purchase_id == Purchase.id)
        .where(
            Purchase.place.in_({one.place for one in purchases}),
            Purchase.status.in_(COUNTED),
            Purchase.method.in_(methods),
            Purchase.kind.is_distinct_from("framework"),  # its call-offs are bought
            Purchase.planned_on.between(since, max(one.on for one in purchases)),
            of_class.in_(own - {None}),
            _of_money(),
        )
        .group_by(Purchase.id, of_class)
        .order_by(Purchase.id)
    )
    heads: dict[int, Any] = {}
    classes: dict[int, dict[str, Decimal]] = {}
    for row in rows:
        heads[row.id] = row
        classes.setdefault(row.id, {})[row.item_class] = row.part
    found: dict[str, list[Direct]] = {}
    for number, row in heads.items():
        one = Direct(number, row.planned_on, row.amount, classes[number])
        found.setdefault(row.place, []).append(one)
    return found
