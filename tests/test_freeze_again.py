"""A frozen site carried on: made anew only where something changed, and never left half made."""

import json
import os
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from core.access import Actor, Grant, Role
from core.errors import Refusal
from procurement import acts as procurement
from register import acts as register
from register.rows import PlaceRow, SchoolRow
from tests.doors import closing, make_app
from tests.freezing import contents, frozen
from tests.world import AIMAK, COUNTRY, DISTRICT, OPERATOR, OTHER_AIMAK
from tracker.extensions import writer
from tracker.freeze.extent import Wish
from tracker.freeze.site import freeze

PLACES = (
    (COUNTRY, "country", None),
    (DISTRICT, "district", COUNTRY),
    (AIMAK, "aimak", DISTRICT),
    (OTHER_AIMAK, "aimak", DISTRICT),
)
SCHOOLS = {"S-1001": AIMAK, "S-1003": OTHER_AIMAK}
OFFICER = Actor(1, (Grant(Role.OFFICER, AIMAK),))
NUMBERS = count(1)


@pytest.fixture
def app(url: str, tmp_path: Path) -> Iterator[Flask]:
    """A country of two schools and no Standard yet: its site is small."""
    with closing(make_app(url, tmp_path / "instance")) as app, app.app_context():
        with Session(writer()) as session, session.begin():
            places = [
                PlaceRow(code=code, kind=kind, parent=parent, name_ky=f"Жер {code}", name_ru="")
                for code, kind, parent in PLACES
            ]
            register.load(session, OPERATOR, COUNTRY, "places", places)
            schools = [
                SchoolRow(code=code, place=place, kind="secondary", name_ky=f"Мектеп {code}")
                for code, place in SCHOOLS.items()
            ]
            register.load(session, OPERATOR, COUNTRY, "schools", schools)
        yield app


def an_act(engine: Engine) -> None:
    """Something entered by one aimak."""
    with Session(engine) as session, session.begin():
        number = next(NUMBERS)
        inn = f"0{number:013d}"
        procurement.name_supplier(
            session, OFFICER, AIMAK, name=f"ЖЧК {number}", inn=inn, is_person=False
        )


def marks(target: Path) -> dict[str, str]:
    pages = json.loads((target / "manifest.json").read_text("utf-8"))["pages"]
    return {address: mark for address, (mark, *_) in pages.items()}


def test_after_an_act_only_its_places_are_made_and_the_site_is_as_if_made_anew(
    app: Flask, tmp_path: Path
) -> None:
    frozen(app, tmp_path / "site")
    before = marks(tmp_path / "site")
    an_act(writer())
    done = frozen(app, tmp_path / "site")
    after = marks(tmp_path / "site")
    again = {address for address in before if before[address] != after[address]}
    assert after.keys() - before.keys() == {"suppliers/1"}
    assert {address.split("/")[1] for address in again if address.startswith("places/")} == {
        COUNTRY,
        DISTRICT,
        AIMAK,
    }
    assert not any(address.startswith("schools/") for address in again)
    assert 0 < done.written < done.unchanged
    frozen(app, tmp_path / "anew")
    assert contents(tmp_path / "site") == contents(tmp_path / "anew")


def test_what_is_entered_each_time_meanwhile_leaves_the_older_site(
    app: Flask, sqlite_only: str, tmp_path: Path
) -> None:
    frozen(app, tmp_path / "site")
    older = contents(tmp_path / "site")
    engine = writer()
    an_act(engine)
    with pytest.raises(Refusal, match=r"freeze\.moved"):
        freeze(tmp_path / "site", Wish(), progress=lambda _text: an_act(engine), processes=1)
    assert contents(tmp_path / "site") == older


def test_a_run_broken_off_while_moving_is_ended_by_the_next(
    app: Flask, sqlite_only: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "site"
    frozen(app, target)
    real = os.replace

    def until_the_manifest(source: Path, to: Path) -> None:
        if to.name == "manifest.json":
            raise OSError("the stick was drawn out")
        real(source, to)

    with monkeypatch.context() as broken:
        broken.setattr(os, "replace", until_the_manifest)
        with pytest.raises(OSError, match="drawn out"):
            frozen(app, target, Wish(place=AIMAK))
    frozen(app, target, Wish(place=AIMAK))
    frozen(app, tmp_path / "anew", Wish(place=AIMAK))
    assert contents(target) == contents(tmp_path / "anew")
    assert not (target / "ky/schools/S-1003").exists()


def test_a_folder_of_somebody_else_is_left_alone(
    app: Flask, sqlite_only: str, tmp_path: Path
) -> None:
    strange = tmp_path / "strange"
    strange.mkdir()
    (strange / "letter.txt").write_text("mine")
    with pytest.raises(Refusal, match=r"export\.foreign_folder"):
        frozen(app, strange)
    assert contents(strange) == {"letter.txt": b"mine"}


def test_links_out_of_a_copy_lead_to_the_living_site_and_say_so(
    app: Flask, sqlite_only: str, tmp_path: Path
) -> None:
    public = {"TRACKER_PUBLIC_URL": "https://tracker.example.kg"}
    with closing(make_app(sqlite_only, tmp_path / "other", **public)) as named:
        frozen(named, tmp_path / "site", Wish(place=OTHER_AIMAK))
    page = next((tmp_path / "site/ky/schools/S-1003").glob("*.html")).read_text("utf-8")
    passport = 'href="https://tracker.example.kg/ky/schools/S-1003/passport[^"]*"'
    assert re.search(passport + r' rel="external">[^<]*<span class="st-quiet">\[интернетте\]', page)
    assert not (tmp_path / "site/ky/schools/S-1001").exists()
