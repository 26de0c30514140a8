"""One purchase the whole way, in a real browser, without JavaScript: what each person sees."""

import re
from decimal import Decimal
from typing import Any

import pytest

from tests import tables
from tests.doors import PASSWORD
from tests.world import AIMAK, YEAR

pytest_plugins = ("tests.browser",)

OFFICER, APPROVER = "officer@example.invalid", "approver@example.invalid"
OWN, STATE = "жергиликтүү бюджет: өздүк кирешелер", "республикалык бюджет"
BUDGET = f"/ky/office/budgets/{AIMAK}/{YEAR}"
OFFERED, PARTS = "32\u00a0003,30\u00a0сом", ("25\u00a0602,64\u00a0сом", "6\u00a0400,66\u00a0сом")


def officers_table(sheet: Any, _book: Any) -> None:
    """A budget as an officer has it: a title, thousands with a decimal comma, a sum below."""
    sheet.merge_range("A1:E1", "Булак айыл аймагы: мектеп коопсуздугунун бюджети")
    sheet.write_string("E2", "миң сом")
    for column, name in enumerate(
        ("№", "Мектептин аталышы", "Стандарттын талабы", "Каржы булагы", "Сумма")
    ):
        sheet.write_string(3, column, name)
    rows = (
        ("№ 1 мектеп", "FIR-01", OWN, "80,00055"),
        ("Булак айыл аймагы", "FIR-01", OWN, "119,99945"),
        ("№ 2 мектеп", "FOD-01", STATE, "100"),
    )
    for number, row in enumerate(rows, start=1):
        sheet.write_number(3 + number, 0, number)
        for column, text in enumerate(row, start=1):
            sheet.write_string(3 + number, column, text)
    sheet.write_string("B8", "Жыйынтыгы")
    sheet.write_string("E8", "300")


def press(page: Any, **typed: str) -> None:
    """Fill the page's form by the names of its fields and press its first visible button."""
    for name, value in typed.items():
        page.fill(f"main [name='{name}']", value)
    buttons = page.locator("main form[method=post] button[type=submit]:not([tabindex='-1'])")
    buttons.first.click()


def text_of(page: Any) -> str:
    return page.inner_text("main")


def sums(page: Any) -> list[Decimal]:
    """All sums of som the main part of the page shows, in its order."""
    found = re.findall(r"([\d\u00a0]+(?:,\d\d)?)\u00a0сом", text_of(page))
    return [Decimal(one.replace("\u00a0", "").replace(",", ".")) for one in found]


