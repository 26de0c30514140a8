"""A budget through its year: hearing, transfers, twelfths, carry-over, execution, close."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import func, select

from budgets import acts
from budgets.models import (
    Budget,
    Ceiling,
    Commitment,
    DraftLine,
    Line,
    LineVersion,
    Question,
    Stage,
    Total,
    Transfer,
    Version,
)
from budgets.recounts import RECOUNTS
from core import clock
from core.access import Actor, Role
from core.errors import NotPermitted, Refusal
from core.money import ZERO, som
from journal import audit, verify
from register import acts as register
from register.rows import ClassificationRow
from tests.world import AIMAK, COUNTRY, DISTRICT, OPERATOR, OTHER_AIMAK, YEAR, World, held

NEXT = YEAR + 1
DAY = date(2026, 11, 26)
OURS = [model for model in audit.journaled() if model.__module__.startswith("budgets")]
Freeze = Callable[[date], None]


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> Freeze:
    """Today is a day of the year in force, until a test says another."""

    def freeze(day: date) -> None:
        monkeypatch.setattr(clock, "today", lambda: day)

    freeze(DAY)
    return freeze


def do(world: World, act: Callable[..., Any], actor: Actor, *keys: Any, **values: Any) -> Any:
    """One act in a transaction of its own."""
    with world.act() as session:
        return act(session, actor, *keys, **values)


def refused(world: World, act: Callable[..., Any], actor: Actor, *keys: Any, **values: Any) -> Any:
    """The refusal an act ends with."""
    with pytest.raises(Refusal) as caught:
        do(world, act, actor, *keys, **values)
    return caught.value


def line(amount: int | str, beneficiary: str = AIMAK, **changes: object) -> acts.LineValues:
    told = {
        "beneficiary": beneficiary,
        "category": "emergency",
        "requirement": None,
        "source": "local_own",
        "carried": False,
        "code": None,
        "amount": som(amount),
    }
    return acts.LineValues(**told | changes)


FIRE = line(100_000)
FIRE_OF_1001 = line(50_000, "S-1001", requirement="FIR-01")


def draft(world: World, *rows: acts.LineValues, year: int = NEXT, **ceilings: int) -> int:
    """A draft with these lines, its ceilings just high enough."""
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, year)
        enough = {row.source: som(1_000_000) for row in rows}
        told = {source: som(amount) for source, amount in ceilings.items()}
        acts.set_ceilings(session, world.officer, version.id, enough | told)
        for row in rows:
            acts.allocate(session, world.officer, version.id, row)
        return version.id


def in_force(world: World, *rows: acts.LineValues, year: int = NEXT) -> int:
    """A budget of a year approved with these lines; its version."""
    version = draft(world, *rows, year=year)
    do(world, acts.submit, world.officer, version, reason="Жылдын бюджети.")
    do(world, acts.approve, world.approver, version, resolution="№ 3", on=clock.today())
    return version


def put(world: World, version: int, due_on: date = DAY) -> int:
    """A draft put to a hearing; the hearing's number."""
    return do(
        world, acts.put_to_hearing, world.officer, version, due_on=due_on, venue="Маданият үйү"
    ).id


def held_hearing(world: World, hearing: int, **changes: object) -> Any:
    told = {"held_on": clock.today(), "women": 20, "men": 14, "protocol": "№ 4"}
    told |= {"decided": "Долбоор колдоого алынды."}
    return do(world, acts.record_hearing, world.officer, hearing, **told | changes)


def ask(world: World, giving: int, taking: int, amount: int | str) -> int:
    transfer = do(
        world,
        acts.ask_transfer,
        world.officer,
        giving,
        taking,
        amount=som(amount),
        reason="Баалар өстү.",
    )
    return transfer.id


def order(world: World, transfer: int) -> None:
    do(world, acts.order_transfer, world.approver, transfer, order="Б-7", on=clock.today())


def interim(world: World, month: int, year: int = NEXT) -> Any:
    how = {"month": month, "order": "Б-1", "on": clock.today()}
    return do(world, acts.open_interim, world.approver, AIMAK, year, **how)


def claim(world: World, line_id: int, amount: int | str, number: int = 1) -> int:
    request = acts.Request(line_id, number, number, "S-1001", "emergency", "FIR-01", som(amount))
    return do(world, acts.commit, world.officer, [request])[0].id


def post(world: World, commitment: int, amount: int | str, kind: str = "paid") -> None:
    with world.act() as session:
        row = session.get(Commitment, commitment)
        acts.post(session, clock.today(), [(row, som(amount))], kind=kind)


def amounts(world: World, year: int = NEXT) -> dict[tuple[str, str, bool], Decimal]:
    """What lines of a year have, by whom, from what, and whether carried over."""
    with world.act() as session:
        rows = session.scalars(select(Line).where(Line.year == year, Line.amount > 0))
        return {(row.beneficiary, row.source, row.carried): row.amount for row in rows}


def drafted(world: World, year: int = NEXT) -> dict[tuple[str, str, bool], Decimal]:
    """The same of the lines of the draft in work."""
    with world.act() as session:
        rows = session.scalars(
            select(DraftLine)
            .join(Version, Version.id == DraftLine.version_id)
            .where(Version.status == "draft", Version.year == year)
        )
        return {(row.beneficiary, row.source, row.carried): row.amount for row in rows}


def found(world: World, beneficiary: str = AIMAK, year: int = NEXT, **by: object) -> int:
    """The number of a line of a year."""
    with world.act() as session:
        query = select(Line.id).filter_by(beneficiary=beneficiary, year=year, **by)
        return session.scalars(query.order_by(Line.id)).first()


def statuses(world: World, year: int = NEXT) -> list[str]:
    with world.act() as session:
        return list(
            session.scalars(
                select(Version.status).where(Version.year == year).order_by(Version.number)
            )
        )


def sound(world: World) -> None:
    """The journal is whole, tables say what it says, and kept sums are those counted anew."""
    with world.act() as session:
        assert verify.problems(session) == []
        assert audit.problems(session, OURS, RECOUNTS) == []


# Hearings


def test_a_draft_put_to_a_hearing_is_handed_in_unchanged(world: World) -> None:
    version = draft(world, line(400, "S-1001", quarters=(som(100),) * 4))
    hearing = put(world, version, date(2026, 12, 1))
    assert refused(world, acts.submit, world.officer, version).code == "hearing.not_over"
    held_hearing(world, hearing)
    do(world, acts.submit, world.officer, version)
    do(world, acts.approve, world.approver, version, resolution="№ 3", on=DAY)
    assert statuses(world) == ["approved"]
    assert amounts(world) == {("S-1001", "local_own", False): som(400)}
    with world.act() as session:
        told = session.scalars(select(LineVersion).where(LineVersion.version_id == version)).one()
        assert told.quarters == (som(100),) * 4
        assert session.scalar(select(func.sum(Total.planned)).where(Total.year == NEXT)) > 0
    sound(world)


