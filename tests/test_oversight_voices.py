"""Voices of people without an account: moderated, answered, public once independent enough."""

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Role, visitor
from core.errors import NotPermitted, Refusal
from journal.audit import journaled, problems
from journal.models import Entry, Scope
from oversight.voices import acts
from oversight.voices.models import Answer, Asked, Declined, Heard, Question, Report
from oversight.voices.reports import deliveries, questions
from tests.world import AIMAK, COUNTRY, DISTRICT, World, held

NOBODY = visitor(COUNTRY)
EDITOR = held(31, (Role.EDITOR, COUNTRY))
TEXT = "Өрт өчүргүчтөр качан келет?"
TODAY = clock.today()
PHOTOGRAPH = {"sha256": "a" * 64, "kind": "jpg", "size": "9"}


def ask(session: Session, text: str = TEXT, **how: object) -> Asked:
    """A question about the first school."""
    count = session.scalar(select(func.count()).select_from(Asked))
    values = {"language": "ky", "code_sha256": f"{count:064}", **how}
    return acts.ask(session, NOBODY, "S-1001", text=text, **values)


def tell(
    session: Session, purchase: int, what: str = "arrived", network: str = "one", **how: object
) -> Report:
    """A report on a delivery to the first school."""
    count = session.scalar(select(func.count()).select_from(Report))
    values = {"on": TODAY, "code_sha256": f"{count:064}", "network": network, **how}
    return acts.report(session, NOBODY, purchase, "S-1001", what=what, **values)


def leaves(session: Session, act: Act) -> list[str]:
    """The texts of an act's leaves."""
    found = session.scalars(select(Entry.leaf).order_by(Entry.number))
    return [leaf for leaf in found if f'"act":"{act}"' in leaf]


def sound(world: World) -> None:
    """The tables say what the journal says."""
    with world.act() as session:
        assert problems(session, journaled()) == []


def test_a_question_is_published_word_for_word_and_its_answers_stand_side_by_side(
    world: World,
) -> None:
    with world.act() as session:
        before = session.scalar(select(func.count()).select_from(Entry))
        asked = ask(session)
        assert session.scalar(select(func.count()).select_from(Entry)) == before
    with world.act() as session, pytest.raises(NotPermitted):
        acts.publish(session, world.officer, asked.id)
    with world.act() as session:
        question = acts.publish(session, EDITOR, asked.id)
    with world.act() as session:
        assert question.due_on is not None
        assert question.due_on >= TODAY + timedelta(days=14)
        assert session.get(Asked, asked.id).text is None
        assert TEXT in leaves(session, Act.PUBLISH_QUESTION)[0]
        size = dict(session.execute(select(Scope.code, Scope.size)).tuples().all())
        assert size["S-1001"] == size[AIMAK] == size[COUNTRY]
        with pytest.raises(Refusal, match=r"voice\.decided"):
            acts.decline(session, EDITOR, asked.id, reason="insult")
        with pytest.raises(NotPermitted):
            acts.answer(session, world.other_officer, question.id, text="Жок.", language="ky")
        card = questions.question(session, question.id)
        assert (card.silent(TODAY + timedelta(12)), card.answered_on) == (12, None)
        assert card.left(card.due_on + timedelta(3)) == -3
    for text in ("Майда келет.", "Июнда келет."):
        with world.act() as session:
            acts.answer(session, world.officer, question.id, text=text, language="ky")
    with world.act() as session:
        card = questions.question(session, question.id)
        assert [one.text for one in card.answers] == ["Майда келет.", "Июнда келет."]
        assert (card.silent(TODAY), card.left(TODAY)) == (None, None)
        assert questions.unanswered(session, [DISTRICT]) == ()
    sound(world)


def test_of_a_declined_question_only_the_reason_stays(world: World) -> None:
    with world.act() as session:
        number = ask(session).id
    with world.act() as session:
        acts.decline(session, EDITOR, number, reason="unclear")
    with world.act() as session:
        assert session.get(Asked, number).text is None
        assert not any(TEXT in leaf for leaf in session.scalars(select(Entry.leaf)))
        assert questions.declined(session, "S-1001") == {"unclear": 1}
        assert questions.of_scope(session, "S-1001", TODAY).count == 0
        with pytest.raises(Refusal, match=r"voice\.decided"):
            acts.publish(session, EDITOR, number)
    sound(world)


