"""Tables as officers have them: asked about once, pasted, undone; nothing half done."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from budgets.models import DraftLine, Version
from core.money import som
from opendata.models import ColumnMapping
from opendata.sheets import reading
from tests import tables
from tests.office_world import Browser, build_app
from tests.tables import HEADER, LOCAL
from tests.test_office_imports import upload
from tests.world import AIMAK, YEAR, World

HERE = f"?place={AIMAK}&year={YEAR}"
NEW = f"/ky/office/imports/new{HERE}"
ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)
OWN = "жергиликтүү бюджет: өздүк кирешелер"


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


def unclear(*amounts: object) -> bytes:
    """A table whose header nobody can make out: merged, with words of its own, in thousands."""

    def fill(sheet, _book):
        sheet.merge_range("A1:D1", "Өткөн жылдын таблицасы")
        sheet.merge_range("A2:A3", "Кимге")
        sheet.merge_range("B2:B3", "Эмне үчүн")
        sheet.merge_range("C2:D2", "Акча")
        sheet.write_row("C3", ("Кайдан", "Канча"))
        for row, amount in enumerate(amounts, start=3):
            sheet.write_row(row, 0, (f"№ {row - 2} мектеп", "FIR-01", OWN, amount))

    return tables.workbook(fill)


def drafted(world: World) -> list[tuple[str, object]]:
    """The lines of the open draft: for whom, how much."""
    with world.act() as session:
        draft = session.scalar(select(Version.id).where(Version.status == "draft"))
        rows = session.execute(
            select(DraftLine.beneficiary, DraftLine.amount)
            .where(DraftLine.version_id == draft)
            .order_by(DraftLine.position)
        )
        return [tuple(row) for row in rows]


def path_of(answer) -> str:
    """An address of the office that an answer leads to, without its beginning."""
    return answer.location.removeprefix("/ky/office").removeprefix("/en/office")


def test_last_years_table_is_asked_about_once_and_three_bad_rows_stop_it(
    app: Flask, world: World
) -> None:
    officer = Browser(app, "officer", "ky")
    sent = upload(officer.client, unclear("12x", -5, None), path=NEW)
    asked = officer.client.get(sent.location)
    assert asked.location.endswith("/columns")
    page = officer.client.get(asked.location)
    assert "Кайсы мамыча эмнени билдирет?" in page.text
    assert "Канча" in page.text
    chosen = {"column_1": "beneficiary", "column_2": "requirement", "column_3": "source"}
    wrong = officer.send(path_of(asked), {**chosen, "row": 3, "factor": 1000})
    assert wrong.status_code == 422
    assert "Таблицада мамычалар жок" in wrong.text
    done = officer.resend(wrong, path_of(asked), {**chosen, "column_4": "amount", "row": 3})
    assert done.status_code == 303
    preview = officer.client.get(done.location).text
    for cell, words in (("D4", "12x"), ("D5", "-5"), ("D6", "Сумма бош")):
        assert f"<b>{cell}</b>" in preview
        assert words in preview
    assert "Мамычалар бул баш сап үчүн кеңсеңиз тандагандай окулду" in preview
    assert 'name="seen"' not in preview
    assert drafted(world) == []

    second = upload(officer.client, unclear(12.5, "6,25"), path=NEW)  # the next month
    again = officer.client.get(second.location)
    assert again.status_code == 422 or "S-1002" in again.text or "№ 2 мектеп" in again.text
    assert "12\u00a0500" in again.text
    assert officer.send(path_of(second)).status_code == 303
    assert drafted(world) == [("S-1001", som(12_500)), ("S-1002", som(6_250))]


@ON_SQLITE
def test_a_choice_is_of_its_place_and_never_of_our_own_template(app: Flask, world: World) -> None:
    officer, other = Browser(app, "officer"), Browser(app, "other_officer")
    sent = upload(officer.client, unclear(1), path=NEW)
    columns = f"{path_of(sent)}/columns"
    assert other.get(columns).status_code in (403, 404, 422)
    template = officer.client.get(f"/ky/office/budgets/{AIMAK}/{YEAR}/template.xlsx").data
    cut = tables.edited(template, {"E1": "", "E2": ""})
    refused = upload(officer.client, cut, path=NEW)
    assert refused.status_code == 422
    assert "Үлгүнүн мамычалары өчүрүлгөн" in refused.text
    twice = officer.send(columns, {"column_1": "beneficiary", "column_2": "beneficiary", "row": 3})
    assert twice.status_code == 422
    with world.act() as session:
        assert session.scalar(select(func.count(ColumnMapping.id))) == 0


@ON_SQLITE
def test_two_columns_that_could_be_the_sum_are_asked_about(app: Flask) -> None:
    officer = Browser(app, "officer")
    head = (*HEADER[1:], "Сумма")
    content = tables.grid(head, ("S-1001", "FIR-01", LOCAL, 5, 6))
    sent = upload(officer.client, content)
    assert officer.client.get(sent.location).location.endswith("/columns")


def test_the_receipt_keeps_the_file_and_gives_the_draft_back(app: Flask, world: World) -> None:
    officer, approver = Browser(app, "officer"), Browser(app, "approver")
    content = tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000))
    sent = upload(officer.client, content, "бюджет.xlsx")
    done = officer.send(path_of(sent), {"reason": "Баалар өстү."})
    receipt = path_of(done)
    shown = approver.get(receipt).text
    assert "бюджет.xlsx" in shown
    assert "Баалар өстү." in shown
    file = approver.get(f"{receipt}/file")
    assert file.data == content
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert Browser(app, "other_officer").get(f"{receipt}/file").status_code == 404
    assert approver.get(f"{receipt}/undo").status_code == 403
    assert "Баалар өстү." in officer.get(f"/budgets/{AIMAK}/{YEAR}/submit").text

    assert officer.send(f"{receipt}/undo").status_code == 303
    assert len(drafted(world)) == 3
    assert "The import was undone" in officer.get(receipt).text
    assert officer.send(f"{receipt}/undo").status_code == 303  # idempotent: nothing more happens
    assert "Баалар өстү." not in officer.get(f"/budgets/{AIMAK}/{YEAR}/submit").text


@ON_SQLITE
def test_what_was_handed_in_cannot_be_undone(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    sent = upload(officer.client, tables.grid(HEADER[1:], ("S-1001", "FIR-01", LOCAL, 60_000)))
    receipt = path_of(officer.send(path_of(sent)))
    assert officer.send(f"/budgets/{AIMAK}/{YEAR}/submit", {"reason": "Себеп."}).status_code == 303
    assert "handed in after this import" in officer.get(receipt).text
    refused = officer.send(f"{receipt}/undo")
    assert refused.status_code == 422
    assert "Change it by an amendment." in refused.text


def test_an_export_with_two_cells_changed_shows_two_changes_and_hands_in_two(
    app: Flask, world: World
) -> None:
    officer, approver = Browser(app, "officer", "ky"), Browser(app, "approver", "ky")
    exported = officer.get(f"/budgets/{AIMAK}/{YEAR}/template.xlsx").data
    content = tables.edited(exported, {"I3": 100_001, "I5": 99_000})
    sent = upload(officer.client, content, path=NEW)
    page = officer.client.get(sent.location).text
    rows = re.findall(r'rowheader">(I\d)</th>', page)
    assert rows == ["I3", "I5"]
    assert officer.send(path_of(sent), {"reason": "Эки уяча оңдолду."}).status_code == 303
    assert officer.send(f"/budgets/{AIMAK}/{YEAR}/submit").status_code == 303
    shown = approver.get(f"/budgets/{AIMAK}/{YEAR}").text
    assert "Эки уяча оңдолду." in shown
    changes = shown.split("</table>")[1]
    assert changes.count('role="rowheader"') == 2


@ON_SQLITE
def test_a_block_is_pasted_and_the_other_lines_stay(app: Flask, world: World) -> None:
    officer = Browser(app, "officer")
    way = f"/imports/paste{HERE}"
    bad = (("", "Paste the cells here."), ("\t\n", "no cells"), ("a\n" * 201, "200"))
    for text, sentence in bad:
        answer = officer.send(way, {"text": text})
        assert answer.status_code == 422
        assert sentence in answer.text
    block = f"№ 2 мектеп\t\tFIR-02\t{OWN}\t\t\t\t7,50\r\n"
    sent = officer.send(way, {"text": block})
    assert sent.status_code == 303
    page = officer.client.get(sent.location)
    assert "not named, stay" in page.text
    assert officer.send(path_of(sent)).status_code == 303
    assert len(drafted(world)) == 4
    assert drafted(world)[0] == ("S-1002", som("7.50"))


@ON_SQLITE
def test_the_marked_table_is_still_known_as_ours(app: Flask) -> None:
    officer = Browser(app, "officer")
    exported = officer.get(f"/budgets/{AIMAK}/{YEAR}/template.xlsx").data
    sent = upload(officer.client, tables.edited(exported, {"I3": "12x"}))
    marked = officer.get(f"{path_of(sent)}/errors.xlsx").data
    assert "12x" in {cell.text for cell in reading.read(marked, "a.xlsx")[0].cells.values()}
    mended = upload(officer.client, tables.edited(marked, {"I3": 100_000}))
    page = officer.client.get(mended.location).text
    assert "made by hand" not in page
    assert "hidden sheet" not in page
