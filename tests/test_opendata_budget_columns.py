"""Codes, quarters and claims of a table: judged by cell before anything is written."""

from datetime import date

import pytest
from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm import Session

from budgets import acts as budgets
from budgets.models import DraftLine, Line, Version
from budgets.reports import draft_lines, drafts
from core.money import som
from opendata import acts, before, reports
from opendata.budget_rows import pasted
from opendata.budget_rows.header_words import COLUMNS, QUARTERS
from opendata.budget_rows.known import known
from opendata.budget_rows.preview import preview
from opendata.models import Batch
from opendata.sheets import reading
from opendata.workbook import stamp
from opendata.workbook.template import template
from register import acts as register
from register.rows import ClassificationRow
from tests import tables
from tests.doors import make_app
from tests.tables import HEADER, LOCAL
from tests.world import AIMAK, COUNTRY, OPERATOR, YEAR
from tracker import faults

KEY = b"a key for tests"
FULL = ("Школа", "Требование", "Источник", "Сумма", "Статья", "ФК", "1-квартал", "II кв.", "3 кв")
FULL = (*FULL, "четвёртый квартал")
ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)


@pytest.fixture
def coded(world):
    """The world with a budget classification: one code of it went out of force before the year."""
    codes = [
        ("2215", "economic", None, "sourced", "An order"),
        ("2221", "economic", date(YEAR, 1, 1), "default", None),
        ("7092", "functional", None, "default", None),
    ]
    with world.act() as session:
        rows = [
            ClassificationRow(
                code=code,
                kind=kind,
                valid_from=date(2018, 1, 1),
                valid_until=until,
                standing=standing,
                source=source,
                name_ky=f"код {code}",
                name_ru=f"код {code}",
            )
            for code, kind, until, standing, source in codes
        ]
        register.load(session, OPERATOR, COUNTRY, "classifications", rows)
    return world


def looked_at(world, content, name="a.xlsx", **how):
    with Session(world.writer) as session:
        return preview(session, reading.read(content, name), AIMAK, YEAR, KEY, **how)


def cells(found):
    return [(fault.cell, fault.code) for fault in found.errors]


def issued(world, language="ky"):
    with Session(world.writer) as session:
        facts = known(session, AIMAK, YEAR)
        return template(facts, language, issued_on="2026-11-23", key=KEY)


def keep(world, found, year=YEAR):
    with world.act() as session:
        return acts.import_budget(
            session,
            world.officer,
            AIMAK,
            year,
            found.values,
            seen=found.seen,
            file=acts.File("0" * 64, "budget.xlsx", 1),
            ceilings=found.ceilings,
        ).id


def row(amount=100, code="2215", function="7092", quarters=(25, 25, 25, 25), school="S-1002"):
    return (school, "FIR-01", LOCAL, amount, code, function, *quarters)


FAULTY = [
    (row(code="9999"), "E", "line.code_unknown"),
    (row(code="2221"), "E", "line.code_not_in_force"),
    (row(function="2215"), "F", "line.function_unknown"),
    (row(code="2.2.1!"), "E", "code.not_a_code"),
    (row(quarters=(25, 25, 25, 24)), "J", "line.quarters_differ"),
    (row(quarters=(25, -25, 50, 50)), "H", "amount.negative"),
    (row(quarters=("x", 0, 0, 0)), "G", "amount.not_a_number"),
    (row(amount="31.08.2026"), "D", "amount.is_a_date"),
    (row(amount="1OO"), "D", "amount.lookalike_digits"),
    (row(amount="NaN"), "D", "amount.not_a_number"),
]


@ON_SQLITE
def test_each_fault_is_named_by_its_cell_and_says_the_remedy_in_three_languages(coded, tmp_path):
    found = looked_at(coded, tables.grid(FULL, *(one for one, _, _ in FAULTY)))
    assert cells(found) == [(f"{c}{n}", code) for n, (_, c, code) in enumerate(FAULTY, start=2)]
    app = make_app(f"sqlite:///{tmp_path}/a.db", tmp_path)
    told = {}
    for language in ("ky", "ru", "en"):
        with app.test_request_context(), force_locale(language):
            told[language] = [faults.tell(fault) for fault in found.errors]
    for place, fault in enumerate(found.errors):
        sentences = {told[language][place].message for language in told}
        assert len(sentences) == 3, fault.code
        assert all(told[language][place].remedy for language in told), fault.code
    assert "Тизмеден" in told["ky"][0].remedy


@ON_SQLITE
def test_a_template_offers_the_codes_in_force_and_tells_what_they_rest_on(coded):
    sheets = {sheet.name: sheet for sheet in reading.read(issued(coded), "a.xlsx")}
    offered = [cell.text for cell in sheets["_lists"].cells.values()]
    assert "код 2215 [2215]" in offered
    assert "код 2221 [2221]" not in offered
    assert "резервдик фонд [reserve]" in offered
    guide = " ".join(cell.text for cell in sheets["Нускама"].cells.values())
    assert "2215 — код 2215. Булагы: An order" in guide
    assert "7092 — код 7092. Шарттуу маани, ченем эмес." in guide


