"""A purchase on its way through the office: one screen, then step by step to the last payment."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from core import clock
from core.money import som
from procurement import rules
from procurement.models import Contract, Funding, Payment, Purchase, Share
from tests.office_world import Browser, build_app, filled
from tests.world import AIMAK, YEAR, World

NEW = f"/purchases/new?place={AIMAK}&year={YEAR}"


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


@pytest.fixture
def officer(app: Flask) -> Browser:
    return Browser(app, "officer")


def ten(world: World, **changes: str) -> dict[str, str]:
    """Ten extinguishers, as typed; the schools' parts are still empty."""
    typed = {
        "title": "Өрт өчүргүчтөр",
        "language": "ky",
        "method": "single_source",
        "method_ground": "annual_procurement",
        "lines-0-requirement": "FIR-01",
        "lines-0-title": "ОП-4",
        "lines-0-quantity": "10",
        "lines-0-unit": "даана",
        "lines-0-unit_price": "3 200",
        "lines-0-budget_line": str(world.lines["fire"]),
        "do": "save",
    }
    return {**typed, **changes}


LOOKED = {"commission": ["head_teacher", "parent"]}
SPLIT = {"lines-0-shares-0-quantity": "7", "lines-0-shares-1-quantity": "3"}


def drafted(officer: Browser, world: World) -> str:
    """The address of a purchase just drafted."""
    sent = officer.send(NEW, {**ten(world), **SPLIT})
    assert sent.status_code == 303
    return sent.headers["Location"].split("/office")[1]


def test_a_purchase_goes_all_the_way(app: Flask, world: World) -> None:
    officer, school = Browser(app, "officer"), Browser(app, "school")
    page = drafted(officer, world)
    key = int(page.rsplit("/", 1)[1])
    steps = [
        (officer, f"{page}/plan", {"on": "02.03.2026"}),
        (
            officer,
            f"{page}/award",
            {"name": "«Сыноо» ЖЧК", "inn": "00000000000001", "reason": "Жалгыз.", "on": "3.3.2026"},
        ),
        (
            officer,
            f"{page}/sign",
            {"number": "К-1", "signed_on": "4.3.2026", "due_on": "1.5.2026"},
        ),
        (officer, "/contracts/1/deliver", {"waybill": "Ж-1", "on": "5.3.2026"}),
        (school, "/deliveries/1/accept", {"number": "А-1", "on": "6.3.2026", **LOOKED}),
        (officer, "/deliveries/1/accept", {"number": "А-2", "on": "6.3.2026", **LOOKED}),
        (officer, "/contracts/1/pay", {"document": "П-1", "on": "7.3.2026"}),
        (officer, f"{page}/close", {}),
    ]
    for who, path, typed in steps:
        sent = who.send(path, typed)
        assert sent.status_code == 303, (path, sent.text)
    with world.act() as session:
        assert session.get(Purchase, key).status == "closed"
        contract = session.get(Contract, 1)
        assert (contract.accepted, contract.paid) == (som(32000), som(32000))
        assert contract.due_on == date(2026, 5, 1)
        assert session.scalars(select(Payment.amount)).one() == som(32000)


def test_the_quantity_is_split_by_pupils_without_saving_anything(
    officer: Browser, world: World
) -> None:
    answer = officer.send(NEW, ten(world, do="split:0"))
    assert answer.status_code == 200
    kept = filled(answer.text)
    assert kept["title"] == "Өрт өчүргүчтөр"
    parts = [kept[f"lines-0-shares-{place}-quantity"] for place in (0, 1)]
    assert parts == ["8", "2"]  # 300 and 100 pupils; the half goes to the first by code
    with world.act() as session:
        assert session.scalars(select(Purchase)).all() == []


def test_lines_are_added_and_taken_out_with_all_that_was_typed(
    officer: Browser, world: World
) -> None:
    answer = officer.send(NEW, {**ten(world, do="line"), **SPLIT})
    second = {
        "lines-1-requirement": "FIR-01",
        "lines-1-title": "Кронштейн",
        "lines-1-quantity": "2,5",
        "lines-1-unit": "комплект",
        "lines-1-unit_price": "100",
        "lines-1-budget_line": str(world.lines["fire"]),
        "lines-1-shares-0-quantity": "2,5",
    }
    answer = officer.resend(answer, NEW, {**second, "do": "line"})
    assert filled(answer.text)["lines-1-title"] == "Кронштейн"
    answer = officer.resend(answer, NEW, {"do": "drop:2"})
    assert "lines-2-title" not in filled(answer.text)
    sent = officer.resend(answer, NEW, {"do": "save"})
    assert sent.status_code == 303
    with world.act() as session:
        shares = session.execute(select(Share.school, Share.quantity).order_by(Share.id)).all()
        assert shares == [
            ("S-1001", Decimal("7.000")),
            ("S-1002", Decimal("3.000")),
            ("S-1001", Decimal("2.500")),
        ]


