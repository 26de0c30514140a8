"""What a synthetic country buys, drawn at random from a seed. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from core.money import from_tyiyn
from procurement.acts.values import (
    FundingValues,
    PurchaseLineValues,
    PurchaseValues,
    ShareValues,
)
from procurement.bulk.facts import (
    AcceptanceFacts,
    AwardFacts,
    ContractFacts,
    DeliveryFacts,
    Happened,
    PaymentFacts,
    PurchaseFacts,
)

YEARS = (2025, 2026)
SOURCES = ("republican", "local_own", "local_equalising", "donor")
WEIGHTS = (55, 25, 12, 8)
STAGES = ("planned", "signed", "partly", "done")
STAGE_WEIGHTS = (5, 5, 8, 82)
NOTHING = Decimal(0)


class Purse(NamedTuple):
    """What a budget line of the synthetic country is for."""

    year: int
    school: str
    category: str
    source: str


class Bought(NamedTuple):
    """A line: requirement, item, its code, price in tyiyn, and pieces for each school."""

    requirement: str
    item: str
    code: str
    price: int
    pieces: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Things:
    """What can be bought, by category: (requirement, item, item code); and from whom."""

    items: Mapping[str, Sequence[tuple[str, str, str]]]
    suppliers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Sketch:
    """A purchase before it has budget lines."""

    year: int
    category: str
    source: str
    supplier: int
    on: date
    stage: str
    percent: int
    lines: tuple[Bought, ...]

    def needs(self) -> Iterator[tuple[Purse, int]]:
        """How many tyiyn the purchase asks of which budget line."""
        for line in self.lines:
            for school, pieces in line.pieces:
                purse = Purse(self.year, school, self.category, self.source)
                yield purse, pieces * line.price


def sketch(seed: str, schools: Sequence[str], place: int, lines: int, things: Things) -> Sketch:
    """The purchase of this seed; `place` is its place among those of its district.

    Schools and years take turns, so that all buy about as much. The first district buys the same
    in a country of any size, but for the suppliers: so pages of it can be compared.
    """
    chance = Random(seed)
    own = schools[place % len(schools)]
    year = YEARS[place // len(schools) % len(YEARS)]
    category = chance.choice(list(things.items))
    neighbour = chance.choice(schools) if chance.random() < 0.1 else own
    who = (own,) if neighbour == own else tuple(sorted((own, neighbour)))
    return Sketch(
        year=year,
        category=category,
        source=chance.choices(SOURCES, WEIGHTS)[0],
        supplier=things.suppliers[int(chance.random() * len(things.suppliers))],
        on=date(year, 1, 12) + timedelta(days=chance.randrange(200)),
        stage=chance.choices(STAGES, STAGE_WEIGHTS)[0],
        percent=chance.randrange(88, 101),
        lines=tuple(_bought(chance, things.items[category], who) for _ in range(lines)),
    )


def _bought(
    chance: Random, items: Sequence[tuple[str, str, str]], schools: Sequence[str]
) -> Bought:
    price = round(chance.lognormvariate(8, 1.2)) * 100 + 500
    pieces = tuple((school, chance.randrange(1, 40)) for school in schools)
    return Bought(*chance.choice(items), price, pieces)


def facts_of(one: Sketch, lines: Mapping[Purse, int]) -> PurchaseFacts:
    """The purchase told whole, paid from the budget lines made for it."""
    values = PurchaseValues(
        title=f"{one.lines[0].item}, {one.on:%m.%Y}",
        language="ky",
        method="single_source",
        method_ground="annual_procurement",
        lines=tuple(_line(one, line, lines) for line in one.lines),
        due_on=one.on + timedelta(days=75),
    )
    if one.stage == "planned":
        return PurchaseFacts(one.year, values, one.on)
    estimate = sum(tyiyn for _, tyiyn in one.needs())
    amount = from_tyiyn(estimate * one.percent // 100)
    award, signed = one.on + timedelta(days=9), one.on + timedelta(days=20)
    return PurchaseFacts(
        year=one.year,
        values=values,
        planned_on=one.on,
        award=AwardFacts(one.supplier, amount, 1, award, "Талаптарга жооп берет."),
        contract=ContractFacts("№ 1", signed, one.on + timedelta(days=75)),
        happened=tuple(_happened(one, amount)) if one.stage != "signed" else (),
        end="closed" if one.stage == "done" else None,
    )


def _line(one: Sketch, line: Bought, lines: Mapping[Purse, int]) -> PurchaseLineValues:
    return PurchaseLineValues(
        title=line.item,
        requirement=line.requirement,
        quantity=Decimal(sum(pieces for _, pieces in line.pieces)),
        unit="даана",
        unit_price=from_tyiyn(line.price),
        shares=tuple(
            ShareValues(
                school,
                Decimal(pieces),
                (FundingValues(lines[Purse(one.year, school, one.category, one.source)]),),
            )
            for school, pieces in line.pieces
        ),
        item_code=line.code,
    )


def _happened(one: Sketch, amount: Decimal) -> Iterator[Happened]:
    """All of it came and was paid; or only the first line came, and nothing is paid yet."""
    came = one.lines if one.stage == "done" else one.lines[:1]
    arrived = tuple(
        (position, school, Decimal(pieces))
        for position, line in enumerate(came, start=1)
        for school, pieces in line.pieces
    )
    on = one.on + timedelta(days=60)
    yield DeliveryFacts(on, "Н-1", arrived)
    checked = tuple((*part, NOTHING) for part in arrived)
    yield AcceptanceFacts(1, "А-1", on + timedelta(days=2), checked)
    if one.stage == "done":
        yield PaymentFacts("payment", amount, on + timedelta(days=12), "ТТ-1")
