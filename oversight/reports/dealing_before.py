"""What was before a direct purchase: competitions without a contract, and what it adds to."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.dealing import Additional, Awarded, Before, Ended, six
from oversight.matter import item_class
from oversight.reports.dealing_suppliers import classes_of, methods
from oversight.reports.direct import COUNTED
from oversight.reports.last_days import last_days
from procurement.models import Award, Lot, Opening, Purchase, PurchaseLine
from procurement.rules import NEVER_BOUGHT
from register import profile

LOT_ENDS = ("failed", "given_up")
MORE = "additional_"
"""How the country profile's grounds of buying more begin."""


@dataclass(frozen=True, slots=True)
class _Gone:
    """A competition that ended without a contract: all of a purchase, or a lot of it."""

    place: str
    year: int
    purchase: int
    lot: int | None
    classes: frozenset[str]

    @property
    def record(self) -> tuple[str, str]:
        """The journaled record whose last version ended it."""
        return ("lots", str(self.lot)) if self.lot else ("purchases", str(self.purchase))


Found = dict[int, tuple[Ended, ...]]
Holder = tuple[str, int]
Of = dict[Holder, list[Ended]]


def ended(session: Session, purchases: Sequence[Any]) -> tuple[Found, Found, set[int]]:
    """Of each direct purchase: the competitions of its holder that ended without a contract, and
    those that failed by a protocol, in its fiscal year and the one before. And the purchases whose
    holders have any competition in those years. Nothing is asked where all are competitions."""
    direct = set(methods(competitive=False))
    looked = [one for one in purchases if one.method in direct]
    if not looked:
        return {}, {}, set()
    gone = [*_purchases_gone(session, looked), *_lots_gone(session, looked)]
    # Nothing changes a record once it came to nothing.
    days = last_days(session, {one.record for one in gone})
    of: Of = {}
    for one in gone:
        if one.record in days:
            what = Ended(one.purchase, days[one.record], one.classes)
            of.setdefault((one.place, one.year), []).append(what)
    twice = [one for one in looked if one.method_ground == "twice_unsuccessful"]
    failed, competing = _failed(session, twice) if twice else ({}, set())
    return (
        _of_each(looked, of),
        _of_each(twice, failed),
        {one.id for one in twice if any(year in competing for year in _years(one))},
    )


def _years(purchase: Any) -> tuple[Holder, Holder]:
    """The holder's year before a purchase's, and its own: what is asked for many is of more."""
    return (purchase.place, purchase.year - 1), (purchase.place, purchase.year)


def _of_each(purchases: Iterable[Any], of: Of) -> Found:
    found: Found = {}
    for one in purchases:
        gone = tuple(gone for year in _years(one) for gone in of.get(year, ()))
        if gone:
            found[one.id] = gone
    return found


def _nearby(purchases: Iterable[Any]) -> Any:
    """Purchases by competition of the same holders, of the same years and those before."""
    years = {year for one in purchases for year in (one.year, one.year - 1)}
    return (
        Purchase.place.in_({one.place for one in purchases})
        & Purchase.year.in_(years)
        & Purchase.method.in_(methods(competitive=True))
    )


def _purchases_gone(session: Session, looked: Sequence[Any]) -> list[_Gone]:
    rows = session.execute(
        select(Purchase.id, Purchase.place, Purchase.year, PurchaseLine.item_code)
        .join(PurchaseLine, PurchaseLine.purchase_id == Purchase.id)
        .where(_nearby(looked), Purchase.status.in_(NEVER_BOUGHT))
        .order_by(Purchase.id)
    )
    return _by_record((place, year, number, None, code) for number, place, year, code in rows)


def _lots_gone(
    session: Session, looked: Sequence[Any], ends: Sequence[str] = LOT_ENDS
) -> list[_Gone]:
    """Lots that came to nothing within purchases that went on."""
    rows = session.execute(
        select(Purchase.id, Purchase.place, Purchase.year, Lot.id, PurchaseLine.item_code)
        .join(Lot, Lot.purchase_id == Purchase.id)
        .join(
            PurchaseLine,
            (PurchaseLine.purchase_id == Purchase.id) & (PurchaseLine.lot_id == Lot.id),
        )
        .where(_nearby(looked), Purchase.status.not_in(NEVER_BOUGHT), Lot.status.in_(ends))
        .order_by(Purchase.id, Lot.id)
    )
    return _by_record((place, year, number, lot, code) for number, place, year, lot, code in rows)


