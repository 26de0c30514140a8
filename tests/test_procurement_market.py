"""All prices in memory place a price as the base does, asked one by one."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert
from sqlalchemy.orm import Session

from core.models import table_of
from core.money import from_tyiyn
from procurement.models import ItemPrice
from procurement.reports import compass
from procurement.reports.compass import Asked
from procurement.reports.market import Market
from tests.world import DAY, World

ITEMS, REGIONS, UNITS = ("15811000-6", "35111320-4"), ("41704", "41708"), ("kg", "piece")
PRICES = st.lists(
    st.tuples(
        st.sampled_from(ITEMS),
        st.sampled_from(REGIONS),
        st.integers(1, 40),  # few prices, so that some are the same
        st.integers(-900, 40),  # days from DAY to the acceptance
        st.integers(1, 6),  # purchases, so that some have several lines
    ),
    max_size=40,
)
QUESTIONS = st.lists(
    st.tuples(
        st.sampled_from(ITEMS),
        st.sampled_from(("кг", "100 г", "даана", "шарттуу бирдик")),
        st.sampled_from(REGIONS),
        st.integers(1, 60),
        st.integers(-30, 30),
        st.integers(0, 6),
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.usefixtures("lasting_world")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kept=PRICES, questions=QUESTIONS)
def test_prices_in_memory_place_a_price_as_the_base_does(
    lasting_world: World,
    kept: list[tuple[str, str, int, int, int]],
    questions: list[tuple[str, str, str, int, int, int]],
) -> None:
    asked = [
        Asked(item, unit, from_tyiyn(price * 100), region, DAY + timedelta(days), purchase)
        for item, unit, region, price, days, purchase in questions
    ]
    with Session(lasting_world.writer) as session:
        session.execute(delete(ItemPrice))
        rows = [
            {
                "contract_line_id": number,
                "purchase_id": purchase,
                "item_code": item,
                "unit": UNITS[number % 2],
                "region": region,
                "price": from_tyiyn(price * 100),
                "first_on": DAY + timedelta(days),
                "last_on": DAY + timedelta(days + number % 3),
            }
            for number, (item, region, price, days, purchase) in enumerate(kept, start=1)
        ]
        if rows:
            session.execute(insert(table_of(ItemPrice)), rows)
        assert Market(session).place(asked) == compass.place(session, asked)
        session.rollback()
