"""Framework agreements: a ceiling that claims no money, and call-offs that never go beyond it."""

import threading
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.models import Commitment, Line
from core.errors import Refusal
from core.money import ZERO, som
from journal import audit, verify
from procurement import acts
from procurement.models import Contract, ContractLine, Purchase, SupplierTotal
from tests.world import DAY, YEAR, World
from tracker.recounts import RECOUNTS

UNTIL = date(2026, 12, 1)


def framework(world: World, amount: str = "32000") -> int:
    """A framework for ten extinguishers at 3 200 som; its contract."""
    with world.act() as session:
        from tests.world import AIMAK, extinguishers

        values = extinguishers(world.lines["fire"])
        purchase = acts.draft(session, world.officer, AIMAK, YEAR, values).id
        acts.make_framework(session, world.officer, purchase, framework=True)
        acts.plan(session, world.officer, purchase, on=DAY)
        supplier = acts.name_supplier(
            session, world.officer, AIMAK, name="«Сыноо» ЖЧК", inn="00000000000001", is_person=False
        )
        acts.award(
            session,
            world.officer,
            purchase,
            supplier_id=supplier.id,
            amount=som(amount),
            offers=2,
            on=DAY,
            reason="Эң арзан.",
        )
        return acts.sign_framework(
            session, world.officer, purchase, number="А-1", signed_on=DAY, valid_until=UNTIL
        ).id


def drafted(world: World, contract: int, count: int, **changes) -> int:
    """A call-off of so many extinguishers for the first school, on the desk."""
    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
        share = acts.ShareValues(
            "S-1001", Decimal(count), (acts.FundingValues(world.lines["fire"]),)
        )
        values = acts.CallOff("Өрт өчүргүчтөр, 1-чакыруу", "ky", YEAR, {line: (share,)})
        return acts.call_off(session, world.officer, contract, replace(values, **changes)).id


def called(world: World, contract: int, count: int) -> int:
    """The same, planned and awarded to who signed the framework."""
    purchase = drafted(world, contract, count)
    with world.act() as session:
        acts.plan(session, world.officer, purchase, on=DAY)
        award(session, world, purchase, session.get(Contract, contract).supplier_id)
    return purchase


def award(session: Session, world: World, purchase: int, supplier: int, amount=None) -> None:
    acts.award(
        session,
        world.officer,
        purchase,
        supplier_id=supplier,
        amount=amount or session.get(Purchase, purchase).amount,
        offers=1,
        on=DAY,
        reason="Алкактык макулдашуу боюнча.",
    )


TERMS = {"number": "К-1", "signed_on": DAY, "due_on": UNTIL}


def signed(world: World, purchase: int, **changes) -> int:
    with world.act() as session:
        return acts.sign(session, world.officer, purchase, **{**TERMS, **changes}).id


def refused(world: World, code: str, act, *keys, **values) -> Refusal:
    with pytest.raises(Refusal) as caught, world.act() as session:
        act(session, world.officer, *keys, **values)
    assert caught.value.code == code
    return caught.value


def nothing_is_wrong(world: World) -> None:
    with world.act() as session:
        assert verify.problems(session) == []
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []


def test_a_framework_claims_no_money_and_its_call_offs_do(world: World) -> None:
    contract = framework(world)
    with world.act() as session:
        held = session.get(Contract, contract)
        assert (held.amount, held.ceiling, held.called) == (ZERO, som(32000), ZERO)
        assert session.scalar(select(func.count(Commitment.id))) == 0
        assert session.get(Line, world.lines["fire"]).committed == ZERO
        assert session.scalar(select(func.sum(SupplierTotal.committed))) == ZERO
    call = signed(world, called(world, contract, 4))
    with world.act() as session:
        held = session.get(Contract, contract)
        assert (held.amount, held.called) == (ZERO, som(12800))
        assert held.lines[0].called == Decimal(4)
        assert session.get(Contract, call).lines[0].framework_line == held.lines[0].id
        assert session.get(Line, world.lines["fire"]).committed == som(12800)
        assert session.scalar(select(func.sum(SupplierTotal.committed))) == som(12800)
    nothing_is_wrong(world)


def test_what_the_framework_does_not_hold_cannot_be_called(world: World) -> None:
    contract = framework(world)
    signed(world, called(world, contract, 7))
    told = refused(world, "call_off.over_quantity", acts.plan, drafted(world, contract, 4), on=DAY)
    assert (told.facts["found"], told.facts["left"]) == (Decimal(4), Decimal(3))
    late = drafted(world, contract, 1)
    told = refused(world, "call_off.not_valid", acts.plan, late, on=date(2026, 12, 2))
    assert told.facts["until"] == UNTIL
    with world.act() as session:
        framework_purchase = session.get(Contract, contract).purchase_id
    refused(world, "call_off.nothing", acts.call_off, contract, acts.CallOff("Б", "ky", YEAR, {}))
    with world.act() as session:
        acts.close(session, world.officer, framework_purchase)
    refused(world, "call_off.framework_ended", acts.plan, late, on=DAY)


