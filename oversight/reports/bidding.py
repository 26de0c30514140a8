"""The facts of oversight.bidding, gathered: one set of queries for one purchase or for many."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from oversight.bidding import Bidding, contest
from oversight.reports.contests import Lots, processes
from procurement.models import Award, Bid, Lot, Opening
from procurement.reports import costs
from register import profile, submission


@dataclass(slots=True)
class _Opened:
    """The last protocol of a purchase, with the bids that were opened by it."""

    id: int
    announced_on: date
    on: date
    bids: list[Any] = field(default_factory=list)


def gather(
    session: Session, wanted: Select[Any], purchases: Sequence[Any], today: date
) -> dict[int, Bidding]:
    """By the number of the purchase; one that is left out has the facts of `Bidding()`.

    Two statements; where offers were opened two more, for the bids and for where the places lie,
    and one where there are lots.
    """
    chosen = _chosen(session, wanted)
    found = {number: Bidding(suppliers=_suppliers(lots)) for number, lots in chosen.items()}
    opened = _opened(session, wanted)
    if not opened:
        return found
    asking = {one.id: one for one in purchases if one.id in opened}
    numbers = _numbers(session, wanted, opened)
    regions = costs.regions_of(session, {one.place for one in asking.values()})
    usual = profile.load().submission_days
    for number, protocol in opened.items():
        one, lots = asking[number], chosen.get(number, {})
        found[number] = Bidding(
            announced_on=protocol.announced_on,
            opened_on=protocol.on,
            openness=profile.load().method(one.method).ocds,
            least_days=submission.announced(usual, one.method, protocol.announced_on),
            region=regions[one.place],
            contests=tuple(
                contest(numbers.get(lot) if lot else None, process)
                for lot, process in processes(protocol.bids, lots, protocol.on)
            ),
            suppliers=_suppliers(lots),
        )
    return found


def _chosen(session: Session, wanted: Select[Any]) -> dict[int, dict[int | None, list[int]]]:
    """The suppliers chosen in each purchase, by lot."""
    rows = session.execute(
        select(Award.purchase_id, Award.lot_id, Award.supplier_id)
        .where(Award.purchase_id.in_(wanted))
        .order_by(Award.id)
    )
    found: dict[int, dict[int | None, list[int]]] = {}
    for purchase, lot, supplier in rows:
        found.setdefault(purchase, {}).setdefault(lot, []).append(supplier)
    return found


def _suppliers(lots: Lots) -> tuple[int, ...]:
    return tuple(dict.fromkeys(supplier for chosen in lots.values() for supplier in chosen))


def _opened(session: Session, wanted: Select[Any]) -> dict[int, _Opened]:
    """The last protocol of each purchase, also one after which nothing was taken."""
    protocols = session.execute(
        select(Opening.purchase_id, Opening.id, Opening.announced_on, Opening.on)
        .where(Opening.purchase_id.in_(wanted))
        .order_by(Opening.id)
    )
    found = {purchase: _Opened(key, said, on) for purchase, key, said, on in protocols}
    if not found:
        return {}
    bids = session.execute(
        select(
            Bid.purchase_id,
            Bid.opening_id,
            Bid.lot_id,
            Bid.supplier_id,
            Bid.amount,
            Bid.standing,
            Bid.received_on,
        )
        .where(Bid.purchase_id.in_(wanted))
        .order_by(Bid.id)
    )
    for purchase, opening, *bid in bids:
        if found[purchase].id == opening:
            found[purchase].bids.append(bid)
    return found


def _numbers(
    session: Session, wanted: Select[Any], opened: Mapping[int, _Opened]
) -> dict[int, int]:
    """The numbers of lots by their keys."""
    if all(bid[0] is None for protocol in opened.values() for bid in protocol.bids):
        return {}
    rows = session.execute(select(Lot.id, Lot.number).where(Lot.purchase_id.in_(wanted)))
    return dict(rows.tuples().all())
