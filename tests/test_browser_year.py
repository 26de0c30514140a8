"""The whole year of one place, in Kyrgyz, by the keyboard alone: nobody touches a mouse."""

from typing import Any

import pytest

from tests.doors import PASSWORD
from tests.world import AIMAK, YEAR

pytest_plugins = ("tests.browser",)

OFFICER, APPROVER = "officer@example.invalid", "approver@example.invalid"
PAST = YEAR - 1
BUDGET = f"/ky/office/budgets/{AIMAK}/{PAST}"
SEND = "main form[method=post] button[type=submit]:not([tabindex='-1'])"


STOPS = """selector => {
  const stops = [...document.querySelectorAll("a[href], button, input, select, textarea")].filter(
    one => one.tabIndex >= 0 && !one.disabled && one.getClientRects().length);
  const ahead = stops.findIndex(one => one.matches(selector));
  return Math.max(ahead - stops.indexOf(document.activeElement), 0);
}"""
"""How many presses of Tab away the control is, were every control a stop of its own."""


class Keys:
    """Somebody at a keyboard: Tab, Enter, arrows and letters, and eyes for what the page says."""

    def __init__(self, house: Any, email: str) -> None:
        self.page = house.somebody()
        self.page.goto("/ky/accounts/sign-in")
        self.type(email=email, password=PASSWORD)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url("**/ky/office/**")

    def to(self, selector: str, limit: int = 150) -> None:
        """Press Tab until the control has the focus; how often is guessed first, to look less."""
        for _press in range(self.page.evaluate(STOPS, selector)):
            self.page.keyboard.press("Tab")
        for _press in range(limit):
            if self.page.locator(f"{selector}:focus").count():
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"Tab does not reach {selector} on {self.page.url}")

    def type(self, **values: str) -> None:
        """Type into the fields of these names, in this order; what stands there is replaced."""
        for name, value in values.items():
            self.to(f"[name='{name}']")
            self.page.keyboard.press("Control+A")
            self.page.keyboard.type(value)

    def choose(self, name: str, value: str) -> None:
        """Walk down a list of choices to this one."""
        chosen = f"select[name='{name}']"
        self.to(chosen)
        self.page.keyboard.press("Home")
        options = self.page.locator(f"{chosen} option").all()
        values = [option.get_attribute("value") for option in options]
        for _press in range(values.index(value)):
            self.page.keyboard.press("ArrowDown")
        assert self.page.input_value(chosen) == value

    def press(self, selector: str = SEND) -> None:
        """Go to a link or button and press Enter; the page that comes is there afterwards."""
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def follow(self, ending: str) -> None:
        """Follow the first link of the page that ends so."""
        self.press(f"main a[href$='{ending}']")

    def open(self, address: str) -> None:
        """Come to a page by its address, as by a bookmark."""
        self.page.goto(address)

    def sees(self, *texts: str) -> None:
        """The page says all of this."""
        shown = self.page.inner_text("main").replace("\u00a0", " ")
        for text in texts:
            assert text in shown, (text, self.page.url, shown)


def drafted(officer: Keys) -> None:
    """Begin the budget, give a ceiling, enter two lines one after the other."""
    officer.open(BUDGET)
    officer.press()
    officer.follow("/ceilings")
    officer.type(local_own="200 000")
    officer.press()
    officer.follow("/lines/new")
    officer.choose("beneficiary", AIMAK)
    officer.choose("requirement", "category:emergency")
    officer.choose("source", "local_own")
    officer.type(amount="100 000")
    officer.press("main button[value=another]")
    officer.choose("beneficiary", "S-1001")
    officer.type(amount="50 000", quarter_1="20 000", quarter_4="30 000")
    officer.press("main button[value=save]:not([tabindex='-1'])")
    officer.sees("150 000 сом", "кварталдар боюнча: 20 000 сом")


def heard(officer: Keys) -> None:
    """Put the draft to a hearing, write down what was asked, answer it."""
    officer.follow("/hearing")
    officer.type(
        noticed_on=f"1.11.{PAST - 1}", due_on=f"20.11.{PAST - 1}", due_time="14:00", venue="Клуб"
    )
    officer.press()
    officer.sees("Клуб", "алдыда")
    officer.type(text="Өрт өчүргүч качан алынат?")
    officer.choose("asker", "parent")
    officer.press()
    officer.sees("Жооп жок.", "Өрт өчүргүч качан алынат?")
    officer.press("main a[href*='/questions/']")
    officer.type(text="Жаз айларында.")
    officer.choose("outcome", "taken_up")
    officer.press()
    officer.sees("эске алынды")
    officer.follow("/record")
    officer.type(
        held_on=f"20.11.{PAST - 1}",
        women="14",
        men="6",
        protocol="№ 3",
        decided="Долбоор колдоого алынды.",
    )
    officer.press()
    officer.sees("аял: 14, эркек: 6", "№ 3")


