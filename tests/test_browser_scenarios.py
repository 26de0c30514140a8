"""What an officer does with a purchase and everybody reads of it: in Kyrgyz, without a script.

Two more live elsewhere: forty extinguishers looked at while they are typed, and food for seven
schools that comes by waybills (test_browser_purchase.py).
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from core import clock
from core.money import som
from tests import scans
from tests.test_browser_journey import press, text_of
from tests.test_oversight_acts import WHY, dear, draft, enrich, five_bought
from tests.world import AIMAK, YEAR

pytest_plugins = ("tests.browser",)

OFFICER = "officer@example.invalid"
PLACE = f"/ky/places/{AIMAK}/{YEAR}"


@pytest.fixture(scope="module")
def town(open_house: Any) -> Iterator[Any]:
    """One house for all scenarios; its fire money is three million som."""
    house = open_house()
    enrich(house.world)
    yield house
    house.leave()


@pytest.fixture(scope="module")
def officer(town: Any) -> Any:
    """The officer of the town hall at her desk."""
    return town.signed_in(OFFICER)


@pytest.fixture(scope="module")
def parent(town: Any) -> Any:
    """Somebody with a phone and no account."""
    return town.somebody(width=360)


def plain(text: str) -> str:
    """A text in one line, with plain spaces."""
    return " ".join(text.split())


def refused(page: Any, field: str) -> str:
    """Why this field was refused: the same sentence above and at the field, a way to it."""
    link = page.locator(f".govuk-error-summary a[href='#{field}']")
    above = plain(link.inner_text())
    link.click()
    near = f"xpath=//*[@id='{field}']/ancestor-or-self::*[contains(@class, 'govuk-form-group')][1]"
    at = page.locator(near).locator(".govuk-error-message").first
    assert plain(at.inner_text()) == f"Ката: {above}"
    return above


EMPTY = {
    "requirement": "Талап тандалган эмес. Бирин тандаңыз: "
    "ата-энелер акча эмнеге кеткенин ошондон көрөт.",
    "unit": "Бирдик жазылган эмес. Жазыңыз, мисалы: даана. Ансыз баа салыштырылбайт.",
    "shares": "Бир да мектепке бөлүнгөн эмес. Жок дегенде бирине санын жазыңыз: "
    "ата-энелер мектеби боюнча карайт.",
    "budget_line": "Каржы булагы тандалган эмес. Төлөй турган бюджеттин беренесин тандаңыз.",
}


def test_without_requirement_source_unit_and_schools_each_error_says_which_and_why(
    officer: Any,
) -> None:
    """What was typed stays, and nothing is kept."""
    officer.goto(f"/ky/office/purchases/new?place={AIMAK}&year={YEAR}")
    typed = {
        "title": "Толук эмес сатып алуу",
        "lines-0-title": "ОП-4",
        "lines-0-quantity": "40",
        "lines-0-unit_price": "2 900,50",
    }
    for name, text in typed.items():
        officer.fill(f"[name='{name}']", text)
    officer.click("button[value=save]:not([tabindex])")
    above = officer.locator(".govuk-error-summary a")
    ways = [f"#lines-0-{name}" for name in EMPTY]
    assert [one.get_attribute("href") for one in above.all()] == [*ways, "#method"]
    assert refused(officer, "method") == "Сатып алуу ыкмасын тандаңыз."
    assert {name: refused(officer, f"lines-0-{name}") for name in EMPTY} == EMPTY
    kept = {name: officer.input_value(f"[name='{name}']") for name in typed}
    assert kept == typed
    officer.goto("/ky/office/purchases")
    assert typed["title"] not in text_of(officer)


def amount(text: str) -> Decimal:
    """A sum of som as a page shows it."""
    return Decimal("".join(one for one in text if one.isdigit() or one == ",").replace(",", "."))


def in_contracts(page: Any) -> dict[str, Decimal]:
    """What the place's page says is in contracts: in its figure above, its drawing, its tables."""
    page.goto(PLACE)
    above = page.locator(".st-kpi", has_text="Келишимдерде").inner_text()
    cells = {
        "drawing": page.locator("figure tbody tr", has_text="Өрт коопсуздугу"),
        "source": page.locator("tr", has_text="өздүк кирешелер"),
        "purchase": page.locator("tr", has_text="Баасы өзгөргөн"),
    }
    told = {
        name: amount(row.locator("td[data-l='Келишимдерде']").first.text_content())
        for name, row in cells.items()
    }
    return {"above": amount(above.splitlines()[-1]), **told}


def test_a_changed_contract_shows_what_it_was_who_when_and_why_and_no_sum_counts_both(
    town: Any, officer: Any, parent: Any
) -> None:
    purchase = town.world.purchase(title="Баасы өзгөргөн өчүргүчтөр")
    contract = town.world.contract(purchase)
    before = in_contracts(parent)
    assert before["purchase"] == 32_000
    officer.goto(f"/ky/office/contracts/{contract}/amend")
    press(officer, **{"amounts-0-amount": "40 000"}, on="3.3.2026", reason="Баасы өстү.")
    parent.goto(f"/ky/purchases/{purchase}")
    for page in (officer, parent):
        row = plain(page.locator("tr", has_text="Келишимдин суммасы").inner_text())
        was = "32 000 сом 40 000 сом 03.03.2026 Баасы өстү. финансы кызматкери"
        assert f"{was} {clock.today():%d.%m.%Y}" in row, page.url
    after = in_contracts(parent)
    assert {name: after[name] - before[name] for name in after} == dict.fromkeys(after, 8_000)


