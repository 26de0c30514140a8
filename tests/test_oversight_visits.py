"""Rounds and visits: announced, typed in parts, handed in whole; what was found, and the trend."""

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from core.access import Act, Role
from core.errors import Refusal
from journal.audit import journaled, problems
from journal.models import Entry, Scope
from oversight.reports import following
from oversight.visits import acts
from oversight.visits.models import VisitDraft
from oversight.visits.reports import visits
from oversight.visits.rules import Told
from standard.models import Assessment, Coverage
from tests.visits_world import NOTE, TODAY, announced, described
from tests.world import AIMAK, DISTRICT, OTHER_AIMAK, World, held
from tracker.recounts import RECOUNTS

FIRE = {"FIR-01": Told("differs", Decimal(3), NOTE, correct=True)}
POST = {"PSY-01": Told("as_said")}
ELSEWHERE = held(41, (Role.COUNCIL, OTHER_AIMAK))


def sound(world: World) -> None:
    """The tables say what the journal says, and every kept sum is what is counted."""
    with world.act() as session:
        assert problems(session, journaled(), RECOUNTS) == []


def test_a_visit_is_typed_in_parts_and_handed_in_by_one_act(world: World) -> None:
    described(world)
    with world.act() as session:
        number = announced(session, world).id
        before = session.scalar(select(func.count()).select_from(Entry))
        typed = acts.draft(session, world.council, number, "S-1001", on=TODAY, visitors=["council"])
        acts.keep_part(session, world.council, typed.id, "physical", FIRE)
        acts.keep_part(session, world.council, typed.id, "psychological", POST)
        assert set(typed.answers) == {"FIR-01", "PSY-01"}  # a saved part stays
        assert session.scalar(select(func.count()).select_from(Entry)) == before
    with world.act() as session:
        visit = acts.hand_in(session, world.council, typed.id)
        assert session.get(VisitDraft, typed.id) is None
    with world.act() as session:
        card = visits.visit(session, visit.id)
        told = {one.requirement: one for one in card.answers}
        fire, post = told["FIR-01"], told["PSY-01"]
        assert (fire.said, fire.value, fire.needed, fire.state) == (4, 3, 4, "partly")
        assert (fire.became, post.became, post.state) == ("correction", None, "missing")
        said, own = session.scalars(
            select(Assessment).where(Assessment.requirement == "FIR-01").order_by(Assessment.id)
        )
        assert (said.checked, said.checked_note, own.value, own.role) == (
            "differs",
            NOTE,
            3,
            "council",
        )
        assert session.get(Coverage, ("S-1001", "FIR-01")).state == "partly"
        size = dict(session.execute(select(Scope.code, Scope.size)).tuples().all())
        assert size["S-1001"] == size[AIMAK] == size[DISTRICT]
        assert following.of_school(session, "S-1001")[0].act == Act.HAND_IN_VISIT
        with pytest.raises(Refusal, match=r"visit\.done"):
            acts.draft(session, world.council, number, "S-1001", on=TODAY, visitors=["council"])
    sound(world)
