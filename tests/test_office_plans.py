"""The safety plan in the office: worked out, changed by hand, put into the draft budget."""

import json
import re
from decimal import Decimal
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets import acts as budgets
from budgets.models import DraftLine, Version
from core import clock
from core.money import som
from procurement.acts import set_reference_price
from procurement.reports import plan_gaps
from standard.acts.assessments import record
from standard.acts.passports import fill
from tests.office_world import Browser, build_app, filled
from tests.world import AIMAK, COUNTRY, DAY, DISTRICT, OPERATOR, OTHER_AIMAK, YEAR, World
from tracker.accounts.models import TypedDraft

PAGE = f"/plans/{AIMAK}/{YEAR}"
ASKED = f"{PAGE}?source=local_own&money=20+000&priority=1&priority=2&priority=3"


def price(session: Session, code: str, amount: str, lot: int = 1, **how: str) -> None:
    """An editor's word on a price."""
    told = {"standing": "default", "source": "шарттуу баа", **how}
    set_reference_price(
        session, OPERATOR, COUNTRY, code, amount=som(amount), lot=lot, on=DAY, **told
    )


def lacking(world: World) -> None:
    """Two schools that lack extinguishers, first-aid kits and a fence."""
    with world.act() as session:
        price(session, "FIR-01", "3333.33")
        price(session, "MED-04", "1500", lot=2, standing="sourced")
        for school, facts, there in (
            ("S-1001", {"floor": "5", "pupil": "301", "perimeter_m": "480"}, {"FIR-01": "8"}),
            ("S-1002", {"floor": "2", "pupil": "99"}, {"FIR-01": "1", "MED-04": "0"}),
        ):
            fill(session, world.officer, school, YEAR, facts)
            for code, count in {**there, "PHY-01": "10"}.items():
                record(session, world.officer, school, code, on=DAY, value=Decimal(count))


@pytest.fixture
def app(sqlite_only: str, world: World, tmp_path: Path) -> Flask:
    lacking(world)
    return build_app(world, tmp_path)


@pytest.fixture
def officer(app: Flask) -> Browser:
    return Browser(app, "officer")


def pieces(html: str) -> dict[str, str]:
    return {name: text for name, text in filled(html).items() if name.startswith("n.")}


def lines(world: World) -> dict[tuple[str, str | None], Decimal]:
    with world.act() as session:
        rows = session.execute(
            select(DraftLine.beneficiary, DraftLine.requirement, DraftLine.amount)
            .join(Version, Version.id == DraftLine.version_id)
            .where(Version.status == "draft")
        )
        return {(school, code): amount for school, code, amount in rows}


def test_the_needs_of_a_place_leave_out_what_the_budget_already_gives(world: World) -> None:
    lacking(world)
    with world.act() as session:
        found = plan_gaps.of_place(session, AIMAK, YEAR)
    needs = {need.pair: need for need in found.needs}
    assert ("S-1001", "FIR-01") not in needs  # 50 000 som of the budget are for its two
    assert found.planned == som("6666.66")
    need = needs["S-1002", "FIR-01"]
    assert (need.to_buy, need.price, need.pupils, need.needed) == (3, som("3333.33"), 99, 4)
    assert [row.requirement for row in found.unpriced] == ["PHY-01"]
    assert "FIR-02" in {row.requirement for row in found.unsaid}
    assert found.no_pupils == ()


def test_needs_are_asked_for_by_school_priority_and_domain(world: World) -> None:
    lacking(world)
    with world.act() as session:
        one = plan_gaps.of_place(session, AIMAK, YEAR, schools=["S-1001"])
        none = plan_gaps.of_place(session, AIMAK, YEAR, priorities=[3])
        medical = plan_gaps.of_place(session, AIMAK, YEAR, domains=["health_food"])
    assert one.needs == ()
    assert none.needs == ()
    assert {need.requirement for need in medical.needs} == {"MED-04"}


def test_the_country_is_priced_region_by_region(world: World) -> None:
    lacking(world)
    with world.act() as session:
        here = plan_gaps.of_place(session, AIMAK, YEAR)
        country = plan_gaps.of_place(session, COUNTRY, YEAR)
    assert {need.pair for need in here.needs} <= {need.pair for need in country.needs}
    assert {need.price for need in country.needs} == {som("3333.33"), som(1500)}


