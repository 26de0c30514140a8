"""The annual plan at the desk and before everybody: proposed, published, changed, brought in."""

import io
import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.money import som
from opendata import ocds
from opendata.plan_rows.known import known
from opendata.plan_rows.preview import preview
from opendata.sheets import reading
from opendata.workbook.plans import template
from procurement.models import PlanLine
from tests import office_world, published, tables
from tests.office_world import Browser, build_app, filled
from tests.test_procurement_plan import published as published_line
from tests.world import AIMAK, COUNTRY, OTHER_AIMAK, YEAR, World

PLAN = f"/places/{AIMAK}/{YEAR}/plan"
KEY = b"key of the test"
ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)


@pytest.fixture
def app(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setitem(office_world.PEOPLE, "editor", (30, [("editor", COUNTRY)]))
    return build_app(world, tmp_path)


@pytest.fixture
def officer(app: Flask) -> Browser:
    return Browser(app, "officer")


def press(who: Browser, button: str):
    """Press a button of the plan's page, which is a form of its own."""
    page = who.get(PLAN).text
    part = page.split(f'action="{who.root}{PLAN}/{button}"')[1].split("</form>")[0]
    fields = filled(f'<form method="post">{part}</form>')
    return who.client.post(f"{who.root}{PLAN}/{button}", data=fields)


def public(app: Flask, path: str = "", lang: str = "en"):
    """The public page of the plan."""
    return app.test_client().get(f"/{lang}{PLAN}{path}")


@ON_SQLITE
def test_a_plan_is_proposed_edited_published_and_changed_in_sight(
    app: Flask, officer: Browser, world: World
) -> None:
    assert "No plan of this year is published" in public(app).text
    assert press(officer, "propose").status_code == 303
    assert "Publish the drafts: 3" in officer.get(PLAN).text
    assert "No plan of this year is published" in public(app).text
    paid = {"budget_lines": [world.lines["fire"]]}
    told = {"title": "Өрт коргоо", "when": "m8", **paid}
    assert officer.send("/plan-lines/1", told).status_code == 303
    assert press(officer, "publish").status_code == 303
    told = public(app).text
    assert "Өрт коргоо" in told
    assert "August" in told
    without = officer.send("/plan-lines/1", {"amount": "120 000"})
    assert without.status_code == 422
    assert "changed with a reason" in without.text
    again = {"amount": "120 000", "reason": "Баасы өстү.", **paid}
    assert officer.resend(without, "/plan-lines/1", again).status_code == 303
    told = public(app).text
    assert "What was changed, by whom and why?" in told
    assert "Баасы өстү." in told
    warned = officer.get(PLAN).text
    assert "The plan asks for more than the budget gives" in warned
    assert "line exceeded" in warned
    rows = public(app, ".json").json["data"]["plan"]
    assert [row["planned"] for row in rows] == ["120000.00", "50000.00", "100000.00"]
    assert public(app, ".csv?table=changes").status_code == 200
    assert public(app, ".xlsx").status_code == 200


@ON_SQLITE
def test_nobody_else_has_the_plans_doors_and_of_two_editors_the_later_is_told(
    app: Flask, officer: Browser, world: World
) -> None:
    number = published_line(world)
    for who, code in (("other_officer", 404), ("council", 403), ("school", 403), ("approver", 403)):
        browser = Browser(app, who)
        for path in (f"{PLAN}/new", f"{PLAN}/upload", f"{PLAN}/portal", f"/plan-lines/{number}"):
            assert browser.get(path).status_code in {code, 404}, (who, path)
    assert Browser(app, "approver").get(PLAN).status_code == 200
    assert officer.get(f"/places/{OTHER_AIMAK}/{YEAR}/plan").status_code == 404
    page = officer.get(f"/plan-lines/{number}")
    mine = {**filled(page.text), "reason": "Биринчи.", "amount": "1"}
    theirs = {**filled(officer.get(f"/plan-lines/{number}").text), "reason": "—", "amount": "2"}
    address = f"{officer.root}/plan-lines/{number}"
    assert officer.client.post(address, data=mine).status_code == 303
    assert officer.client.post(address, data=theirs).status_code == 409
    gone = officer.send(f"/plan-lines/{number}/drop", {"reason": "Керек эмес."})
    assert gone.status_code == 303
    assert officer.get(f"/plan-lines/{number}").status_code == 404
    assert "withdrawn" in public(app).text


@ON_SQLITE
def test_a_purchase_tells_its_ground_its_plan_line_or_why_it_has_none(
    app: Flask, world: World
) -> None:
    number = published_line(world, title="Жыл башында пландалган")
    planned = world.purchase(plan_line_id=number, method_ground="urgent_need")
    outside = world.purchase(outside_plan="Өрттөн кийин керек болду.")
    client = app.test_client()
    told = client.get(f"/en/purchases/{planned}").text
    assert "It was planned:" in told
    assert "Жыл башында пландалган" in told
    assert "urgent need of daily goods" in told
    assert "the article was not found" in told
    assert "A default value, not a norm." in told
    told = client.get(f"/ky/purchases/{outside}").text
    assert "пландан тышкары" in told
    assert "Өрттөн кийин керек болду." in told
    assert client.get(f"/en/purchases/{outside}.json").json["data"]["plan_line"] is None
    officer = Browser(app, "officer")
    told = officer.get(f"/purchases/{planned}").text
    for words in ("urgent need of daily goods", "A default value, not a norm.", f"#line-{number}"):
        assert words in told
    assert "Өрттөн кийин керек болду." in officer.get(f"/purchases/{outside}").text
    plan = public(app).text
    assert "What was bought under the plan?" in plan
    assert f"/en/purchases/{planned}" in plan
    assert "left: 28" in plan.replace("\N{NO-BREAK SPACE}", " ")
    assert "What was bought outside the plan?" in plan
    assert public(app, ".json").json["data"]["purchases_outside"] == 1


def changed(content: bytes, cells: dict[str, object], key: bytes = KEY) -> bytes:
    """A filled template with other cells, as a spreadsheet would save it."""
    sheets = reading.read(content, "plan.xlsx")
    entry, stamp = sheets[0], next(sheet for sheet in sheets if sheet.name == "_meta")

    def fill(sheet, book):
        for (row, column), cell in entry.cells.items():
            sheet.write(
                row - 1, column - 1, float(cell.text) if cell.kind == "number" else cell.text
            )
        for address, value in cells.items():
            sheet.write(address, value)
        meta = book.add_worksheet("_meta")
        for (row, column), cell in stamp.cells.items():
            meta.write_string(row - 1, column - 1, cell.text)
        meta.very_hidden()

    return tables.workbook(fill)


def test_the_workbook_goes_out_and_comes_in_again_changing_nothing(world: World) -> None:
    published_line(world)
    published_line(world, title="Экинчи", requirement=None, category="food", budget_lines=())
    with world.act() as session:
        facts = known(session, AIMAK, YEAR)
        content = template(facts, "ky", issued_on="2026-03-02", key=KEY)
        found = preview(session, reading.read(content, "plan.xlsx"), AIMAK, YEAR, KEY)
        assert (found.errors, found.warnings, found.rows) == ((), (), ())
        assert (found.unchanged, found.total) == (2, som(120_000))
        cells = {"E3": 70_000.5, "F3": "август [m8]", "B5": "Жаңы", "D5": "food", "E5": "1 000,50"}
        again = changed(content, cells)
        found = preview(session, reading.read(again, "plan.xlsx"), AIMAK, YEAR, KEY)
        assert found.errors == ()
        assert [(one.cell, one.column, one.new) for one in found.changes] == [
            ("E3", "amount", "70000.5"),
            ("F3", "when", "m8"),
        ]
        assert found.amends
        assert [one.amount for one in found.new] == [som("1000.50")]
        wrong = changed(content, {"E3": "көп", "C4": "Ажыдаар", "A5": 77, "B5": "Үчүнчү"})
        found = preview(session, reading.read(wrong, "plan.xlsx"), AIMAK, YEAR, KEY)
        assert {(one.cell, one.code) for one in found.errors} == {
            ("E3", "amount.not_a_number"),
            ("C4", "plan_row.unknown_choice"),
            ("A5", "plan_row.unknown_line"),
            ("E5", "plan_row.no_amount"),
        }


@ON_SQLITE
def test_a_table_is_looked_at_then_kept_in_one_act_with_a_receipt(
    app: Flask, officer: Browser, world: World
) -> None:
    published_line(world)
    content = officer.get(f"{PLAN}/template.xlsx").data
    content = changed(content, {"E3": 70_000, "B4": "Жаңы", "D4": "food", "E4": 500})
    token = filled(officer.get(f"{PLAN}/upload").text)["csrf_token"]
    file = {"csrf_token": token, "file": (io.BytesIO(content), "plan.xlsx")}
    sent = officer.client.post(f"{officer.root}{PLAN}/upload", data=file)
    assert sent.status_code == 303
    path = sent.location.removeprefix(officer.root)
    page = officer.get(path).text
    assert "E3" in page
    assert "70000" in page
    refused = officer.send(path)
    assert refused.status_code == 422
    assert "changed with a reason" in refused.text
    kept = officer.resend(refused, path, {"reason": "Баасы өстү."})
    assert kept.status_code == 303
    receipt = officer.client.get(kept.location).text
    assert "The lines are in the plan" in receipt
    with world.act() as session:
        sums = session.execute(select(PlanLine.amount, PlanLine.status).order_by(PlanLine.id)).all()
        assert [tuple(row) for row in sums] == [(som(70_000), None), (som(500), "draft")]


def portal(officer: Browser, content: bytes):
    """Send a file of the portal; the answer."""
    token = filled(officer.get(f"{PLAN}/portal").text)["csrf_token"]
    file = {"csrf_token": token, "file": (io.BytesIO(content), "plan.json")}
    return officer.client.post(f"{officer.root}{PLAN}/portal", data=file)


@ON_SQLITE
def test_the_real_plan_of_the_portal_comes_in_through_the_office(
    app: Flask, officer: Browser, world: World, test_data: Path
) -> None:
    content = (test_data / "ocds/kg-annual-plan-2018.json").read_bytes()
    sent = portal(officer, content)
    path = sent.location.removeprefix(officer.root)
    page = officer.get(path).text
    assert "The file is of another year: 2018" in page
    assert "Contacts" in page or "contact" in page
    with world.act() as session:
        assert session.scalar(select(func.count(PlanLine.id))) == 0
    done = officer.send(path)
    assert done.status_code == 303
    assert done.location.endswith(f"/places/{AIMAK}/2018/plan")
    shown = app.test_client().get(f"/ky/places/{AIMAK}/2018/plan.json").json["data"]
    assert (shown["planned"], len(shown["plan"])) == ("65750.00", 1)
    assert "known already" in officer.get(path).text


@ON_SQLITE
def test_what_is_no_plan_of_the_portal_is_refused_at_the_field(officer: Browser) -> None:
    for content in (b"", b"{", b'{"hello": 1}', b"PK\x03\x04"):
        answer = portal(officer, content)
        assert answer.status_code == 422, content
        assert "govuk-error-message" in answer.text
    tender = {"ocid": "ocds-1", "tag": ["tender"], "tender": {"id": "1"}}
    sent = portal(officer, json.dumps(tender).encode())
    page = officer.get(sent.location.removeprefix(officer.root)).text
    assert "There is no annual plan in this file" in page
    assert "Confirm and bring the lines in" not in page


@ON_SQLITE
def test_an_editor_dates_confirms_and_ends_a_limit(app: Flask) -> None:
    editor, limit = Browser(app, "editor"), "/thresholds/direct_purchase_year"
    assert Browser(app, "officer").get("/thresholds").status_code == 403
    assert "not confirmed" in editor.get("/thresholds").text
    new = {"amount": "500 000", "valid_from": "01.01.2026", "source": "Сыноо токтому № 1"}
    stale = {**filled(editor.get(f"{limit}/new").text), **new}
    assert editor.send(f"{limit}/new", new).status_code == 303
    stale["once"] = "another key of a form"
    assert editor.client.post(f"{editor.root}{limit}/new", data=stale).status_code == 409
    bad = editor.send(f"{limit}/2026-01-01/confirm", {"source": "  ", "on": "01.02.2026"})
    assert bad.status_code == 422
    good = {"source": "Сыноо мыйзамы, 1-берене", "on": "01.02.2026"}
    assert editor.send(f"{limit}/2026-01-01/confirm", good).status_code == 303
    told = editor.get("/thresholds").text
    assert "Сыноо мыйзамы, 1-берене" in told
    assert "seen on: 01.02.2026" in told
    end = {"until": "01.01.2027", "source": "Сыноо токтому № 2"}
    assert editor.send(f"{limit}/2026-01-01/end", end).status_code == 303
    assert editor.get(f"{limit}/2030-01-01/end").status_code == 404


def test_a_release_names_its_line_of_the_plan_and_its_ground(world: World, tmp_path: Path) -> None:
    number = published_line(world)
    purchase = world.purchase(
        plan_line_id=number, method_ground="urgent_need", method_reason="Баары бүттү."
    )
    release = published.packed(world, tmp_path / "pack").release(purchase)
    (document,) = release["planning"]["documents"]
    assert document["documentType"] == "procurementPlan"
    assert document["url"].endswith(f"/places/{AIMAK}/{YEAR}/plan#line-{number}")
    assert release["tender"]["procurementMethodRationale"].endswith("Баары бүттү.")
    path = tmp_path / "again.json"
    path.write_text(json.dumps({"releases": [release]}, default=str))
    assert [one.reason for one in ocds.read(path)] == ["opendata.no_plan_here"]


def test_the_terminal_writes_and_reads_the_plan(app: Flask, world: World, tmp_path: Path) -> None:
    published_line(world)
    runner, file = app.test_cli_runner(), str(tmp_path / "plan.xlsx")
    made = runner.invoke(args=["procurement", "plan-template", AIMAK, str(YEAR), "-o", file])
    assert made.exit_code == 0, made.output
    how = ["procurement", "plan-import", file, AIMAK, str(YEAR), "--as", "officer@example.invalid"]
    told = runner.invoke(args=[*how, "--json"])
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout)["unchanged"] == 1
