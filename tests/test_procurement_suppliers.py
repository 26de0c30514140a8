"""Suppliers: contacts nobody publishes, the official list, and who looks like whom."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.errors import NotPermitted, Refusal
from journal.models import Entry
from opendata import unreliable
from opendata.sheets import reading
from procurement import acts, supplier_rules
from procurement.models import Contract, SupplierContact
from procurement.reports import suppliers
from procurement.supplier_rules import Alike
from tests.tables import grid
from tests.world import AIMAK, COUNTRY, DAY, OPERATOR, OTHER_AIMAK, World, extinguishers

FIRM, PERSON = "00000000000001", "20101199900012"
ENTRY = acts.ListedEntry(FIRM, "«Сыноо» ЖЧК", date(2026, 1, 10), None, "Чечим № 7")


def named(world: World, name: str, inn: str) -> int:
    """A supplier of that name."""
    with world.act() as session:
        person = inn[0] in "12"
        return acts.name_supplier(
            session, world.officer, AIMAK, name=name, inn=inn, is_person=person
        ).id


def bring(world: World, *entries: acts.ListedEntry, on: date = DAY) -> dict[str, int]:
    """The official list as it stood on a day."""
    with world.act() as session:
        return acts.list_unreliable(session, OPERATOR, COUNTRY, entries, source="Кат № 1", on=on)


@given(inn=st.text("0123456789", min_size=14, max_size=14), is_person=st.booleans())
@settings(max_examples=30)
def test_a_tax_number_is_kept_when_its_first_digit_says_the_kind(inn: str, is_person: bool) -> None:
    if (inn[0] in "12") == is_person:
        assert supplier_rules.checked_inn(inn, is_person) == inn
        return
    with pytest.raises(Refusal):
        supplier_rules.checked_inn(inn, is_person)


@pytest.mark.parametrize(
    "inn", ["1", "0000000000000", "000000000000012", "٠" * 14, "0000000000000a"]
)
def test_a_tax_number_of_another_length_or_script_is_refused(inn: str) -> None:
    with pytest.raises(Refusal) as told:
        supplier_rules.checked_inn(inn, False)
    assert told.value.code == "supplier.inn_length"


@given(
    digits=st.text("0123456789", min_size=9, max_size=9),
    before=st.sampled_from(["", "0", "+996", "996 ", "+996 (0)"]),
)
@settings(max_examples=30)
def test_a_telephone_is_one_however_it_is_written(digits: str, before: str) -> None:
    written = f"{before}{digits[:3]} {digits[3:6]}-{digits[6:]}"
    assert supplier_rules.contact_key("phone", written) == digits


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ОсОО «Нур»", "«Нур» ЖЧК"),
        ("Көк-Төбө плюс", "Кок-Тобо Плюс"),
        ("ИП Асанова Гүл", "Асанова Гул, жи"),
        ("АЛТЫН ТОО", "AЛTЫH TOO"),  # Latin letters that look Cyrillic
    ],
)
def test_names_are_one_but_for_legal_form_letters_and_order(one: str, other: str) -> None:
    assert supplier_rules.name_key(one) == supplier_rules.name_key(other) != ""


def test_look_alikes_are_told_each_once_with_their_reason() -> None:
    names = {
        1: "ОсОО «Нур-Соода»",
        2: "«Нур Соода» ЖЧК",
        3: "ОсОО Нур-Соодо",
        4: "Башка ишкана",
        5: "Дагы бири",
    }
    contacts = [(4, "phone", "555000001"), (5, "phone", "555000001"), (4, "email", "a@b.kg")]
    assert supplier_rules.alike(names, contacts) == (
        Alike(1, 2, "name"),
        Alike(1, 3, "close_name"),
        Alike(2, 3, "close_name"),
        Alike(4, 5, "phone"),
    )


def test_short_names_that_differ_by_a_letter_are_others() -> None:
    assert supplier_rules.alike({1: "ОсОО Нур", 2: "ОсОО Нар"}, []) == ()


def test_a_contact_is_kept_for_matching_and_never_in_the_journal(world: World) -> None:
    number = named(world, "«Сыноо» ЖЧК", FIRM)
    with world.act() as session:
        kept = acts.keep_contact(
            session, world.officer, AIMAK, number, kind="phone", value=" +996 555 12-34-56 "
        )
        assert (kept.value, kept.match_key) == ("+996 555 12-34-56", "555123456")
    with world.act() as session:
        leaf = session.scalars(select(Entry.leaf).where(Entry.table == "supplier_contacts")).one()
        # Three digits alone stand in a hash by chance, once in some dozens of runs.
        assert not any(part in leaf for part in ("555 12-34", "555123456", "12-34-56"))
        assert '"value":"c1:' in leaf
        with pytest.raises(Refusal) as known:
            acts.keep_contact(
                session, world.officer, AIMAK, number, kind="phone", value="0555123456"
            )
        assert known.value.code == "contact.known"


def test_an_ended_contact_is_still_compared_and_can_come_back(world: World) -> None:
    number = named(world, "«Сыноо» ЖЧК", FIRM)
    with world.act() as session:
        kept = acts.keep_contact(
            session, world.officer, AIMAK, number, kind="email", value="A@example.invalid"
        ).id
    with world.act() as session:
        acts.end_contact(session, world.officer, kept)
        assert suppliers.contact(session, kept) is None
        assert [one.value for one in suppliers.contacts(session, number)] == ["A@example.invalid"]
    with world.act() as session, pytest.raises(Refusal):
        acts.end_contact(session, world.officer, kept)
    with world.act() as session:
        again = acts.keep_contact(
            session, world.officer, AIMAK, number, kind="email", value="a@example.invalid"
        )
        assert (again.id, again.ended_on) == (kept, None)
        assert len(session.scalars(select(SupplierContact)).all()) == 1


@pytest.mark.parametrize(
    ("kind", "value", "code"),
    [
        ("fax", "1", "contact.unknown_kind"),
        ("phone", "  ", "contact.empty"),
        ("phone", "12345", "contact.no_phone"),
        ("email", "nobody", "contact.no_email"),
    ],
)
def test_a_contact_that_reaches_nobody_is_refused(
    world: World, kind: str, value: str, code: str
) -> None:
    number = named(world, "«Сыноо» ЖЧК", FIRM)
    with world.act() as session:
        with pytest.raises(Refusal) as told:
            acts.keep_contact(session, world.officer, AIMAK, number, kind=kind, value=value)
        assert told.value.code == code
        with pytest.raises(NotPermitted):
            acts.keep_contact(
                session, world.other_officer, AIMAK, number, kind="phone", value="0555123456"
            )


def test_the_list_is_brought_in_whole_and_the_same_list_changes_nothing(world: World) -> None:
    other = replace(ENTRY, inn=PERSON, name="Сыноочу Адам", until=date(2027, 1, 10))
    assert bring(world, ENTRY, other) == {"new": 2, "changed": 0, "unchanged": 0, "ended": 0}
    assert bring(world, ENTRY, other) == {"new": 0, "changed": 0, "unchanged": 2, "ended": 0}
    later = DAY + timedelta(days=30)
    ended = bring(world, replace(other, until=None), on=later)
    assert ended == {"new": 0, "changed": 1, "unchanged": 0, "ended": 1}
    with world.act() as session:
        leaves = session.scalars(select(Entry.leaf).where(Entry.table == "unreliable_suppliers"))
        assert not any("Сыноочу" in leaf or PERSON in leaf for leaf in leaves)
        standing = suppliers.standing_list(session, COUNTRY, later)
        assert [(name, inn) for name, inn, _ in standing] == [("Сыноочу Адам", None)]
        assert len(suppliers.standing_list(session, COUNTRY, later - timedelta(days=1))) == 2


@pytest.mark.parametrize(
    ("entries", "code"),
    [
        ((), "unreliable.nothing"),
        ((ENTRY, ENTRY), "unreliable.doubled"),
        ((replace(ENTRY, inn="1"),), "supplier.inn_length"),
        ((replace(ENTRY, basis=" "),), "unreliable.no_basis"),
        ((replace(ENTRY, until=ENTRY.since),), "unreliable.until_before_since"),
    ],
)
def test_a_faulty_list_changes_nothing(
    world: World, entries: tuple[acts.ListedEntry, ...], code: str
) -> None:
    with pytest.raises(Refusal) as told:
        bring(world, *entries)
    assert told.value.code == code
    with world.act() as session, pytest.raises(NotPermitted):
        acts.list_unreliable(session, world.officer, COUNTRY, [ENTRY], source="К", on=DAY)


def awarded(world: World, method: str, supplier: int, on: date = DAY) -> None:
    """A purchase by that method, and the award."""
    with world.act() as session:
        values = replace(extinguishers(world.lines["fire"]), method=method)
        drafted = acts.draft(session, world.officer, AIMAK, 2026, values)
        acts.plan(session, world.officer, drafted.id, on=on)
        if method != "single_source":
            acts.announce(session, world.officer, drafted.id, on=on)
        terms = {"amount": drafted.amount, "offers": 1, "on": on, "reason": "Себеби жазылды."}
        acts.award(session, world.officer, drafted.id, supplier_id=supplier, **terms)


def test_under_the_law_of_2022_a_listed_supplier_is_shown_not_barred(world: World) -> None:
    number = named(world, ENTRY.name, FIRM)
    bring(world, ENTRY)
    awarded(world, "single_source", number)
    with world.act() as session:
        (entry,) = suppliers.listed(session, [number])
        assert entry.stands(DAY)
        assert not entry.stands(ENTRY.since - timedelta(days=1))


def test_a_law_that_bars_listed_suppliers_bars_them_only_while_they_stand_there(
    world: World,
) -> None:
    from procurement.acts.supplier_facts import not_barred
    from procurement.models import Supplier

    number = named(world, ENTRY.name, FIRM)
    bring(world, replace(ENTRY, until=date(2026, 6, 1)))
    with world.act() as session:
        supplier = session.get(Supplier, number)
        with pytest.raises(Refusal) as told:
            not_barred(session, supplier, "procurement_2015", DAY)
        assert told.value.facts["listed"] == ENTRY.since
        not_barred(session, supplier, "procurement_2015", date(2026, 6, 1))
        not_barred(session, supplier, "procurement_2022", DAY)


def test_the_record_counts_what_came_in_time_late_and_not(world: World) -> None:
    contract = world.contract()
    with world.act() as session:
        number = session.get(Contract, contract).supplier_id
    waited = date(2026, 5, 2)
    with world.act() as session:
        before = suppliers.record(session, number, waited)
    world.accepted(world.delivered(contract, {"S-1001": 7, "S-1002": 3}))
    with world.act() as session:
        after = suppliers.record(session, number, waited)
    assert (before.waited_for, before.in_time) == (1, 0)
    assert (after.waited_for, after.in_time, after.late) == (0, 1, 0)
    assert (after.awards, after.alone, after.checked, after.refused) == (1, 1, 2, 0)


def test_look_alikes_of_a_territory_need_one_chosen_there(world: World) -> None:
    world.contract()
    twin = named(world, "ОсОО Сыноо", "00000000000002")
    with world.act() as session:
        assert suppliers.alike_in(session, [AIMAK])[0] == ()  # the twin was never chosen
    awarded(world, "single_source", twin)
    with world.act() as session:
        pairs, names = suppliers.alike_in(session, [AIMAK])
        assert [(names[one.first], names[one.second], one.why) for one in pairs] == [
            ("«Сыноо» ЖЧК", "ОсОО Сыноо", "name")
        ]
        assert suppliers.alike_in(session, [OTHER_AIMAK]) == ((), {})


def test_a_list_is_read_by_its_headers_in_two_languages() -> None:
    head = ("№", "ИНН", "Наименование", "Дата включения", "Дата исключения", "Основание")
    rows = (
        (1, "00000000000001", "ОсОО «Нур»", "10.01.2026", "", "Решение № 7"),
        (2, 1234567890123, "ОсОО «Тоо»", "2026-02-01", "01.02.2027", "Решение № 8"),
    )
    found = unreliable.read(reading.read(grid(head, *rows), "list.xlsx"))
    assert found.errors == ()
    assert [(one.inn, one.since, one.until) for one in found.entries] == [
        ("00000000000001", date(2026, 1, 10), None),
        ("01234567890123", date(2026, 2, 1), date(2027, 2, 1)),
    ]


def test_faults_of_a_list_are_named_by_their_cells() -> None:
    head = ("ИНН", "Аталышы", "Башталышы", "Аягы", "Негизи")
    good = ("00000000000001", "Нур", "10.01.2026", "", "Чечим")
    rows = (
        good,
        good,
        ("1", "", "кечээ", "", ""),
        ("00000000000003", "Т", "10.01.2026", "1.1.2026", "Ч"),
    )
    found = unreliable.read(reading.read(grid(head, *rows), "list.xlsx"))
    assert {(one.cell, one.code) for one in found.errors} == {
        ("A3", "unreliable.row_doubled"),
        ("A4", "unreliable.inn"),
        ("B4", "unreliable.cell_empty"),
        ("C4", "unreliable.no_day"),
        ("E4", "unreliable.cell_empty"),
        ("D5", "unreliable.no_day"),
    }
    assert not found.may_be_kept


def test_a_table_of_something_else_is_said_so() -> None:
    found = unreliable.read(reading.read(grid(("Мектеп", "Сумма"), ("№ 1", 5)), "list.xlsx"))
    assert [one.code for one in found.errors] == ["unreliable.no_header"]
