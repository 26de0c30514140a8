"""Findings in careful hands: a file taken from view, two editors, and the role that answers."""

import pytest

from core.errors import NotPermitted, Refusal
from journal.audit import journaled, problems
from oversight.findings import acts
from oversight.findings.models import Evidence
from oversight.findings.reports import desk, one
from oversight.findings.values import EvidenceValues
from tests.finding_world import MEMBER, STRANGER, opened
from tests.scans import paper
from tests.world import World

SEEN = EvidenceValues(paper("d"), is_public=True)
FACE = "Сүрөттө адам таанылат."


def evidence(session, finding: int) -> list[int]:
    query = session.query(Evidence.id).filter(Evidence.finding_id == finding)
    return [number for (number,) in query.order_by(Evidence.id)]


def test_a_public_file_is_taken_from_view_by_its_side_or_the_council(world: World) -> None:
    number = opened(world, shown=SEEN)
    with world.act() as session:
        acts.prove(session, world.officer, number, SEEN)
        own, theirs = evidence(session, number)
        assert desk.is_public(session, SEEN.file.sha256, SEEN.file.kind)
    with pytest.raises(NotPermitted), world.act() as session:
        acts.hide(session, world.officer, own, reason=FACE)
    with pytest.raises(Refusal, match=r"finding\.other_council"), world.act() as session:
        acts.hide(session, STRANGER, theirs, reason=FACE)
    with pytest.raises(Refusal, match=r"finding\.no_text"), world.act() as session:
        acts.hide(session, world.officer, theirs, reason=" ")
    with world.act() as session:
        acts.hide(session, world.officer, theirs, reason=FACE)
        assert desk.is_public(session, SEEN.file.sha256, SEEN.file.kind)  # the council's stands
        acts.withdraw(session, MEMBER, number, text="Жаңылыштык.", language="ky")
        acts.hide(session, MEMBER, own, reason=FACE)
        with pytest.raises(Refusal, match=r"finding\.not_public"):
            acts.hide(session, MEMBER, own, reason=FACE)
    with world.act() as session:
        assert not desk.is_public(session, SEEN.file.sha256, SEEN.file.kind)
        told = one(session, number)
        assert [each.hidden_why for each in told.evidence] == [FACE, FACE]
        assert told.leaves[-1].act == "oversight.hide_evidence"
        assert problems(session, journaled()) == []
