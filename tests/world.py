"""A small invented world for tests: one district, two aimaks, three schools, a budget in force.

Made by the ordinary acts; amounts are round so that sums can be done in one's head.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from budgets import acts as budgets
from budgets.models import Line
from core.access import Actor, Grant, Role, operator
from core.money import som
from procurement import acts as procurement
from procurement.models import Contract, Purchase
from register import acts as register
from register.rows import PlaceRow, SchoolRow

CATALOGUE = Path(__file__).parent.parent / "standard/catalogue/2026.yaml"
COUNTRY, OBLAST, DISTRICT = "KG", "41700010000000", "41700010100000"
AIMAK, OTHER_AIMAK = "41700010101000", "41700010102000"
YEAR = 2026
OPERATOR = operator(COUNTRY)
DAY = date(2026, 3, 2)

PLACES = [
    (COUNTRY, "country", None, "Өлкө"),
    (OBLAST, "oblast", COUNTRY, "Сыноо облусу"),
    (DISTRICT, "district", OBLAST, "Сыноо району"),
    (AIMAK, "aimak", DISTRICT, "Булак айыл аймагы"),
    (OTHER_AIMAK, "aimak", DISTRICT, "Талаа айыл аймагы"),
]
SCHOOLS = [
    ("S-1001", AIMAK, "№ 1 мектеп", 300),
    ("S-1002", AIMAK, "№ 2 мектеп", 100),
    ("S-1003", OTHER_AIMAK, "№ 3 мектеп", 50),
]


@cache
def catalogue() -> str:
    """The text of the shipped catalogue."""
    return CATALOGUE.read_text(encoding="utf-8")


def held(account: int, *grants: tuple[Role, str]) -> Actor:
    """An actor with these roles."""
    return Actor(account, tuple(Grant(role, place) for role, place in grants))


@dataclass(frozen=True)
class World:
    """The world's people, and its lines by name."""

    writer: Engine
    officer: Actor
    approver: Actor
    other_officer: Actor
    council: Actor
    school: Actor
    lines: dict[str, int]

    @contextmanager
    def act(self) -> Iterator[Session]:
        """One transaction of the writer, kept whole at the end."""
        with Session(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    def purchase(self, **changes: object) -> int:
        """A planned purchase; `changes` replace parts of `extinguishers()`."""
        with self.act() as session:
            values = replace(extinguishers(self.lines["fire"]), **changes)
            drafted = procurement.draft(session, self.officer, AIMAK, YEAR, values)
            procurement.plan(session, self.officer, drafted.id, on=DAY)
            return drafted.id

    def contract(self, purchase: int | None = None, **signing: object) -> int:
        """A signed contract of a purchase, at its estimate unless told."""
        purchase = purchase or self.purchase()
        with self.act() as session:
            supplier = procurement.name_supplier(
                session,
                self.officer,
                AIMAK,
                name="«Сыноо» ЖЧК",
                inn="00000000000001",
                is_person=False,
            )
            amount = signing.pop("amount", None) or session.get(Purchase, purchase).amount
            procurement.award(
                session,
                self.officer,
                purchase,
                supplier_id=supplier.id,
                amount=amount,
                offers=1,
                on=DAY,
                reason="Жалгыз жеткирүүчү.",
            )
            terms = {"number": "К-1", "signed_on": DAY, "due_on": date(2026, 5, 1), **signing}
            return procurement.sign(session, self.officer, purchase, **terms).id

    def delivered(self, contract: int, came: dict[str, int], waybill: str = "Ж-1") -> int:
        """A delivery of the contract's first line to schools."""
        with self.act() as session:
            line = session.get(Contract, contract).lines[0]
            arrived = [
                procurement.Arrived(line.id, school, Decimal(count))
                for school, count in came.items()
            ]
            return procurement.deliver(
                session, self.officer, contract, on=DAY, waybill=waybill, arrived=arrived
            ).id

    def accepted(self, delivery: int, refused: int = 0, number: str = "А-1") -> int:
        """All of a delivery accepted but for `refused` of its first line."""
        from procurement.models import Delivery

        with self.act() as session:
            lines = session.get(Delivery, delivery).lines
            checked = {
                line.id: procurement.Checked(line.quantity - rest, Decimal(rest))
                for line, rest in zip(lines, [refused] + [0] * (len(lines) - 1), strict=True)
            }
            return procurement.accept(
                session,
                self.officer,
                delivery,
                number=number,
                on=DAY,
                checked=checked,
                remarks="Кемтиги бар." if refused else None,
            ).id

    def paid(self, contract: int, amount: str, kind: str = "payment", document: str = "П-1") -> int:
        """A payment on a contract."""
        with self.act() as session:
            return procurement.pay(
                session,
                self.officer,
                contract,
                kind=kind,
                amount=som(amount),
                on=DAY,
                document=document,
                reason=None if kind == "payment" else "Себеби жазылды.",
            ).id


def extinguishers(line: int) -> procurement.PurchaseValues:
    """Ten extinguishers at 3 200 som: seven for one school, three for another."""
    shares = tuple(
        procurement.ShareValues(school, Decimal(count), (procurement.FundingValues(line),))
        for school, count in (("S-1001", 7), ("S-1002", 3))
    )
    return procurement.PurchaseValues(
        title="Өрт өчүргүчтөр",
        language="ky",
        method="single_source",
        method_ground="annual_procurement",
        lines=(
            procurement.PurchaseLineValues(
                title="Өрт өчүргүч ОП-4",
                requirement="FIR-01",
                quantity=Decimal(10),
                unit="даана",
                unit_price=som(3200),
                shares=shares,
            ),
        ),
    )


PEOPLE = {
    "officer": held(11, (Role.OFFICER, AIMAK)),
    "approver": held(12, (Role.APPROVER, AIMAK)),
    "other_officer": held(13, (Role.OFFICER, OTHER_AIMAK)),
    "council": held(14, (Role.COUNCIL, DISTRICT)),
    "school": held(15, (Role.SCHOOL, "S-1001")),
}
LINES = {
    "fire": (AIMAK, "emergency", None, "local_own", 100_000),
    "fire of S-1001": ("S-1001", "emergency", "FIR-01", "local_own", 50_000),
    "food": (AIMAK, "food", None, "republican", 100_000),
}


def of(writer: Engine) -> World:
    """The world as it stands in a database it was built in."""
    with Session(writer) as session:
        ids = session.scalars(select(Line.id).order_by(Line.id).limit(len(LINES))).all()
    return World(writer=writer, lines=dict(zip(LINES, ids, strict=True)), **PEOPLE)


def build(writer: Engine) -> World:
    """The world in an empty database."""
    with Session(writer) as session, session.begin():
        register.load(
            session,
            OPERATOR,
            COUNTRY,
            "places",
            [
                PlaceRow(code=code, kind=kind, parent=parent, name_ky=name, name_ru=name)
                for code, kind, parent, name in PLACES
            ],
        )
        register.load(
            session,
            OPERATOR,
            COUNTRY,
            "schools",
            [
                SchoolRow(code=code, place=place, kind="secondary", name_ky=name, pupils={YEAR: n})
                for code, place, name, n in SCHOOLS
            ],
        )
        procurement.adopt_edition(session, OPERATOR, COUNTRY, catalogue(), on=date(2026, 1, 5))
    with Session(writer) as session, session.begin():
        _budget(session, PEOPLE["officer"], PEOPLE["approver"])
    return of(writer)


def _budget(session: Session, officer: Actor, approver: Actor) -> None:
    version = budgets.open_draft(session, officer, AIMAK, YEAR)
    budgets.set_ceilings(
        session, officer, version.id, {"local_own": som(200_000), "republican": som(100_000)}
    )
    for beneficiary, category, requirement, source, amount in LINES.values():
        values = budgets.LineValues(
            beneficiary, category, requirement, source, False, None, som(amount)
        )
        budgets.allocate(session, officer, version.id, values)
    budgets.submit(session, officer, version.id)
    budgets.approve(session, approver, version.id, resolution="№ 1", on=date(2026, 1, 20))
