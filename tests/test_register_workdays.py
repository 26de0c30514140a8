"""The clock of answers: over weekends, holidays and free days that are worked."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.words import Words
from register import profile
from register.profile_facts import Term
from register.workdays import Workdays, workdays
from tests.world import World

DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))
CALENDARS = st.builds(
    Workdays,
    weekend=st.just((6, 7)),
    special=st.dictionaries(DAYS, st.booleans(), max_size=40),
)


def term(days: int, unit: str) -> Term:
    """A term without a law."""
    return Term("any", Words("мөөнөт"), days, unit, None, "default", "—")


@settings(deadline=None)
@given(CALENDARS, DAYS, st.integers(1, 30))
def test_a_term_in_working_days_holds_exactly_so_many(
    known: Workdays, start: date, days: int
) -> None:
    end = known.end(term(days, "working_days"), start)
    passed = [start + timedelta(days=i) for i in range(1, (end - start).days + 1)]
    assert not known.is_free(end)
    assert sum(not known.is_free(day) for day in passed) == days


@settings(deadline=None)
@given(CALENDARS, DAYS, st.integers(1, 30))
def test_a_term_in_calendar_days_ends_on_the_first_working_day_from_then_on(
    known: Workdays, start: date, days: int
) -> None:
    end = known.end(term(days, "calendar_days"), start)
    last = start + timedelta(days=days)
    between = [last + timedelta(days=i) for i in range((end - last).days)]
    assert end >= last
    assert not known.is_free(end)
    assert all(known.is_free(day) for day in between)


def test_two_weeks_end_on_a_working_day(
    lasting_world: World, sqlite_only: str, table: list[dict[str, str]]
) -> None:
    """
    start       due
    2026-03-02  2026-03-16
    2026-03-06  2026-03-20
    2026-03-07  2026-03-23
    """
    asked = profile.load().term("answer_to_question", date(2026, 3, 2))
    assert asked is not None
    with lasting_world.act() as session:
        known = workdays(session)
    for row in table:
        assert known.end(asked, date.fromisoformat(row["start"])).isoformat() == row["due"]
