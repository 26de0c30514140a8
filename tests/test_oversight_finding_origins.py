"""A finding knows what it was opened from, and a flag, a sample and a visit know their finding."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import Refusal
from core.money import som
from journal.audit import journaled, problems
from journal.models import Entry
from oversight.findings import acts
from oversight.findings.reports import one, origins
from oversight.kept import following
from oversight.reports import flags, year_silence
from oversight.reviews import acts as reviews
from oversight.reviews.reports import said
from oversight.reviews.rules import Subject
from oversight.visits.rules import Told
from oversight.year_spending import Silence
from tests.finding_world import MEMBER, SECOND, about, drafted, opened
from tests.test_oversight_samples import announced, buy, drawn
from tests.visits_world import NOTE, TODAY, described, visited
from tests.visits_world import announced as round_announced
from tests.world import AIMAK, DISTRICT, YEAR, World


@pytest.fixture
def flagged(world: World) -> tuple[World, Subject]:
    """A purchase with a raised flag, as it is kept."""
    contract = world.contract(advance_limit=som(5000))
    world.paid(contract, "5000", "advance")
    with world.act() as session:
        following.renew(session, TODAY)
        raised = [each for each in flags.of_purchase(session, 1, TODAY) if each.raised]
        assert raised[0].public
    return world, Subject(1, AIMAK, YEAR, raised[0].flag)


def opened_from(session: Session, subject: Subject, **changes: object) -> int:
    """The number of a finding opened from a flag."""
    values = about(1, origin="flag", origin_key=subject.flag, shown=None, **changes)
    return acts.open_finding(session, MEMBER, drafted(session, **values)).id


def test_a_finding_opened_from_a_flag_is_the_councils_word_to_it(
    flagged: tuple[World, Subject],
) -> None:
    world, subject = flagged
    with world.act() as session:
        reviews.take(session, MEMBER, DISTRICT, [subject])
    with world.act() as session:
        number = opened_from(session, subject)
    with world.act() as session:
        (word,) = said.of_subject(session, subject)
        assert (word.verdict, word.finding, word.council) == ("finding", number, DISTRICT)
        assert word.note == one(session, number).card.title
        last = session.scalars(select(Entry.act_no).order_by(Entry.number.desc())).first()
        tables = session.scalars(select(Entry.table).where(Entry.act_no == last))
        assert {"findings", "flag_reviews"} <= set(tables)
        assert problems(session, journaled()) == []
        words = {"verdict": "finding", "note": "Кемчилик ачылды.", "language": "ky"}
        reviews.judge(session, MEMBER, DISTRICT, subject, finding=number, **words)
        for other in (number + 1, 0):
            with pytest.raises(Refusal, match=r"review\.other_finding"):
                reviews.judge(session, MEMBER, DISTRICT, subject, finding=other, **words)


def test_what_another_member_works_on_becomes_no_finding(flagged: tuple[World, Subject]) -> None:
    world, subject = flagged
    with world.act() as session:
        reviews.take(session, SECOND, DISTRICT, [subject])
    with pytest.raises(Refusal, match=r"review\.taken"), world.act() as session:
        opened_from(session, subject)
    of_year = {"school": None, "requirement": None, "place": AIMAK, "year": YEAR}
    with world.act() as session:
        draft = drafted(session, origin="flag", origin_key="S99", **of_year)
        with pytest.raises(Refusal, match=r"finding\.flag_not_raised"):
            acts.open_finding(session, MEMBER, draft)


def test_a_finding_without_an_answer_is_silence_of_its_holder(world: World) -> None:
    number = opened(world)
    opened(world, body="health", violations=("price",))

    def heard(session: Session) -> Silence:
        holders = [(AIMAK, TODAY.year)]
        later = TODAY + timedelta(days=200)
        return year_silence.silence(session, holders, later)[AIMAK, TODAY.year]

    with world.act() as session:
        found = heard(session)
        assert (found.asked, found.findings, found.due) == (0, 1, 1)
        assert (found.overdue, found.overdue_findings) == (1, 1)
        assert found.oldest == one(session, number).card.due_on
        acts.answer(session, world.officer, number, text="Оңдолду.", language="ky")
    with world.act() as session:
        assert (heard(session).due, heard(session).overdue) == (1, 0)


def test_a_sample_and_a_visit_know_the_finding_opened_from_them(world: World) -> None:
    buy(world, 3, 5)
    sample = announced(world, AIMAK, size=2)
    buy(world, 1)
    first, *_ = drawn(world, sample)
    described(world)
    with world.act() as session:
        told = {"physical": {"FIR-01": Told("differs", Decimal(2), NOTE)}}
        visit = visited(session, world, round_announced(session, world).id, told).id
    with world.act() as session:
        of_sample = drafted(session, **about(first, origin="sample", origin_key=str(sample)))
        of_visit = drafted(session, origin="visit", origin_key=str(visit))
        numbers = [acts.open_finding(session, MEMBER, each).id for each in (of_sample, of_visit)]
        assert origins.of_sample(session, sample) == {first: [numbers[0]]}
        assert origins.of_visits(session, [visit]) == {(visit, "FIR-01"): [numbers[1]]}
    for wrong in (
        about(first, origin="sample", origin_key="77"),
        about(3, origin="sample", origin_key=str(sample)),
        {"origin": "visit", "origin_key": str(visit), "school": "S-1002"},
        {"origin": "visit", "origin_key": "x"},
    ):
        with pytest.raises(Refusal, match=r"finding\.origin"), world.act() as session:
            acts.open_finding(session, MEMBER, drafted(session, **wrong))
