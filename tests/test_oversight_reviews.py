"""What councils do about raised flags: one takes, one judges; a later word replaces an earlier."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from core import clock
from core.access import Role
from core.errors import NotPermitted, Refusal
from core.money import som
from journal.audit import journaled
from journal.audit import problems as audited
from journal.models import Entry
from oversight import acts
from oversight.kept.models import RaisedFlag
from oversight.models import FlagAnswer
from oversight.reports import flags
from oversight.reviews import acts as reviews
from oversight.reviews import rules
from oversight.reviews.reports import public, queue, said
from oversight.reviews.rules import Subject
from tests.world import AIMAK, DISTRICT, OTHER_AIMAK, YEAR, World, held
from tracker.recounts import RECOUNTS

WHY = "Комиссия актыны көрдү, баасы туура."
MEMBER = held(21, (Role.COUNCIL, DISTRICT))
OTHER = held(22, (Role.COUNCIL, DISTRICT))
ABROAD = held(23, (Role.COUNCIL, OTHER_AIMAK))
OPENLY = Subject(1, AIMAK, YEAR, "R017")
CLOSED = Subject(1, AIMAK, YEAR, "R042")
OF_YEAR = Subject(0, AIMAK, YEAR, "S07")


def raise_flags(world: World, *subjects: Subject, **values: object) -> None:
    """Rows as the night keeps them; that of R042 compares contacts, so only councils see it."""
    with world.act() as session:
        for number, subject in enumerate(subjects):
            row = RaisedFlag(
                purchase_id=subject.purchase,
                place=subject.place,
                year=subject.year,
                flag=subject.flag,
                version="1.0",
                severity="asks",
                public=subject.flag != "R042",
                facts={"price": "9000.00"},
                amount=som(1000 * (number + 1)),
                since=clock.today(),
            )
            for name, value in values.items():
                setattr(row, name, value)
            session.add(row)


@pytest.fixture
def flagged(world: World) -> World:
    """One public purchase with an open and a closed flag, and a flag of the holder's year."""
    assert world.purchase() == 1
    raise_flags(world, OPENLY, CLOSED, OF_YEAR)
    return world


def refused(code: str, act: Callable[..., object], world: World, *keys: object, **values: object):
    with pytest.raises(Refusal) as found, world.act() as session:
        act(session, *keys, **values)
    assert found.value.code == code


def state(world: World, subject: Subject, member: int = 21) -> str:
    with world.act() as session:
        return queue.item(session, DISTRICT, subject, member).state


def answer_year(world: World) -> None:
    with world.act() as session:
        keys = (world.officer, AIMAK, YEAR, "S07")
        acts.justify_year(session, *keys, text="Акча күзүндө келди.", language="ky")


def judge(world: World, subject: Subject, verdict: str = "not_explained", by=MEMBER, **how):
    with world.act() as session:
        words = {"note": WHY, "language": "ky", **how}
        return reviews.judge(session, by, DISTRICT, subject, verdict=verdict, **words).id


def test_what_one_member_took_another_cannot_take_release_or_judge(flagged: World) -> None:
    size = entries(flagged)
    with flagged.act() as session:
        assert reviews.take(session, MEMBER, DISTRICT, [OPENLY, OF_YEAR, OPENLY]) == 2
        assert reviews.take(session, MEMBER, DISTRICT, [OPENLY]) == 1  # one's own stays
    assert (state(flagged, OPENLY), state(flagged, OPENLY, 22)) == ("mine", "taken")
    refused("review.taken", reviews.take, flagged, OTHER, DISTRICT, [CLOSED, OPENLY])
    assert state(flagged, CLOSED) == "open"  # all of them or none
    refused("review.taken", reviews.release, flagged, OTHER, DISTRICT, OPENLY)
    words = {"verdict": "finding", "note": WHY, "language": "ky"}
    refused("review.taken", reviews.judge, flagged, OTHER, DISTRICT, OPENLY, **words)
    with flagged.act() as session:
        reviews.release(session, MEMBER, DISTRICT, OPENLY)
    assert state(flagged, OPENLY, 22) == "open"
    refused("review.not_taken", reviews.release, flagged, MEMBER, DISTRICT, OPENLY)
    assert entries(flagged) == size  # a desk is nobody's business: it has no leaf


