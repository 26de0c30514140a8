"""Similar schools of a whole country: the night's work beside reading what it compares."""

import argparse
from decimal import Decimal
from itertools import islice
from random import Random
from typing import Any

from sqlalchemy import Engine, func, insert, select, update
from sqlalchemy.orm import Session

from benchmarks.coverage import country
from benchmarks.grounds import cpu, folder, told
from budgets.models import Total
from core.clock import today
from core.models import table_of
from procurement import peers
from procurement.models import PeerBand, SchoolPeer
from register import profile, pupils
from register.models import School
from register.nearest import nearest
from standard import totals

BATCH = 10_000
YEARS = (today().year - 2, today().year - 1, today().year)


def describe(session: Session, seed: int) -> None:
    """Facts of every school, a tenth of them not known, and three years of money."""
    chance = Random(seed)
    rows = []
    for code in session.scalars(select(School.code).order_by(School.code)).all():
        known = {
            "pupils": {str(year): str(chance.randint(30, 1800)) for year in YEARS},
            "shifts": chance.randint(1, 3),
            "altitude": chance.randint(500, 3200),
            "heating_days": chance.randint(120, 210),
            "area": chance.choice(("urban", "rural")),
        }
        told_of = {name: value for name, value in known.items() if chance.random() < 0.9}
        session.execute(update(School).where(School.code == code).values(**told_of))
        rows += [
            {
                "scope": code,
                "year": year,
                "kind": "category",
                "code": category,
                "purse": purse,
                "planned": Decimal(chance.randint(10_000, 900_000)),
                "committed": Decimal(0),
                "accepted": Decimal(0),
                "paid": Decimal(chance.randint(1_000, 90_000)),
            }
            for year in YEARS
            for category in ("food", "emergency", "medical", "territory", "water", "psychology")
            for purse in ("local_own", "republican")
        ]
    feed = iter(rows)
    while part := list(islice(feed, BATCH)):
        session.execute(insert(table_of(Total)), part)


def read(session: Session) -> list[Any]:
    """What is compared of every school, as the night reads it."""
    return peers.known_facts(session, today(), peers.counted_pupils(session, today()))


def measured(writer: Engine, schools: int) -> None:
    """The parts of the night's work, in CPU seconds and beside reading the schools."""
    scale = profile.load("KG").likeness
    with Session(writer) as session:
        facts = read(session)
        bare = cpu(lambda: read(session))
        choosing = cpu(lambda: nearest(facts, scale))
        whole = cpu(lambda: _night(session))
        counted = cpu(lambda: pupils.of_place(session, "KG", YEARS[1:]))
        rows = [session.scalar(select(func.count()).select_from(m)) for m in (SchoolPeer, PeerBand)]
        print(f"{schools} schools read: {bare:.2f} s")
        print(f"the nearest of each chosen: {choosing:.2f} s, {choosing / bare:.1f} x reading")
        print(f"children of all schools added up for a page: {counted * 1000:.1f} ms")
        print(f"all of it, {rows[0]} peers and {rows[1]} bands written: {whole:.2f} s,", end=" ")
        print(f"{whole / bare:.1f} x reading")


def _night(session: Session) -> None:
    peers.renew(session, today())
    session.flush()


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=2_300)
    options = parser.parse_args()
    with folder() as here:
        writer = country(here / "country.db", options.schools)
        with Session(writer) as session, session.begin():
            describe(session, seed=1)
            totals.recount(session, today())
        told("described and counted")
        measured(writer, options.schools)
        writer.dispose()
    print("goal: a country in some seconds")


if __name__ == "__main__":
    main()
