"""Voluntary gifts: who may enter them, how they are put right, and what is told of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, inspect
from sqlalchemy.orm import Session

from budgets import acts as budgets
from budgets import gift_rules as rules
from budgets.acts import gifts as acts
from budgets.acts.gifts import GiftValues
from budgets.models import Gift, GiftReport, GiftReversal
from budgets.reports import gift_entries, gift_reports, gifts
from budgets.reports.gifts import Received
from core import clock
from core.access import Actor, Role
from core.errors import NotPermitted, Refusal
from core.money import ZERO, som
from journal import audit
from journal.verify import problems as verified
from tests.world import AIMAK, COUNTRY, DISTRICT, OTHER_AIMAK, World, held
from tracker.recounts import RECOUNTS

FEBRUARY = date(2026, 2, 10)
MAY = date(2026, 5, 20)
VALUES = GiftValues(
    on=FEBRUARY,
    kind="money",
    value=som(12_000),
    about="Спорт залга",
    category="emergency",
    requirement=None,
    document="bank",
    document_number="17",
    document_on=FEBRUARY,
)
THINGS = replace(
    VALUES,
    kind="goods",
    requirement="FIR-01",
    quantity=Decimal(3),
    document="act",
    value=som(9_000),
)
REPORT = {
    "told": "Бардыгы мектепке жумшалды.",
    "language": "ky",
    "minutes": "5",
    "minutes_on": date(2026, 4, 8),
}


def recorded(world: World, scope: str = "S-1001", actor: Actor | None = None, **changes) -> int:
    """An entry of the district's council, or of `actor`."""
    values = changes.pop("values", VALUES)
    with world.act() as session:
        return acts.record(session, actor or world.council, scope, replace(values, **changes)).id


def undone(world: World, gift: int, reason: str = "Сумма туура эмес.", **how) -> None:
    """A reversal by the same council."""
    with world.act() as session:
        acts.reverse(session, how.get("actor", world.council), gift, reason=reason)


def told(world: World, scope: str = "S-1001", year: int = 2026, quarter: int = 1, **changes) -> int:
    """A report published by the council."""
    actor = changes.pop("actor", world.council)
    with world.act() as session:
        how = {**REPORT, **changes}
        return acts.publish_report(session, actor, scope, year, quarter, **how).id


def read(world: World, report, *asked, **how):
    """What a report tells."""
    with Session(world.writer) as session:
        return report(session, *asked, **how)


@contextmanager
def refused(code: str, field: str | None = None) -> Iterator[None]:
    """What stands inside is refused, at this field."""
    with pytest.raises(Refusal) as caught:
        yield
    assert (caught.value.code, caught.value.field) == (code, field)


def sound(world: World) -> None:
    """The journal tells what the tables tell."""
    with Session(world.writer) as session:
        assert audit.problems(session, audit.journaled(), RECOUNTS) == []
        assert list(verified(session)) == []


def test_gifts_add_up_by_kind_purpose_and_quarter_and_a_place_has_the_sum(world: World) -> None:
    recorded(world)
    recorded(world, values=THINGS, on=MAY)
    recorded(world, "S-1003", kind="works", category="food", value=som("100.50"))
    recorded(world, AIMAK, value=som(1))
    recorded(world, on=date(2025, 12, 31), document_on=date(2025, 12, 31))
    book = read(world, gifts.book, "S-1001", 2026)
    assert book.received == Received(som(12_000), som(9_000), ZERO)
    assert book.quarters == ((1, Received(som(12_000))), (2, Received(goods=som(9_000))))
    assert [(one.category, one.money, one.in_kind) for one in book.purposes] == [
        ("emergency", som(12_000), som(9_000))
    ]
    assert read(world, gifts.book, AIMAK, 2026).received == Received(som(12_001), som(9_000))
    for above in (DISTRICT, COUNTRY):
        whole = read(world, gifts.book, above, 2026)
        assert whole.received == Received(som(12_001), som(9_000), som("100.50"))
    assert read(world, gifts.years, DISTRICT) == (2026, 2025)
    assert read(world, gifts.anything, OTHER_AIMAK, 2026)
    assert not read(world, gifts.anything, OTHER_AIMAK, 2025)
    sound(world)


def test_help_in_kind_and_gifts_of_money_are_no_part_of_planned_or_paid(world: World) -> None:
    recorded(world)
    recorded(world, values=THINGS)
    book = read(world, gifts.book, "S-1001", 2026)
    assert (book.set_aside, book.paid) == (ZERO, ZERO)


