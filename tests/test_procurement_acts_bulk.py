"""Purchases brought in whole end in the same tables as the same purchases done act by act."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets import acts as budgets
from budgets.models import Commitment, Line, MonthTotal, Total
from budgets.recounts import RECOUNTS as OF_BUDGETS
from core import clock
from core.errors import NotPermitted, Refusal
from core.money import som
from journal.audit import journaled
from journal.audit import problems as audited
from journal.models import Entry, Scope
from journal.verify import problems as verified
from procurement import acts, rules
from procurement.acts.bulk import WRITTEN, import_purchases
from procurement.acts.values import (
    FundingValues,
    PurchaseLineValues,
    PurchaseValues,
    ShareValues,
)
from procurement.bulk.facts import (
    AcceptanceFacts,
    AwardFacts,
    ContractFacts,
    DeliveryFacts,
    PaymentFacts,
    PurchaseFacts,
)
from procurement.models import Contract, SupplierTotal
from procurement.recounts import RECOUNTS as OF_PURCHASES
from procurement.rules import Account
from tests.world import AIMAK, DAY, YEAR, World

SCHOOLS = ("S-1001", "S-1002")
DUE = date(2026, 5, 1)


def one_by_one(session: Session, world: World, facts: PurchaseFacts) -> None:
    """The same purchase, by the ordinary acts, step after step."""
    officer = world.officer
    drafted = acts.draft(session, officer, AIMAK, facts.year, facts.values)
    acts.plan(session, officer, drafted.id, on=facts.planned_on)
    if facts.announced_on:
        acts.announce(session, officer, drafted.id, on=facts.announced_on)
    if facts.award:
        told = {name: getattr(facts.award, name) for name in AwardFacts.__slots__}
        acts.award(session, officer, drafted.id, **told)
    if facts.contract:
        told = {name: getattr(facts.contract, name) for name in ContractFacts.__slots__}
        told.pop("amounts")
        contract = acts.sign(session, officer, drafted.id, **told)
        _afterwards(session, world, contract, facts)
    if facts.end == "closed":
        acts.close(session, officer, drafted.id, reason=facts.end_reason)
    if facts.end == "cancelled":
        acts.cancel(session, officer, drafted.id, reason=facts.end_reason or "")


def _afterwards(session: Session, world: World, contract: Contract, facts: PurchaseFacts) -> None:
    deliveries: list[Any] = []
    lines = [line.id for line in contract.lines]
    for step in facts.happened:
        if isinstance(step, DeliveryFacts):
            arrived = [acts.Arrived(lines[at - 1], who, much) for at, who, much in step.arrived]
            deliveries.append(
                acts.deliver(
                    session,
                    world.officer,
                    contract.id,
                    on=step.on,
                    waybill=step.waybill,
                    arrived=arrived,
                )
            )
        elif isinstance(step, AcceptanceFacts):
            delivery = deliveries[step.delivery - 1]
            by_place = {(row.contract_line_id, row.school): row.id for row in delivery.lines}
            checked = {
                by_place[lines[at - 1], who]: acts.Checked(good, bad)
                for at, who, good, bad in step.checked
            }
            acts.accept(
                session,
                world.officer,
                delivery.id,
                number=step.number,
                on=step.on,
                checked=checked,
                with_parent=step.with_parent,
                remarks=step.remarks,
            )
        else:
            told = {name: getattr(step, name) for name in PaymentFacts.__slots__}
            acts.pay(session, world.officer, contract.id, **told)


@st.composite
def purchases(draw: st.DrawFn, lines: dict[str, int], supplier: int) -> PurchaseFacts:
    """A small purchase of extinguishers, as far as it happens to come."""
    values = PurchaseValues(
        title="Өрт өчүргүчтөр",
        language="ky",
        method="single_source",
        method_ground="annual_procurement",
        lines=tuple(draw(st.lists(purchase_lines(lines), min_size=1, max_size=3))),
    )
    estimate = sum(rules.line_amount(line.quantity, line.unit_price) for line in values.lines)
    facts = PurchaseFacts(YEAR, values, DAY)
    if draw(st.booleans()):
        facts = replace(facts, announced_on=DAY + timedelta(1))
    if draw(st.integers(0, 9)) == 0:
        return facts
    percent = draw(st.integers(60, 100))
    amount = max((estimate * percent / 100).quantize(Decimal("0.01")), som("0.10"))
    on = DAY + timedelta(2)
    facts = replace(facts, award=AwardFacts(supplier, amount, 1, on, "Жалгыз жеткирүүчү."))
    if draw(st.integers(0, 9)) == 0:
        cancelled = draw(st.booleans())
        return replace(facts, end="cancelled", end_reason="Керек эмес.") if cancelled else facts
    limit = (amount / 4).quantize(Decimal("0.01"))
    facts = replace(facts, contract=ContractFacts("К-1", on, DUE, advance_limit=limit))
    return draw(happenings(facts, amount))


@st.composite
def purchase_lines(draw: st.DrawFn, lines: dict[str, int]) -> PurchaseLineValues:
    """A line over one or both schools, with one or two fundings of the first."""
    schools = draw(st.sampled_from([SCHOOLS[:1], SCHOOLS[1:], SCHOOLS]))
    parts = [Decimal(draw(st.integers(1, 9_000))) / draw(st.sampled_from([1, 8])) for _ in schools]
    parts = [part.quantize(Decimal("0.001")) for part in parts]
    price = som(Decimal(draw(st.integers(20, 400))) / 100)
    whole = sum(parts, Decimal(0))
    cost = rules.line_amount(whole, price)
    shares = [
        ShareValues(school, part, (FundingValues(lines["fire"]),))
        for school, part in zip(schools, parts, strict=True)
    ]
    if schools == SCHOOLS[:1] and cost > 1 and draw(st.booleans()):
        own = min(cost - 1, som(40))
        both = (
            FundingValues(lines["fire of S-1001"], own),
            FundingValues(lines["fire"], cost - own),
        )
        shares = [replace(shares[0], fundings=both)]
    covers = draw(st.sampled_from([(), (("FIR-01", Decimal("2.5")), ("FIR-02", Decimal(7)))]))
    return PurchaseLineValues(
        title="Өрт өчүргүч",
        requirement="FIR-01",
        quantity=whole,
        unit="даана",
        unit_price=price,
        shares=tuple(shares),
        covers=covers,
    )


@st.composite
def happenings(draw: st.DrawFn, facts: PurchaseFacts, amount: Decimal) -> PurchaseFacts:
    """An advance perhaps, deliveries in parts with refusals, payments, an end."""
    steps: list[Any] = []
    on = DAY + timedelta(10)
    if draw(st.booleans()) and facts.contract and facts.contract.advance_limit > 0:
        limit = facts.contract.advance_limit
        steps.append(PaymentFacts("advance", limit, on, "П-0", "Келишим боюнча."))
    left = {
        (at, share.school): share.quantity
        for at, line in enumerate(facts.values.lines, start=1)
        for share in line.shares
    }
    for number in range(1, draw(st.integers(0, 3)) + 1):
        portion = draw(st.sampled_from([Decimal(1), Decimal("0.5"), Decimal("0.25")]))
        came = {
            key: (much * portion).quantize(Decimal("0.001"), rounding="ROUND_DOWN")
            for key, much in left.items()
        }
        arrived = tuple((at, who, much) for (at, who), much in came.items() if much > 0)
        if not arrived:
            break
        on += timedelta(draw(st.integers(0, 40)))
        bad = draw(st.sampled_from([Decimal(0), Decimal("0.001")]))
        checked = tuple((at, who, much - bad, bad) for at, who, much in arrived)
        for at, who, much in arrived:
            left[at, who] -= much - bad
        steps.append(DeliveryFacts(on, f"Ж-{number}", arrived))
        remarks = "Кемтиги бар." if bad else None
        steps.append(
            AcceptanceFacts(number, f"А-{number}", on, checked, draw(st.booleans()), remarks)
        )
    return replace(facts, happened=tuple(steps))


def with_payments(facts: PurchaseFacts, accepted: Decimal, pay: bool) -> PurchaseFacts:
    """The same, with what was accepted paid at the end, a tyiyn of it refunded, and closed."""
    if not facts.contract or facts.award is None:
        return facts
    paid = sum((s.amount for s in facts.happened if isinstance(s, PaymentFacts)), som(0))
    account = Account(facts.award.amount, accepted, paid, facts.contract.advance_limit)
    most = rules.most_payable(account, "payment")
    on = date(2026, 11, 2)
    if not pay or most <= 0:
        return facts
    steps = (*facts.happened, PaymentFacts("payment", most, on, "П-9"))
    if most > som("0.01"):
        back = PaymentFacts("refund", som("0.01"), on, "П-9", "Ашыкча төлөнгөн.")
        return replace(facts, happened=(*steps, back))
    return replace(facts, happened=steps, end="closed", end_reason="Калганы келген жок.")


def tables(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of purchases and sums, their numbers counted from 1 in each table."""
    numbers = {
        model.__tablename__: {
            number: place
            for place, number in enumerate(session.scalars(select(model.id).order_by(model.id)), 1)
        }
        for model, _, _ in WRITTEN
    }
    found = {}
    for model in (*(model for model, _, _ in WRITTEN), Line, Total, MonthTotal, SupplierTotal):
        columns = [column for column in model.__table__.columns if column.name != "rev"]
        rows = [
            tuple(
                _counted(numbers, model.__tablename__, column, value)
                for column, value in zip(columns, row, strict=True)
            )
            for row in session.execute(select(*columns))
        ]
        found[model.__tablename__] = sorted(rows, key=repr)
    return found


