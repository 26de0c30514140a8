"""Whose pages open for whom, and what a page keeps of what was typed."""

from pathlib import Path

import pytest
from flask import Flask

from procurement import acts
from tests.office_world import Browser, build_app, filled
from tests.world import AIMAK, OTHER_AIMAK, YEAR, World, extinguishers

BUDGET = f"/budgets/{AIMAK}/{YEAR}"
NEW = f"/purchases/new?place={AIMAK}&year={YEAR}"


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


@pytest.fixture
def records(world: World) -> dict[str, int]:
    """A draft of the aimak, and a purchase with a contract and a delivery for one school."""
    with world.act() as session:
        values = extinguishers(world.lines["fire"])
        draft = acts.draft(session, world.officer, AIMAK, YEAR, values).id
    contract = world.contract()
    delivery = world.delivered(contract, {"S-1001": 2})
    return {"draft": draft, "purchase": draft + 1, "contract": contract, "delivery": delivery}


PAGES = """
page                               officer approver school other_school other_officer council
/                                      200      200    200          200           200     403
/purchases                             200      200    403          403           200     403
{budget}                               200      200    404          404           404     403
{budget}/versions/1                    200      200    404          404           404     403
/purchases/new?place={aimak}           200      403    403          403           404     403
/purchases/{draft}                     200      200    404          404           404     403
/purchases/{draft}/change              200      403    404          404           404     403
/purchases/{draft}/plan                200      403    404          404           404     403
/purchases/{draft}/discard             200      403    404          404           404     403
/purchases/{purchase}                  200      200    200          200           404     403
/purchases/{purchase}/documents        200      200    200          200           404     403
/purchases/{purchase}/announce         200      403    403          403           404     403
/purchases/{purchase}/award            200      403    403          403           404     403
/purchases/{purchase}/sign             200      403    403          403           404     403
/purchases/{purchase}/cancel           200      403    403          403           404     403
/purchases/{purchase}/close            200      403    403          403           404     403
/contracts/{contract}/amend            200      403    403          403           404     403
/contracts/{contract}/pay              200      403    403          403           404     403
/contracts/{contract}/deliver          200      403    200          200           404     403
/deliveries/{delivery}/accept          200      403    200          200           404     403
/purchases/999                         404      404    404          404           404     403
/contracts/999/pay                     404      404    404          404           404     403
/deliveries/999/accept                 404      404    404          404           404     403
"""


def test_every_page_opens_only_for_those_whose_business_it_is(
    app: Flask, records: dict[str, int]
) -> None:
    head, *rows = [line.split() for line in PAGES.strip().splitlines()]
    told = {**records, "budget": BUDGET, "aimak": AIMAK}
    people = {name: Browser(app, name) for name in head[1:]}
    found = [
        [row[0], *(str(people[name].get(row[0].format(**told)).status_code) for name in head[1:])]
        for row in rows
    ]
    assert found == rows


def test_nobody_sends_the_form_of_another_place(app: Flask, records: dict[str, int]) -> None:
    stranger = Browser(app, "other_officer")
    token = filled(stranger.get(f"/purchases/new?place={OTHER_AIMAK}").text)["csrf_token"]
    for path in (
        f"{BUDGET}/draft",
        f"/purchases/{records['draft']}/plan",
        f"/purchases/{records['draft']}/discard",
        f"/contracts/{records['contract']}/pay",
        f"/deliveries/{records['delivery']}/accept",
    ):
        sent = stranger.client.post(
            stranger.root + path, data={"csrf_token": token, "on": "1.3.2026"}
        )
        assert sent.status_code == 404, path


def test_a_school_sees_and_enters_only_what_is_its_own(app: Flask, records: dict[str, int]) -> None:
    school = Browser(app, "school")
    shown = school.get(f"/purchases/{records['purchase']}").text
    assert "№ 1 мектеп" in shown
    assert "№ 2 мектеп" not in shown
    fields = filled(school.get(f"/contracts/{records['contract']}/deliver").text)
    assert [fields[name] for name in fields if name.endswith("school")] == ["S-1001"]
    sent = school.send(
        f"/contracts/{records['contract']}/deliver",
        {"waybill": "Ж-2", "arrived-0-school": "S-1002", "arrived-0-quantity": "1"},
    )
    assert sent.status_code == 403


def test_a_form_without_its_token_keeps_what_was_typed(app: Flask) -> None:
    officer = Browser(app, "officer")
    fields = {**filled(officer.get(NEW).text), "title": "Өрт өчүргүчтөр", "do": "save"}
    fields["csrf_token"] = "forged"
    answer = officer.client.post(officer.root + NEW, data=fields)
    assert answer.status_code == 422
    assert filled(answer.text)["title"] == "Өрт өчүргүчтөр"


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_the_pages_of_the_office_open_in_every_language(
    app: Flask, records: dict[str, int], lang: str
) -> None:
    officer = Browser(app, "officer", lang)
    for path in ("/", "/purchases", BUDGET, NEW, f"/purchases/{records['purchase']}"):
        page = officer.get(path)
        assert page.status_code == 200
        assert f'<html lang="{lang}"' in page.text