def test_quarters_come_in_go_out_and_come_back_unchanged(coded):
    content = tables.grid(FULL, row(), row(school="S-1001", quarters=("", "", 100, "")))
    first = looked_at(coded, content)
    assert first.errors == ()
    assert first.values[1].quarters == (som(0), som(0), som(100), som(0))
    keep(coded, first)
    with Session(coded.writer) as session:
        draft = session.scalars(select(DraftLine).where(DraftLine.beneficiary == "S-1002")).one()
        assert (draft.code, draft.function) == ("2215", "7092")
        assert draft.quarters == (som(25),) * 4
    again = looked_at(coded, issued(coded))
    assert (again.errors, again.warnings, again.new, again.changed) == ((), (), (), ())
    assert again.unchanged == 2


@ON_SQLITE
def test_a_code_out_of_force_stays_where_it_was_approved_and_comes_nowhere_else(coded):
    with coded.act() as session:  # the line was approved when the code was in force
        session.get(Line, coded.lines["fire of S-1001"]).code = "2221"
    again = looked_at(coded, issued(coded))
    assert (again.errors, again.unchanged, again.changed) == ((), 3, ())
    new = looked_at(coded, tables.grid(FULL[:5], row(code="2221")[:5]))
    assert cells(new) == [("E2", "line.code_not_in_force")]


@ON_SQLITE
def test_a_table_without_quarters_keeps_those_of_unchanged_sums_and_warns_of_the_others(coded):
    keep(coded, looked_at(coded, tables.grid(FULL, row(), row(school="S-1001"))))
    plain = tables.grid(FULL[:6], row()[:6], row(amount=90, school="S-1001")[:6])
    found = looked_at(coded, plain)
    assert [one.quarters for one in found.values] == [(som(25),) * 4, None]
    assert [(c.column, c.old, c.new) for c in found.changed] == [("amount", som(100), som(90))]
    (warning,) = [one for one in found.warnings if one.code == "quarters.emptied"]
    assert warning.facts == {"rows": [3]}


@ON_SQLITE
def test_a_changed_quarter_is_shown_with_its_cell(coded):
    keep(coded, looked_at(coded, tables.grid(FULL, row())))
    found = looked_at(coded, tables.grid(FULL, row(quarters=(50, 0, 25, 25))))
    shown = [(one.cell, one.column, one.old, one.new) for one in found.changed]
    assert shown == [("G2", "quarter_1", som(25), som(50)), ("H2", "quarter_2", som(25), som(0))]


@ON_SQLITE
def test_less_than_contracts_claim_is_named_by_cell_and_a_line_left_out_by_its_number(world):
    world.contract()
    line = world.lines["fire"]
    head = ("Мектеп же аймак", "Категория", "Источник", "Сумма")
    few = looked_at(world, tables.grid(head, (AIMAK, "emergency", LOCAL, 31_999)))
    assert cells(few) == [("D2", "line.below_committed")]
    assert few.errors[0].facts == {"line": line, "committed": som(32_000), "amount": som(31_999)}
    none = looked_at(world, tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 50_000)))
    assert cells(none) == [("", "line.below_committed")]
    enough = looked_at(world, tables.grid(head, (AIMAK, "emergency", LOCAL, 32_000)))
    assert enough.errors == ()


@ON_SQLITE
def test_a_reserve_is_the_places_own(world):
    head = ("Мектеп же аймак", "Категория", "Источник", "Сумма")
    rows = (("S-1001", "резервдик фонд", LOCAL, 5), (AIMAK, "Резервдик фонд", LOCAL, 5))
    found = looked_at(world, tables.grid(head, *rows))
    assert cells(found) == [("A2", "line.reserve_elsewhere")]


def test_two_cells_edited_in_an_export_are_exactly_two_amendments(world):
    sheet = reading.read(issued(world, "ru"), "a.xlsx")[0]
    column = COLUMNS.index("amount") + 1
    at = [f"I{row}" for row in range(3, 6)]
    assert sheet.at(1, column).text == "amount"
    content = tables.edited(issued(world, "ru"), {at[0]: 100_001.5, at[2]: 99_000})
    found = looked_at(world, content)
    assert [one.cell for one in found.changed] == [at[0], at[2]]
    assert (found.unchanged, found.new, found.left_out, found.amends) == (1, (), (), True)
    keep(world, found)
    with world.act() as session:
        draft = session.scalars(select(Version).where(Version.status == "draft")).one()
        budgets.submit(session, world.officer, draft.id, reason="Эки уяча.")
    with Session(world.writer) as session:
        card = drafts.versions(session, [AIMAK], YEAR)[0]
        changed = draft_lines.changes(session, card)
        assert [(one.old, one.new) for one in changed] == [
            (som(100_000), som("100001.50")),
            (som(100_000), som(99_000)),
        ]


