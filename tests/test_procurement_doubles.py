"""What was given in kind and bought as well stands side by side; what only looks so does not."""

from decimal import Decimal

from sqlalchemy import func, select

from budgets import acts as budgets
from budgets.models import Line
from core.money import som
from procurement import acts as procurement
from procurement.reports.doubles import doubles
from tests.test_budgets_gifts import THINGS, read, recorded, undone
from tests.world import AIMAK, DISTRICT, YEAR, World, extinguishers


def test_the_same_thing_given_and_bought_is_found_for_the_school_and_its_places(
    world: World,
) -> None:
    recorded(world, values=THINGS)
    recorded(world, values=THINGS, quantity=Decimal(2), value=som(5_000))
    assert read(world, doubles, "S-1001", YEAR) == ()
    purchase = world.purchase()
    for scope in ("S-1001", AIMAK, DISTRICT):
        [one] = read(world, doubles, scope, YEAR)
        assert (one.school, one.requirement, one.purchase) == ("S-1001", "FIR-01", purchase)
        assert (one.given, one.given_value) == (Decimal(5), som(14_000))
        assert (one.bought, one.bought_amount) == (Decimal(7), som(22_400))
    assert read(world, doubles, "S-1002", YEAR) == ()
    assert read(world, doubles, "S-1001", YEAR - 1) == ()


def test_money_reversed_gifts_gifts_for_a_place_and_cancelled_purchases_are_no_doubles(
    world: World,
) -> None:
    purchase = world.purchase()
    undone(world, recorded(world, values=THINGS))
    recorded(world, values=THINGS, kind="money", quantity=None)
    recorded(world, AIMAK, values=THINGS)
    assert read(world, doubles, DISTRICT, YEAR) == ()
    recorded(world, values=THINGS)
    assert len(read(world, doubles, DISTRICT, YEAR)) == 1
    with world.act() as session:
        procurement.cancel(session, world.officer, purchase, reason="Керек эмес болуп калды.")
    assert read(world, doubles, DISTRICT, YEAR) == ()


def test_a_purchase_paid_for_by_gifts_is_no_double(world: World) -> None:
    with world.act() as session:
        version = budgets.open_draft(session, world.officer, AIMAK, YEAR)
        known = {"local_own": som(200_000), "republican": som(100_000), "voluntary": som(50_000)}
        budgets.set_ceilings(session, world.officer, version.id, known)
        values = budgets.LineValues(AIMAK, "emergency", None, "voluntary", False, None, som(50_000))
        budgets.allocate(session, world.officer, version.id, values)
        budgets.submit(session, world.officer, version.id, reason="Жардам келди.")
        budgets.approve(session, world.approver, version.id, resolution="№ 2", on=THINGS.on)
        line = session.scalars(select(func.max(Line.id))).one()
    world.purchase(lines=extinguishers(line).lines)
    recorded(world, values=THINGS)
    assert read(world, doubles, AIMAK, YEAR) == ()