def test_the_questions_do_not_grow_with_the_schools(world: World) -> None:
    lacking(world)
    asked: list[str] = []

    def count(place: str) -> int:
        from sqlalchemy import event

        with world.act() as session:
            asked.clear()
            event.listen(world.writer, "before_cursor_execute", note)
            plan_gaps.of_place(session, place, YEAR)
            event.remove(world.writer, "before_cursor_execute", note)
        return len(asked)

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    assert count(DISTRICT) == count(OTHER_AIMAK)  # three schools and one, no budget of its own
    assert count(AIMAK) <= 14


def test_free_money_is_the_ceiling_less_the_lines(world: World) -> None:
    with world.act() as session:
        funds = plan_gaps.funds(session, AIMAK, YEAR)
        assert (funds.left("local_own"), funds.left("republican")) == (som(50_000), som(0))
        none = plan_gaps.funds(session, OTHER_AIMAK, YEAR)
        assert (none.card, none.left("local_own")) == (None, som(0))


def test_at_first_the_plan_takes_all_the_free_money(officer: Browser) -> None:
    page = officer.get(PAGE)
    assert page.status_code == 200
    assert "With 50,000" in page.text
    assert pieces(page.text) == {"n.FIR-01.S-1002": "3", "n.MED-04.S-1002": "2"}
    assert "conditional price of ours, not a market price" in page.text
    assert "reference price from a source" in page.text
    assert "a default of ours, no norm" in page.text
    assert "Points" in page.text
    assert "cannot be priced" in page.text
    assert "PHY-01" in page.text


def test_the_address_says_what_is_asked(officer: Browser) -> None:
    page = officer.get(f"{PAGE}?source=local_own&money=4+000&priority=1&school=S-1002")
    assert pieces(page.text) in ({"n.FIR-01.S-1002": "1"}, {"n.MED-04.S-1002": "2"})
    assert 'value="4 000"' in page.text.replace("\u00a0", " ")
    nothing = officer.get(f"{PAGE}?source=local_own&money=0")
    assert "buys nothing" in nothing.text
    wrong = officer.get(f"{PAGE}?source=local_own&money=12x")
    assert (wrong.status_code, 'href="#money"' in wrong.text) == (422, True)
    unknown = officer.get(f"{PAGE}?source=moon")
    assert unknown.status_code == 422


def test_a_changed_plan_is_counted_anew_and_over_the_money_refused_and_kept(
    officer: Browser, world: World
) -> None:
    good = officer.send(ASKED, {"n.FIR-01.S-1002": "1", "do": "recount"})
    assert good.status_code == 200
    assert "6,333.33" in good.text
    scarce = ASKED.replace("20+000", "9+000")
    over = officer.send(scarce, {"n.FIR-01.S-1002": "3", "n.MED-04.S-1002": "2", "do": "draft"})
    assert over.status_code == 422
    assert "Over by: 3,999.99" in over.text
    assert pieces(over.text) == {"n.FIR-01.S-1002": "3", "n.MED-04.S-1002": "2"}
    assert lines(world) == {}


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("4", "More than is missing. Give at most: 3."),
        ("1,5", "Not a whole number of pieces"),
        ("x", "Not a quantity"),
        ("-1", "Not a quantity"),
    ],
)
def test_wrong_pieces_are_refused_at_their_field_and_kept(
    officer: Browser, world: World, typed: str, told: str
) -> None:
    answer = officer.send(ASKED, {"n.FIR-01.S-1002": typed, "do": "draft"})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'href="#n.FIR-01.S-1002"' in answer.text
    assert pieces(answer.text)["n.FIR-01.S-1002"] == typed
    assert lines(world) == {}


def test_pieces_typed_before_the_session_ended_come_back(officer: Browser, world: World) -> None:
    typed = json.dumps([("n.FIR-01.S-1002", "2"), ("seen", "1"), ("do", "draft")])
    with world.act() as session:
        path = "/office" + ASKED
        now = clock.now()
        session.add(TypedDraft(id="kept", account=11, path=path, typed=typed, saved_at=now))
    page = officer.get(f"{ASKED}&kept=kept")
    assert pieces(page.text) == {"n.FIR-01.S-1002": "2"}
    assert lines(world) == {}


