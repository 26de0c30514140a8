"""An act that names no purchase looks again at those it concerns, and at no other."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from core import clock
from core.access import Role
from oversight.kept import following
from oversight.kept.following import _touched as touched
from oversight.visits.rules import Told
from oversight.voices import acts as voices
from procurement.acts import meals
from standard.acts.assessments import record
from tests.test_budgets_gifts import THINGS, recorded
from tests.test_oversight_fulfilment import _milk as milk
from tests.test_oversight_kept import acting, states
from tests.test_oversight_voices import EDITOR, ask
from tests.visits_world import announced, described, visited
from tests.world import DAY, World, held

CAME, ASKED, MILK = 1, 2, 3
SUMMER = date(2026, 7, 6)


@pytest.fixture
def world_of_three(world: World, sqlite_only: str) -> World:
    """Extinguishers that came, some that did not and are asked about, and milk in July."""
    world.accepted(world.delivered(world.contract(number="К-1"), {"S-1001": 7, "S-1002": 3}))
    world.contract(number="К-2")
    milk(world)
    described(world)
    with world.act() as session:
        asked = ask(session, purchase_id=ASKED)
        voices.publish(session, EDITOR, asked.id)
        following.renew(session, clock.today())
    return world


def state(world: World, purchase: int, flag: str) -> str:
    """What is kept of one flag: its letter."""
    with world.act() as session:
        return states(session, purchase)[flag]


def test_gifts_counts_and_meals_are_followed_by_the_act_itself(world_of_three: World) -> None:
    world = world_of_three
    assert [state(world, CAME, code) for code in ("S06", "S09")] == ["c", "c"]
    recorded(world, values=THINGS)
    with acting(world):
        pass
    assert [state(world, number, "S06") for number in (CAME, ASKED, MILK)] == ["r", "r", "c"]
    with acting(world) as session:
        number = announced(session, world, last_on=DAY + timedelta(90)).id
        gone = {"physical": {"FIR-01": Told("not_seen")}}
        visited(session, world, number, gone, on=DAY + timedelta(9))
    assert (state(world, CAME, "S09"), state(world, MILK, "S08")) == ("r", "r")
    with acting(world) as session:
        for code in ("S-1001", "S-1002"):
            day = meals.DayCount(SUMMER, 7, 7, worked=True)
            meals.count_meals(session, held(15, (Role.SCHOOL, code)), code, [day])
    assert state(world, MILK, "S08") == "n"


def test_an_answer_and_a_count_concern_their_purchases_alone(world_of_three: World) -> None:
    world = world_of_three
    with Session(world.writer) as session:
        since = following._standing(session)[0]
    with world.act() as session:
        voices.answer(session, world.officer, 1, text="Жооп берилди.", language="ky")
        assert touched(session, since) == {ASKED}
    with world.act() as session:
        how = {"on": DAY + timedelta(10), "value": Decimal(9)}
        record(session, held(15, (Role.SCHOOL, "S-1002")), "S-1002", "FIR-01", **how)
        assert touched(session, since) == {ASKED}
        record(session, world.council, "S-1001", "FIR-01", **how)
        assert touched(session, since) == {CAME, ASKED}
