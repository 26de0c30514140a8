"""The annual procurement plan."""

from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import Quantity
from core.models import Base, Journaled
from core.money import Som


class PlanLine(Journaled, Base):
    """A line of a place's annual procurement plan, ours or read from the state portal.

    `origin` and `external_id` name the published line it was read from; `kept` holds what of it
    has no column here, word for word, without contacts of persons.
    """

    __tablename__ = "plan_lines"
    __table_args__ = (
        UniqueConstraint("origin", "external_id"),
        CheckConstraint("amount >= 0", name="not_negative"),
        Index("ix_plan_lines_place", "place", "year"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    code: Mapped[str | None] = mapped_column(String(20))
    account: Mapped[str | None] = mapped_column(String(40))
    amount: Mapped[Decimal] = mapped_column(Som)
    origin: Mapped[str | None] = mapped_column(String(80))
    external_id: Mapped[str | None] = mapped_column(String(80))
    published: Mapped[str | None] = mapped_column(String(40))
    kept: Mapped[dict[str, Any] | None] = mapped_column(JSON)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class PlanItem(Journaled, Base):
    """One item of a plan line, at its estimated price."""

    __tablename__ = "plan_items"
    __table_args__ = (
        UniqueConstraint("plan_line_id", "external_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_line_id: Mapped[int] = mapped_column(ForeignKey("plan_lines.id"))
    place: Mapped[str] = mapped_column(String(32))
    external_id: Mapped[str | None] = mapped_column(String(80))
    item_code: Mapped[str | None] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    quantity: Mapped[Decimal] = mapped_column(Quantity)
    unit: Mapped[str | None] = mapped_column(String(40))
    unit_price: Mapped[Decimal | None] = mapped_column(Som)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
