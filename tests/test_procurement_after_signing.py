"""What happens after signing beside the straight way: penalties, returns, mistakes undone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from budgets.models import Commitment, Line, MonthTotal
from core import clock
from core.errors import NotPermitted, Refusal
from core.money import ZERO, som
from journal import audit, verify
from procurement import acts
from procurement.models import (
    Acceptance,
    Contract,
    Delivery,
    Payment,
    Penalty,
    Purchase,
    SupplierTotal,
)
from standard.models import Coverage, Holding
from tests.world import AIMAK, DAY, YEAR, World
from tracker.recounts import RECOUNTS


def done(world: World, act, *keys, **values):
    with world.act() as session:
        return act(session, world.officer, *keys, **values)


def refused(world: World, code: str, act, *keys, **values) -> Refusal:
    with pytest.raises(Refusal) as caught, world.act() as session:
        act(session, world.officer, *keys, **values)
    assert caught.value.code == code
    return caught.value


def nothing_is_wrong(world: World) -> None:
    with world.act() as session:
        assert verify.problems(session) == []
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def fire_line(world: World) -> Line:
    with world.act() as session:
        return session.get(Line, world.lines["fire"])


def came(world: World, **signing) -> tuple[int, int, int]:
    """A contract of 32 000 som, all of it come and accepted: contract, delivery, acceptance."""
    contract = world.contract(**signing)
    delivery = world.delivered(contract, {"S-1001": 7, "S-1002": 3})
    return contract, delivery, world.accepted(delivery)


def first_line(world: World, acceptance: int) -> int:
    with world.act() as session:
        return session.get(Acceptance, acceptance).lines[0].id


def held_by(world: World, school: str) -> Decimal:
    with world.act() as session:
        have = session.scalar(
            select(Coverage.have).where(Coverage.school == school, Coverage.requirement == "FIR-01")
        )
        return Decimal(have or 0) / 1000


PENALTY = {
    "amount": som(1000),
    "on": DAY,
    "document": "Айып-1",
    "reason": "Кечикти.",
}


def test_a_penalty_lowers_what_is_due_and_is_no_saving(world: World) -> None:
    contract, _, _ = came(world, due_on=DAY)
    penalty = done(world, acts.withhold, contract, **PENALTY)
    assert penalty.days_late == 0
    told = refused(
        world,
        "payment.penalty_withheld",
        acts.pay,
        contract,
        kind="payment",
        amount=som(32000),
        on=DAY,
        document="П-1",
    )
    assert told.facts["most"] == som(31000)
    world.paid(contract, "31000")
    with world.act() as session:
        purchase = session.get(Contract, contract).purchase_id
        before = session.scalar(select(func.sum(SupplierTotal.committed)))
    done(world, acts.close, purchase)
    with world.act() as session:
        kept = session.get(Contract, contract)
        assert (kept.amount, kept.accepted, kept.paid) == (som(32000), som(32000), som(31000))
        assert (kept.withheld, kept.released) == (som(1000), ZERO)
        rows = session.scalars(select(Commitment)).all()
        assert sum(row.amount for row in rows) == sum(row.accepted for row in rows) == som(32000)
        assert sum(row.withheld for row in rows) == som(1000)
        assert session.scalar(select(func.sum(SupplierTotal.committed))) == before
    line = fire_line(world)
    assert line.committed == line.paid == som(31000)
    nothing_is_wrong(world)


def test_what_is_not_due_cannot_be_withheld(world: World) -> None:
    contract, _, _ = came(world)
    world.paid(contract, "31500")
    told = refused(world, "penalty.over_due", acts.withhold, contract, **PENALTY)
    assert (told.facts["asked"], told.facts["most"]) == (som(1000), som(500))
    for change, code in (
        ({"reason": " "}, "correction.needs_reason"),
        ({"document": ""}, "penalty.no_document"),
        ({"amount": som(0)}, "price.not_positive"),
        ({"on": date(2026, 1, 1)}, "contract.before_signing"),
        ({"on": clock.today() + timedelta(days=2)}, "date.in_future"),
    ):
        refused(world, code, acts.withhold, contract, **{**PENALTY, **change})
    less = {**PENALTY, "amount": som(100)}
    done(world, acts.withhold, contract, **less)
    refused(world, "payment.doubled", acts.withhold, contract, **less)
    with world.act() as session:
        purchase = session.get(Contract, contract).purchase_id
    told = refused(world, "purchase.still_owed_less_penalty", acts.close, purchase)
    assert told.facts["withheld"] == som(100)


def test_days_late_are_counted_by_what_came(world: World) -> None:
    contract = world.contract(due_on=DAY)
    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
    later = DAY + timedelta(days=5)
    arrived = [acts.Arrived(line, s, Decimal(n)) for s, n in (("S-1001", 7), ("S-1002", 3))]
    delivery = done(world, acts.deliver, contract, on=later, waybill="Ж-1", arrived=arrived)
    with world.act() as session:
        checked = {
            one.id: acts.Checked(one.quantity) for one in session.get(Delivery, delivery.id).lines
        }
    done(world, acts.accept, delivery.id, number="А-1", on=later, checked=checked)
    on = later + timedelta(days=20)
    assert done(world, acts.withhold, contract, **{**PENALTY, "on": on}).days_late == 5


def test_goods_given_back_take_their_value_and_coverage_with_them(world: World) -> None:
    contract, _, acceptance = came(world)
    world.paid(contract, "32000")
    had = held_by(world, "S-1001")
    line = first_line(world, acceptance)
    back = {
        "number": "К-1",
        "on": DAY,
        "reason": "Манометри бузук.",
        "returned": {line: Decimal(2)},
    }
    told = refused(
        world,
        "return.over_accepted",
        acts.give_back,
        acceptance,
        **{**back, "returned": {line: Decimal(8)}},
    )
    assert (told.facts["left"], told.facts["found"]) == (Decimal(7), Decimal(8))
    done(world, acts.give_back, acceptance, **back)
    assert held_by(world, "S-1001") == had - 2
    with world.act() as session:
        kept = session.get(Contract, contract)
        assert (kept.accepted, kept.paid, kept.returned) == (som(25600), som(32000), som(6400))
        assert session.get(Acceptance, acceptance).amount == som(32000)
    told = refused(
        world,
        "payment.over_contract",
        acts.pay,
        contract,
        kind="payment",
        amount=som(1),
        on=DAY,
        document="П-2",
    )
    again = world.delivered(contract, {"S-1001": 2}, waybill="Ж-2")
    world.accepted(again, number="А-2")
    assert held_by(world, "S-1001") == had
    with world.act() as session:
        kept = session.get(Contract, contract)
        assert kept.accepted == kept.paid == som(32000)
        done_with = kept.purchase_id
    done(world, acts.close, done_with)
    nothing_is_wrong(world)


def test_what_was_paid_for_goods_given_back_after_closing_is_a_refund_due(world: World) -> None:
    contract, _, acceptance = came(world)
    world.paid(contract, "32000")
    with world.act() as session:
        purchase = session.get(Contract, contract).purchase_id
    done(world, acts.close, purchase)
    line = first_line(world, acceptance)
    done(
        world,
        acts.give_back,
        acceptance,
        number="К-1",
        on=DAY,
        reason="Кемтиги бар.",
        returned={line: Decimal(7)},
    )
    with world.act() as session:
        assert session.get(Purchase, purchase).status == "contracted"
    refused(world, "purchase.still_owed", acts.close, purchase)
    world.paid(contract, "22400", kind="refund", document="К-2")
    done(world, acts.close, purchase, reason="Кайра келген жок.")
    line = fire_line(world)
    assert line.committed == line.paid == som(9600)
    assert held_by(world, "S-1001") == 0
    nothing_is_wrong(world)


def test_a_return_wants_papers_that_hold(world: World) -> None:
    _, _, acceptance = came(world)
    line = first_line(world, acceptance)
    back = {"number": "К-1", "on": DAY, "reason": "Кемтик.", "returned": {line: Decimal(1)}}
    for change, code in (
        ({"number": " "}, "return.no_number"),
        ({"reason": ""}, "correction.needs_reason"),
        ({"on": DAY - timedelta(days=1)}, "return.before_acceptance"),
        ({"returned": {line: Decimal(0)}}, "return.nothing"),
        ({"returned": {line: Decimal(-1)}}, "quantity.negative"),
        ({"returned": {line + 99: Decimal(1)}}, "acceptance.other_delivery"),
    ):
        refused(world, code, acts.give_back, acceptance, **{**back, **change})
    paper = done(world, acts.give_back, acceptance, **back)
    own = {**back, "returned": {first_line(world, paper.id): Decimal(1)}}
    refused(world, "return.not_accepted", acts.give_back, paper.id, **own)
    refused(world, "reversal.goods_returned", acts.reverse_acceptance, acceptance, reason="Ката.")
    refused(world, "reversal.of_return", acts.reverse_acceptance, paper.id, reason="Ката.")


def test_a_school_gives_back_what_came_to_it_and_nothing_else(world: World) -> None:
    _, _, acceptance = came(world)
    with world.act() as session:
        lines = {line.school: line.id for line in session.get(Acceptance, acceptance).lines}
    back = {"number": "К-1", "on": DAY, "reason": "Кемтик."}
    with pytest.raises(NotPermitted), world.act() as session:
        acts.give_back(
            session, world.school, acceptance, returned={lines["S-1002"]: Decimal(1)}, **back
        )
    with world.act() as session:
        acts.give_back(
            session, world.school, acceptance, returned={lines["S-1001"]: Decimal(1)}, **back
        )
    with pytest.raises(NotPermitted), world.act() as session:
        acts.reverse_acceptance(session, world.school, acceptance, reason="Ката.")


def test_a_whole_chain_entered_by_mistake_is_undone_backwards_and_entered_anew(
    world: World,
) -> None:
    contract, delivery, acceptance = came(world)
    payment = world.paid(contract, "32000")
    penalty_free = {"reason": "Башка мектептики экен."}
    told = refused(
        world, "reversal.paid_already", acts.reverse_acceptance, acceptance, **penalty_free
    )
    assert told.facts["paid"] == som(32000)
    refused(world, "reversal.accepted_already", acts.reverse_delivery, delivery, **penalty_free)
    refused(world, "correction.needs_reason", acts.reverse_payment, payment, reason=" ")
    undone = done(world, acts.reverse_payment, payment, **penalty_free)
    assert (undone.amount, undone.on, undone.kind) == (som(-32000), clock.today(), "payment")
    refused(world, "reversal.done_already", acts.reverse_payment, payment, **penalty_free)
    refused(world, "reversal.done_already", acts.reverse_payment, undone.id, **penalty_free)
    assert fire_line(world).paid == ZERO
    done(world, acts.reverse_acceptance, acceptance, **penalty_free)
    assert held_by(world, "S-1001") == 0
    refused(world, "reversal.done_already", acts.reverse_acceptance, acceptance, **penalty_free)
    done(world, acts.reverse_delivery, delivery, **penalty_free)
    refused(
        world,
        "delivery.reversed",
        acts.accept,
        delivery,
        number="А-9",
        on=DAY,
        checked={},
    )
    with world.act() as session:
        kept = session.get(Contract, contract)
        assert (kept.accepted, kept.paid) == (ZERO, ZERO)
        assert session.get(Payment, payment).is_reversed
        assert session.get(Payment, payment).amount == som(32000)
        assert session.scalar(select(func.sum(Holding.quantity))) == 0
    nothing_is_wrong(world)
    again = world.delivered(contract, {"S-1001": 7, "S-1002": 3})
    world.accepted(again)
    world.paid(contract, "32000")
    with world.act() as session:
        assert session.get(Contract, contract).paid == som(32000)
    nothing_is_wrong(world)


def test_a_refund_and_a_penalty_entered_by_mistake_are_undone_too(world: World) -> None:
    contract, _, _ = came(world)
    payment = world.paid(contract, "30000")
    refund = world.paid(contract, "10000", kind="refund", document="К-1")
    told = refused(
        world, "reversal.refunded_already", acts.reverse_payment, payment, reason="Ката."
    )
    assert told.facts["paid"] == som(20000)
    again = world.paid(contract, "12000", document="П-2")
    told = refused(world, "reversal.over_limit", acts.reverse_payment, refund, reason="Ката.")
    assert (told.facts["asked"], told.facts["most"]) == (som(10000), ZERO)
    done(world, acts.reverse_payment, again, reason="Ката.")
    done(world, acts.reverse_payment, refund, reason="Ката.")
    penalty = done(world, acts.withhold, contract, **PENALTY)
    done(world, acts.reverse_penalty, penalty.id, reason="Кечиккен эмес.")
    done(world, acts.withhold, contract, **{**PENALTY, "amount": som(500)})
    with world.act() as session:
        kept = session.get(Contract, contract)
        assert (kept.paid, kept.withheld) == (som(30000), som(500))
        assert session.get(Penalty, penalty.id).is_reversed
    nothing_is_wrong(world)


def test_a_purchase_closed_with_a_penalty_opens_again_and_claims_its_money_back(
    world: World,
) -> None:
    contract, _, _ = came(world)
    done(world, acts.withhold, contract, **PENALTY)
    payment = world.paid(contract, "31000")
    with world.act() as session:
        purchase = session.get(Contract, contract).purchase_id
    done(world, acts.close, purchase)
    done(world, acts.reverse_payment, payment, reason="Башка эсепке кетиптир.")
    line = fire_line(world)
    assert (line.committed, line.paid) == (som(32000), ZERO)
    world.paid(contract, "31000")
    done(world, acts.close, purchase)
    line = fire_line(world)
    assert line.committed == line.paid == som(31000)
    nothing_is_wrong(world)


def closed_year(world: World) -> tuple[int, int]:
    """A contract paid in full of a year that is closed, and its payment."""
    contract, _, _ = came(world)
    payment = world.paid(contract, "32000")
    with world.act() as session:
        done_with = session.get(Contract, contract).purchase_id
        acts.close(session, world.officer, done_with)
    with world.act() as session:
        from budgets.models import Budget

        for budget in session.scalars(select(Budget)):
            budget.stage = "closed"
    return contract, payment


def test_a_mistake_of_a_closed_year_is_undone_in_the_open_one(world: World) -> None:
    contract, payment = closed_year(world)
    done(world, acts.reverse_payment, payment, reason="Сумма ката жазылган.")
    line = fire_line(world)
    assert line.committed == line.paid == som(32000)
    with world.act() as session:
        kept = session.get(Contract, contract)
        assert kept.paid == ZERO
        assert session.get(Purchase, kept.purchase_id).status == "closed"
        assert (
            session.scalars(select(Payment.closed_year).where(Payment.reverses == payment)).one()
            == YEAR
        )
        today = clock.today()
        month = session.get(MonthTotal, (AIMAK, today.year, today.month))
        assert month.paid == som(-32000)
    refused(
        world,
        "budget.year_closed",
        acts.pay,
        contract,
        kind="payment",
        amount=som(32001),
        on=DAY,
        document="П-1",
    )
    done(
        world,
        acts.pay,
        contract,
        kind="payment",
        amount=som(32000),
        on=clock.today(),
        document="П-1",
    )
    with world.act() as session:
        assert session.get(Contract, contract).paid == som(32000)
        sums = (func.sum(MonthTotal.paid),)
        assert session.scalar(select(*sums).where(MonthTotal.scope == AIMAK)) == som(32000)
        problems = audit.problems(session, audit.journaled(), RECOUNTS)
    assert [one for one in problems if one.table != "budgets"] == []


def test_only_an_officer_of_the_holder_undoes_and_withholds(world: World) -> None:
    contract, delivery, acceptance = came(world)
    penalty = done(world, acts.withhold, contract, **PENALTY).id
    payment = world.paid(contract, "1000")
    for actor in (world.other_officer, world.approver, world.school, world.council):
        for act, key, values in (
            (acts.withhold, contract, {**PENALTY, "document": "2"}),
            (acts.reverse_payment, payment, {"reason": "x"}),
            (acts.reverse_acceptance, acceptance, {"reason": "x"}),
            (acts.reverse_delivery, delivery, {"reason": "x"}),
            (acts.reverse_penalty, penalty, {"reason": "x"}),
        ):
            with pytest.raises(NotPermitted), world.act() as session:
                act(session, actor, key, **values)


def test_goods_given_back_are_missed_no_longer_than_they_would_have_been_good(world: World) -> None:
    delivery = world.delivered(world.contract(), {"S-1001": 7})
    good_until = date(2026, 6, 1)
    with world.act() as session:
        (line,) = session.get(Delivery, delivery).lines
        checked = {line.id: acts.Checked(Decimal(7), good_until=good_until)}
        acceptance = acts.accept(
            session, world.officer, delivery, number="А-1", on=DAY, checked=checked
        ).id
    line = first_line(world, acceptance)
    done(
        world,
        acts.give_back,
        acceptance,
        number="К-1",
        on=DAY + timedelta(days=9),
        reason="Кемтиги табылды.",
        returned={line: Decimal(2)},
    )
    with world.act() as session:
        told = session.execute(
            select(Holding.quantity, Holding.until)
            .where(Holding.school == "S-1001", Holding.requirement == "FIR-01")
            .order_by(Holding.id)
        ).all()
        assert told == [(Decimal(7), good_until), (Decimal(-2), good_until)]
    nothing_is_wrong(world)