def test_a_draft_revised_after_its_hearing_leaves_the_version_heard_as_it_was(
    world: World,
) -> None:
    heard = draft(world, line(400, "S-1001"), line(100, "S-1002"))
    hearing = put(world, heard)
    assert refused(world, acts.revise, world.officer, heard).code == "hearing.not_over"
    held_hearing(world, hearing)
    revised = do(world, acts.revise, world.officer, heard).id
    with world.act() as session:
        rows = session.scalars(select(DraftLine).where(DraftLine.version_id == revised)).all()
        acts.change_line(session, world.officer, rows[0].id, line(250, "S-1001"))
        acts.remove_line(session, world.officer, rows[1].id)
    do(world, acts.submit, world.officer, revised)
    do(world, acts.approve, world.approver, revised, resolution="№ 3", on=DAY)
    assert statuses(world) == ["heard", "approved"]
    with world.act() as session:
        told = select(LineVersion.amount).order_by(LineVersion.id)
        assert session.scalars(told.where(LineVersion.version_id == heard)).all() == [
            som(400),
            som(100),
        ]
        assert session.get(Version, heard).total == som(500)
        assert session.scalars(told.where(LineVersion.version_id == revised)).all() == [som(250)]
    sound(world)


def test_nothing_of_a_draft_changes_while_it_is_at_a_hearing(world: World) -> None:
    version = draft(world, line(400))
    put(world, version, date(2026, 12, 1))
    with world.act() as session:
        row = session.scalars(select(DraftLine).where(DraftLine.version_id == version)).one()
    officer = world.officer
    for told in (
        refused(world, acts.allocate, officer, version, line(1, "S-1001")),
        refused(world, acts.change_line, officer, row.id, line(1)),
        refused(world, acts.remove_line, officer, row.id),
        refused(world, acts.set_ceilings, officer, version, {}),
        refused(world, acts.replace_lines, officer, version, [line(1)]),
    ):
        assert told.code == "budget.not_draft"
    for told in (
        refused(world, acts.open_draft, officer, AIMAK, NEXT),
        refused(world, acts.allocate_many, officer, AIMAK, NEXT, [line(1)]),
        refused(world, acts.begin_as_last, officer, AIMAK, NEXT),
    ):
        assert told.code == "budget.at_hearing"


def test_a_hearing_called_off_lets_the_draft_go_on(world: World) -> None:
    version = draft(world, line(400))
    hearing = put(world, version, date(2026, 12, 1))
    do(world, acts.call_off, world.officer, hearing, reason="Жол жабылды.")
    assert refused(world, acts.call_off, world.officer, hearing, reason="Дагы.").code == (
        "hearing.wrong_order"
    )
    asked = {"text": "Качан?", "asker": "parent"}
    assert refused(world, acts.ask_question, world.officer, hearing, **asked).code == (
        "hearing.called_off"
    )
    do(world, acts.revise, world.officer, version)
    assert statuses(world) == ["heard", "draft"]


def test_what_is_written_of_a_hearing_is_whole(world: World) -> None:
    hearing = put(world, draft(world, line(400)))
    for changes, code in (
        ({"held_on": date(2026, 11, 27)}, "date.in_future"),
        ({"held_on": date(2026, 11, 25)}, "hearing.before_notice"),
        ({"women": -1}, "hearing.heads_negative"),
        ({"men": -1}, "hearing.heads_negative"),
        ({"protocol": " "}, "hearing.protocol_missing"),
        ({"decided": ""}, "hearing.decided_missing"),
    ):
        with pytest.raises(Refusal) as caught:
            held_hearing(world, hearing, **changes)
        assert caught.value.code == code


def test_a_hearing_says_where_and_is_announced_before_it_is_held(world: World) -> None:
    version = draft(world, line(400))
    for how, code in (
        ({"venue": " ", "due_on": DAY}, "hearing.venue_missing"),
        ({"venue": "Клуб", "due_on": date(2026, 11, 25)}, "hearing.notice_late"),
        ({"venue": "Клуб", "due_on": DAY, "noticed_on": date(2026, 11, 27)}, "date.in_future"),
    ):
        assert refused(world, acts.put_to_hearing, world.officer, version, **how).code == code
    empty = do(world, acts.open_draft, world.other_officer, OTHER_AIMAK, NEXT).id
    how = {"venue": "Клуб", "due_on": DAY}
    assert refused(world, acts.put_to_hearing, world.other_officer, empty, **how).code == (
        "budget.empty"
    )


def test_questions_are_asked_by_office_and_council_and_answered_by_the_office(
    world: World,
) -> None:
    version = draft(world, line(400))
    hearing = put(world, version)
    asked = {"text": "Өрт өчүргүчтөр качан келет?", "asker": "parent"}
    do(world, acts.ask_question, world.officer, hearing, **asked)
    second = do(world, acts.ask_question, world.council, hearing, school="S-1001", **asked)
    assert (second.number, second.places) == (2, ("S-1001", AIMAK))
    for actor in (world.school, world.other_officer, world.approver):
        with pytest.raises(NotPermitted):
            do(world, acts.ask_question, actor, hearing, **asked)
    for change, code in (
        ({"asker": "nobody"}, "question.unknown_asker"),
        ({"text": "  "}, "question.missing"),
        ({"text": "а" * 2001}, "question.too_long"),
        ({"school": "S-1003"}, "question.school_elsewhere"),
    ):
        told = refused(world, acts.ask_question, world.officer, hearing, **asked | change)
        assert told.code == code
    answer = {"text": "Мартта.", "outcome": "taken_up"}
    for actor in (world.council, world.approver, world.school, world.other_officer):
        with pytest.raises(NotPermitted):
            do(world, acts.answer_question, actor, second.id, **answer)
    for change, code in (
        ({"text": ""}, "answer.missing"),
        ({"outcome": "perhaps"}, "question.unknown_outcome"),
        ({"line_id": world.lines["fire"]}, "line.unknown"),  # a line of another year
    ):
        told = refused(world, acts.answer_question, world.officer, second.id, **answer | change)
        assert told.code == code
    led_to = found(world)
    told = do(world, acts.answer_question, world.officer, second.id, **answer, line_id=led_to)
    assert (told.outcome, told.line_id) == ("taken_up", led_to)
    sound(world)


