"""Similar schools as the last night chose them, and the bands between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from core.words import Words
from procurement.models import ComparisonSet, PeerBand, SchoolLikeness, SchoolPeer
from register import profile
from register.likeness import Facts
from register.models import Place, School


@dataclass(frozen=True, slots=True)
class Band:
    """A measure of a school, and its quartiles over the `schools` similar ones that have it."""

    measure: str
    own: Decimal | None
    schools: int
    low: Decimal | None
    median: Decimal | None
    high: Decimal | None

    @property
    def three(self) -> tuple[Decimal, Decimal, Decimal] | None:
        """The quartiles; None where too few schools have it."""
        if self.low is None or self.median is None or self.high is None:
            return None
        return self.low, self.median, self.high

    @property
    def is_weak(self) -> bool:
        """Do fewer schools have it than the country profile asks for?"""
        return self.schools < profile.load().likeness.least


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was compared of a school on the night of `made_on`, and how many it is compared with."""

    kind: str | None
    facts: Facts
    known: int
    peers: int
    close: int
    made_on: date

    @property
    def is_weak(self) -> bool:
        """Are fewer schools close to it than the country profile asks for?"""
        return self.close < profile.load().likeness.least


@dataclass(frozen=True, slots=True)
class PeerCard:
    """A similar school: its facts as they were compared, and its distance in thousandths."""

    name: Words
    place: str
    place_name: Words
    facts: Facts
    known: int
    distance: int


_OWN = (
    SchoolLikeness.pupils,
    SchoolLikeness.shifts,
    SchoolLikeness.heating_days,
    SchoolLikeness.altitude,
    SchoolLikeness.area,
)
_BAND = (
    PeerBand.measure,
    PeerBand.own,
    PeerBand.schools,
    PeerBand.low,
    PeerBand.median,
    PeerBand.high,
)


def of_school(
    session: Session, school: str, year: int, measures: Iterable[str]
) -> tuple[Likeness, dict[str, Band]] | None:
    """How a school was compared, and those of its bands; None where no night compared it yet.

    One statement, by key.
    """
    made_on = select(func.max(ComparisonSet.made_on)).scalar_subquery()
    own = (SchoolLikeness.kind, SchoolLikeness.known, SchoolLikeness.peers, SchoolLikeness.close)
    rows: Sequence[Any] = session.execute(
        select(made_on, *own, *_OWN, *_BAND)
        .outerjoin(
            PeerBand,
            and_(
                PeerBand.school == SchoolLikeness.school,
                PeerBand.year == year,
                PeerBand.measure.in_(sorted(measures)),
            ),
        )
        .where(SchoolLikeness.school == school)
    ).all()
    if not rows:
        return None
    on, kind, known, peers, close = rows[0][:5]
    facts = Facts(school, *rows[0][5:10])
    bands = {row.measure: Band(*row[10:]) for row in rows if row.measure is not None}
    return Likeness(kind, facts, known, peers, close, on), bands


def listed(session: Session, school: str) -> tuple[PeerCard, ...]:
    """The similar schools of a school in dictionary order of their names: none before another."""
    rows: Iterable[Any] = session.execute(
        select(
            School.code,
            School.name_ky,
            School.name_ru,
            School.name_en,
            School.place,
            Place.name_ky.label("place_ky"),
            Place.name_ru.label("place_ru"),
            Place.name_en.label("place_en"),
            *_OWN,
            SchoolLikeness.known,
            SchoolPeer.distance,
        )
        .join(SchoolPeer, SchoolPeer.peer == School.code)
        .join(SchoolLikeness, SchoolLikeness.school == School.code)
        .join(Place, Place.code == School.place)
        .where(SchoolPeer.school == school)
        .order_by(School.sort_key, School.code)
    )
    return tuple(
        PeerCard(
            Words(row.name_ky, row.name_ru, row.name_en),
            row.place,
            Words(row.place_ky, row.place_ru, row.place_en),
            Facts(row.code, *row[8:13]),
            row.known,
            row.distance,
        )
        for row in rows
    )
