"""Answers to flags: published with the plan in one transaction, superseded, never changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import event, func, select

from budgets import acts as budgets
from budgets.models import DraftLine
from core import clock
from core.access import Act
from core.errors import NotPermitted, Refusal
from core.money import som
from journal.audit import journaled
from journal.audit import problems as audited
from journal.models import Entry, State
from oversight import acts, price_principle
from oversight.models import FlagAnswer
from oversight.reports import flags
from procurement import acts as procurement
from procurement.models import Contract, Covers, Purchase, PurchasePrinciple
from tests.world import AIMAK, DAY, YEAR, World, extinguishers
from tracker.recounts import RECOUNTS

WHY = "Өрттөн кийин шашылыш алынды."


def dear(world: World, price: int = 9000) -> procurement.PurchaseValues:
    """Three extinguishers with an item code, at a price of their own."""
    base = extinguishers(world.lines["fire"])
    share = replace(base.lines[0].shares[0], quantity=Decimal(1))
    line = replace(
        base.lines[0],
        item_code="35111320-4",
        quantity=Decimal(1),
        unit_price=som(price),
        shares=(share,),
    )
    return replace(base, lines=(line,))


def explained(world: World) -> tuple[procurement.PurchaseLineValues, ...]:
    """The same dear lines with a reason beside the price."""
    return tuple(replace(line, price_reason=WHY) for line in dear(world).lines)


def five_bought(world: World) -> None:
    """One purchase of five lines, accepted whole: extinguishers at 3 000 to 3 400 som."""
    lines = tuple(dear(world, price).lines[0] for price in (3000, 3100, 3200, 3300, 3400))
    contract = world.contract(world.purchase(lines=lines))
    with world.act() as session:
        arrived = [
            procurement.Arrived(line.id, "S-1001", Decimal(1))
            for line in session.get(Contract, contract).lines
        ]
        delivery = procurement.deliver(
            session, world.officer, contract, on=DAY, waybill="Ж-1", arrived=arrived
        ).id
    world.accepted(delivery)


@pytest.fixture
def priced(world: World) -> World:
    """A world in which five extinguishers were bought at prices of their own."""
    five_bought(world)
    return world


def draft(world: World, price: int = 9000) -> int:
    with world.act() as session:
        return procurement.draft(session, world.officer, AIMAK, YEAR, dear(world, price)).id


def raised(world: World, purchase: int, today: date = DAY) -> list[str]:
    with world.act() as session:
        return [one.flag for one in flags.of_purchase(session, purchase, today) if one.raised]


def publish(world: World, purchase: int, answers: dict[str, str], **how: object) -> None:
    with world.act() as session:
        acts.publish(
            session,
            how.pop("by", world.officer),
            purchase,
            **{"on": DAY, "answers": answers, "language": "ky", **how},
        )


def state(world: World, purchase: int) -> tuple[str, int, int]:
    """Status, number of answers, size of the journal."""
    with world.act() as session:
        return (
            session.get(Purchase, purchase).status,
            session.scalar(select(func.count()).select_from(FlagAnswer)),
            session.scalar(select(State.size)),
        )


def test_a_raised_flag_is_answered_in_the_act_that_publishes(priced: World) -> None:
    purchase = draft(priced)
    assert raised(priced, purchase) == ["R017"]
    size = state(priced, purchase)[2]
    with pytest.raises(Refusal) as refused:
        publish(priced, purchase, {"R017": "  "})
    assert (refused.value.code, refused.value.field) == ("flag.needs_answer", "R017")
    assert state(priced, purchase) == ("draft", 0, size)

    publish(priced, purchase, {"R017": WHY, "S03": "Суралган эмес."})
    assert raised(priced, purchase, clock.today()) == ["R017"]  # afterwards as before
    with priced.act() as session:
        (answer,) = session.scalars(select(FlagAnswer)).all()
        assert (answer.flag, answer.text, answer.rule_version) == ("R017", WHY, "2.0")
        assert session.get(Purchase, purchase).lines[0].price_reason == WHY
        assert (answer.facts["price"], answer.facts["compared_prices"]) == ("9000.00", "5")
        acts_done = session.execute(
            select(Entry.act_no, Entry.table).where(Entry.number >= size)
        ).all()
        assert len({number for number, _ in acts_done}) == 1  # the plan and its answers are one
        assert {"purchases", "flag_answers"} <= {table for _, table in acts_done}
        assert audited(session, journaled(), ()) == []


def test_a_refused_plan_keeps_no_answer(priced: World) -> None:
    purchase = draft(priced)
    before = state(priced, purchase)
    for how, code in (
        ({"seen": 77}, "record.changed_meanwhile"),
        ({"on": date(2014, 1, 1), "answers": {}}, "method.not_in_force"),
        ({"language": "de"}, "flag.language"),
        ({"answers": {"R017": "Чалыңыз: aida@example.kg"}}, "text.holds_personal_data"),
    ):
        with pytest.raises(Refusal) as refused:
            publish(priced, purchase, **{"answers": {"R017": WHY}, **how})
        assert refused.value.code == code
        assert state(priced, purchase) == before
    with pytest.raises(NotPermitted):
        publish(priced, purchase, {"R017": WHY}, by=priced.approver)


def test_without_a_flag_publishing_is_the_plan_and_nothing_else(priced: World) -> None:
    purchase = draft(priced, 3200)
    publish(priced, purchase, {"R017": "Жок белгиге жооп."})
    assert state(priced, purchase)[:2] == ("planned", 0)


def test_no_sentence_lets_a_draft_pass_with_a_flag_that_blocks(world: World) -> None:
    purchase = draft(world)
    with world.act() as session:
        for covers in session.scalars(select(Covers)):
            session.delete(covers)
    with pytest.raises(Refusal) as refused:
        publish(world, purchase, {"S01": WHY})
    assert refused.value.code == "flag.blocks"


def test_importers_plan_as_before_and_their_flags_are_answered_later(priced: World) -> None:
    purchase = priced.purchase(lines=explained(priced))
    for text in (WHY, "Баага орнотуу кирет."):
        with priced.act() as session:
            acts.justify(session, priced.officer, purchase, "R017", text=text, language="ky")
    with priced.act() as session:
        (card,) = [one for one in flags.cards(session, purchase, DAY) if one.result.raised]
        assert card.answer.text == "Баага орнотуу кирет."
        assert [one.text for one in card.older] == [WHY]
        assert card.answer.facts == card.result.look.facts
        assert flags.answer_keys(session, purchase) == (1, 2)


def test_only_a_raised_flag_of_a_public_purchase_is_answered_by_its_officer(priced: World) -> None:
    purchase, drafted = priced.purchase(lines=explained(priced)), draft(priced)
    for by, number, flag, text, wanted in (
        (priced.officer, drafted, "R017", WHY, "flag.of_draft"),
        (priced.officer, purchase, "R011", WHY, "flag.not_raised"),
        (priced.officer, purchase, "X", WHY, "flag.not_raised"),
        (priced.officer, purchase, "R017", " ", "flag.no_text"),
        (priced.other_officer, purchase, "R017", WHY, Act.JUSTIFY),
        (priced.approver, purchase, "R017", WHY, Act.JUSTIFY),
        (priced.council, purchase, "R017", WHY, Act.JUSTIFY),
    ):
        with pytest.raises((Refusal, NotPermitted)) as refused, priced.act() as session:
            acts.justify(session, by, number, flag, text=text, language="ky")
        assert wanted in (getattr(refused.value, "code", ""), getattr(refused.value, "act", ""))


def test_an_advance_raises_its_flag_and_an_ordinary_payment_none(world: World) -> None:
    contract = world.contract(advance_limit=som(10_000))
    assert raised(world, 1) == []
    world.paid(contract, "10000", kind="advance")
    assert raised(world, 1) == ["S03"]
    other = world.contract(world.purchase(), number="К-2")
    world.accepted(world.delivered(other, {"S-1001": 7}))
    world.paid(other, "100", document="П-9")
    assert raised(world, 2) == []


def enrich(world: World) -> None:
    """The line of the fire money has three million som."""
    with world.act() as session:
        version = budgets.open_draft(session, world.officer, AIMAK, YEAR)
        ceilings = {"local_own": som(4_000_000), "republican": som(100_000)}
        budgets.set_ceilings(session, world.officer, version.id, ceilings)
        line = session.scalars(
            select(DraftLine).where(
                DraftLine.version_id == version.id, DraftLine.line_id == world.lines["fire"]
            )
        ).one()
        values = budgets.LineValues(
            AIMAK, "emergency", None, "local_own", False, None, som(3_000_000)
        )
        budgets.change_line(session, world.officer, line.id, values)
        budgets.submit(session, world.officer, version.id, reason="Сыноо үчүн.")
        budgets.approve(session, world.approver, version.id, resolution="№ 2", on=DAY)


def test_splitting_is_seen_over_direct_purchases_of_one_holder(world: World, table) -> None:
    """
    som      method         flagged
    600000   single_source  R011
    500000   quotations     –
    300000   single_source  R011
    200000   single_source  R011
    """
    enrich(world)
    numbers = [
        world.purchase(lines=dear(world, int(row["som"])).lines, method=row["method"])
        for row in table
    ]
    found = [",".join(raised(world, number)) or "–" for number in numbers]
    assert found == [row["flagged"] for row in table]  # on one day each sees the others
    with world.act() as session:
        same = flags.of_place(session, AIMAK, YEAR, DAY)
        (facts,) = [one.look.facts for one in same[numbers[3]] if one.flag == "R011"]
        assert facts["purchases"] == [str(numbers[0]), str(numbers[2])]
        assert (facts["sum_year"], facts["threshold"]) == ("1100000.00", "1000000.00")
        procurement.cancel(session, world.officer, numbers[0], reason="Керек эмес болду.")
    assert raised(world, numbers[3]) == []


def test_a_contract_of_which_nothing_came_keeps_its_price(priced: World) -> None:
    purchase = priced.purchase(lines=explained(priced))
    priced.contract(purchase, number="К-9", amount=som(8000))
    with priced.act() as session:
        procurement.close(session, priced.officer, purchase, reason="Жеткирүүчү келген жок.")
        (look,) = [
            one.look for one in flags.of_purchase(session, purchase, DAY) if one.flag == "R017"
        ]
        assert (look.state, look.facts["price"]) == ("raised", "8000.00")
        assert look.facts["price_of"] == "contract"


def test_another_draft_is_nobodys_business(world: World) -> None:
    enrich(world)
    for price in (600_000, 500_000):
        drafted = draft(world, price)
    assert raised(world, drafted) == []


def statements(world: World) -> int:
    """How many statements the flags of a place and year take."""
    asked: list[str] = []

    def note(_connection, _cursor, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with world.act() as session:
        session.connection()
        event.listen(world.writer, "before_cursor_execute", note)
        found = flags.of_place(session, AIMAK, YEAR, DAY)
        event.remove(world.writer, "before_cursor_execute", note)
        assert len(found) == session.scalar(select(func.count()).select_from(Purchase))
    return len(asked)


def test_many_purchases_take_as_many_statements_as_one(world: World) -> None:
    world.paid(world.contract(advance_limit=som(9000)), "9000", kind="advance")
    five_bought(world)
    five_bought(world)
    for _ in range(2):  # of each way of buying there is one before it is counted
        few = statements(world)
        world.purchase(lines=explained(world), method="quotations")
    assert statements(world) == few <= 33  # of fifty flags; of five they were 14


def told_of_price(world: World, purchase: int) -> str:
    """What is kept of the principle of the price."""
    with world.act() as session:
        key = (purchase, "price")
        return session.get_one(PurchasePrinciple, key, populate_existing=True).state


def test_a_price_meets_its_principle_when_it_is_as_others_or_explained(world: World) -> None:
    silent = draft(world)
    with world.act() as session:  # while there was nothing to compare it with nobody was asked
        procurement.plan(session, world.officer, silent, on=DAY)
    five_bought(world)
    as_others, dearer = draft(world, 3200), draft(world)
    publish(world, as_others, {})
    publish(world, dearer, {"R017": WHY})
    assert told_of_price(world, as_others) == "met"
    assert told_of_price(world, dearer) == "met"
    assert told_of_price(world, silent) == "cannot_say"
    with world.act() as session:
        assert price_principle.renew(session, clock.today()) == 4
    assert told_of_price(world, silent) == "not_met"
    assert told_of_price(world, dearer) == "met"
    with world.act() as session:
        acts.justify(session, world.officer, silent, "R017", text=WHY, language="ky")
    assert told_of_price(world, silent) == "met"
    with world.act() as session:
        assert audited(session, journaled(), RECOUNTS) == []
