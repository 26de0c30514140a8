"""An extract through the office: sent, compared, kept; and what everybody sees of it."""

import io

import pytest

from opendata.sheets import reading
from tests import tables
from tests.doors import token_in
from tests.office_world import Browser, build_app, filled
from tests.world import AIMAK, YEAR, World

ON_SQLITE = pytest.mark.parametrize("world", ["sqlite"], indirect=True)
NEW = f"/reconciliations/{AIMAK}/{YEAR}"
PERSON = "10101199000001"  # invented
EXTRACT = (
    "Дата;Номер документа;ИНН;Получатель;Сумма;Назначение\r\n"
    "02.03.2026;П-1;00000000000001;ОсОО Сыноо;22 400,00;Договор К-1\r\n"
    "04.03.2026;П-9;00000000000001;ОсОО Сыноо;100,50;Договор К-1\r\n"
    f"05.03.2026;77;{PERSON};Сыноо Адам;500;Кызмат көрсөтүү\r\n"
    "Итого;;;;23 000,50;\r\n"
).encode("cp1251", "replace")


def send(browser: Browser, content: bytes, name: str, **days: str):
    page = browser.get(NEW)
    told = {"since": "1.1.2026", "until": "31.12.2026", **days}
    form = {"csrf_token": token_in(page), "file": (io.BytesIO(content), name), **told}
    return browser.client.post(browser.root + NEW, data=form, content_type="multipart/form-data")


@ON_SQLITE
def test_an_extract_is_compared_kept_and_told_to_everybody(world: World, tmp_path) -> None:
    contract = world.contract()
    world.accepted(world.delivered(contract, {"S-1001": 7}))
    world.paid(contract, "22400")
    app = build_app(world, tmp_path)
    browser = Browser(app, "officer")
    sent = send(browser, EXTRACT, "extract.csv")
    page = browser.client.get(sent.location)
    assert page.status_code == 200
    assert "natural person" in page.text
    assert PERSON not in page.text
    assert "Адам" not in page.text

    # What is missing here leads to the form of its payment, filled in.
    address = f"/contracts/{contract}/pay?kind=payment&amount=100.50&on=2026-03-04&document="
    assert address.replace("&", "&amp;") in page.text
    fields = filled(browser.get(f"{address}П-9").text)
    assert fields["document"] == "П-9"
    assert fields["amount"].startswith("100")

    path, days = sent.location.split("?")
    book = reading.read(browser.client.get(f"{path}/result.xlsx?{days}").data, "a.xlsx")
    texts = {cell.text for sheet in book for cell in sheet.cells.values()}
    assert {"Matched", "Missing here"} <= texts
    assert not {PERSON, "Сыноо Адам", "Кызмат көрсөтүү"} & texts
    told = browser.client.get(f"{path}/result.csv?{days}").data.decode("utf-8-sig")
    assert told.count("Missing here") == 2
    assert PERSON not in told

    form = {**filled(page.text)}
    done = browser.client.post(sent.location, data=form)
    assert done.status_code == 303
    assert "22,400" in browser.client.get(done.location).text
    assert browser.client.post(sent.location, data=form).location == done.location

    shown = app.test_client().get(f"/en/places/{AIMAK}/{YEAR}/report")
    assert "Payments beside the treasury" in shown.text
    assert "Matched: 1" in shown.text
    assert PERSON not in shown.text
    told = app.test_client().get(f"/en/places/{AIMAK}/{YEAR}/report.json").json["data"]
    assert [row["rows"] for row in told["reconciliation"]] == [1, 0, 0, 2, 0, 3]
    approver = Browser(app, "approver")
    assert approver.client.get(done.location).status_code == 200
    assert Browser(app, "other_officer").client.get(done.location).status_code == 404
    assert Browser(app, "other_officer").get(NEW).status_code == 404


@ON_SQLITE
def test_columns_are_asked_about_once(world: World, tmp_path) -> None:
    browser = Browser(build_app(world, tmp_path), "approver")
    foreign = tables.grid(("Tag", "Betrag", "Text"), ("02.03.2026", 5, "К-1"))
    sent = send(browser, foreign, "a.xlsx")
    asked = browser.client.get(sent.location)
    assert "/columns" in asked.location
    path = asked.location.removeprefix(browser.root)
    typed = {"column_1": "on", "column_2": "amount"}
    answer = browser.send(path, typed)
    assert answer.status_code == 422  # nothing yet that tells one row from another
    answer = browser.send(path, {**typed, "column_3": "purpose"})
    assert answer.status_code == 303
    assert browser.client.get(answer.location).status_code == 200
    again = send(browser, foreign, "a.xlsx")
    assert browser.client.get(again.location).status_code == 200


@ON_SQLITE
def test_a_faulty_extract_is_shown_cell_by_cell_and_not_kept(world: World, tmp_path) -> None:
    browser = Browser(build_app(world, tmp_path), "officer")
    spoiled = "Дата;Документ;Сумма\r\n02.03.2026;П-1;12x\r\n".encode()
    sent = send(browser, spoiled, "a.csv")
    page = browser.client.get(sent.location)
    assert "The sum is not a number: “12x”." in page.text
    assert "C2" in page.text
    assert 'name="seen"' not in page.text
    form = {"csrf_token": token_in(browser.get(NEW)), "seen": "0"}
    assert browser.client.post(sent.location, data=form).status_code == 422
    turned = send(browser, spoiled, "a.csv", since="1.3.2026", until="1.2.2026")
    assert turned.status_code == 422
    assert "The last day is before the first." in turned.text
