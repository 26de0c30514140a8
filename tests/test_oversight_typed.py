"""The flags say of a purchase being typed what they say of it saved: one path, the same facts."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from core.money import som
from oversight.matter import Matter
from oversight.reports import flags, typed
from oversight.reports.typed import Typed
from procurement import acts
from procurement.entry import EnteredLine, EnteredShare
from procurement.models import Purchase
from tests.test_oversight_acts import dear, five_bought
from tests.world import AIMAK, DAY, YEAR, World


def as_typed(values: acts.PurchaseValues, purchase: int = 0) -> Typed:
    """The same purchase as it stands in the form."""
    lines = tuple(
        EnteredLine(
            line.requirement,
            line.quantity,
            line.unit,
            line.unit_price,
            line.item_code,
            None,
            None,
            tuple(EnteredShare(share.school, share.quantity, None) for share in line.shares),
            line.price_reason,
        )
        for line in values.lines
    )
    return Typed(purchase, AIMAK, values.method, lines, True)


def as_far_as_typed(saved: Matter, found: Matter) -> Matter:
    """What is saved, without what only a saved purchase can have beside it."""
    return replace(
        saved,
        head=found.head,
        bidding=found.bidding,
        dealing=found.dealing,
        fulfilment=found.fulfilment,
        measures=found.measures,
    )


@pytest.mark.parametrize("price", [3200, 9000, 900_000])
@pytest.mark.parametrize("method", ["single_source", "quotations"])
def test_what_is_typed_is_looked_at_as_what_is_saved(world: World, price: int, method: str) -> None:
    five_bought(world)
    values = replace(dear(world, price), method=method)
    with world.act() as session:
        number = acts.draft(session, world.officer, AIMAK, YEAR, values).id
        saved = flags.matter(session, number, DAY)
    with Session(world.writer) as session:
        found = typed.matter(session, as_typed(values, number), DAY)
        assert found == as_far_as_typed(saved, found)
        new, results = typed.look(session, as_typed(values), DAY)
        assert replace(new, id=number) == as_far_as_typed(saved, new)
        assert [one.flag for one in results if one.raised] == [
            one.flag for one in flags.of_purchase(session, number, DAY) if one.raised
        ]


def test_half_of_a_purchase_raises_nothing_that_is_not_known_and_saves_nothing(
    world: World,
) -> None:
    nothing = EnteredLine(None, None, "", None, None, None, None, ())
    half = replace(nothing, requirement="FIR-01", item_code="35111320-4", unit_price=som(1))
    writes: list[str] = []
    with Session(world.writer) as session:
        noted = lambda *told: writes.append(told[2])  # noqa: E731
        event.listen(world.writer, "before_cursor_execute", noted)
        _, results = typed.look(session, Typed(0, AIMAK, "", (half,), True), DAY)
        event.remove(world.writer, "before_cursor_execute", noted)
        states = {one.flag: one.look.state for one in results}
        assert states["S01"] == "not_raised"
        assert states["R011"] == "cannot_say"  # no method is chosen
        assert not [
            one
            for one in writes
            if not one.lstrip().upper().startswith(("SELECT", "WITH", "BEGIN"))
        ]
        found = typed.look(session, Typed(0, AIMAK, "", (nothing,), True), DAY)[1]
        assert [one.flag for one in found if one.look.severity == "blocks"] == ["S01"]
        assert session.scalar(select(func.count()).select_from(Purchase)) == 0
    assert Typed(0, AIMAK, "", (replace(half, quantity=Decimal(2)),), True).amount == som(2)
