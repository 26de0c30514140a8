"""The annual procurement plan."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.columns import Quantity
from core.models import Base, Journaled
from core.money import Som


class PlanLine(Journaled, Base):
    """A line of a place's annual procurement plan, ours or read from the state portal.

    `origin` and `external_id` name the published line it was read from; `kept` holds what of it
    has no column here, word for word, without contacts of persons.

    `status` is "draft" (a workspace, nobody sees it), "withdrawn", or nothing: published. Each
    version of a published line is a leaf; there is more than one where it was changed. `month`
    lies in `quarter`. `version` counts the changes, for two editors.
    """

    __tablename__ = "plan_lines"
    __table_args__ = (
        UniqueConstraint("origin", "external_id"),
        CheckConstraint("amount >= 0", name="not_negative"),
        Index("ix_plan_lines_place", "place", "year"),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("version",)

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
    status: Mapped[str | None] = mapped_column(String(20))
    language: Mapped[str | None] = mapped_column(String(2))  # the language the title is written in
    item_code: Mapped[str | None] = mapped_column(String(20))
    category: Mapped[str | None] = mapped_column(String(20))
    requirement: Mapped[str | None] = mapped_column(String(20))
    quarter: Mapped[int | None]
    month: Mapped[int | None]
    method: Mapped[str | None] = mapped_column(String(40))
    published_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    fundings: Mapped[list["PlanFunding"]] = relationship(order_by="PlanFunding.budget_line_id")

    @classmethod
    def drafts(cls) -> Select[Any]:
        return select(cls.id).where(cls.status == "draft")

    @classmethod
    def public(cls) -> Any:
        """Which lines everybody sees."""
        return or_(cls.status.is_(None), cls.status != "draft")

    @property
    def standing(self) -> str:
        """One of "draft", "published", "changed", "withdrawn"."""
        return self.status or ("changed" if self.rev > 1 else "published")

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class PlanFunding(Journaled, Base):
    """Som of a budget line that a line of the plan is to be paid by."""

    __tablename__ = "plan_fundings"
    __table_args__ = (
        UniqueConstraint("plan_line_id", "budget_line_id"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_plan_fundings_budget_line", "budget_line_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_line_id: Mapped[int] = mapped_column(ForeignKey("plan_lines.id"))
    place: Mapped[str] = mapped_column(String(32))
    budget_line_id: Mapped[int] = mapped_column(ForeignKey("budget_lines.id"))
    amount: Mapped[Decimal] = mapped_column(Som)

    @classmethod
    def drafts(cls) -> Select[Any]:
        return select(cls.id).where(cls.plan_line_id.in_(PlanLine.drafts()))

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
