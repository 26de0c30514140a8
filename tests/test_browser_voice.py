"""A parent scans, taps three times, asks; the office moderates and answers. No script, Kyrgyz."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from oversight.voices.models import Question
from tests.sight import judged
from tests.test_oversight_voices import tell
from tracker.forms import visitor

pytest_plugins = ("tests.browser",)

OFFICER, EDITOR = "officer@example.invalid", "editor@example.invalid"
CHECK = "/ky/purchases/1/check/S-1001"
ASKED = "Өрт өчүргүчтөр качан келет?"
NARROW = {"width": 360}


def photograph() -> dict[str, Any]:
    """A photograph as a telephone takes it, with the place written beside it."""
    out, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "Сыноо району"
    Image.new("RGB", (60, 40), "green").save(out, "JPEG", exif=exif)
    return {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def test_three_taps_a_code_and_the_third_report_makes_it_public(
    house: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(visitor, "LEAST", 0)
    parent = house.somebody(**NARROW)
    parent.goto("/ky/purchases/1")
    assert "Азырынча билдиргендер аз" in parent.inner_text("main")
    parent.goto(CHECK)
    parent.click("label:text-is('келди')")
    parent.set_input_files("[name=photograph]", photograph())
    parent.click("main button[type=submit]")
    code = parent.url
    assert "/ky/voice/" in code
    assert "азырынча ачык эмес" in parent.inner_text("main")
    with Session(house.world.writer) as session, session.begin():
        tell(session, 1, "bad", "another", code_sha256="1" * 64)
        tell(session, 1, "arrived", "a third", code_sha256="2" * 64)
    parent.goto(code)
    assert "жыйынтыгы баарына көрүнөт" in parent.inner_text("main")
    parent.click("main a:text-is('Эл эмне дейт: көрүү')")
    assert "Көз карандысыз билдирүүлөр" in parent.inner_text("main")
    officer = house.signed_in(OFFICER)
    officer.goto("/ky/office/voices")
    source = officer.locator("main a:text-is('Сүрөт')").get_attribute("href")
    seen = officer.request.get(source)
    assert dict(Image.open(BytesIO(seen.body())).getexif()) == {}
    assert parent.request.get(source.replace("/office", "")).status == 404


def test_a_question_is_moderated_overdue_and_answered(house: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr(visitor, "LEAST", 0)
    parent = house.somebody(**NARROW)
    parent.goto("/ky/schools/S-1001/ask")
    parent.fill("[name=text]", ASKED)
    parent.click("main button[type=submit]")
    own = parent.url
    assert "модераторду күтүүдө" in parent.inner_text("main")
    editor = house.signed_in(EDITOR, **NARROW)
    editor.goto("/ky/office/voices")
    editor.click(f"main a:text-is('{ASKED}')")
    editor.click("main button:text-is('Жарыялоо')")
    with Session(house.world.writer) as session, session.begin():
        question = session.scalars(select(Question)).one()
        question.published_on -= timedelta(days=20)
        question.due_on -= timedelta(days=20)
    parent.goto("/ky/schools/S-1001/questions")
    assert "жооп жок, күн: 20; мөөнөтү өткөн, күн:" in parent.inner_text("main")
    officer = house.signed_in(OFFICER, **NARROW)
    officer.goto("/ky/office/deadlines")
    officer.click(f"main a:text-is('{ASKED}')")
    officer.fill("[name=text]", "Майда келет.")
    officer.click("main form button[type=submit]")
    parent.goto(own)
    assert "Майда келет." in parent.inner_text("main")


def test_the_pages_can_be_used_by_everybody(house: Any) -> None:
    reader = house.somebody(script=True, bypass_csp=True)
    for path in (CHECK, "/ru/schools/S-1001/ask", "/ky/schools/S-1001/questions"):
        reader.goto(path)
        assert judged(reader, (320, 1280)) == {}, path
    editor = house.signed_in(EDITOR, script=True, bypass_csp=True)
    editor.goto("/ky/office/voices")
    assert judged(editor, (360, 1280)) == {}
