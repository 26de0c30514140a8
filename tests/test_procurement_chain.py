"""A purchase travels the whole way, and every sum on the way adds up."""

from sqlalchemy import select

from budgets.models import Line, Total
from core.money import som
from journal import audit, verify
from tests.world import AIMAK, DISTRICT, World
from tracker.recounts import RECOUNTS


def test_an_accepted_and_paid_purchase_stands_in_every_total(world: World) -> None:
    contract = world.contract()
    delivery = world.delivered(contract, {"S-1001": 7, "S-1002": 3})
    world.accepted(delivery)
    world.paid(contract, "32000")
    with world.act() as session:
        rows = {
            (row.scope, row.code): (row.planned, row.committed, row.accepted, row.paid)
            for row in session.scalars(select(Total).where(Total.kind == "category"))
        }
        assert rows["S-1002", "emergency"] == (som(9600), som(9600), som(9600), som(9600))
        assert rows["S-1001", "emergency"] == (som(72400), som(22400), som(22400), som(22400))
        assert rows[AIMAK, "emergency"] == (som(150000), som(32000), som(32000), som(32000))
        assert rows[DISTRICT, "emergency"] == rows[AIMAK, "emergency"]
        line = session.get(Line, world.lines["fire"])
        assert (line.committed, line.paid, line.free) == (som(32000), som(32000), som(68000))
        assert verify.problems(session) == []
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []
