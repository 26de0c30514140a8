"""Tables of purchases, deliveries and payments through the office, and from a terminal."""

import io
import json
import re

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from opendata.sheets import reading
from procurement.models import Payment, Purchase
from tests.doors import once_in, token_in
from tests.office_world import Browser, build_app
from tests.tables import edited
from tests.world import AIMAK, YEAR, World
from tracker.phrases import FAULTS

ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)
TABLES = f"/tables/payments/{AIMAK}/{YEAR}"


def send(browser: Browser, path: str, content: bytes, name: str = "a.xlsx"):
    form = {"csrf_token": token_in(browser.get(path)), "file": (io.BytesIO(content), name)}
    return browser.client.post(browser.root + path, data=form, content_type="multipart/form-data")


def confirm(browser: Browser, address: str):
    page = browser.client.get(address)
    seen = re.search(r'name="seen"[^>]*value="([^"]+)"', page.text)[1]
    form = {"csrf_token": token_in(page), "once": once_in(page), "seen": seen}
    return browser.client.post(address, data=form)


@ON_SQLITE
def test_payments_come_in_by_a_workbook_and_the_receipt_keeps_it(world: World, tmp_path) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7}))
    browser = Browser(build_app(world, tmp_path), "officer")
    blank = browser.get(f"{TABLES}/template.xlsx").data
    content = edited(blank, {"H3": "5.3.2026", "I3": "П-1", "J3": 30_000})
    sent = send(browser, f"{TABLES}/upload", content)
    page = browser.client.get(sent.location)
    assert "J3" in page.text
    assert "At most: " in page.text
    assert 'name="seen"' not in page.text
    (marked, *_) = reading.read(browser.client.get(f"{sent.location}/errors.xlsx").data, "e.xlsx")
    assert "At most" in marked.at(3, 12).text

    content = edited(blank, {"H3": "5.3.2026", "I3": "П-1", "J3": 22_400})
    sent = send(browser, f"{TABLES}/upload", content)
    done = confirm(browser, sent.location)
    receipt = browser.client.get(done.location)
    assert "22,400" in receipt.text
    assert browser.client.get(f"{done.location}/file").data == content
    assert browser.client.get(f"{done.location}/undo").status_code == 404
    with Session(world.writer) as session:
        assert session.scalars(select(Payment.document)).all() == ["П-1"]


@ON_SQLITE
def test_drafts_come_in_and_go_again(world: World, tmp_path) -> None:
    world.purchase()
    browser = Browser(build_app(world, tmp_path), "officer")
    path = f"/tables/purchases/{AIMAK}/{YEAR}"
    cells = {"C5": "Жаңы", "D5": "single_source", "H5": "FIR-01", "I5": "Челек", "K5": "даана"}
    cells |= {"L5": 100, "N5": "S-1001", "O5": 2, "P5": str(world.lines["fire"])}
    content = edited(browser.get(f"{path}/template.xlsx").data, cells)
    sent = send(browser, f"{path}/upload", content)
    assert "Челек" in browser.client.get(sent.location).text
    done = confirm(browser, sent.location)
    assert "Undo this import" in browser.client.get(done.location).text
    undo = done.location.removeprefix(browser.root) + "/undo"
    assert browser.send(undo).status_code == 303
    assert "The import was undone" in browser.client.get(done.location).text
    with Session(world.writer) as session:
        assert session.scalars(select(Purchase.status)).all() == ["planned"]


@ON_SQLITE
@pytest.mark.parametrize(("who", "status"), [("other_officer", 404), ("approver", 403)])
def test_only_an_officer_of_the_place_brings_tables_in(
    world: World, tmp_path, who: str, status: int
) -> None:
    browser = Browser(build_app(world, tmp_path), who)
    assert browser.get(f"{TABLES}/upload").status_code == status
    assert browser.get(f"{TABLES}/template.xlsx").status_code == status
    assert browser.get("/tables/receipts/99").status_code == 404


@ON_SQLITE
def test_the_same_from_a_terminal(world: World, tmp_path) -> None:
    contract = world.contract()
    app = build_app(world, tmp_path)

    def run(*words: str):
        done = app.test_cli_runner().invoke(args=["procurement", *words, "--json"])
        return done.exit_code, json.loads(done.stdout)

    out = tmp_path / "out.xlsx"
    where = (AIMAK, str(YEAR), "--kind", "deliveries")
    code, told = run("template", *where, "-o", str(out))
    assert (code, told["rows"]) == (0, 2)
    out.write_bytes(edited(out.read_bytes(), {"I3": "Ж-1", "J3": "5.3.2026", "K3": 99}))
    code, told = run("import", str(out), *where, "--as", "officer@example.invalid")
    assert (code, told["batch"]) == (1, None)
    assert [(one["cell"], one["code"]) for one in told["errors"]] == [("K3", "quantity.over_left")]
    out.write_bytes(edited(out.read_bytes(), {"K3": 7}))
    code, told = run("import", str(out), *where, "--as", "officer@example.invalid", "--dry-run")
    assert (code, told["batch"], told["new"]) == (0, None, 1)
    code, told = run("import", str(out), *where, "--as", "officer@example.invalid")
    assert (code, told["new"], told["unchanged"]) == (0, 1, 1)
    assert told["batch"]
    assert contract


def test_every_fault_of_a_table_says_what_is_wrong_and_what_to_do() -> None:
    assert all(len(sentences) == 2 for sentences in FAULTS.values())