def test_a_requirement_emptied_stays_on_the_page_and_under_a_lot_is_said(
    officer: Browser,
) -> None:
    answer = officer.send(ASKED, {"n.FIR-01.S-1002": "0", "n.MED-04.S-1002": "1", "do": "recount"})
    assert answer.status_code == 200
    assert "Taken out of the plan." in answer.text
    assert pieces(answer.text) == {"n.MED-04.S-1002": "1", "n.FIR-01.S-1002": "0"}
    assert "Usual lot: 2" in answer.text
    none = officer.resend(answer, ASKED, {"n.MED-04.S-1002": "", "do": "draft"})
    assert (none.status_code, "buys nothing" in none.text) == (422, True)


def test_the_plan_goes_into_the_draft_once(officer: Browser, world: World) -> None:
    page = filled(officer.get(ASKED).text)
    for _time in range(2):
        sent = officer.client.post(officer.root + ASKED, data={**page, "do": "draft"})
        assert sent.status_code == 303
        assert sent.location.endswith(f"/budgets/{AIMAK}/{YEAR}")
    found = lines(world)
    assert found["S-1002", "FIR-01"] == som("9999.99")
    assert found["S-1002", "MED-04"] == som(3000)
    assert found["S-1001", "FIR-01"] == som(50_000)
    shown = officer.get(f"/budgets/{AIMAK}/{YEAR}").text
    assert "The plan is in the draft budget." in shown
    assert "By the safety plan. Pieces: 3." in shown
    again = officer.get(ASKED)
    assert pieces(again.text) == {}
    assert "not planned again" in again.text


def test_from_an_older_page_the_plan_is_not_put_twice(officer: Browser, world: World) -> None:
    first, second = filled(officer.get(ASKED).text), filled(officer.get(ASKED).text)
    path = officer.root + ASKED
    assert officer.client.post(path, data={**first, "do": "draft"}).status_code == 303
    before = lines(world)
    sent = officer.client.post(path, data={**second, "do": "draft"})
    assert sent.status_code == 422
    assert "Nothing is missing there any more." in sent.text
    assert lines(world) == before


def test_over_the_ceiling_the_draft_takes_nothing(officer: Browser, world: World) -> None:
    asked = ASKED.replace("local_own", "republican")
    page = officer.get(asked)
    assert "More than is free of this source." in page.text
    sent = officer.send(asked, {"do": "draft"})
    assert sent.status_code == 422
    assert "Over by: 12,999.99" in sent.text
    assert lines(world) == {}


def test_while_a_budget_waits_the_plan_says_so(officer: Browser, world: World) -> None:
    with world.act() as session:
        draft = budgets.open_draft(session, world.officer, AIMAK, YEAR)
        budgets.submit(session, world.officer, draft.id, reason="Өзгөрүү.")
    sent = officer.send(ASKED, {"do": "draft"})
    assert sent.status_code == 422
    assert "waits for approval" in sent.text
    with world.act() as session:
        assert session.scalar(select(func.count(Version.id))) == 2


def test_only_an_officer_of_the_place_sees_the_plan(app: Flask) -> None:
    assert Browser(app, "approver").get(PAGE).status_code == 403
    assert Browser(app, "other_officer").get(PAGE).status_code == 404
    assert Browser(app, "school").get(PAGE).status_code == 404
    assert Browser(app, "officer").get(f"/plans/{AIMAK}/1066").status_code == 404


def test_the_desk_and_the_budget_lead_to_the_plan(officer: Browser) -> None:
    assert PAGE in officer.get("/").text
    assert PAGE in officer.get(f"/budgets/{AIMAK}/{YEAR}").text


@pytest.mark.parametrize("lang", ["ky", "ru"])
def test_the_page_speaks_every_language(app: Flask, lang: str) -> None:
    page = Browser(app, "officer", lang).get(PAGE)
    assert page.status_code == 200
    assert re.search(r'<html[^>]*lang="' + lang, page.text)