def _by_record(rows: Iterable[tuple[str, int, int, int | None, str | None]]) -> list[_Gone]:
    found: dict[tuple[str, int, int, int | None], set[str]] = {}
    for place, year, number, lot, code in rows:
        names = found.setdefault((place, year, number, lot), set())
        name = item_class(code)
        if name is not None:
            names.add(name)
    return [_Gone(*key, frozenset(names)) for key, names in found.items()]


def _failed(session: Session, looked: Sequence[Any]) -> tuple[Of, set[Holder]]:
    """By holder and year the protocols by which no offer could be taken, of all or of a lot, and
    who has any competition."""
    competing = session.execute(
        select(Purchase.place, Purchase.year)
        .where(_nearby(looked), Purchase.announced_on.is_not(None))
        .distinct()
    )
    rows = session.execute(
        select(Purchase.place, Purchase.year, Opening.purchase_id, Opening.on)
        .join(Opening, Opening.purchase_id == Purchase.id)
        .where(_nearby(looked), Opening.failed)
        .order_by(Opening.on, Opening.id)
    ).all()
    classes = classes_of(session, {row.purchase_id for row in rows}, item_class)
    found: Of = {}
    for place, year, number, on in rows:
        one = Ended(number, on, classes.get(number, frozenset()))
        found.setdefault((place, year), []).append(one)
    for lot, on in _lots_failed(session, looked):
        one = Ended(lot.purchase, on, lot.classes)
        found.setdefault((lot.place, lot.year), []).append(one)
    return found, set(competing.tuples())


def _lots_failed(session: Session, looked: Sequence[Any]) -> list[tuple[_Gone, date]]:
    """Lots of which no offer could be taken though others of their purchase were, each with the
    day of its protocol."""
    lots = _lots_gone(session, looked, ("failed",))
    rows = session.execute(
        select(Opening.purchase_id, func.max(Opening.on))
        .where(Opening.purchase_id.in_({one.purchase for one in lots}), Opening.failed.is_(False))
        .group_by(Opening.purchase_id)
    )
    days = dict(rows.tuples().all())
    return [(one, days[one.purchase]) for one in lots if one.purchase in days]


def additional(
    session: Session, purchases: Sequence[Any], awards: Mapping[int, tuple[Awarded, ...]]
) -> dict[int, Additional]:
    """Of each awarded purchase on a ground of buying more: what its holder awarded to the same
    supplier before, of whatever year."""
    more = [one for one in purchases if (one.method_ground or "").startswith(MORE)]
    chosen = {one.id: awards[one.id][0] for one in more if one.id in awards}
    if not chosen:
        return {}
    rows = session.execute(
        select(
            Award.purchase_id,
            Award.place,
            Award.supplier_id,
            Award.on,
            Award.amount,
            Purchase.method,
            Purchase.method_ground,
        )
        .join(Purchase, Purchase.id == Award.purchase_id)
        .where(
            Award.supplier_id.in_({one.supplier for one in chosen.values()}),
            Award.place.in_({one.place for one in more}),
            Purchase.status.in_(COUNTED),
        )
        .order_by(Award.on, Award.purchase_id)
    ).all()
    classes = classes_of(session, {row.purchase_id for row in rows}, six)
    found: dict[int, Additional] = {}
    for one in more:
        if one.id in chosen:
            award = chosen[one.id]
            before = tuple(_before(row, classes) for row in rows if _is_before(row, one, award))
            found[one.id] = Additional(award.supplier, award.amount, _percent(one), before)
    return found


def _is_before(row: Any, purchase: Any, award: Awarded) -> bool:
    same = (row.place, row.supplier_id) == (purchase.place, award.supplier)
    return same and (row.on, row.purchase_id) < (award.on, purchase.id)


def _before(row: Any, classes: Mapping[int, frozenset[str]]) -> Before:
    return Before(
        row.purchase_id,
        row.amount,
        profile.load().method(row.method).competitive,
        (row.method_ground or "").startswith(MORE),
        classes.get(row.purchase_id, frozenset()),
    )


def _percent(purchase: Any) -> Any:
    """How much more the purchase's ground allows, of its own law; None where it names no share."""
    law = profile.load()
    ground = law.ground(purchase.method_ground, law.method(purchase.method).law, purchase.on)
    return ground.percent if ground else None