def later(world: World, hearing: int, **changes: object) -> int:
    """A question left for later at a hearing."""
    told = {"text": "Камералар качан?", "asker": "resident", **changes}
    question = do(world, acts.ask_question, world.officer, hearing, **told).id
    answer = {"text": "Кийинки жылы.", "outcome": "later"}
    do(world, acts.answer_question, world.officer, question, **answer)
    return question


def test_what_was_left_for_later_is_put_to_the_next_hearing_by_itself_and_once(
    world: World, today: Freeze
) -> None:
    first = do(
        world, acts.announce_hearing, world.officer, AIMAK, YEAR, due_on=DAY, venue="Клуб"
    ).id
    question = later(world, first, school="S-1001")
    later_again = put(world, draft(world, line(400)))
    today(date(2027, 3, 1))
    do(
        world,
        acts.announce_hearing,
        world.officer,
        AIMAK,
        NEXT,
        due_on=date(2027, 3, 9),
        venue="Клуб",
    )
    with world.act() as session:
        again = session.scalars(select(Question).where(Question.year == NEXT)).one()
        assert (again.hearing_id, again.number) == (later_again, 1)
        assert (again.text, again.school, again.asker) == ("Камералар качан?", "S-1001", "resident")
        assert (again.answer, again.outcome) == (None, None)
        assert session.get(Question, question).carried_to == again.id
    answer = {"text": "Башкача.", "outcome": "taken_up"}
    assert refused(world, acts.answer_question, world.officer, question, **answer).code == (
        "question.carried"
    )
    sound(world)


def test_a_question_left_for_later_after_the_next_hearing_waits_for_the_one_after(
    world: World, today: Freeze
) -> None:
    first = do(
        world, acts.announce_hearing, world.officer, AIMAK, YEAR, due_on=DAY, venue="Клуб"
    ).id
    put(world, draft(world, line(400)))
    question = later(world, first)
    version = draft(world, line(300), year=NEXT + 1)
    hearing = put(world, version)
    with world.act() as session:
        again = session.scalars(select(Question).where(Question.hearing_id == hearing)).one()
        assert session.get(Question, question).carried_to == again.id


def test_a_question_put_to_a_hearing_that_was_called_off_is_put_to_the_one_instead(
    world: World,
) -> None:
    version = draft(world, line(400))
    hearing = put(world, version, date(2026, 12, 1))
    asked = {"text": "Качан?", "asker": "pupil"}
    question = do(world, acts.ask_question, world.council, hearing, **asked).id
    do(world, acts.call_off, world.officer, hearing, reason="Жол жабылды.")
    again = put(world, do(world, acts.revise, world.officer, version).id)
    with world.act() as session:
        copy = session.scalars(select(Question).where(Question.hearing_id == again)).one()
        assert session.get(Question, question).carried_to == copy.id
    sound(world)


# Transfers


def test_a_transfer_keeps_the_sum_of_the_budget_and_of_each_purse(world: World) -> None:
    giving, taking = world.lines["fire"], world.lines["fire of S-1001"]
    before = amounts(world, YEAR)
    order(world, ask(world, giving, taking, "12345.67"))
    after = amounts(world, YEAR)
    assert after[AIMAK, "local_own", False] == som("87654.33")
    assert after["S-1001", "local_own", False] == som("62345.67")
    assert sum(after.values()) == sum(before.values())
    with world.act() as session:
        told = session.scalars(
            select(LineVersion.amount).where(LineVersion.line_id.in_((giving, taking)))
        ).all()
        assert sorted(told) == [som(50_000), som(100_000)]  # the version stays what it was
        school = select(Total.planned).where(
            Total.scope == "S-1001", Total.kind == "category", Total.year == YEAR
        )
        assert session.scalars(school).one() == som("62345.67")
    sound(world)


def test_a_transfer_is_asked_for_by_one_and_ordered_by_another(world: World) -> None:
    giving, taking = world.lines["fire"], world.lines["fire of S-1001"]
    told = {"amount": som(1), "reason": "Керек."}
    for actor in (world.approver, world.other_officer, world.council, world.school):
        with pytest.raises(NotPermitted):
            do(world, acts.ask_transfer, actor, giving, taking, **told)
    both = held(61, (Role.OFFICER, AIMAK), (Role.APPROVER, AIMAK))
    transfer = do(world, acts.ask_transfer, both, giving, taking, **told).id
    how = {"order": "Б-7", "on": DAY}
    for actor in (world.officer, world.council, held(62, (Role.APPROVER, DISTRICT))):
        with pytest.raises(NotPermitted):
            do(world, acts.order_transfer, actor, transfer, **how)
    assert refused(world, acts.order_transfer, both, transfer, **how).code == "transfer.own_work"
    for change, code in (
        ({"order": " "}, "transfer.needs_order"),
        ({"on": date(2026, 11, 27)}, "date.in_future"),
    ):
        again = refused(world, acts.order_transfer, world.approver, transfer, **how | change)
        assert again.code == code
    order(world, transfer)
    for act, said in ((acts.order_transfer, how), (acts.refuse_transfer, {"answer": "Жок."})):
        assert refused(world, act, world.approver, transfer, **said).code == "transfer.decided"


def test_a_transfer_is_refused_or_taken_back_and_nothing_moves(world: World) -> None:
    giving, taking = world.lines["fire"], world.lines["fire of S-1001"]
    before = amounts(world, YEAR)
    for actor in (world.approver, world.officer):
        transfer = ask(world, giving, taking, 10)
        with pytest.raises(NotPermitted):
            do(world, acts.refuse_transfer, world.council, transfer, answer="Жок.")
        missing = refused(world, acts.refuse_transfer, actor, transfer, answer=" ")
        assert missing.code == "transfer.needs_answer"
        told = do(world, acts.refuse_transfer, actor, transfer, answer="Керек эмес.")
        assert (told.status, told.decided_by) == ("refused", actor.account)
    assert amounts(world, YEAR) == before
    sound(world)


def test_what_no_transfer_can_be(world: World) -> None:
    for giving, taking, amount, reason, code in (
        ("fire", "fire", 1, "Керек.", "transfer.same_line"),
        ("fire", "food", 1, "Керек.", "transfer.other_purse"),
        ("fire", "fire of S-1001", 0, "Керек.", "transfer.nothing"),
        ("fire", "fire of S-1001", -1, "Керек.", "transfer.nothing"),
        ("fire", "fire of S-1001", 1, "  ", "transfer.needs_reason"),
        ("fire", "fire of S-1001", "100000.01", "Керек.", "line.not_enough"),
    ):
        lines = world.lines[giving], world.lines[taking]
        told = {"amount": som(amount), "reason": reason}
        assert refused(world, acts.ask_transfer, world.officer, *lines, **told).code == code


