"""Whatever is done in whatever order, the kept answers are what a count from nothing gives."""

from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import Refusal
from core.models import table_of
from standard import recounts, totals
from standard.acts.assessments import record
from standard.acts.passports import fill
from standard.models import Assessment, Coverage, CoverageTotal
from tests.world import DAY, World

CODES = ("FIR-01", "FIR-02", "MED-04", "WSH-11", "PHY-01", "PHY-09", "PHY-14", "FIR-11", "MED-05")
FACTS = {
    "floor": 6,
    "extinguisher": 9,
    "pupil": 400,
    "perimeter_m": 700,
    "building": 3,
    "classroom": 9,
    "staff": 30,
}
SCHOOLS = {"S-1001": "officer", "S-1002": "officer", "S-1003": "other_officer"}


def passport(chance: Random, session: Session, world: World) -> None:
    school = chance.choice(sorted(SCHOOLS))
    known = chance.sample(sorted(FACTS), chance.randrange(1, len(FACTS)))
    facts = {code: str(chance.randrange(20, FACTS[code] + 21)) for code in known}
    for code in {"floor", "building"} & set(facts):
        facts[code] = str(chance.randrange(3, 7) if code == "floor" else 2)
    fill(session, getattr(world, SCHOOLS[school]), school, DAY.year, facts)


def finding(chance: Random, session: Session, world: World) -> None:
    school = chance.choice(sorted(SCHOOLS))
    code = chance.choice(CODES)
    value = Decimal(chance.randrange(0, 2 if code == "PHY-09" else 30))
    on = DAY - timedelta(chance.randrange(0, 900))
    until = on + timedelta(chance.randrange(1, 1200)) if chance.random() < 0.4 else None
    actor = getattr(world, SCHOOLS[school])
    record(session, actor, school, code, on=on, value=value, until=until)


def delivery(chance: Random, world: World, number: int) -> None:
    if number % 8 == 0:  # three purchases: the budget line pays for no more
        contract = world.contract(number=f"К-{number}")
        came = world.delivered(contract, {"S-1001": chance.randrange(1, 8)}, waybill=f"Ж-{number}")
        world.accepted(came, number=f"А-{number}")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_kept_answers_are_those_of_a_count_from_nothing(world: World, seed: int) -> None:
    chance = Random(seed)
    for number in range(24):
        delivery(chance, world, number)
        step = chance.choice((passport, finding, finding))
        with (
            suppress(Refusal),
            world.act() as session,
        ):  # what cannot be is refused, and changes nothing
            step(chance, session, world)
    with world.act() as session:
        assert session.scalar(select(func.count()).select_from(Assessment)) > 4
        assert list(recounts.coverage(session)) == []
        assert list(recounts.sums(session)) == []
        before = kept(session)
        totals.recount(session)
        assert kept(session) == before


def kept(session: Session) -> tuple[set[tuple[object, ...]], set[tuple[object, ...]]]:
    answers = {tuple(row) for row in session.execute(select(*table_of(Coverage).c))}
    sums = {tuple(row) for row in session.execute(select(*table_of(CoverageTotal).c))}
    return answers, {row for row in sums if any(row[2:])}
