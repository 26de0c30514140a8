"""The stock pages of the office: what a school has, counting, what happened, measurements."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session

from standard.acts import assessments as acts
from standard.acts import passports
from standard.models import Assessment, Coverage
from tests.office_world import Browser, build_app
from tests.world import DAY, YEAR, World

SCHOOL = "S-1001"
STOCK = f"/schools/{SCHOOL}/stock"


@pytest.fixture
def app(world: World, sqlite_only: str, tmp_path: Path) -> Flask:
    with world.act() as session:
        passports.fill(session, world.school, SCHOOL, YEAR, {"floor": "2", "staff": "40"})
    return build_app(world, tmp_path)


def photograph() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (30, 20), (10, 90, 40)).save(out, "JPEG")
    out.seek(0)
    return out


def found(world: World) -> list[Assessment]:
    with Session(world.writer) as session:
        return list(session.scalars(select(Assessment).order_by(Assessment.id)))


PAGES = (
    ("/schools", {"officer": 200, "approver": 200, "school": 200, "council": 403}),
    *(
        (
            path,
            {
                "officer": 200,
                "approver": reads,
                "school": 200,
                "other_school": 404,
                "other_officer": 404,
                "council": 403,
            },
        )
        for path, reads in ((STOCK, 200), (f"{STOCK}/FIR-01", 200), (f"{STOCK}/count", 403))
    ),
    ("/schools/S-9999/stock", {"officer": 404}),
    (f"{STOCK}/NO-99", {"officer": 404}),
)


def test_every_page_opens_only_for_those_whose_business_it_is(app: Flask) -> None:
    for path, people in PAGES:
        for name, status in people.items():
            assert Browser(app, name).get(path).status_code == status, (path, name)


def test_the_page_tells_state_number_and_paper_and_can_be_filtered(
    world: World, app: Flask
) -> None:
    world.accepted(world.delivered(world.contract(), {SCHOOL: 2}), number="А-7")
    school = Browser(app, "school")
    page = school.get(STOCK).text
    assert "◐ partly met" in page
    assert "? cannot be said" in page
    assert "Acceptance act: А-7" in page
    only = school.get(f"{STOCK}?state=partly&domain=fire").text
    assert "FIR-01" in only
    assert "FIR-11" not in only
    nothing = school.get(f"{STOCK}?state=met&domain=fire").text
    assert "No requirement stands so" in nothing
    assert school.get(f"{STOCK}?state=nonsense").status_code == 200
    detail = school.get(f"{STOCK}/FIR-01").text
    assert "Acceptance act: А-7" in detail
    assert "Өрт өчүргүчтөр" in detail


def test_what_lapses_soon_stands_first(world: World, app: Flask) -> None:
    with world.act() as session:
        soon = date.fromordinal(date.today().toordinal() + 30)
        acts.record(session, world.school, SCHOOL, "MED-04", on=DAY, value=Decimal(2), until=soon)
    page = Browser(app, "school").get(STOCK).text
    first = page.index("What lapses within 90 days?")
    assert first < page.index("MED-04") < page.index("How does each requirement stand?")
    assert "⚠ soon" in page


def test_a_school_counts_with_a_photograph(world: World, app: Flask) -> None:
    school = Browser(app, "school")
    answer = school.send(
        f"{STOCK}/FIR-01",
        {
            "value": "3",
            "on": "02.03.2026",
            "note": "Эки кабатта.",
            "files": [(photograph(), "a.jpg"), (BytesIO(b"%PDF-1.4 scan"), "b.pdf")],
        },
    )
    assert answer.status_code == 303
    one = found(world)[0]
    assert (one.value, one.on, one.note, one.role) == (3, DAY, "Эки кабатта.", "school")
    assert [file["kind"] for file in one.files] == ["jpg", "pdf"]
    page = school.get(f"{STOCK}/FIR-01").text
    for file in one.files:
        assert f"/en/office/files/{file['sha256']}.{file['kind']}" in page
    folder = app.config["TRACKER"].files
    assert folder.stat().st_mode & 0o077 == 0


def test_each_kind_of_requirement_asks_its_own_question(world: World, app: Flask) -> None:
    school = Browser(app, "school")
    assert "How many are there now" in school.get(f"{STOCK}/FIR-01").text
    assert "What happened: how many" in school.get(f"{STOCK}/FIR-11").text
    measured = school.get(f"{STOCK}/PHY-14").text
    assert "Measured value" in measured
    assert "≥ 300" in measured
    yes_or_no = school.get(f"{STOCK}/EMR-01").text
    assert 'type="radio"' in yes_or_no
    derived = school.get(f"{STOCK}/FOD-05").text
    assert "Our own records answer this requirement" in derived
    assert 'name="value"' not in derived
    assert school.send(f"{STOCK}/EMR-01", {"value": "1", "on": "2026-03-02"}).status_code == 303
    assert school.send(f"{STOCK}/FIR-11", {"value": "2", "on": "2026-03-02"}).status_code == 303
    assert school.send(f"{STOCK}/PHY-14", {"value": "320,5", "on": "2026-03-02"}).status_code == 303
    assert [(one.kind, one.value) for one in found(world)] == [
        ("value", 1),
        ("event", 2),
        ("value", Decimal("320.5")),
    ]


def test_a_default_length_says_that_it_is_one(app: Flask) -> None:
    page = Browser(app, "school").get(f"{STOCK}/MED-04").text
    assert "it counts for months: 24." in page
    assert "Default value, not a norm" in page or "not a norm" in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value": ""}, "Give the number, such as 12 or 12,5."),
        ({"value": "3,5"}, "Only whole ones are counted. Entered: 3.5."),
        ({"value": "three"}, "Not a quantity"),
        ({"on": "31.02.2026"}, "Not a date"),
        ({"on": "01.01.2999"}, "This day has not come yet."),
        ({"until": "01.03.2026"}, "It must be valid longer than the day it was found: 02.03.2026."),
        ({"note": "ө" * 1001}, "At most 1000 characters."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept(
    world: World, app: Flask, typed: dict[str, str], sentence: str
) -> None:
    values = {"value": "3", "on": "02.03.2026", "note": "Сакталсын", **typed}
    answer = Browser(app, "school").send(f"{STOCK}/FIR-01", values)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert values["note"][:9] in answer.text
    assert found(world) == []


def test_a_file_that_is_no_photograph_is_refused_by_name(world: World, app: Flask) -> None:
    school = Browser(app, "school")
    wrong = [(BytesIO(b"only text"), "plan.jpg"), (photograph(), "good.jpg")]
    typed = {"value": "3", "on": "02.03.2026", "files": wrong}
    answer = school.send(f"{STOCK}/FIR-01", typed)
    assert answer.status_code == 422
    assert "plan.jpg: This is neither a photograph nor a PDF." in answer.text
    assert 'value="3"' in answer.text
    typed["files"] = [(photograph(), f"{n}.jpg") for n in range(7)]
    answer = school.send(f"{STOCK}/FIR-01", typed)
    assert answer.status_code == 422
    assert "Too many files. Limit: 6." in answer.text
    assert found(world) == []


def test_many_things_are_counted_at_once_and_empty_is_not_zero(world: World, app: Flask) -> None:
    world.accepted(world.delivered(world.contract(), {SCHOOL: 2}), number="А-7")
    officer = Browser(app, "officer")
    page = officer.get(f"{STOCK}/count").text
    assert "Acceptance act: А-7" in page
    assert 'name="FIR-01"' in page
    assert 'name="FIR-11"' not in page  # an event is no count
    answer = officer.send(f"{STOCK}/count", {"FIR-01": "4", "MED-04": "0", "on": "20.03.2026"})
    assert answer.status_code == 303
    assert [(one.requirement, one.value, one.role) for one in found(world)] == [
        ("FIR-01", 4, "officer"),
        ("MED-04", 0, "officer"),
    ]
    with Session(world.writer) as session:
        states = {
            code: session.get(Coverage, (SCHOOL, code)).state
            for code in ("FIR-01", "MED-04", "EMR-04")
        }
    assert states == {"FIR-01": "met", "MED-04": "missing", "EMR-04": "unknown"}


def test_every_fault_of_a_stock_taking_stands_at_its_field_and_nothing_is_saved(
    world: World, app: Flask
) -> None:
    school = Browser(app, "school")
    wrong = {"FIR-01": "3,5", "MED-04": "0,5", "EMR-04": "2", "PHY-06": "one", "on": "20.03.2026"}
    answer = school.send(f"{STOCK}/count", wrong)
    assert answer.status_code == 422
    assert 'id="PHY-06-error"' in answer.text
    answer = school.resend(answer, f"{STOCK}/count", {"PHY-06": "1"})
    assert answer.status_code == 422
    for code in ("FIR-01", "MED-04"):
        assert f'id="{code}-error"' in answer.text, code
    assert 'value="3,5"' in answer.text
    assert found(world) == []
    answer = school.resend(answer, f"{STOCK}/count", {"FIR-01": "", "MED-04": ""})
    assert answer.status_code == 303
    assert [one.requirement for one in found(world)] == ["EMR-04", "PHY-06"]


def test_an_empty_stock_taking_says_so(world: World, app: Flask) -> None:
    answer = Browser(app, "school").send(f"{STOCK}/count", {"on": "20.03.2026"})
    assert answer.status_code == 422
    assert "Nothing is counted yet." in answer.text


def test_an_approver_reads_and_enters_nothing(world: World, app: Flask) -> None:
    approver = Browser(app, "approver")
    assert 'name="value"' not in approver.get(f"{STOCK}/FIR-01").text
    token = Browser(app, "officer")
    assert token.get(f"{STOCK}/FIR-01").status_code == 200
    answer = approver.client.post(f"/en/office{STOCK}/FIR-01", data={"value": "3"})
    assert answer.status_code < 500
    assert found(world) == []


def test_a_form_sent_twice_is_entered_once(world: World, app: Flask) -> None:
    from tests.office_world import filled

    school = Browser(app, "school")
    fields = filled(school.get(f"{STOCK}/FIR-11").text)
    for _ in range(2):
        sent = {**fields, "value": "1", "on": "02.03.2026", "files": (photograph(), "a.jpg")}
        answer = school.client.post(f"/en/office{STOCK}/FIR-11", data=sent)
        assert answer.status_code == 303
    assert len(found(world)) == 1


@pytest.mark.parametrize("lang", ["ky", "ru", "en"])
def test_pages_speak_each_language_without_a_gap(app: Flask, lang: str) -> None:
    school = Browser(app, "school", lang)
    for path in (STOCK, f"{STOCK}/FIR-01", f"{STOCK}/EMR-01", f"{STOCK}/count", "/schools", "/"):
        page = school.get(path)
        assert page.status_code == 200
        assert "%(" not in page.text
