"""What the state lists: places, schools, codes, the calendar. Each row's history is journaled."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled
from core.money import Som
from core.words import Words

SORTED = String(120).with_variant(String(120, collation="C"), "postgresql")
"""Keys of core.words.sort_key stand by code point, whatever the database's own language."""


class Named:
    """A row with a name in three languages; a register may lack some of them."""

    name_ky: Mapped[str | None] = mapped_column(Text)
    name_ru: Mapped[str | None] = mapped_column(Text)
    name_en: Mapped[str | None] = mapped_column(Text)

    @property
    def name(self) -> Words:
        """The name, to be told in the language of the page."""
        return Words(self.name_ky, self.name_ru, self.name_en)


class Place(Named, Journaled, Base):
    """The country, an oblast, a district, a city, an aiyl aimak or a village.

    `parent` is where it lies today; PlaceLink has the dates. A merged place keeps its history
    under its own code and names its successor.
    """

    __tablename__ = "places"
    __table_args__ = (Index("ix_places_parent", "parent", "sort_key"),)
    DERIVED = ("sort_key", "search_key")

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    parent: Mapped[str | None] = mapped_column(String(32), ForeignKey("places.code"))
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    successor: Mapped[str | None] = mapped_column(String(32))
    pcode: Mapped[str | None] = mapped_column(String(20))
    sort: Mapped[int | None]
    tile: Mapped[str | None] = mapped_column(String(8))
    example: Mapped[bool] = mapped_column(default=False)
    sort_key: Mapped[str] = mapped_column(SORTED)
    search_key: Mapped[str] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.code,)


class PlaceLink(Journaled, Base):
    """Under which place a place lay, and when; until is not included."""

    __tablename__ = "place_links"
    __table_args__ = (
        CheckConstraint("since IS NULL OR until IS NULL OR since < until", name="period"),
        Index("ix_place_links_place", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    parent: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    since: Mapped[date | None]
    until: Mapped[date | None]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class School(Named, Journaled, Base):
    """A school, by a code that never changes; children are counted by fiscal year."""

    __tablename__ = "schools"
    __table_args__ = (Index("ix_schools_place", "place", "sort_key"),)
    DERIVED = ("sort_key", "search_key")

    code: Mapped[str] = mapped_column(String(32), primary_key=True)
    place: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    kind: Mapped[str | None] = mapped_column(String(40))
    inn: Mapped[str | None] = mapped_column(String(20))
    shifts: Mapped[int | None]
    pupils: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # fiscal year → children
    primary: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # of them in grades 1–4
    area: Mapped[str | None] = mapped_column(String(5))  # "urban" or "rural"
    altitude: Mapped[int | None]  # metres above the sea
    heating_days: Mapped[int | None]  # days of the heating season
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    example: Mapped[bool] = mapped_column(default=False)
    sort_key: Mapped[str] = mapped_column(SORTED)
    search_key: Mapped[str] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.code, self.place)


class ItemCode(Named, Journaled, Base):
    """What is bought, by the national classification (OKGZ, shaped like CPV)."""

    __tablename__ = "item_codes"
    DERIVED = ("search_key",)

    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    section: Mapped[str | None] = mapped_column(String(4), index=True)
    search_key: Mapped[str] = mapped_column(Text, default="")  # register.shapes.spelled

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class ItemSection(Named, Journaled, Base):
    """A section of the classification of items: its first two digits."""

    __tablename__ = "item_sections"

    section: Mapped[str] = mapped_column(String(4), primary_key=True)
    code: Mapped[str] = mapped_column(String(20))

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class Classification(Named, Journaled, Base):
    """A code of the budget classification with its days of force and its standing."""

    __tablename__ = "classifications"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    code: Mapped[str] = mapped_column(String(20), index=True)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    standing: Mapped[str] = mapped_column(String(20))
    source: Mapped[str | None] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class Threshold(Named, Journaled, Base):
    """A limit of som that holds between two days; marked until an editor names its source.

    `confirmed_on` is the day an editor saw the source it is confirmed by.
    """

    __tablename__ = "thresholds"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), index=True)
    amount: Mapped[Decimal] = mapped_column(Som)
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    standing: Mapped[str] = mapped_column(String(20))
    source: Mapped[str | None] = mapped_column(Text)
    confirmed_on: Mapped[date | None]

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class Holiday(Named, Journaled, Base):
    """A day on which no reply clock runs, or a weekend day that is worked (`working`)."""

    __tablename__ = "holidays"

    day: Mapped[date] = mapped_column(primary_key=True)
    working: Mapped[bool] = mapped_column(default=False)
    standing: Mapped[str] = mapped_column(String(20))
    source: Mapped[str | None] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class PriceIndex(Journaled, Base):
    """What things cost in a year on average, in thousandths of a percent of the year before.

    An editor loads it; the program comes with none. `standing` is "sourced" or "default".
    """

    __tablename__ = "price_indexes"
    __table_args__ = (CheckConstraint("thousandths > 0", name="positive"),)

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    thousandths: Mapped[int] = mapped_column(BigInteger)
    standing: Mapped[str] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(Text)
    example: Mapped[bool] = mapped_column(default=False)

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class Rate(Journaled, Base):
    """What `nominal` units of a foreign currency cost on a day, in millionths of a som."""

    __tablename__ = "rates"

    currency: Mapped[str] = mapped_column(String(3), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    nominal: Mapped[int]
    millionths: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str | None] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return ()
