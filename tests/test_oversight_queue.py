"""The queue of a council: its order and filters, the desk, and the base rate beside a flag."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import event

from core import clock
from core.money import som
from oversight.kept.models import FlagTotal, RaisedFlag
from oversight.reports import rates
from oversight.reviews import acts as reviews
from oversight.reviews.reports import queue
from oversight.reviews.reports.queue import Wanted
from oversight.reviews.rules import Subject
from tests.test_oversight_reviews import MEMBER, OPENLY, flagged, raise_flags
from tests.world import AIMAK, COUNTRY, DISTRICT, OBLAST, OTHER_AIMAK, YEAR, World

__all__ = ["flagged"]


def test_the_queue_is_sorted_filtered_and_never_asks_more_for_more_rows(world: World) -> None:
    world.purchase()
    raise_flags(world, Subject(1, AIMAK, YEAR, "R017"), Subject(0, AIMAK, YEAR, "S07"))
    with world.act() as session:
        assert queue.page(session, DISTRICT, Wanted(YEAR), 21).count == 2
        few = counted(session, lambda: queue.page(session, DISTRICT, Wanted(YEAR), 21))
    many = [Subject(number, AIMAK, YEAR, "R017") for number in range(2, 62)]
    raise_flags(world, *many)
    raise_flags(world, Subject(99, AIMAK, YEAR, "R068"), severity="blocks", amount=som(1))
    raise_flags(world, Subject(98, OTHER_AIMAK, YEAR, "R011"), since=clock.today() + timedelta(9))
    with world.act() as session:
        page = queue.page(session, DISTRICT, Wanted(YEAR), 21, 1)
        assert counted(session, lambda: queue.page(session, DISTRICT, Wanted(YEAR), 21)) == few
        assert (len(page.rows), page.count, page.last) == (50, 64, 2)
        assert page.rows[0].subject.flag == "R068"  # what our own acts refuse comes first
        sums = [row.amount for row in page.rows[1:]]
        assert sums == sorted(sums, reverse=True)
        for wanted, count in (
            (Wanted(YEAR, flag="S07"), 1),
            (Wanted(YEAR, severity="blocks"), 1),
            (Wanted(YEAR, answered=True), 0),
            (Wanted(YEAR, least=som(59_000)), 2),
            (Wanted(YEAR, most=som(999)), 1),
            (Wanted(YEAR, place=OTHER_AIMAK), 1),
            (Wanted(YEAR, place=OBLAST), 64),  # never beyond its own places
            (Wanted(YEAR, requirement="FIR-01"), 1),
            (Wanted(YEAR, since=clock.today() + timedelta(1)), 1),
            (Wanted(YEAR, state="mine"), 0),
            (Wanted(YEAR + 1), 0),
        ):
            assert len(queue.everything(session, DISTRICT, wanted, 21)) == count, wanted
        assert queue.page(session, OTHER_AIMAK, Wanted(YEAR), 21).count == 1
        assert queue.latest_year(session, DISTRICT) == YEAR


def counted(session, ask: Callable[[], object]) -> int:
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        statements.append(statement)

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    ask()
    event.remove(engine, "before_cursor_execute", note)
    return len(statements)


def test_what_is_not_raised_any_more_can_still_be_taken_off_the_desk(flagged: World) -> None:
    with flagged.act() as session:
        reviews.take(session, MEMBER, DISTRICT, [OPENLY])
        session.delete(session.get_one(RaisedFlag, OPENLY.key))
    with flagged.act() as session:
        assert queue.gone(session, DISTRICT, 21) == (OPENLY,)
        assert queue.gone(session, DISTRICT, 22) == ()
        reviews.release(session, MEMBER, DISTRICT, OPENLY)
        assert queue.gone(session, DISTRICT, 21) == ()


def test_a_base_rate_leaves_out_what_cannot_be_said(world: World) -> None:
    with world.act() as session:
        for scope, counts in ((AIMAK, (1, 2, 90)), (DISTRICT, (3, 38, 7)), (COUNTRY, (5, 95, 0))):
            names = ("raised", "not_raised", "cannot_say")
            total = dict(zip(names, counts, strict=True))
            session.add(FlagTotal(scope=scope, year=YEAR, flag="R017", **total))
        session.flush()
        found = rates.beside(session, AIMAK, YEAR)["R017"]
        assert [(place, one.raised, one.told, one.few) for place, one in found] == [
            (AIMAK, 1, 3, True),
            (DISTRICT, 3, 41, False),
            (COUNTRY, 5, 100, False),
        ]
        assert [one.cannot_say for _, one in found] == [90, 7, 0]
