"""A budget is written by one, approved by another, and never spent beyond."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets import acts
from budgets.models import DraftLine, Line, LineVersion, Total, Version
from core.access import Role
from core.errors import NotPermitted, Refusal
from core.money import som
from tests.world import AIMAK, DISTRICT, OTHER_AIMAK, YEAR, World, held

NEXT = YEAR + 1


def values(sum_: int, beneficiary: str = AIMAK, **changes: object) -> acts.LineValues:
    told = {
        "beneficiary": beneficiary,
        "category": "emergency",
        "requirement": None,
        "source": "local_own",
        "carried": False,
        "code": None,
        "amount": som(sum_),
    }
    return acts.LineValues(**told | changes)


def draft(world: World, year: int = NEXT, ceiling: int = 1000) -> int:
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, year)
        acts.set_ceilings(session, world.officer, version.id, {"local_own": som(ceiling)})
        return version.id


def drafted(session: Session, version: int) -> list[Decimal]:
    return list(
        session.scalars(
            select(DraftLine.amount)
            .where(DraftLine.version_id == version)
            .order_by(DraftLine.position)
        )
    )


def planned(world: World, scope: str, year: int = YEAR) -> dict[str, object]:
    with world.act() as session:
        return dict(
            session.execute(
                select(Total.code, Total.planned).where(
                    Total.scope == scope, Total.year == year, Total.kind == "category"
                )
            ).all()
        )


def test_a_line_stays_under_its_ceiling_to_the_tyiyn(world: World) -> None:
    version = draft(world)
    with world.act() as session:
        acts.allocate(session, world.officer, version, values(1000))
    with pytest.raises(Refusal) as caught, world.act() as session:
        acts.allocate(session, world.officer, version, values(0, "S-1001", amount=som("0.01")))
    assert caught.value.code == "budget.over_ceiling"
    assert caught.value.facts == {"source": "local_own", "by": som("0.01")}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"beneficiary": "S-9999"}, "line.unknown_beneficiary"),
        ({"beneficiary": "S-1003"}, "line.beneficiary_elsewhere"),
        ({"beneficiary": DISTRICT}, "line.beneficiary_elsewhere"),
        ({"category": "toys"}, "category.unknown"),
        ({"requirement": "FOD-01"}, "line.other_category"),
        ({"requirement": "XXX-01"}, "requirement.unknown"),
        ({"source": "parents"}, "source.unknown"),
        ({"amount": som(-1)}, "money.negative"),
    ],
)
def test_a_line_that_names_what_is_not_there_is_refused(
    world: World, changes: dict, code: str
) -> None:
    version = draft(world)
    with pytest.raises(Refusal) as caught, world.act() as session:
        acts.allocate(session, world.officer, version, values(1, **changes))
    assert caught.value.code == code


def test_only_officers_of_the_place_itself_enter_its_money(world: World) -> None:
    version = draft(world)
    above = held(99, (Role.OFFICER, DISTRICT))
    for actor in (world.other_officer, world.approver, world.council, world.school, above):
        with pytest.raises(NotPermitted), world.act() as session:
            acts.allocate(session, actor, version, values(1))


def test_the_author_does_not_approve_even_with_both_roles(world: World) -> None:
    both = held(77, (Role.OFFICER, AIMAK), (Role.APPROVER, AIMAK))
    version = draft(world)
    with world.act() as session:
        acts.allocate(session, both, version, values(10))
        acts.submit(session, world.officer, version)
    for actor in (both, held(world.officer.account, (Role.APPROVER, AIMAK))):
        with pytest.raises(Refusal, match=r"budget\.own_work"), world.act() as session:
            acts.approve(session, actor, version, resolution="1", on=date(2026, 11, 1))


def test_nothing_is_planned_before_approval_and_all_of_it_after(world: World) -> None:
    version = draft(world)
    with world.act() as session:
        acts.allocate(session, world.officer, version, values(400, "S-1001"))
        acts.submit(session, world.officer, version)
    assert planned(world, AIMAK, NEXT) == {}
    with world.act() as session:
        acts.approve(session, world.approver, version, resolution="№ 2", on=date(2026, 11, 9))
    for scope in ("S-1001", AIMAK, DISTRICT, "KG"):
        assert planned(world, scope, NEXT) == {"emergency": som(400)}
    assert planned(world, OTHER_AIMAK, NEXT) == {}


def test_an_amendment_keeps_the_line_and_both_versions(world: World) -> None:
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, YEAR)
        line = session.scalars(
            select(DraftLine).where(
                DraftLine.version_id == version.id, DraftLine.line_id == world.lines["fire"]
            )
        ).one()
        acts.change_line(
            session, world.officer, line.id, values(90_000, line_id=world.lines["fire"])
        )
        with pytest.raises(Refusal, match=r"amendment\.needs_reason"):
            acts.submit(session, world.officer, version.id)
        acts.submit(session, world.officer, version.id, reason="Баалар төмөндөдү.")
        acts.approve(session, world.approver, version.id, resolution="№ 7", on=date(2026, 6, 1))
    with world.act() as session:
        statuses = session.scalars(select(Version.status).order_by(Version.number)).all()
        assert statuses == ["superseded", "approved"]
        amounts = session.scalars(
            select(LineVersion.amount)
            .where(LineVersion.line_id == world.lines["fire"])
            .order_by(LineVersion.version_id)
        ).all()
        assert amounts == [som(100_000), som(90_000)]
        assert session.get(Line, world.lines["fire"]).amount == som(90_000)
    assert planned(world, AIMAK) == {"emergency": som(140_000), "food": som(100_000)}


def cut(world: World) -> int:
    """The line of common fire money taken out of a draft; its version."""
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, YEAR)
        line = session.scalars(
            select(DraftLine).where(
                DraftLine.version_id == version.id, DraftLine.line_id == world.lines["fire"]
            )
        ).one()
        acts.remove_line(session, world.officer, line.id)
        return version.id


def test_a_draft_cannot_cut_a_line_below_its_contracts(world: World) -> None:
    world.contract()
    with pytest.raises(Refusal) as caught:
        cut(world)
    assert caught.value.code == "line.below_committed"
    assert caught.value.facts["committed"] == som(32_000)


def test_an_amendment_cannot_cut_below_a_contract_signed_while_it_waited(world: World) -> None:
    version = cut(world)
    with world.act() as session:
        acts.submit(session, world.officer, version, reason="Кыскартуу.")
    world.contract()
    with pytest.raises(Refusal) as caught, world.act() as session:
        acts.approve(session, world.approver, version, resolution="№ 8", on=date(2026, 6, 1))
    assert caught.value.code == "line.below_committed"
    assert planned(world, AIMAK)["emergency"] == som(150_000)


def test_what_is_sent_back_goes_on_as_a_new_draft(world: World) -> None:
    version = draft(world)
    with world.act() as session:
        acts.allocate(session, world.officer, version, values(400))
        acts.submit(session, world.officer, version)
        acts.send_back(session, world.approver, version, reason="Мектептер көрсөтүлгөн эмес.")
    with world.act() as session:
        again = acts.open_draft(session, world.officer, AIMAK, NEXT)
        assert again.number == 2
        assert (
            len(session.scalars(select(DraftLine).where(DraftLine.version_id == again.id)).all())
            == 1
        )
        acts.submit(session, world.officer, again.id, reason="Оңдолду.")
        acts.approve(session, world.approver, again.id, resolution="№ 3", on=date(2026, 11, 9))
    assert planned(world, AIMAK, NEXT) == {"emergency": som(400)}


def test_two_officers_on_one_draft_are_told_of_each_other(world: World) -> None:
    version = draft(world)
    with world.act() as session:
        seen = session.get(Version, version).budget.version
        acts.allocate(session, world.officer, version, values(1), seen=seen)
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"), world.act() as session:
        acts.allocate(session, world.officer, version, values(2, "S-1001"), seen=seen)


def test_an_import_replaces_all_lines_or_none(world: World) -> None:
    version = draft(world)
    with world.act() as session:
        acts.allocate(session, world.officer, version, values(5))
    rows = [values(300, "S-1001"), values(800, "S-1002")]
    with pytest.raises(Refusal, match=r"budget\.over_ceiling"), world.act() as session:
        acts.replace_lines(session, world.officer, version, rows)
    with pytest.raises(Refusal, match=r"line\.doubled"), world.act() as session:
        acts.replace_lines(session, world.officer, version, [rows[0], rows[0]])
    with world.act() as session:
        assert drafted(session, version) == [som(5)]
        acts.replace_lines(session, world.officer, version, rows[:1])
    with world.act() as session:
        assert drafted(session, version) == [som(300)]


def test_whoever_took_a_line_out_does_not_approve_either(world: World) -> None:
    both = held(51, (Role.OFFICER, AIMAK), (Role.APPROVER, AIMAK))
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, YEAR)
        line = session.scalars(
            select(DraftLine).where(DraftLine.line_id == world.lines["fire of S-1001"])
        ).one()
        acts.remove_line(session, both, line.id)
        acts.submit(session, world.officer, version.id, reason="Кыскартуу.")
    with pytest.raises(Refusal, match=r"budget\.own_work"), world.act() as session:
        acts.approve(session, both, version.id, resolution="№ 9", on=date(2026, 6, 1))