def entries(world: World) -> int:
    with world.act() as session:
        return session.scalar(select(func.count()).select_from(Entry))


def test_what_is_refused_is_refused_in_words(flagged: World) -> None:
    words = {"verdict": "not_explained", "note": WHY, "language": "ky"}
    for who, council in ((MEMBER, AIMAK), (flagged.officer, DISTRICT), (ABROAD, DISTRICT)):
        with pytest.raises(NotPermitted), flagged.act() as session:
            reviews.take(session, who, council, [OPENLY])
    act = reviews.judge
    refused("review.other_place", act, flagged, ABROAD, OTHER_AIMAK, OPENLY, **words)
    refused("review.other_place", reviews.take, flagged, ABROAD, OTHER_AIMAK, [OPENLY])
    down = replace(OPENLY, flag="R068")
    refused("review.not_raised", act, flagged, MEMBER, DISTRICT, down, **words)
    refused("review.none_chosen", reviews.take, flagged, MEMBER, DISTRICT, [])
    many = [replace(OPENLY, purchase=number) for number in range(51)]
    refused("review.too_many", reviews.take, flagged, MEMBER, DISTRICT, many)
    for code, changed in (
        ("review.no_answer", {"verdict": "explained"}),
        ("review.unknown_verdict", {"verdict": "guilty"}),
        ("review.no_note", {"note": "  "}),
        ("review.too_long", {"note": "а" * 2001}),
        ("voice.personal", {"note": "Чалыңыз: +996 555 123 456"}),
        ("voice.language", {"language": "de"}),
    ):
        refused(code, act, flagged, MEMBER, DISTRICT, OPENLY, **{**words, **changed})


def test_a_judgement_stands_until_a_later_one_and_an_answer_opens_it_again(
    flagged: World,
) -> None:
    first = judge(flagged, OF_YEAR)
    assert state(flagged, OF_YEAR) == "judged"
    answer_year(flagged)
    assert state(flagged, OF_YEAR) == "open"
    second = judge(flagged, OF_YEAR, "explained", by=OTHER)
    assert state(flagged, OF_YEAR) == "judged"
    with flagged.act() as session:
        cards = said.of_subject(session, OF_YEAR)
        assert [(one.id, one.verdict, one.replaced) for one in cards] == [
            (second, "explained", False),
            (first, "not_explained", True),
        ]
        assert [one.answer for one in cards] == [1, None]
        assert list(audited(session, journaled(), RECOUNTS)) == []
        leaves = session.scalars(
            select(Entry.key).where(Entry.table == "flag_reviews").order_by(Entry.number)
        )
        assert list(leaves) == ["1", "1", "2"]  # that the first is replaced is in the journal, too
        tally = queue.tallies(session, DISTRICT, YEAR, 21)["S07"]
        assert (tally.answered, tally.explained, tally.judged) == (1, 1, 1)


def test_a_flag_for_councils_is_public_once_confirmed_and_leaves_no_trace_before(
    flagged: World,
) -> None:
    size = entries(flagged)
    words = {"note": WHY, "language": "ky"}
    refused(
        "review.private",
        *(reviews.judge, flagged, MEMBER, DISTRICT, CLOSED),
        **words,
        verdict="not_explained",
    )
    refused("review.is_public", reviews.confirm, flagged, MEMBER, DISTRICT, OPENLY, **words)
    refused("review.is_public", reviews.lay_aside, flagged, MEMBER, DISTRICT, OPENLY, note=WHY)
    with flagged.act() as session:
        reviews.lay_aside(session, MEMBER, DISTRICT, CLOSED, note=WHY)
        assert public.of_place(session, AIMAK, YEAR).count == 2
    assert (state(flagged, CLOSED), entries(flagged)) == ("judged", size)
    with flagged.act() as session:
        reviews.confirm(session, MEMBER, DISTRICT, CLOSED, **words)
    with flagged.act() as session:
        found = {one.subject.flag: one for one in public.of_place(session, DISTRICT, YEAR).rows}
        assert set(found) == {"R017", "R042", "S07"}
        assert (found["R042"].facts, found["R017"].facts) == ({}, {"price": "9000.00"})
        assert said.confirmed_of(session, 1) == {"R042"}
        assert CLOSED in {one.subject for one in public.unanswered(session, [AIMAK])}
    judge(flagged, CLOSED, "finding")  # what was public stays so
    with flagged.act() as session:
        assert public.of_place(session, AIMAK, YEAR).count == 3
        (finding,) = said.of_subjects(session, [CLOSED], standing=True)[CLOSED]
        assert (finding.verdict, finding.finding) == ("finding", None)


