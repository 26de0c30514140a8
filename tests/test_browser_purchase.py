"""Entering a purchase in a real browser: what one sees while typing, and without a script."""

from decimal import Decimal
from typing import Any

import pytest

from core import clock
from core.money import som
from procurement import acts, prices
from register import acts as register
from register.rows import SchoolRow
from standard.acts.assessments import record
from standard.acts.passports import fill
from tests.sight import LISTEN, STICKING_OUT, glanced, judged
from tests.test_browser_journey import press, tabbed_to, text_of
from tests.world import AIMAK, COUNTRY, DAY, OPERATOR, YEAR, World

pytest_plugins = ("tests.browser",)

OFFICER = "officer@example.invalid"
NEW = f"/ky/office/purchases/new?place={AIMAK}&year={YEAR}"


def bought(world: World) -> None:
    """Six extinguishers bought one by one: enough to compare; and both schools counted."""
    fund = acts.FundingValues(world.lines["fire"])
    for number, price in enumerate((2500, 2550, 2600, 2700, 2750, 2800)):
        line = acts.PurchaseLineValues(
            title="Өрт өчүргүч",
            requirement="FIR-01",
            quantity=Decimal(1),
            unit="даана",
            unit_price=som(price),
            shares=(acts.ShareValues("S-1001", Decimal(1), (fund,)),),
        )
        contract = world.contract(world.purchase(lines=(line,)), number=f"К-{number}")
        world.accepted(world.delivered(contract, {"S-1001": 1}), number=f"А-{number}")
    with world.act() as session:
        for school, floors in (("S-1001", 12), ("S-1002", 10)):
            fill(session, world.officer, school, clock.today().year, {"floor": str(floors)})
        record(session, world.officer, "S-1002", "FIR-01", on=DAY, value=Decimal(3))
        prices.compare(session, COUNTRY, clock.today())


def says(page: Any, sentence: str) -> None:
    """Wait until the checks say this."""
    page.locator("#checks", has_text=sentence).wait_for()


def test_while_forty_extinguishers_are_typed_the_checks_follow(new_house: Any) -> None:
    """By keyboard, in Kyrgyz: the balance, what each school lacks, the median and how many."""
    bought(new_house.world)
    page = new_house.signed_in(OFFICER, script=True)
    page.add_init_script(LISTEN)
    page.goto(NEW)
    tabbed_to(page, "[name=lines-0-requirement]")
    page.keyboard.type("FIR-01")
    says(page, "керек: 24, бар: 6, жетишпейт: 18")
    says(page, "керек: 20, бар: 3, жетишпейт: 17")
    says(page, "кеминде 2 көтөрмө өрт өчүргүч")  # the criterion, as a sentence
    for name, text in (("quantity", "40"), ("unit", "даана"), ("unit_price", "2 900")):
        tabbed_to(page, f"[name=lines-0-{name}]")
        page.keyboard.type(text)
    says(page, "Салыштырылган сатып алуу: 6")
    says(page, "Медианага салыштырганда, эсе: 1,09")
    assert page.locator("[name=lines-0-unit_price]:focus").count() == 1
    tabbed_to(page, "[name=lines-0-budget_line]")
    page.keyboard.press("ArrowDown")
    says(page, "Керек: 116 000 сом. Колдо бар:")
    chosen = page.input_value("[name=lines-0-budget_line]")
    page.select_option("[name=lines-0-budget_line]", str(new_house.world.lines["fire"]))
    assert chosen != "", "the keyboard chose a line"
    says(page, "Керек: 116 000 сом. Колдо бар: 84 100 сом.")
    for row, text in ((0, "20"), (1, "20")):
        page.fill(f"[name=lines-0-shares-{row}-quantity]", text)
    says(page, "мындан кийин жетишпейт: 0")
    says(page, "Ашыгы: 5")  # two and three more than are missing
    page.fill("[name=lines-0-unit_price]", "2 000")
    says(page, "Ушул сатып алуудан кийин бош каражат: 4 100 сом.")
    assert page.evaluate("document.activeElement.name") == "lines-0-unit_price"
    assert glanced(page, (320, 360), 1280) == {}


SCHOOLS = {"S-1001": 300, "S-1002": 100, "S-1004": 71, "S-1005": 64, "S-1006": 59} | {
    "S-1007": 33,
    "S-1008": 20,
}
WHOLE, PRICE = 1000, "61,37"