def test_money_moves_only_within_one_budget_and_within_what_is_in_force(world: World) -> None:
    in_force(world, line(500))
    told = {"amount": som(1), "reason": "Керек."}
    here, there = world.lines["fire"], found(world)
    assert refused(world, acts.ask_transfer, world.officer, here, there, **told).code == (
        "transfer.other_budget"
    )
    amended = draft(world, line(10, "S-1002"), year=YEAR, republican=100_000)
    do(world, acts.submit, world.officer, amended, reason="Жаңы сап.")
    do(world, acts.send_back, world.approver, amended, reason="Эрте.")
    dreamt = found(world, "S-1002", YEAR)  # a line no version in force has
    again = refused(world, acts.ask_transfer, world.officer, here, dreamt, **told)
    assert again.code == "transfer.not_in_force"
    other = do(world, acts.open_draft, world.other_officer, OTHER_AIMAK, NEXT)
    with world.act() as session:
        acts.set_ceilings(session, world.other_officer, other.id, {"local_own": som(9)})
        for beneficiary in (OTHER_AIMAK, "S-1003"):
            acts.allocate(session, world.other_officer, other.id, line(2, beneficiary))
        acts.submit(session, world.other_officer, other.id)
    lines = found(world, OTHER_AIMAK), found(world, "S-1003")
    told = {"amount": som("0.01"), "reason": "Керек."}
    waits = refused(world, acts.ask_transfer, world.other_officer, *lines, **told)
    assert waits.code == "budget.awaits_approval"


def test_a_contract_signed_meanwhile_is_never_robbed_by_a_transfer(world: World) -> None:
    giving, taking = world.lines["fire of S-1001"], world.lines["fire"]
    transfer = ask(world, giving, taking, 50_000)
    claim(world, giving, "0.01")
    how = {"order": "Б-7", "on": DAY}
    told = refused(world, acts.order_transfer, world.approver, transfer, **how)
    assert (told.code, told.facts["available"]) == ("line.not_enough", som("49999.99"))


def test_a_draft_in_work_learns_of_a_transfer(world: World) -> None:
    version = draft(world, year=YEAR, local_own=200_000, republican=100_000)
    with world.act() as session:
        seen = session.get(Version, version).budget.version
        row = session.scalars(
            select(DraftLine).where(
                DraftLine.version_id == version, DraftLine.line_id == world.lines["fire"]
            )
        ).one()
        quarters = (som(25_000),) * 4
        told = line(100_000, line_id=world.lines["fire"], quarters=quarters)
        acts.change_line(session, world.officer, row.id, told)
    order(world, ask(world, world.lines["fire"], world.lines["fire of S-1001"], 30_000))
    assert drafted(world, YEAR)[AIMAK, "local_own", False] == som(70_000)
    assert drafted(world, YEAR)["S-1001", "local_own", False] == som(80_000)
    with world.act() as session:
        assert session.get(DraftLine, row.id).quarters is None  # they add up to it no more
    again = refused(world, acts.allocate, world.officer, version, line(1, "S-1002"), seen=seen + 1)
    assert again.code == "record.changed_meanwhile"
    do(world, acts.submit, world.officer, version, reason="Которулган каражат.")
    do(world, acts.approve, world.approver, version, resolution="№ 9", on=DAY)
    assert amounts(world, YEAR)["S-1001", "local_own", False] == som(80_000)
    sound(world)


def test_a_draft_that_leaves_a_line_less_hinders_its_transfer(world: World) -> None:
    version = draft(world, year=YEAR, local_own=200_000, republican=100_000)
    claim(world, world.lines["fire"], 60_000)
    with world.act() as session:
        row = session.scalars(
            select(DraftLine).where(
                DraftLine.version_id == version, DraftLine.line_id == world.lines["fire"]
            )
        ).one()
        acts.change_line(session, world.officer, row.id, line(70_000, line_id=world.lines["fire"]))
    transfer = ask(world, world.lines["fire"], world.lines["fire of S-1001"], 20_000)
    how = {"order": "Б-7", "on": DAY}
    told = refused(world, acts.order_transfer, world.approver, transfer, **how)
    assert told.code == "transfer.draft_has_less"  # 50 000 would be less than is spoken for


def test_a_new_draft_begins_with_what_transfers_made_of_the_lines(world: World) -> None:
    order(world, ask(world, world.lines["fire"], world.lines["fire of S-1001"], 30_000))
    draft(world, year=YEAR, local_own=200_000, republican=100_000)
    assert drafted(world, YEAR)[AIMAK, "local_own", False] == som(70_000)


def test_nothing_moves_while_a_version_waits_and_none_is_approved_over_a_transfer(
    world: World,
) -> None:
    giving, taking = world.lines["fire"], world.lines["fire of S-1001"]
    transfer = ask(world, giving, taking, 10)
    version = draft(world, year=YEAR, local_own=200_000, republican=100_000)
    do(world, acts.submit, world.officer, version, reason="Өзгөртүү.")
    how = {"order": "Б-7", "on": DAY}
    told = refused(world, acts.order_transfer, world.approver, transfer, **how)
    assert told.code == "budget.awaits_approval"
    resolution = {"resolution": "№ 9", "on": DAY}
    told = refused(world, acts.approve, world.approver, version, **resolution)
    assert (told.code, told.facts) == ("transfer.waits", {"transfer": transfer})
    do(world, acts.refuse_transfer, world.approver, transfer, answer="Жаңы бюджетте.")
    do(world, acts.approve, world.approver, version, **resolution)
    sound(world)


def test_nothing_moves_while_a_version_is_at_a_hearing(world: World) -> None:
    put(world, draft(world, year=YEAR, local_own=200_000, republican=100_000))
    lines = world.lines["fire"], world.lines["fire of S-1001"]
    told = {"amount": som(1), "reason": "Керек."}
    assert refused(world, acts.ask_transfer, world.officer, *lines, **told).code == (
        "budget.at_hearing"
    )


# A year opened by twelfths


