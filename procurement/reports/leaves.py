"""The journal's leaves about a purchase, and the newest of all: who did what, and when."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from budgets.models import Commitment
from journal.models import Entry
from procurement.models import (
    Acceptance,
    AcceptanceLine,
    Award,
    Bid,
    Certificate,
    Contract,
    ContractLine,
    Covers,
    Delivery,
    DeliveryLine,
    Document,
    Funding,
    Lot,
    Opening,
    Payment,
    PaymentPart,
    Penalty,
    Purchase,
    PurchaseLine,
    Share,
)


@dataclass(frozen=True, slots=True)
class LeafCard:
    """One leaf in its public facts; `hash` in hex is what the tree is made of."""

    number: int
    act: str
    act_no: int
    at: datetime
    role: str | None
    place: str | None
    table: str
    key: str
    rev: int
    kind: str
    reason: str | None
    hash: str
    places: tuple[str, ...]
    text: str


def newest(session: Session, *, count: int = 20) -> tuple[LeafCard, ...]:
    """The last leaf of each of the newest acts, newest first.

    An import of 10 000 rows is one act, so the list looks back over `count` leaves per act shown.
    """
    rows = session.execute(_leaves().order_by(Entry.number.desc()).limit(count * 20))
    acts: dict[int, LeafCard] = {}
    for row in rows:
        acts.setdefault(row.act_no, _card(row))
    return tuple(acts.values())[:count]


def of_purchase(
    session: Session, purchase: int, also: Mapping[str, Iterable[int]] | None = None
) -> tuple[LeafCard, ...]:
    """Every leaf about a purchase and its parts, in the order of the journal.

    `also` are keys by table of what floors above wrote about it.
    """
    records = _records(session, purchase)
    records |= {table: [str(key) for key in keys] for table, keys in (also or {}).items()}
    wanted = [
        and_(Entry.table == table, Entry.key.in_(keys)) for table, keys in records.items() if keys
    ]
    rows = session.execute(_leaves().where(or_(*wanted)).order_by(Entry.number))
    return tuple(_card(row) for row in rows)


def reason_of_end(session: Session, purchase: int) -> str | None:
    """Why a purchase was cancelled or closed, or failed, as its last leaf says."""
    row = session.execute(
        _leaves()
        .where(Entry.table == Purchase.__tablename__, Entry.key == str(purchase))
        .order_by(Entry.number.desc())
        .limit(1)
    ).one_or_none()
    return _card(row).reason if row else None


def _leaves() -> Any:
    return select(Entry.number, Entry.act_no, Entry.leaf, Entry.hash)


def _card(row: Any) -> LeafCard:
    leaf = json.loads(row.leaf)
    return LeafCard(
        number=row.number,
        act=leaf["act"],
        act_no=row.act_no,
        at=datetime.fromisoformat(leaf["at"]),
        role=leaf["by"]["role"],
        place=leaf["by"]["place"],
        table=leaf["table"],
        key=leaf["key"],
        rev=leaf["rev"],
        kind=leaf["kind"],
        reason=leaf["reason"],
        hash=row.hash.hex(),
        places=tuple(leaf["places"]),
        text=row.leaf,
    )


def _records(session: Session, purchase: int) -> dict[str, list[str]]:
    """The keys of all records of a purchase, by table."""
    lines = _ids(session, PurchaseLine, PurchaseLine.purchase_id == purchase)
    shares = _ids(session, Share, Share.purchase_id == purchase)
    contracts = _ids(session, Contract, Contract.purchase_id == purchase)
    contract_lines = _ids(session, ContractLine, ContractLine.contract_id.in_(contracts))
    deliveries = _ids(session, Delivery, Delivery.contract_id.in_(contracts))
    accepted = _ids(session, Acceptance, Acceptance.delivery_id.in_(deliveries))
    payments = _ids(session, Payment, Payment.contract_id.in_(contracts))
    found = {
        Purchase: [purchase],
        Lot: _ids(session, Lot, Lot.purchase_id == purchase),
        Opening: _ids(session, Opening, Opening.purchase_id == purchase),
        Bid: _ids(session, Bid, Bid.purchase_id == purchase),
        PurchaseLine: lines,
        Share: shares,
        Funding: _ids(session, Funding, Funding.share_id.in_(shares)),
        Covers: _ids(session, Covers, Covers.line_id.in_(lines)),
        Award: _ids(session, Award, Award.purchase_id == purchase),
        Contract: contracts,
        ContractLine: contract_lines,
        Commitment: _ids(session, Commitment, Commitment.contract_line.in_(contract_lines)),
        Delivery: deliveries,
        DeliveryLine: _ids(session, DeliveryLine, DeliveryLine.delivery_id.in_(deliveries)),
        Acceptance: accepted,
        AcceptanceLine: _ids(session, AcceptanceLine, AcceptanceLine.acceptance_id.in_(accepted)),
        Certificate: _ids(session, Certificate, Certificate.acceptance_id.in_(accepted)),
        Document: _ids(session, Document, Document.purchase_id == purchase),
        Payment: payments,
        PaymentPart: _ids(session, PaymentPart, PaymentPart.payment_id.in_(payments)),
        Penalty: _ids(session, Penalty, Penalty.contract_id.in_(contracts)),
    }
    return {model.__tablename__: [str(key) for key in keys] for model, keys in found.items()}


def _ids(session: Session, model: Any, where: Any) -> list[int]:
    return list(session.scalars(select(model.id).where(where)))


def places_told(leaves: Iterable[LeafCard]) -> set[str]:
    """The codes of all places and schools these leaves name."""
    return {code for leaf in leaves for code in (*leaf.places, leaf.place) if code}
