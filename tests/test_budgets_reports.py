"""What the totals tell: money apart from help in kind, largest first, and nothing is not zero."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from budgets.reports import figures
from budgets.reports.figures import Sums
from core.money import som
from tests.world import AIMAK, COUNTRY, DISTRICT, YEAR, World


def test_the_figures_of_a_school_are_its_parts_of_lines_and_contracts(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}))
    world.paid(contract, "16000")
    with world.act() as session:
        found = figures.figures(session, "S-1002", YEAR)
        assert found is not None
        assert found.money == Sums(som(9600), som(9600), som(9600), som(4800))
        assert found.money.free == som(0)
        assert found.categories == (("emergency", found.money),)
        assert found.purses == (("local_own", found.money),)


def test_a_year_nobody_entered_is_none_and_not_zero(world: World) -> None:
    with world.act() as session:
        assert figures.figures(session, "S-1003", YEAR) is None
        assert figures.figures(session, AIMAK, YEAR + 1) is None
        assert figures.latest(session, "S-1003") is None
        assert figures.years(session, "S-1003") == ()


def test_several_places_are_told_at_once_and_the_unknown_left_out(world: World) -> None:
    with world.act() as session:
        found = figures.money_of(session, [AIMAK, DISTRICT, "S-1003", "nowhere"], YEAR)
        assert set(found) == {AIMAK, DISTRICT}
        assert found[AIMAK].planned == som(250000)
        assert figures.years(session, COUNTRY) == (YEAR,)


def test_a_requirement_is_told_by_year(world: World) -> None:
    world.contract()
    with world.act() as session:
        found = figures.requirement_by_year(session, COUNTRY, "FIR-01")
        assert found[YEAR].committed == som(32000)
        assert figures.requirement_by_year(session, COUNTRY, "PSY-01") == {}


def test_a_line_names_the_resolution_that_set_it_aside(world: World) -> None:
    with world.act() as session:
        card = figures.lines(session, [world.lines["food"]])[world.lines["food"]]
    assert (card.source, card.resolution, str(card.resolution_on)) == (
        "republican",
        "№ 1",
        "2026-01-20",
    )


def test_help_in_kind_is_in_no_sum_of_money() -> None:
    found = figures.folded(
        [
            ("medical", "in_kind", Sums(som(500), som(500))),
            ("medical", "in_kind:carried", Sums(som(7))),
            ("medical", "donor", Sums(som(20))),
            ("food", "republican", Sums(som(90))),
        ]
    )
    assert found.money.planned == som(110)
    assert found.in_kind.planned == som(507)
    assert [code for code, _ in found.categories] == ["food", "medical"]
    assert [purse for purse, _ in found.purses] == [
        "republican",
        "donor",
        "in_kind",
        "in_kind:carried",
    ]


AMOUNTS = st.integers(0, 10**12).map(lambda tyiyn: Decimal(tyiyn) / 100)
PURSES = st.sampled_from(["republican", "donor", "voluntary:carried", "in_kind"])
CELLS = st.lists(st.tuples(st.sampled_from(["food", "medical"]), PURSES, AMOUNTS))


@given(cells=CELLS)
def test_categories_and_sources_add_up_to_the_same_money(cells) -> None:
    found = figures.folded((code, purse, Sums(planned=amount)) for code, purse, amount in cells)
    by_category = sum((sums.planned for _, sums in found.categories), som(0))
    by_purse = sum((sums.planned for _, sums in found.purses), som(0))
    assert by_category == found.money.planned
    assert by_purse == found.money.planned + found.in_kind.planned