def bring_in(page: Any, content: bytes) -> None:
    page.goto("/ky/office/")
    page.click(f"main a[href$='/budgets/{AIMAK}/{YEAR}']")
    page.click("main a[href*='imports/new']")
    file = {"name": "бюджет.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    page.set_input_files("[name=file]", file)
    page.click("main button[type=submit]")


def amended_and_handed_in(page: Any) -> None:
    """The officer's table is looked at, confirmed and handed in."""
    bring_in(page, tables.workbook(officers_table))
    assert "Ырастаганга чейин эч нерсе сакталбайт" in text_of(page)
    assert "80\u00a0000,55\u00a0сом" in text_of(page)
    assert "119\u00a0999,45\u00a0сом" in text_of(page)
    page.click("main button[type=submit]")
    assert "300\u00a0000\u00a0сом" in text_of(page)
    page.click(f"main a[href$='/budgets/{AIMAK}/{YEAR}']")
    page.click("main a[href$='/submit']")
    press(page, reason="Өрт өчүргүчтөргө акча кошулду.")
    assert page.url.endswith(f"/budgets/{AIMAK}/{YEAR}")


def approved(page: Any) -> None:
    page.goto("/ky/office/")
    page.click(f"main a[href$='/budgets/{AIMAK}/{YEAR}'] >> nth=0")
    assert "119\u00a0999,45\u00a0сом" in text_of(page)
    page.click("main a[href$='/approve']")
    press(page, resolution="№ 2", on="2.3.2026")
    assert "№ 2" in text_of(page)
    assert "күчүндө" in text_of(page)


def drafted(page: Any) -> None:
    """A purchase over two schools; the machine splits it by pupils, the officer saves it."""
    page.goto("/ky/office/")
    page.click("main a[href*='purchases/new']")
    page.fill("[name=title]", "Эки мектепке өрт өчүргүчтөр")
    page.select_option("[name=method]", "single_source")
    page.select_option("[name=method_ground]", "annual_procurement")
    line = {"title": "ОП-4", "quantity": "10", "unit": "даана", "unit_price": "3 200,33"}
    for name, value in line.items():
        page.fill(f"[name=lines-0-{name}]", value)
    page.select_option("[name=lines-0-requirement]", "FIR-01")
    page.click("button[value=find]")
    lines = page.locator("[name=lines-0-budget_line] option")
    (payer,) = [one for one in lines.all() if "119\u00a0999,45" in one.inner_text()]
    page.select_option("[name=lines-0-budget_line]", payer.get_attribute("value"))
    page.click("button[value='split:0']")
    shares = [page.input_value(f"[name=lines-0-shares-{row}-quantity]") for row in (0, 1)]
    assert shares == ["8", "2"]  # 300 and 100 pupils; the half goes to the first by code
    page.click("button[value=save]:not([tabindex])")
    assert OFFERED in text_of(page)
    for part in PARTS:
        assert part in text_of(page)


def bought(page: Any) -> None:
    """From the plan to the last payment, each step by the button the page offers."""
    page.click("main a[href$='/plan']")
    press(page, on="3.3.2026")
    page.click("main a[href$='/award']")
    press(
        page,
        name="«Жаңы Коргоо» ЖЧК",
        inn="00000000000002",
        reason="Кепилдиги узак.",
        on="4.3.2026",
    )
    assert "«Жаңы Коргоо» ЖЧК" in text_of(page)
    page.click("main a[href$='/sign']")
    press(page, number="К-7", signed_on="5.3.2026", due_on="1.5.2026")
    page.click("main a[href$='/deliver']")
    press(page, waybill="Ж-7", on="6.3.2026")
    page.click("main a[href$='/accept']")
    page.check("[name=commission][value=parent]")
    press(page, number="А-7", on="7.3.2026")
    page.click("main a[href$='/pay']")
    assert page.input_value("[name=amount]").replace("\u00a0", " ") == "32 003,30"
    press(page, document="П-7", on="9.3.2026")
    assert "П-7" in text_of(page)


def seen_by_a_parent(page: Any) -> None:
    """No account: the search box, the pages of both schools, and the purchase behind them."""
    for number, part in zip((1, 2), PARTS, strict=True):
        page.goto("/ky/")
        page.fill("[name=q]", f"№ {number} мектеп")
        page.click("main button[type=submit]")
        page.click(f"main a:has-text('№ {number} мектеп')")
        assert page.inner_text("h1") == f"№ {number} мектеп"
        assert f"{part} төлөндү" in text_of(page)
        row = page.locator("tr", has_text="Эки мектепке өрт өчүргүчтөр")
        assert row.inner_text().count(part) == 3  # planned, in contracts, paid
    page.click("main a:has-text('Эки мектепке өрт өчүргүчтөр')")
    shown = text_of(page)
    for word in ("«Жаңы Коргоо» ЖЧК", "К-7", "Ж-7", "А-7", "П-7", "№ 2", "05.03.2026"):
        assert word in shown
    assert "маалымат жок" not in shown
    whole = sums(page)
    assert max(whole) == Decimal("32003.30") == Decimal("25602.64") + Decimal("6400.66")
    assert {Decimal("25602.64"), Decimal("6400.66")} < set(whole)


def test_money_travels_from_an_officers_table_to_a_parents_page(new_house: Any) -> None:
    officer = new_house.signed_in(OFFICER)
    amended_and_handed_in(officer)
    officer.click("header form button")
    officer.goto(BUDGET)
    assert "/accounts/sign-in" in officer.url

    approved(new_house.signed_in(APPROVER))
    officer = new_house.signed_in(OFFICER)
    drafted(officer)
    bought(officer)
    seen_by_a_parent(new_house.somebody(width=360))


def test_a_messy_table_is_told_cell_by_cell_and_nothing_is_kept(new_house: Any) -> None:
    officer = new_house.signed_in(OFFICER)
    bring_in(officer, tables.workbook(tables.officers_own))
    shown = text_of(officer)
    for told in (
        "Ырастаганга чейин эч нерсе сакталбайт",
        "F8",
        "Сумма сан эмес: «12x».",
        "Мындай жазыңыз: 1 250 000,50.",
        "F9",
        "12\u00a0500\u00a0сом",  # thousands, with a decimal comma, and the unit said above
    ):
        assert told in shown, told
    assert "999" not in shown.replace("\u00a0", "")  # what stands in a row of sums is no line
    assert officer.locator("main form[method=post]").count() == 0
    officer.goto(BUDGET)
    assert "каралама" not in text_of(officer)
    assert "12\u00a0500" not in text_of(officer)


def tabbed_to(page: Any, selector: str, limit: int = 60) -> None:
    """Press Tab until the control has the focus, as one without a mouse does."""
    for _press in range(limit):
        page.keyboard.press("Tab")
        if page.locator(f"{selector}:focus").count():
            return
    pytest.fail(f"Tab does not reach {selector}")


def test_a_keyboard_is_enough_to_sign_in_and_to_fill_a_form(new_house: Any) -> None:
    page = new_house.somebody()
    page.goto("/ky/accounts/sign-in")
    page.keyboard.press("Tab")
    assert page.locator(".govuk-skip-link:focus").is_visible()
    page.keyboard.press("Enter")
    for name, value in (("email", OFFICER), ("password", PASSWORD)):
        tabbed_to(page, f"[name={name}]")
        page.keyboard.type(value)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ky/office/**")

    new_house.world.purchase()
    page.goto("/ky/office/purchases/1")
    tabbed_to(page, "main a[href$='/award']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/award")
    for name, value in (
        ("name", "«Ачкыч» ЖЧК"),
        ("inn", "00000000000003"),
        ("reason", "Жакын."),
    ):
        tabbed_to(page, f"[name={name}]")
        page.keyboard.type(value)
    tabbed_to(page, "main form[method=post] button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/purchases/1")
    assert "«Ачкыч» ЖЧК" in text_of(page)