def test_what_cannot_stand_before_everybody_is_refused_and_not_kept(
    lasting_world: World, table: list[dict[str, str]]
) -> None:
    """
    text                        code
    _                           voice.missing
    +996(555)12-34-56           voice.personal
    aida@example.kg             voice.personal
    21503198500123              voice.personal
    """
    long = [{"text": "а" * 5000, "code": "voice.too_long"}]
    with lasting_world.act() as session:
        for row in table + long:
            with pytest.raises(Refusal, match=row["code"]):
                ask(session, row["text"].replace("_", " "))
        with pytest.raises(Refusal, match=r"voice\.language"):
            ask(session, language="de")
        with pytest.raises(Refusal, match=r"record\.unknown"):
            ask(session, purchase_id=999)
        with pytest.raises(Refusal, match=r"record\.unknown"):
            acts.ask(session, NOBODY, "S-9", text=TEXT, language="ky", code_sha256="0" * 64)
        with pytest.raises(NotPermitted):
            acts.ask(session, EDITOR, "S-1001", text=TEXT, language="ky", code_sha256="0" * 64)
        for model in (Asked, Question, Answer, Declined):
            assert session.scalar(select(func.count()).select_from(model)) == 0


def test_the_third_independent_report_makes_the_sums_public(world: World) -> None:
    contract = world.contract()
    with world.act() as session:
        tell(session, 1, network="one", photograph=PHOTOGRAPH)
        tell(session, 1, network="two")
        assert deliveries.heard(session, 1) == ()
        assert leaves(session, Act.REPORT_DELIVERY) == []
        with pytest.raises(Refusal, match=r"photograph\.too_few"):
            acts.show_photograph(session, EDITOR, 1)
    with world.act() as session:
        tell(session, 1, "bad", network="three")
    with world.act() as session:
        (card,) = deliveries.heard(session, 1)
        assert dict(card.counts) == {"arrived": 2, "partly": 0, "missing": 0, "bad": 1}
        assert len(leaves(session, Act.REPORT_DELIVERY)) == 1
        assert not deliveries.is_public(session, PHOTOGRAPH["sha256"])
        assert deliveries.is_of(session, PHOTOGRAPH["sha256"], [DISTRICT])
        assert not deliveries.is_of(session, PHOTOGRAPH["sha256"], ["S-1002"])
        shown = acts.show_photograph(session, EDITOR, 1)
        with pytest.raises(Refusal, match=r"photograph\.shown"):
            acts.show_photograph(session, EDITOR, 1)
        assert deliveries.is_public(session, PHOTOGRAPH["sha256"])
        acts.take_off_photograph(session, EDITOR, shown.id)
        assert not deliveries.is_public(session, PHOTOGRAPH["sha256"])
        with pytest.raises(Refusal, match=r"photograph\.none"):
            acts.show_photograph(session, EDITOR, 2)
    assert contract == 1
    sound(world)


def test_a_report_is_about_what_was_bought_for_the_school(world: World) -> None:
    unsigned = world.purchase()
    with world.act() as session, pytest.raises(Refusal, match=r"check\.not_signed"):
        tell(session, unsigned)
    world.contract(unsigned)
    for how, code in (
        ({"what": "stolen"}, r"check\.choose"),
        ({"line_id": 99}, r"check\.unknown_line"),
    ):
        with world.act() as session, pytest.raises(Refusal, match=code):
            tell(session, unsigned, **how)
    with world.act() as session, pytest.raises(Refusal, match=r"check\.not_for_school"):
        acts.report(
            session,
            NOBODY,
            unsigned,
            "S-1003",
            what="bad",
            on=TODAY,
            network="one",
            code_sha256="0" * 64,
        )
    with world.act() as session:
        assert session.scalar(select(func.count()).select_from(Report)) == 0


TOLD = st.tuples(
    st.integers(0, 3), st.sampled_from("abc"), st.sampled_from(("arrived", "missing", "bad"))
)


def by_day(told: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """In the order of their days, as they come in life."""
    return sorted(told, key=lambda one: one[0])


@pytest.fixture(scope="module")
def bought(lasting_world: World) -> World:
    """The small world after one contract."""
    lasting_world.contract()
    return lasting_world


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(told=st.lists(TOLD, max_size=9).map(by_day))
def test_reports_are_public_exactly_when_three_are_independent(
    bought: World, sqlite_only: str, told: list[tuple[int, str, str]]
) -> None:
    """One connection has one voice a day, its last; nothing tells connections apart later."""
    last: Mapping[tuple[int, str], str] = {(day, network): what for day, network, what in told}
    with Session(bought.writer) as session:
        for number, (day, network, what) in enumerate(told):
            on = date(2026, 3, 2) + timedelta(days=day)
            tell(session, 1, what, network, on=on, code_sha256=f"{number:064}")
        found = deliveries.heard(session, 1)
        assert bool(found) == (len(last) >= 3)
        if found:
            said = list(last.values())
            assert {w: n for w, n in found[0].counts.items() if n} == {
                what: said.count(what) for what in set(said)
            }
            assert session.get(Heard, (1, "S-1001")).rev >= 1
        newest = max((day for day, _, _ in told), default=0)
        older = select(Report.network).where(Report.on < date(2026, 3, 2) + timedelta(newest))
        assert set(session.scalars(older)) <= {None}
        session.rollback()
