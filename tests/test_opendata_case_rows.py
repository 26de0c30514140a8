"""Workbooks of purchases, deliveries and payments: out and in again, judged cell by cell."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.errors import NotPermitted, Refusal
from core.money import som
from opendata import days
from opendata.acts import File
from opendata.case_rows import DELIVERIES, PAYMENTS, PURCHASES, acts, headers, kept
from opendata.case_rows.preview import Look, known
from opendata.case_rows.standing import standing
from opendata.case_rows.words import COLUMNS, HEADERS
from opendata.models import Batch
from opendata.sheets import DATE, NUMBER, TEXT, Cell, Sheet, reading
from opendata.workbook.cases import template
from procurement import acts as procurement
from procurement.models import Contract, Delivery, Payment, Purchase
from tests.tables import edited
from tests.world import AIMAK, DAY, OTHER_AIMAK, YEAR, World, extinguishers

ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)
FILE = File("0" * 64, "table.xlsx", 1)
KEY = b"key"


def table(kind: str, *rows: dict[str, object]) -> list[Sheet]:
    """A sheet with the codes of the template and these rows, from row 3."""
    names = COLUMNS[kind]
    cells = {(1, at): Cell(TEXT, name) for at, name in enumerate(names, start=1)}
    cells |= {(2, at): Cell(TEXT, HEADERS[name].en or "") for at, name in enumerate(names, start=1)}
    for number, row in enumerate(rows, start=3):
        for name, value in row.items():
            cells[number, names.index(name) + 1] = as_cell(value)
    return [Sheet("Table", True, cells)]


def as_cell(value: object) -> Cell:
    if isinstance(value, Cell):
        return value
    if isinstance(value, date):
        return Cell(DATE, value.isoformat())
    return Cell(TEXT if isinstance(value, str) else NUMBER, str(value))


def look(world: World, kind: str, sheets: list[Sheet]):
    with Session(world.writer) as session:
        return Look(kind)(session, sheets, AIMAK, YEAR, KEY)


def written(world: World, kind: str, language: str = "ky") -> bytes:
    with Session(world.writer) as session:
        facts = known(session, kind, AIMAK, YEAR)
    return template(facts, language, issued_on="2026-03-02", key=KEY)


def entered(world: World, kind: str, sheets: list[Sheet], act):
    found = look(world, kind, sheets)
    assert found.errors == ()
    with world.act() as session:
        return act(session, world.officer, AIMAK, YEAR, found.work, seen=found.seen, file=FILE)


def drafted(world: World, **changes: object) -> int:
    with world.act() as session:
        values = replace(extinguishers(world.lines["fire"]), **changes)
        return procurement.draft(session, world.officer, AIMAK, YEAR, values).id


def faults(found) -> set[tuple[str, str]]:
    return {(fault.cell, fault.code) for fault in found.errors}


NEW = {
    "title": "Аптечкалар",
    "method": "single_source",
    "requirement": "FIR-01",
    "item": "Өрт өчүргүч",
    "unit": "даана",
    "unit_price": 100,
    "school": "S-1001",
    "quantity": 2,
}


@ON_SQLITE
@pytest.mark.parametrize("language", ["ky", "ru", "en"])
def test_the_export_of_a_year_comes_back_unchanged(world: World, language: str) -> None:
    drafted(world, due_on=date(2026, 9, 1))
    world.contract()
    for kind in (PURCHASES, DELIVERIES, PAYMENTS):
        found = look(world, kind, reading.read(written(world, kind, language), "a.xlsx"))
        assert (found.errors, found.warnings) == ((), ())
        assert (found.work, found.new, found.changes) == ((), (), ())
        assert found.unchanged == {PURCHASES: 4, DELIVERIES: 2, PAYMENTS: 1}[kind]


@ON_SQLITE
def test_two_edited_cells_change_exactly_two_things(world: World) -> None:
    number = drafted(world)
    other = drafted(world, title="Башка")
    # O: the quantity of the first school's part; L: the price of the item.
    content = edited(written(world, PURCHASES), {"O4": 5, "L3": 3000})
    found = look(world, PURCHASES, reading.read(content, "a.xlsx"))
    told = [(one.cell, one.column, one.old, one.new) for one in found.changes]
    assert told == [("L3", "unit_price", "3200", "3000"), ("O4", "quantity", "3", "5")]
    assert [one.number for one in found.work] == [number]

    batch = entered(world, PURCHASES, reading.read(content, "a.xlsx"), acts.import_purchases)
    with Session(world.writer) as session:
        changed = session.get(Purchase, number)
        assert (changed.amount, changed.version) == (som(36000), 2)
        assert session.get(Purchase, other).version == 1
        assert session.get(Batch, batch.id).kind == PURCHASES

    with world.act() as session:
        acts.undo_purchases(session, world.officer, batch.id)
    with Session(world.writer) as session:
        back = standing(session.get(Purchase, number)).values
        assert back == replace(extinguishers(world.lines["fire"]))
        assert session.get(Batch, batch.id).undone_at is not None


def test_new_purchases_are_drafted_and_thrown_away_again(world: World) -> None:
    fire = str(world.lines["fire"])
    rows = [
        {**NEW, "budget_line": f"Өрт [{fire}]"},
        {"school": "№ 2 мектеп [S-1002]", "quantity": "1,5", "budget_line": fire},
        {**NEW, "title": "Башка", "covers": 3, "budget_line": fire},
    ]
    batch = entered(world, PURCHASES, table(PURCHASES, *rows), acts.import_purchases)
    assert (batch.rows, batch.total) == (2, som(550))
    with Session(world.writer) as session:
        first, second = session.scalars(select(Purchase).order_by(Purchase.id)).all()
        (line,) = first.lines
        assert [(one.school, one.quantity) for one in line.shares] == [
            ("S-1001", Decimal(2)),
            ("S-1002", Decimal("1.5")),
        ]
        assert standing(second).values.lines[0].covers == (("FIR-01", Decimal(3)),)
        packed = kept.packed(standing(second).values)
        assert kept.unpacked(packed) == standing(second).values
    with world.act() as session:
        acts.undo_purchases(session, world.officer, batch.id)
        assert session.scalar(select(Purchase)) is None


@ON_SQLITE
def test_an_import_cannot_be_undone_once_a_purchase_of_it_is_public(world: World) -> None:
    row = {**NEW, "budget_line": str(world.lines["fire"])}
    batch = entered(world, PURCHASES, table(PURCHASES, row), acts.import_purchases)
    with world.act() as session:
        number = session.scalar(select(Purchase.id))
        session.get_one(Purchase, number).method_ground = "annual_procurement"  # at its page
        procurement.plan(session, world.officer, number, on=DAY)
    with pytest.raises(Refusal, match=r"undo\.purchases_changed"), world.act() as session:
        acts.undo_purchases(session, world.officer, batch.id)


@ON_SQLITE
def test_a_public_purchase_is_not_changed_by_a_table(world: World) -> None:
    world.purchase()
    content = edited(written(world, PURCHASES), {"O4": 5, "C3": "Башкача"})
    found = look(world, PURCHASES, reading.read(content, "a.xlsx"))
    assert faults(found) == {
        ("O4", "purchase_row.published"),
        ("C3", "purchase_row.published"),
    }


@ON_SQLITE
def test_each_cell_of_a_purchase_says_what_is_wrong_with_it(world: World) -> None:
    fire, food = str(world.lines["fire"]), str(world.lines["food"])
    own = str(world.lines["fire of S-1001"])
    wrong = [
        {"quantity": "NaN"},
        {"quantity": "-2"},
        {"quantity": "1О"},
        {"unit_price": "12x"},
        {"unit_price": 0},
        {"school": "S-1003"},
        {"school": "жок"},
        {"requirement": "XXX-99"},
        {"method": "колдон"},
        {"budget_line": "999"},
        {"budget_line": food},
        {"budget_line": own, "school": "S-1002"},
        {"budget_line": f"{fire}: 1; {own}: 2"},
        {"due_on": "31.02.2026"},
        {"covers": "көп"},
        {"purchase": "999"},
        {"item": ""},
    ]
    rows = [
        {**NEW, "title": f"№ {number}", "budget_line": fire, **one}
        for number, one in enumerate(wrong)
    ]
    rows = [{name: value for name, value in row.items() if value != ""} for row in rows]
    found = look(world, PURCHASES, table(PURCHASES, *rows))
    assert faults(found) == {
        ("O3", "passport.not_a_number"),
        ("O4", "passport.negative"),
        ("O5", "passport.lookalike_digits"),
        ("L6", "amount.not_a_number"),
        ("L7", "cell.not_positive"),
        ("N8", "beneficiary.elsewhere"),
        ("N9", "beneficiary.not_found"),
        ("H10", "requirement.not_found"),
        ("D11", "method.not_found"),
        ("P12", "budget_line.not_found"),
        ("P13", "budget_line.other_purpose"),
        ("P14", "budget_line.other_school"),
        ("P15", "budget_line.parts_differ"),
        ("F16", "day.not_a_day"),
        ("M17", "passport.not_a_number"),
        ("A18", "purchase_row.not_found"),
        ("I19", "cell.empty"),
    }
    assert not found.may_be_kept


@ON_SQLITE
def test_rows_of_one_purchase_may_not_contradict_each_other(world: World) -> None:
    fire = str(world.lines["fire"])
    first = {**NEW, "budget_line": fire}
    again = {**first, "unit_price": 90}
    found = look(world, PURCHASES, table(PURCHASES, first, again))
    assert faults(found) == {("L4", "purchase_row.told_otherwise"), ("N4", "row.told_twice")}


@ON_SQLITE
def test_a_table_of_ones_own_is_known_by_the_words_of_its_header(world: World) -> None:
    world.contract()
    head = ["№ договора", "Номер договора", "Дата оплаты", "Платежное поручение", "Сумма"]
    row = ["1", "К-1", "05.03.2026", "П-7", "100"]
    cells = {(2, at): Cell(TEXT, text) for at, text in enumerate(head, start=1)}
    cells |= {(3, at): Cell(TEXT, text) for at, text in enumerate(row, start=1)}
    found = look(world, PAYMENTS, [Sheet("Лист", True, cells)])
    assert faults(found) == {("E3", "amount.over_accepted")}  # understood, and nothing came yet
    with pytest.raises(Refusal, match=r"import\.columns_missing"):
        headers.find([Sheet("Лист", True, {k: v for k, v in cells.items() if k[1] < 5})], PAYMENTS)
    with pytest.raises(Refusal, match=r"import\.no_header"):
        headers.find([Sheet("Лист", True, {(1, 1): Cell(TEXT, "Сүрөт")})], PAYMENTS)


def test_deliveries_are_entered_by_contract_waybill_and_day(world: World) -> None:
    contract = world.contract()
    rows = reading.read(written(world, DELIVERIES), "a.xlsx")[0]
    assert rows.at(3, 8).text == "7"
    content = edited(
        written(world, DELIVERIES),
        {"I3": "Ж-1", "J3": "5.3.2026", "K3": 4, "I4": "Ж-1", "J4": 46086, "K4": "3"},
    )
    batch = entered(world, DELIVERIES, reading.read(content, "a.xlsx"), acts.import_deliveries)
    assert batch.rows == 1
    with Session(world.writer) as session:
        delivery = session.scalar(select(Delivery))
        assert (delivery.contract_id, delivery.on) == (contract, date(2026, 3, 5))
        assert [(one.school, one.quantity) for one in delivery.lines] == [
            ("S-1001", Decimal(4)),
            ("S-1002", Decimal(3)),
        ]
    found = look(world, DELIVERIES, reading.read(content, "a.xlsx"))
    assert {code for _, code in faults(found)} == {"waybill.known"}
    assert [one.code for one in found.warnings] == ["case_rows.template_stale"]


@ON_SQLITE
def test_each_cell_of_a_delivery_says_what_is_wrong_with_it(world: World) -> None:
    contract = world.contract()
    with Session(world.writer) as session:
        line = session.get(Contract, contract).lines[0].id
    tomorrow = clock.today() + timedelta(days=1)
    good = {
        "contract": f"К-1 [{contract}]",
        "item": f"Өрт өчүргүч [{line}]",
        "school": "S-1001",
        "waybill": "Ж-1",
        "on": DAY,
        "quantity": 4,
    }
    wrong = [
        {},
        {},
        {"waybill": "Ж-2"},
        {"waybill": "Ж-3", "school": "S-1003"},
        {"waybill": "Ж-4", "on": tomorrow},
        {"waybill": "Ж-5", "on": date(2026, 3, 1)},
        {"waybill": "Ж-6", "contract": "К-9 [999]"},
        {"waybill": "Ж-7", "item": "башка"},
        {"waybill": "Ж-8", "quantity": "0"},
        {"waybill": "", "quantity": 1},
    ]
    rows = [{**good, **one} for one in wrong]
    rows = [{name: value for name, value in row.items() if value != ""} for row in rows]
    assert faults(look(world, DELIVERIES, table(DELIVERIES, *rows))) == {
        ("I4", "row.told_twice"),
        ("K5", "quantity.over_left"),
        ("E6", "beneficiary.elsewhere"),
        ("J7", "day.in_future"),
        ("J8", "day.before_contract"),
        ("A9", "contract_row.not_found"),
        ("C10", "item_row.not_found"),
        ("K11", "cell.not_positive"),
        ("I12", "cell.empty"),
    }


@ON_SQLITE
def test_payments_are_posted_as_the_rows_stand(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7}))
    content = edited(written(world, PAYMENTS), {"H3": "5.3.2026", "I3": "П-1", "J3": "22 400,00"})
    batch = entered(world, PAYMENTS, reading.read(content, "a.xlsx"), acts.import_payments)
    assert batch.total == som(22400)
    with Session(world.writer) as session:
        (payment,) = session.scalars(select(Payment)).all()
        assert (payment.kind, payment.document, payment.amount) == ("payment", "П-1", som(22400))
    # Seen before the payment: the same work again is refused whole.
    with pytest.raises(Refusal, match=r"record\.changed_meanwhile"), world.act() as session:
        acts.import_payments(session, world.officer, AIMAK, YEAR, (), seen=0, file=FILE)


@ON_SQLITE
def test_each_cell_of_a_payment_says_what_is_wrong_with_it(world: World) -> None:
    contract = world.contract(advance_limit=som(5000))
    world.accepted(world.delivered(contract, {"S-1002": 3}))
    with world.act() as session:
        ended = session.get(Purchase, world.purchase(title="Башка"))
    good = {"contract": f"К-1 [{contract}]", "on": DAY, "document": "П-1", "amount": 9000}
    wrong = [
        {"supplier": "ОсОО Сыноо"},
        {"document": "П-2"},
        {"document": "П-3", "kind": "аванс", "amount": 5000},
        {"document": "П-4", "kind": "аванс", "amount": 6000, "reason": "Жол."},
        {"document": "П-5", "kind": "возврат", "amount": 9999, "reason": "Кайтты."},
        {"document": "П-6", "kind": "белек"},
        {"document": "П-7", "amount": "١٢٣"},
        {"document": "П-8", "amount": "-5"},
        {"document": "П-9", "contract": "жок"},
        {"amount": 600},
        {"document": "П-10", "supplier": "Башка ишкана"},
    ]
    found = look(world, PAYMENTS, table(PAYMENTS, *({**good, **one} for one in wrong)))
    assert faults(found) == {
        ("J4", "amount.over_accepted"),
        ("K5", "reason.needed"),
        ("J6", "amount.over_advance"),
        ("J7", "amount.over_paid"),
        ("G8", "payment_kind.not_found"),
        ("J9", "amount.lookalike_digits"),
        ("J10", "amount.negative"),
        ("A11", "contract_row.not_found"),
        ("I12", "row.told_twice"),
        ("B13", "contract_row.other_supplier"),
    }
    assert ended is not None


@ON_SQLITE
def test_a_contract_of_another_place_year_or_state_is_named_as_such(world: World) -> None:
    contract = world.contract()
    row = {"contract": f"К-1 [{contract}]", "on": DAY, "document": "П-1", "amount": 1}
    sheets = table(PAYMENTS, row)
    with Session(world.writer) as session:
        elsewhere = Look(PAYMENTS)(session, sheets, OTHER_AIMAK, YEAR)
        later = Look(PAYMENTS)(session, sheets, AIMAK, YEAR + 1)
    assert faults(elsewhere) == {("A3", "contract_row.elsewhere")}
    assert faults(later) == {("A3", "contract_row.other_year")}
    with world.act() as session:
        number = session.get(Contract, contract).purchase_id
        procurement.close(session, world.officer, number, reason="Келген жок.")
    assert faults(look(world, PAYMENTS, sheets)) == {("A3", "contract_row.closed")}


@ON_SQLITE
def test_all_of_a_table_is_entered_or_nothing(world: World) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1002": 3}))
    row = {"contract": f"К-1 [{contract}]", "on": DAY, "document": "П-1", "amount": 100}
    found = look(world, PAYMENTS, table(PAYMENTS, row, {**row, "document": "П-2"}))
    spoiled = (found.work[0], replace(found.work[1], amount=som(99999)))
    with pytest.raises(Refusal, match=r"payment\.over"), world.act() as session:
        acts.import_payments(
            session, world.officer, AIMAK, YEAR, spoiled, seen=found.seen, file=FILE
        )
    with Session(world.writer) as session:
        assert session.scalar(select(Payment)) is None
        for act in (acts.import_purchases, acts.import_deliveries, acts.import_payments):
            with pytest.raises(NotPermitted):
                act(session, world.other_officer, AIMAK, YEAR, (), seen=0, file=FILE)


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        (Cell(DATE, "2026-03-02"), DAY),
        (Cell(DATE, "2026-03-02T00:00:00"), DAY),
        (Cell(NUMBER, "46083"), DAY),
        (Cell(TEXT, "46083"), DAY),
        (Cell(TEXT, "2.3.2026"), DAY),
        (Cell(TEXT, "02/03/2026 г."), DAY),
        (Cell(TEXT, "2026-03-02"), DAY),
        (Cell(TEXT, "30.02.2026"), None),
        (Cell(TEXT, "2.3.26"), None),
        (Cell(NUMBER, "460.83"), None),
        (Cell(TEXT, "٢.٣.2026"), None),
        (Cell(NUMBER, "3"), None),
        (Cell("uncounted", ""), None),
    ],
)
def test_a_day_is_read_as_people_and_spreadsheets_write_it(cell: Cell, day: date | None) -> None:
    if day is not None:
        assert days.read(cell) == day
        return
    with pytest.raises(Refusal):
        days.read(cell)
