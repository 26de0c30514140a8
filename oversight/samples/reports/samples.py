"""Samples as they were announced and drawn, and what the council found."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.money import tyiyn
from journal import heads
from oversight.samples import sampling
from oversight.samples.models import AuditItem, AuditSample
from oversight.samples.projection import Looked, Projection, project, verdict
from oversight.samples.sampling import Draw, Unit
from procurement.models import Purchase
from register import reports as register

MOST = 200  # samples in one list


@dataclass(frozen=True, slots=True)
class SampleCard:
    """A sample as lists show it; `looked` and `chosen` count purchases. `tolerable`: see models."""

    id: int
    place: str
    year: int
    size: int
    strata: str
    confidence: int
    tolerable: int
    journal_size: int
    units: int
    amount: Decimal
    promise: str
    announced_on: date
    drawn_on: date | None
    checkpoint_size: int | None
    checkpoint_root: str | None
    secret: str | None
    chosen: int
    looked: int

    @property
    def seed(self) -> bytes | None:
        """The seed it was drawn by; None before."""
        if self.checkpoint_size is None or self.checkpoint_root is None or self.secret is None:
            return None
        return sampling.seed_of(self.checkpoint_size, self.checkpoint_root, self.secret)

    @property
    def tolerable_sum(self) -> Fraction:
        """The tolerable error, tyiyn."""
        return Fraction(tyiyn(self.amount) * self.tolerable, 1000)


@dataclass(frozen=True, slots=True)
class ItemCard:
    """A purchase of the population, with what was found of it; som."""

    purchase: int
    title: str
    title_language: str
    place: str
    amount: Decimal
    raised: bool
    hits: int | None
    certain: bool | None
    audited: Decimal | None
    error: str | None
    note: str | None
    evidence: str | None
    language: str | None
    looked_on: date | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a sample says of all the money; `verdict` is one of projection's."""

    projection: Projection
    verdict: str


def _cards() -> Select[Any]:
    chosen = (
        select(
            AuditItem.sample_id.label("sample"),
            func.count(AuditItem.hits).label("chosen"),
            func.count(AuditItem.audited).label("looked"),
        )
        .where(AuditItem.hits.is_not(None))
        .group_by(AuditItem.sample_id)
        .subquery()
    )
    own = [
        getattr(AuditSample, name)
        for name in SampleCard.__dataclass_fields__
        if name not in ("chosen", "looked")
    ]
    return select(
        *own, func.coalesce(chosen.c.chosen, 0), func.coalesce(chosen.c.looked, 0)
    ).outerjoin(chosen, chosen.c.sample == AuditSample.id)


def sample(session: Session, number: int) -> SampleCard | None:
    """One sample; None for an unknown number."""
    row = session.execute(_cards().where(AuditSample.id == number)).one_or_none()
    return None if row is None else SampleCard(*row)


def within(
    session: Session, places: Collection[str], *, year: int | None = None, most: int = MOST
) -> tuple[SampleCard, ...]:
    """The samples of these places and all below them, of one fiscal year or of all, the newest
    first; at most `most`."""
    query = _cards().where(AuditSample.place.in_(register.within(places)))
    if year is not None:
        query = query.where(AuditSample.year == year)
    query = query.order_by(AuditSample.id.desc()).limit(most)
    return tuple(SampleCard(*row) for row in session.execute(query))


def _items(number: int) -> Select[Any]:
    columns = [
        {
            "purchase": AuditItem.purchase_id,
            "title": Purchase.title,
            "title_language": Purchase.language,
        }.get(name)
        or getattr(AuditItem, name)
        for name in ItemCard.__dataclass_fields__
    ]
    return (
        select(*columns)
        .join(Purchase, Purchase.id == AuditItem.purchase_id)
        .where(AuditItem.sample_id == number)
        .order_by(AuditItem.purchase_id)
    )


def population(session: Session, number: int) -> tuple[ItemCard, ...]:
    """All that a sample is drawn from, by number of the purchase."""
    return tuple(ItemCard(*row) for row in session.execute(_items(number)))


def chosen(session: Session, number: int) -> tuple[ItemCard, ...]:
    """What is to be looked at; empty before the drawing."""
    query = _items(number).where(AuditItem.hits.is_not(None))
    return tuple(ItemCard(*row) for row in session.execute(query))


def state(session: Session, number: int) -> int:
    """How often anything was entered about the sample's chosen purchases: grows with each act."""
    told = session.scalar(
        select(func.sum(AuditItem.rev)).where(
            AuditItem.sample_id == number, AuditItem.hits.is_not(None)
        )
    )
    return int(told or 0)


def drawn(card: SampleCard, items: Collection[ItemCard]) -> Draw | None:
    """The drawing itself, from the population as it is kept; None before it."""
    if card.seed is None:
        return None
    units = [Unit(one.purchase, tyiyn(one.amount), one.raised) for one in items]
    return sampling.draw(units, card.size, card.strata, card.seed)


def said(card: SampleCard, items: Collection[ItemCard], draw: Draw | None) -> Said | None:
    """What it says of all the money, once every chosen purchase was looked at; `draw` is what
    `drawn` gives. None before."""
    if draw is None or card.looked < card.chosen:
        return None
    intervals = {one.name: one.interval for one in draw.strata}
    audited = {one.purchase: one.audited for one in items}
    looked = [
        Looked(
            one.purchase,
            one.amount,
            tyiyn(audited[one.purchase] or Decimal(0)),
            None if one.certain else intervals[one.stratum],
        )
        for one in draw.chosen
    ]
    found = project(looked, draw.interval, card.confidence)
    return Said(found, verdict(found, card.tolerable_sum))


def announced_until(session: Session, card: SampleCard) -> int:
    """The journal's size after the announcement itself: a seed has to be of a larger one."""
    return heads.end_of_next_act(session, card.journal_size) or card.journal_size


def checkpoint(session: Session, card: SampleCard) -> int | None:
    """The size of the first checkpoint after the announcement; None while nothing was entered."""
    return heads.end_of_next_act(session, announced_until(session, card))


@dataclass(frozen=True, slots=True)
class Asked:
    """Purchases of one place that a sample drew and the council has not looked at yet."""

    sample: int
    place: str
    purchases: int
    drawn_on: date | None


def asked_of(session: Session, places: Collection[str]) -> tuple[Asked, ...]:
    """Which of their purchases councils drew and have not looked at, by sample and place."""
    rows = session.execute(
        select(AuditSample.id, AuditItem.place, func.count(), AuditSample.drawn_on)
        .join(AuditItem, AuditItem.sample_id == AuditSample.id)
        .where(
            AuditItem.place.in_(sorted(places)),
            AuditItem.hits.is_not(None),
            AuditItem.audited.is_(None),
        )
        .group_by(AuditSample.id, AuditItem.place, AuditSample.drawn_on)
        .order_by(AuditSample.id)
    )
    return tuple(Asked(*row) for row in rows)
