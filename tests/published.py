"""For tests of open data: a world in which all has happened, and packages made of it."""

import csv
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from core.engines import open_reader
from core.money import som
from opendata import package
from opendata.names import names
from opendata.ocds.publishing import BORROWED, Publisher
from opendata.scope import Scope
from procurement import acts as procurement
from procurement.models import Contract
from tests.world import AIMAK, COUNTRY, DAY, YEAR, World, extinguishers

BASE = "https://tracker.example.kg"
PERSON, PERSON_INN = "Үлгүбаева Мисал", "21203199012345"
TELEPHONE = "0555 +996 555 123456"
ENDED, OF_A_PERSON, CANCELLED, DRAFT, ANNOUNCED = range(1, 6)
"""The purchases of `whole_story` by number."""


def whole_story(world: World) -> World:
    """Purchases at every stage: ended with a refund, amended twice, given up, draft, announced."""
    ended = world.contract(number="К-1", advance_limit=som(5000))
    world.accepted(world.delivered(ended, {"S-1001": 7, "S-1002": 3}, TELEPHONE), refused=1)
    world.paid(ended, "28800", document="П-1")
    world.paid(ended, "800.50", "refund", "К-1")
    world.paid(ended, "800.50", document="П-2")
    with world.act() as session:
        procurement.close(session, world.officer, ENDED, reason="Бири келген жок.")
    _of_a_person(world)
    with world.act() as session:
        values = replace(extinguishers(world.lines["fire of S-1001"]), title="Калтырылды")
        only = replace(values.lines[0], shares=values.lines[0].shares[:1], quantity=Decimal(7))
        values = replace(values, lines=(only,))
        given_up = procurement.draft(session, world.officer, AIMAK, YEAR, values)
        procurement.plan(session, world.officer, given_up.id, on=DAY)
        procurement.cancel(session, world.officer, given_up.id, reason="Керек болбой калды.")
        values = extinguishers(world.lines["fire"])
        procurement.draft(session, world.officer, AIMAK, YEAR, values)
    announced = world.purchase(title="Үчүнчү", method="unlimited")
    with world.act() as session:
        procurement.announce(session, world.officer, announced, on=DAY)
    return world


def _of_a_person(world: World) -> None:
    """A contract with somebody who trades alone, amended twice; nothing has come yet."""
    purchase = world.purchase(title="=Экинчи")
    with world.act() as session:
        act, who = procurement, world.officer
        seller = act.name_supplier(session, who, AIMAK, name=PERSON, inn=PERSON_INN, is_person=True)
        words = {"offers": 2, "on": DAY, "reason": "Баасы төмөн, мөөнөтү кыска."}
        act.award(session, who, purchase, supplier_id=seller.id, amount=som(32000), **words)
        terms = {"number": "К-2", "signed_on": DAY, "due_on": date(2026, 6, 1)}
        contract = act.sign(session, who, purchase, **terms).id
    for amount, reason in (("31000.01", "Баасы түштү."), ("30999.99", "Дагы түштү.")):
        with world.act() as session:
            line = session.get(Contract, contract).lines[0].id
            procurement.amend(
                session, who, contract, reason=reason, on=DAY, amounts={line: som(amount)}
            )


@dataclass(frozen=True)
class Packed:
    """A package as a reader finds it."""

    content: bytes
    made: package.Built
    folder: Path

    @property
    def names(self) -> list[str]:
        """The names of all members in their order."""
        with zipfile.ZipFile(self.folder.with_suffix(".zip")) as packed:
            return packed.namelist()

    def text(self, path: str) -> str:
        """One file as text."""
        return (self.folder / path).read_text("utf-8-sig")

    def json(self, path: str) -> Any:
        """One JSON document, its numbers exact."""
        return json.loads(self.text(path), parse_float=Decimal)

    def rows(self, path: str) -> list[dict[str, str]]:
        """The rows of one table."""
        return list(csv.DictReader(StringIO(self.text(path), newline="")))

    def release(self, purchase: int) -> dict[str, Any]:
        """The release of one purchase."""
        return self.json(f"ocds/releases/ocds-213czf-{purchase}.json")["releases"][0]


def _patched(schema: Any, patch: Any) -> Any:
    """A schema with an extension's changes (RFC 7396)."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(schema) if isinstance(schema, dict) else {}
    for name, part in patch.items():
        merged[name] = _patched(merged.get(name), part)
    return merged


def checker(test_data: Path, own: Any) -> Any:
    """A validator by the standard with its extensions, ours too, that knows every field."""
    jsonschema = pytest.importorskip("jsonschema")
    standard = test_data / "ocds-standard"
    with zipfile.ZipFile(standard / "ocds-1__1__5.zip") as packed:
        schema = json.loads(packed.read("standard-1__1__5/schema/release-schema.json"))
    for name in BORROWED:
        patch = json.loads((standard / "extensions" / name / "release-schema.json").read_text())
        schema = _patched(schema, patch)
    schema = _patched(schema, own)
    for definition in schema["definitions"].values():
        if "properties" in definition:  # so that a field nobody has defined is seen
            definition["additionalProperties"] = False
    schema["additionalProperties"] = False
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


@contextmanager
def reading(world: World) -> Iterator[Session]:
    """A reader's session, as pages have it."""
    engine = open_reader(world.writer.url)
    with Session(engine) as session:
        yield session
    engine.dispose()


def publisher(session: Session) -> Publisher:
    """The site of the tests."""
    return Publisher(BASE, names(session, COUNTRY))


def packed(
    world: World, folder: Path, place: str = AIMAK, year: int | None = YEAR, language: str = "ky"
) -> Packed:
    """The package of a place, in a folder and as a ZIP beside it."""
    folder.mkdir()
    with reading(world) as session:
        made = package.build(
            session, Scope(place, year), publisher(session), folder, language=language
        )
    archive = folder.with_suffix(".zip")
    with archive.open("wb") as out:
        package.archive(folder, made.files, out)
    return Packed(archive.read_bytes(), made, folder)
