"""Entering a purchase: found by words, split every way, checked as typed, shown with reasons."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core import clock
from procurement.models import Purchase, PurchaseLine
from register import acts as register
from register.rows import ItemCodeRow
from standard.acts.assessments import record
from standard.acts.passports import fill
from tests.office_world import Browser, build_app, filled
from tests.test_office_purchase_checks import NEW, ten
from tests.test_oversight_acts import WHY, five_bought
from tests.world import AIMAK, COUNTRY, DAY, OPERATOR, YEAR, World

CHECKS = f"/purchases/checks?place={AIMAK}&year={YEAR}"
HEAD = {
    "title": "Өрт өчүргүчтөр",
    "language": "ky",
    "method": "single_source",
    "method_ground": "annual_procurement",
}


@pytest.fixture
def officer(world: World, sqlite_only: str, tmp_path: Path) -> Browser:
    """Five extinguishers were bought; of the schools 10 and 4 are needed, 4 and 1 are there."""
    five_bought(world)
    with world.act() as session:
        item = ItemCodeRow(code="35111320-4", section="35", name_ru="Огнетушители")
        register.load(session, OPERATOR, COUNTRY, "item_codes", [item])
        for school, floors, have in (("S-1001", 5, 4), ("S-1002", 2, 1)):
            fill(session, world.officer, school, clock.today().year, {"floor": str(floors)})
            record(session, world.officer, school, "FIR-01", on=DAY, value=Decimal(have))
    return Browser(build_app(world, tmp_path), "officer")


def typed(world: World, **changes: str) -> dict[str, str]:
    """Ten extinguishers as typed, with no school's part yet."""
    found = {name: text for name, text in ten(world).items() if "shares" not in name}
    return {**HEAD, **found, **changes}


SPLITS = """
button       whole  first  second
split        10     8      2
split        3,5    2,625  0,875
split_equal  7      4      3
split_gap    10     7      3
split_gap    -      6      3
split_equal  -      -      -
split        -      -      -
"""


def test_a_quantity_is_split_by_each_way_and_nothing_is_lost(
    officer: Browser, world: World
) -> None:
    for row in SPLITS.strip().splitlines()[1:]:
        button, whole, first, second = (part.replace("-", "") for part in row.split())
        sent = typed(world, **{"lines-0-quantity": whole, "do": f"{button}:0"})
        page = officer.send(NEW, sent)
        kept = filled(page.text)
        parts = tuple(kept[f"lines-0-shares-{n}-quantity"] for n in (0, 1))
        assert parts == (first, second), row
        assert kept["lines-0-unit_price"] == sent["lines-0-unit_price"]
        assert page.status_code == (200 if first else 422), row
    unknown = typed(world, **{"lines-0-requirement": "", "do": "split_gap:0"})
    assert "Nothing to split by" in officer.send(NEW, unknown).text


def test_an_item_code_is_found_by_a_word_and_a_word_is_no_code(
    officer: Browser, world: World
) -> None:
    found = officer.get("/items.json?q=өрт өчүргүч").get_json()["data"]
    assert [one["code"] for one in found] == ["35111320-4"]
    assert (found[0]["name"], found[0]["language"]) == ("Огнетушители", "ru")
    assert officer.get("/items.json").get_json() == {"data": []}
    word = typed(world, **{"lines-0-item_code": "огнетушитель"})
    page = officer.send(NEW, {**word, "do": "items:0"})
    assert 'value="item:0:35111320-4"' in page.text
    chosen = officer.resend(page, NEW, {"do": "item:0:35111320-4"})
    assert filled(chosen.text)["lines-0-item_code"] == "35111320-4"
    refused = officer.send(NEW, {**word, "do": "save"})
    assert refused.status_code == 422
    assert "This is no item code yet." in refused.text
    assert filled(refused.text)["lines-0-item_code"] == "огнетушитель"
    none = officer.send(NEW, {**word, "lines-0-item_code": "ььь", "do": "items:0"})
    assert "No item code was found." in none.text
    for button in ("items:9", "item:0", "item:x:y", "pick:", "pick:NO-99", "drop:0", "x", "split:"):
        assert officer.send(NEW, {**word, "do": button}).status_code == 200, button


