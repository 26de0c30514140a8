"""Which schools are like which, and how money per pupil lies among them: made nightly, kept.

Not journaled: a part of the comparison set (ComparisonSet), whose number pages bear and whose day
they show. Written wholly anew by procurement.peers.
"""

from decimal import Decimal

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base
from core.money import Som

MEASURES = (
    "planned_per_pupil",
    "paid_per_pupil",
    "met_share",
    "food_contracted",
    "food_delivered",
)
"""Som per pupil; percent of the requirements that can be said; som per child and day."""


class SchoolLikeness(Base):
    """What was compared of a school, as it was known that night; None is not known.

    `known` of the four facts are; `peers` were found, `close` of them within the distance that the
    country profile calls close.
    """

    __tablename__ = "school_likeness"

    school: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str | None] = mapped_column(String(40))
    pupils: Mapped[int | None]
    shifts: Mapped[int | None]
    heating_days: Mapped[int | None]
    altitude: Mapped[int | None]
    area: Mapped[str | None] = mapped_column(String(5))
    known: Mapped[int]
    peers: Mapped[int]
    close: Mapped[int]


class SchoolPeer(Base):
    """A similar school: the first is the nearest. `distance` in thousandths."""

    __tablename__ = "school_peers"

    school: Mapped[str] = mapped_column(String(32), primary_key=True)
    rank: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    peer: Mapped[str] = mapped_column(String(32))
    distance: Mapped[int]


class PeerBand(Base):
    """A measure (MEASURES) of a school's year, and its quartiles over those similar schools that
    have it: `schools` of them, the school itself not among them. Two decimals of its unit.

    `own` is None where the school does not have it, the quartiles where too few others do.
    """

    __tablename__ = "peer_bands"

    school: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    measure: Mapped[str] = mapped_column(String(20), primary_key=True)
    own: Mapped[Decimal | None] = mapped_column(Som)
    schools: Mapped[int]
    low: Mapped[Decimal | None] = mapped_column(Som)
    median: Mapped[Decimal | None] = mapped_column(Som)
    high: Mapped[Decimal | None] = mapped_column(Som)