def test_twelfths_are_exact_month_by_month_and_of_what_comes_again(
    world: World, today: Freeze
) -> None:
    amended = draft(
        world,
        line("1000.01", "S-1002", source="donor"),
        line(700, "S-1002", carried=True),
        line(500, category="reserve"),
        line("0.11", "S-1002"),
        year=YEAR,
        republican=100_000,
    )
    do(world, acts.submit, world.officer, amended, reason="Жаңы саптар.")
    do(world, acts.approve, world.approver, amended, resolution="№ 5", on=DAY)
    today(date(2027, 1, 1))
    assert interim(world, 1).total == som("20833.32")
    assert amounts(world) == {
        (AIMAK, "local_own", False): som("8333.33"),
        ("S-1001", "local_own", False): som("4166.66"),
        (AIMAK, "republican", False): som("8333.33"),
    }
    today(date(2027, 7, 31))
    interim(world, 7)
    assert amounts(world)[AIMAK, "local_own", False] == som("58333.33")
    assert amounts(world)["S-1002", "local_own", False] == som("0.06")
    today(date(2027, 12, 1))
    interim(world, 12)
    assert amounts(world) == {
        (AIMAK, "local_own", False): som(100_000),
        ("S-1001", "local_own", False): som(50_000),
        ("S-1002", "local_own", False): som("0.11"),
        (AIMAK, "republican", False): som(100_000),
    }
    assert statuses(world) == ["superseded", "superseded", "interim"]
    sound(world)


def test_no_month_is_opened_before_it_began_or_twice(world: World, today: Freeze) -> None:
    how = {"order": "Б-1", "on": DAY}

    def code(year: int = NEXT, **changes: object) -> str:
        return refused(world, acts.open_interim, world.approver, AIMAK, year, **how | changes).code

    today(date(2026, 12, 31))
    assert code(month=1) == "interim.month_not_begun"
    today(date(2027, 2, 28))
    assert code(month=3) == "interim.month_not_begun"
    assert code(month=0) == code(month=13) == "interim.no_such_month"
    assert code(month=1, order=" ") == "interim.needs_order"
    assert code(month=1, on=date(2027, 3, 1)) == "date.in_future"
    assert code(1999, month=1) == "budget.no_such_year"
    assert code(YEAR, month=1) == "interim.already_approved"
    assert code(YEAR - 1, month=1) == "interim.nothing_before"
    interim(world, 2)
    assert code(month=2) == code(month=1) == "interim.month_open"
    for actor in (world.officer, world.council, held(70, (Role.APPROVER, DISTRICT))):
        with pytest.raises(NotPermitted):
            do(world, acts.open_interim, actor, AIMAK, NEXT, month=2, **how)


def test_a_resolution_supersedes_the_twelfths_and_is_bound_by_their_contracts(
    world: World, today: Freeze
) -> None:
    today(date(2027, 1, 10))
    interim(world, 1)
    fire = found(world)
    commitment = claim(world, fire, 8_000)
    told = refused(
        world,
        acts.commit,
        world.officer,
        [acts.Request(fire, 2, 2, "S-1001", "emergency", "FIR-01", som("333.34"))],
    )
    assert told.facts["available"] == som("333.33")
    version = draft(world, line(400, "S-1002"), line(9_000, category="food", source="republican"))
    told = refused(world, acts.submit, world.officer, version)
    assert (told.code, told.facts["committed"]) == ("line.below_committed", som(8_000))
    with world.act() as session:
        acts.allocate(session, world.officer, version, line(8_000))
    do(world, acts.submit, world.officer, version)
    do(world, acts.approve, world.approver, version, resolution="№ 3", on=date(2027, 1, 10))
    assert statuses(world) == ["superseded", "approved"]
    assert amounts(world) == {
        ("S-1002", "local_own", False): som(400),
        (AIMAK, "republican", False): som(9_000),
        (AIMAK, "local_own", False): som(8_000),
    }
    assert found(world) == fire  # the line that was opened by twelfths, not another like it
    post(world, commitment, 8_000, "accepted")
    post(world, commitment, 8_000)
    assert refused(
        world, acts.open_interim, world.approver, AIMAK, NEXT, month=1, order="Б", on=DAY
    ).code == ("interim.already_approved")
    sound(world)


def test_a_draft_of_a_year_opened_by_twelfths_grows_line_by_line(
    world: World, today: Freeze
) -> None:
    today(date(2027, 1, 10))
    interim(world, 1)
    claim(world, found(world), 8_000)
    version = draft(world, line(400, "S-1002"))
    with world.act() as session:
        row = session.scalars(select(DraftLine).where(DraftLine.version_id == version)).one()
        acts.change_line(session, world.officer, row.id, line(300, "S-1002"))
        acts.allocate(session, world.officer, version, line(500, "S-1001"))
        acts.remove_line(session, world.officer, row.id)
    assert drafted(world) == {("S-1001", "local_own", False): som(500)}
    lower = line("7999.99")
    for told in (
        refused(world, acts.allocate, world.officer, version, lower),
        refused(world, acts.allocate_many, world.officer, AIMAK, NEXT, [lower]),
        refused(world, acts.replace_lines, world.officer, version, [line(500, "S-1001"), lower]),
        refused(world, acts.replace_lines, world.officer, version, [line(500, "S-1001")]),
    ):
        assert told.code == "line.below_committed"
    do(world, acts.replace_lines, world.officer, version, [line(8_000)])
    with world.act() as session:
        row = session.scalars(select(DraftLine).where(DraftLine.version_id == version)).one()
    for told in (
        refused(world, acts.change_line, world.officer, row.id, lower),
        refused(world, acts.change_line, world.officer, row.id, line(9_000, "S-1002")),
        refused(world, acts.remove_line, world.officer, row.id),
    ):
        assert told.code == "line.below_committed"


def test_a_later_month_keeps_what_transfers_moved_in_the_first(world: World, today: Freeze) -> None:
    today(date(2027, 1, 10))
    interim(world, 1)
    own = found(world, "S-1001")
    order(world, ask(world, found(world), own, "8333.33"))
    claim(world, own, "12499.99")
    today(date(2027, 2, 10))
    interim(world, 2)
    assert amounts(world)[AIMAK, "local_own", False] == som("8333.33")  # 16666.66 less what went
    assert amounts(world)["S-1001", "local_own", False] == som("16666.66")
    sound(world)


def test_a_transfer_within_twelfths_leaves_the_draft_of_the_year_alone(
    world: World, today: Freeze
) -> None:
    today(date(2027, 1, 10))
    interim(world, 1)
    do(world, acts.begin_as_last, world.officer, AIMAK, NEXT)
    before = drafted(world)
    order(world, ask(world, found(world), found(world, "S-1001"), 5_000))
    assert drafted(world) == before