def test_a_school_may_be_paid_from_a_line_of_its_own(officer: Browser, world: World) -> None:
    answer = officer.send(NEW, {**ten(world, do="by_school"), **SPLIT})
    own = str(world.lines["fire of S-1001"])
    sent = officer.resend(answer, NEW, {"lines-0-shares-0-budget_line": own, "do": "save"})
    assert sent.status_code == 303
    with world.act() as session:
        lines = session.execute(
            select(Funding.school, Funding.budget_line_id).order_by(Funding.school)
        ).all()
        assert lines == [("S-1001", int(own)), ("S-1002", world.lines["fire"])]
    page = sent.headers["Location"].split("/office")[1]
    assert filled(officer.get(f"{page}/change").text)["lines-0-shares-0-budget_line"] == own


def test_parts_that_do_not_make_the_whole_are_refused_at_the_quantity(
    officer: Browser, world: World
) -> None:
    answer = officer.send(NEW, {**ten(world), "lines-0-shares-0-quantity": "7"})
    assert answer.status_code == 422
    assert 'href="#lines-0-quantity"' in answer.text
    assert filled(answer.text)["lines-0-shares-0-quantity"] == "7"


def test_the_list_of_requirements_is_narrowed_and_keeps_the_one_chosen(
    officer: Browser, world: World
) -> None:
    answer = officer.send(NEW, ten(world, find="жашылдандыруу", do="find"))
    assert filled(answer.text)["lines-0-requirement"] == "FIR-01"
    whole, narrow = officer.get(NEW).text.count("<option"), answer.text.count("<option")
    assert narrow < whole / 2
    assert officer.get(f"{NEW}&q=FIR-01").text.count("<option") < whole / 2


def test_only_lines_that_may_pay_are_offered_once_the_requirement_is_known(
    officer: Browser, world: World
) -> None:
    food = f'value="{world.lines["food"]}"'
    assert food in officer.get(NEW).text
    assert food not in officer.send(NEW, ten(world, do="find")).text


REFUSED = """
path      field        typed
award     inn          123
sign      number       К-1
announce  on           31.02.2026
"""


def test_a_wrong_order_and_a_wrong_form_are_told_in_words(officer: Browser, world: World) -> None:
    page = drafted(officer, world)
    for row in REFUSED.strip().splitlines()[1:]:
        path, field, typed = row.split()
        answer = officer.send(f"{page}/{path}", {field: typed, "reason": "Себеп."})
        assert answer.status_code == 422, path
        assert filled(answer.text)[field] == typed
        assert "govuk-error-summary" in answer.text


def test_a_payment_beyond_what_was_accepted_is_refused_at_its_sum(
    officer: Browser, world: World
) -> None:
    contract = world.contract()
    answer = officer.send(f"/contracts/{contract}/pay", {"document": "П-1", "amount": "100"})
    assert answer.status_code == 422
    assert 'href="#amount"' in answer.text
    assert filled(answer.text)["amount"] == "100"


