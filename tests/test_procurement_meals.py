"""Meals: days are counted, a day not counted is unknown, and som per child follow one line."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Actor, Role
from core.errors import NotPermitted, Refusal
from core.money import ZERO, som
from journal import audit
from journal.models import Entry
from procurement import acts as procurement
from procurement import meal_rules as rules
from procurement.acts import DayCount, MenuValues
from procurement.meal_rules import Chain, Eaten, Link
from procurement.models import MealDay, MealMonth, PurchaseLine
from procurement.reports import meal_days, meals
from procurement.reports.meals import SchoolFood
from register import profile
from register import reports as register
from register.school_days import SchoolDays, school_days
from standard.acts import passports
from tests.world import AIMAK, COUNTRY, DISTRICT, OTHER_AIMAK, YEAR, World, extinguishers, held
from tracker.recounts import RECOUNTS

MONDAY = date(2026, 3, 2)
WEEK = [MONDAY + timedelta(days=i) for i in range(5)]
SUNDAY = MONDAY + timedelta(days=6)
AUGUST = date(2026, 8, 3)
CHILDREN = 420
DISTRICT_OFFICER = held(21, (Role.OFFICER, DISTRICT))
"""Whose passports the tests fill in."""


def peopled(world: World, school: str = "S-1001", children: int = CHILDREN) -> None:
    """A passport that says how many children of grades 1–4 there are."""
    with world.act() as session:
        facts = {"pupil": str(children + 80), "pupil_primary": str(children)}
        passports.fill(session, DISTRICT_OFFICER, school, YEAR, facts)


def counted(
    world: World,
    served: Sequence[int | None],
    school: str = "S-1001",
    first: date = MONDAY,
    **how: object,
) -> None:
    """Days in a row; None is a day nobody counted."""
    days = [
        DayCount(first + timedelta(days=i), number)
        for i, number in enumerate(served)
        if number is not None
    ]
    say(world, days, school, **how)


def say(world: World, days: list[DayCount], school: str = "S-1001", **how: object) -> None:
    """The act, by the school or whoever is named."""
    actor = how.pop("actor", world.school)
    assert isinstance(actor, Actor)
    with world.act() as session:
        procurement.count_meals(session, actor, school, days, **how)


def bread(world: World, **changes: object) -> int:
    """A contract for bread, 60 000 som, 3/4 of it for S-1001; a purchase of food planned."""
    line = extinguishers(world.lines["food"]).lines[0]
    food = replace(
        line,
        title="Нан",
        requirement="FOD-02",
        quantity=Decimal(1000),
        unit="кг",
        unit_price=som(60),
        shares=tuple(
            replace(share, quantity=Decimal(part))
            for share, part in zip(line.shares, (750, 250), strict=True)
        ),
    )
    return world.contract(world.purchase(title="Нан", lines=(food,), **changes))


def food_of(world: World, school: str = "S-1001", today: date = SUNDAY) -> SchoolFood:
    """What is known of a school's food on a day."""
    with world.act() as session:
        within = register.within([school])
        calendar = school_days(session)
        return meals.of_schools(session, [school], within, YEAR, calendar, today)[school]


def problems(session: Session) -> list[object]:
    """What an audit finds."""
    return audit.problems(session, audit.journaled(), RECOUNTS)


# Rules

LINKS = st.builds(
    rules.link,
    st.none() | st.integers(0, 10**9).map(Decimal),
    st.none() | st.integers(0, 2000),
    st.integers(0, 200),
)


@st.composite
def eaten(draw: st.DrawFn) -> tuple[Eaten, int]:
    """What a school says of some days of school, and how many of these nobody spoke of."""
    days = [MONDAY + timedelta(days=i) for i in range(draw(st.integers(1, 20)))]
    said = {day: draw(st.sampled_from(["counted", "closed", "unknown"])) for day in days}
    part = {word: [day for day in days if said[day] == word] for word in said.values()}
    children = draw(st.none() | st.integers(1, 500))
    known = part.get("counted", [])
    told = rules.eaten(
        som(draw(st.integers(0, 10**6))),
        children,
        due=days,
        counted=known,
        closed=part.get("closed", []),
        meals=sum(draw(st.integers(0, children or 500)) for _day in known),
    )
    return told, len(part.get("unknown", []))


