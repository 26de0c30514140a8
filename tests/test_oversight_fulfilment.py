"""What came of purchases, gathered from a base by which all of it was done; and its flags."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from core import clock
from core.money import som
from oversight import flags
from oversight.flags.result import CANNOT_SAY, RAISED
from oversight.fulfilment import Fulfilment, NotSeen, Wanting
from oversight.reports import beside, fulfilment, matters
from oversight.visits.rules import Told as Seen
from oversight.voices import acts as voices
from procurement import acts as procurement
from procurement.models import AcceptanceLine, Contract, Purchase
from standard.acts import assessments as standard
from tests.doors import site
from tests.test_budgets_gifts import THINGS, recorded
from tests.test_oversight_flag_tables import TABLES, looked
from tests.test_oversight_voices import EDITOR, ask, tell
from tests.visits_world import announced, described, visited
from tests.world import AIMAK, DAY, YEAR, World, extinguishers
from tracker.flags import numbers

TODAY = date(2026, 6, 1)
CAME, HALF, NOTHING, MILK, DRAFT = range(1, 6)
"""The purchases of `bought` by number."""
OURS = ("R067", "S04", "R073", "S09", "S08", "S06", "R020", "R039")


@pytest.fixture(scope="module")
def bought(lasting_world: World) -> World:
    """One that came in time, half of one paid in advance, nothing, milk in July, and a draft."""
    world = lasting_world
    came = world.contract(number="К-1")
    world.accepted(world.delivered(came, {"S-1001": 7, "S-1002": 3}))
    world.paid(came, "32000")
    half = world.contract(number="К-2", advance_limit=som(20_000))
    world.accepted(world.delivered(half, {"S-1001": 3}), refused=1)
    world.paid(half, "20000", "advance")
    world.contract(number="К-3")
    _milk(world)
    with world.act() as session:
        values = extinguishers(world.lines["fire"])
        procurement.draft(session, world.officer, AIMAK, YEAR, values)
        for network in ("one", "two", "three"):
            tell(session, HALF, "missing", network)
        asked = ask(session, purchase_id=NOTHING)
        voices.publish(session, EDITOR, asked.id)
        seen = {"on": date(2026, 3, 10), "value": Decimal(4)}
        standard.record(session, world.council, "S-1001", "FIR-01", **seen)
    recorded(world, values=THINGS)
    return world


def _milk(world: World) -> None:
    """Milk, which spoils, brought and accepted in the summer holidays."""
    line = replace(
        extinguishers(world.lines["food"]).lines[0],
        title="Сүт",
        requirement="FOD-06",
        item_code="15511000-3",
        unit="литр",
        unit_price=som(60),
    )
    contract = world.contract(world.purchase(title="Сүт", lines=(line,)), number="К-4")
    with world.act() as session:
        row = session.get(Contract, contract).lines[0].id
        arrived = [procurement.Arrived(row, "S-1001", Decimal(7))]
        arrived.append(procurement.Arrived(row, "S-1002", Decimal(3)))
        procurement.deliver(
            session, world.officer, contract, on=date(2026, 7, 6), waybill="Ж", arrived=arrived
        )


def facts(world: World, *numbers: int) -> dict[int, Fulfilment]:
    """What is gathered of these purchases at once."""
    with Session(world.writer) as session:
        wanted = select(Purchase.id).where(Purchase.id.in_(numbers))
        purchases = session.execute(
            select(*matters.HEAD).where(Purchase.id.in_(numbers)).order_by(Purchase.id)
        ).all()
        return fulfilment.gather(session, wanted, purchases, TODAY)


def states(world: World, number: int) -> dict[str, str]:
    """What each of our flags says of a purchase: its state, or why it cannot say."""
    with Session(world.writer) as session:
        wanted = select(Purchase.id).where(Purchase.id == number)
        [matter] = matters.gather(session, wanted, TODAY)
    looks = {one.flag: one.look for one in flags.look(matter)}
    return {code: looks[code].why or looks[code].state for code in OURS}


def test_what_came_in_time_and_in_order_raises_only_what_others_saw(bought: World) -> None:
    said = states(bought, CAME)
    assert (said["R067"], said["S04"], said["R073"]) == ("not_raised",) * 3
    assert (said["S09"], said["S06"]) == (RAISED, RAISED)
    assert (said["S08"], said["R020"], said["R039"]) == (
        "nothing_spoils",
        "few_reports",
        "no_questions",
    )
    seen = NotSeen("S-1001", "FIR-01", Decimal(9), Decimal(4), date(2026, 3, 10))
    assert facts(bought, CAME)[CAME].not_seen == (seen,)


def test_half_of_a_contract_is_late_paid_ahead_and_told_of(bought: World) -> None:
    said = states(bought, HALF)
    assert {said[code] for code in ("R067", "S04", "R073", "S09", "R020")} == {RAISED}
    found = facts(bought, HALF)[HALF]
    [one] = found.handovers
    assert (one.came, one.missing, one.paid) == (som(9600), som(22_400), som(20_000))
    assert one.days_late(TODAY) == 31
    assert found.wanting == Wanting(refused=som(3200))


def test_nothing_came_and_a_question_waits(bought: World) -> None:
    said = states(bought, NOTHING)
    assert (said["R067"], said["S04"]) == (RAISED, "nothing_paid")
    assert (said["R073"], said["R039"]) == ("nothing_checked", "not_closed")


def test_milk_in_the_holidays_is_told_by_its_day(bought: World) -> None:
    found = facts(bought, MILK)[MILK]
    assert found.spoiling == (date(2026, 7, 6),)
    assert states(bought, MILK)["S08"] == RAISED
    assert found.handovers[0].last_on == date(2026, 7, 6)  # and due on the first of May


def test_of_a_draft_none_of_these_flags_can_say(bought: World) -> None:
    said = states(bought, DRAFT)
    assert said.pop("S06") == RAISED  # a gift for the same thing is known before anything is bought
    assert not {"raised", "not_raised"} & set(said.values())
    with Session(bought.writer) as session:
        wanted = select(Purchase.id).where(Purchase.id == DRAFT)
        [whole] = matters.gather(session, wanted, TODAY)
    looks = flags.look(replace(whole, fulfilment=Fulfilment()))
    assert {one.look.state for one in looks if one.flag in OURS} == {CANNOT_SAY}


def test_what_was_closed_before_its_day_was_not_waited_for_until_then(
    world: World, sqlite_only: str
) -> None:
    ends = {world.purchase(): date(2026, 4, 20), world.purchase(): date(2026, 5, 11)}
    for number, day in ends.items():  # both are due on the first of May
        contract = world.contract(number)
        world.accepted(world.delivered(contract, {"S-1001": 7}))
        world.paid(contract, "22400")
        noon = datetime(day.year, day.month, day.day, 6, tzinfo=UTC)
        with clock.standing(noon), world.act() as session:
            procurement.close(session, world.officer, number, reason="Калганы келген жок.")
    assert [states(world, number)["R067"] for number in ends] == ["not_raised", RAISED]
    late = max(ends)
    [one] = facts(world, late)[late].handovers
    assert (one.missing, one.days_late(TODAY)) == (som(9600), 10)


def test_what_lapsed_before_a_second_count_nobody_had_to_see(
    world: World, sqlite_only: str
) -> None:
    number = world.purchase()
    world.accepted(world.delivered(world.contract(number), {"S-1001": 7}))
    lapsed = date(2026, 3, 20)
    with world.act() as session:
        session.execute(update(AcceptanceLine).values(good_until=lapsed))
    for day, there in ((date(2026, 3, 10), 7), (lapsed, 0)):
        with world.act() as session:
            standard.record(
                session, world.council, "S-1001", "FIR-01", on=day, value=Decimal(there)
            )
        known = facts(world, number)[number]
        assert (known.visited, known.not_seen) == (True, ())


def test_what_a_visit_looked_for_and_did_not_see_is_told_too(
    world: World, sqlite_only: str
) -> None:
    described(world)
    number = world.purchase()
    world.accepted(world.delivered(world.contract(number), {"S-1001": 7}))
    with world.act() as session:
        first = announced(session, world, last_on=DAY + timedelta(90)).id
        gone = {"physical": {"FIR-01": Seen("not_seen")}}
        visited(session, world, first, gone, on=DAY + timedelta(9))
    assert facts(world, number)[number].not_seen == (
        NotSeen("S-1001", "FIR-01", Decimal(7), Decimal(0), DAY + timedelta(9)),
    )
    assert states(world, number)["S09"] == RAISED


def test_many_are_told_as_each_alone_in_as_many_statements(
    bought: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []

    def count(*_statement: object) -> None:
        counts[-1] += 1

    numbers = (CAME, HALF, NOTHING, MILK, DRAFT)
    alone: dict[int, Fulfilment] = {}
    for number in numbers:
        alone |= facts(bought, number)
    event.listen(bought.writer, "before_cursor_execute", count)
    for few in (beside.FEW, 0):  # schools of few purchases are asked of, of many the whole country
        monkeypatch.setattr(beside, "FEW", few)
        counts.append(0)
        assert facts(bought, *numbers) == alone
    event.remove(bought.writer, "before_cursor_execute", count)
    assert max(counts) <= 17


def test_every_fact_of_every_raised_flag_can_be_written_and_its_links_lead_somewhere(
    bought: World, tmp_path: Path
) -> None:
    cases = [(code, facts) for code, of in TABLES.items() for facts in of.raised.values()]
    with site(bought, tmp_path) as app:
        links = set()
        for lang in ("ky", "ru", "en"):
            with app.test_request_context(f"/{lang}/"):
                for code, case in cases:
                    shown = numbers(looked(code, case).facts)
                    assert all(one.label and (one.text or one.links) for one in shown)
                    links |= {href for one in shown for _, href in one.links}
        assert any("/schools/" in href for href in links)
        assert any("FIR-01" in href for href in links)
        page = app.test_client().get(f"/ky/purchases/{CAME}").text
    assert "№ 1 мектеп</a>" in page
    assert "Сатып алынган, бирок көрүнгөн жок" in page
