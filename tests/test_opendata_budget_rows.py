"""A budget that comes as a table: understood as officers write it, judged cell by cell."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.models import DraftLine, Version
from core.errors import NotPermitted, Refusal
from core.money import som
from opendata import acts
from opendata.budget_rows import Change
from opendata.budget_rows.known import known
from opendata.budget_rows.preview import preview
from opendata.sheets import reading
from opendata.workbook.marked import marked
from opendata.workbook.template import template
from tests import tables
from tests.tables import HEADER, LOCAL
from tests.world import AIMAK, YEAR

KEY = b"a key for tests"
ISSUED = "2026-11-23"
# What only reads is the same on both databases: once is enough.
ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)


def looked_at(world, content, name="budget.xlsx", year=YEAR, place=AIMAK):
    with Session(world.writer) as session:
        return preview(session, reading.read(content, name), place, year, KEY)


def faults(found):
    return [(fault.cell, fault.code) for fault in found.errors]


def issued(world, language="ky", year=YEAR, place=AIMAK, key=KEY):
    with Session(world.writer) as session:
        return template(known(session, place, year), language, issued_on=ISSUED, key=key)


def drafted(world):
    with Session(world.writer) as session:
        lines = select(func.count(DraftLine.id)).join(Version, Version.id == DraftLine.version_id)
        return session.scalar(lines.where(Version.status == "draft"))


@ON_SQLITE
def test_a_table_as_officers_have_it_ends_in_faults_by_cell_and_nothing_is_saved(world):
    found = looked_at(world, tables.workbook(tables.officers_own))

    assert faults(found) == [("F8", "amount.not_a_number"), ("F9", "cell.formula_uncounted")]
    assert found.errors[0].found == "12x"
    assert found.factor == 1000
    assert found.columns["amount"] == ("F", "План 2026-ж.")
    assert found.columns["beneficiary"][0] == "B"
    assert found.total == som("13750.00")
    codes = {warning.code for warning in found.warnings}
    assert {"amounts.counted_in", "rows.sums_skipped", "rows.headings_skipped"} <= codes
    assert not found.may_be_kept
    assert drafted(world) == 0


@ON_SQLITE
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_a_template_comes_back_unchanged(world, language):
    found = looked_at(world, issued(world, language))

    assert found.template
    assert (found.errors, found.warnings, found.new, found.changed) == ((), (), (), ())
    assert found.unchanged == 3
    assert found.total == som("250000.00")


@ON_SQLITE
def test_a_changed_amount_is_shown_old_and_new(world):
    row = ("№ 1 мектеп", "FIR-01", LOCAL, 60_000)
    found = looked_at(world, tables.grid(HEADER[1:], row))

    assert found.changed == (Change("D2", "S-1001", "amount", som(50_000), som(60_000)),)
    assert found.errors == ()
    assert len(found.left_out) == 2
    assert "rows.left_out" in {warning.code for warning in found.warnings}


FAULTY = [
    (("№ 9 мектеп", "FIR-01", LOCAL, 5), "A", "beneficiary.not_found"),
    (("S-1003", "FIR-01", LOCAL, 5), "A", "beneficiary.elsewhere"),
    (("№ 3 мектеп [S-1003]", "FIR-01", LOCAL, 5), "A", "beneficiary.elsewhere"),
    ((None, "FIR-01", LOCAL, 5), "A", "beneficiary.missing"),
    (("S-1001", "FIR-99", LOCAL, 5), "B", "requirement.not_found"),
    (("S-1001", None, LOCAL, 5), "B", "requirement.missing"),
    (("S-1001", "FIR-01", "местный бюджет", 5), "C", "source.not_found"),
    (("S-1001", "FIR-01", None, 5), "C", "source.missing"),
    (("S-1001", "FIR-01", LOCAL, None), "D", "amount.missing"),
    (("S-1001", "FIR-01", LOCAL, -5), "D", "amount.negative"),
    (("S-1001", "FIR-01", LOCAL, True), "D", "amount.not_a_number"),
    (("S-1001", "FIR-01", LOCAL, "NaN"), "D", "amount.not_a_number"),
    (("S-1001", "FIR-01", LOCAL, "١٢٣"), "D", "amount.lookalike_digits"),
    (("S-1001", "FIR-01", LOCAL, 0.001), "D", "amount.finer_than_tyiyn"),
]


@ON_SQLITE
def test_each_fault_is_named_with_its_cell(world):
    found = looked_at(world, tables.grid(HEADER[1:], *(row for row, _, _ in FAULTY)))
    assert faults(found) == [
        (f"{column}{number}", code) for number, (_, column, code) in enumerate(FAULTY, start=2)
    ]


@ON_SQLITE
def test_lines_over_the_ceiling_of_a_source_are_a_fault_of_the_whole_table(world):
    found = looked_at(world, tables.grid(HEADER[1:], ("S-1001", "FIR-01", "донордун гранты", 5)))
    assert faults(found) == [("", "import.over_ceiling")]
    assert found.errors[0].facts["by"] == som(5)


@ON_SQLITE
def test_a_date_for_a_sum_and_a_broken_formula_are_told_apart(world):
    from datetime import date

    def fill(sheet, book):
        sheet.write_row(0, 0, HEADER[1:])
        sheet.write_row(1, 0, ("S-1001", "FIR-01", LOCAL))
        sheet.write_datetime("D2", date(2026, 8, 31), book.add_format({"num_format": "d.m.yyyy"}))
        sheet.write_row(2, 0, ("S-1002", "FIR-01", LOCAL))
        sheet.write_formula("D3", "=A99/0", None, "#DIV/0!")

    found = looked_at(world, tables.workbook(fill))
    assert faults(found) == [("D2", "amount.is_a_date"), ("D3", "cell.formula_error")]


@ON_SQLITE
def test_the_same_line_twice_names_the_first(world):
    row = ("S-1001", "FIR-01", LOCAL, 5)
    found = looked_at(world, tables.grid(HEADER[1:], row, row))
    assert faults(found) == [("A3", "row.doubled")]
    assert found.errors[0].facts == {"first": 2}


@ON_SQLITE
def test_a_sum_that_is_not_that_of_its_rows_is_a_warning(world):
    rows = [("S-1001", "FIR-01", LOCAL, 5), ("S-1002", "FIR-01", LOCAL, 6)]
    right = looked_at(world, tables.grid(HEADER[1:], *rows, ("Итого", None, None, 11)))
    wrong = looked_at(world, tables.grid(HEADER[1:], *rows, ("Итого", None, None, 12)))

    assert "subtotal.differs" not in {one.code for one in right.warnings}
    (fault,) = [one for one in wrong.warnings if one.code == "subtotal.differs"]
    assert fault.cell == "D4"
    assert (fault.facts["stated"], fault.facts["counted"]) == (som(12), som(11))
    assert right.total == wrong.total == som(11)


@ON_SQLITE
def test_csv_in_cyrillic_of_the_office_is_read_too(world):
    text = "Школа;Требование;Источник;Сумма, тыс. сом\n№ 1 мектеп;FIR-01;local_own;12,5\n"
    found = looked_at(world, text.encode("cp1251"), "budget.csv")
    assert found.errors == ()
    assert (found.total, found.factor) == (som(12_500), 1000)


@ON_SQLITE
@pytest.mark.parametrize(
    ("content", "code"),
    [
        (tables.grid(("a", "b"), (1, 2)), "import.no_header"),
        (tables.grid(("Школа", "Сумма"), ("S-1001", 5)), "import.columns_missing"),
    ],
)
def test_a_table_that_is_no_budget_is_refused(world, content, code):
    with pytest.raises(Refusal) as refused:
        looked_at(world, content)
    assert refused.value.code == code


def test_a_template_of_another_year_stale_or_hand_made_is_noticed(world):
    assert "template.other_year" in [
        c for _, c in faults(looked_at(world, issued(world, year=2027)))
    ]
    foreign = looked_at(world, issued(world, key=b"another"))
    assert [one.code for one in foreign.warnings] == ["template.made_by_hand"]
    old = issued(world)
    keep(world, tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000)))
    assert "template.stale" in [one.code for one in looked_at(world, old).warnings]


def keep(world, content, actor=None, seen=None):
    found = looked_at(world, content)
    with world.act() as session:
        return acts.import_budget(
            session,
            actor or world.officer,
            AIMAK,
            YEAR,
            found.values,
            seen=found.seen if seen is None else seen,
            file=acts.File("0" * 64, "budget.xlsx", len(content)),
            ceilings=found.ceilings,
        ).id


def test_an_import_replaces_the_draft_and_a_second_one_changes_nothing(world):
    content = tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000))
    keep(world, content)
    again = looked_at(world, content)
    assert drafted(world) == 1
    assert (again.new, again.changed, again.unchanged) == ((), (), 1)


def test_another_places_officer_and_a_stale_preview_are_turned_away(world):
    content = tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000))
    with pytest.raises(NotPermitted):
        keep(world, content, actor=world.other_officer)
    with pytest.raises(Refusal) as refused:
        keep(world, content, seen=99)
    assert refused.value.code == "record.changed_meanwhile"
    assert drafted(world) == 0


@ON_SQLITE
def test_the_marked_table_holds_its_cells_and_says_what_is_wrong(world):
    content = tables.workbook(tables.officers_own)
    (sheet,) = reading.read(content, "a.xlsx")
    found = looked_at(world, content)
    back = marked(sheet, found.errors, ["first", "second"], "ky")
    (again,) = reading.read(back, "errors.xlsx")
    assert (again.at(8, 8).text, again.at(9, 8).text) == ("first", "second")
    assert again.at(8, 6).text == "12x"


@ON_SQLITE
def test_no_text_of_a_template_is_a_formula(world):
    with world.act() as session:
        from register.models import School

        session.get(School, "S-1001").name_ky = '=HYPERLINK("x")'
    sheets = reading.read(issued(world), "a.xlsx")
    texts = [cell for sheet in sheets for cell in sheet.cells.values()]
    assert any(cell.text.startswith("=HYPERLINK") for cell in texts)
    assert all(cell.kind != "uncounted" for cell in texts)
