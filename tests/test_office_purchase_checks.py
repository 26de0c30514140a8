"""What stands beside a purchase while it is entered: money left, what is missing, what is usual."""

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event, select

from core import clock
from core.money import som
from procurement import acts, entry, prices
from procurement.entry import EnteredLine, EnteredShare
from procurement.models import Contract, Purchase
from procurement.reports import checks
from standard.acts.assessments import record
from standard.acts.passports import fill
from tests.office_world import Browser, build_app, filled
from tests.test_procurement_prices import bought
from tests.world import AIMAK, COUNTRY, DAY, OTHER_AIMAK, YEAR, World, extinguishers
from tracker.extensions import db
from tracker.office import purchase_form

CHECKS = f"/purchases/checks?place={AIMAK}&year={YEAR}&"
NEW = f"/purchases/new?place={AIMAK}&year={YEAR}"
SHARES = {
    "lines-0-shares-0-school": "S-1001",
    "lines-0-shares-0-quantity": "7",
    "lines-0-shares-1-school": "S-1002",
    "lines-0-shares-1-quantity": "3",
}


@pytest.fixture
def app(world: World, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


@pytest.fixture
def officer(app: Flask) -> Browser:
    return Browser(app, "officer")


def ten(world: World, **changes: str) -> dict[str, str]:
    """Ten extinguishers for two schools, as typed."""
    return {
        "lines-0-requirement": "FIR-01",
        "lines-0-title": "ОП-4",
        "lines-0-quantity": "10",
        "lines-0-unit": "даана",
        "lines-0-unit_price": "3 200",
        "lines-0-item_code": "35111320-4",
        "lines-0-budget_line": str(world.lines["fire"]),
        **SHARES,
        **changes,
    }


def told(officer: Browser, typed: dict[str, str]) -> str:
    """What the panel says of this, as one line of text."""
    answer = officer.get(CHECKS + urlencode(typed))
    assert answer.status_code == 200
    return " ".join(re.sub("<[^>]+>", " ", answer.text).replace("\u00a0", " ").split())


def counted(world: World, school: str, floors: int, have: int) -> None:
    """A school with so many floors (two extinguishers each) that has so many of them."""
    with world.act() as session:
        fill(session, world.officer, school, clock.today().year, {"floor": str(floors)})
        record(session, world.officer, school, "FIR-01", on=DAY, value=Decimal(have))


MONEY = """
quantity  price     asked    after     enough
10        3200      32,000   68,000    yes
10        10000     100,000  0         yes
10        10000,01  100,000  -0.10     no
40        3200      128,000  -28,000   no
"""


def test_the_balance_counts_what_contracts_claim_and_what_this_asks(
    officer: Browser, world: World
) -> None:
    for row in MONEY.strip().splitlines()[1:]:
        quantity, price, asked, after, enough = row.split()
        typed = ten(world, **{"lines-0-quantity": quantity, "lines-0-unit_price": price})
        said = told(officer, typed)
        assert f"This purchase asks for {asked}" in said, row
        assert f"Free after this purchase {after.replace('-', '−')} som" in said, row
        assert ("not enough money" in said) == (enough == "no"), row
        assert ("Three ways out" in said) == (enough == "no"), row
    world.contract()  # ten at 3 200 som, of the same line
    world.purchase()  # and ten more in the plan
    said = told(officer, ten(world))
    assert "Set aside 100,000 som Claimed by contracts 32,000 som Free now 68,000 som" in said
    assert "Free after this purchase 36,000 som" in said
    assert "no contract yet 32,000 som" in said
    said = told(officer, ten(world, **{"lines-0-unit_price": "5000"}))
    assert "⚠ Budget line" in said
    assert "Other purchases of the plan ask for more" in said


def test_two_lines_of_one_purchase_draw_on_one_balance(officer: Browser, world: World) -> None:
    second = {name.replace("lines-0", "lines-1"): value for name, value in ten(world).items()}
    said = told(officer, {**ten(world), **second, "lines-1-unit_price": "1 000"})
    assert "This purchase asks for 42,000 som Free after this purchase 58,000 som" in said


def test_a_school_may_draw_on_a_line_of_its_own(officer: Browser, world: World) -> None:
    own = {
        "by_school": "1",
        "lines-0-shares-0-budget_line": str(world.lines["fire of S-1001"]),
    }
    said = told(officer, ten(world, **own))
    assert "This purchase asks for 9,600 som Free after this purchase 90,400 som" in said
    assert "This purchase asks for 22,400 som Free after this purchase 27,600 som" in said


NEEDS = """
gets  told
0     needed: 10, present: 4, missing: 6 · missing after this: 6
2     needed: 10, present: 4, missing: 6 · missing after this: 4
6     needed: 10, present: 4, missing: 6 · missing after this: 0
9     needed: 10, present: 4, missing: 6 · missing after this: 0 · ⚠ more than is missing, by: 3
"""


def test_each_school_says_what_it_lacks_and_what_would_be_left(
    officer: Browser, world: World
) -> None:
    counted(world, "S-1001", floors=5, have=4)
    for row in NEEDS.strip().splitlines()[1:]:
        gets, sentence = row.split(maxsplit=1)
        typed = ten(world, **{"lines-0-quantity": gets, "lines-0-shares-0-quantity": gets})
        typed["lines-0-shares-1-quantity"] = ""
        said = told(officer, typed)
        assert sentence in said, row
        assert ("Be ready" in said or "be ready to explain" in said) == (gets == "9"), row
    assert "At least 2 " in said  # the criterion, as a sentence
    assert "Standing of the number" in said
    assert "Source:" in said
    assert "№ 2 мектеп" in said  # nobody counted it: it is told, and not as a nought
    assert "cannot be said" in said


def test_what_is_under_contract_and_not_here_yet_is_no_longer_to_be_bought(
    officer: Browser, world: World
) -> None:
    counted(world, "S-1001", floors=5, have=0)
    contract = world.contract()  # seven for the first school
    world.accepted(world.delivered(contract, {"S-1001": 2}))
    said = told(officer, ten(world))
    needs = "needed: 10, present: 2, missing: 8 · under contract, not here yet: 5"
    assert f"{needs} · missing after this: 0 · ⚠ more than is missing, by: 4" in said


def test_the_price_stands_beside_its_median_or_says_how_many_there_are(
    officer: Browser, world: World
) -> None:
    for number, price in enumerate((3000, 3100, 3200, 3300)):
        bought(world, price, number)
    assert "Too few to compare. Have: 4, need: 5." in told(officer, ten(world))
    bought(world, 9000, 9)
    with world.act() as session:
        prices.compare(session, COUNTRY, clock.today())
    said = told(officer, ten(world))
    assert "Price of one, piece: 3,200 som. Median: 3,200 som. Purchases compared: 5." in said
    assert "Middle half of the prices: 3,100 som – 3,300 som." in said
    assert "✓ Line 1: the price is as others paid." in said
    dear = ten(world, **{"lines-0-unit_price": "4000"})
    assert "⚠ Line 1: the price is unlike what others paid." in told(officer, dear)
    assert "the reason is written" in told(officer, {**dear, "lines-0-price_reason": "Жеткирүү."})
    uncoded = {**dear, "lines-0-item_code": ""}  # then beside the requirement's own median
    assert "times: 1.25." in told(officer, uncoded)
    assert "Dearer than three quarters" in told(officer, uncoded)
    box = ten(world, **{"lines-0-unit": "топтом", "lines-0-unit_price": "4000"})
    assert "its price is not compared" in told(officer, box)
    five_in_a_box = {**box, "lines-0-covers": "50", "lines-0-unit_price": "16 000"}
    assert "Price: 3,200 som." in told(officer, five_in_a_box)


@pytest.mark.parametrize("typed", [{}, {"lines-0-quantity": "x", "lines-0-unit_price": "-5"}])
def test_half_of_a_form_or_nonsense_is_no_fault_of_the_panel(
    officer: Browser, world: World, typed: dict[str, str]
) -> None:
    assert "appears here" in told(officer, typed)
    assert "appears here" not in told(officer, ten(world, **typed))
    huge = {"lines-0-quantity": "9" * 12, "lines-0-unit_price": "9" * 13}
    assert "asks for 0 som" in told(officer, ten(world, **huge))


def test_the_panel_is_for_officers_of_the_place(app: Flask) -> None:
    asked = CHECKS.rstrip("&")
    for name, status in (("other_officer", 404), ("approver", 403), ("school", 403)):
        assert Browser(app, name).get(asked).status_code == status, name
    other = asked.replace(AIMAK, OTHER_AIMAK)
    assert Browser(app, "officer").get(other).status_code == 404


def test_the_page_shows_the_same_panel_without_saving_anything(
    officer: Browser, world: World
) -> None:
    counted(world, "S-1001", floors=5, have=4)
    typed = {name: text for name, text in ten(world).items() if not name.endswith("school")}
    page = officer.send(NEW, {**typed, "do": "check"})
    assert page.status_code == 200
    assert filled(page.text)["lines-0-unit_price"] == "3 200"
    panel = officer.get(CHECKS + urlencode(ten(world))).text
    for part in ("checks-said", "checks-all"):
        inside = re.compile(rf'id="{part}"[^>]*>(.*?)</div>', re.S)
        whole, alone = (inside.search(text).group(1).split() for text in (page.text, panel))
        assert whole == alone
    with world.act() as session:
        assert session.scalars(select(Purchase)).all() == []


def test_the_panel_asks_as_many_questions_for_thirty_lines_as_for_one(
    app: Flask, world: World
) -> None:
    one = EnteredLine("FIR-01", Decimal(1), "", som(1), None, None, world.lines["fire"], ())
    share = EnteredShare("S-1001", Decimal(1), world.lines["fire"])
    many = [
        EnteredLine(code, Decimal(1), "", som(1), None, None, world.lines["fire"], (share,))
        for code in [f"FIR-{number:02}" for number in range(1, 16)] * 2
    ]
    asked: list[object] = []
    counts = []
    with app.test_request_context("/en/"):
        here = purchase_form.setting(AIMAK, YEAR)
        schools = [school.code for school in here.schools]
        noted = asked.append
        event.listen(db.session.get_bind(), "before_cursor_execute", lambda *told: noted(told))
        for lines in ([one], [one], many):  # the first time the norms are read, then kept
            asked.clear()
            checks.of(
                db.session(), AIMAK, lines, funds=here.funds, schools=schools, today=clock.today()
            )
            counts.append(len(asked))
    assert counts[1] == counts[2] <= 10, counts


@given(
    price=st.decimals("0.01", "100000", places=2),
    parts=st.lists(st.integers(1, 900), min_size=1, max_size=9),
)
def test_what_is_asked_of_budget_lines_is_what_the_purchase_costs(
    price: Decimal, parts: list[int]
) -> None:
    shares = tuple(
        EnteredShare(f"S-{number}", Decimal(part), 1 + number % 2)
        for number, part in enumerate(parts)
    )
    line = EnteredLine("FOD-01", Decimal(sum(parts)), "кг", price, None, None, 1, shares)
    assert sum(entry.asked([line, line]).values()) == line.amount * 2
    assert sum(line.amounts().values()) == line.amount


def test_one_som_too_much_is_refused_with_three_ways_out(officer: Browser, world: World) -> None:
    plan, budget = world.lines["fire"], f"/budgets/{AIMAK}/{YEAR}"
    typed = ten(world, **{"lines-0-quantity": "1", "lines-0-unit_price": "100 001"})
    typed |= {"lines-0-shares-0-quantity": "1", "lines-0-shares-1-quantity": ""}
    typed |= {"title": "Өрт өчүргүчтөр", "language": "ky", "method": "single_source"}
    typed |= {"method_ground": "annual_procurement"}
    sent = officer.send(NEW, {**typed, "do": "save"})
    draft = sent.headers["Location"].split("/office")[1]
    refused = officer.send(f"{draft}/plan", {"on": "02.03.2026"})
    assert refused.status_code == 422
    assert "Needed: 100,001\u00a0som. Available: 100,000\u00a0som." in refused.text
    ways = refused.text.split('id="ways-out"')[1].split("</div>")[0]
    assert f"№ {plan}" in ways
    doors = re.findall(r'href="([^"]+)"', ways)
    assert [door.split("/office")[-1] for door in doors] == [
        budget,
        f"{budget}/transfer?to={plan}",
        f"{draft}/change#lines-0-quantity",
    ]
    assert all(officer.client.get(door).status_code == 200 for door in doors)


def test_two_purchases_that_fit_alone_are_not_signed_together(
    officer: Browser, world: World
) -> None:
    """Each is planned while the line bears it; the second contract finds the money claimed."""
    values = extinguishers(world.lines["fire"])
    dear = (replace(values.lines[0], unit_price=som(6000)),)
    first, second = world.purchase(lines=dear), world.purchase(lines=dear)
    world.contract(first)
    with world.act() as session:
        supplier = session.scalars(select(Contract)).one().supplier_id
        acts.award(
            session,
            world.officer,
            second,
            supplier_id=supplier,
            amount=som(60_000),
            offers=1,
            on=DAY,
            reason="Жалгыз.",
        )
    refused = officer.send(
        f"/purchases/{second}/sign",
        {"number": "К-2", "signed_on": "3.3.2026", "due_on": "1.5.2026"},
    )
    assert refused.status_code == 422
    assert "Needed: 60,000\u00a0som. Available: 40,000\u00a0som." in refused.text
    assert 'href="#amounts"' in refused.text.split('id="ways-out"')[1]


EMPTIES = {
    "requirement": ("lines-0-requirement", "No requirement is chosen."),
    "budget_line": ("lines-0-budget_line", "No source of funds is chosen."),
    "unit": ("lines-0-unit", "No unit is named."),
    "shares": ("lines-0-shares", "No school gets anything."),
}


def test_each_of_the_four_empties_is_told_at_its_place_and_nothing_is_lost(
    officer: Browser, world: World
) -> None:
    whole = {"title": "Өрт өчүргүчтөр", "language": "ky", "method": "single_source", "do": "save"}
    whole |= {name: text for name, text in ten(world).items() if not name.endswith("school")}
    empty = {"lines-0-shares-0-quantity": "", "lines-0-shares-1-quantity": ""}
    for name, (target, sentence) in EMPTIES.items():
        lacking = empty if name == "shares" else {target: ""}
        answer = officer.send(NEW, {**whole, **lacking})
        assert answer.status_code == 422, name
        assert f'<a href="#{target}">{sentence}' in answer.text
        assert answer.text.count(sentence) == 2  # above the form, and at its field
        assert f'id="{target}"' in answer.text
        kept = filled(answer.text)
        assert {key: kept[key] for key in whole if key != "do"} == {
            **{key: text for key, text in whole.items() if key != "do"},
            **lacking,
        }
    all_at_once = {**whole, **empty, **{target: "" for target, _ in list(EMPTIES.values())[:3]}}
    answer = officer.send(NEW, {**all_at_once, "lines-0-quantity": ""})
    assert all(sentence in answer.text for _, sentence in EMPTIES.values())
    with world.act() as session:
        assert session.scalars(select(Purchase)).all() == []