@settings(max_examples=60, deadline=None)
@given(eaten())
def test_a_day_nobody_counted_is_unknown_and_never_zero(of: tuple[Eaten, int]) -> None:
    told, unknown = of
    assert told.unknown == unknown
    assert told.counted + told.closed + told.unknown == told.due
    if told.schools and told.high is not None:
        if unknown == 0:
            assert told.low == told.high
        elif told.most is not None:
            assert told.low is not None
            assert told.low <= told.high
        else:
            assert told.low is None


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(LINKS, LINKS, LINKS, eaten()), max_size=5))
def test_schools_add_up_to_their_place_in_money_and_in_days_of_children(parts: list) -> None:
    chains = [Chain(*links, told) for *links, (told, _unknown) in parts]
    place = rules.together(chains)
    for name in ("budgeted", "contracted", "delivered"):
        own = [getattr(chain, name) for chain in chains]
        whole = getattr(place, name)
        assert whole.amount == sum((one.amount for one in own), ZERO)
        assert whole.child_days == sum(one.child_days for one in own)
        assert whole.schools == sum(one.each is not None for one in own)
    said = [chain.eaten for chain in chains if chain.eaten.schools]
    assert place.eaten.meals == sum(one.meals for one in said)
    assert place.eaten.unknown == sum(one.unknown for one in said)
    assert place.eaten.amount == sum((one.amount for one in said), ZERO)


def test_five_days_of_420_pupils_by_the_norm_of_14_som() -> None:
    """By the norm 29 400 som; 28 980 came; 2 070 ate; a day that is missing leaves two bounds."""
    norm = profile.load().meal_norm(MONDAY)
    assert norm is not None
    assert norm.amount == 14
    assert rules.by_the_norm(norm.amount, CHILDREN * 5) == 29_400
    came, meals_of_week = som(28_980), 2_070
    assert rules.link(came, CHILDREN, 5).each == som("13.80")
    whole = rules.eaten(came, CHILDREN, due=WEEK, counted=WEEK, closed=[], meals=meals_of_week)
    assert (whole.low, whole.high, whole.unknown) == (som("14.00"), som("14.00"), 0)
    four = rules.eaten(came, CHILDREN, due=WEEK, counted=WEEK[:4], closed=[], meals=1_656)
    assert (four.unknown, four.most) == (1, 420)
    assert (four.low, four.high) == (som("13.96"), som("17.50"))
    shut = rules.eaten(came, CHILDREN, due=WEEK, counted=WEEK[:4], closed=WEEK[4:], meals=1_656)
    assert (shut.low, shut.high, shut.unknown) == (som("17.50"), som("17.50"), 0)
    stranger = rules.eaten(came, None, due=WEEK, counted=WEEK[:4], closed=[], meals=1_656)
    assert (stranger.low, stranger.high) == (None, som("17.50"))
    silent = rules.eaten(came, CHILDREN, due=WEEK, counted=[], closed=[], meals=0)
    assert (silent.high, silent.why, silent.unknown) == (None, rules.NOT_COUNTED, 5)
    hungry = rules.eaten(came, CHILDREN, due=WEEK, counted=WEEK, closed=[], meals=0)
    assert (hungry.high, hungry.why, hungry.unknown) == (None, rules.NOBODY_ATE, 0)


def test_what_cannot_be_said_says_why() -> None:
    assert rules.link(None, 10, 5) == Link(why=rules.NO_MONEY)
    assert rules.link(som(10), None, 5) == Link(why=rules.NO_CHILDREN)
    assert rules.link(som(10), 10, 0) == Link(why=rules.NO_DAYS)
    assert rules.together([Chain(Link(why=rules.NO_MONEY))]).budgeted.why == rules.NO_MONEY
    assert rules.quartiles([som(1), som(2), som(3)]) is None
    assert rules.quartiles([som(1), som(2), som(3), som(4)]) == (
        som("1.75"),
        som("2.5"),
        som("3.25"),
    )