def test_a_delivery_sent_twice_is_entered_once(officer: Browser, world: World) -> None:
    contract = world.contract()
    path = f"/contracts/{contract}/deliver"
    fields = {**filled(officer.get(path).text), "waybill": "Ж-1", "arrived-0-quantity": "2"}
    answers = [officer.client.post(officer.root + path, data=fields) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    left = filled(officer.get(path).text)
    assert left["arrived-0-quantity"] == "5"


def test_the_desk_names_what_is_late_and_what_to_do_next(officer: Browser, world: World) -> None:
    world.contract(due_on=date(2026, 4, 1))
    page = drafted(officer, world)
    desk = officer.get("/").text
    assert "Overdue deliveries" in desk
    assert "01.04.2026" in desk
    assert f"office{page}" in desk
    assert "Put it into the plan" in desk


def test_a_draft_is_thrown_away(officer: Browser, world: World) -> None:
    page = drafted(officer, world)
    assert officer.send(f"{page}/discard").status_code == 303
    assert officer.get(page).status_code == 404


@given(
    quantity=st.integers(1, 10_000),
    weights=st.lists(st.integers(0, 2_000), min_size=1, max_size=40),
)
def test_a_quantity_split_by_pupils_adds_up(quantity: int, weights: list[int]) -> None:
    parts = rules.split_quantity(
        Decimal(quantity), [Decimal(weight) for weight in weights], Decimal(1)
    )
    assert rules.adds_up(Decimal(quantity), parts)
    assert all(part == part.to_integral_value() and part >= 0 for part in parts)


def test_of_two_editors_of_a_draft_the_later_is_told(app: Flask, world: World) -> None:
    first, second = Browser(app, "officer"), Browser(app, "both")
    draft = drafted(first, world)
    shown = {step: filled(second.get(f"{draft}/{step}").text) for step in ("change", "plan")}
    changed = first.send(f"{draft}/change", {"title": "Башка аталыш", "do": "save"})
    assert changed.status_code == 303
    for step, form in shown.items():
        sent = second.client.post(f"{second.root}{draft}/{step}", data={**form, "do": "save"})
        assert sent.status_code == 409, step
    with world.act() as session:
        purchase = session.scalars(select(Purchase)).one()
        assert (purchase.title, purchase.status) == ("Башка аталыш", "draft")


def test_of_two_editors_of_a_contract_the_later_is_told(app: Flask, world: World) -> None:
    contract = world.contract()
    first, second = Browser(app, "officer"), Browser(app, "both")
    path = f"/contracts/{contract}/amend"
    shown = filled(second.get(path).text)
    dearer = {"amounts-0-amount": "40 000", "reason": "Баасы өстү."}
    assert first.send(path, dearer).status_code == 303
    later = {**shown, "due_on": "01.06.2026", "reason": "Кечикти."}
    assert second.client.post(second.root + path, data=later).status_code == 409
    with world.act() as session:
        assert session.get(Contract, contract).amount == som(40_000)


def test_what_a_contract_was_stays_beside_what_it_is(app: Flask, world: World) -> None:
    """The old figure, who, when and why, for everybody; and it is added up with nothing."""
    contract = world.contract()
    officer, parent = Browser(app, "officer"), app.test_client()
    dearer = {"amounts-0-amount": "40 000", "reason": "Баасы өстү.", "on": "3.3.2026"}
    assert officer.send(f"/contracts/{contract}/amend", dearer).status_code == 303
    moved = {"parts-0-quantity": "6", "parts-1-quantity": "4", "reason": "Окуучу көбөйдү."}
    assert officer.send(f"/contracts/{contract}/resplit", moved).status_code == 303
    public = parent.get("/en/purchases/1")
    for page in (officer.get("/purchases/1"), public):
        rows = page.text.split("What was changed in the contract")[1].split("</table>")[0]
        said = " ".join(re.sub("<[^>]+>", " ", rows).replace("\u00a0", " ").split())
        assert "Sum of the contract 32,000 som 40,000 som 03.03.2026 Баасы өстү." in said
        assert "№ 1 мектеп 7 6" in said
        assert "№ 2 мектеп 3 4" in said
        assert said.count("finance officer") == 3
        assert clock.today().strftime("%d.%m.%Y") in said
    steps = " ".join(public.text.split())
    assert "It was: 32,000 som · Why: Баасы өстү. · Entered by: finance officer" in steps
    told = parent.get("/en/purchases/1.json").get_json()["data"]
    assert (told["committed"], told["contracts"][0]["amendments"]) == ("40000.00", 2)
    assert told["changes"][0]["before"] == "32000.00"


def test_a_school_is_not_left_less_than_has_come_to_it(officer: Browser, world: World) -> None:
    contract = world.contract()
    world.delivered(contract, {"S-1001": 5})
    moved = {"parts-0-quantity": "4", "parts-1-quantity": "6", "reason": "Себеп."}
    refused = officer.send(f"/contracts/{contract}/resplit", moved)
    assert refused.status_code == 422
    assert 'href="#parts"' in refused.text
    assert filled(refused.text)["parts-0-quantity"] == "4"


def test_a_form_whose_record_is_gone_says_so(officer: Browser, world: World) -> None:
    form = {**filled(officer.get(NEW).text), **ten(world), **SPLIT}
    made = officer.client.post(officer.root + NEW, data=form)
    draft = made.headers["Location"].split("/office")[1]
    assert officer.send(f"{draft}/discard").status_code == 303
    again = officer.client.post(officer.root + NEW, data=form)
    assert again.status_code == 409
    assert "has since been removed" in again.text