def test_what_is_raised_anew_after_a_council_confirmed_it_is_for_councils_again(
    flagged: World,
) -> None:
    words = {"note": WHY, "language": "ky"}
    with flagged.act() as session:
        reviews.confirm(session, MEMBER, DISTRICT, CLOSED, **words)
        assert said.is_public(session, CLOSED)
        session.get_one(RaisedFlag, CLOSED.key).since = clock.today() + timedelta(1)
        session.flush()
        assert not said.is_public(session, CLOSED)
        assert said.confirmed_of(session, 1) == set()
        assert public.of_place(session, AIMAK, YEAR).count == 2


def test_a_flag_of_a_year_is_answered_by_its_officer_alone(flagged: World) -> None:
    words = {"text": "Себеби бар.", "language": "ky"}
    keys = (AIMAK, YEAR, "S07")
    with pytest.raises(NotPermitted), flagged.act() as session:
        acts.justify_year(session, flagged.other_officer, *keys, **words)
    who = flagged.officer
    refused("flag.not_raised", acts.justify_year, flagged, who, AIMAK, YEAR, "S08", **words)
    refused("flag.no_text", acts.justify_year, flagged, who, *keys, **words | {"text": " "})
    refused("flag.language", acts.justify_year, flagged, who, *keys, **words | {"language": "x"})
    hidden = replace(OF_YEAR, flag="R042")
    raise_flags(flagged, hidden)
    refused("flag.not_raised", acts.justify_year, flagged, who, AIMAK, YEAR, "R042", **words)
    with flagged.act() as session:
        waiting = {one.subject for one in public.unanswered(session, [AIMAK])}
    assert waiting == {OPENLY, OF_YEAR}
    answer_year(flagged)
    with flagged.act() as session:
        (answer,) = session.scalars(select(FlagAnswer)).all()
        assert (answer.purchase_id, answer.year, answer.facts) == (None, YEAR, {"price": "9000.00"})
        assert {one.subject for one in public.unanswered(session, [AIMAK])} == {OPENLY}
        assert public.counts(session, DISTRICT, YEAR) == (2, 1)
    judge(flagged, OF_YEAR)  # it does not explain: to be answered again
    with flagged.act() as session:
        waiting = {one.subject for one in public.unanswered(session, [AIMAK])}
    assert waiting == {OPENLY, OF_YEAR}


def test_a_card_of_everybody_has_no_flag_for_councils_only(flagged: World) -> None:
    with flagged.act() as session:
        shown = flags.cards(session, 1, clock.today())
        everything = flags.cards(session, 1, clock.today(), private=True)
        assert {one.result.flag for one in shown} == {
            one.result.flag for one in everything if one.result.public
        }


@given(
    st.integers(0, rules.LARGEST),
    st.sampled_from([AIMAK, "KG"]),
    st.integers(2000, 2100),
    st.just("R017"),
)
def test_a_subject_is_read_back_from_its_text(
    number: int, place: str, year: int, flag: str
) -> None:
    subject = Subject(number, place, year, flag)
    assert rules.subject(str(subject)) == subject


@pytest.mark.parametrize(
    "text",
    [
        *("", "1", "1/2/3", "x/KG/2026/R017", "1/KG/26/R017", "1/KG/abcd/R", "1/KG/+202/R"),
        f"0000000001{9:020}/KG/2026/R017",
    ],
)
def test_what_is_no_subject_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        rules.subject(text)
