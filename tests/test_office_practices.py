"""The office tells of good practice; the editor marks which schools try first."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from core.money import som
from standard.acts import practices as acts
from standard.models import Pilot, Practice
from tests.office_world import Browser, build_app, let_in
from tests.world import COUNTRY, DAY, World

LIST = "/schools/S-1001/practices"
NEW = f"{LIST}/new"
TOLD = {
    "requirement": "FIR-01",
    "title": "Өрт өчүргүчтөр коюлду",
    "told": "Мурда жок болчу.\nЭми ар бир кабатта бар.",
    "language": "ky",
    "cost": "12 000,50",
    "on": "02.03.2026",
}


@pytest.fixture
def app(world: World, tmp_path: Path, sqlite_only: str) -> Flask:
    """The office over the small world, with an editor of the country."""
    app = build_app(world, tmp_path)
    with world.act() as session:
        let_in(session, "editor91", 91, [("editor", COUNTRY)])
    return app


@pytest.fixture
def school(app: Flask) -> Browser:
    """A person of the school."""
    return Browser(app, "school")


@pytest.fixture
def editor(app: Flask) -> Browser:
    """The editor."""
    return Browser(app, "editor91")


@pytest.fixture
def kept(world: World) -> Callable[[], list[Practice]]:
    """All practices there are."""

    def ask() -> list[Practice]:
        with world.act() as session:
            return list(session.scalars(select(Practice).order_by(Practice.id)))

    return ask


def photograph(colour: str = "green") -> BytesIO:
    """A small picture."""
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    out.seek(0)
    return out


def test_a_school_tells_of_a_practice_with_photographs(school: Browser, kept) -> None:
    files = [(photograph(), "before.png"), (photograph("red"), "after.png")]
    assert school.send(NEW, {**TOLD, "files": files}).status_code == 303
    (made,) = kept()
    assert (made.school, made.requirement, made.cost) == ("S-1001", "FIR-01", som("12000.50"))
    assert (made.status, made.written_by, len(made.files)) == ("offered", 15, 2)
    page = school.get(LIST).text
    assert "waits for the council" in page
    seen = school.get(f"/files/{made.files[0]['sha256']}.jpg")
    assert (seen.status_code, seen.mimetype) == (200, "image/jpeg")


def test_without_photographs_and_cost_it_is_told_too(school: Browser, kept) -> None:
    assert school.send(NEW, {**TOLD, "cost": ""}).status_code == 303
    assert (kept()[0].cost, kept()[0].files) == (None, [])
    assert "not said" in school.get(LIST).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"requirement": ""}, "Choose the requirement this closes."),
        ({"title": " "}, "Say in a few words what was done."),
        ({"title": "т" * 151}, "At most 150 characters."),
        ({"told": ""}, "Tell how it was done."),
        ({"cost": "12x"}, "12x"),
        ({"cost": "-5"}, "below zero"),
        ({"on": "31.02.2026"}, "31.02.2026"),
        ({"on": "01.01.2999"}, "2026"),
        ({"files": [(BytesIO(b"%PDF-1.4 x"), "act.pdf")]}, "only photographs"),
        ({"files": [(BytesIO(b"MZ"), "a.jpg")]}, "a.jpg"),
        ({"files": [(photograph(), f"{n}.png") for n in range(7)]}, "Too many files"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    school: Browser, kept, typed: dict, sentence: str
) -> None:
    answer = school.send(NEW, {**TOLD, **typed})
    assert answer.status_code == 422
    assert sentence in answer.text
    if "told" not in typed:
        assert "Эми ар бир кабатта бар." in answer.text
    assert kept() == []


def test_the_form_sent_twice_tells_once(school: Browser, kept) -> None:
    from tests.office_world import filled

    fields = {**filled(school.get(NEW).text), **TOLD}
    for _ in range(2):
        sent = {**fields, "files": [(photograph(), "one.png")]}
        assert school.client.post(f"{school.root}{NEW}", data=sent).status_code == 303
    assert len(kept()) == 1


def test_a_school_of_others_is_not_there(app: Flask) -> None:
    for who, status in (
        ("officer", 200),
        ("other_school", 404),
        ("other_officer", 404),
        ("approver", 404),
        ("council", 403),
    ):
        for path in (LIST, NEW):
            assert Browser(app, who).get(path).status_code == status, (who, path)
    assert Browser(app, "officer").get("/schools/S-9999/practices").status_code == 404


def test_the_councils_note_stands_with_the_school(school: Browser, world: World) -> None:
    school.send(NEW, TOLD)
    with world.act() as session:
        acts.decide(session, world.council, 1, confirmed=False, on=DAY, note="Сүрөт керек.")
    page = school.get(LIST).text
    assert "Сүрөт керек." in page
    assert "declined" in page


def test_the_editor_marks_a_pilot_school_and_ends_it(
    app: Flask, editor: Browser, world: World
) -> None:
    typed = {"school": "S-1001", "since": "02.03.2026", "source": "Буйрук № 1"}
    assert editor.send("/pilots", typed).status_code == 303
    assert "Буйрук № 1" in editor.get("/pilots").text
    again = editor.send("/pilots", typed)
    assert (again.status_code, "pilot school already" in again.text) == (422, True)
    early = editor.send("/pilots/1/end", {"until": "02.03.2026"})
    assert early.status_code == 422
    assert editor.send("/pilots/1/end", {"until": "10.03.2026"}).status_code == 303
    with world.act() as session:
        assert session.get(Pilot, 1).until.isoformat() == "2026-03-10"
    assert editor.get("/pilots/9/end").status_code == 404
    assert Browser(app, "officer").get("/pilots").status_code == 403
    assert Browser(app, "school").get("/pilots/1/end").status_code == 403


def test_a_school_not_known_by_code_is_offered_by_name(editor: Browser, world: World) -> None:
    answer = editor.send("/pilots", {"school": "мектеп", "source": "Буйрук"})
    assert answer.status_code == 422
    assert "S-1002" in answer.text
    nothing = editor.send("/pilots", {"school": "Айда жок", "source": "Буйрук"})
    assert "There is no school with this code." in nothing.text
    with world.act() as session:
        assert session.scalar(select(func.count()).select_from(Pilot)) == 0