@ON_SQLITE
def test_a_template_of_an_earlier_make_is_read_and_says_what_it_lacks(world):
    old = tuple(name for name in COLUMNS if name not in ("function", *QUARTERS))
    told = stamp.Stamp("budget-1", AIMAK, YEAR, "ky", "2026-01-01", 99)

    def fill(sheet, book):
        sheet.write_row(0, 0, old)
        sheet.write_row(1, 0, old)
        sheet.write_row(2, 0, ("", "S-1001", "", "FIR-01", LOCAL, "", "", 50_000, ""))
        hidden = book.add_worksheet(stamp.SHEET)
        for number, pair in enumerate(stamp.rows(told, KEY)):
            hidden.write_row(number, 0, pair)

    found = looked_at(world, tables.workbook(fill))
    assert found.template
    assert (found.errors, found.unchanged) == ((), 1)
    assert "template.older_make" in {one.code for one in found.warnings}


@ON_SQLITE
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_old_excel_and_open_document_are_read_too(world, kind):
    content = getattr(tables, kind)(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000.5))
    found = looked_at(world, content, f"budget.{kind}")
    assert (found.errors, found.total) == ((), som("60000.50"))


@ON_SQLITE
@pytest.mark.parametrize(
    ("sign", "encoding"), [(",", "utf-8-sig"), (";", "cp1251"), ("\t", "utf-8"), ("\t", "utf-16")]
)
def test_csv_is_read_by_its_sign_in_the_encodings_of_offices(world, sign, encoding):
    lines = [HEADER[1:], ("S-1001", "FIR-01", LOCAL, "60000.5" if sign == "," else "60 000,5")]
    text = "\n".join(sign.join(line) for line in lines)
    found = looked_at(world, text.encode(encoding), "budget.csv")
    assert (found.errors, found.total) == ((), som("60000.50"))


@ON_SQLITE
def test_a_pasted_block_without_header_is_read_in_the_order_of_the_template(world):
    line = ("№ 2 мектеп", "", "FIR-02", "жергиликтүү бюджет: өздүк кирешелер", "", "", "", "5,50")
    content, bare = pasted.table("\t".join(("", *line)) + "\r\n", YEAR)
    assert bare
    found = looked_at(world, content, pasted.NAME, part=True)
    assert found.errors == ()
    assert [one.values.amount for one in found.new] == [som("5.50")]
    assert (found.stay, len(found.values), found.left_out) == (3, 4, ())
    headed, bare = pasted.table("Школа\tТребование\tИсточник\tСумма\nS-1001\tFIR-01\tx\t5", YEAR)
    assert not bare
    assert cells(looked_at(world, headed, pasted.NAME)) == [("C2", "source.not_found")]


@ON_SQLITE
def test_the_first_table_of_a_year_undone_leaves_nothing_and_once_handed_in_nothing_is_kept(world):
    content = tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000))
    with Session(world.writer) as session:
        found = preview(session, reading.read(content, "a.xlsx"), AIMAK, YEAR + 1, KEY)
    number = keep(world, found, year=YEAR + 1)
    with world.act() as session:
        acts.undo_import(session, world.officer, number)
    with Session(world.writer) as session:
        facts = known(session, AIMAK, YEAR + 1)
        assert (facts.lines, facts.ceilings) == ((), None)
        found = preview(session, reading.read(content, "a.xlsx"), AIMAK, YEAR + 1, KEY)
    number = keep(world, found, year=YEAR + 1)
    with world.act() as session:
        draft = session.scalars(select(Version).where(Version.status == "draft")).one()
        budgets.submit(session, world.officer, draft.id)
        before.forget(session)
    with Session(world.writer) as session:
        assert session.get(Batch, number).before is None
        assert reports.batch(session, number).stuck.code == "undo.handed_in"


def test_an_import_is_undone_once_and_only_while_nobody_changed_the_draft(world):
    first = looked_at(world, tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000)))
    number = keep(world, first)
    other = looked_at(world, tables.grid(HEADER[1:], ("S-1002", "FIR-01", LOCAL, 5)))
    second = keep(world, other)
    with Session(world.writer) as session:
        assert reports.batch(session, number).stuck.code == "undo.changed_since"
        assert reports.batch(session, second).stuck is None
    for _twice in range(2):
        with world.act() as session:
            acts.undo_import(session, world.officer, second)
    with Session(world.writer) as session:
        draft = session.scalars(select(Version.id).where(Version.status == "draft")).one()
        lines = session.scalars(select(DraftLine).where(DraftLine.version_id == draft)).all()
        assert [(one.beneficiary, one.amount) for one in lines] == [("S-1001", som(60_000))]
        assert (
            lines[0].line_id
            == session.scalars(select(Line.id).where(Line.beneficiary == "S-1001")).one()
        )
        assert reports.batch(session, second).undone_at is not None