def test_what_a_budget_sets_aside_out_of_gifts_is_told_beside_what_came(world: World) -> None:
    recorded(world)
    with world.act() as session:
        version = budgets.open_draft(session, world.officer, AIMAK, 2026)
        ceilings = {"local_own": som(200_000), "republican": som(100_000), "voluntary": som(9_000)}
        budgets.set_ceilings(session, world.officer, version.id, ceilings)
        for carried, amount in ((False, 5_000), (True, 2_000)):
            line = budgets.LineValues(
                "S-1001", "food", None, "voluntary", carried, None, som(amount)
            )
            budgets.allocate(session, world.officer, version.id, line)
        budgets.submit(session, world.officer, version.id, reason="Жардам келди.")
        budgets.approve(session, world.approver, version.id, resolution="№ 2", on=FEBRUARY)
    for scope in ("S-1001", AIMAK):
        book = read(world, gifts.book, scope, 2026)
        assert (book.received.money, book.set_aside, book.paid) == (som(12_000), som(7_000), ZERO)
        assert [one.category for one in book.purposes] == ["emergency", "food"]
    told(world)
    [report] = read(world, gift_reports.published, "S-1001", 2026)
    assert (report.received, report.set_aside) == (Received(som(12_000)), som(7_000))
    assert [(one.category, one.money, one.set_aside) for one in report.purposes] == [
        ("emergency", som(12_000), ZERO),
        ("food", ZERO, som(7_000)),
    ]


def test_a_wrong_entry_is_reversed_and_stays_to_be_seen(world: World) -> None:
    wrong = recorded(world)
    right = recorded(world, value=som(1_200))
    undone(world, wrong)
    assert read(world, gifts.book, "S-1001", 2026).received == Received(som(1_200))
    rows = read(world, gift_entries.listed, "S-1001", 2026).rows
    assert [(one.id, one.reason) for one in rows] == [(right, None), (wrong, "Сумма туура эмес.")]
    assert rows[1].reversed_on == clock.today()
    with Session(world.writer) as session:
        kept = session.get_one(Gift, wrong)
        assert (kept.value, kept.rev) == (som(12_000), 1)
    with refused("gift.reversed_already"):
        undone(world, wrong)
    with refused("gift.no_text", "reason"):
        undone(world, right, "  ")
    sound(world)


def test_councils_above_and_the_officer_of_the_place_enter_nobody_else(world: World) -> None:
    near = held(31, (Role.COUNCIL, "S-1001"))
    for allowed in (world.council, near, world.officer):
        undone(world, recorded(world, actor=allowed), actor=allowed)
    recorded(world, AIMAK, world.officer)
    strangers = [
        world.other_officer,
        world.approver,
        held(32, (Role.OFFICER, DISTRICT)),
        held(33, (Role.COUNCIL, OTHER_AIMAK)),
        held(34, (Role.EDITOR, COUNTRY)),
    ]
    first = recorded(world)
    for stranger in strangers:
        with pytest.raises(NotPermitted):
            recorded(world, actor=stranger)
        with pytest.raises(NotPermitted):
            undone(world, first, actor=stranger)
        with pytest.raises(NotPermitted):
            told(world, actor=stranger)
    with pytest.raises(NotPermitted):
        recorded(world, AIMAK, near)


def test_the_school_takes_no_gifts_even_when_its_head_sits_on_the_council(world: World) -> None:
    both = held(35, (Role.SCHOOL, "S-1001"), (Role.COUNCIL, DISTRICT))
    first = recorded(world)
    for head in (world.school, both):
        with refused("gift.not_by_school"):
            recorded(world, actor=head)
        with refused("gift.not_by_school"):
            undone(world, first, actor=head)
        with refused("gift.not_by_school"):
            told(world, actor=head)
    assert len(read(world, gift_entries.listed, "S-1001", 2026).rows) == 1