# What a new year takes over


def test_a_year_begins_with_the_lines_of_the_last_that_come_again(world: World) -> None:
    amended = draft(
        world,
        line(700, "S-1002", carried=True),
        line(900, "S-1002", source="donor"),
        line(500, category="reserve"),
        year=YEAR,
        republican=100_000,
    )
    do(world, acts.submit, world.officer, amended, reason="Жаңы саптар.")
    do(world, acts.approve, world.approver, amended, resolution="№ 5", on=DAY)
    with pytest.raises(NotPermitted):
        do(world, acts.begin_as_last, world.approver, AIMAK, NEXT)
    version = do(world, acts.begin_as_last, world.officer, AIMAK, NEXT)
    assert drafted(world) == {
        (AIMAK, "local_own", False): som(100_000),
        ("S-1001", "local_own", False): som(50_000),
        (AIMAK, "republican", False): som(100_000),
    }
    with world.act() as session:
        ceilings = session.execute(
            select(Ceiling.source, Ceiling.amount)
            .where(Ceiling.budget_id == version.budget_id)
            .order_by(Ceiling.source)
        ).all()
        assert ceilings == [("local_own", som(150_000)), ("republican", som(100_000))]
    again = refused(world, acts.begin_as_last, world.officer, AIMAK, NEXT)
    assert again.code == "draft.has_lines"
    nothing = refused(world, acts.begin_as_last, world.officer, AIMAK, NEXT + 5)
    assert nothing.code == "interim.nothing_before"
    do(world, acts.submit, world.officer, version.id)


def spent(world: World) -> None:
    """Of last year's common fire money 60 000 is claimed, 20 000 of it paid."""
    post(world, claim(world, world.lines["fire"], 60_000), 20_000)


def carry(world: World) -> Decimal:
    return do(world, acts.carry_over, world.officer, AIMAK, NEXT)


def test_what_was_left_is_carried_over_to_the_tyiyn_and_once(world: World, today: Freeze) -> None:
    spent(world)
    assert refused(world, acts.carry_over, world.officer, AIMAK, NEXT).code == (
        "carry.year_not_over"
    )
    today(date(2026, 12, 31))
    assert refused(world, acts.carry_over, world.officer, AIMAK, NEXT).code == (
        "carry.year_not_over"
    )
    today(date(2027, 1, 1))
    with pytest.raises(NotPermitted):
        do(world, acts.carry_over, world.approver, AIMAK, NEXT)
    assert carry(world) == som(190_000)
    left = {
        (AIMAK, "local_own", True): som(40_000),
        ("S-1001", "local_own", True): som(50_000),
        (AIMAK, "republican", True): som(100_000),
    }
    assert drafted(world) == left
    assert refused(world, acts.carry_over, world.officer, AIMAK, NEXT).code == (
        "carry.nothing_left"
    )
    assert drafted(world) == left


def test_what_is_set_free_later_is_carried_over_by_a_second_time(
    world: World, today: Freeze
) -> None:
    commitment = claim(world, world.lines["fire"], 60_000)
    post(world, commitment, 20_000)
    today(date(2027, 1, 1))
    carry(world)
    do(world, acts.recommit, world.officer, {commitment: som(20_000)}, reason="Бүттү.")
    assert carry(world) == som(40_000)
    assert drafted(world)[AIMAK, "local_own", True] == som(80_000)


def test_ceilings_grow_by_what_is_carried_over_and_no_more(world: World, today: Freeze) -> None:
    today(date(2027, 1, 1))
    version = draft(world, line(1_000), local_own=1_000, voluntary=7)
    assert carry(world) == som(250_000)
    with world.act() as session:
        budget = session.get(Version, version).budget_id
        ceilings = dict(
            session.execute(
                select(Ceiling.source, Ceiling.amount).where(Ceiling.budget_id == budget)
            ).all()
        )
    assert ceilings == {
        "local_own": som(151_000),
        "republican": som(100_000),
        "voluntary": som(7),
    }


def test_a_line_and_its_carry_over_of_before_are_carried_over_as_one(
    world: World, today: Freeze
) -> None:
    amended = draft(world, line(700, carried=True), year=YEAR, republican=100_000)
    do(world, acts.submit, world.officer, amended, reason="Калдык.")
    do(world, acts.approve, world.approver, amended, resolution="№ 5", on=DAY)
    today(date(2027, 1, 1))
    carry(world)
    assert drafted(world)[AIMAK, "local_own", True] == som(100_700)


def test_what_a_transfer_moved_of_a_carry_over_does_not_come_in_again(
    world: World, today: Freeze
) -> None:
    today(date(2027, 1, 1))
    carry(world)
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, NEXT).id
    do(world, acts.submit, world.officer, version)
    do(world, acts.approve, world.approver, version, resolution="№ 3", on=date(2027, 1, 1))
    order(world, ask(world, found(world), found(world, "S-1001"), 30_000))
    told = refused(world, acts.carry_over, world.officer, AIMAK, NEXT)
    assert told.code == "carry.nothing_left"


def executed(world: World, year: int = YEAR, on: date = date(2027, 1, 1)) -> Stage:
    how = {"resolution": "№ 11", "on": on}
    return do(world, acts.report_execution, world.approver, AIMAK, year, **how)


def test_no_more_is_carried_over_than_the_execution_says_was_left(
    world: World, today: Freeze
) -> None:
    spent(world)
    today(date(2027, 1, 1))
    version = draft(world, line("90000.01", carried=True))
    executed(world)
    told = refused(world, acts.submit, world.officer, version)
    assert (told.code, told.facts) == (
        "line.over_remainder",
        {"source": "local_own", "by": som("0.01")},
    )
    with world.act() as session:
        row = session.scalars(select(DraftLine).where(DraftLine.version_id == version)).one()
        acts.change_line(session, world.officer, row.id, line(90_000, carried=True))
    do(world, acts.submit, world.officer, version)


def test_what_is_carried_over_is_judged_again_when_it_is_approved(
    world: World, today: Freeze
) -> None:
    today(date(2027, 1, 1))
    version = draft(world, line(150_000, carried=True))
    do(world, acts.submit, world.officer, version)
    claim(world, world.lines["fire"], 1)
    executed(world)
    how = {"resolution": "№ 3", "on": date(2027, 1, 1)}
    told = refused(world, acts.approve, world.approver, version, **how)
    assert (told.code, told.facts["by"]) == ("line.over_remainder", som(1))


# How a year ends


