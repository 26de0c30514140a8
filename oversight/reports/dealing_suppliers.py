"""Who was chosen for purchases, what was agreed, and what else the holder awarded to the same."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, exists, func, literal_column, select
from sqlalchemy.orm import Session, aliased

from core.money import ZERO
from oversight.dealing import Awarded, Bought, SameSupplier, six
from oversight.flags.wins_only_here import LEAST
from oversight.reports.dealing_papers import of_holders
from oversight.reports.direct import COUNTED, of_money
from procurement.models import Award, Contract, Purchase, PurchaseLine, UnreliableSupplier
from procurement.reports.suppliers import listed
from procurement.supplier_rules import listed_on
from register import profile
from register.limits import LimitCard

DIRECT_LIMIT = "direct_purchase_year"


def methods(*, competitive: bool) -> list[str]:
    """The codes of the methods with, or without, competition."""
    return [one.code for one in profile.load().methods if one.competitive == competitive]


def awards(
    session: Session, wanted: Select[Any], purchases: Mapping[int, Any]
) -> tuple[dict[int, tuple[Awarded, ...]], bool]:
    """The awards of each purchase in the order they were made, each with its contract; and
    whether there is a list of unreliable suppliers at all."""
    rows = session.execute(
        select(
            Award.purchase_id,
            Award.lot_id,
            Award.supplier_id,
            Award.on,
            Award.amount,
            Contract.signed_on,
            Contract.amount.label("agreed"),
            Contract.released,
            Contract.ceiling,
            Contract.amendments,
            Contract.amended_on,
        )
        .outerjoin(Contract, Contract.award_id == Award.id)
        .where(Award.purchase_id.in_(wanted))
        .order_by(Award.id)
    ).all()
    listing = session.scalar(select(UnreliableSupplier.id).limit(1)) is not None
    if not rows:
        return {}, listing
    lots = _lot_estimates(session, rows)
    entries = _listed(session, {row.supplier_id for row in rows}) if listing else {}
    wins = _wins(session, wanted) if any(_competes(purchases, row) for row in rows) else {}
    found: dict[int, list[Awarded]] = {}
    for row in rows:
        purchase = purchases[row.purchase_id]
        one = _awarded(
            row,
            lots.get(row.lot_id, ZERO) if row.lot_id else purchase.amount,
            _since(entries.get(row.supplier_id, ()), row.on),
            wins.get((row.supplier_id, purchase.place), (0, True)),
        )
        found.setdefault(row.purchase_id, []).append(one)
    return {number: tuple(these) for number, these in found.items()}, listing


def _awarded(
    row: Any, estimate: Decimal, listed_since: date | None, wins: tuple[int, bool]
) -> Awarded:
    signed = row.signed_on is not None
    return Awarded(
        row.supplier_id,
        row.on,
        row.amount,
        estimate,
        row.agreed + row.released if signed and row.ceiling is None else None,
        row.signed_on,
        row.amendments or 0,
        row.amended_on,
        listed_since,
        *wins,
    )


def _competes(purchases: Mapping[int, Any], row: Any) -> bool:
    return profile.load().method(purchases[row.purchase_id].method).competitive


def _lot_estimates(session: Session, rows: Iterable[Any]) -> dict[int | None, Decimal]:
    """The estimate of each lot that was awarded by itself, som; most purchases have none."""
    of_lots = {row.purchase_id for row in rows if row.lot_id is not None}
    if not of_lots:
        return {}
    sums = session.execute(
        select(PurchaseLine.lot_id, func.sum(PurchaseLine.amount).label("amount"))
        .where(PurchaseLine.purchase_id.in_(of_lots))
        .group_by(PurchaseLine.lot_id)
    )
    return {row.lot_id: row.amount for row in sums}


def _listed(session: Session, suppliers: set[int]) -> dict[int, list[tuple[date, date | None]]]:
    """The periods in which suppliers stood on the list of unreliable ones."""
    found: dict[int, list[tuple[date, date | None]]] = {}
    for entry in listed(session, suppliers):
        found.setdefault(entry.supplier, []).append((entry.since, entry.until))
    return found


def _since(periods: Iterable[tuple[date, date | None]], day: date) -> date | None:
    return next((since for since, until in periods if listed_on(since, until, day)), None)


def _wins(session: Session, wanted: Select[Any]) -> dict[tuple[int, str], tuple[int, bool]]:
    """By supplier and holder: its awards by competition here, at most as many as the flag needs,
    and whether it has one anywhere else. Both stop at the first that decide."""
    competitive = methods(competitive=True)
    own, other, here = aliased(Purchase), aliased(Purchase), aliased(Purchase)
    theirs, ours = aliased(Award), aliased(Award)
    elsewhere = (
        exists(select(literal_column("1")))
        .where(
            theirs.supplier_id == Award.supplier_id,
            theirs.place != Award.place,
            other.id == theirs.purchase_id,
            other.method.in_(competitive),
        )
        .correlate(Award)
    )
    some = (
        select(ours.id)
        .join(here, here.id == ours.purchase_id)
        .where(
            ours.supplier_id == Award.supplier_id,
            ours.place == Award.place,
            here.method.in_(competitive),
            here.kind.is_distinct_from("call_off"),  # won with its framework
        )
        .correlate(Award)
        .limit(LEAST)
        .subquery()
    )
    rows = session.execute(
        select(
            Award.supplier_id,
            Award.place,
            select(func.count()).select_from(some).scalar_subquery(),
            elsewhere,
        )
        .join(own, own.id == Award.purchase_id)
        .where(Award.purchase_id.in_(wanted), own.method.in_(competitive))
        .group_by(Award.supplier_id, Award.place)
    )
    return {(supplier, place): (count, won) for supplier, place, count, won in rows}


def same_supplier(
    session: Session,
    purchases: Sequence[Any],
    chosen: Mapping[int, tuple[Awarded, ...]],
    known: Sequence[LimitCard],
) -> dict[int, SameSupplier]:
    """Of each direct purchase: what its holder awarded directly to the same supplier in the
    fiscal year, up to it. Of several suppliers the one with the largest sum. Codes of things are
    looked up only where the sum is above some limit."""
    direct = methods(competitive=False)
    own = {one.id for one in purchases if one.method in direct and one.id in chosen}
    if not own:
        return {}
    suppliers = {award.supplier for number in own for award in chosen[number]}
    rows = session.execute(_direct_awards(purchases, suppliers, direct))
    groups: dict[tuple[str, int, int], list[Bought]] = {}
    for number, place, year, supplier, on, amount in rows:
        groups.setdefault((place, year, supplier), []).append(Bought(number, on, amount))
    least = min((one.amount for one in known if one.code == DIRECT_LIMIT), default=None)
    large = {
        group: bought
        for group, bought in groups.items()
        if least is not None and len(bought) > 1 and sum(b.amount for b in bought) > least
    }
    classes = _classes(session, {one.purchase for bought in large.values() for one in bought})
    found: dict[int, SameSupplier] = {}
    for group, bought in groups.items():
        if group in large:
            bought = [
                Bought(one.purchase, one.on, one.amount, classes.get(one.purchase, frozenset()))
                for one in bought
            ]
        _up_to(found, own, group[2], bought)
    return found


def _direct_awards(purchases: Sequence[Any], suppliers: set[int], direct: Sequence[str]) -> Any:
    """The statement of the direct awards of these holders' years to these suppliers, in order."""
    return (
        select(
            Award.purchase_id,
            Purchase.place,
            Purchase.year,
            Award.supplier_id,
            Award.on,
            Award.amount,
        )
        .join(Award, Award.purchase_id == Purchase.id)
        .where(
            of_holders(purchases),
            Purchase.method.in_(direct),
            Purchase.status.in_(COUNTED),
            Purchase.kind.is_distinct_from("framework"),
            Award.supplier_id.in_(suppliers),
            of_money(),
        )
        .order_by(Award.on, Award.purchase_id, Award.id)
    )