WRONG = [
    ({"scope": "S-9999"}, "line.unknown_beneficiary", "scope"),
    ({"on": clock.today() + timedelta(days=2)}, "date.in_future", "on"),
    ({"on": date(1999, 12, 31)}, "budget.no_such_year", "on"),
    ({"kind": "cash"}, "gift.unknown_kind", "kind"),
    ({"value": ZERO}, "gift.no_value", "value"),
    ({"value": som(-5)}, "gift.no_value", "value"),
    ({"about": " "}, "gift.no_text", "about"),
    ({"about": "о" * 201}, "gift.long_text", "about"),
    ({"about": "Чалыңыз: 0555 12 34 56"}, "text.holds_personal_data", "about"),
    ({"about": "+996 555 123456 номери"}, "text.holds_personal_data", "about"),
    ({"about": "ПИН 12345678901234"}, "text.holds_personal_data", "about"),
    ({"document_number": "ata@example.invalid"}, "text.holds_personal_data", "document_number"),
    ({"document_number": ""}, "gift.no_text", "document_number"),
    ({"document": "letter"}, "gift.unknown_document", "document"),
    ({"document_on": clock.today() + timedelta(days=2)}, "date.in_future", "document_on"),
    ({"category": "sweets"}, "category.unknown", "category"),
    ({"requirement": "FIR-99"}, "requirement.unknown", "requirement"),
    ({"requirement": "FOD-01"}, "line.other_category", "requirement"),
    ({"quantity": Decimal(1)}, "gift.idle_quantity", "quantity"),
    ({"values": THINGS, "quantity": None}, "gift.needs_quantity", "quantity"),
    ({"values": THINGS, "quantity": Decimal("0")}, "gift.needs_quantity", "quantity"),
    ({"values": THINGS, "quantity": Decimal("1.5")}, "assessment.not_whole", "quantity"),
    ({"values": THINGS, "requirement": None}, "gift.idle_quantity", "quantity"),
    ({"files": [{"sha256": "a"}] * 7}, "assessment.many_files", "files"),
]


def test_what_cannot_be_recorded_is_refused(world: World) -> None:
    for changes, code, field in WRONG:
        with refused(code, field):
            recorded(world, **changes)
    assert read(world, gift_entries.listed, DISTRICT, 2026).count == 0


@pytest.mark.parametrize(
    "text", ["0312 665544", "0 (555) 12-34-56", "тел.0700123456", "0777-12-34-56"]
)
def test_a_telephone_as_it_is_dialled_here_is_seen(text: str) -> None:
    assert rules.holds_a_telephone(text)


@pytest.mark.parametrize(
    "text", ["0000123456", "№ 12/2026", "2026-02-10", "30 500 сом", "20 000 000"]
)
def test_numbers_of_papers_and_sums_are_no_telephones(text: str) -> None:
    assert not rules.holds_a_telephone(text)


def test_no_column_and_no_value_could_carry_a_giver() -> None:
    """A new column has to be thought about: who gave must be found nowhere, not even by number."""
    assert {field.name for field in fields(GiftValues)} == {
        *("on", "kind", "value", "about", "category", "requirement", "quantity"),
        *("document", "document_number", "document_on", "files"),
    }
    columns = {attribute.key for attribute in inspect(Gift).column_attrs}
    entered = {field.name for field in fields(GiftValues)}
    assert columns - entered == {"id", "scope", "recorded_by", "rev"}
    for model in (Gift, GiftReversal, GiftReport):
        assert model.PERSONAL == ()
        for column in inspect(model).columns:  # what is written by hand is looked through
            size = getattr(column.type, "length", None)
            assert isinstance(column.type, Text) or size is None or size <= 32, column


def test_a_report_holds_the_totals_of_its_moment_and_a_later_one_says_why(world: World) -> None:
    recorded(world)
    recorded(world, on=MAY, value=som(500))
    told(world)
    late = recorded(world, value=som(800))
    with refused("gift_report.needs_reason", "reason"):
        told(world)
    told(world, reason="Февралдагы жардам кийин жазылды.")
    undone(world, late)
    new, old = read(world, gift_reports.published, "S-1001", 2026)
    assert (old.received.money, old.latest, old.reason) == (som(12_000), False, None)
    assert (new.received.money, new.latest, new.number) == (som(12_800), True, 2)
    assert new.reason == "Февралдагы жардам кийин жазылды."
    assert read(world, gift_reports.published, AIMAK, 2026) == ()
    below = read(world, gift_reports.published, AIMAK, 2026, below=True)
    assert {one.scope for one in below} == {"S-1001"}
    sound(world)


NOT_TOLD = [
    ({"quarter": 5}, "gift_report.no_period", None),
    ({"year": 1999}, "gift_report.no_period", None),
    ({"year": clock.today().year, "quarter": 0}, "gift_report.not_over", None),
    ({"language": "de"}, "practice.language", "language"),
    ({"told": " "}, "gift.no_text", "told"),
    ({"told": "Рахмат! 0555123456"}, "text.holds_personal_data", "told"),
    ({"told": "о" * 3001}, "gift.long_text", "told"),
    ({"minutes": ""}, "gift.no_text", "minutes"),
    ({"minutes_on": date(2026, 3, 31)}, "gift_report.minutes_early", "minutes_on"),
    ({"minutes_on": clock.today() + timedelta(days=2)}, "date.in_future", "minutes_on"),
    ({"seen": 0}, "record.changed_meanwhile", None),
]


