"""The example district: invented places, people and purchases, entered by the ordinary acts.

What happened is told in the YAML files beside this one; the modules read it and do it. Nothing
here is real, and everything is marked as an example.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

import journal
from procurement.models import Purchase
from register.models import Place, School
from tracker import nightly
from tracker.example import (
    budgets,
    diary,
    gifts,
    meals,
    papers,
    people,
    plans,
    purchases,
    registers,
    reviews,
    standing,
    year,
)
from tracker.example.told import holder

YEARS = (2025, 2026)
Progress = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the example consists of. Passwords are known only to the load that drew them."""

    loaded: bool
    places: int
    schools: int
    purchases: int
    accounts: list[dict[str, str | None]]


def load(
    writer: Engine,
    progress: Progress = print,
    country: str = "KG",
    folder: Path | None = None,
) -> Loaded:
    """Load the example in one transaction; a base that has it already is not changed.

    The files of its papers are kept in `folder`; without one they are named and lie nowhere.

    Raises:
        Refusal: as the acts do; then nothing is loaded.
    """
    with Session(writer) as session, session.begin():
        if _present(session):
            return _counted(session, False, people.known(session))
    passwords = people.passwords()  # hashing takes its time, and no transaction waits for it
    with Session(writer) as session, session.begin():
        if _present(session):
            return _counted(session, False, people.known(session))
        progress("registers and the Standard")
        registers.load(session, country)
        journal.next_act(session)
        progress("accounts and suppliers")
        cast = people.gather(session, country, passwords)
        progress("passports and stock-taking")
        standing.beforehand(session, cast)
        for of in YEARS:
            progress(f"budgets of {of}")
            budgets.enter(session, cast, of)
        for of in YEARS:
            progress(f"purchases of {of}")
            plans.publish(session, cast, of)
            purchases.enter(session, cast, of)
        progress("voluntary help")
        gifts.enter(session, cast)
        progress("meals")
        meals.enter(session, cast)
        progress("hearings, a transfer, the end of a year")
        year.enter(session, cast)
        progress("assessments, prices, good practice")
        standing.afterwards(session, cast, country)
        progress("papers, and what councils and people did")
        papers.enter(session, cast, folder)
        findings = diary.enter(session, cast, country, folder)
        progress("flags, and what the council makes of them")
        nightly.renew(session, country)
        reviews.enter(session, cast, findings)
        return _counted(session, True, cast.accounts)


def _present(session: Session) -> bool:
    return session.get(Place, holder("district")) is not None


def _counted(session: Session, loaded: bool, accounts: list[dict[str, str | None]]) -> Loaded:
    """What the district has; a synthetic country beside it does not count."""
    district = holder("district")
    here = select(Place.code).where((Place.code == district) | (Place.parent == district))
    schools = select(func.count()).select_from(School).where(School.place.in_(here))
    bought = select(func.count()).select_from(Purchase).where(Purchase.place.in_(here))
    return Loaded(
        loaded,
        session.scalar(select(func.count()).select_from(here.subquery())) or 0,
        session.scalar(schools) or 0,
        session.scalar(bought) or 0,
        accounts,
    )
