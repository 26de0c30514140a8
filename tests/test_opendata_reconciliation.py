"""An extract read, compared and kept: what it may look like, and what is never kept of it."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotPermitted, Refusal
from core.money import som
from journal.models import Entry
from opendata.models import Reconciliation
from opendata.reconciliation import Theirs, acts, extract, reports, rules
from opendata.sheets import DATE, Cell, Sheet
from tests.test_opendata_case_rows import as_cell
from tests.world import AIMAK, DAY, YEAR, World

ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)
SINCE, UNTIL = date(2026, 1, 1), date(2026, 12, 31)
PERSON = "10101199000001"  # invented, of a natural person by its first digit
HEAD = ("Дата операции", "№ документа", "ИНН", "Получатель", "Расход", "Возврат", "Назначение")


def sheet(*rows: tuple[object, ...]) -> Sheet:
    cells = {
        (row, column): as_cell(value)
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if value != ""
    }
    return Sheet("Выписка", True, cells)


EXTRACT = sheet(
    ("Выписка казначейства, 2026",),
    HEAD,
    (1, 2, 3, 4, 5, 6, 7),
    ("02.03.2026", "000П-1", "00000000000001", "ОсОО Сыноо", "22 400,00", "", "Договор К-1"),
    (Cell(DATE, "2026-03-04"), 77, 10101199000001, "Сыноо Адам", 500, "", "Кызмат"),
    ("05.03.2026", "9", "", "ОсОО Сыноо, ИНН 00000000000001", "", 400, "кайтаруу"),
    ("06.03.2025", "10", "", "ОсОО Сыноо", 1, "", "башка жыл"),
    ("Итого", "", "", "", "22 901,00", "", ""),
)


@ON_SQLITE
def test_an_extract_is_read_past_titles_sums_and_other_years(world: World) -> None:
    with Session(world.writer) as session:
        header = extract.find(session, AIMAK, [EXTRACT])
    told = extract.read(header, SINCE, UNTIL)
    assert (told.errors, told.passed, told.outside) == ([], [3, 8], 1)
    first, person, back = told.rows
    assert first == Theirs(
        4, DAY, som(22400), "000П-1", "00000000000001", "ОсОО Сыноо", "Договор К-1"
    )
    assert (person.on, person.inn, person.amount) == (date(2026, 3, 4), PERSON, som(500))
    assert rules.is_person(person)
    assert (back.amount, back.inn, back.name) == (som(-400), "00000000000001", "ОсОО Сыноо")


@ON_SQLITE
def test_each_cell_of_an_extract_says_what_is_wrong_with_it(world: World) -> None:
    spoiled = sheet(
        HEAD,
        ("кечээ", "1", "", "А", 5, "", ""),
        ("02.03.2026", "2", "", "А", "NaN", "", ""),
        ("02.03.2026", "3", "", "А", "", "", ""),
        ("02.03.2026", "4", "", "А", "1О0", "", ""),
    )
    with Session(world.writer) as session:
        told = extract.read(extract.find(session, AIMAK, [spoiled]), SINCE, UNTIL)
    assert {(fault.cell, fault.code) for fault in told.errors} == {
        ("A2", "day.not_a_day"),
        ("E3", "amount.not_a_number"),
        ("E4", "extract.no_amount"),
        ("E5", "amount.lookalike_digits"),
    }


@ON_SQLITE
def test_columns_nobody_knows_are_asked_about_once_and_remembered(world: World) -> None:
    foreign = sheet(("Tag", "Betrag", "Text"), ("02.03.2026", 5, "К-1"))
    with world.act() as session:
        with pytest.raises(Refusal, match=r"import\.no_header"):
            extract.find(session, AIMAK, [foreign])
        columns = {"on": 1, "amount": 2, "purpose": 3}
        known_by = extract.known_by(foreign, 1)
        acts.choose_extract_columns(
            session, world.approver, AIMAK, known_by=known_by, columns=columns
        )
        header = extract.find(session, AIMAK, [foreign])
    assert [row.amount for row in extract.read(header, SINCE, UNTIL).rows] == [som(5)]
    with pytest.raises(Refusal, match=r"import\.columns_missing"), world.act() as session:
        extract.find(session, AIMAK, [sheet(("Дата", "Сумма"), ("02.03.2026", 5))])


def test_of_a_comparison_only_counts_sums_and_a_hash_are_kept(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7}))
    world.paid(contract, "22400")
    rows = [
        Theirs(4, DAY, som(22400), "П-1", "00000000000001", "ОсОО Сыноо"),
        Theirs(5, DAY, som(500), "77", PERSON, "Сыноо Адам", "Кызмат"),
    ]
    kept = {"since": SINCE, "until": UNTIL, "sha256": "0" * 64}
    with world.act() as session:
        acts.keep(session, world.approver, AIMAK, YEAR, rows, seen=1, **kept)
    with Session(world.writer) as session:
        told = reports.last(session, AIMAK, YEAR)
        assert [(one.name, one.ours, one.theirs) for one in told.classes] == [
            ("matched", 1, 1),
            ("different", 0, 0),
            ("ambiguous", 0, 0),
            ("missing_here", 0, 1),
            ("missing_there", 0, 0),
            ("all", 1, 2),
        ]
        assert (told.of("all").our_amount, told.of("all").their_amount) == (som(22400), som(22900))
        leaf = session.scalars(select(Entry).order_by(Entry.number.desc())).first()
        assert leaf.table == "reconciliations"
        assert PERSON not in leaf.leaf
        assert "Адам" not in leaf.leaf
    for actor, seen, error in (
        (world.council, 1, NotPermitted),
        (world.officer, 0, Refusal),
    ):
        with pytest.raises(error), world.act() as session:
            acts.keep(session, actor, AIMAK, YEAR, rows, seen=seen, **kept)
    with pytest.raises(Refusal, match=r"extract\.no_rows"), world.act() as session:
        acts.keep(session, world.officer, AIMAK, YEAR, [], seen=1, **kept)
    with Session(world.writer) as session:
        assert len(session.scalars(select(Reconciliation)).all()) == 1


def test_a_row_that_is_missing_here_leads_to_the_contract_it_may_be_of() -> None:
    some = [
        rules.OpenContract(1, "К-1", "00000000000001", "«Сыноо» ЖЧК"),
        rules.OpenContract(2, "К-2", "00000000000001", "«Сыноо» ЖЧК"),
        rules.OpenContract(3, "К-3", "00000000000003", "«Башка» ЖЧК"),
    ]
    row = Theirs(1, DAY, som(5), "", "00000000000001", "", "")
    assert [one.id for one in rules.contracts_for(row, some)] == [1, 2]
    named = Theirs(1, DAY, som(5), purpose="келишим № К-2")
    assert [one.id for one in rules.contracts_for(named, some)] == [2]
    by_name = Theirs(1, DAY, som(5), name="ОсОО Башка")
    assert [one.id for one in rules.contracts_for(by_name, some)] == [3]
    assert rules.contracts_for(Theirs(1, DAY, som(5)), some) == ()