def test_what_cannot_be_reported_is_refused(world: World) -> None:
    recorded(world)
    for changes, code, field in NOT_TOLD:
        with refused(code, field):
            told(world, **changes)
    assert read(world, gift_reports.published, "S-1001", 2026) == ()


def test_a_report_is_owed_of_every_quarter_in_which_something_came(world: World) -> None:
    recorded(world)
    recorded(world, on=MAY)
    recorded(world, "S-1003", on=MAY)
    undone(world, recorded(world, "S-1002"))
    day = date(2026, 7, 30)
    owed = read(world, gift_reports.owed, [DISTRICT], day)
    assert [(one.scope, one.quarter, one.days, one.late) for one in owed] == [
        ("S-1001", 1, 121, True),
        ("S-1001", 2, 30, False),
        ("S-1003", 2, 30, False),
    ]
    assert owed[1].due_on == day
    assert all(one.late for one in read(world, gift_reports.owed, [DISTRICT], date(2026, 7, 31)))
    assert len(read(world, gift_reports.owed, [DISTRICT], date(2026, 6, 30))) == 1
    assert read(world, gift_reports.owed, [DISTRICT], day, year=2025) == ()
    told(world)
    told(world, DISTRICT, quarter=2, minutes_on=date(2026, 7, 2))
    assert [
        (one.scope, one.quarter) for one in read(world, gift_reports.owed, [DISTRICT], day)
    ] == [
        ("S-1001", 2),
        ("S-1003", 2),
    ]


def test_a_report_of_the_year_tells_of_its_quarters(world: World) -> None:
    in_2025 = date(2025, 11, 5)
    recorded(world, on=in_2025, document_on=in_2025)
    assert len(read(world, gift_reports.owed, [AIMAK], clock.today())) == 1
    told(world, year=2025, quarter=0)
    assert read(world, gift_reports.owed, [AIMAK], clock.today()) == ()


def test_the_term_to_report_is_a_default_and_says_so() -> None:
    known = gift_reports.term(FEBRUARY)
    assert known is not None
    assert (known.days, known.standing) == (30, "default")


@given(year=st.integers(2000, 2099), quarter=st.sampled_from(rules.QUARTERS))
def test_quarters_fill_the_year_without_a_gap(year: int, quarter: int) -> None:
    first, until = rules.period(year, quarter)
    assert rules.quarter_of(first) == rules.quarter_of(until - timedelta(days=1)) == quarter
    following = (year, quarter + 1) if quarter < 4 else (year + 1, 1)
    assert rules.period(*following)[0] == until
    assert rules.period(year, 0) == (rules.period(year, 1)[0], rules.period(year, 4)[1])


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["S-1001", "S-1002", AIMAK, "undo"]),
        st.sampled_from(rules.KINDS),
        st.integers(1, 12),
        st.integers(1, 10**9),
    ),
    min_size=1,
    max_size=8,
)


def test_totals_are_those_of_unreversed_gifts_whatever_is_done_in_whatever_order(
    world: World,
) -> None:
    @settings(max_examples=25, deadline=None)
    @given(steps=STEPS)
    def check(steps: list[tuple[str, str, int, int]]) -> None:
        with Session(world.writer) as session:
            kept: dict[int, tuple[str, str, Decimal]] = {}
            for scope, kind, month, tyiyn in steps:
                if scope == "undo":
                    for number in sorted(kept)[month % 3 : month % 3 + 1]:
                        acts.reverse(session, world.council, number, reason="Ката.")
                        del kept[number]
                    continue
                on = date(2025, month, 1)
                value = som(Decimal(tyiyn) / 100)
                made = replace(VALUES, kind=kind, on=on, value=value)
                kept[acts.record(session, world.council, scope, made).id] = (scope, kind, value)
            for scope, inside in (("S-1001", {"S-1001"}), (DISTRICT, {"S-1001", "S-1002", AIMAK})):
                book = gifts.book(session, scope, 2025)
                for name in rules.KINDS:
                    wanted = [v for at, kind, v in kept.values() if at in inside and kind == name]
                    assert getattr(book.received, name) == sum(wanted, ZERO)
                parts = (part for _quarter, part in book.quarters)
                assert sum(parts, Received()) == book.received
                assert book.received.money == sum((one.money for one in book.purposes), ZERO)
            session.rollback()

    check()
