"""A synthetic country of any size, the same for the same seed: for measuring and for trials.

Places, schools and budgets are entered by the ordinary acts, purchases through the import path,
one district in a transaction. Codes begin with 99, which no register of the state does.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

import journal
from budgets import acts as budgets
from budgets.models import Line
from core.access import Actor, Grant, Role, operator
from core.errors import Refusal
from core.money import ZERO, som
from opendata import search
from procurement import acts as procurement
from procurement.acts.bulk import import_purchases
from register.models import Place
from register.rows import PlaceRow, SchoolRow
from standard import reports as standard
from standard.acts import assessments, passports
from standard.acts.registers import load_register
from standard.norms import norms
from tracker.example import registers
from tracker.example.school_facts import entries, facts
from tracker.example.sketches import YEARS, Purse, Sketch, Things, facts_of, sketch

LINES_OF_A_SCHOOL = 217  # purchase lines of one school in one year, as the volume model counts
SCHOOLS_OF_A_DISTRICT, SCHOOLS_OF_AN_AIMAK = 23, 5
PURCHASES_OF_A_SUPPLIER = 200
MARK = "99"
OFFICER, APPROVER = 9_000_001, 9_000_002  # numbers of accounts nobody signs in with
MOST = 10_000_000
COUNTED_ON = date(2025, 1, 15)


@dataclass(frozen=True, slots=True)
class Generated:
    """What was made, and how long it took."""

    purchases: int
    lines: int
    schools: int
    seconds: float


@dataclass(frozen=True, slots=True)
class District:
    """A holder of money with its schools by number, and the purchases that are its own."""

    number: int
    code: str
    schools: Sequence[int]
    purchases: range


@dataclass(frozen=True, slots=True)
class Prepared:
    """A district with budgets in force, and what it is about to buy."""

    district: District
    officer: Actor
    sketches: Sequence[Sketch]
    lines: Mapping[Purse, int]


def generate(
    writer: Engine,
    purchases: int,
    seed: int,
    lines_per_purchase: int = 5,
    progress: Callable[[str], object] = print,
    country: str = "KG",
) -> Generated:
    """Fill a base with so many purchases of so many lines each.

    Raises:
        Refusal: as `prepare`.
    """
    began = time.monotonic()
    lines = schools = 0
    for prepared in prepare(writer, purchases, seed, lines_per_purchase, country):
        with Session(writer) as session, session.begin():
            lines += bring_in(session, prepared)["lines"]
        schools += len(prepared.district.schools)
        progress(f"{lines} of {purchases * lines_per_purchase} lines")
    with Session(writer) as session, session.begin():
        search.rebuild(session)
    return Generated(purchases, lines, schools, round(time.monotonic() - began, 3))


def prepare(
    writer: Engine, purchases: int, seed: int, lines_per_purchase: int, country: str = "KG"
) -> Iterator[Prepared]:
    """Make the country, then the budgets of one district after the other.

    Raises:
        Refusal: `example.too_many` with `most`, `example.too_few` for less than one;
            `example.generated_already` where a synthetic country is there.
    """
    if purchases < 1 or lines_per_purchase < 1:
        raise Refusal("example.too_few", "purchases")
    if purchases * lines_per_purchase > MOST:
        raise Refusal("example.too_many", "purchases", most=MOST)
    districts = _districts(purchases, purchases * lines_per_purchase)
    with Session(writer) as session, session.begin():
        things = lay_out(session, country, districts, purchases)
    for district in districts:
        codes = [school_code(number) for number in district.schools]
        sketches = [
            sketch(f"{seed}:{number}", codes, place, lines_per_purchase, things)
            for place, number in enumerate(district.purchases)
        ]
        officer = Actor(OFFICER, (Grant(Role.OFFICER, district.code),))
        lines: dict[Purse, int] = {}
        with Session(writer) as session, session.begin():
            _stand(session, officer, district.schools)
            for year in YEARS:
                lines |= _budget(session, officer, district.code, year, sketches)
        yield Prepared(district, officer, sketches, lines)


def _stand(session: Session, officer: Actor, schools: Sequence[int]) -> None:
    """What each school is, and what was counted there before it bought anything."""
    known = sorted(norms(session).values(), key=lambda norm: norm.code)
    for number in schools:
        school, said = school_code(number), facts(number, _pupils(number))
        for year in YEARS:
            passports.fill(session, officer, school, year, said)
            journal.next_act(session)
        counts = {
            entry.requirement: Decimal(entry.value) / 1000
            for entry in entries(number, said, known, COUNTED_ON)
            if entry.kind == "count"
        }
        assessments.record_many(session, officer, school, counts, on=COUNTED_ON)
        journal.next_act(session)


def _pupils(number: int) -> int:
    """How many children a synthetic school has."""
    return 120 + number * 37 % 900


def bring_in(session: Session, prepared: Prepared) -> dict[str, int]:
    """Import the purchases of a prepared district, in one act."""
    facts = (facts_of(one, prepared.lines) for one in prepared.sketches)
    return import_purchases(session, prepared.officer, prepared.district.code, facts)


def _districts(purchases: int, lines: int) -> list[District]:
    """Schools enough for their usual volume, and the purchases spread over them evenly."""
    schools = max(1, round(lines / (LINES_OF_A_SCHOOL * len(YEARS))))
    found = []
    for number, first in enumerate(range(0, schools, SCHOOLS_OF_A_DISTRICT)):
        last = min(first + SCHOOLS_OF_A_DISTRICT, schools)
        own = range(first * purchases // schools, last * purchases // schools)
        code = f"{MARK}{number:04d}00000000"
        found.append(District(number, code, range(first, last), own))
    return found


def school_code(number: int) -> str:
    """The code of a synthetic school, counted from 0."""
    return f"S-9{number:06d}"


def _aimak(district: District, school: int) -> str:
    return f"{MARK}{district.number:04d}{1 + school // SCHOOLS_OF_AN_AIMAK:06d}00"


def lay_out(
    session: Session, country: str, districts: Sequence[District], purchases: int
) -> Things:
    """The country, its synthetic districts, aimaks and schools, and suppliers."""
    if session.scalar(select(Place.code).where(Place.code.startswith(MARK)).limit(1)):
        raise Refusal("example.generated_already")
    registers.ground(session, country)
    units = session.scalars(
        select(Place.code).where(Place.parent == country).order_by(Place.code)
    ).all()
    places, schools = [], []
    for district in districts:
        places.append(_place(district.code, "district", units[district.number % len(units)]))
        aimaks = {_aimak(district, school) for school in district.schools}
        places += [_place(code, "aimak", district.code) for code in sorted(aimaks)]
        schools += [_school(number, _aimak(district, number)) for number in district.schools]
    actor = operator(country)
    load_register(session, actor, country, "places", places)
    load_register(session, actor, country, "schools", schools)
    journal.next_act(session)
    suppliers = [
        procurement.name_supplier(
            session,
            actor,
            country,
            name=f"«Үлгү-{number}» ЖЧК",
            inn=f"{MARK}{number:012d}",
            is_person=False,
            example=True,
        ).id
        for number in range(max(5, purchases // PURCHASES_OF_A_SUPPLIER))
    ]
    return _things(session, suppliers)


def _place(code: str, kind: str, parent: str) -> PlaceRow:
    return PlaceRow(
        row=0,
        code=code,
        kind=kind,
        parent=parent,
        name_ky=f"Үлгү {kind} {code[2:12]}",
        name_ru=f"Пример {kind} {code[2:12]}",
        example=True,
    )


def _school(number: int, aimak: str) -> SchoolRow:
    count = _pupils(number)
    return SchoolRow(
        row=0,
        code=school_code(number),
        place=aimak,
        kind="secondary",
        name_ky=f"№ {number + 1} үлгү мектеби",
        name_ru=f"Примерная школа № {number + 1}",
        name_en=f"Example school No. {number + 1}",
        pupils=dict.fromkeys(YEARS, count),
        primary=dict.fromkeys(YEARS, count * 2 // 5),
        example=True,
    )


def _things(session: Session, suppliers: list[int]) -> Things:
    """What can be bought in each category: (requirement, name of an item, item code)."""
    by_category: dict[str, list[tuple[str, str, str]]] = {}
    for card in standard.requirements(session):
        page = standard.requirement(session, card.code)
        if page is not None and page.okgz:
            name = page.items[0].told("ky")[0] if page.items else card.title.told("ky")[0]
            item = (card.code, name, page.okgz[0][0])
            by_category.setdefault(card.category, []).append(item)
    return Things({key: tuple(by_category[key]) for key in sorted(by_category)}, tuple(suppliers))


def _budget(
    session: Session, officer: Actor, place: str, year: int, sketches: Sequence[Sketch]
) -> dict[Purse, int]:
    """A budget in force with a little room: the numbers of its lines by what they are for."""
    needs: dict[Purse, int] = {}
    for one in sketches:
        for purse, tyiyn in one.needs():
            if purse.year == year:
                needs[purse] = needs.get(purse, 0) + tyiyn
    if not needs:
        return {}
    amounts = {purse: som(-(-need * 21 // 2_000_000) * 1000) for purse, need in needs.items()}
    version = budgets.open_draft(session, officer, place, year)
    ceilings: dict[str, Decimal] = {}
    for purse, amount in amounts.items():
        ceilings[purse.source] = ceilings.get(purse.source, ZERO) + amount
    budgets.set_ceilings(session, officer, version.id, ceilings)
    values = [
        budgets.LineValues(purse.school, purse.category, None, purse.source, False, None, amount)
        for purse, amount in sorted(amounts.items())
    ]
    budgets.replace_lines(session, officer, version.id, values)
    budgets.submit(session, officer, version.id)
    approver = Actor(APPROVER, (Grant(Role.APPROVER, place),))
    on = date(year - 1, 12, 26)
    budgets.approve(session, approver, version.id, resolution="№ 1", on=on)
    rows = session.execute(
        select(Line.beneficiary, Line.category, Line.source, Line.id).where(
            Line.holder == place, Line.year == year
        )
    )
    return {
        Purse(year, school, category, source): number for school, category, source, number in rows
    }