SPLIT_WHY = "Өрттөн кийин дагы керек болду."
SHOWN = {
    "Майдалап бөлүнгөн сатып алуулар": (
        "Чеги: 1 000 000 сом",
        "Бир жылдагы сумма: 1 066 000 сом",
        "Бул — долбоордун эрежеси, мыйзам эмес. Эреже: R011",
        "Мыйзамдагы босого суммалар текшериле элек. Бул сумма — шарттуу маани.",
    ),
    "Баасы башкалардан алыс": (
        "Баасы: 450 000 сом",
        "Медиана: 3 200 сом",
        "Салыштырылган сатып алуулар: 5",
        "Бул — долбоордун эрежеси, мыйзам эмес. Эреже: R017",
    ),
}


def flag_parts(page: Any) -> dict[str, str]:
    """What the page says under the title of each flag."""
    text = plain(text_of(page))
    starts = sorted((text.index(title), title) for title in SHOWN)
    ends = [start for start, _title in starts[1:]] + [len(text)]
    return {title: text[start:end] for (start, title), end in zip(starts, ends, strict=True)}


def test_two_flags_are_seen_before_publishing_with_rule_standing_and_numbers_and_answered(
    town: Any, officer: Any, parent: Any
) -> None:
    """One answer for two flags is not enough; both stand beside their flags for everybody."""
    town.world.purchase(lines=dear(town.world, 600_000).lines)
    five_bought(town.world)
    purchase = draft(town.world, 450_000)
    officer.goto(f"/ky/office/purchases/{purchase}/checks")
    before = flag_parts(officer)
    assert "Белги — кароого себеп, өкүм эмес." in plain(text_of(officer))
    officer.click("main a[href$='/plan']")
    press(officer, R017=WHY)
    assert refused(officer, "R011") == "Жооп жазыңыз. Аны белгинин жанында баары окуйт."
    assert officer.input_value("[name=R017]") == WHY
    press(officer, R011=SPLIT_WHY)
    parent.goto(f"/ky/purchases/{purchase}")
    after = flag_parts(parent)
    for found in (before, after):
        for title, facts in SHOWN.items():
            for fact in facts:
                assert fact in found[title], (title, fact)
    for title, why in zip(SHOWN, (SPLIT_WHY, WHY), strict=True):
        assert f"Кызматкердин жообу, {clock.today():%d.%m.%Y}: {why}" in after[title]


def test_money_waits_for_the_act_of_a_commission_with_a_parent_and_stays_within_the_contract(
    town: Any, officer: Any, parent: Any
) -> None:
    """Beyond either it is refused in words at the sum; an advance says why, and bears a flag."""
    world = town.world
    purchase = world.purchase()
    contract = world.contract(purchase, number="К-10", advance_limit=som(5_000))
    delivery = world.delivered(contract, {"S-1001": 7, "S-1002": 3}, "Ж-10")
    pay, paper = f"/ky/office/contracts/{contract}/pay", "[name=paper]"
    officer.goto(pay)
    officer.check("[name=kind][value=payment]")
    press(officer, amount="1 000", document="П-10")
    assert refused(officer, "amount") == (
        "Кабыл алынып, төлөнө элек суммадан көп. Суралганы: 1 000 сом. Эң көбү: 0 сом. "
        "Адегенде кабыл алыңыз же келишимде болсо, аванс төлөңүз."
    )
    officer.check("[name=kind][value=advance]")
    press(officer, amount="5 000,01")
    assert refused(officer, "reason") == "Аванс же кайтаруу үчүн себеп керек. Аны баары окуйт."
    press(officer, reason="Материал алууга.")
    assert refused(officer, "amount") == (
        "Келишимдеги аванстан көп. Суралганы: 5 000,01 сом. Эң көбү: 5 000 сом."
    )
    press(officer, amount="5 000", on="2.3.2026")
    officer.goto(f"/ky/office/deliveries/{delivery}/accept")
    for role in ("head_teacher", "parent"):
        officer.check(f"[name=commission][value={role}]")
    officer.set_input_files(paper, scan("act.pdf", 2))
    press(officer, number="А-10", on="3.3.2026")
    officer.goto(pay)
    officer.check("[name=kind][value=payment]")
    press(officer, amount="27 000,01", document="П-11")
    assert refused(officer, "amount") == (
        "Келишимдин суммасынан көп. Суралганы: 27 000,01 сом. Эң көбү: 27 000 сом."
    )
    officer.set_input_files(paper, scan("invoice.pdf", 1))
    press(officer, amount="27 000", on="4.3.2026")
    parent.goto(f"/ky/purchases/{purchase}")
    for page in (officer, parent):
        shown = plain(text_of(page)).lower()
        for said in ("комиссия: мектеп директору, ата-эне", "а-10", "п-10", "п-11"):
            assert said in shown, (page.url, said)
    assert "кабыл алганга чейин төлөнгөн ⚠ кароого себеп" in shown
    assert "төлөндү 32 000 сом" in shown.replace("32 миң сом ", "")
    papers = [
        plain(row) for row in parent.locator("tr", has_text="Келишим: К-10").all_inner_texts()
    ]
    assert [(row.split(" Келишим")[0], "П-11, 04.03.2026" in row) for row in papers] == [
        ("Кабыл алуу-өткөрүү актысы", False),
        ("Эсеп-фактура", True),
    ]


def scan(name: str, pages: int) -> Any:
    """A scanned paper as a browser is given it."""
    return {"name": name, "mimeType": "application/pdf", "buffer": scans.pdf(pages)}