def test_the_execution_is_reported_after_the_year_with_its_sums_by_purse(
    world: World, today: Freeze
) -> None:
    spent(world)
    how = {"resolution": "№ 11", "on": date(2026, 12, 31)}
    today(date(2026, 12, 31))
    told = refused(world, acts.report_execution, world.approver, AIMAK, YEAR, **how)
    assert told.code == "year.not_over"
    today(date(2027, 2, 1))
    for change, code in (
        ({"on": date(2027, 1, 1), "resolution": ""}, "budget.needs_resolution"),
        ({"on": date(2027, 2, 2)}, "date.in_future"),
        ({"on": date(2026, 12, 31)}, "year.not_over"),
    ):
        again = refused(world, acts.report_execution, world.approver, AIMAK, YEAR, **how | change)
        assert again.code == code
    for actor in (world.officer, world.council, held(70, (Role.APPROVER, DISTRICT))):
        with pytest.raises(NotPermitted):
            do(world, acts.report_execution, actor, AIMAK, YEAR, **how)
        with pytest.raises(NotPermitted):
            do(world, acts.close_year, actor, AIMAK, YEAR)
    early = refused(world, acts.close_year, world.approver, AIMAK, YEAR)
    assert early.code == "year.wrong_stage"
    none = refused(world, acts.report_execution, world.approver, AIMAK, NEXT, **how)
    assert none.code == "year.no_budget"
    stage = executed(world, on=date(2027, 2, 1))
    assert stage.figures == {
        "local_own": {
            "planned": "15000000",
            "committed": "6000000",
            "accepted": "0",
            "paid": "2000000",
        },
        "republican": {"planned": "10000000", "committed": "0", "accepted": "0", "paid": "0"},
    }
    twice = refused(
        world,
        acts.report_execution,
        world.approver,
        AIMAK,
        YEAR,
        resolution="1",
        on=stage.document_on,
    )
    assert twice.code == "year.wrong_stage"
    sound(world)


def test_a_year_does_not_end_while_a_version_or_a_transfer_waits(
    world: World, today: Freeze
) -> None:
    today(date(2027, 1, 1))
    how = {"resolution": "№ 11", "on": date(2027, 1, 1)}
    transfer = ask(world, world.lines["fire"], world.lines["fire of S-1001"], 10)
    told = refused(world, acts.report_execution, world.approver, AIMAK, YEAR, **how)
    assert told.code == "transfer.waits"
    do(world, acts.refuse_transfer, world.approver, transfer, answer="Жыл бүттү.")
    version = draft(world, year=YEAR, local_own=200_000, republican=100_000)
    do(world, acts.submit, world.officer, version, reason="Кечиккен.")
    told = refused(world, acts.report_execution, world.approver, AIMAK, YEAR, **how)
    assert told.code == "year.still_open"
    do(world, acts.send_back, world.approver, version, reason="Жыл бүттү.")
    executed(world)


def test_a_reported_year_takes_nothing_new_and_pays_what_it_owes(
    world: World, today: Freeze
) -> None:
    open_draft = draft(world, year=YEAR, local_own=200_000, republican=100_000)
    commitment = claim(world, world.lines["fire"], 60_000)
    today(date(2027, 1, 1))
    executed(world)
    lines = world.lines["fire"], world.lines["fire of S-1001"]
    new = acts.Request(lines[0], 5, 5, "S-1001", "emergency", "FIR-01", som(1))
    officer = world.officer
    for told in (
        refused(world, acts.open_draft, officer, AIMAK, YEAR),
        refused(world, acts.submit, officer, open_draft, reason="Кеч."),
        refused(world, acts.commit, officer, [new]),
        refused(world, acts.recommit, officer, {commitment: som(60_001)}, reason="Кеч."),
        refused(world, acts.ask_transfer, officer, *lines, amount=som(1), reason="Кеч."),
    ):
        assert told.code == "budget.year_reported"
    post(world, commitment, 15_000, "accepted")
    post(world, commitment, 15_000)
    told = refused(world, acts.close_year, world.approver, AIMAK, YEAR)
    assert (told.code, told.facts) == (
        "year.open_commitments",
        {"lines": 1, "amount": som(45_000)},
    )
    do(world, acts.recommit, officer, {commitment: som(15_000)}, reason="Калганы керек эмес.")
    do(world, acts.close_year, world.approver, AIMAK, YEAR)
    sound(world)


def test_a_closed_year_refuses_whatever_would_touch_it(world: World, today: Freeze) -> None:
    open_draft = draft(world, year=YEAR, local_own=200_000, republican=100_000)
    commitment = claim(world, world.lines["fire"], 60_000)
    post(world, commitment, 60_000, "accepted")
    post(world, commitment, 60_000)
    today(date(2027, 1, 1))
    executed(world)
    do(world, acts.close_year, world.approver, AIMAK, YEAR)
    officer, lines = world.officer, (world.lines["fire"], world.lines["fire of S-1001"])
    new = acts.Request(lines[0], 5, 5, "S-1001", "emergency", "FIR-01", som(1))
    with world.act() as session:
        row = session.scalars(
            select(DraftLine).where(DraftLine.version_id == open_draft).limit(1)
        ).one()
    for told in (
        refused(world, acts.open_draft, officer, AIMAK, YEAR),
        refused(world, acts.allocate, officer, open_draft, line(1, "S-1002")),
        refused(world, acts.change_line, officer, row.id, line(1)),
        refused(world, acts.remove_line, officer, row.id),
        refused(world, acts.set_ceilings, officer, open_draft, {}),
        refused(world, acts.replace_lines, officer, open_draft, [line(1)]),
        refused(world, acts.allocate_many, officer, AIMAK, YEAR, [line(1)]),
        refused(world, acts.carry_over, officer, AIMAK, YEAR),
        refused(world, acts.submit, officer, open_draft, reason="Кеч."),
        refused(world, acts.put_to_hearing, officer, open_draft, due_on=DAY, venue="Клуб"),
        refused(world, acts.commit, officer, [new]),
        refused(world, acts.recommit, officer, {commitment: som(60_000)}, reason="Кеч."),
        refused(world, acts.ask_transfer, officer, *lines, amount=som(1), reason="Кеч."),
    ):
        assert told.code == "budget.year_closed"
    for amount, kind in ((-1, "paid"), (-1, "accepted")):
        with pytest.raises(Refusal, match=r"budget\.year_closed"):
            post(world, commitment, amount, kind)
    told = refused(world, acts.close_year, world.approver, AIMAK, YEAR)
    assert told.code == "year.wrong_stage"
    sound(world)


