"""Photographs and scans at the doors: who may see one, and how it is sent."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image

from core import files
from standard.acts import assessments, practices
from tests.office_world import Browser, build_app
from tests.world import DAY, World
from tracker import config

SCHOOL = "S-1001"
PEOPLE = ("officer", "approver", "school", "other_school", "other_officer", "council")


@pytest.fixture
def app(world: World, sqlite_only: str, tmp_path: Path) -> Flask:
    return build_app(world, tmp_path)


def kept(app: Flask, shade: int = 0, *, pdf: bool = False) -> files.Kept:
    """A file in the folder, as an upload leaves it."""
    out = BytesIO(b"%PDF-1.4 a scan")
    if not pdf:
        out = BytesIO()
        Image.new("RGB", (20, 20), (shade, shade, shade)).save(out, "PNG")
    return files.keep(app.config["TRACKER"].files, out.getvalue())


def assessed(world: World, *found: files.Kept) -> None:
    with world.act() as session:
        assessments.record(
            session,
            world.school,
            SCHOOL,
            "FIR-01",
            on=DAY,
            value=Decimal(3),
            files=[one.record() for one in found],
        )


def practice(world: World, found: files.Kept) -> int:
    with world.act() as session:
        return practices.offer(
            session,
            world.school,
            SCHOOL,
            "FIR-01",
            title="Өрт өчүргүчтөр",
            told="Ар бир кабатка экиден койдук.",
            language="ky",
            cost=None,
            on=DAY,
            files=[found.record()],
        ).id


def decided(world: World, number: int, *, confirmed: bool, on: date) -> None:
    with world.act() as session:
        practices.decide(session, world.council, number, confirmed=confirmed, on=on, note="Көрдүк.")


def statuses(app: Flask, one: files.Kept) -> dict[str, int]:
    """What each person's own door answers; the public's under "everybody"."""
    found = {}
    for name in PEOPLE:
        door = "council" if name == "council" else "office"
        path = f"/en/{door}/files/{one.sha256}.{one.kind}"
        found[name] = Browser(app, name).client.get(path).status_code
    found["everybody"] = app.test_client().get(f"/en/files/{one.sha256}.jpg").status_code
    return found


def test_a_file_is_seen_by_those_whose_school_it_is_about(world: World, app: Flask) -> None:
    for one in (kept(app), kept(app, pdf=True)):
        assessed(world, one)
        assert statuses(app, one) == {
            "officer": 200,
            "approver": 200,
            "school": 200,
            "other_school": 404,
            "other_officer": 404,
            "council": 200,
            "everybody": 404,
        }


def test_a_file_no_record_names_is_seen_by_nobody(app: Flask) -> None:
    assert set(statuses(app, kept(app)).values()) == {404}


def test_a_stranger_is_asked_to_sign_in(world: World, app: Flask) -> None:
    one = kept(app)
    assessed(world, one)
    for door in ("office", "council"):
        answer = app.test_client().get(f"/en/{door}/files/{one.sha256}.jpg")
        assert answer.status_code == 303
        assert "sign-in" in answer.location


def test_the_photograph_of_a_practice_is_public_only_while_it_is_confirmed(
    world: World, app: Flask
) -> None:
    one = kept(app)
    number = practice(world, one)
    assert statuses(app, one)["everybody"] == 404
    assert statuses(app, one)["council"] == 200
    decided(world, number, confirmed=True, on=date(2026, 3, 10))
    answer = app.test_client().get(f"/ky/files/{one.sha256}.jpg")
    assert answer.status_code == 200
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers
    decided(world, number, confirmed=False, on=date(2026, 3, 12))
    assert app.test_client().get(f"/ky/files/{one.sha256}.jpg").status_code == 404


def test_a_photograph_of_an_assessment_is_not_public_beside_a_confirmed_practice(
    world: World, app: Flask
) -> None:
    own, shown = kept(app, 10), kept(app, 200)
    assessed(world, own)
    decided(world, practice(world, shown), confirmed=True, on=date(2026, 3, 10))
    assert app.test_client().get(f"/ky/files/{own.sha256}.jpg").status_code == 404


def test_a_file_runs_nothing_and_stays_with_its_reader(world: World, app: Flask) -> None:
    picture, scan = kept(app), kept(app, pdf=True)
    assessed(world, picture, scan)
    school = Browser(app, "school").client
    shown = school.get(f"/en/office/files/{picture.sha256}.jpg")
    assert shown.content_type == "image/jpeg"
    assert shown.headers["Content-Disposition"].startswith("inline")
    taken = school.get(f"/en/office/files/{scan.sha256}.pdf")
    assert taken.content_type == "application/pdf"
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert taken.data == b"%PDF-1.4 a scan"
    for answer in (shown, taken):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "private, no-store"
    page = school.get("/en/office/")
    assert "sandbox" not in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "name",
    [
        "0" * 64 + ".jpg",
        "%2e%2e" * 10 + "aaaa.jpg",
        "a" * 63 + "/.jpg",
        "_" * 64 + ".jpg",
        "%" + "25" * 31 + ".pdf",
        "0" * 64 + ".html",
    ],
)
def test_what_is_no_name_of_a_file_opens_nothing(world: World, app: Flask, name: str) -> None:
    assessed(world, kept(app))
    for person, door in (("school", "office"), ("council", "council"), ("school", "")):
        path = f"/en/{door}/files/{name}" if door else f"/en/files/{name}"
        assert Browser(app, person).client.get(path).status_code == 404


def test_a_file_that_is_lost_is_not_found(world: World, app: Flask) -> None:
    one = kept(app)
    assessed(world, one)
    files.path_of(app.config["TRACKER"].files, one.sha256, "jpg").unlink()
    assert statuses(app, one)["school"] == 404


def test_the_folder_of_files_lies_in_the_instance_unless_told(tmp_path: Path) -> None:
    read = config.read({"TRACKER_INSTANCE": "/srv/i"})
    assert read.files == Path("/srv/i/files")
    told = config.read({"TRACKER_INSTANCE": "/srv/i", "TRACKER_FILES": "/mnt/evidence"})
    assert told.files == Path("/mnt/evidence")
