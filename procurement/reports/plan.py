"""The annual procurement plan of a place: its lines, what was bought under each, what changed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from json import loads
from typing import Any

from sqlalchemy import Integer, cast, func, select
from sqlalchemy.orm import Session

from core.money import ZERO, from_tyiyn
from journal.models import Entry
from procurement.models import PlanFunding, PlanLine, Purchase
from procurement.rules import PUBLIC

COUNTED = tuple(status for status in PUBLIC if status != "cancelled")


@dataclass(frozen=True, slots=True)
class Bought:
    """A public purchase that counts against the plan; `amount` is its estimate, som."""

    id: int
    title: str
    language: str
    status: str
    amount: Decimal
    line: int | None
    why: str | None  # it is outside the plan


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A line of the plan. `seen` is the number of its changes; `standing` one of "draft",
    "published", "changed", "withdrawn". Sums are som; `fundings`: (budget line, som)."""

    id: int
    title: str
    language: str | None
    standing: str
    amount: Decimal
    category: str | None
    requirement: str | None
    item_code: str | None
    code: str | None
    quarter: int | None
    month: int | None
    method: str | None
    origin: str | None
    published_on: date | None
    seen: int
    bought: tuple[Bought, ...] = ()
    fundings: tuple[tuple[int, Decimal], ...] = ()

    @property
    def counts(self) -> bool:
        """Is it a line of the plan as it stands?"""
        return self.standing in ("published", "changed")

    @property
    def sum_bought(self) -> Decimal:
        """What the purchases under it come to, som."""
        return sum((one.amount for one in self.bought), ZERO)

    @property
    def left(self) -> Decimal:
        """Planned and not bought yet, som; below zero where more was bought."""
        return self.amount - self.sum_bought


@dataclass(frozen=True, slots=True)
class Version:
    """One published version of a line, as its leaf tells it: who, when, why. Sums are som.

    `role` and `place` say who: nobody is named. `before` is the sum of the version before it.
    """

    line: int
    number: int
    title: str
    amount: Decimal
    before: Decimal | None
    quarter: str | None
    month: str | None
    withdrawn: bool
    at: datetime
    role: str | None
    place: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """A place's plan of a year, and the public purchases that follow no line of it."""

    lines: tuple[PlanCard, ...]
    outside: tuple[Bought, ...]

    @property
    def published(self) -> tuple[PlanCard, ...]:
        """The lines as they stand now: no drafts, nothing withdrawn."""
        return tuple(line for line in self.lines if line.counts)

    @property
    def planned(self) -> Decimal:
        """What the published lines come to, som."""
        return sum((line.amount for line in self.published), ZERO)

    @property
    def bought(self) -> Decimal:
        """What was bought under lines of the plan, som."""
        return sum((line.sum_bought for line in self.lines), ZERO)

    @property
    def bought_outside(self) -> Decimal:
        """What was bought outside the plan, som."""
        return sum((one.amount for one in self.outside), ZERO)


def plan(session: Session, place: str, year: int, *, drafts: bool = False) -> Plan:
    """The plan as everybody sees it; with `drafts` as the office does. Three queries."""
    query = select(PlanLine).where(PlanLine.place == place, PlanLine.year == year)
    if not drafts:
        query = query.where(PlanLine.public())
    lines = session.scalars(query.order_by(PlanLine.id)).all()
    bought = _bought(session, place, year)
    fundings = _fundings(session, place, year)
    known = {line.id for line in lines}
    return Plan(
        tuple(_card(line, bought, fundings) for line in lines),
        tuple(one for one in bought if one.line not in known),
    )


def line(session: Session, number: int) -> tuple[str, int, PlanCard] | None:
    """One line with its place and year, drafts too; None where there is none."""
    row = session.get(PlanLine, number)
    if row is None:
        return None
    found = plan(session, row.place, row.year, drafts=True)
    return row.place, row.year, next(card for card in found.lines if card.id == number)


def _card(
    line: PlanLine, bought: Sequence[Bought], fundings: Mapping[int, list[tuple[int, Decimal]]]
) -> PlanCard:
    return PlanCard(
        id=line.id,
        title=line.title,
        language=line.language,
        standing=line.standing,
        amount=line.amount,
        category=line.category,
        requirement=line.requirement,
        item_code=line.item_code,
        code=line.code,
        quarter=line.quarter,
        month=line.month,
        method=line.method,
        origin=line.origin,
        published_on=line.published_on,
        seen=line.version,
        bought=tuple(one for one in bought if one.line == line.id),
        fundings=tuple(fundings.get(line.id, ())),
    )


