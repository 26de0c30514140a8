"""Costs: each gap by its price, schools adding up to their place, and what has no price said."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from core.money import ZERO, som
from procurement.reports import costs
from procurement.reports.prices import PriceCard
from register import reports as register
from standard.acts.assessments import record
from standard.acts.passports import fill
from tests.test_procurement_prices import word
from tests.world import AIMAK, COUNTRY, DAY, DISTRICT, OBLAST, OTHER_AIMAK, World

OFFICER_OF = {"S-1001": "officer", "S-1002": "officer", "S-1003": "other_officer"}


def counted(session: Session, world: World, school: str, facts: dict, found: dict) -> None:
    """A school with a passport and what it has of some requirements."""
    officer = getattr(world, OFFICER_OF[school])
    fill(session, officer, school, DAY.year, facts)
    for code, value in found.items():
        record(session, officer, school, code, on=DAY, value=Decimal(value))


def three_schools(session: Session, world: World) -> None:
    word(session, "FIR-01", "3333.33")
    word(session, "WSH-11", "99.99")
    word(session, "PHY-01", "3180.07")
    counted(
        session,
        world,
        "S-1001",
        {"floor": "5", "pupil": "301", "perimeter_m": "480.5"},
        {"FIR-01": "8", "WSH-11": "20.25", "PHY-01": "100"},
    )
    counted(session, world, "S-1002", {"floor": "2", "pupil": "99"}, {"FIR-01": "1", "MED-04": "0"})
    counted(session, world, "S-1003", {"floor": "1", "pupil": "51"}, {"FIR-01": "0", "WSH-11": "3"})


def test_a_gap_is_priced_in_whole_pieces(world: World) -> None:
    with world.act() as session:
        three_schools(session, world)
        gaps = {gap.requirement: gap for gap in costs.of_school(session, "S-1001")}
        assert (gaps["FIR-01"].to_buy, gaps["FIR-01"].cost) == (2, som("6666.66"))
        soap = gaps["WSH-11"]  # 150.5 litres needed, 20.25 there: 130.25 missing, 131 to buy
        assert (soap.missing, soap.to_buy, soap.cost) == (
            Decimal("130.250"),
            131,
            som("13098.69"),
        )
        assert gaps["PHY-01"].to_buy == 381
        assert gaps["MED-04"].state == "unknown"
        assert gaps["MED-04"].cost == ZERO


def test_what_has_no_price_costs_nothing_known(world: World) -> None:
    with world.act() as session:
        three_schools(session, world)
        [kit] = [gap for gap in costs.of_school(session, "S-1002") if gap.requirement == "MED-04"]
        assert (kit.state, kit.to_buy, kit.price, kit.cost) == ("missing", 2, None, None)
        [place] = [gap for gap in costs.of_place(session, AIMAK) if gap.requirement == "MED-04"]
        assert (place.cost, place.unpriced, place.to_buy) == (ZERO, 2, 2)


def test_the_schools_add_up_to_their_place_to_the_tyiyn(world: World) -> None:
    with world.act() as session:
        three_schools(session, world)
        for scope in (AIMAK, OTHER_AIMAK, DISTRICT, OBLAST, COUNTRY):
            schools = [card.code for card in register.schools_within(session, scope)]
            by_school: dict[str, Decimal] = {}
            pieces: dict[str, int] = {}
            for school in schools:
                for gap in costs.of_school(session, school):
                    by_school[gap.requirement] = by_school.get(gap.requirement, ZERO) + (
                        gap.cost or ZERO
                    )
                    pieces[gap.requirement] = pieces.get(gap.requirement, 0) + gap.to_buy
            place = costs.of_place(session, scope)
            assert {gap.requirement: gap.cost for gap in place} == by_school, scope
            assert {gap.requirement: gap.to_buy for gap in place} == pieces
            assert all(gap.counted <= gap.needed for gap in place)
            assert sum(gap.cost for gap in place) > 0


def test_every_school_is_in_one_state_of_every_requirement(world: World) -> None:
    with world.act() as session:
        three_schools(session, world)
        assert all(sum(gap.schools.values()) == 3 for gap in costs.of_place(session, COUNTRY))
        assert sum(costs.states(session, "S-1001").values()) == 120
        [fire] = [g for g in costs.of_place(session, AIMAK) if g.requirement == "FIR-01"]
        assert (fire.schools["partly"], fire.answered) == (2, 2)


def test_gaps_are_asked_for_by_state(world: World) -> None:
    with world.act() as session:
        three_schools(session, world)
        gaps = costs.of_school(session, "S-1003", states=costs.GAPS)
        assert [(gap.requirement, gap.state) for gap in gaps] == [
            ("FIR-01", "missing"),
            ("WSH-11", "partly"),
        ]


@given(
    st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 10**7)), max_size=20),
)
def test_pieces_times_their_price_are_never_rounded(gaps):
    total = sum(
        (PriceCard("X", "region", som(tyiyn) / 100, 1, 5, *[None] * 7).amount * pieces)
        for pieces, tyiyn in gaps
    )
    assert total * 100 == sum(pieces * tyiyn for pieces, tyiyn in gaps)
