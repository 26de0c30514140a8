"""A budget on its way through the office: drafted, handed in, sent back, approved."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from budgets import acts
from budgets.models import DraftLine, Line, Version
from core.access import Role
from core.money import som
from tests.office_world import Browser, build_app, filled
from tests.world import AIMAK, YEAR, World, held

NEXT = f"/budgets/{AIMAK}/{YEAR + 1}"
NOW = f"/budgets/{AIMAK}/{YEAR}"


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


@pytest.fixture
def officer(app: Flask) -> Browser:
    return Browser(app, "officer")


def begun(officer: Browser) -> None:
    """A draft of next year with a ceiling of 200 000 som."""
    assert officer.send(f"{NEXT}/draft", on=NEXT).status_code == 303
    assert officer.send(f"{NEXT}/ceilings", {"local_own": "200 000"}).status_code == 303


def line(officer: Browser, amount: str, **typed: str) -> int:
    """The answer to a line of the whole aimak for fire safety."""
    values = {"beneficiary": AIMAK, "requirement": "category:emergency", "source": "local_own"}
    return officer.send(f"{NEXT}/lines/new", {**values, "amount": amount, **typed}).status_code


def test_a_budget_goes_from_nothing_to_being_in_force(app: Flask, world: World) -> None:
    officer, approver = Browser(app, "officer"), Browser(app, "approver")
    begun(officer)
    assert line(officer, "150 000,50") == 303
    assert officer.send(f"{NEXT}/submit").status_code == 303
    assert NEXT in approver.get("/").text
    sent = approver.send(f"{NEXT}/approve", {"resolution": "№ 7", "on": "23.11.2026"})
    assert sent.status_code == 303
    with world.act() as session:
        made = session.scalars(select(Line).where(Line.year == YEAR + 1)).one()
        assert (made.amount, made.category, made.requirement) == (
            som("150000.50"),
            "emergency",
            None,
        )


def test_a_line_above_the_ceiling_is_refused_at_its_sum_and_kept_as_typed(
    officer: Browser,
) -> None:
    begun(officer)
    values = {"beneficiary": AIMAK, "requirement": "FIR-01", "source": "local_own"}
    answer = officer.send(f"{NEXT}/lines/new", {**values, "amount": "200 000,01"})
    assert answer.status_code == 422
    assert 'href="#amount"' in answer.text
    kept = filled(answer.text)
    assert {name: kept[name] for name in values} == values
    assert kept["amount"] == "200 000,01"
    again = officer.resend(answer, f"{NEXT}/lines/new", {"amount": "200 000"})
    assert again.status_code == 303


def test_the_next_line_begins_as_the_last_one_ended(officer: Browser) -> None:
    begun(officer)
    assert line(officer, "100", code="2235", do="another") == 303
    offered = filled(officer.get(f"{NEXT}/lines/new").text)
    assert offered["requirement"] == "category:emergency"
    assert offered["source"] == "local_own"
    assert offered["code"] == "2235"
    assert offered["amount"] == ""


def test_a_form_sent_twice_is_done_once(officer: Browser, world: World) -> None:
    begun(officer)
    page = filled(officer.get(f"{NEXT}/lines/new").text)
    values = {"beneficiary": AIMAK, "requirement": "FIR-01", "source": "local_own", "amount": "5"}
    for _time in range(2):
        sent = officer.client.post(f"{officer.root}{NEXT}/lines/new", data={**page, **values})
        assert sent.status_code == 303
    handing_in = filled(officer.get(f"{NEXT}/submit").text)
    for _time in range(2):
        sent = officer.client.post(f"{officer.root}{NEXT}/submit", data=handing_in)
        assert sent.status_code == 303
    with world.act() as session:
        assert session.scalar(select(func.count(DraftLine.id))) == 3 + 1
        states = session.scalars(select(Version.status).where(Version.year == YEAR + 1)).all()
        assert states == ["submitted"]


def test_an_older_page_does_not_overwrite_a_newer_draft(officer: Browser) -> None:
    begun(officer)
    old = filled(officer.get(f"{NEXT}/ceilings").text)
    assert line(officer, "100") == 303
    sent = officer.client.post(
        f"{officer.root}{NEXT}/ceilings", data={**old, "local_own": "300 000"}
    )
    assert sent.status_code == 409
    assert "300 000" in sent.text


def test_whoever_wrote_a_part_does_not_approve_it(app: Flask) -> None:
    both = Browser(app, "both")
    begun(both)
    assert line(both, "100") == 303
    assert both.send(f"{NEXT}/submit").status_code == 303
    assert "Another officer approves it." in both.get(f"{NEXT}/approve").text
    sent = both.send(f"{NEXT}/approve", {"resolution": "№ 7", "on": "23.11.2026"})
    assert sent.status_code == 422
    assert "You cannot approve a record you entered" in sent.text


def test_an_amendment_shows_the_approver_what_changes(app: Flask) -> None:
    officer, approver = Browser(app, "officer"), Browser(app, "approver")
    assert officer.send(f"{NOW}/draft", on=NOW).status_code == 303
    keys = sorted(
        {part.split("/")[0] for part in officer.get(NOW).text.split("/lines/")[1:]} - {"new"}
    )
    keys = [key.split('"')[0] for key in keys]
    first, second = sorted({int(key) for key in keys if key.isdigit()})[:2]
    changed = officer.send(f"{NOW}/lines/{first}", {"amount": "90 000"})
    assert changed.status_code == 303
    assert officer.send(f"{NOW}/lines/{second}/remove").status_code == 303
    refused = officer.send(f"{NOW}/submit")
    assert refused.status_code == 422
    assert officer.send(f"{NOW}/submit", {"reason": "Баа түштү."}).status_code == 303
    page = approver.get(NOW).text
    assert "100,000" in page
    assert "90,000" in page
    assert "left out" in page
    back = approver.send(f"{NOW}/send-back", {"reason": "Себеби толук эмес."})
    assert back.status_code == 303
    assert "sent back" in officer.get(NOW).text


@pytest.mark.parametrize("typed", ["12x", "-5", "1.250,00", "١٢٣", "NaN", "0,001"])
def test_what_is_no_sum_is_refused_with_the_way_to_write_it(officer: Browser, typed: str) -> None:
    begun(officer)
    answer = officer.send(f"{NEXT}/ceilings", {"republican": typed})
    assert answer.status_code == 422
    assert filled(answer.text)["republican"] == typed
    assert filled(answer.text)["local_own"] == "200\u00a0000"


def another_version(world: World, old: int) -> int:
    """Meanwhile the version is sent back, corrected and handed in again as the next."""
    with world.act() as session:
        acts.send_back(session, held(60, (Role.APPROVER, AIMAK)), old, reason="Туура эмес.")
        new = acts.open_draft(session, world.officer, AIMAK, YEAR)
        acts.submit(session, world.officer, new.id, reason="Оңдолду.")
        return new.id


def statuses(world: World) -> list[str]:
    with world.act() as session:
        return list(session.scalars(select(Version.status).order_by(Version.number)))


@pytest.mark.parametrize(
    ("step", "typed"),
    [("approve", {"resolution": "№ 2", "on": "01.03.2026"}), ("send-back", {"reason": "Жок."})],
)
@pytest.mark.parametrize("number", ["as shown", "", "x"])
def test_no_version_is_judged_by_a_page_that_showed_another(
    app: Flask, world: World, step: str, typed: dict[str, str], number: str
) -> None:
    approver = Browser(app, "approver")
    with world.act() as session:
        old = acts.open_draft(session, world.officer, AIMAK, YEAR)
        acts.submit(session, world.officer, old.id, reason="Өзгөрүү.")
    shown = filled(approver.get(f"{NOW}/{step}").text)
    if number != "as shown":
        shown["number"] = number
    another_version(world, old.id)
    before = statuses(world)
    sent = approver.client.post(f"{approver.root}{NOW}/{step}", data={**shown, **typed})
    assert sent.status_code == 409
    assert "Somebody changed this" in sent.text
    assert statuses(world) == before
    assert approver.send(f"{NOW}/{step}", typed).status_code == 303


def test_no_draft_is_handed_in_by_a_page_that_showed_another(
    app: Flask, world: World, officer: Browser
) -> None:
    with world.act() as session:
        old = acts.open_draft(session, world.officer, AIMAK, YEAR)
    shown = filled(officer.get(f"{NOW}/submit").text)
    with world.act() as session:
        acts.submit(session, world.officer, old.id, reason="Өзгөрүү.")
        acts.send_back(session, held(60, (Role.APPROVER, AIMAK)), old.id, reason="Туура эмес.")
    before = statuses(world)
    path = f"{officer.root}{NOW}/submit"
    assert officer.client.post(path, data={**shown, "reason": "Себеп."}).status_code == 409
    assert statuses(world) == before


def test_an_approval_sent_twice_is_done_once(app: Flask, world: World) -> None:
    approver = Browser(app, "approver")
    with world.act() as session:
        version = acts.open_draft(session, world.officer, AIMAK, YEAR)
        acts.submit(session, world.officer, version.id, reason="Өзгөрүү.")
    typed = {"resolution": "№ 2", "on": "01.03.2026"}
    form = {**filled(approver.get(f"{NOW}/approve").text), **typed}
    path = f"{approver.root}{NOW}/approve"
    assert [approver.client.post(path, data=form).status_code for _ in range(2)] == [303, 303]
    assert statuses(world).count("approved") == 1


@pytest.mark.parametrize("number", [2_147_483_648, 10**20])
def test_a_number_no_column_holds_is_no_address(app: Flask, officer: Browser, number: int) -> None:
    for path in (
        f"/budgets/{AIMAK}/{number}",
        f"/budgets/{AIMAK}/{YEAR}/versions/{number}",
        f"/budgets/{AIMAK}/{YEAR}/lines/{number}",
        f"/purchases/{number}",
        f"/contracts/{number}/pay",
        f"/deliveries/{number}/accept",
        f"/imports/receipts/{number}",
    ):
        assert officer.get(path).status_code == 404, path