def _bought(session: Session, place: str, year: int) -> list[Bought]:
    rows = session.execute(
        select(
            Purchase.id,
            Purchase.title,
            Purchase.language,
            Purchase.status,
            Purchase.amount,
            Purchase.plan_line_id,
            Purchase.outside_plan,
        )
        .where(Purchase.place == place, Purchase.year == year, Purchase.status.in_(COUNTED))
        .order_by(Purchase.id)
    )
    return [Bought(*row) for row in rows]


def _fundings(session: Session, place: str, year: int) -> dict[int, list[tuple[int, Decimal]]]:
    rows = session.execute(
        select(PlanFunding.plan_line_id, PlanFunding.budget_line_id, PlanFunding.amount)
        .join(PlanLine, PlanLine.id == PlanFunding.plan_line_id)
        .where(PlanLine.place == place, PlanLine.year == year)
        .order_by(PlanFunding.plan_line_id, PlanFunding.budget_line_id)
    )
    found: dict[int, list[tuple[int, Decimal]]] = {}
    for number, budget_line, amount in rows:
        found.setdefault(number, []).append((budget_line, amount))
    return found


def versions(session: Session, lines: Collection[PlanCard]) -> tuple[Version, ...]:
    """Every later version of these lines, out of the journal, in its order. One query.

    The first version is the publishing itself: there is no change to tell of.
    """
    changed = [str(card.id) for card in lines if card.standing in ("changed", "withdrawn")]
    if not changed:
        return ()
    leaves = session.scalars(
        select(Entry.leaf)
        .where(Entry.table == PlanLine.__tablename__, Entry.key.in_(changed))
        .order_by(cast(Entry.key, Integer), Entry.number)
    )
    found: list[Version] = []
    last: dict[str, Decimal] = {}
    for text in leaves:
        leaf = loads(text)
        amount = from_tyiyn(int(leaf["row"]["amount"]))
        if leaf["rev"] > 1:
            found.append(_version(leaf, amount, last.get(leaf["key"])))
        last[leaf["key"]] = amount
    return tuple(found)


def _version(leaf: Mapping[str, Any], amount: Decimal, before: Decimal | None) -> Version:
    row = leaf["row"]
    return Version(
        line=int(leaf["key"]),
        number=leaf["rev"],
        title=row["title"],
        amount=amount,
        before=before,
        quarter=row.get("quarter"),
        month=row.get("month"),
        withdrawn=row.get("status") == "withdrawn",
        at=datetime.fromisoformat(leaf["at"]),
        role=leaf["by"]["role"],
        place=leaf["by"]["place"],
        reason=leaf["reason"],
    )


def line_of_purchase(session: Session, purchase: int) -> tuple[int, str, str | None] | None:
    """The plan line a purchase follows: number, title, the language of the title; or None."""
    row = session.execute(
        select(PlanLine.id, PlanLine.title, PlanLine.language)
        .join(Purchase, Purchase.plan_line_id == PlanLine.id)
        .where(Purchase.id == purchase)
    ).one_or_none()
    return (row.id, row.title, row.language) if row else None


def is_published(session: Session, place: str, year: int) -> bool:
    """Has this place published a plan of that year?"""
    query = select(PlanLine.id).where(
        PlanLine.place == place, PlanLine.year == year, PlanLine.status.is_(None)
    )
    return session.scalar(query.limit(1)) is not None


def of_origins(session: Session, origins: Collection[str]) -> dict[str, str | None]:
    """The published lines already read from these processes: their number there → its date."""
    rows = session.execute(
        select(PlanLine.external_id, PlanLine.published).where(PlanLine.origin.in_(list(origins)))
    )
    return {row.external_id: row.published for row in rows}


def state(session: Session, place: str, year: int) -> int:
    """A number that grows with every change of a plan, so that two editors do not collide."""
    row = session.execute(
        select(
            func.coalesce(func.sum(PlanLine.version), 0), func.coalesce(func.max(PlanLine.id), 0)
        ).where(PlanLine.place == place, PlanLine.year == year)
    ).one()
    return int(row[0]) + int(row[1])
