"""The next edition: drafted, compared field by field, adopted; and what each edition said."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets import acts as budgets
from core import clock
from core.access import Role
from core.errors import NotPermitted, Refusal
from core.words import Words
from journal.models import Entry
from procurement.acts import adopt_draft, adopt_edition
from procurement.acts.editions import used
from procurement.models import Purchase
from standard.acts import edition_drafts as drafts
from standard.acts.assessments import record
from standard.catalogue_file import Lasting, RequirementEntry, problems, read
from standard.catalogue_use import left_out
from standard.catalogue_writer import write
from standard.edition_diff import FieldChange, compared, diff, flat
from standard.models import EditionDraft
from standard.reports import editions
from tests.world import AIMAK, COUNTRY, OPERATOR, YEAR, World, catalogue, held

SHIPPED = read(catalogue())
EDITOR = held(30, (Role.EDITOR, COUNTRY))
DAY = date(2026, 3, 9)


def entry_of(code: str) -> RequirementEntry:
    return next(entry for entry in SHIPPED.requirements if entry.code == code)


def with_number(code: str, quantity: str) -> RequirementEntry:
    entry = entry_of(code)
    return replace(entry, criterion=replace(entry.criterion, quantity=Decimal(quantity)))


def begun(session: Session) -> EditionDraft:
    return drafts.open_draft(session, EDITOR, COUNTRY, at=clock.now())


def changed(session: Session, entry: RequirementEntry) -> EditionDraft:
    draft = begun(session)
    return drafts.change_requirement(session, EDITOR, COUNTRY, draft.id, entry, seen=draft.version)


def refused(code: str, act, *args, **kwargs) -> Refusal:
    with pytest.raises(Refusal) as error:
        act(*args, **kwargs)
    assert error.value.code == code
    return error.value


# What an edition was, and what changes


def test_an_edition_comes_back_from_its_tables_as_its_file_told_it(world: World) -> None:
    with world.act() as session:
        assert editions.catalogue_of(session) == SHIPPED
        assert editions.catalogue_of(session, 99) is None


def test_nothing_changes_between_an_edition_and_itself() -> None:
    assert not diff(SHIPPED, SHIPPED)
    assert not diff(SHIPPED, replace(SHIPPED, edition="other"))


def test_before_any_edition_all_is_added() -> None:
    first = diff(None, SHIPPED)
    assert (first.before, first.after) == (None, SHIPPED.edition)
    assert [entry.code for entry in first.added] == [e.code for e in SHIPPED.requirements]


def test_a_change_is_told_field_by_field_from_what_to_what() -> None:
    entry = entry_of("FIR-01")
    other = replace(
        entry,
        title=Words(entry.title.ky, entry.title.ru, "Other"),
        criterion=replace(entry.criterion, quantity=Decimal("4.5")),
        lasts=Lasting(24, "default"),
        items=(Words("а", "б", "c"),),
        okgz=(),
    )
    lists = replace(SHIPPED.lists, domains={**SHIPPED.lists.domains, "other": Words("ы", "э", "o")})
    after = replace(
        SHIPPED,
        edition="t",
        title=Words("Ж", SHIPPED.title.ru, SHIPPED.title.en),
        lists=lists,
        requirements=(
            *(other if one.code == "FIR-01" else one for one in SHIPPED.requirements[:-1]),
            replace(entry, code="FIR-90"),
        ),
    )
    found = diff(SHIPPED, after)
    assert [one.code for one in found.added] == ["FIR-90"]
    assert [one.code for one in found.removed] == [SHIPPED.requirements[-1].code]
    assert found.title == (FieldChange("title.ky", SHIPPED.title.ky, "Ж"),)
    assert [(one.kind, one.code, one.change) for one in found.lists] == [
        ("domains", "other", "added")
    ]
    (one,) = found.changed
    told = {change.field: (change.old, change.new) for change in one.fields}
    assert told["title.en"] == (entry.title.en, "Other")
    assert told["criterion.quantity"] == (str(entry.criterion.quantity), "4.5")
    assert told["items"][1] == "а | б | c"
    assert told["okgz"][1] is None
    assert set(told) <= {
        "title.en",
        "criterion.quantity",
        "lasts.months",
        "lasts.value_status",
        "items",
        "okgz",
    }


def test_another_order_is_told_too() -> None:
    first, second, *rest = SHIPPED.requirements
    assert diff(SHIPPED, replace(SHIPPED, requirements=(second, first, *rest))).reordered == (
        "requirements",
    )


VALUES = st.dictionaries(st.sampled_from("abcde"), st.sampled_from("xyz"))


@given(VALUES, VALUES)
@settings(max_examples=50)
def test_applying_what_changed_gives_the_new_values(old, new) -> None:
    values = dict(old)
    for change in compared(old, new):
        assert old.get(change.field) == change.old != change.new
        values[change.field] = change.new
    assert {name: value for name, value in values.items() if value is not None} == new


def test_every_value_of_a_requirement_is_compared() -> None:
    """Another value anywhere in an entry is seen as a change."""
    entry = entry_of("FIR-01")
    criterion = entry.criterion
    for other in (
        replace(entry, priority=3 if entry.priority != 3 else 2),
        replace(entry, unit="other"),
        replace(entry, domain="other"),
        replace(entry, why=Words("а", "б", "c")),
        replace(entry, source=replace(entry.source, note="other")),
        replace(entry, okgz=entry.okgz[1:] or (replace(entry.okgz[0], name="х"),)),
        *(
            replace(entry, criterion=replace(criterion, **{name: value}))
            for name, value in {
                "type": "threshold",
                "basis": "other",
                "per": Decimal(7),
                "comparator": "<=",
                "within": 9,
                "period": "other",
                "value_status": "other",
                "meaning": Words("а", "б", "c"),
                "measure": "other",
            }.items()
        ),
    ):
        assert compared(flat(entry), flat(other)), other


# The draft


@pytest.mark.parametrize(
    ("code", "taken", "free"),
    [
        ("2026-2", (), "2026-3"),
        ("2026-2", ("2026-3", "2026-4"), "2026-5"),
        ("2026", ("2026",), "2026-2"),
        ("a" * 32, (), "a" * 30 + "-2"),
    ],
)
def test_a_new_draft_takes_the_next_free_code(code, taken, free) -> None:
    assert drafts.next_code(code, set(taken)) == free


def test_a_draft_begins_with_the_edition_in_force_and_there_is_one_at_a_time(world: World) -> None:
    with world.act() as session:
        draft = begun(session)
        assert read(draft.text) == replace(SHIPPED, edition="2026-3")
        assert begun(session).id == draft.id
        assert session.scalar(select(func.count(EditionDraft.id))) == 1


def test_before_any_edition_there_is_nothing_to_begin_with(session: Session) -> None:
    refused("edition.none_in_force", begun, session)


def test_a_draft_is_worked_on_and_stays_readable(world: World) -> None:
    with world.act() as session:
        draft = changed(session, with_number("FIR-01", "3"))
        added = replace(
            entry_of("FIR-01"),
            code="FIR-90",
            why=Words("«а»: б", " в # г", 'one\n"two"'),
            lasts=Lasting(6, "default"),
        )
        drafts.add_requirement(session, EDITOR, COUNTRY, draft.id, added, seen=draft.version)
        drafts.remove_requirement(
            session, EDITOR, COUNTRY, draft.id, "PHY-01", seen=draft.version, used={}
        )
        drafts.rename(
            session,
            EDITOR,
            COUNTRY,
            draft.id,
            edition="2027",
            title=Words("а", "б", "c"),
            seen=draft.version,
        )
        assert draft.version == 5
        now = read(draft.text)
        found = diff(SHIPPED, now)
        assert now.edition == "2027"
        assert found.added == (added,)
        assert [one.code for one in found.removed] == ["PHY-01"]
        assert [change.field for change in found.changed[0].fields] == ["criterion.quantity"]
        assert found.reordered == ()
        codes = [one.code for one in now.requirements]
        assert codes[codes.index("FIR-90") - 1].startswith("FIR-")
        before = session.scalar(select(func.count(Entry.number)))
        drafts.discard(session, EDITOR, COUNTRY, draft.id, seen=draft.version)
        assert session.scalar(select(func.count(EditionDraft.id))) == 0
        assert session.scalar(select(func.count(Entry.number))) == before


def test_who_saw_an_older_draft_changes_nothing(world: World) -> None:
    with world.act() as session:
        draft = changed(session, with_number("FIR-01", "3"))
        place = (session, EDITOR, COUNTRY, draft.id)
        text = draft.text
        for seen in (draft.version - 1, None):
            for act, args, named in (
                (drafts.change_requirement, (with_number("FIR-01", "4"),), {}),
                (drafts.add_requirement, (replace(entry_of("FIR-01"), code="FIR-90"),), {}),
                (drafts.remove_requirement, ("FIR-01",), {"used": {}}),
                (drafts.rename, (), {"edition": "x", "title": SHIPPED.title}),
                (drafts.replace_text, (catalogue(),), {"used": {}}),
                (drafts.discard, (), {}),
                (adopt_draft, (), {"on": DAY}),
            ):
                refused("record.changed_meanwhile", act, *place, *args, seen=seen, **named)
        refused("record.changed_meanwhile", drafts.discard, session, EDITOR, COUNTRY, 99, seen=1)
        assert draft.text == text


def test_only_an_editor_of_the_country_drafts(world: World) -> None:
    with world.act() as session:
        draft = begun(session)
        for who in (world.officer, held(31, (Role.EDITOR, "41700010000000"))):
            for act, args, named in (
                (drafts.change_requirement, (draft.id, entry_of("FIR-01")), {"seen": 1}),
                (drafts.replace_text, (draft.id, catalogue()), {"seen": 1, "used": {}}),
                (drafts.discard, (draft.id,), {"seen": 1}),
                (drafts.open_draft, (), {"at": clock.now()}),
                (adopt_draft, (draft.id,), {"seen": 1, "on": DAY}),
            ):
                with pytest.raises(NotPermitted):
                    act(session, who, COUNTRY, *args, **named)


PERCENT = next(e for e in SHIPPED.requirements if e.criterion.type == "percentage")


@pytest.mark.parametrize(
    ("entry", "code", "field"),
    [
        (replace(PERCENT, title=Words("а", "б", None)), "entry.incomplete", "title"),
        (replace(PERCENT, title=Words("а", "б", " ")), "entry.incomplete", "title_en"),
        (replace(PERCENT, unit="other"), "entry.value_unknown", "unit"),
        (replace(PERCENT, subdomain="other"), "entry.value_unknown", "subdomain"),
        (replace(PERCENT, domain="ecological"), "entry.pair_without_category", "pair"),
        (
            replace(PERCENT, criterion=replace(PERCENT.criterion, basis="none")),
            "entry.value_unknown",
            "basis",
        ),
        (
            replace(PERCENT, criterion=replace(PERCENT.criterion, per=Decimal(3))),
            "entry.per_wrong_for_type",
            "per",
        ),
        (
            replace(PERCENT, criterion=replace(PERCENT.criterion, quantity=Decimal(101))),
            "entry.quantity_over_limit",
            "quantity",
        ),
        (
            replace(PERCENT, criterion=replace(PERCENT.criterion, within=2)),
            "entry.incomplete",
            "period",
        ),
        (replace(PERCENT, lasts=Lasting(0, "default")), "entry.code_wrong", "lasts_months"),
        (replace(PERCENT, items=(Words("а", "", "c"),)), "entry.incomplete", "items"),
        (replace(PERCENT, why=Words("а" * 7000, "б", "c")), "entry.too_large", ""),
    ],
)
def test_what_no_catalogue_allows_is_refused_at_its_field(world, entry, code, field) -> None:
    with world.act() as session:
        draft = begun(session)
        text = draft.text
        refusal = refused(
            code,
            drafts.change_requirement,
            session,
            EDITOR,
            COUNTRY,
            draft.id,
            entry,
            seen=draft.version,
        )
        assert refusal.field == field
        assert (draft.text, draft.version) == (text, 1)


def test_a_doubled_or_unknown_code_is_refused(world: World) -> None:
    with world.act() as session:
        draft = begun(session)
        place = (session, EDITOR, COUNTRY, draft.id)
        double, strange = entry_of("FIR-01"), replace(PERCENT, code="FIR-1")
        assert refused("entry.code_doubled", drafts.add_requirement, *place, double, seen=1)
        wrong = refused("entry.code_wrong", drafts.add_requirement, *place, strange, seen=1)
        assert wrong.field == "code"
        refused("requirement.unknown", drafts.change_requirement, *place, strange, seen=1)
        refused("requirement.unknown", drafts.remove_requirement, *place, "FIR-99", seen=1, used={})
        named = {"title": SHIPPED.title, "seen": 1}
        refused("edition.doubled", drafts.rename, *place, edition="2026-2", **named)
        assert refused("entry.code_wrong", drafts.rename, *place, edition="a b", **named).field == (
            "edition"
        )
        named["title"] = Words("а", "", "c")
        assert refused("entry.incomplete", drafts.rename, *place, edition="a", **named).field == (
            "title_ru"
        )


# A file


def faulty(line: str, other: str) -> str:
    """The shipped file with its first `line` written otherwise."""
    assert line in catalogue()
    return catalogue().replace(line, other, 1)


FAULTS = [
    (faulty("- code: PHY-02\n", "- code: PHY-01\n"), "catalogue.code_doubled"),
    (faulty("    basis: perimeter_m\n", "    basis: moon\n"), "catalogue.value_unknown"),
    (
        faulty("    en: Perimeter fence of the school territory\n", ""),
        "catalogue.language_missing",
    ),
    (faulty("meta:", "meta: ["), "catalogue.not_yaml"),
]


@pytest.mark.parametrize(("text", "code"), FAULTS, ids=[code for _text, code in FAULTS])
def test_a_faulty_file_is_refused_with_its_line(world: World, text: str, code: str) -> None:
    with world.act() as session:
        draft = begun(session)
        before = draft.text
        refusal = refused(
            code,
            drafts.replace_text,
            session,
            EDITOR,
            COUNTRY,
            draft.id,
            text,
            seen=1,
            used={},
        )
        assert refusal.facts["line"] == problems(text)[0].line > 0
        assert draft.text == before


def test_a_file_takes_the_draft_s_place_as_it_is_written(world: World) -> None:
    with world.act() as session:
        draft = begun(session)
        text = "# Ours.\n" + faulty('edition: "2026-2"', "edition: ours")
        drafts.replace_text(session, EDITOR, COUNTRY, draft.id, text, seen=1, used=used(session))
        assert draft.text == text
        refused(
            "edition.other_country",
            drafts.replace_text,
            session,
            EDITOR,
            COUNTRY,
            draft.id,
            faulty("country: KG", "country: UZ"),
            seen=2,
            used={},
        )


def without(code: str) -> str:
    """The shipped catalogue without a requirement."""
    left = tuple(entry for entry in SHIPPED.requirements if entry.code != code)
    return write(replace(SHIPPED, edition="2026-3", requirements=left))


def test_what_purchases_rest_on_is_left_out_by_no_way(world: World) -> None:
    world.purchase()
    text = without("FIR-01")
    line = text.splitlines().index("requirements:") + 1
    with world.act() as session:
        uses = used(session)
        assert uses["FIR-01"] >= 2  # a purchase and a budget line
        draft = begun(session)
        place = (session, EDITOR, COUNTRY)
        removal = refused(
            "edition.requirement_in_use",
            drafts.remove_requirement,
            *place,
            draft.id,
            "FIR-01",
            seen=1,
            used=uses,
        )
        assert removal.facts["count"] == uses["FIR-01"]
        file = refused(
            "catalogue.requirement_in_use",
            drafts.replace_text,
            *place,
            draft.id,
            text,
            seen=1,
            used=uses,
        )
        assert (file.facts["line"], file.facts["requirement"]) == (line + 1, "FIR-01")
        refused("catalogue.requirement_in_use", adopt_edition, *place, text, on=DAY)
        drafts.remove_requirement(*place, draft.id, "FIR-01", seen=1, used={})
        refused("catalogue.requirement_in_use", adopt_draft, *place, draft.id, on=DAY, seen=2)
    assert left_out(text, read(text), {"PHY-01": 1}) == []


# Adopted


def test_a_draft_is_adopted_and_both_numbers_stand_in_the_history(world: World) -> None:
    purchase = world.purchase()
    with world.act() as session:
        old = session.get(Purchase, purchase).edition_id
        draft = changed(session, with_number("FIR-01", "9"))
        done = adopt_draft(
            session, EDITOR, COUNTRY, draft.id, on=DAY, seen=draft.version, against=old
        )
        assert (done.edition, done.added, done.changed, done.removed) == (
            "2026-3",
            (),
            ("FIR-01",),
            (),
        )
    with world.act() as session:
        assert editions.draft(session) is None
        assert session.get(Purchase, purchase).edition_id == old
        assert [card.code for card in editions.editions(session)] == ["2026-3", "2026-2"]
        first, second = editions.history(session, "FIR-01")
        number = str(entry_of("FIR-01").criterion.quantity)
        assert (first.edition, first.change) == ("2026-2", "added")
        assert (second.edition, second.adopted_on, second.change) == ("2026-3", DAY, "changed")
        assert second.fields == (FieldChange("criterion.quantity", number, "9"),)
        assert [one.change for one in editions.history(session, "PHY-01")] == [
            "added",
            "unchanged",
        ]
        assert editions.history(session, "FIR-99") == []
        leaf = session.scalars(
            select(Entry.leaf).where(Entry.table == "editions").order_by(Entry.number.desc())
        ).first()
        assert '"editor"' in leaf


def test_a_requirement_taken_out_and_brought_back_is_told_so(world: World) -> None:
    with world.act() as session:
        adopt_edition(session, OPERATOR, COUNTRY, without("PHY-01"), on=DAY)
        back = write(replace(SHIPPED, edition="2026-4"))
        adopt_edition(session, OPERATOR, COUNTRY, back, on=DAY)
        changes = [one.change for one in editions.history(session, "PHY-01")]
        assert changes == ["added", "removed", "added"]


def test_a_draft_that_says_nothing_new_is_not_adopted(world: World) -> None:
    with world.act() as session:
        draft = begun(session)
        refused(
            "edition.nothing_changes",
            adopt_draft,
            session,
            EDITOR,
            COUNTRY,
            draft.id,
            on=DAY,
            seen=1,
        )


def test_a_draft_compared_with_another_edition_is_not_adopted(world: World) -> None:
    with world.act() as session:
        draft = changed(session, with_number("FIR-01", "9"))
        against = editions.editions(session)[0].id
        adopt_edition(session, OPERATOR, COUNTRY, without("PHY-01"), on=DAY)
        refused(
            "record.changed_meanwhile",
            adopt_draft,
            session,
            EDITOR,
            COUNTRY,
            draft.id,
            on=DAY,
            seen=draft.version,
            against=against,
        )


def test_a_draft_is_adopted_under_the_code_given_at_the_end(world: World) -> None:
    with world.act() as session:
        draft = changed(session, with_number("FIR-01", "9"))
        place = (session, EDITOR, COUNTRY, draft.id)
        named = {"on": DAY, "seen": draft.version}
        refused("edition.code_wrong", adopt_draft, *place, edition="a b", **named)
        refused("edition.doubled", adopt_draft, *place, edition="2026-2", **named)
        assert adopt_draft(*place, edition="2027-1", **named).edition == "2027-1"


def test_what_a_draft_of_a_budget_names_is_in_use(world: World) -> None:
    with world.act() as session:
        assert "PSY-02" not in used(session)
        version = budgets.open_draft(session, world.officer, AIMAK, YEAR)
        category = entry_of("PSY-02").category
        values = budgets.LineValues(
            AIMAK, category, "PSY-02", "local_own", False, None, Decimal(100)
        )
        budgets.allocate(session, world.officer, version.id, values)
        assert used(session)["PSY-02"] == 1


def measured_otherwise(code: str, **changes: str) -> str:
    """The shipped catalogue with a requirement counted otherwise."""
    entry = entry_of(code)
    criterion = replace(entry.criterion, **changes)
    other = replace(entry, criterion=criterion, unit=criterion.unit)
    entries = tuple(other if one.code == code else one for one in SHIPPED.requirements)
    return write(replace(SHIPPED, edition="2026-3", requirements=entries))


@pytest.mark.parametrize("recorded", ["found", "bought"])
def test_what_is_written_down_in_one_unit_is_not_read_in_another(
    world: World, recorded: str
) -> None:
    text = measured_otherwise("FIR-01", unit="litre")
    if recorded == "bought":
        world.purchase()
    with world.act() as session:
        if recorded == "found":
            record(session, world.school, "S-1001", "FIR-01", on=DAY, value=Decimal(8))
        place = (session, OPERATOR, COUNTRY)
        refusal = refused("catalogue.counted_otherwise", adopt_edition, *place, text, on=DAY)
        assert refusal.facts["requirement"] == "FIR-01"
        assert text.splitlines()[refusal.facts["line"] - 1].strip().startswith("- code: FIR-01")
        way_round = replace(SHIPPED, edition="2026-3", requirements=SHIPPED.requirements)
        assert adopt_edition(*place, write(way_round), on=DAY).changed == ()


def test_a_unit_nothing_is_written_down_in_may_change(world: World) -> None:
    with world.act() as session:
        text = measured_otherwise("FIR-01", unit="litre")
        assert adopt_edition(session, OPERATOR, COUNTRY, text, on=DAY).changed == ("FIR-01",)


def test_a_number_may_change_whatever_is_written_down(world: World) -> None:
    world.purchase()
    with world.act() as session:
        draft = changed(session, with_number("FIR-01", "9"))
        adopt_draft(session, EDITOR, COUNTRY, draft.id, on=DAY, seen=draft.version)


def test_a_requirement_left_out_comes_back_in_its_old_unit_only(world: World) -> None:
    with world.act() as session:
        place = (session, OPERATOR, COUNTRY)
        record(session, world.school, "S-1001", "PSY-02", on=DAY, value=Decimal(1))
        adopt_edition(*place, without("PSY-02"), on=DAY)
        back = measured_otherwise("PSY-02", unit="litre").replace("2026-3", "2026-4")
        refused("catalogue.counted_otherwise", adopt_edition, *place, back, on=DAY)
