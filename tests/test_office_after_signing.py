"""The office's pages after signing: a penalty, a return, mistakes undone, a framework; and what
everybody sees of them."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from core.money import som
from journal import audit
from opendata.ocds.cases import cases
from opendata.ocds.releases import release
from procurement import acts
from procurement.models import Acceptance, Contract, Penalty, Purchase
from tests.office_world import Browser, build_app
from tests.published import publisher
from tests.world import AIMAK, DAY, YEAR, World, extinguishers
from tracker.recounts import RECOUNTS

ON = f"{DAY.day}.{DAY.month}.{DAY.year}"


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


def sent(who: Browser, path: str, **typed: str) -> None:
    answer = who.send(path, typed)
    assert answer.status_code == 303, answer.text[:3000]


def test_what_happens_after_signing_is_entered_by_forms_and_seen_by_everybody(
    app: Flask, world: World
) -> None:
    contract = world.contract()
    delivery = world.delivered(contract, {"S-1001": 7, "S-1002": 3})
    acceptance = world.accepted(delivery)
    officer = Browser(app, "officer")
    penalty = {"amount": "1000", "on": ON, "document": "Т-1", "reason": "Сапаты начар."}
    sent(officer, f"/contracts/{contract}/withhold", **penalty)
    too_much = officer.send(
        f"/contracts/{contract}/withhold", {**penalty, "document": "Т-2", "amount": "40000"}
    )
    assert "At most: 31,000\xa0som" in too_much.text
    payment = world.paid(contract, "31000")
    back = {"number": "К-1", "on": ON, "reason": "Бузук экен.", "returned-0-quantity": "2"}
    sent(Browser(app, "school"), f"/acceptances/{acceptance}/give-back", **back)
    with world.act() as session:
        purchase = session.get(Contract, contract).purchase_id
        assert session.get(Contract, contract).returned == som(6400)
        number = session.scalars(select(Penalty.id)).one()
    page = app.test_client().get(f"/en/purchases/{purchase}").text
    for told in (
        "Penalty withheld",
        "Сапаты начар.",
        "Goods given back",
        "Бузук экен.",
        "The supplier is to give money back: 6,400\xa0som",
    ):
        assert told in page
    confirm = officer.get(f"/payments/{payment}/reverse").text
    assert "An entry is never changed." in confirm
    assert "31,000\xa0som" in confirm
    sent(officer, f"/payments/{payment}/reverse", reason="Сумма ката.")
    sent(officer, f"/penalties/{number}/reverse", reason="Кечиккен эмес.")
    assert officer.get(f"/purchases/{purchase}").text.count("Entered by mistake, undone on") == 2
    page = app.test_client().get(f"/ky/purchases/{purchase}").text
    assert page.count("<s>") == 2
    assert "Сумма ката." in page
    with app.test_request_context(), world.act() as session:
        case = next(iter(cases(session, [purchase])))
        assert [row.reverses for row in case.payments] == [None, payment]
        ours = [one for one in audit.journaled() if not one.__module__.startswith("tracker")]
        assert audit.problems(session, ours, RECOUNTS) == []


def test_a_delivery_and_its_act_entered_by_mistake_are_undone_by_forms(
    app: Flask, world: World
) -> None:
    contract = world.contract()
    delivery = world.delivered(contract, {"S-1001": 7})
    acceptance = world.accepted(delivery)
    officer = Browser(app, "officer")
    refused = officer.send(f"/deliveries/{delivery}/reverse", {"reason": "Ката."})
    assert refused.status_code == 422
    assert "Undo the acceptance act first: А-1" in refused.text
    sent(officer, f"/acceptances/{acceptance}/reverse", reason="Башка мектеп.")
    sent(officer, f"/deliveries/{delivery}/reverse", reason="Башка мектеп.")
    assert officer.get(f"/deliveries/{delivery + 1}/reverse").status_code == 404
    assert officer.get(f"/acceptances/{acceptance + 1}/give-back").status_code == 404
    with world.act() as session:
        assert session.scalars(select(Acceptance.kind).order_by(Acceptance.id)).all() == [
            None,
            "reversal",
        ]
    for name, status in (("approver", 403), ("school", 403), ("other_officer", 404)):
        assert Browser(app, name).get(f"/acceptances/{acceptance}/reverse").status_code == status


def test_a_framework_is_made_signed_and_called_off_by_forms(app: Flask, world: World) -> None:
    with world.act() as session:
        values = extinguishers(world.lines["fire"])
        purchase = acts.draft(session, world.officer, AIMAK, YEAR, values).id
    officer = Browser(app, "officer")
    sent(officer, f"/purchases/{purchase}/framework")
    with world.act() as session:
        acts.plan(session, world.officer, purchase, on=DAY)
        supplier = acts.name_supplier(
            session, world.officer, AIMAK, name="«Сыноо» ЖЧК", inn="00000000000001", is_person=False
        ).id
        acts.award(
            session,
            world.officer,
            purchase,
            supplier_id=supplier,
            amount=som(32000),
            offers=1,
            on=DAY,
            reason="Эң арзан.",
        )
    terms = {"number": "А-7", "signed_on": ON, "valid_until": "1.12.2030"}
    sent(officer, f"/purchases/{purchase}/sign-framework", **terms)
    with world.act() as session:
        contract = session.scalars(select(Contract.id)).one()
    call = {"title": "Биринчи чакыруу", "budget_line": str(world.lines["fire"])}
    call["parts-0-quantity"] = "4"
    sent(officer, f"/contracts/{contract}/call-off", **call)
    with world.act() as session:
        drafted = session.scalars(select(Purchase).where(Purchase.kind == "call_off")).one()
        assert (drafted.framework_id, drafted.amount) == (contract, som(12800))
        acts.plan(session, world.officer, drafted.id, on=DAY)
        called = drafted.id
    page = app.test_client().get(f"/en/purchases/{purchase}").text
    for told in ("Framework agreement signed, at most", "Биринчи чакыруу", "Left: 32,000\xa0som"):
        assert told in page
    page = app.test_client().get(f"/en/purchases/{called}").text
    assert f'href="/en/purchases/{purchase}"' in page
    assert officer.get(f"/purchases/{called}/change").status_code == 404
    shown = officer.get(f"/purchases/{purchase}").text
    assert "Call off from this framework" in shown
    answer = app.test_client().get(f"/en/purchases/{purchase}.json").get_json()["data"]
    assert answer["committed"] == "0.00"
    assert answer["framework"]["ceiling"] == "32000.00"
    assert [row["purchase"] for row in answer["call_offs"]] == [called]


def test_payments_that_undo_each_other_go_both_ways_in_open_data(world: World) -> None:
    contract = world.contract()
    delivery = world.delivered(contract, {"S-1001": 7, "S-1002": 3})
    world.accepted(delivery)
    payment = world.paid(contract, "32000")
    with world.act() as session:
        acts.reverse_payment(session, world.officer, payment, reason="Ката.")
        purchase = session.get(Contract, contract).purchase_id
    with world.act() as session:
        told = release(next(iter(cases(session, [purchase]))), publisher(session))
    paid, undone = told["contracts"][0]["implementation"]["transactions"]
    assert (paid["value"], undone["value"]) == (undone["value"], paid["value"])
    assert (paid["payer"], paid["payee"]) == (undone["payee"], undone["payer"])
    assert (undone["kind"], undone["reverses"]) == ("reversal", paid["id"])