def test_days_that_two_menus_share_count_once_and_a_contract_without_one_feeds_always() -> None:
    first, second = (WEEK[0], WEEK[3]), (WEEK[2], WEEK[4])
    assert rules.covered([first, second], WEEK) == 4
    assert rules.covered([first, None], WEEK) == 5
    assert rules.covered([], WEEK) == 0


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(1, 28)))
def test_days_of_a_month_come_back_from_their_marks(days: set[int]) -> None:
    dates = [date(2026, 2, day) for day in sorted(days)]
    assert list(rules.marked(rules.marks(dates), 2026, 2)) == dates


def test_before_2024_zones_had_norms_of_their_own_and_the_zone_of_a_school_is_not_recorded() -> (
    None
):
    norms = profile.load().meal_norms
    assert rules.norm_on(norms, date(2023, 5, 5)) is None
    now = rules.norm_on(norms, date(2026, 5, 5))
    assert now is not None
    assert (now.amount, now.standing) == (14, "sourced")


def test_the_calendar_knows_weekends_holidays_and_the_end_of_lessons() -> None:
    known = profile.load()
    special = {date(2026, 3, 20): False, date(2026, 3, 7): True}
    calendar = SchoolDays(known.calendar.weekend, known.school_year, special)
    assert not calendar.is_free(MONDAY)
    assert calendar.is_free(SUNDAY)
    assert calendar.is_free(AUGUST)
    assert calendar.is_free(date(2026, 3, 20))
    assert not calendar.is_free(date(2026, 3, 7))
    assert calendar.between(MONDAY, SUNDAY) == (*WEEK, date(2026, 3, 7))
    assert known.school_year.standing == "default"


# Acts


def test_a_week_is_counted_at_once_put_right_with_a_reason_and_stands_in_the_journal(
    world: World,
) -> None:
    peopled(world)
    counted(world, [410, 415, None, 400, 405])
    counted(world, [410, 415])  # says the same: nothing is written
    with pytest.raises(Refusal) as refused:
        counted(world, [411])
    assert (refused.value.code, refused.value.field) == ("meals.counted_already", "2026-03-02")
    counted(world, [411], reason="Бир бала кийин келди.")
    with world.act() as session:
        days = meal_days.of_days(session, "S-1001", MONDAY, SUNDAY)
        assert [(day.served, day.versions) for day in days.values()] == [
            (411, 2),
            (415, 1),
            (400, 1),
            (405, 1),
        ]
        leaves = session.scalars(
            select(Entry.leaf).where(Entry.table == "meal_days").order_by(Entry.number)
        ).all()
        assert len(leaves) == 5
        assert '"served":"410"' in leaves[0]
        assert "Бир бала кийин келди." in leaves[4]
        month = session.scalars(select(MealMonth)).one()
        assert (month.served, month.counted, month.closed) == (1631, 0b110110, 0)
        assert problems(session) == []
        month.served += 1
        session.flush()
        assert [found.code for found in problems(session)] == ["sum.differs"]
        session.rollback()


def test_a_day_without_lessons_is_not_a_day_nobody_spoke_of(world: World) -> None:
    peopled(world)
    shut = DayCount(WEEK[1], None, note="Карантин")
    say(world, [DayCount(WEEK[0], 400), shut])
    food = food_of(world)
    told = food.chain.eaten
    assert (told.counted, told.closed, told.unknown) == (1, 1, told.due - 2)
    say(world, [DayCount(WEEK[1], 300)], reason="Сабак болгон экен.")
    told = food_of(world).chain.eaten
    assert (told.counted, told.closed) == (2, 0)


def test_a_free_day_that_was_worked_counts_beside_the_calendar(world: World) -> None:
    peopled(world)
    say(world, [DayCount(SUNDAY, 50, worked=True), DayCount(MONDAY, 400)])
    food = food_of(world)
    assert (food.chain.eaten.extra, food.chain.eaten.counted) == (1, 1)
    assert food.told.meals == 450