def test_a_closed_year_that_had_only_twelfths_opens_no_further_month(
    world: World, today: Freeze
) -> None:
    today(date(2027, 11, 5))
    interim(world, 11)
    today(date(2028, 1, 5))
    executed(world, NEXT, date(2028, 1, 5))
    how = {"month": 12, "order": "Б-12", "on": date(2028, 1, 5)}
    told = refused(world, acts.open_interim, world.approver, AIMAK, NEXT, **how)
    assert told.code == "budget.year_reported"
    do(world, acts.close_year, world.approver, AIMAK, NEXT)
    told = refused(world, acts.open_interim, world.approver, AIMAK, NEXT, **how)
    assert told.code == "budget.year_closed"


# What a line may say


def test_a_line_bears_only_codes_in_force_in_its_year(world: World) -> None:
    rows = [
        ("2222", "economic", date(2018, 1, 1), None),
        ("2223", "economic", date(2018, 1, 1), date(2027, 1, 1)),
        ("7092", "functional", date(2027, 12, 31), None),
        ("7093", "functional", date(2028, 1, 1), None),
    ]
    with world.act() as session:
        register.load(
            session,
            OPERATOR,
            COUNTRY,
            "classifications",
            [
                ClassificationRow(
                    code=code,
                    kind=kind,
                    name_ky=code,
                    name_ru=code,
                    valid_from=since,
                    valid_until=until,
                )
                for code, kind, since, until in rows
            ],
        )
    version = draft(world, line(1, code="2222", function="7092"))
    for change, code in (
        ({"code": "9999"}, "line.code_unknown"),
        ({"code": "2223"}, "line.code_not_in_force"),
        ({"function": "2222"}, "line.function_unknown"),
        ({"function": "7093"}, "line.function_not_in_force"),
    ):
        told = refused(world, acts.allocate, world.officer, version, line(1, **change))
        assert told.code == code
        many = refused(world, acts.allocate_many, world.officer, AIMAK, NEXT, [line(1, **change)])
        assert many.code == code
        rows_ = refused(world, acts.replace_lines, world.officer, version, [line(1, **change)])
        assert rows_.code == code
    before = do(world, acts.open_draft, world.officer, AIMAK, YEAR).id
    do(world, acts.allocate, world.officer, before, line(0, code="2223"))


def test_quarters_that_do_not_make_up_the_line_are_refused(world: World) -> None:
    version = draft(world, line(4, quarters=(som(1),) * 4))
    for quarters in (
        (som(1), som(1), som(1)),
        (som(1), som(1), som(1), som("1.01")),
        (som(5), som(-1), ZERO, ZERO),
        (som(4), ZERO, ZERO, ZERO, ZERO),
    ):
        told = line(4, "S-1001", quarters=quarters)
        assert refused(world, acts.allocate, world.officer, version, told).code == (
            "line.quarters_differ"
        )


def test_a_reserve_is_the_places_own_and_pays_for_nothing(world: World) -> None:
    version = draft(world, line(4, category="reserve"))
    told = refused(
        world, acts.allocate, world.officer, version, line(4, "S-1001", category="reserve")
    )
    assert told.code == "line.reserve_elsewhere"
    do(world, acts.submit, world.officer, version)
    do(world, acts.approve, world.approver, version, resolution="№ 3", on=DAY)
    request = acts.Request(found(world), 1, 1, "S-1001", "emergency", "FIR-01", som(1))
    told = refused(world, acts.commit, world.officer, [request])
    assert told.code == "funding.other_purpose"


def test_a_line_is_not_cut_below_its_contracts_by_any_way_of_entering(world: World) -> None:
    claim(world, world.lines["fire"], 60_000)
    version = draft(world, year=YEAR, local_own=200_000, republican=100_000)
    with world.act() as session:
        row = session.scalars(
            select(DraftLine).where(
                DraftLine.version_id == version, DraftLine.line_id == world.lines["fire"]
            )
        ).one()
    lower = line("59999.99", line_id=world.lines["fire"])
    for told in (
        refused(world, acts.change_line, world.officer, row.id, lower),
        refused(world, acts.remove_line, world.officer, row.id),
        refused(world, acts.replace_lines, world.officer, version, [lower]),
        refused(world, acts.replace_lines, world.officer, version, [line(1, "S-1002")]),
    ):
        assert told.code == "line.below_committed"
    do(world, acts.change_line, world.officer, row.id, line(60_000, line_id=row.line_id))
    told = do(world, acts.allocate_many, world.officer, AIMAK, YEAR, [line("0.01")])
    assert (told.added, told.raised) == (0, 1)


def test_who_may_do_what_with_the_year_of_a_budget(world: World, today: Freeze) -> None:
    """Nobody but the people of the place itself; each role only what is its own."""
    version = draft(world, line(400))
    hearing = put(world, version)
    transfer = ask(world, world.lines["fire"], world.lines["fire of S-1001"], 10)
    today(date(2027, 1, 5))
    day = date(2027, 1, 5)
    office = {
        acts.open_draft: ((AIMAK, YEAR), {}),
        acts.put_to_hearing: ((version,), {"due_on": day, "venue": "Клуб"}),
        acts.announce_hearing: ((AIMAK, YEAR), {"due_on": day, "venue": "Клуб"}),
        acts.call_off: ((hearing,), {"reason": "Себеп."}),
        acts.revise: ((version,), {}),
        acts.submit: ((version,), {}),
        acts.carry_over: ((AIMAK, YEAR), {}),
    }
    approver = {
        acts.order_transfer: ((transfer,), {"order": "Б", "on": day}),
        acts.open_interim: ((AIMAK, NEXT), {"month": 1, "order": "Б", "on": day}),
        acts.report_execution: ((AIMAK, YEAR), {"resolution": "1", "on": day}),
        acts.close_year: ((AIMAK, YEAR), {}),
    }
    strangers = [
        world.other_officer,
        world.council,
        world.school,
        held(80),
        held(81, (Role.EDITOR, COUNTRY)),
    ]
    strangers += [held(82, (Role.OFFICER, DISTRICT), (Role.APPROVER, DISTRICT))]
    for theirs, others in ((office, world.approver), (approver, world.officer)):
        for act, (keys, values) in theirs.items():
            for actor in (*strangers, others):
                with pytest.raises(NotPermitted):
                    do(world, act, actor, *keys, **values)
    with world.act() as session:
        assert session.get(Transfer, transfer).status == "asked"
        assert session.scalars(select(Budget.stage)).all() == [None, None]