@pytest.fixture
def seven(new_house: Any) -> Any:
    """A house whose town hall has seven schools."""
    rows = [
        SchoolRow(code=code, place=AIMAK, kind="secondary", name_ky=f"{code}", pupils={YEAR: n})
        for code, n in SCHOOLS.items()
        if code > "S-1003"
    ]
    with new_house.world.act() as session:
        register.load(session, OPERATOR, COUNTRY, "schools", rows)
    return new_house


def fill_food(page: Any, world: World) -> None:
    """One contract of food, for all seven schools."""
    page.fill("[name=title]", "Мектептерге ун")
    page.select_option("[name=method]", "single_source")
    page.select_option("[name=method_ground]", "annual_procurement")
    line = {"title": "Ун", "quantity": str(WHOLE), "unit": "кг", "unit_price": PRICE}
    for name, value in line.items():
        page.fill(f"[name=lines-0-{name}]", value)
    page.select_option("[name=lines-0-requirement]", "FOD-01")
    page.select_option("[name=lines-0-budget_line]", str(world.lines["food"]))


def test_food_is_split_over_seven_schools_and_comes_by_waybills(seven: Any) -> None:
    """Without a script: nothing is kept of a form with empties; then to the last sack."""
    page = seven.signed_in(OFFICER, width=360)
    page.goto(NEW)
    page.click("button[value=save]:not([tabindex])")
    for name in ("requirement", "unit", "budget_line", "shares"):
        assert page.locator(f".govuk-error-summary a[href='#lines-0-{name}']").count() == 1
    fill_food(page, seven.world)
    page.click("button[value='split:0']")
    quantities = [
        Decimal(page.input_value(f"[name=lines-0-shares-{row}-quantity]")) for row in range(7)
    ]
    assert sum(quantities) == WHOLE
    amounts = page.locator(".st-needs li").all_inner_texts()
    shown = [text.split("= ")[1].split("\u00a0сом")[0] for text in amounts]
    assert sum(Decimal(one.replace("\u00a0", "").replace(",", ".")) for one in shown) == 61_370
    assert page.evaluate(STICKING_OUT) == []
    page.click("button[value=save]:not([tabindex])")
    page.click("main a[href$='/plan']")
    press(page, on="3.3.2026")
    page.click("main a[href$='/award']")
    press(page, name="«Ун» ЖЧК", inn="00000000000002", reason="Жакын.", on="4.3.2026")
    page.click("main a[href$='/sign']")
    press(page, number="К-7", signed_on="5.3.2026", due_on="1.5.2026")
    came = quantities[0] - 100
    arrive(page, "Ж-1", {0: str(came)})
    parent = seven.somebody(width=360)
    parent.goto("/ky/purchases/1")
    waiting = [100, *quantities[1:]]
    assert not_come(page) == not_come(parent) == sorted(waiting)
    moved_to_another_school(page, quantities)
    parent.reload()
    assert not_come(page) == not_come(parent) == sorted([50, quantities[1] + 50, *quantities[2:]])
    arrive(page, "Ж-2", None)
    parent.reload()
    assert not_come(page) == not_come(parent) == [0] * 7
    looked_at = seven.signed_in(OFFICER, script=True)  # axe needs a script of its own
    for path in ("purchases/1", "contracts/1/resplit"):
        looked_at.goto(f"/ky/office/{path}")
        assert judged(looked_at, (360, 1280)) == {}, path


def moved_to_another_school(page: Any, quantities: list[Decimal]) -> None:
    """Fifty kilograms of the first school go to the second; everybody sees what it was."""
    page.click("main a[href$='/resplit']")
    parts = {f"parts-{row}-quantity": str(part) for row, part in enumerate(quantities)}
    parts |= {
        "parts-0-quantity": str(quantities[0] - 50),
        "parts-1-quantity": str(quantities[1] + 50),
    }
    press(page, **parts, on="7.3.2026", reason="Окуучулар көчүп келди.")
    assert "Окуучулар көчүп келди." in text_of(page)


def not_come(page: Any) -> list[Decimal]:
    """What the page says each school still waits for, the least first."""
    cells = page.locator("td[data-l='Келе элек']").all_inner_texts()
    return sorted(Decimal(cell.replace("\u00a0", "")) for cell in cells)


def arrive(page: Any, waybill: str, came: dict[int, str] | None) -> None:
    """A delivery by its waybill: what came by row, the other rows empty; None: all that is left."""
    page.click("main a[href$='/deliver']")
    rows = page.locator("main input[name$=-quantity]").count()
    for row in range(rows) if came is not None else ():
        page.fill(f"[name=arrived-{row}-quantity]", came.get(row, ""))
    press(page, waybill=waybill, on="6.3.2026")
    assert waybill in text_of(page)