REFUSED = [
    ("meals.nothing_said", []),
    ("date.in_future", [DayCount(date(2999, 9, 1), 10)]),
    ("meals.free_day", [DayCount(SUNDAY, 10)]),
    ("meals.free_day", [DayCount(AUGUST, 10)]),
    ("meals.free_anyway", [DayCount(SUNDAY, None, note="Дем алыш")]),
    ("meals.why_closed", [DayCount(MONDAY, None)]),
    ("meals.no_count", [DayCount(MONDAY, -1)]),
    ("meals.no_count", [DayCount(MONDAY, 10, present=20_000)]),
    ("meals.more_than_came", [DayCount(MONDAY, 10, present=9)]),
    ("meals.more_than_pupils", [DayCount(MONDAY, 421)]),
    ("meals.more_than_pupils", [DayCount(MONDAY, 420, present=421)]),
    ("meals.day_twice", [DayCount(MONDAY, 10), DayCount(MONDAY, 10)]),
    ("meals.long_text", [DayCount(MONDAY, 10, note="а" * 301)]),
    ("record.changed_meanwhile", [DayCount(MONDAY, 10)]),
]


def test_what_cannot_be_is_refused_and_nothing_of_the_week_is_kept(world: World) -> None:
    peopled(world)
    for code, days in REFUSED:
        seen = 7 if code == "record.changed_meanwhile" else None
        with pytest.raises(Refusal) as refused:
            say(world, [*days, DayCount(WEEK[3], 1)] if days else days, seen=seen)
        assert refused.value.code == code
    with world.act() as session:
        assert session.scalars(select(MealDay)).all() == []


def test_more_children_than_pupils_need_a_sentence_and_unknown_pupils_set_no_limit(
    world: World,
) -> None:
    counted(world, [900])
    peopled(world)
    say(world, [DayCount(WEEK[1], 430, note="Коңшу мектептин балдары да тамактанды.")])
    assert food_of(world).told.meals == 1330


STRANGERS = [
    held(1, (Role.SCHOOL, "S-1002")),
    held(2, (Role.OFFICER, OTHER_AIMAK)),
    held(3, (Role.COUNCIL, DISTRICT)),
    held(4, (Role.APPROVER, AIMAK)),
    held(5, (Role.EDITOR, COUNTRY)),
]


def test_only_the_school_and_officers_above_it_count(world: World) -> None:
    for stranger in STRANGERS:
        with pytest.raises(NotPermitted):
            counted(world, [10], actor=stranger)
    counted(world, [10], actor=world.officer)
    counted(world, [None, 10], actor=DISTRICT_OFFICER)


def test_schools_that_count_are_asked_for_the_days_of_this_week(world: World) -> None:
    with world.act() as session:
        calendar = school_days(session)
        assert meal_days.owed(session, [AIMAK], calendar, WEEK[2]) == ()
    counted(world, [10, None, 10])
    with world.act() as session:
        [owed] = meal_days.owed(session, [AIMAK], calendar, WEEK[3])
        assert (owed.school, owed.days) == ("S-1001", (WEEK[1], WEEK[3]))
        assert meal_days.owed(session, [OTHER_AIMAK], calendar, WEEK[3]) == ()
        assert meal_days.owed(session, ["S-1001"], calendar, AUGUST) == ()


# The chain


def test_one_line_from_the_budget_to_the_plate(world: World) -> None:
    """
    A line of 100 000 som for the place; contracts give S-1001 45 000 of it; a third came.
    """
    peopled(world, children=100)
    contract = bread(world)
    world.accepted(world.delivered(contract, {"S-1001": 250}))
    counted(world, [90, 80, None, 85, 95])
    food = food_of(world)
    chain, days = food.chain, food.days
    assert chain.budgeted == Link(som(45_000), 100 * days, 1)  # a contract assigned it
    assert chain.contracted == Link(som(45_000), 100 * days, 1)
    assert chain.delivered == Link(som(15_000), 100 * food.so_far, 1)
    assert (chain.eaten.amount, chain.eaten.meals) == (som(15_000), 350)
    assert chain.eaten.high == som("42.86")
    assert chain.eaten.most == chain.eaten.unknown * 100
    other = food_of(world, "S-1002")
    assert other.chain.contracted.why == rules.NO_CHILDREN
    assert other.chain.eaten.why == rules.NOT_COUNTED
    with world.act() as session:
        calendar = school_days(session)
        norms = profile.load().meal_norms
        march = meals.months(session, food, YEAR, calendar, norms, SUNDAY)[-1]
        assert (march.month, march.due, march.counted, march.unknown) == (3, 5, 4, 1)
        assert (march.meals, march.normed, march.accepted) == (350, som(4_900), som(15_000))
        january = meals.months(session, food, YEAR, calendar, norms, SUNDAY)[0]
        assert (january.meals, january.normed, january.unknown) == (None, None, january.due)


