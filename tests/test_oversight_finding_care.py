"""Findings in careful hands: a file taken from view, two editors, and the role that answers."""

import json

import pytest
from sqlalchemy import select

from core.access import Role
from core.errors import NotPermitted, Refusal
from journal.audit import journaled, problems
from journal.models import Entry
from oversight.findings import acts
from oversight.findings.models import Evidence
from oversight.findings.reports import desk, lists, one
from oversight.findings.values import EvidenceValues
from oversight.visits import acts as visits
from oversight.visits.rules import Told
from tests.finding_world import MEMBER, SECOND, STRANGER, VALUES, drafted, opened, reported
from tests.scans import paper
from tests.visits_world import TODAY, announced, described
from tests.world import AIMAK, DISTRICT, OPERATOR, World, held
from tracker.accounts import acts as accounts

SEEN = EvidenceValues(paper("d"), is_public=True)
MEMBERS = {"members": 1}
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


def test_of_two_who_edit_a_draft_the_later_one_is_told(world: World) -> None:
    with world.act() as session:
        number = drafted(session)
        seen = desk.draft(session, number).version
        acts.draft(session, SECOND, VALUES, number, seen=seen)
        for late in (
            lambda: acts.draft(session, MEMBER, VALUES, number, seen=seen),
            lambda: acts.take_from_draft(session, MEMBER, number, 0, seen=seen),
            lambda: acts.open_finding(session, MEMBER, number, seen=seen),
        ):
            with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
                late()
        acts.take_from_draft(session, MEMBER, number, 0, seen=seen + 1)
        assert desk.draft(session, number).version == seen + 2


def test_a_council_decides_about_the_report_it_has_seen(world: World) -> None:
    number = opened(world)
    reported(world, number)
    with world.act() as session:
        said = {"text": "Толук эмес.", "language": "ky"}
        for act, more in ((acts.send_back, said), (acts.withdraw, said), (acts.decide, MEMBERS)):
            with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
                act(session, MEMBER, number, seen=0, **more)
        acts.send_back(session, MEMBER, number, seen=1, **said)


def test_who_holds_two_roles_answers_in_the_one_that_is_addressed(world: World) -> None:
    number = opened(world, body="health")
    both = held(73, (Role.OFFICER, AIMAK), (Role.PARTNER, AIMAK))
    said = {"text": "Текшерилди.", "language": "ky"}
    with world.act() as session:
        acts.name_body(session, OPERATOR, 73, AIMAK, "health")
        acts.answer(session, both, number, **said)
        acts.prove(session, both, number, SEEN)
        acts.object_to(session, both, number, **said)
        leaves = session.scalars(select(Entry.leaf).order_by(Entry.number.desc()).limit(3))
        assert {json.loads(leaf)["by"]["role"] for leaf in leaves} == {"partner"}


def test_a_file_of_a_draft_is_its_own_councils(world: World) -> None:
    with world.act() as session:
        drafted(session, shown=SEEN)
        session.flush()
        assert desk.owners(session, SEEN.file.sha256) == {DISTRICT}
        assert desk.owners(session, SEEN.file.sha256, "office") == set()


def test_an_old_silent_finding_stays_on_the_desk(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lists, "MOST", 1)
    kinds = ("quality", "late", "records", "meals")
    old, next_one, *ended = [opened(world, violations=(kind,)) for kind in kinds]
    with world.act() as session:
        for number in ended:
            acts.withdraw(session, MEMBER, number, text="Жаңылыштык.", language="ky")
        wanted = [old, next_one, ended[-1]]
        assert [each.id for each in lists.seen_by(session, [DISTRICT])] == wanted
        assert [each.id for each in lists.addressed(session, [AIMAK], "office")] == wanted


def test_a_visit_is_handed_in_as_it_was_read(world: World) -> None:
    described(world)
    with world.act() as session:
        number = announced(session, world).id
        keys = (session, world.council, number, "S-1001")
        typed = visits.draft(*keys, on=TODAY, visitors=["council"])
        said = {"PSY-01": Told("as_said")}
        visits.keep_part(session, world.council, typed.id, "psychological", said)
        with pytest.raises(Refusal, match=r"record\.changed_meanwhile"):
            visits.hand_in(session, world.council, typed.id, seen=1)
        visits.hand_in(session, world.council, typed.id, seen=2)


def test_whose_role_ends_answers_for_no_body_when_it_is_given_again(world: World) -> None:
    with world.act() as session:
        keys = (session, OPERATOR)
        number = accounts.create(*keys, "health@example.kg", Role.PARTNER, AIMAK).id
        acts.name_body(*keys, number, AIMAK, "health")
        assert desk.bodies(session, number, [AIMAK]) == {"health": (AIMAK,)}
        accounts.end(*keys, number, Role.PARTNER, AIMAK)
        accounts.grant(*keys, number, Role.PARTNER, AIMAK)
        assert desk.bodies(session, number, [AIMAK]) == {}
        acts.name_body(*keys, number, AIMAK, "health")
        assert desk.bodies(session, number, [AIMAK]) == {"health": (AIMAK,)}
    with world.act() as session:
        assert problems(session, journaled()) == []
