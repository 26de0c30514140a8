"""A wrong step is refused by name, and changes nothing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from budgets.models import Line
from core.access import Role
from core.errors import NotPermitted, Refusal
from core.money import som
from journal import audit
from journal.models import Entry
from procurement import acts
from procurement.models import Acceptance, Contract, PlanItem, Purchase, Share, SupplierTotal
from register import acts as register
from register.rows import SchoolRow
from standard import reports as standard
from tests.world import (
    AIMAK,
    COUNTRY,
    DAY,
    OPERATOR,
    OTHER_AIMAK,
    YEAR,
    World,
    extinguishers,
    held,
)
from tracker.recounts import RECOUNTS


def leaves(world: World) -> int:
    with world.act() as session:
        return session.scalar(select(func.count(Entry.number)))


def refused(world: World, code: str, act, *keys, actor=None, **values) -> Refusal:
    before = leaves(world)
    with pytest.raises(Refusal) as caught, world.act() as session:
        act(session, actor or world.officer, *keys, **values)
    assert caught.value.code == code
    assert leaves(world) == before
    return caught.value


def test_a_draft_is_a_workspace_without_a_leaf(world: World) -> None:
    before = leaves(world)
    with world.act() as session:
        values = extinguishers(world.lines["fire"])
        purchase = acts.draft(session, world.officer, AIMAK, YEAR, values)
        acts.redraft(session, world.officer, purchase.id, replace(values, title="Башка ат"))
    assert leaves(world) == before
    with world.act() as session:
        acts.discard(session, world.officer, purchase.id)
    with world.act() as session:
        assert session.scalar(select(func.count(Purchase.id))) == 0
        assert session.scalar(select(func.count(Share.id))) == 0


def test_shares_are_exact_to_the_tyiyn(world: World) -> None:
    line = extinguishers(world.lines["fire"]).lines[0]
    odd = replace(
        line,
        quantity=Decimal(3),
        unit_price=som("33.33"),
        shares=tuple(
            replace(share, quantity=Decimal(count))
            for share, count in zip(line.shares, (1, 2), strict=True)
        ),
    )
    purchase = world.purchase(lines=(odd,))
    with world.act() as session:
        amounts = session.scalars(
            select(Share.amount).where(Share.purchase_id == purchase).order_by(Share.school)
        ).all()
    assert amounts == [som("33.33"), som("66.66")]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "line.no_title"),
        ({"requirement": "XXX-99"}, "requirement.unknown"),
        ({"quantity": Decimal(0)}, "quantity.not_positive"),
        ({"quantity": Decimal(11)}, "share.not_the_whole"),
        ({"unit_price": som(0)}, "price.not_positive"),
        ({"unit": ""}, "unit.missing"),
        ({"shares": ()}, "share.none"),
        ({"requirement": "FOD-01"}, "funding.other_purpose"),
    ],
)
def test_a_line_that_does_not_hold_is_refused(world: World, changes: dict, code: str) -> None:
    values = extinguishers(world.lines["fire"])
    values = replace(values, lines=(replace(values.lines[0], **changes),))
    refused(world, code, acts.draft, AIMAK, YEAR, values)


def test_a_line_for_one_school_does_not_pay_for_another(world: World) -> None:
    values = extinguishers(world.lines["fire of S-1001"])
    refusal = refused(world, "funding.other_school", acts.draft, AIMAK, YEAR, values)
    assert refusal.facts["school"] == "S-1002"


def test_one_som_above_the_line_is_refused_with_what_is_left(world: World) -> None:
    values = extinguishers(world.lines["fire"])
    dear = replace(values.lines[0], unit_price=som("10000.10"))
    with world.act() as session:
        purchase = acts.draft(session, world.officer, AIMAK, YEAR, replace(values, lines=(dear,)))
    refusal = refused(world, "line.not_enough", acts.plan, purchase.id, on=DAY)
    assert refusal.facts["asked"] == som("100001")
    assert refusal.facts["available"] == som("100000")


def test_two_purchases_planned_on_the_same_money_cannot_both_be_signed(world: World) -> None:
    values = extinguishers(world.lines["fire"])
    dear = (replace(values.lines[0], unit_price=som(6000)),)
    first, second = world.purchase(lines=dear), world.purchase(lines=dear)
    world.contract(first)
    with pytest.raises(Refusal, match=r"line\.not_enough"):
        world.contract(second)
    with world.act() as session:
        assert session.get(Purchase, second).status == "planned"
        assert session.get(Line, world.lines["fire"]).committed == som(60000)


def test_another_town_hall_may_do_nothing_here(world: World) -> None:
    purchase = world.purchase()
    contract = world.contract(purchase)
    for act, keys, values in (
        (acts.draft, (AIMAK, YEAR, extinguishers(world.lines["fire"])), {}),
        (acts.announce, (purchase,), {"on": DAY}),
        (acts.cancel, (purchase,), {"reason": "x"}),
        (acts.pay, (contract,), {"kind": "payment", "amount": som(1), "on": DAY, "document": "1"}),
        (acts.amend, (contract,), {"reason": "x", "on": DAY}),
    ):
        for actor in (world.other_officer, world.approver, world.council, world.school):
            with pytest.raises((NotPermitted, Refusal)) as caught, world.act() as session:
                act(session, actor, *keys, **values)
            assert isinstance(caught.value, NotPermitted), act.__name__


def test_a_school_takes_delivery_of_its_own_share_only(world: World) -> None:
    contract = world.contract()
    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
    arrived = [acts.Arrived(line, "S-1001", Decimal(7))]
    with world.act() as session:
        acts.deliver(session, world.school, contract, on=DAY, waybill="Ж-1", arrived=arrived)
    other = held(15, (Role.SCHOOL, "S-1002"))
    with pytest.raises(NotPermitted), world.act() as session:
        acts.deliver(session, other, contract, on=DAY, waybill="Ж-2", arrived=arrived)


def test_steps_out_of_order_are_refused(world: World) -> None:
    purchase = world.purchase()
    day = {"number": "К", "signed_on": DAY, "due_on": DAY}
    refused(world, "contract.no_award", acts.sign, purchase, **day)
    refused(world, "purchase.wrong_order", acts.close, purchase)
    refused(world, "purchase.wrong_order", acts.plan, purchase, on=DAY)
    contract = world.contract(purchase)
    refused(world, "purchase.contracted", acts.cancel, purchase, reason="Керек эмес.")
    refused(
        world,
        "delivery.before_contract",
        acts.deliver,
        contract,
        on=date(2026, 1, 1),
        waybill="Ж",
        arrived=[acts.Arrived(1, "S-1001", Decimal(1))],
    )
    payment = {"kind": "payment", "amount": som(1), "on": DAY, "document": "П"}
    refused(world, "payment.over_accepted", acts.pay, contract, **payment)
    refused(
        world,
        "payment.over_advance",
        acts.pay,
        contract,
        **payment | {"kind": "advance", "reason": "x"},
    )
    refused(world, "payment.needs_reason", acts.pay, contract, **payment | {"kind": "advance"})


def test_eight_of_ten_delivered_count_for_eight(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 5, "S-1002": 3}))
    with world.act() as session:
        assert standard.held(session, "S-1001", DAY) == {"FIR-01": Decimal(5)}
        assert standard.held(session, "S-1002", DAY) == {"FIR-01": Decimal(3)}
        assert session.get(Contract, contract).accepted == som(25600)


def test_what_is_refused_may_come_again_and_counts_once(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}), refused=2)
    world.accepted(world.delivered(contract, {"S-1001": 2}, waybill="Ж-2"), number="А-2")
    with world.act() as session:
        assert session.get(Contract, contract).accepted == som(32000)
        values = session.scalars(select(Acceptance.amount).order_by(Acceptance.id)).all()
        assert values == [som(25600), som(6400)]
    with pytest.raises(Refusal, match=r"delivery\.over_share"):
        world.delivered(contract, {"S-1001": 1}, waybill="Ж-3")


def test_closing_sets_free_what_never_came(world: World) -> None:
    purchase = world.purchase()
    contract = world.contract(purchase)
    world.accepted(world.delivered(contract, {"S-1001": 7}))
    refused(world, "purchase.still_owed", acts.close, purchase)
    world.paid(contract, "22400")
    refused(world, "purchase.needs_reason", acts.close, purchase)
    with world.act() as session:
        acts.close(session, world.officer, purchase, reason="Экинчи бөлүгү келген жок.")
    with world.act() as session:
        line = session.get(Line, world.lines["fire"])
        assert (line.committed, line.paid) == (som(22400), som(22400))
        assert session.get(Purchase, purchase).status == "closed"


def test_a_refund_gives_the_money_back_to_the_lines(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}))
    world.paid(contract, "32000")
    world.paid(contract, "1000.01", kind="refund", document="К-1")
    with world.act() as session:
        assert session.get(Contract, contract).paid == som("30999.99")
        assert session.get(Line, world.lines["fire"]).paid == som("30999.99")


def test_an_amendment_moves_the_money_with_it(world: World) -> None:
    contract = world.contract()
    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
        acts.amend(
            session,
            world.officer,
            contract,
            reason="Баасы түштү.",
            on=DAY,
            amounts={line: som("29999.99")},
        )
    with world.act() as session:
        assert session.get(Contract, contract).amount == som("29999.99")
        assert session.get(Line, world.lines["fire"]).committed == som("29999.99")
    refused(world, "contract.unchanged", acts.amend, contract, reason="x", on=DAY)


def amended(world: World, contract: int, amount: str) -> None:
    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
        acts.amend(
            session,
            world.officer,
            contract,
            reason="Баасы өзгөрдү.",
            on=DAY,
            amounts={line: som(amount)},
        )


def test_an_amendment_after_a_part_came_concerns_the_rest_alone(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7}))
    amended(world, contract, "25600")
    world.accepted(world.delivered(contract, {"S-1002": 3}, waybill="Ж-2"), number="А-2")
    with world.act() as session:
        values = session.scalars(select(Acceptance.amount).order_by(Acceptance.id)).all()
        assert values == [som(22400), som(3200)]
        assert session.get(Contract, contract).accepted == som(25600)


def test_a_dearer_rest_is_spread_over_what_is_still_to_come(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 5, "S-1002": 3}))
    amended(world, contract, "38400")
    world.accepted(world.delivered(contract, {"S-1001": 1}, waybill="Ж-2"), number="А-2")
    world.accepted(world.delivered(contract, {"S-1001": 1}, waybill="Ж-3"), number="А-3")
    with world.act() as session:
        values = session.scalars(select(Acceptance.amount).order_by(Acceptance.id)).all()
        assert values == [som(25600), som(6400), som(6400)]


def test_what_wholly_came_can_only_become_cheaper(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}))
    with pytest.raises(Refusal, match=r"contract\.all_accepted"):
        amended(world, contract, "40000")


def test_an_older_page_does_not_undo_an_amendment(world: World) -> None:
    contract = world.contract()
    with world.act() as session:
        seen = session.get(Contract, contract).rev
    amended(world, contract, "30000")
    refused(
        world,
        "record.changed_meanwhile",
        acts.amend,
        contract,
        reason="Күнү жылды.",
        on=DAY,
        due_on=date(2026, 6, 1),
        seen=seen,
    )


def test_an_older_page_does_not_undo_a_redraft(world: World) -> None:
    values = extinguishers(world.lines["fire"])
    with world.act() as session:
        purchase = acts.draft(session, world.officer, AIMAK, YEAR, values)
        acts.redraft(session, world.officer, purchase.id, values, seen=1)
    refused(world, "record.changed_meanwhile", acts.redraft, purchase.id, values, seen=1)
    refused(world, "record.changed_meanwhile", acts.plan, purchase.id, on=DAY, seen=1)


def test_after_closing_a_purchase_has_one_figure_everywhere(world: World) -> None:
    purchase = world.purchase()
    contract = world.contract(purchase)
    world.accepted(world.delivered(contract, {"S-1001": 7}))
    world.paid(contract, "22400")
    with world.act() as session:
        acts.close(session, world.officer, purchase, reason="Калганы келген жок.")
    with world.act() as session:
        closed = session.get(Contract, contract)
        assert (closed.amount, closed.released) == (som(22400), som(9600))
        assert [line.amount for line in closed.lines] == [som(22400)]
        assert session.scalars(select(SupplierTotal.committed)).all() == [som(22400)]
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def test_a_purchase_of_which_nothing_came_can_be_closed(world: World) -> None:
    purchase = world.purchase()
    contract = world.contract(purchase)
    with world.act() as session:
        acts.close(session, world.officer, purchase, reason="Жеткирүүчү баш тартты.")
    with world.act() as session:
        assert session.get(Contract, contract).released == som(32000)
        assert session.get(Line, world.lines["fire"]).committed == som(0)
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def test_a_delivery_nobody_checked_keeps_a_purchase_open(world: World) -> None:
    purchase = world.purchase()
    world.delivered(world.contract(purchase), {"S-1001": 7})
    refused(world, "purchase.unchecked_delivery", acts.close, purchase, reason="Бүттү.")


def test_nothing_happens_on_a_day_that_has_not_come(world: World) -> None:
    contract = world.contract()
    payment = {"kind": "payment", "amount": som(1), "document": "П"}
    refused(world, "date.in_future", acts.pay, contract, on=date(9999, 12, 31), **payment)


def test_a_person_s_number_is_not_entered_as_a_legal_entity_s(world: World) -> None:
    refused(
        world,
        "supplier.inn_of_person",
        acts.name_supplier,
        AIMAK,
        name="Сыноо",
        inn="20101199900012",
        is_person=False,
    )


def test_a_sum_beyond_all_bounds_is_refused_in_words(world: World) -> None:
    values = extinguishers(world.lines["fire"])
    dear = replace(values.lines[0], unit_price=som("90000000000000"))
    values = replace(values, lines=(dear,))
    refused(world, "money.too_large", acts.draft, AIMAK, YEAR, values)


def item(number: str | None, title: str) -> acts.PlannedItem:
    return acts.PlannedItem(number, None, title, Decimal(1), "даана", som(10))


def published(on: str, *items: acts.PlannedItem) -> acts.PlannedLine:
    return acts.PlannedLine("1", YEAR, "Текче", "2215", None, som(100), on, items)


def test_a_plan_published_anew_replaces_its_items_and_says_which_are_gone(world: World) -> None:
    def bring(line: acts.PlannedLine) -> dict[str, int]:
        with world.act() as session:
            return acts.import_plan(session, world.officer, AIMAK, "ocds-x", [line])

    assert bring(published("2026-01-01", item(None, "a"), item(None, "b"), item("7", "c")))["new"]
    assert bring(published("2026-01-02", item(None, "a"), item("8", "d")))["changed"] == 1
    assert bring(published("2026-01-02", item(None, "a")))["unchanged"] == 1
    with world.act() as session:
        titles = session.scalars(select(PlanItem.title).order_by(PlanItem.title)).all()
        assert titles == ["a", "d"]
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []
    with pytest.raises(Refusal, match=r"plan_line\.item_doubled"):
        bring(published("2026-01-03", item("9", "e"), item("9", "f")))


def test_a_school_with_money_is_not_moved_by_a_file(world: World) -> None:
    def move(code: str) -> None:
        row = SchoolRow(code=code, place=OTHER_AIMAK, kind="secondary", name_ky="№ мектеп")
        with world.act() as session:
            register.load(session, OPERATOR, COUNTRY, "schools", [row])

    world.contract()
    with pytest.raises(Refusal, match=r"school\.moved"):
        move("S-1001")
    move("S-1003")