def test_dishes_and_help_in_kind_are_no_food(world: World) -> None:
    peopled(world, children=100)
    line = extinguishers(world.lines["food"]).lines[0]
    world.contract(world.purchase(lines=(replace(line, requirement="FOD-11"),)))
    food = food_of(world)
    assert food.contracts == ()
    assert food.chain.contracted.why == rules.NO_MONEY
    assert [one.amount for one in food.planned] == [ZERO]


MENU = MenuValues(
    title="Он күндүк меню",
    language="ky",
    days=["Ботко, нан, чай", "", "Шорпо,  нан, компот"],
    children=100,
    since=MONDAY,
    until=WEEK[4],
)


def line_of(world: World, contract: int) -> int:
    """The purchase line of a contract's first line."""
    with world.act() as session:
        return session.scalars(select(PurchaseLine.id).where(PurchaseLine.title == "Нан")).one()


def menu(world: World, line: int, values: MenuValues = MENU, **how: object) -> None:
    """The menu of a purchase line, by the officer or whoever is named."""
    with world.act() as session:
        procurement.set_menu(session, how.pop("actor", world.officer), line, values, **how)


def test_a_menu_says_on_which_days_a_contract_feeds(world: World) -> None:
    peopled(world, children=100)
    line = line_of(world, bread(world))
    menu(world, line)
    food = food_of(world)
    assert food.covered == 4
    assert food.chain.contracted.each == som("112.50")
    with pytest.raises(Refusal) as refused:
        menu(world, line)
    assert (refused.value.code, refused.value.field) == ("menu.needs_reason", "reason")
    menu(world, line, replace(MENU, until=SUNDAY), reason="Дагы бир күн.", seen=1)
    with world.act() as session:
        [told] = meals.menus(session, "S-1001", YEAR)
        assert told.days == ("Ботко, нан, чай", "Шорпо, нан, компот")
        assert (told.until, told.version, told.contracted) == (SUNDAY, 2, som(60_000))
        assert meals.menus(session, "S-1003", YEAR) == ()
        assert problems(session) == []


FAULTS: list[tuple[str, dict[str, object]]] = [
    ("practice.language", {"language": "de"}),
    ("menu.no_children", {"children": 0}),
    ("menu.period", {"until": MONDAY}),
    ("menu.period", {"until": date(2027, 9, 1)}),
    ("menu.no_days", {"days": ["", " "]}),
    ("menu.no_days", {"days": ["Ботко"] * 32}),
    ("menu.no_text", {"title": " "}),
    ("meals.long_text", {"days": ["а" * 301]}),
    ("record.changed_meanwhile", {}),
    ("text.holds_personal_data", {"days": ["Ботко +996 555 123456"]}),
]


def test_a_menu_that_cannot_be_is_refused(world: World) -> None:
    line = line_of(world, bread(world))
    for code, changes in FAULTS:
        seen = 3 if not changes else None
        with pytest.raises(Refusal) as refused:
            menu(world, line, replace(MENU, **changes), seen=seen)
        assert refused.value.code == code


def test_only_food_that_is_published_has_a_menu_and_only_its_officer_writes_it(
    world: World,
) -> None:
    with pytest.raises(NotPermitted):
        menu(world, line_of(world, bread(world)), actor=world.other_officer)
    world.purchase()
    with world.act() as session:
        procurement.draft(session, world.officer, AIMAK, YEAR, extinguishers(world.lines["fire"]))
        of = select(PurchaseLine.id).where(PurchaseLine.title != "Нан").order_by(PurchaseLine.id)
        planned, drafted = session.scalars(of)
    for line, code in ((planned, "menu.not_food"), (drafted, "menu.draft")):
        with pytest.raises(Refusal) as refused:
            menu(world, line)
        assert refused.value.code == code
