"""Findings for real: opened with evidence, answered by a day, closed by a vote and evidence."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from core import clock
from core.access import Role
from core.errors import NotPermitted, Refusal
from core.money import som
from journal.audit import journaled, problems
from journal.models import Entry, Scope
from oversight.findings import acts
from oversight.findings.models import Finding, FindingDraft
from oversight.findings.reports import desk, lists, one, statistics
from oversight.findings.values import EvidenceValues
from oversight.reports import flags
from procurement import acts as procurement
from register import profile
from tests.finding_world import (
    MEMBER,
    PARTNER,
    SECOND,
    SHOWN,
    STRANGER,
    THIRD,
    VALUES,
    about,
    drafted,
    opened,
    reported,
    state_of,
    violations,
    voted,
)
from tests.scans import paper
from tests.world import AIMAK, COUNTRY, DISTRICT, OPERATOR, OTHER_AIMAK, World, held

TODAY = clock.today()
SAID = {"text": "Жазуу жүзүндө.", "language": "ky"}


def leaves(session) -> int:
    return session.scalar(select(func.count()).select_from(Entry))


def test_a_draft_has_no_leaf_and_an_open_finding_is_everybodys_with_its_clock(world: World):
    with world.act() as session:
        before = leaves(session)
        number = drafted(session)
        acts.add_to_draft(session, MEMBER, number, EvidenceValues(paper("c")))
        acts.take_from_draft(session, SECOND, number, 1)
        other = drafted(session, title="Экинчи")
        acts.discard(session, MEMBER, other)
        assert leaves(session) == before
    with world.act() as session:
        finding = acts.open_finding(session, MEMBER, number)
        assert session.get(FindingDraft, number) is None
    with world.act() as session:
        page = one(session, finding.id)
        size = dict(session.execute(select(Scope.code, Scope.size)).tuples().all())
        assert problems(session, journaled()) == []
    card = page.card
    assert (card.council, card.place, card.school) == (DISTRICT, AIMAK, "S-1001")
    assert card.due_on >= TODAY + timedelta(days=14)  # ten working days
    assert [each.code for each in card.violations] == ["quantity", "acceptance"]
    assert [(each.sha256, each.page) for each in page.evidence] == [(paper("a").sha256, 2)]
    assert [leaf.table for leaf in page.leaves[:1]] == ["findings"]
    assert size["S-1001"] == size[AIMAK] == size[COUNTRY]


def test_silence_becomes_public_by_itself_and_an_answer_ends_it(world: World):
    number = opened(world)
    with world.act() as session:
        due = session.get_one(Finding, number).due_on
        late = due + timedelta(days=5)
        card = one(session, number).card
        assert (card.silent(due), card.silent(late), card.left(late)) == (0, 5, -5)
        school = lists.standing_of_school(session, "S-1001", late)
        assert (school.count, school.silent, school.longest) == (1, 1, 5)
        assert lists.standing_of_school(session, "S-1003", late).count == 0
        assert statistics.of_place(session, DISTRICT, card.year, late).silent == 1
    with clock.standing(clock.now() + (late - TODAY)), world.act() as session:
        acts.answer(session, world.officer, number, **SAID)
        acts.discuss(session, MEMBER, number, asks=True, **SAID)
        acts.answer(session, world.officer, number, **SAID)
    with world.act() as session:
        page = one(session, number)
        assert (page.card.late, page.card.silent(late), page.card.state) == (5, 0, "answered")
        assert [each.kind for each in page.posts] == ["answer", "question", "answer"]
        told = statistics.of_place(session, AIMAK, page.card.year, late)
        assert (told.opened, told.in_time, told.late, told.silent) == (1, 0, 1, 0)
        assert told.days == (late - TODAY).days


def test_the_council_votes_per_violation_and_closes_by_majority_with_quorum(world: World):
    number = opened(world)
    with world.act() as session, pytest.raises(Refusal, match=r"finding\.nothing_to_vote"):
        acts.vote(session, MEMBER, number, dict.fromkeys(violations(session, number), "none"))
    reported(world, number)
    voted(world, number, MEMBER, "none", "none")
    voted(world, number, MEMBER, "complete", "none")  # the later one stands
    with world.act() as session, pytest.raises(Refusal, match=r"finding\.no_quorum") as refused:
        acts.decide(session, MEMBER, number, members=4)
    assert refused.value.facts == {"found": 1, "needed": 3}
    voted(world, number, SECOND, "complete", "partly")
    voted(world, number, THIRD, "none", "partly")
    with world.act() as session, pytest.raises(Refusal, match=r"finding\.other_council"):
        acts.vote(session, STRANGER, number, dict.fromkeys(violations(session, number), "none"))
    with world.act() as session:
        decision = acts.decide(session, SECOND, number, members=4, **SAID)
    assert (decision.result, decision.members, decision.needed) == ("partly", 4, 3)
    with world.act() as session:
        page = one(session, number)
        assert [each.outcome for each in page.card.violations] == ["complete", "partly"]
        assert (page.card.state, page.card.outcome) == ("closed", "partly")
        told = statistics.by_place(session, DISTRICT, page.card.year, TODAY)[AIMAK]
        assert (told.in_time, told.partly, told.complete, told.days) == (1, 1, 0, 0)
        assert problems(session, journaled()) == []
        with pytest.raises(Refusal, match=r"finding\.ended"):
            acts.answer(session, world.officer, number, **SAID)


def test_nothing_is_called_put_right_without_evidence_and_a_report_may_be_sent_back(world: World):
    number = opened(world)
    reported(world, number, shown=False)
    voted(world, number, MEMBER, "complete", "complete")
    with world.act() as session, pytest.raises(Refusal, match=r"finding\.remedy_not_shown"):
        acts.decide(session, MEMBER, number, members=1)
    with world.act() as session:
        acts.send_back(session, MEMBER, number, text="Сүрөтүн көрсөтүңүз.", language="ky")
    reported(world, number)
    with world.act() as session:  # the votes of the first round are not those of the second
        with pytest.raises(Refusal, match=r"finding\.no_quorum"):
            acts.decide(session, MEMBER, number, members=1)
        assert one(session, number).shown_by("addressee", 2)
    voted(world, number, MEMBER, "complete", "complete")
    with world.act() as session:
        acts.decide(session, MEMBER, number, members=1)
        assert session.get_one(Finding, number).outcome == "complete"


def test_an_objection_upheld_withdraws_and_one_that_falls_lets_it_stand(world: World):
    upheld, fell = opened(world), opened(world, violations=("quality",))
    for number, choice, state in ((upheld, "upheld", "withdrawn"), (fell, "stands", "answered")):
        with world.act() as session:
            acts.object_to(session, world.officer, number, **SAID)
            acts.vote(session, MEMBER, number, {None: choice})
            acts.decide(session, MEMBER, number, members=1, **SAID)
            assert session.get_one(Finding, number).state == state
    with world.act() as session, pytest.raises(Refusal, match=r"finding\.objected_before"):
        acts.object_to(session, world.officer, fell, **SAID)
    late = opened(world, violations=("late",))
    after = clock.now() + timedelta(days=40)
    with clock.standing(after), world.act() as session:
        with pytest.raises(Refusal, match=r"finding\.too_late_to_object"):
            acts.object_to(session, world.officer, late, **SAID)
        acts.withdraw(session, MEMBER, late, **SAID)
    with world.act() as session:
        told = statistics.of_place(session, AIMAK, TODAY.year, TODAY)
        assert (told.opened, told.withdrawn, told.silent) == (1, 2, 0)
        assert problems(session, journaled()) == []


def test_another_body_answers_at_its_own_desk_and_the_office_does_not(world: World):
    number = opened(world, body="health", violations=("meals",))
    with world.act() as session, pytest.raises(NotPermitted):
        acts.answer(session, world.officer, number, **SAID)
    with world.act() as session, pytest.raises(NotPermitted):
        acts.answer(session, PARTNER, number, **SAID)
    admin = held(50, (Role.ADMIN, COUNTRY))
    with world.act() as session:
        acts.name_body(session, OPERATOR, PARTNER.account, AIMAK, "education")
    with world.act() as session, pytest.raises(NotPermitted):
        acts.answer(session, PARTNER, number, **SAID)
    with world.act() as session, pytest.raises(Refusal, match=r"finding\.body"):
        acts.name_body(session, admin, PARTNER.account, AIMAK, "police")
    with world.act() as session:
        acts.name_body(session, admin, PARTNER.account, AIMAK, "health")
        acts.answer(session, PARTNER, number, **SAID)
    with world.act() as session:
        assert desk.bodies(session, PARTNER.account, [AIMAK]) == {"health": (AIMAK,)}
        assert [each.id for each in lists.addressed(session, [AIMAK], "health")] == [number]
        assert lists.waiting(session, [AIMAK], "office") == ()
        assert problems(session, journaled()) == []


def test_a_finding_from_a_flag_keeps_the_numbers_of_that_moment(world: World):
    contract = world.contract(advance_limit=som(5000))
    world.paid(contract, "5000", "advance")
    with world.act() as session:
        raised = [each for each in flags.of_purchase(session, 1, TODAY) if each.raised]
        flag = raised[0].flag
        values = about(1, origin="flag", origin_key=flag, shown=None)
        finding = acts.open_finding(session, MEMBER, drafted(session, **values))
    with world.act() as session:
        card = one(session, finding.id).card
        assert card.facts["flag"] == flag
        assert set(raised[0].look.facts) < set(card.facts)
        assert (card.place, card.purchase) == (AIMAK, 1)
        assert [each.id for each in lists.of_purchase(session, 1)] == [card.id]
        assert lists.standing_of_school(session, "S-1002", TODAY).count == 1
        assert lists.of_school(session, "S-1003").count == 0
        other = about(1, origin="flag", origin_key="R999", violations=("price",))
        number = drafted(session, **other)
        with pytest.raises(Refusal, match=r"finding\.flag_not_raised"):
            acts.open_finding(session, MEMBER, number)


WRONG = [
    ({"stage": "dreaming"}, "finding.stage"),
    ({"violations": ()}, "finding.no_violation"),
    ({"violations": ("theft",)}, "finding.violation"),
    ({"body": "police"}, "finding.body"),
    ({"bases": ("law_of_nobody",)}, "finding.basis"),
    ({"own_basis": " "}, "finding.no_basis"),
    ({"origin": "rumour"}, "finding.origin"),
    ({"origin": "visit", "origin_key": "Асан +996 555 123456"}, "finding.origin"),
    ({"language": "kk"}, "finding.language"),
    ({"title": " "}, "finding.no_text"),
    ({"text": "я" * 4001}, "finding.too_long"),
    ({"text": "Телефону: +996 555 123456"}, "text.holds_personal_data"),
    ({"requirement": None}, "finding.one_matter"),
    ({"purchase": 1}, "finding.one_matter"),
    ({"requirement": "XXX-99"}, "finding.requirement"),
    ({"school": "S-9999"}, "record.unknown"),
    ({"school": None, "requirement": None, "place": AIMAK, "year": 9}, "finding.year"),
]


def test_what_a_finding_cannot_be_is_refused_in_words(lasting_world: World):
    with lasting_world.act() as session:
        for changes, code in WRONG:
            with pytest.raises(Refusal) as refused:
                acts.draft(session, MEMBER, replace(VALUES, **changes))
            assert refused.value.code == code, changes
        with pytest.raises(Refusal, match=r"finding\.no_evidence"):
            acts.open_finding(session, MEMBER, drafted(session, shown=None))
        with pytest.raises(NotPermitted):
            acts.draft(session, lasting_world.officer, VALUES)
        first = acts.open_finding(session, MEMBER, drafted(session)).id
        again = drafted(session, violations=("acceptance", "late"))
        with pytest.raises(Refusal, match=r"finding\.open_already"):
            acts.open_finding(session, MEMBER, again)
        with pytest.raises(Refusal, match=r"finding\.remedy_not_whole"):
            acts.report_remedy(session, lasting_world.officer, first, {}, language="ky")
        assert profile.load().findings.basis("plan_2015", TODAY) is not None


def test_a_purchase_of_another_place_is_another_councils_matter(world: World):
    world.purchase()
    with world.act() as session:
        for who in (STRANGER, held(60, (Role.COUNCIL, "S-1003"))):
            with pytest.raises(Refusal, match=r"finding\.other_place") as refused:
                acts.draft(session, who, replace(VALUES, **about(1)))
            assert refused.value.facts == {"place": AIMAK}
        with pytest.raises(Refusal, match=r"record\.unknown"):
            acts.draft(session, MEMBER, replace(VALUES, **about(99)))
        number = drafted(session)
        with pytest.raises(Refusal, match=r"finding\.other_council"):
            acts.open_finding(session, STRANGER, number)


def test_evidence_is_what_it_says_or_it_is_refused(world: World):
    world.purchase()
    world.purchase()
    values = procurement.DocumentValues("specification", paper("d"))
    with world.act() as session:
        mine = procurement.attach_document(session, world.officer, 1, values).id
        foreign = procurement.attach_document(session, world.officer, 2, values).id
    number = opened(world, **about(1))
    for shown, code in (
        (EvidenceValues(paper("b"), page=3), "finding.page_beyond"),
        (EvidenceValues(document=foreign), "finding.other_document"),
        (EvidenceValues(document=99), "finding.other_document"),
        (EvidenceValues(paper("b"), document=mine), "finding.one_source"),
        (EvidenceValues(), "finding.one_source"),
        (EvidenceValues(document=mine, page=3), "finding.page_beyond"),
        (replace(SHOWN, note="я" * 301), "finding.too_long"),
    ):
        with world.act() as session, pytest.raises(Refusal) as refused:
            acts.prove(session, MEMBER, number, shown)
        assert refused.value.code == code
    with world.act() as session:
        acts.prove(session, MEMBER, number, EvidenceValues(document=mine, page=2))
        acts.prove(session, MEMBER, number, EvidenceValues(paper("e"), is_public=True))
        procurement.withdraw_document(session, world.officer, mine, reason="Жаңыланды.")
    with world.act() as session:
        page = one(session, number)
        assert [each.document_id for each in page.evidence] == [None, mine, None]
        assert desk.is_public(session, paper("e").sha256, "pdf")
        assert not desk.is_public(session, paper("a").sha256, "pdf")
        assert desk.owners(session, paper("e").sha256) == {AIMAK, DISTRICT}
        with pytest.raises(Refusal, match=r"finding\.withdrawn_document"):
            acts.prove(session, MEMBER, number, EvidenceValues(document=mine))
    assert state_of(world, number) == "open"
    assert OTHER_AIMAK not in str(page)
