"""A finding is opened from a flag, silence tells of itself, what was put right is voted on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from core import clock
from core.money import som
from oversight.findings.models import Finding
from procurement.models import Purchase
from tests.finding_world import violations
from tests.scans import photograph
from tests.sight import judged
from tests.world import AIMAK, YEAR

pytest_plugins = ("tests.browser",)

COUNCIL, OFFICER = "council@example.invalid", "officer@example.invalid"
NARROW = {"width": 360}
TITLE = "Аванс төлөнгөн, иш кабыл алына элек"


def tick(page: Any, text: str) -> None:
    page.click(f"label:text-is('{text}')")


def press(page: Any, text: str) -> None:
    page.click(f"main button:text-is('{text}')")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Moves the clock of the whole program: the server runs in this process."""
    real = clock.now

    def move(days: int) -> None:
        monkeypatch.setattr(clock, "now", lambda: real() + timedelta(days=days))
        monkeypatch.setattr(clock, "today", lambda: clock.local(clock.now()).date())

    return move


def test_a_finding_is_opened_from_a_flag_and_silence_tells_of_itself(
    house: Any, later: Any
) -> None:
    world = house.world
    world.paid(world.contract(advance_limit=som(5000)), "5000", "advance")
    with world.act() as session:
        purchase = session.scalar(select(func.max(Purchase.id)))
    council = house.signed_in(COUNCIL, **NARROW)
    council.goto(f"/ky/council/purchases/{purchase}")
    council.click("main a:text-matches('^белгиден')")
    council.fill("[name=title]", TITLE)
    council.fill("[name=text]", "Кабыл алуу актысы жок.")
    council.select_option("[name=stage]", "payment")
    tick(council, "Төлөм кабыл алуудан мурда же келишимден ашык")
    tick(council, "Документтер жетишпейт же бири-бирине туура келбейт")
    council.fill("[name=own_basis]", "Келишимдин 3-пункту.")
    press(council, "Сактоо, азырынча башка эч ким көрбөйт")
    council.click("main a:text-is('Далил кошуу')")
    council.set_input_files(
        "[name=file]", {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": photograph()}
    )
    council.fill("[name=note]", "Кампада")
    press(council, "Кошуу")
    assert "Кампада" in council.inner_text("main")
    press(council, "Кемчиликти ачуу")
    assert "жооп берүү мөөнөтү башталды" in council.inner_text("main")
    number = int(council.url.rsplit("/", 1)[1])
    reader = house.somebody(**NARROW)
    reader.goto(f"/ky/findings/{number}")
    said = reader.inner_text("main")
    assert TITLE in said
    assert "Белги — кароого себеп, өкүм эмес." in said
    assert "Текшерилген эмес: кеңештин өз сөзү." in said
    assert "жооп берүүгө калган күн" in said.lower()
    assert "жооп жок" not in said
    later(40)
    for path in (f"/ky/findings/{number}", f"/ky/schools/S-1001/{YEAR}", "/ky/findings"):
        reader.goto(path)
        assert "жооп жок, күн:" in reader.inner_text("main"), path
    reader.goto(f"/ky/places/{AIMAK}/{YEAR}")
    assert "Мөөнөтү өтүп, жооп жок: 1." in reader.inner_text("main")


def test_what_was_put_right_is_reported_voted_and_counted(house: Any) -> None:
    with house.world.act() as session:
        number = session.scalars(select(Finding.id)).one()
        first, second = violations(session, number)
    officer = house.signed_in(OFFICER, **NARROW)
    officer.goto("/ky/office/deadlines")
    officer.click(f"main a:text-is('{TITLE}')")
    officer.click("main a:text-is('Далил кошуу')")
    officer.set_input_files(
        "[name=file]", {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": photograph(7)}
    )
    press(officer, "Кошуу")
    officer.click("main a:text-is('Эмне оңдолгонун билдирүү')")
    officer.fill(f"[name=done_{first}]", "Иш кабыл алынды.")
    officer.fill(f"[name=done_{second}]", "Акт кошулду, башкасы издөөдө.")
    press(officer, "Кеңешке жөнөтүү")
    council = house.signed_in(COUNCIL, **NARROW)
    council.goto(f"/ky/council/findings/{number}")
    council.click("main a:text-is('Добуш берүү')")
    council.check(f"[name=vote_{first}][value=complete]")
    council.check(f"[name=vote_{second}][value=partly]")
    press(council, "Добуш берүү")
    council.click("main a:text-is('Добуштарды санап, чечим чыгаруу')")
    press(council, "Чечүү")
    reader = house.somebody(script=True, bypass_csp=True)
    reader.goto(f"/ky/findings/{number}")
    said = reader.inner_text("main")
    assert "толук оңдолду" in said
    assert "жарым-жартылай оңдолду" in said
    assert judged(reader, (320, 1280)) == {}
    reader.goto(f"/ky/places/{AIMAK}/{YEAR}/findings")
    assert "жарым-жартылай: 1" in reader.inner_text("main")
    assert judged(reader, (320,)) == {}
    council = house.signed_in(COUNCIL, script=True, bypass_csp=True)
    council.goto("/ky/council/findings/new")
    assert judged(council, (360,)) == {}
