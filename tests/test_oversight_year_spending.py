"""How a holder's year went, gathered from a base by which all of it was done."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from core import clock
from core.files import Paper
from core.money import som
from oversight.reports import year_spending
from oversight.reports.year_money import window
from oversight.voices import acts as voices
from oversight.year_spending import Reused, Spending
from procurement import acts as procurement
from procurement.acts import DayCount, DocumentValues
from procurement.models import Contract
from register.workdays import Workdays
from standard.acts import assessments as standard
from standard.acts import passports
from tests.test_oversight_voices import EDITOR, ask
from tests.world import AIMAK, DISTRICT, YEAR, World, extinguishers

CODES = ("FIR-02", "MED-02")
PICTURE = {"sha256": "b" * 64, "kind": "jpg", "size": "9"}
SCAN = {**PICTURE, "sha256": "c" * 64, "kind": "pdf"}
LATER = clock.today() + timedelta(days=60)
DECEMBER = date(YEAR, 12, 20)
KEY = (AIMAK, YEAR)


@pytest.fixture(scope="module")
def lived(lasting_world: World) -> World:
    """A year with two purchases, bread that was eaten, photographs, findings, and a question."""
    world = lasting_world
    first, second = (world.contract(number=number) for number in ("К-1", "К-2"))
    world.accepted(world.delivered(first, {"S-1001": 7, "S-1002": 3}))
    world.paid(first, "32000")
    with world.act() as session:
        values = DocumentValues("photograph", Paper("a" * 64, "jpg", 9, 1))
        for contract in (first, second):
            purchase = session.get(Contract, contract).purchase_id
            procurement.attach_document(session, world.officer, purchase, values)
        for school, actor in (("S-1001", world.school), ("S-1002", world.officer)):
            for code in CODES:
                found = {"on": date(2026, 4, 1), "value": Decimal(1), "files": [PICTURE, SCAN]}
                standard.record(session, actor, school, code, **found)
        passports.fill(session, world.school, "S-1001", YEAR, {"floor": "2"})
        for code, count in (("FIR-01", 9), ("FIR-05", 9), ("FIR-06", 0)):
            found = {"on": date(2026, 4, 2), "value": Decimal(count)}
            standard.record(session, world.school, "S-1001", code, **found)
        asked = ask(session, purchase_id=purchase)
        voices.publish(session, EDITOR, asked.id)
    _bread(world)
    return world


def _bread(world: World) -> None:
    """Bread for 6 000 som at one school, where 300 meals were counted on two days."""
    line = extinguishers(world.lines["food"]).lines[0]
    shares = (replace(line.shares[0], quantity=Decimal(100)),)
    food = replace(line, requirement="FOD-02", quantity=Decimal(100), unit_price=som(60))
    bought = world.purchase(title="Нан", lines=(replace(food, shares=shares),))
    world.accepted(world.delivered(world.contract(bought, number="К-3"), {"S-1001": 100}))
    with world.act() as session:
        days = [DayCount(date(2026, 3, day), 150) for day in (2, 3)]
        procurement.count_meals(session, world.school, "S-1001", days)


def year(world: World, *holders: tuple[str, int], today: date = LATER) -> dict[object, Spending]:
    with Session(world.writer) as session:
        return year_spending.gather(session, holders or (KEY,), today)


def test_contracts_and_payments_of_the_year_stand_beside_those_of_its_last_days(
    lived: World,
) -> None:
    rush = year(lived, today=DECEMBER)[KEY].rush
    assert (rush.contracts, rush.signed, rush.signed_late) == (3, som(70_000), som(0))
    assert (rush.paid, rush.paid_late) == (som(32_000), som(0))
    early = year(lived, today=date(YEAR, 6, 1))[KEY].rush
    assert (early.since, early.contracts) == (rush.since, 0)  # not asked before its days begin
    calendar = Workdays((6, 7), {date(2026, 12, 31): False})
    assert window(calendar, 2026) == date(2026, 12, 10)


def test_free_money_stands_beside_what_schools_lack_of_the_same_category(lived: World) -> None:
    by_category = {one.category: one for one in year(lived)[KEY].unspent}
    fire, food = by_category["emergency"], by_category["food"]
    assert (fire.planned, fire.free) == (som(150_000), som(86_000))
    assert (food.planned, food.free) == (som(100_000), som(94_000))
    assert fire.unmet["FIR-06"] == 1
    assert "FIR-01" not in fire.unmet
    assert not set(fire.unmet) & set(food.unmet)


def test_one_photograph_for_several_things_is_found_and_a_scan_is_not(lived: World) -> None:
    found = year(lived)[KEY].photographs
    assert found.count == 2
    assert set(found.reused) == {
        Reused(purchases=(1, 2)),
        Reused(schools=("S-1001", "S-1002")),
    }


def test_what_rests_on_a_schools_word_alone_is_told_apart(lived: World) -> None:
    """Extinguishers were bought, so that only the plans of evacuation are on word alone."""
    marks = year(lived)[KEY].marks
    assert (marks.count, marks.bare, marks.schools) == (2, 1, ("S-1001",))


def test_a_question_past_its_term_is_silence(lived: World) -> None:
    of = (AIMAK, clock.today().year)
    silence = year(lived, of)[of].silence
    assert (silence.asked, silence.due, silence.overdue) == (1, 1, 1)
    assert silence.purchases == (2,)
    assert year(lived, of, today=clock.today())[of].silence.due == 0


def test_meals_and_money_of_schools_are_those_of_the_holder(lived: World) -> None:
    found = year(lived)[KEY]
    assert (found.food.eaten.amount, found.food.eaten.meals) == (som(6000), 300)
    assert (found.food.norm, found.food.norm_standing) == (som(14), "sourced")
    assert (found.schools, found.pupils) == (2, {"S-1001": 300, "S-1002": 100})
    accepted = {one.category: dict(one.accepted) for one in found.categories}
    assert accepted["emergency"] == {"S-1001": som(22_400), "S-1002": som(9600)}


def test_many_holders_are_told_as_each_alone(lived: World) -> None:
    counts: list[str] = []

    def count(*told: object) -> None:
        counts.append(str(told[2]))

    holders = (KEY, (DISTRICT, YEAR), (AIMAK, YEAR - 1))
    alone = {key: of for holder in holders for key, of in year(lived, holder).items()}
    event.listen(lived.writer, "before_cursor_execute", count)
    assert year(lived, *holders) == alone
    event.remove(lived.writer, "before_cursor_execute", count)
    assert len(counts) <= 30
    assert alone[DISTRICT, YEAR].schools == 3
    assert alone[AIMAK, YEAR - 1].photographs.count == 0
