"""Prices: what is comparable, how many, and whose word stands where there are too few."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from core.errors import NotPermitted, Refusal
from core.money import som
from procurement import acts, prices
from procurement.models import ComparisonSet, Price
from procurement.reports import costs
from procurement.reports.prices import ENOUGH, Comparable, accepted, compared, of_region
from tests.world import AIMAK, COUNTRY, DAY, OBLAST, OPERATOR, World, extinguishers

TODAY = clock.today()


def one(price: str, code: str | None = "35111320-4", unit: str = "даана") -> Comparable:
    return Comparable("FIR-01", AIMAK, code, unit, som(price))


def word(session: Session, requirement: str = "FIR-01", amount: str = "3500", lot: int = 1):
    return acts.set_reference_price(
        session,
        OPERATOR,
        COUNTRY,
        requirement,
        amount=som(amount),
        lot=lot,
        on=DAY,
        standing="default",
        source="Сыноо үчүн.",
    )


def test_fewer_than_five_are_too_few_to_compare():
    assert ENOUGH == 5
    assert compared([one("100")] * 4) is None
    assert compared([]) is None
    found = compared([one(price) for price in ("90", "100", "110", "120", "400")])
    assert (found.count, found.median, found.low, found.high) == (
        5,
        som("110.00"),
        som("100.00"),
        som("120.00"),
    )


def test_only_the_same_thing_in_the_same_unit_is_compared():
    mixed = [one("100")] * 4 + [one("900", unit="топтом")] * 3 + [one("5", code="39224330-0")] * 3
    assert compared(mixed) is None
    found = compared([*mixed, one("100")])
    assert (found.count, found.item_code, found.unit) == (5, "35111320-4", "даана")


@given(st.lists(st.decimals("0.01", "1e6", places=2), min_size=5, max_size=40))
def test_the_median_lies_within_what_was_paid(amounts):
    found = compared([one(str(amount)) for amount in amounts])
    assert min(amounts) <= found.low <= found.median <= found.high <= max(amounts)


def bought(world: World, price: int, number: int) -> None:
    """Extinguishers at a price of their own, contracted, delivered and accepted."""
    base = extinguishers(world.lines["fire"])
    share = acts.ShareValues("S-1001", Decimal(1), (acts.FundingValues(world.lines["fire"]),))
    line = acts.PurchaseLineValues(
        title="Өрт өчүргүч",
        requirement="FIR-01",
        quantity=Decimal(1),
        unit="Даана ",
        unit_price=som(price),
        shares=(share,),
        item_code="35111320-4",
    )
    assert base.language == "ky"
    purchase = world.purchase(lines=(line,))
    contract = world.contract(purchase, number=f"К-{number}")
    world.accepted(world.delivered(contract, {"S-1001": 1}), number=f"А-{number}")


def test_the_median_of_accepted_purchases_prices_a_requirement(world: World) -> None:
    for number, price in enumerate((3000, 3100, 3200, 3300)):
        bought(world, price, number)
    with world.act() as session:
        assert {row.price for row in accepted(session, DAY - timedelta(1))} == {
            som(price) for price in (3000, 3100, 3200, 3300)
        }
        word(session)
        assert of_region(session, OBLAST)["FIR-01"].kind == "reference"
    bought(world, 9000, 9)
    with world.act() as session:
        prices.compare(session, COUNTRY, TODAY)
        card = of_region(session, OBLAST)["FIR-01"]
        assert (card.kind, card.amount, card.count) == ("region", som(3200), 5)
        assert (card.unit, card.item_code, card.until) == ("piece", "35111320-4", TODAY)


def test_what_is_contracted_and_not_accepted_is_not_compared(world: World) -> None:
    world.contract()
    with world.act() as session:
        assert accepted(session, DAY - timedelta(1)) == []


def test_purchases_too_old_are_not_compared(world: World) -> None:
    bought(world, 3000, 1)
    with world.act() as session:
        assert len(accepted(session, DAY)) == 1
        assert accepted(session, DAY + timedelta(1)) == []


def test_each_comparison_has_its_number_and_replaces_the_last(world: World) -> None:
    with world.act() as session:
        word(session)
        word(session, amount="4000")
        assert session.scalar(select(func.count()).select_from(ComparisonSet)) == 2
        regions = session.scalars(select(Price.region).where(Price.requirement == "FIR-01")).all()
        assert sorted(regions) == [OBLAST]
        assert of_region(session, OBLAST)["FIR-01"].amount == som(4000)
        prices.compare(session, COUNTRY, TODAY)
        assert of_region(session, OBLAST)["FIR-01"].amount == som(4000)


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"amount": som(0)}, "price.not_positive", "amount"),
        ({"lot": 0}, "price.no_lot", "lot"),
        ({"source": " "}, "price.no_source", "source"),
        ({"standing": "law"}, "price.unknown_standing", "standing"),
        ({"on": date(2100, 1, 1)}, "date.in_future", "on"),
    ],
)
def test_a_reference_price_says_where_it_is_from(world: World, changes, code, field) -> None:
    told = {"amount": som(10), "lot": 1, "on": DAY, "standing": "default", "source": "Баа барагы."}
    with world.act() as session, pytest.raises(Refusal) as refused:
        acts.set_reference_price(session, OPERATOR, COUNTRY, "FIR-01", **{**told, **changes})
    assert (refused.value.code, refused.value.field) == (code, field)


def test_only_an_editor_sets_a_reference_price(world: World) -> None:
    with world.act() as session, pytest.raises(NotPermitted):
        acts.set_reference_price(
            session,
            world.officer,
            COUNTRY,
            "FIR-01",
            amount=som(10),
            lot=1,
            on=DAY,
            standing="default",
            source="Баа барагы.",
        )


def test_what_never_came_makes_nothing_cheaper(world: World) -> None:
    """Closed with eight of ten accepted, the contract stands at eight; a piece costs the same."""
    purchase = world.purchase()
    contract = world.contract(purchase)
    world.accepted(world.delivered(contract, {"S-1001": 5, "S-1002": 3}))
    with world.act() as session:
        assert [row.price for row in accepted(session, DAY)] == [som(3200)]
    world.paid(contract, "25600")
    with world.act() as session:
        acts.close(session, world.officer, purchase, reason="Калганы келген жок.")
        assert [row.price for row in accepted(session, DAY)] == [som(3200)]


def test_what_costs_less_than_a_tyiyn_is_no_price(world: World) -> None:
    share = acts.ShareValues("S-1001", Decimal(10), (acts.FundingValues(world.lines["fire"]),))
    line = acts.PurchaseLineValues(
        title="Чаптама",
        requirement="FIR-01",
        quantity=Decimal(10),
        unit="даана",
        unit_price=som("0.01"),
        shares=(share,),
        covers=(("FIR-01", Decimal(1000)),),
    )
    contract = world.contract(world.purchase(lines=(line,)))
    world.accepted(world.delivered(contract, {"S-1001": 10}))
    with world.act() as session:
        assert accepted(session, DAY) == []


def test_one_requirement_compared_alone_does_not_make_all_prices_new(world: World) -> None:
    yesterday = TODAY - timedelta(1)
    with world.act() as session:
        prices.compare(session, COUNTRY, yesterday)
        word(session)
        assert costs.compared_on(session) == yesterday
        assert session.scalar(select(func.count()).select_from(ComparisonSet)) == 2


def test_the_first_comparison_is_of_all(world: World) -> None:
    for number in range(ENOUGH):
        bought(world, 3000, number)
    with world.act() as session:
        word(session, "MED-04")
        assert costs.compared_on(session) == TODAY
        assert of_region(session, OBLAST)["FIR-01"].kind == "region"


def test_what_is_answered_by_a_value_is_not_priced_by_what_was_spent(world: World) -> None:
    """Six purchases of food cover the meal norm in som; a som of it is no remedy's price."""
    for number in range(6):
        share = acts.ShareValues("S-1001", Decimal(10), (acts.FundingValues(world.lines["food"]),))
        line = acts.PurchaseLineValues(
            title="Нан",
            requirement="FOD-02",
            quantity=Decimal(10),
            unit="кг",
            unit_price=som(59),
            shares=(share,),
            item_code="15811100-7",
            covers=(("FOD-02", Decimal(590)),),
        )
        contract = world.contract(world.purchase(lines=(line,)), number=f"К-{number}")
        world.accepted(world.delivered(contract, {"S-1001": 10}), number=f"А-{number}")
    with world.act() as session:
        assert accepted(session, DAY, ["FOD-02"]) == []
        prices.compare(session, COUNTRY, TODAY)
        assert "FOD-02" not in of_region(session, OBLAST)
