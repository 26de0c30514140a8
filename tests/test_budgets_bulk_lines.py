"""Many lines at once go into a draft: all of them or none, added where the line is there."""

from decimal import Decimal

import pytest
from sqlalchemy import select

from budgets import acts
from budgets.models import Budget, DraftLine, Version
from core.access import Role
from core.errors import NotPermitted, Refusal
from core.money import som
from tests.world import AIMAK, OTHER_AIMAK, YEAR, World, held


def row(school: str, amount: int | str, **changes: object) -> acts.LineValues:
    """A line for extinguishers at a school, of the aimak's own money."""
    values = {
        "beneficiary": school,
        "category": "emergency",
        "requirement": "FIR-01",
        "source": "local_own",
        "carried": False,
        "code": None,
        "amount": som(amount),
    }
    return acts.LineValues(**{**values, **changes})


def amounts(world: World) -> dict[tuple[str, str | None], Decimal]:
    """The lines of the open draft, by whom and what they are for."""
    with world.act() as session:
        rows = session.execute(
            select(DraftLine.beneficiary, DraftLine.requirement, DraftLine.amount)
            .join(Version, Version.id == DraftLine.version_id)
            .where(Version.status == "draft")
            .order_by(DraftLine.id)
        )
        return {(school, code): amount for school, code, amount in rows}


def put(world: World, *rows: acts.LineValues, **how: object) -> acts.Allocated:
    with world.act() as session:
        return acts.allocate_many(session, world.officer, AIMAK, YEAR, rows, **how)


def test_a_draft_is_begun_with_the_lines_in_force_and_the_same_line_is_raised(
    world: World,
) -> None:
    done = put(world, row("S-1001", "10000.50"), row("S-1002", 20_000))
    assert (done.version, done.added, done.raised) == (2, 1, 1)
    assert amounts(world) == {
        (AIMAK, None): som(100_000),
        ("S-1001", "FIR-01"): som("60000.50"),
        ("S-1002", "FIR-01"): som(20_000),
    }


def test_rows_of_the_same_line_are_put_together(world: World) -> None:
    done = put(world, row("S-1002", 100), row("S-1002", 200))
    assert (done.added, done.raised) == (1, 1)
    assert amounts(world)["S-1002", "FIR-01"] == som(300)


def test_another_source_or_code_is_another_line(world: World) -> None:
    put(world, row("S-1002", 100))
    done = put(world, row("S-1002", 100, code="2222"))
    assert (done.added, done.raised) == (1, 0)


def test_over_the_ceiling_nothing_is_kept(world: World) -> None:
    with pytest.raises(Refusal) as refused:
        put(world, row("S-1001", 30_000), row("S-1002", "20000.01"))
    assert refused.value.code == "budget.over_ceiling"
    assert refused.value.facts == {"source": "local_own", "by": som("0.01")}
    assert amounts(world) == {}
    assert put(world, row("S-1001", 30_000), row("S-1002", 20_000)).added == 1


def test_what_was_seen_before_somebody_changed_it_is_refused(world: World) -> None:
    with world.act() as session:
        seen = session.scalars(select(Budget.version)).one()
    put(world, row("S-1002", 100), seen=seen)
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
        put(world, row("S-1002", 100), seen=seen)
    assert amounts(world)["S-1002", "FIR-01"] == som(100)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"beneficiary": "S-1003"}, "line.beneficiary_elsewhere"),
        ({"beneficiary": "S-9"}, "line.unknown_beneficiary"),
        ({"requirement": "FIR-99"}, "requirement.unknown"),
        ({"category": "food"}, "line.other_category"),
        ({"source": "moon"}, "source.unknown"),
    ],
)
def test_one_wrong_row_refuses_them_all(
    world: World, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        put(world, row("S-1001", 1), row("S-1002", 1, **changes))
    assert refused.value.code == code
    assert amounts(world) == {}


def test_only_an_officer_of_the_place_may(world: World) -> None:
    for actor in (world.approver, world.other_officer, held(70, (Role.OFFICER, OTHER_AIMAK))):
        with world.act() as session, pytest.raises(NotPermitted):
            acts.allocate_many(session, actor, AIMAK, YEAR, [row("S-1001", 1)])


def test_while_a_version_waits_nothing_is_added(world: World) -> None:
    with world.act() as session:
        draft = acts.open_draft(session, world.officer, AIMAK, YEAR)
        acts.submit(session, world.officer, draft.id, reason="Өзгөрүү.")
    with pytest.raises(Refusal, match=r"budget\.awaits_approval"):
        put(world, row("S-1001", 1))