def test_a_call_off_is_from_who_signed_and_never_dearer(world: World) -> None:
    contract = framework(world)
    purchase = drafted(world, contract, 2)
    with world.act() as session:
        acts.plan(session, world.officer, purchase, on=DAY)
        other = acts.name_supplier(
            session,
            world.officer,
            session.get(Purchase, purchase).place,
            name="«Башка» ЖЧК",
            inn="00000000000002",
            is_person=False,
        ).id
    with pytest.raises(Refusal, match=r"call_off\.other_supplier"), world.act() as session:
        award(session, world, purchase, other)
    with world.act() as session:
        supplier = session.get(Contract, contract).supplier_id
        award(session, world, purchase, supplier, som("6400.01"))
    told = refused(world, "call_off.over_price", acts.sign, purchase, **TERMS)
    assert (told.facts["asked"], told.facts["most"]) == (som("6400.01"), som(6400))


def test_an_amended_call_off_moves_what_was_called(world: World) -> None:
    contract = framework(world)
    purchase = called(world, contract, 2)
    with world.act() as session:
        line = session.scalars(
            select(ContractLine.id).where(ContractLine.contract_id == contract)
        ).one()
        assert line
    call = signed(world, purchase)
    with world.act() as session:
        own = session.get(Contract, call).lines[0].id
    change = {"reason": "Арзандады.", "on": DAY}
    with world.act() as session:
        acts.amend(session, world.officer, call, amounts={own: som(6000)}, **change)
    with world.act() as session:
        assert session.get(Contract, contract).called == som(6000)
    refused(world, "call_off.over_price", acts.amend, call, amounts={own: som(6401)}, **change)
    nothing_is_wrong(world)


def test_nothing_is_delivered_paid_or_signed_the_ordinary_way_under_a_framework(
    world: World,
) -> None:
    contract = framework(world)
    for act, values in (
        (acts.deliver, {"on": DAY, "waybill": "1", "arrived": ()}),
        (acts.pay, {"kind": "advance", "amount": som(1), "on": DAY, "document": "1"}),
        (acts.amend, {"reason": "x", "on": DAY}),
        (acts.withhold, {"amount": som(1), "on": DAY, "document": "1", "reason": "x"}),
    ):
        refused(world, "framework.only_called", act, contract, **values)
    purchase = called(world, contract, 1)
    refused(
        world,
        "framework.no_framework",
        acts.sign_framework,
        purchase,
        number="1",
        signed_on=DAY,
        valid_until=UNTIL,
    )
    call = signed(world, purchase)
    nothing = acts.CallOff("Б", "ky", YEAR, {})
    refused(world, "framework.no_framework", acts.call_off, call, nothing)


def test_a_framework_is_signed_with_the_day_until_which_it_holds(world: World) -> None:
    with world.act() as session:
        from tests.world import AIMAK, extinguishers

        values = extinguishers(world.lines["fire"])
        purchase = acts.draft(session, world.officer, AIMAK, YEAR, values).id
        acts.make_framework(session, world.officer, purchase, framework=True)
        acts.make_framework(session, world.officer, purchase, framework=False)
        assert session.get(Purchase, purchase).kind is None
        acts.make_framework(session, world.officer, purchase, framework=True)
        acts.plan(session, world.officer, purchase, on=DAY)
        supplier = acts.name_supplier(
            session, world.officer, AIMAK, name="«Сыноо» ЖЧК", inn="00000000000001", is_person=False
        ).id
        award(session, world, purchase, supplier)
    refused(world, "purchase.not_draft", acts.make_framework, purchase, framework=False)
    refused(world, "framework.signed_apart", acts.sign, purchase, **TERMS)
    refused(
        world,
        "framework.until_before_signing",
        acts.sign_framework,
        purchase,
        number="А-1",
        signed_on=DAY,
        valid_until=DAY,
    )


def test_a_call_off_is_not_changed_by_the_form_of_purchases(world: World) -> None:
    from tests.world import extinguishers

    purchase = drafted(world, framework(world), 1)
    values = extinguishers(world.lines["fire"])
    refused(world, "call_off.own_page", acts.redraft, purchase, values)
    refused(world, "call_off.own_page", acts.make_framework, purchase, framework=True)


def test_of_two_call_offs_at_once_over_the_ceiling_one_is_signed(world: World) -> None:
    contract = framework(world)
    purchases = [called(world, contract, 6), called(world, contract, 6)]
    ends: list[str | None] = []
    start = threading.Barrier(2)

    def sign(purchase: int) -> None:
        start.wait()
        try:
            signed(world, purchase)
            ends.append(None)
        except Refusal as refusal:
            ends.append(refusal.code)

    threads = [threading.Thread(target=sign, args=(purchase,)) for purchase in purchases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ends, key=str) == [None, "call_off.over_quantity"]
    with world.act() as session:
        held = session.get(Contract, contract)
        assert (held.called, held.lines[0].called) == (som(19200), Decimal(6))
    nothing_is_wrong(world)