def approved(approver: Keys, number: str, day: str) -> None:
    """Find what waits in the queue and put it in force by a resolution."""
    approver.open("/ky/office/approvals")
    approver.press(f"main a[href$='/budgets/{AIMAK}/{PAST}']")
    approver.follow("/approve")
    approver.type(resolution=number, on=day)
    approver.press()
    approver.sees(number, "күчүндө")


def amended(officer: Keys) -> None:
    """A line gets more, with the reason everybody reads."""
    officer.open(BUDGET)
    officer.press()
    officer.press("main a[href*='/lines/']:not([href$='/new']):not([href$='/remove'])")
    officer.type(amount="120 000")
    officer.press()
    officer.follow("/submit")
    officer.type(reason="Баа өстү.")
    officer.press()
    officer.sees("Баа өстү.")


def transferred(officer: Keys, approver: Keys) -> None:
    """One asks to move money between two lines, the other orders it."""
    officer.open(f"{BUDGET}/transfers")
    officer.follow("/transfer")
    lines = [
        option.get_attribute("value")
        for option in officer.page.locator("[name=from_line] option").all()[1:]
    ]
    school, place = sorted(lines, key=int, reverse=True)
    officer.choose("from_line", place)
    officer.choose("to_line", school)
    officer.type(amount="5 000", reason="Мектепке көбүрөөк керек.")
    officer.press()
    officer.sees("суралды", "5 000 сом")
    approver.open("/ky/office/approvals")
    approver.press("main a[href*='/transfers/']")
    approver.type(order="№ 12", on=f"1.6.{PAST}")
    approver.press()
    approver.sees("аткарылды", "№ 12")


def bought(officer: Keys) -> None:
    """One purchase from the draft to the payment, out of the school's own line."""
    officer.open(f"/ky/office/purchases/new?place={AIMAK}&year={PAST}")
    officer.type(title="Өрт өчүргүчтөр")
    officer.choose("method", "single_source")
    officer.choose("method_ground", "annual_procurement")
    officer.choose("lines-0-requirement", "FIR-01")
    officer.type(
        **{
            "lines-0-title": "ОП-4",
            "lines-0-quantity": "10",
            "lines-0-unit": "даана",
            "lines-0-unit_price": "5 500",
        }
    )
    officer.press("main button[value=find]")
    payer = officer.page.locator("[name=lines-0-budget_line] option", has_text="№ 1 мектеп")
    officer.choose("lines-0-budget_line", payer.first.get_attribute("value"))
    officer.type(**{"lines-0-shares-0-quantity": "10"})
    officer.press("main button[value=save]:not([tabindex='-1'])")
    officer.sees("55 000 сом")
    steps = (
        ("/plan", {"on": f"2.6.{PAST}"}),
        (
            "/award",
            {
                "name": "«Жаңы Коргоо» ЖЧК",
                "inn": "00000000000002",
                "reason": "Кепилдиги узак.",
                "on": f"3.6.{PAST}",
            },
        ),
        ("/sign", {"number": "К-7", "signed_on": f"4.6.{PAST}", "due_on": f"1.8.{PAST}"}),
        ("/deliver", {"waybill": "Ж-7", "on": f"5.6.{PAST}"}),
        ("/accept", {"number": "А-7", "on": f"6.6.{PAST}"}),
        ("/pay", {"document": "П-7", "on": f"7.6.{PAST}"}),
    )
    for ending, typed in steps:
        officer.follow(ending)
        fields = dict(typed)
        if ending == "/accept":
            officer.page.check("[name=commission][value=head_teacher]")
        order = [
            name
            for name in officer.page.eval_on_selector_all(
                "main form [name]", "all => all.map(one => one.name)"
            )
            if name in fields
        ]
        officer.type(**{name: fields[name] for name in dict.fromkeys(order)})
        officer.press()
    officer.sees("П-7")


def ended(approver: Keys) -> None:
    """The execution is approved, then the year is closed for good."""
    approver.open(f"{BUDGET}/year")
    approver.follow("/execution")
    approver.type(resolution="№ 31", on=f"20.1.{YEAR}")
    approver.press()
    approver.sees("№ 31")
    approver.follow("/close")
    approver.press()
    approver.sees("Жабылды")


def test_a_year_is_lived_from_draft_to_close_by_the_keyboard_alone(new_house: Any) -> None:
    officer, approver = Keys(new_house, OFFICER), Keys(new_house, APPROVER)
    drafted(officer)
    heard(officer)
    officer.open(BUDGET)
    officer.follow("/submit")
    officer.press()
    approved(approver, "№ 5", f"13.1.{PAST}")
    amended(officer)
    approved(approver, "№ 9", f"20.5.{PAST}")
    transferred(officer, approver)
    bought(officer)
    ended(approver)
    officer.open(BUDGET)
    officer.sees("Жыл жабылды.", "№ 9")
    parent = new_house.somebody(width=360)
    parent.goto(f"/ky/places/{AIMAK}/{PAST}")
    shown = parent.inner_text("main").replace("\u00a0", " ")
    assert "170 000 сом бөлүндү" in shown
    assert "55 000 сом төлөндү" in shown