LOOSE = {"contract_line": "contract_lines", "funding": "fundings"}  # of commitments, a floor below


def _counted(numbers: dict[str, dict[int, int]], table: str, column: Any, value: Any) -> Any:
    """A value; where it is a number of one of the tables, its place there."""
    if column.name == "reference":
        kind, number = value.split(":")
        return kind, numbers["acceptance_lines"][int(number)]
    target = next((key.column.table.name for key in column.foreign_keys), None)
    target = LOOSE.get(column.name, target) if table == "commitments" else target
    target = table if column.name == "id" else target
    return numbers[target].get(value, value) if target in numbers else value


def in_a_try(world: World, done: Callable[[Session], Any]) -> tuple[Any, Any]:
    """What an act leaves in the tables, or its refusal; undone again."""
    with Session(world.writer) as session:
        try:
            done(session)
            session.flush()
            return tables(session), None
        except Refusal as refusal:
            return None, refusal.code
        finally:
            session.rollback()


def named(session: Session, world: World) -> int:
    """A supplier."""
    supplier = acts.name_supplier(
        session, world.officer, AIMAK, name="Сыноо", inn="00000000000001", is_person=False
    )
    return supplier.id


def accepted_som(world: World, facts: PurchaseFacts) -> Decimal:
    """What the acceptances of a purchase come to, by the ordinary acts."""
    with Session(world.writer) as session:
        try:
            one_by_one(session, world, facts)
            return sum(session.scalars(select(Contract.accepted)), som(0))
        finally:
            session.rollback()


