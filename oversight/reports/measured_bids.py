"""Fences and counts of offers over all public contests, taken by night for the flags of offers."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from oversight import multiples
from oversight.bidding import PARTIES, PROCESSES
from oversight.cardinal import many, one
from oversight.cardinal.many import Share
from oversight.cardinal.process import Party, Process
from oversight.cardinal.spread import spread
from oversight.flags import (
    close_second,
    deep_discount,
    fixed_multiple,
    frequent_loser,
    many_rejected,
    repeated_single_bid,
)
from oversight.measures import COUNTRY, Measure
from oversight.reports.contests import Lots, processes
from procurement.models import Award, Bid, Lot, Opening, Purchase
from procurement.rules import NEVER_BOUGHT, PUBLIC

ZERO = Decimal(0)


@dataclass(slots=True)
class _Counted:
    """What is counted over all contests."""

    contests: int = 0
    ratios: list[Decimal] = field(default_factory=list)
    wins: dict[Party, Share] = field(default_factory=dict)
    out: dict[Party, Share] = field(default_factory=dict)
    buyers: dict[Party, Share] = field(default_factory=dict)
    received: Counter[Party] = field(default_factory=Counter)
    single: Counter[str] = field(default_factory=Counter)
    pairs: Counter[tuple[str, Decimal]] = field(default_factory=Counter)


def measure(session: Session, today: date) -> Iterable[Measure]:
    """The measures of R023, R024, R025, R038, R058 and K08.

    Counted are contests of public purchases that were neither cancelled nor failed, each lot by
    itself; lots that failed or were given up are none, for then every offer was turned down.
    """
    return over(_contests(session), today)


def over(contests: Iterable[tuple[str, Process]], today: date) -> list[Measure]:
    """The same of contests, each with the place of its buyer. Pure."""
    counted = _Counted()
    for place, process in contests:
        _count(counted, place, process)
    if not counted.contests:
        return []
    found = [*_differences(counted), *_losers(counted), *_rejected(counted), *_repeated(counted)]
    return [Measure(*told, today) for told in found]


Told = tuple[str, str, str, Decimal, int]
"""Flag, name, scope, value, count."""


def _contests(session: Session) -> Iterator[tuple[str, Process]]:
    """Each contest with the place of its buyer; one statement, read as it comes."""
    chosen = _chosen(session)
    rows = session.execute(
        select(
            Bid.opening_id,
            Bid.purchase_id,
            Purchase.place,
            Bid.lot_id,
            Bid.supplier_id,
            Bid.amount,
            Bid.standing,
            Bid.received_on,
        )
        .join(Opening, Opening.id == Bid.opening_id)
        .join(Purchase, Purchase.id == Bid.purchase_id)
        .outerjoin(Lot, Lot.id == Bid.lot_id)
        .where(
            Opening.failed.is_(False),
            Purchase.status.in_([status for status in PUBLIC if status not in NEVER_BOUGHT]),
            or_(Bid.lot_id.is_(None), Lot.status == "open"),
        )
        .order_by(Bid.opening_id, Bid.id)
        .execution_options(yield_per=10_000)
    )
    for _, group in groupby(rows, key=lambda row: row[0]):
        bids = list(group)
        lots = chosen.get(bids[0][1], {})
        for _lot, process in processes((row[3:] for row in bids), lots, None):
            yield bids[0][2], process


def _chosen(session: Session) -> dict[int, Lots]:
    """The suppliers chosen out of bids, by purchase and lot."""
    rows: Any = session.execute(
        select(Award.purchase_id, Award.lot_id, Award.supplier_id).where(Award.bid_id.is_not(None))
    )
    found: dict[int, dict[int | None, list[int]]] = {}
    for purchase, lot, supplier in rows:
        found.setdefault(purchase, {}).setdefault(lot, []).append(supplier)
    return dict(found)


def _count(counted: _Counted, place: str, process: Process) -> None:
    counted.contests += 1
    near = one.closeness(process)
    if near:
        counted.ratios.append(near.ratio)
    many.count_wins(process, counted.wins)
    many.count_disqualified(process, counted.out, [counted.buyers.setdefault(place, Share())])
    counted.received[place] += 1
    counted.single[place] += len(process.bids) == 1
    counted.pairs.update((pair.scope, pair.ratio) for pair in multiples.of(process))


def _telling(ratios: list[Decimal]) -> bool:
    """Are they enough, and not so alike that a fence would flag what is most usual?"""
    between = spread(ratios)
    return len(ratios) >= PARTIES and between is not None and not between.flat


def _differences(counted: _Counted) -> Iterator[Told]:
    """R024 and R058: the fences of how far the second lowest offer is above the winning one."""
    ratios = counted.ratios
    if not _telling(ratios):
        return
    for flag, fence in (
        (close_second.CODE, many.close(ratios)),
        (deep_discount.CODE, many.wide(ratios)),
    ):
        if fence is not None:
            yield flag, "fence", COUNTRY, fence, len(ratios)


def _losers(counted: _Counted) -> Iterator[Told]:
    """R025: the fences, and each supplier's share of contests won."""
    flag = frequent_loser.CODE
    known = {party: share for party, share in counted.wins.items() if share.of >= PROCESSES}
    losing = many.losing(known) if len(known) >= PARTIES else None
    if losing is None:
        return
    yield flag, "often", COUNTRY, losing.bids, len(known)
    if losing.ratio > ZERO and _telling([share.ratio for share in known.values()]):
        yield flag, "fence", COUNTRY, losing.ratio, len(known)
    for party, share in known.items():
        yield flag, "won", str(party), share.ratio, share.of


def _rejected(counted: _Counted) -> Iterator[Told]:
    """R038: the fences, and each buyer's and each supplier's share of rejected offers."""
    flag = many_rejected.CODE
    yield flag, "taken", COUNTRY, ZERO, counted.contests
    buyers = {
        place: share
        for place, share in counted.buyers.items()
        if counted.received[place] >= PROCESSES
    }
    suppliers = {party: share for party, share in counted.out.items() if share.of >= PROCESSES}
    for name, shares in (("buyer", buyers), ("supplier", suppliers)):
        ratios = [share.ratio for share in shares.values()]
        fence = many.wide(ratios) if _telling(ratios) else None
        if fence is not None:
            yield flag, f"fence_{name}", COUNTRY, fence, len(shares)
        for party, share in shares.items():
            yield flag, name, str(party), share.ratio, share.of


def _repeated(counted: _Counted) -> Iterator[Told]:
    """K08: the lots of each buyer with one offer; R023: pairs that kept one ratio."""
    flag = repeated_single_bid.CODE
    yield flag, "taken", COUNTRY, ZERO, counted.contests
    for place, times in counted.single.items():
        if times >= repeated_single_bid.TIMES:
            yield flag, "single", place, Decimal(times), times
    flag = fixed_multiple.CODE
    yield flag, "taken", COUNTRY, ZERO, counted.contests
    often: dict[str, tuple[int, Decimal]] = {}
    for (scope, ratio), times in counted.pairs.items():
        if times >= multiples.REPEATS:
            often[scope] = max(often.get(scope, (0, ratio)), (times, ratio))
    for scope, (times, ratio) in often.items():
        yield flag, "ratio", scope, ratio, times
