"""The principles of safe procurement as they are kept: by purchase, and added up. Not journaled.

Acts keep what they touch; the night counts purchases that nobody counted yet, and adds all up anew,
so that a base from before has them too. Prices are compared above (`oversight.price_principle`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, delete, exists, insert, select
from sqlalchemy.orm import Session

from core.models import table_of
from core.upsert import upsert
from procurement import principles
from procurement.models import PrincipleTotal, Purchase, PurchasePrinciple, Share
from procurement.principles import CANNOT_SAY, STATES
from procurement.reports.principles import COUNTED, facts
from register import reports as register

Key = tuple[int, str]  # purchase, principle
Total = tuple[str, int, str]  # scope, year, principle
Changes = Mapping[Key, tuple[str | None, str | None]]  # the state before and now; None: none
BATCH = 2_000  # purchases


def keep(session: Session, purchase: int) -> None:
    """Count the principles of one purchase anew, in the transaction of the act that touched it."""
    _keep(session, select(Purchase.id).where(Purchase.id == purchase))


def keep_between(session: Session, first: int, end: int) -> None:
    """Count those of many purchases brought in whole: numbers from `first` up to before `end`."""
    for start in range(first, end, BATCH):
        last = min(start + BATCH, end) - 1
        _keep(session, select(Purchase.id).where(Purchase.id.between(start, last)))


def tell_prices(session: Session, told: Mapping[int, str], on: date) -> None:
    """Keep what the comparison of `on` says of the prices of purchases, by their number."""
    kept = _kept(session, select(Purchase.id).where(Purchase.id.in_(list(told))))
    now = {key: told[key[0]] for key in kept if key[1] == "price"}
    _add_up(session, {key: (kept[key], state) for key, state in now.items()})
    upsert(session, PurchasePrinciple, [_row(key, now[key], compared_on=on) for key in now])


def renew(session: Session) -> None:
    """Count what was never counted, and add all up anew."""
    numbers = session.scalars(_uncounted().order_by(Purchase.id)).all()
    for start in range(0, len(numbers), BATCH):
        _keep(session, select(Purchase.id).where(Purchase.id.in_(numbers[start : start + BATCH])))
    rows = [
        {"scope": scope, "year": year, "principle": principle, **sums}
        for (scope, year, principle), sums in sorted(totals(session).items())
    ]
    session.execute(delete(PrincipleTotal))
    if rows:
        session.execute(insert(table_of(PrincipleTotal)), rows)


def any_uncounted(session: Session) -> bool:
    """Is there a public purchase nobody counted yet, as in a base from before?"""
    return session.scalar(_uncounted().limit(1)) is not None


def _uncounted() -> Select[Any]:
    return select(Purchase.id).where(
        Purchase.status.in_(COUNTED),
        ~exists().where(PurchasePrinciple.purchase_id == Purchase.id),
    )


def counted(session: Session) -> dict[Key, str]:
    """The states of every counted purchase by its facts, but for the price."""
    return {
        (purchase, principle): state
        for purchase, found in facts(session, select(Purchase.id)).items()
        for principle, state in principles.states(found).items()
    }


def totals(session: Session) -> dict[Total, dict[str, int]]:
    """What is kept of every purchase, added up for every page it is on."""
    every = select(Purchase.id)
    return _added(session, every, {key: (None, now) for key, now in _kept(session, every).items()})


def _keep(session: Session, wanted: Select[Any]) -> None:
    """Put what the facts say in place of what was kept; a new purchase's price is not said yet."""
    session.flush()
    kept = _kept(session, wanted)
    new: dict[Key, str] = {}
    for purchase, found in facts(session, wanted).items():
        new[purchase, "price"] = kept.get((purchase, "price"), CANNOT_SAY)
        new |= {(purchase, name): state for name, state in principles.states(found).items()}
    gone = {purchase for purchase, _ in kept.keys() - new.keys()}
    if gone:
        session.execute(delete(PurchasePrinciple).where(PurchasePrinciple.purchase_id.in_(gone)))
    changes = {key: (kept.get(key), new.get(key)) for key in kept.keys() | new.keys()}
    _add_up(session, changes)
    changed = [key for key, state in new.items() if kept.get(key) != state]
    upsert(session, PurchasePrinciple, [_row(key, new[key]) for key in sorted(changed)])


def _row(key: Key, state: str, **more: Any) -> dict[str, Any]:
    return {"purchase_id": key[0], "principle": key[1], "state": state, **more}


def _kept(session: Session, wanted: Select[Any]) -> dict[Key, str]:
    of = PurchasePrinciple
    rows = session.execute(
        select(of.purchase_id, of.principle, of.state).where(of.purchase_id.in_(wanted))
    )
    return {(purchase, principle): state for purchase, principle, state in rows}


def _add_up(session: Session, changes: Changes) -> None:
    """Move each purchase from the state it had to the one it has, on every page it is on."""
    moved = {key: change for key, change in changes.items() if change[0] != change[1]}
    if not moved:
        return
    wanted = select(Purchase.id).where(Purchase.id.in_({purchase for purchase, _ in moved}))
    rows = [
        {"scope": scope, "year": year, "principle": principle, **sums}
        for (scope, year, principle), sums in sorted(_added(session, wanted, moved).items())
    ]
    upsert(session, PrincipleTotal, rows, add=STATES)


def _added(session: Session, wanted: Select[Any], changes: Changes) -> dict[Total, dict[str, int]]:
    """By page and principle: how many more (or fewer) purchases are in each state."""
    pages = _pages(session, wanted)
    sums: dict[Total, dict[str, int]] = {}
    for (purchase, principle), (before, now) in changes.items():
        year, scopes = pages[purchase]
        for scope in scopes:
            one = sums.setdefault((scope, year, principle), dict.fromkeys(STATES, 0))
            if before is not None:
                one[before] -= 1
            if now is not None:
                one[now] += 1
    return sums


def _pages(session: Session, wanted: Select[Any]) -> dict[int, tuple[int, set[str]]]:
    """Of each purchase: its year, and the places and schools whose pages it is on."""
    about: dict[int, tuple[int, set[str]]] = {
        number: (year, {place})
        for number, year, place in session.execute(
            select(Purchase.id, Purchase.year, Purchase.place).where(Purchase.id.in_(wanted))
        )
    }
    shares = select(Share.purchase_id, Share.school).where(Share.purchase_id.in_(wanted))
    for number, school in session.execute(shares.distinct()):
        about[number][1].add(school)
    lines = register.lineages(session, {code for _, codes in about.values() for code in codes})
    return {
        number: (year, {above for code in codes for above in lines[code]})
        for number, (year, codes) in about.items()
    }