@given(data=st.data())
@settings(
    max_examples=12,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking on a server takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_told_whole_or_done_step_by_step_the_tables_are_the_same(world: World, data: Any) -> None:
    with world.act() as session:
        supplier = named(session, world)
    told = []
    for _ in range(data.draw(st.integers(1, 3))):
        facts = data.draw(purchases(world.lines, supplier))
        with suppress(Refusal):
            facts = with_payments(facts, accepted_som(world, facts), data.draw(st.booleans()))
        told.append(facts)

    def by_acts(session: Session) -> None:
        for facts in told:
            one_by_one(session, world, facts)

    def at_once(session: Session) -> None:
        import_purchases(session, world.officer, AIMAK, told)

    assert in_a_try(world, at_once) == in_a_try(world, by_acts)


def simple(world: World, supplier: int, quantity: int = 10) -> PurchaseFacts:
    """Extinguishers for two schools, delivered, accepted and paid."""
    shares = tuple(
        ShareValues(school, Decimal(quantity), (FundingValues(world.lines["fire"]),))
        for school in SCHOOLS
    )
    line = PurchaseLineValues(
        "Өрт өчүргүч", "FIR-01", Decimal(2 * quantity), "даана", som(3000), shares
    )
    amount = som(6000 * quantity)
    everything = tuple((1, school, Decimal(quantity)) for school in SCHOOLS)
    return PurchaseFacts(
        YEAR,
        PurchaseValues(
            "Өрт өчүргүчтөр", "ky", "single_source", (line,), method_ground="annual_procurement"
        ),
        DAY,
        award=AwardFacts(supplier, amount, 1, DAY, "Жалгыз жеткирүүчү."),
        contract=ContractFacts("К-1", DAY, DUE),
        happened=(
            DeliveryFacts(DAY, "Ж-1", everything),
            AcceptanceFacts(1, "А-1", DAY, tuple((*one, Decimal(0)) for one in everything)),
            PaymentFacts("payment", amount, DAY, "П-1"),
        ),
        end="closed",
    )


def test_after_an_import_the_journal_agrees_with_the_tables(world: World) -> None:
    with world.act() as session:
        supplier = named(session, world)
    with world.act() as session:
        done = import_purchases(session, world.officer, AIMAK, [simple(world, supplier, 5)])
    with world.act() as session:
        assert audited(session, journaled(), (*OF_BUDGETS, *OF_PURCHASES)) == []
        assert list(verified(session)) == []
        act = session.scalar(select(Entry.act_no).order_by(Entry.number.desc()).limit(1))
        leaves = session.scalars(select(Entry.table).where(Entry.act_no == act)).all()
        size = session.get(Scope, AIMAK).size
        assert (
            size
            == session.get(Scope, SCHOOLS[0]).size
            == 1 + max(session.scalars(select(Entry.number)))
        )
    assert done == {"purchases": 1, "lines": 1, "rows": len(leaves)}


def test_ordinary_acts_go_on_after_an_import(world: World) -> None:
    with world.act() as session:
        supplier = named(session, world)
    with world.act() as session:
        import_purchases(session, world.officer, AIMAK, [simple(world, supplier, 5)])
    contract = world.contract()
    delivery = world.delivered(contract, {"S-1001": 7, "S-1002": 3})
    world.accepted(delivery)
    with world.act() as session:
        numbers = session.scalars(select(Commitment.id).order_by(Commitment.id)).all()
        assert len(numbers) == len(set(numbers)) == 4


def test_one_line_too_far_and_nothing_of_the_import_stays(world: World) -> None:
    with world.act() as session:
        supplier = named(session, world)
    before = in_a_try(world, lambda session: None)
    two = [simple(world, supplier, 10), simple(world, supplier, 10)]
    with pytest.raises(Refusal) as refused, world.act() as session:
        import_purchases(session, world.officer, AIMAK, two)
    assert refused.value.code == "line.not_enough"
    assert refused.value.facts["purchase"] == 2
    assert in_a_try(world, lambda session: None) == before


def test_nothing_is_imported_into_a_year_that_ended(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2027, 1, 5))
    with world.act() as session:
        supplier = named(session, world)
        how = {"resolution": "№ 11", "on": date(2027, 1, 5)}
        budgets.report_execution(session, world.approver, AIMAK, YEAR, **how)
    for code in ("budget.year_reported", "budget.year_closed"):
        with pytest.raises(Refusal) as refused, world.act() as session:
            import_purchases(session, world.officer, AIMAK, [simple(world, supplier, 5)])
        assert refused.value.code == code
        if code == "budget.year_reported":
            with world.act() as session:
                budgets.close_year(session, world.approver, AIMAK, YEAR)


def test_only_the_officer_of_the_holder_imports(world: World) -> None:
    for actor in (world.other_officer, world.approver, world.council, world.school):
        with pytest.raises(NotPermitted), world.act() as session:
            import_purchases(session, actor, AIMAK, [])
