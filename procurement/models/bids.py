"""Who offered what: the lots of a purchase, the protocol of an opening, and the bids."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.models import Base, Journaled
from core.money import Som
from procurement.models.purchases import Purchase
from procurement.models.suppliers import Supplier


class Lot(Journaled, Base):
    """A part of a purchase that is awarded and contracted by itself. Most purchases have none.

    `status` is "open", "failed" (no offer could be taken) or "given_up", the last two with the
    reason; whether an open lot is awarded or contracted, its award and contract say.
    """

    __tablename__ = "lots"
    __table_args__ = (
        UniqueConstraint("purchase_id", "number"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    place: Mapped[str] = mapped_column(String(32))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(10), default="open")
    reason: Mapped[str | None] = mapped_column(Text)

    @classmethod
    def drafts(cls) -> Select[Any]:
        return select(cls.id).where(cls.purchase_id.in_(Purchase.drafts()))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Opening(Journaled, Base):
    """The protocol by which bids were opened. `commission` are roles, parted by blanks, no names.

    A purchase announced again has one protocol for each time it was announced (`announced_on`).
    `reason` says why no offer was taken, of all or of a lot; `failed`: of all of it.
    """

    __tablename__ = "openings"
    __table_args__ = (
        Index("ix_openings_purchase", "purchase_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    place: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = mapped_column(String(60))
    on: Mapped[date]
    announced_on: Mapped[date]
    commission: Mapped[str] = mapped_column(String(200))
    failed: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(Text)
    bids: Mapped[list["Bid"]] = relationship(order_by="Bid.id")

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Bid(Journaled, Base):
    """One supplier's offer, for all or for one lot. `standing` is "valid" or "rejected".

    The leaf names the supplier by number: a person who trades alone is named nowhere with it.
    """

    __tablename__ = "bids"
    __table_args__ = (
        UniqueConstraint("opening_id", "lot_id", "supplier_id"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_bids_purchase", "purchase_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("openings.id"))
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lots.id"))
    place: Mapped[str] = mapped_column(String(32))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    amount: Mapped[Decimal] = mapped_column(Som)
    received_on: Mapped[date]
    standing: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None] = mapped_column(Text)
    supplier: Mapped[Supplier] = relationship()

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
