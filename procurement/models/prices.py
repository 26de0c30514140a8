"""What things cost: an editor's word, and the nightly comparison of what was really bought."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled
from core.money import Som


class ReferencePrice(Journaled, Base):
    """What one unit of a requirement costs by an editor's word, until purchases tell better.

    `lot` is the least that is sensibly bought at once, in that unit. `standing` is "sourced" or
    "default"; a default is never shown as a market price.
    """

    __tablename__ = "reference_prices"
    __table_args__ = (
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("lot >= 1", name="a_lot"),
    )

    requirement: Mapped[str] = mapped_column(String(20), primary_key=True)
    amount: Mapped[Decimal] = mapped_column(Som)
    lot: Mapped[int] = mapped_column(default=1)
    on: Mapped[date]
    standing: Mapped[str] = mapped_column(String(10))
    source: Mapped[str] = mapped_column(Text)
    example: Mapped[bool] = mapped_column(default=False)

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class ComparisonSet(Base):
    """One comparison of prices; its number is part of what a page was made from."""

    __tablename__ = "comparison_sets"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    made_on: Mapped[date]


class ItemPrice(Base):
    """What one base unit of an item cost by an accepted contract line, som: what prices of the
    same thing are compared with. Kept by acceptances (procurement.item_prices), renewed nightly.

    `unit` is that of `register.units.comparable`; `region` as in Price; `first_on` and `last_on`
    are the days of its acceptance acts. Both indexes hold all that a comparison asks, in the order
    of the price: the quartiles are read off, not sorted.
    """

    __tablename__ = "item_prices"
    __table_args__ = (
        CheckConstraint("price > 0", name="positive"),
        Index(
            "ix_item_prices_region",
            *("item_code", "unit", "region", "price", "first_on", "last_on", "purchase_id"),
        ),
        Index(
            "ix_item_prices_country",
            *("item_code", "unit", "price", "first_on", "last_on", "purchase_id"),
        ),
    )

    contract_line_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    purchase_id: Mapped[int]
    item_code: Mapped[str] = mapped_column(String(20))
    unit: Mapped[str] = mapped_column(String(40))
    region: Mapped[str] = mapped_column(String(32))
    price: Mapped[Decimal] = mapped_column(Som)
    first_on: Mapped[date]
    last_on: Mapped[date]


class Price(Base):
    """What one unit of a requirement costs in a region, by the last comparison. Recounted.

    `kind` says where it is from: "region" and "country" are medians of `count` comparable accepted
    purchases of one thing (`item_code`, `unit`) accepted in [since, until); "reference" is the
    editor's word. `region` is an oblast or a city right below the country.
    """

    __tablename__ = "prices"

    requirement: Mapped[str] = mapped_column(String(20), primary_key=True)
    region: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))
    amount: Mapped[Decimal] = mapped_column(Som)
    lot: Mapped[int] = mapped_column(default=1)
    count: Mapped[int] = mapped_column(default=0)
    low: Mapped[Decimal | None] = mapped_column(Som)  # the first quartile
    high: Mapped[Decimal | None] = mapped_column(Som)  # the third
    item_code: Mapped[str | None] = mapped_column(String(20))
    unit: Mapped[str | None] = mapped_column(String(40))
    since: Mapped[date | None]
    until: Mapped[date | None]
    standing: Mapped[str | None] = mapped_column(String(10))
