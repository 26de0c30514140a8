"""A budget carried out, by whatever is asked: every grouping adds up to the same totals."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from budgets import acts
from budgets.acts import LineValues
from budgets.reports import execution, figures
from budgets.reports.execution import BY, Asked, Execution, Row
from budgets.reports.figures import NOTHING, Sums
from core.money import som
from procurement.reports import quarters
from procurement.reports.quarters import APART, OUTSIDE, Taken
from tests.world import AIMAK, COUNTRY, DISTRICT, OTHER_AIMAK, YEAR, World

PLACES = (COUNTRY, DISTRICT, AIMAK, OTHER_AIMAK, "S-1001", "S-1002")


@pytest.fixture
def spent(world: World) -> World:
    """Ten extinguishers came to two schools; a part was refused, a part is paid."""
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}), refused=2)
    world.paid(contract, "10000.01")
    return world


def added(told: Execution) -> Sums:
    return sum((row.sums for row in told.rows if told.by != "source"), NOTHING)


def test_all_within_a_place_is_what_its_public_page_shows(spent: World) -> None:
    with spent.act() as session:
        for place in PLACES:
            public = figures.figures(session, place, YEAR)
            told = execution.executions(session, Asked(place, YEAR, within=True), BY)
            assert (told is None) == (public is None), place
            for by in BY if told and public else ():
                assert (told[by].money, told[by].in_kind) == (public.money, public.in_kind)
                assert by == "source" or added(told[by]) == public.money


def test_the_rest_of_a_line_is_its_own_and_the_contract_names_school_and_requirement(
    spent: World,
) -> None:
    with spent.act() as session:
        told = execution.executions(session, Asked(AIMAK, YEAR), BY)
    assert told is not None
    planned = {by: {row.key: row.sums.planned for row in told[by].rows} for by in BY}
    assert planned["category"] == {"emergency": som(150_000), "food": som(100_000)}
    assert planned["source"] == {"local_own": som(150_000), "republican": som(100_000)}
    assert planned["school"] == {
        AIMAK: som(168_000),  # common money that no contract has given to a school
        "S-1001": som(72_400),
        "S-1002": som(9_600),
    }
    assert planned["requirement"] == {"FIR-01": som(82_000), None: som(168_000)}
    assert planned["code"] == planned["function"] == {None: som(250_000)}
    assert told["line"].rows[-1].sums.planned == som(50_000)
    assert told["school"].rows[-1].key == "S-1002"
    assert told["requirement"].rows[-1].key is None


@pytest.mark.parametrize(
    ("narrowed", "planned", "paid"),
    [
        ({"source": "republican"}, 100_000, "0"),
        ({"category": "emergency"}, 150_000, "10000.01"),
        ({"school": "S-1002"}, 9_600, "3750.00"),
        ({"code": "2215"}, None, None),
    ],
)
def test_a_part_of_it_may_be_asked_for(
    spent: World, narrowed: dict[str, str], planned: int | None, paid: str | None
) -> None:
    with spent.act() as session:
        told = execution.executions(session, Asked(AIMAK, YEAR, **narrowed), ("category",))
    if planned is None:
        assert told is None
    else:
        assert told is not None
        assert told["category"].money.planned == som(planned)
        assert told["category"].money.paid == som(paid or 0)


def test_a_holder_without_lines_has_none_of_its_own(spent: World) -> None:
    with spent.act() as session:
        assert execution.executions(session, Asked(DISTRICT, YEAR), BY) is None
        assert execution.executions(session, Asked(AIMAK, YEAR + 1, within=True), BY) is None


@pytest.fixture
def statements(spent: World) -> Iterator[list[str]]:
    said: list[str] = []
    listener = lambda *args: said.append(args[2])  # noqa: E731
    event.listen(spent.writer, "before_cursor_execute", listener)
    yield said
    event.remove(spent.writer, "before_cursor_execute", listener)


def test_all_groupings_are_one_statement_and_the_quarters_four(
    spent: World, statements: list[str]
) -> None:
    with spent.act() as session:
        session.connection()
        statements.clear()
        told = execution.executions(session, Asked(DISTRICT, YEAR, within=True), BY)
        assert (told is not None, len(statements)) == (True, 1)
        quarters.by_quarter(session, Asked(DISTRICT, YEAR, within=True), told["category"])
        assert len(statements) == 5


def test_quarters_add_up_and_tell_what_no_quarter_has(spent: World) -> None:
    profile = LineValues(
        "S-1002", "emergency", "FIR-01", "local_own", False, None, som(10_000),
        quarters=(som(1_000), som(2_000), som(3_000), som(4_000)),
    )  # fmt: skip
    with spent.act() as session:
        version = acts.open_draft(session, spent.officer, AIMAK, YEAR)
        acts.allocate(session, spent.officer, version.id, profile)
        acts.submit(session, spent.officer, version.id, reason="Жаңы сап.")
        acts.approve(session, spent.approver, version.id, resolution="№ 2", on=date(2026, 5, 14))
    for asked in (Asked(AIMAK, YEAR), Asked(AIMAK, YEAR, within=True)):
        with spent.act() as session:
            told = execution.executions(session, asked, ("category",))
            assert told is not None
            found = quarters.by_quarter(session, asked, told["category"])
        assert found.money == told["category"].money == added(found)
        rows = {row.key: row.sums for row in found.rows}
        assert rows[1] == Sums(som(1_000), som(32_000), som(25_600), som("10000.01"))
        assert [rows[quarter].planned for quarter in (2, 3, 4)] == [2_000, 3_000, 4_000]
        assert rows[APART].planned == som(250_000)


def test_a_line_changed_by_a_transfer_is_spread_no_more(spent: World) -> None:
    with spent.act() as session:
        version = acts.open_draft(session, spent.officer, AIMAK, YEAR)
        values = LineValues(
            AIMAK, "medical", None, "local_own", False, None, som(50_000),
            quarters=(som(12_500),) * 4,
        )  # fmt: skip
        acts.set_ceilings(
            session,
            spent.officer,
            version.id,
            {"local_own": som(300_000), "republican": som(10**5)},
        )
        acts.allocate(session, spent.officer, version.id, values)
        line = acts.submit(session, spent.officer, version.id, reason="Медпункт.")
        acts.approve(session, spent.approver, line.id, resolution="№ 2", on=date(2026, 5, 14))
    asked = Asked(AIMAK, YEAR, category="medical")
    with spent.act() as session:
        told = execution.executions(session, asked, ("line",))
        assert told is not None
        (row,) = told["line"].rows
        found = quarters.by_quarter(session, asked, told["line"])
        assert [each.sums.planned for each in found.rows] == [som(12_500)] * 4
        moved = acts.ask_transfer(
            session, spent.officer, row.key, spent.lines["fire"], amount=som(1), reason="Керек."
        )
        acts.order_transfer(session, spent.approver, moved.id, order="Б-1", on=date(2026, 6, 1))
    with spent.act() as session:
        told = execution.executions(session, asked, ("line",))
        assert told is not None
        rows = {
            each.key: each.sums for each in quarters.by_quarter(session, asked, told["line"]).rows
        }
        assert rows[1].planned == som(0)
        assert rows[APART].planned == som(49_999)


AMOUNTS = st.integers(0, 10**12).map(lambda tyiyn: Decimal(tyiyn) / 100)
PURSES = st.sampled_from(["republican", "donor", "voluntary:carried", "in_kind"])
KEYS = st.sampled_from(["2215", "3112", None])
SUMS = st.builds(Sums, AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
CELLS = st.lists(st.tuples(KEYS, PURSES, SUMS), max_size=12)


@given(cells=CELLS)
def test_every_grouping_of_the_same_cells_has_the_same_totals(cells) -> None:
    by_code = execution.folded("code", cells)
    by_source = execution.folded("source", [(purse, purse, sums) for _, purse, sums in cells])
    assert by_code.money == by_source.money == added(by_code)
    assert by_code.in_kind == by_source.in_kind
    all_sources = sum((row.sums for row in by_source.rows), NOTHING)
    assert all_sources == by_source.money + by_source.in_kind
    left = execution.remainders(by_source)
    assert sum((one.left for one in left), som(0)) == by_code.money.planned - by_code.money.paid
    assert {one.source for one in left if one.given} <= {"donor", "voluntary"}


MONTHS = st.tuples(st.integers(YEAR - 1, YEAR + 1), st.integers(1, 12))
BY_MONTH = st.dictionaries(MONTHS, AMOUNTS, max_size=6)


@given(
    signed=BY_MONTH,
    taken=BY_MONTH,
    paid=BY_MONTH,
    ours=AMOUNTS,
    spread=st.lists(AMOUNTS, min_size=4, max_size=4),
    rest=AMOUNTS,
)
def test_months_put_into_quarters_lose_nothing(signed, taken, paid, ours, spread, rest) -> None:
    accepted = ours if taken else som(0)
    whole = Sums(
        sum(spread, rest), sum(signed.values(), som(0)), accepted, sum(paid.values(), som(0))
    )
    found = quarters.folded(
        YEAR,
        Execution("code", (Row(None, whole),), whole, NOTHING),
        dict(enumerate(spread, start=1)),
        signed,
        [Taken(taken, accepted)],
        paid,
    )
    assert found.money == added(found) == whole
    keys = [row.key for row in found.rows]
    assert keys[:4] == [1, 2, 3, 4]
    assert set(keys[4:]) <= {OUTSIDE, APART}
