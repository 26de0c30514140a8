"""For tests of pages as they were: a life in steps, and what pages said after each of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from flask.testing import FlaskClient

from core.money import som
from procurement import acts as procurement
from procurement.models import Acceptance, Contract
from register import acts as register
from register.rows import SchoolRow
from standard.acts.assessments import record
from standard.acts.passports import fill
from tests.published import whole_story
from tests.world import AIMAK, COUNTRY, DAY, DISTRICT, OPERATOR, YEAR, World, extinguishers
from tracker import nightly

TABLES = (f"/ky/schools/S-1001/{YEAR}", f"/ky/places/{AIMAK}/{YEAR}", "/ky/purchases/1")
"""Pages of which the CSV is looked at as well; it is made of what the JSON is made of."""
PAGES = (
    f"/ky/schools/S-1001/{YEAR}",
    f"/ky/schools/S-1002/{YEAR}",
    "/ky/schools/S-1001/requirements",
    "/ky/schools/S-1001/passport",
    f"/ky/places/{AIMAK}/{YEAR}",
    f"/ky/places/{DISTRICT}/{YEAR}",
    f"/ky/places/{AIMAK}/{YEAR}/budget",
    f"/ky/places/{AIMAK}/{YEAR}/execution",
    f"/ky/places/{AIMAK}/{YEAR}/principles",
    f"/ky/places/{AIMAK}/accreditation",
    "/ky/purchases/1",
    "/ky/purchases/2",
    "/ky/purchases/6",
    "/ky/suppliers/1",
    "/ky/suppliers/2",
    "/ky/standard/FIR-01",
    f"/ky/councils/{DISTRICT}/{YEAR}",
    "/ky/journal",
)


@dataclass(frozen=True)
class Lived:
    """By size of the journal: what every file of every page was then (status and content)."""

    world: World
    said: dict[int, dict[str, tuple[int, bytes]]]

    @property
    def sizes(self) -> list[int]:
        """The sizes that were looked at, in order."""
        return sorted(self.said)


def live(world: World, browser: FlaskClient) -> Lived:
    """Each step of a life, the night after it, and all pages then."""
    lived = Lived(world, {})
    for step in STEPS:
        step(world)
        with world.act() as session:
            nightly.renew(session, COUNTRY)
        size = browser.get("/ky/journal.json").get_json()["meta"]["as_of"]
        lived.said[size] = {path: _said(browser, path) for path in files()}
    return lived


def files() -> Iterator[str]:
    """The addresses of the files of all pages."""
    yield from (f"{page}.json" for page in PAGES)
    yield from (f"{page}.csv" for page in TABLES)


def _said(browser: FlaskClient, path: str) -> tuple[int, bytes]:
    answer = browser.get(path)
    return answer.status_code, answer.data if answer.status_code == 200 else b""


def _nothing(world: World) -> None:
    """The budget is in force, and nothing was bought yet."""


def _paid_from_two_lines(world: World) -> None:
    """A part of a school paid by two budget lines, accepted in two acts; its sum falls between."""
    fundings = tuple(
        procurement.FundingValues(world.lines[name], som(amount))
        for name, amount in (("fire", "15399.67"), ("fire of S-1001", "7000.33"))
    )
    values = extinguishers(world.lines["fire"]).lines[0]
    shares = (replace(values.shares[0], fundings=fundings), values.shares[1])
    contract = world.contract(world.purchase(lines=(replace(values, shares=shares),)), number="К-9")
    world.accepted(world.delivered(contract, {"S-1001": 2}), number="А-1")
    with world.act() as session:
        line = session.get(Contract, contract).lines[0].id
        procurement.amend(
            session, world.officer, contract, reason="Баасы түштү.", on=DAY,
            amounts={line: som("31000.07")},
        )  # fmt: skip
    _second_half(world, contract)


def _second_half(world: World, contract: int) -> None:
    second = world.accepted(world.delivered(contract, {"S-1001": 3}, "Ж-2"), number="А-2")
    third = world.accepted(world.delivered(contract, {"S-1001": 1}, "Ж-3"), number="А-3")
    world.paid(contract, "9000", document="П-9")
    with world.act() as session:
        line = session.get(Acceptance, second).lines[0].id
        procurement.give_back(
            session, world.officer, second, number="К-1", on=DAY, reason="Иштебейт.",
            returned={line: Decimal(1)},
        )  # fmt: skip
    with world.act() as session:
        procurement.reverse_acceptance(session, world.officer, third, reason="Жаңылыш.")


def _bought_and_looked_at(world: World) -> None:
    _paid_from_two_lines(world)
    _looked_at(world)


def _looked_at(world: World) -> None:
    """A school was renamed, its passport filled, its extinguishers counted."""
    with world.act() as session:
        named = SchoolRow(
            code="S-1001", place=AIMAK, kind="secondary", name_ky="Жаңы ат", pupils={YEAR: 310}
        )
        register.load(session, OPERATOR, COUNTRY, "schools", [named])
        fill(session, world.school, "S-1001", YEAR, {"floor": Decimal(3), "shifts": Decimal(2)})
        record(session, world.school, "S-1001", "FIR-01", on=date(2026, 4, 1), value=Decimal(4))


STEPS: tuple[Callable[[World], object], ...] = (
    _nothing,
    whole_story,
    _bought_and_looked_at,
)
