"""The principles of safe procurement: each rule by its cases, and the kept table through a life."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core import clock
from core.errors import Refusal
from journal import audit
from procurement import acts, principles
from procurement.models import Delivery, PrincipleTotal, Purchase, PurchasePrinciple
from procurement.principles import PRINCIPLES, STATES, Facts, LineFacts, Paper
from procurement.reports import principles as reports
from tests.scans import paper
from tests.test_procurement_documents import attach
from tests.world import AIMAK, COUNTRY, DAY, OTHER_AIMAK, YEAR, World, extinguishers
from tracker import nightly
from tracker.recounts import RECOUNTS

GOOD = LineFacts(1, Decimal(100), True, True, "МСТ 4-класс", "yes", "no", "Жылына бир толтуруу")
FACTS = Facts((GOOD,), False, (), ())
TOLD = acts.SafeValues("ОП-4, МСТ", "no", "yes", "no", "Жыл сайын кайра толтурулат.")


def lines(**changes: object) -> Facts:
    """Two lines, the second with something else."""
    return replace(FACTS, lines=(GOOD, replace(GOOD, position=2, **changes)))


@pytest.mark.parametrize(
    ("principle", "facts", "state"),
    [
        ("requirement", FACTS, "met"),
        ("requirement", lines(tied=False), "not_met"),
        ("criteria", FACTS, "met"),
        ("criteria", lines(criteria=None), "not_met"),
        ("criteria", replace(lines(criteria=None), specification=True), "met"),
        ("criteria", lines(certified=False), "not_met"),
        ("quality", FACTS, "cannot_say"),
        ("quality", replace(FACTS, checks=(True, True)), "met"),
        ("quality", replace(FACTS, checks=(True, None)), "cannot_say"),
        ("quality", replace(FACTS, checks=(True, None, False)), "not_met"),
        ("local_green", FACTS, "met"),
        ("local_green", lines(local=None), "not_met"),
        ("local_green", lines(green=None), "not_met"),
        ("public_chain", FACTS, "cannot_say"),
        ("public_chain", replace(FACTS, papers=(Paper("contract", "К-1", True),)), "met"),
        (
            "public_chain",
            replace(FACTS, papers=(Paper("contract", "К-1", True), Paper("act", "А-1", False))),
            "not_met",
        ),
        ("upkeep", FACTS, "met"),
        ("upkeep", lines(upkeep=None), "not_met"),
    ],
)
def test_each_principle_by_its_facts(principle: str, facts: Facts, state: str) -> None:
    assert principles.states(facts)[principle] == state


@pytest.mark.parametrize(
    ("outside", "explained", "state"),
    [
        (None, False, "cannot_say"),
        (None, True, "cannot_say"),
        (False, False, "met"),
        (True, False, "not_met"),
        (True, True, "met"),
    ],
)
def test_a_price_outside_needs_a_reason_and_too_few_say_nothing(outside, explained, state) -> None:
    assert principles.price(outside, explained) == state


ANSWER = st.sampled_from(["yes", "no", None])
TEXT = st.sampled_from(["бар", None])
LINE = st.builds(
    LineFacts,
    st.integers(1, 9),
    st.integers(1, 900).map(Decimal),
    st.booleans(),
    st.booleans(),
    TEXT,
    ANSWER,
    ANSWER,
    TEXT,
)


@settings(max_examples=30)
@given(
    st.builds(
        Facts,
        st.lists(LINE, min_size=1, max_size=4).map(tuple),
        st.booleans(),
        st.lists(st.sampled_from([True, False, None]), max_size=3).map(tuple),
        st.lists(st.builds(Paper, st.just("contract"), st.just("К"), st.booleans())).map(tuple),
    )
)
def test_every_principle_has_a_state_and_one_more_fact_never_unmeets_the_rest(facts: Facts) -> None:
    found = principles.states(facts)
    assert list(found) == [one for one in PRINCIPLES if one != "price"]
    assert set(found.values()) <= set(STATES)
    better = replace(facts, lines=tuple(replace(one, upkeep="бар") for one in facts.lines))
    assert principles.states(better) == {**found, "upkeep": "met"}
    for answer in ("local", "green"):
        yes, untold = principles.share(facts.lines, answer)
        assert 0 <= yes <= yes + untold <= sum(one.amount for one in facts.lines)


Reading = Callable[..., Any]


@pytest.fixture
def reading(world: World) -> Reading:
    """Ask in a session of its own."""

    def ask(report: Callable[..., Any], *keys: object) -> Any:
        with Session(world.writer) as session:
            return report(session, *keys)

    return ask


def kept(session: Session, purchase: int = 1) -> dict[str, str]:
    of = PurchasePrinciple
    rows = session.execute(select(of.principle, of.state).where(of.purchase_id == purchase))
    return dict(rows.all())


def problems(session: Session) -> Sequence[object]:
    return audit.problems(session, audit.journaled(), RECOUNTS)


def counts(session: Session, scope: str) -> dict[str, tuple[int, int, int]]:
    return {
        one.principle: (one.met, one.not_met, one.cannot_say)
        for one in reports.of_scope(session, scope, YEAR)
    }


def safe(world: World) -> int:
    """A purchase that tells all a line can tell."""
    (line,) = extinguishers(world.lines["fire"]).lines
    return world.purchase(lines=(replace(line, safe=TOLD),))


def test_a_whole_life_keeps_the_table_right(world: World, reading: Reading) -> None:
    safe(world)
    assert reading(kept) == {
        "requirement": "met",
        "criteria": "met",
        "quality": "cannot_say",
        "price": "cannot_say",
        "local_green": "met",
        "public_chain": "cannot_say",
        "upkeep": "met",
    }
    contract = world.contract(1)
    assert reading(kept)["public_chain"] == "not_met"
    document = attach(world, 1, contract=contract)
    assert reading(kept)["public_chain"] == "met"
    delivery = world.delivered(contract, {"S-1001": 7, "S-1002": 3})
    with world.act() as session:
        rows = session.get_one(Delivery, delivery).lines
        acts.accept(
            session,
            world.officer,
            delivery,
            number="А-1",
            on=DAY,
            checked={row.id: acts.Checked(row.quantity) for row in rows},
            commission=("head_teacher", "parent"),
        )
    assert (reading(kept)["quality"], reading(kept)["public_chain"]) == ("met", "not_met")
    act = acts.DocumentValues("acceptance_act", paper("b"), number="А-1", on=DAY)
    attach(world, 1, act, acceptance=1)
    assert reading(kept)["public_chain"] == "met"
    world.paid(contract, "32000")
    with world.act() as session:
        acts.withdraw_document(session, world.officer, document, reason="Башка келишимдики.")
    assert reading(kept)["public_chain"] == "not_met"
    with world.act() as session:
        acts.close(session, world.officer, 1)
    assert reading(problems) == []


def test_pages_count_each_purchase_once_for_holder_schools_and_all_above(
    world: World, reading: Reading
) -> None:
    safe(world)
    world.purchase()
    for scope in (AIMAK, "S-1001", "S-1002", COUNTRY):
        told = reading(counts, scope)
        assert list(told) == list(PRINCIPLES)
        assert {sum(one) for one in told.values()} == {2}
        assert told["upkeep"] == (1, 1, 0)
        assert told["public_chain"] == (0, 0, 2)
    assert reading(counts, OTHER_AIMAK) == {}
    assert reports.kept_of(reading(reports.of_scope, AIMAK, YEAR)) == (5, 8)
    with world.act() as session:
        acts.cancel(session, world.officer, 2, reason="Акча жок.")
    assert reading(counts, COUNTRY)["upkeep"] == (1, 0, 0)
    assert reading(kept, 2) == {}
    assert reading(problems) == []


def test_a_base_from_before_is_counted_by_night(world: World, reading: Reading) -> None:
    safe(world)
    with world.act() as session:
        session.execute(delete(PurchasePrinciple))
        session.execute(delete(PrincipleTotal))
    assert reading(problems) != []
    with world.act() as session:
        nightly.renew(session, COUNTRY)
    assert len(reading(kept)) == len(PRINCIPLES)
    assert reading(problems) == []
    price = select(PurchasePrinciple.compared_on).where(PurchasePrinciple.principle == "price")
    assert reading(Session.scalar, price) == clock.today()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"local": "perhaps"}, "safe.unknown_answer"),
        ({"certificates_needed": "yes"}, "safe.unknown_answer"),
        ({"upkeep": "т" * 1001}, "safe.too_long"),
    ],
)
def test_what_a_line_cannot_say_is_refused(world: World, changes: dict[str, str], code: str):
    (line,) = extinguishers(world.lines["fire"]).lines
    with pytest.raises(Refusal) as refused:
        world.purchase(lines=(replace(line, safe=replace(TOLD, **changes)),))
    assert refused.value.code == code


def test_none_needed_is_not_kept_where_a_certificate_is_asked_for(world: World, reading: Reading):
    (line,) = extinguishers(world.lines["fire"]).lines
    world.purchase(lines=(replace(line, safe=TOLD, certificates=("conformity",)),))
    assert (
        reading(lambda session: session.get_one(Purchase, 1).lines[0].certificates_needed) is None
    )
    assert reading(kept)["criteria"] == "met"