def test_a_requirement_is_picked_with_what_is_missing(officer: Browser, world: World) -> None:
    page = officer.get(f"/purchases/requirements?place={AIMAK}&year={YEAR}&q=fir-01").text
    assert "needed: 14, present: 5, missing: 9" in " ".join(page.split())
    assert "needed: 10, present: 4, missing: 6" in page
    assert 'value="pick:FIR-01"' in page
    assert (
        "No requirement holds"
        in officer.get(f"/purchases/requirements?place={AIMAK}&year={YEAR}&q=жжж").text
    )
    picked = filled(officer.send(NEW, {"find": "fir-01", "do": "pick:FIR-01"}).text)
    assert picked["lines-0-requirement"] == "FIR-01"
    again = officer.send(NEW, {"lines-0-requirement": "FIR-01", "do": "pick:FIR-02"})
    assert filled(again.text)["lines-1-requirement"] == "FIR-02"


def told(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).replace("\u00a0", " ").split())


def test_what_is_typed_is_looked_at_without_being_kept(officer: Browser, world: World) -> None:
    page = officer.get(NEW)
    token = filled(page.text)["csrf_token"]
    dear = {**ten(world), **HEAD, "lines-0-unit_price": "9 000"}
    answer = officer.client.post(officer.root + CHECKS, data={**dear, "csrf_token": token})
    assert answer.status_code == 200
    said = told(answer.text.split('id="checks-all"')[0])
    assert "⚠ Line 1: the price is unlike what others paid. Price: 9,000 som." in said
    assert "Median: 3,200 som. Prices compared: 5." in said
    assert "✓ Not tied to a requirement: nothing found" in said
    assert 'data-asks="lines-0-price_reason"' in answer.text
    assert "Still to be filled in" not in said
    vague = {**dear, "lines-0-unit": "шартуу бирдик", "title": "", "lines-0-requirement": ""}
    answer = officer.client.post(officer.root + CHECKS, data={**vague, "csrf_token": token})
    said = told(answer.text.split('id="checks-all"')[0])
    assert "⚠ Line 1: this unit measures nothing" in said
    assert "✗ Still to be filled in: Title of the purchase" in said
    assert "✗ Not tied to a requirement" in said
    for junk in (
        {"method": "no_such"},
        {"lines-0-unit_price": "9" * 30},
        {"lines-0-quantity": "x"},
    ):
        bad = {**dear, **junk, "csrf_token": token}
        assert officer.client.post(officer.root + CHECKS, data=bad).status_code == 200, junk
    with world.act() as session:
        assert session.scalar(select(func.count()).select_from(Purchase)) == 1


def test_a_dear_price_is_planned_and_shown_with_its_reason(officer: Browser, world: World) -> None:
    dear = {**typed(world), "lines-0-unit_price": "4 000", "do": "split_equal:0"}
    page = officer.send(NEW, dear)
    sent = officer.resend(
        page, NEW, {"lines-0-price_reason": WHY, "answers-R011": "Эмне", "do": "save"}
    )
    draft = sent.headers["Location"].split("/office")[1]
    change = filled(officer.get(f"{draft}/change").text)
    assert (change["lines-0-price_reason"], change["answers-R011"]) == (WHY, "Эмне")
    assert filled(officer.get(f"{draft}/plan").text)["R017"] == WHY
    assert officer.send(f"{draft}/plan", {"on": "03.03.2026"}).status_code == 303
    with world.act() as session:
        purchase = session.get(Purchase, 2)
        assert (purchase.status, purchase.answers) == ("planned", None)
        assert (
            session.scalar(select(PurchaseLine.price_reason).where(PurchaseLine.purchase_id == 2))
            == WHY
        )
    public = officer.client.get("/en/purchases/2").text
    table = told(public.split("Why is a price unlike others?")[1].split("</table>")[0])
    assert f"4,000 som piece 3,200 som 5 {WHY}" in table
    data = officer.client.get("/en/purchases/2.json").get_json()["data"]["price_reasons"]
    assert (data[0]["median"], data[0]["compared"]) == ("3200.00", 5)