def _up_to(
    found: dict[int, SameSupplier], own: set[int], supplier: int, bought: list[Bought]
) -> None:
    """Add to `found` what was awarded up to each purchase that is looked at."""
    total = ZERO
    for number, one in enumerate(bought, start=1):
        total += one.amount
        if one.purchase not in own:
            continue
        before = found.get(one.purchase)
        if before is None or before.total < total:
            found[one.purchase] = SameSupplier(supplier, total, tuple(bought[:number]))


def _classes(session: Session, purchases: set[int]) -> dict[int, frozenset[str]]:
    """The first six digits of the item codes of each of these purchases."""
    return classes_of(session, purchases, six)


def classes_of(session: Session, purchases: Iterable[int], named: Any) -> dict[int, frozenset[str]]:
    """The classes of what was bought by each of these purchases, as `named` reads a code."""
    numbers = set(purchases)
    if not numbers:
        return {}
    rows = session.execute(
        select(PurchaseLine.purchase_id, PurchaseLine.item_code).where(
            PurchaseLine.purchase_id.in_(numbers), PurchaseLine.item_code.is_not(None)
        )
    )
    found: dict[int, set[str]] = {}
    for number, code in rows:
        name = named(code)
        if name is not None:
            found.setdefault(number, set()).add(name)
    return {number: frozenset(names) for number, names in found.items()}
