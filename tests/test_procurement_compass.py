"""The price compass: quartiles as the library reckons them, where from, how many, and a reason."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from statistics import quantiles

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from core.errors import Refusal
from core.money import TYIYN, som
from procurement import acts, item_prices
from procurement.models import ItemPrice, PurchaseLine
from procurement.reports import compass
from procurement.reports.compass import Asked
from tests.test_oversight_acts import WHY, dear, five_bought
from tests.world import AIMAK, DAY, OBLAST, YEAR, World

CODE = "15811100-7"
PRICES = st.lists(st.decimals("0.01", "1e5", places=2), min_size=5, max_size=25)


@given(PRICES)
def test_a_quartile_by_place_is_that_of_the_library(prices: list[Decimal]) -> None:
    ordered = sorted(prices)
    count = len(ordered)
    for quarter, exact in enumerate(quantiles(ordered, n=4, method="inclusive"), start=1):
        place = (count - 1) * quarter // 4
        found = compass.quartile(ordered[place : place + 2], quarter, count)
        assert found == exact.quantize(TYIYN, rounding="ROUND_HALF_UP")


def fill(session: Session, rows: list[dict[str, object]]) -> None:
    """The comparison set as given, and nothing else."""
    session.execute(delete(ItemPrice))
    whole = {"item_code": CODE, "unit": "kilogram", "region": OBLAST}
    days = {"first_on": DAY, "last_on": DAY}
    session.execute(
        insert(ItemPrice),
        [
            {"contract_line_id": number, "purchase_id": number, **whole, **days, **row}
            for number, row in enumerate(rows, start=1)
        ],
    )


def asked(price: str = "100", unit: str = "кг", **changes: object) -> Asked:
    return replace(Asked(CODE, unit, som(price), OBLAST, DAY), **changes)


def test_the_database_reads_the_same_quartiles_off_its_index(world: World) -> None:
    @settings(max_examples=8, deadline=None)
    @given(PRICES)
    def same(prices: list[Decimal]) -> None:
        with Session(world.writer) as session:
            fill(session, [{"price": price} for price in prices])
            (placed,) = compass.place(session, [asked()])
            low, middle, high = quantiles(prices, n=4, method="inclusive")
            found = placed.spread
            exact = [one.quantize(TYIYN, rounding="ROUND_HALF_UP") for one in (low, middle, high)]
            assert [found.low, found.median, found.high] == exact
            assert (found.count, placed.alike, placed.scope) == (len(prices), len(prices), "region")

    same()


CASES = """
here  elsewhere  scope    compared  alike
5     0          region   5         5
4     0          country  0         4
4     3          country  7         7
0     5          country  5         5
0     0          country  0         0
"""


def test_fewer_than_five_of_the_region_are_told_from_the_country(world: World) -> None:
    for row in CASES.strip().splitlines()[1:]:
        here, elsewhere, scope, compared, alike = row.split()
        rows = [{"price": som(90 + n)} for n in range(int(here))]
        rows += [{"price": som(80 + n), "region": "KG-other"} for n in range(int(elsewhere))]
        with Session(world.writer) as session:
            if rows:
                fill(session, rows)
            (placed,) = compass.place(session, [asked()])
        count = placed.spread.count if placed.spread else 0
        told = (placed.scope, str(count), str(placed.alike))
        assert told == (scope, compared, alike), row


def test_only_others_of_the_same_thing_within_the_months_are_compared(world: World) -> None:
    old, later = DAY - timedelta(days=800), DAY + timedelta(days=1)
    strange = [
        {"item_code": "15811110-8"},
        {"unit": "piece"},
        {"first_on": old, "last_on": old},
        {"first_on": later, "last_on": later},
        {"purchase_id": 77},
    ]
    with Session(world.writer) as session:
        fill(session, [{"price": som(100)}] * 5 + [{"price": som(1), **row} for row in strange])
        own = asked(purchase=77)
        placed, gram, vague, other = compass.place(
            session, [own, asked("12", "100 г"), asked(unit="услуга"), asked(unit="ящик")]
        )
    assert (placed.alike, placed.spread.low) == (5, som(100))
    assert (gram.unit, gram.price, gram.outside) == ("kilogram", som(120), True)
    assert vague is None
    assert (other.unit, other.alike, other.outside) == ("ящик", 0, False)


def test_an_acceptance_keeps_what_a_renewal_finds(world: World) -> None:
    five_bought(world)
    with world.act() as session:
        columns = [getattr(ItemPrice, one.name) for one in ItemPrice.__table__.columns]
        kept = session.execute(select(*columns).order_by(columns[0])).all()
        assert [row.price for row in kept] == [som(p) for p in (3000, 3100, 3200, 3300, 3400)]
        assert {(row.unit, row.region, row.first_on) for row in kept} == {("piece", OBLAST, DAY)}
        assert item_prices.renew(session) == 5
        assert session.execute(select(*columns).order_by(columns[0])).all() == kept


REASONS = """
price  reason  refused
3500   -       no
3900   -       yes
3900   told    no
2400   -       yes
"""


def test_a_price_outside_the_fences_is_not_planned_without_its_reason(world: World) -> None:
    five_bought(world)
    for row in REASONS.strip().splitlines()[1:]:
        price, reason, refused = row.split()
        line = replace(
            dear(world, int(price)).lines[0], price_reason=WHY if reason == "told" else " "
        )
        values = replace(dear(world), lines=(line,))
        with world.act() as session:
            drafted = acts.draft(session, world.officer, AIMAK, YEAR, values)
            if refused == "no":
                acts.plan(session, world.officer, drafted.id, on=date(2026, 3, 3))
                kept = session.scalar(
                    select(PurchaseLine.price_reason).where(PurchaseLine.purchase_id == drafted.id)
                )
                assert kept == (WHY if reason == "told" else None)
                continue
            with pytest.raises(Refusal) as found:
                acts.plan(session, world.officer, drafted.id, on=date(2026, 3, 3))
            assert (found.value.code, found.value.field) == ("price.needs_reason", "price_reason")
            facts = {"line": 1, "price": som(price), "median": som(3200), "prices": 5}
            assert found.value.facts == facts
