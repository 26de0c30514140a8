"""A purchase, its lines, and how each is shared over schools and funded from budget lines."""

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
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.columns import Quantity
from core.models import Base, Journaled
from core.money import ZERO, Som

DRAFT = text("status = 'draft'")
"""What an index of drafts is asked by: said in these words, with no value put in later."""


class Purchase(Journaled, Base):
    """One purchase of a holder of money. A draft is a workspace; from `planned` on it is public.

    An ordinary one has no `kind`. A "framework" is bought like any other, but its contract claims
    no money; a "call_off" names the contract it was called off from (`framework_id`, in a circle of
    tables: no foreign key).
    """

    __tablename__ = "purchases"
    __table_args__ = (
        CheckConstraint("kind IN ('framework', 'call_off')", name="kind"),
        CheckConstraint(
            "(framework_id IS NOT NULL) = (kind IS NOT NULL AND kind = 'call_off')",
            name="of_a_framework",
        ),
        Index("ix_purchases_place", "place", "year", "id"),
        Index("ix_purchases_drafts", "id", sqlite_where=DRAFT, postgresql_where=DRAFT),
        Index("ix_purchases_framework", "framework_id"),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("version", "answers")

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    year: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))  # the language the title is written in
    status: Mapped[str] = mapped_column(String(20))  # procurement.moves.MOVES
    kind: Mapped[str | None] = mapped_column(String(10))
    framework_id: Mapped[int | None]
    method: Mapped[str] = mapped_column(String(40))
    method_reason: Mapped[str | None] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(20))  # of its largest line
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    plan_line_id: Mapped[int | None] = mapped_column(ForeignKey("plan_lines.id"))
    method_ground: Mapped[str | None] = mapped_column(String(40))  # of one without competition
    outside_plan: Mapped[str | None] = mapped_column(Text)  # why it is in no published plan
    amount: Mapped[Decimal] = mapped_column(Som, default=ZERO)  # estimate: the sum of its lines
    due_on: Mapped[date | None]
    planned_on: Mapped[date | None]
    announced_on: Mapped[date | None]
    written_by: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)  # of the draft, for two editors
    # What the officer of a draft means to say to its flags, by their code.
    answers: Mapped[dict[str, str] | None] = mapped_column(JSON(none_as_null=True))
    lines: Mapped[list["PurchaseLine"]] = relationship(order_by="PurchaseLine.position")

    @classmethod
    def drafts(cls) -> Select[Any]:
        return select(cls.id).where(cls.status == "draft")

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class PurchaseLine(Journaled, Base):
    """What is bought: an item in a quantity at a price, and the requirement it closes."""

    __tablename__ = "purchase_lines"
    __table_args__ = (
        UniqueConstraint("purchase_id", "position"),
        CheckConstraint("quantity > 0", name="some"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_purchase_lines_requirement", "requirement", "purchase_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    place: Mapped[str] = mapped_column(String(32))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lots.id"))
    position: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    item_code: Mapped[str | None] = mapped_column(String(20))
    requirement: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(String(20))
    quantity: Mapped[Decimal] = mapped_column(Quantity)
    unit: Mapped[str] = mapped_column(String(40))
    unit_price: Mapped[Decimal] = mapped_column(Som)
    vat_rate: Mapped[str | None] = mapped_column(String(8))  # per cent, "12"; none: not said
    framework_line: Mapped[int | None]
    price_reason: Mapped[str | None] = mapped_column(Text)  # why it is unlike the prices compared
    amount: Mapped[Decimal] = mapped_column(Som)  # gross
    certificates: Mapped[str | None] = mapped_column(Text)  # asked for; of the country profile
    certificates_needed: Mapped[str | None] = mapped_column(String(3))  # "no", else not told
    criteria: Mapped[str | None] = mapped_column(Text)  # of safety, asked of the goods
    local: Mapped[str | None] = mapped_column(String(3))  # of local make: "yes", "no", not told
    green: Mapped[str | None] = mapped_column(String(3))
    upkeep: Mapped[str | None] = mapped_column(Text)  # what is planned to keep it working
    shares: Mapped[list["Share"]] = relationship(order_by="Share.school")
    covers: Mapped[list["Covers"]] = relationship(order_by="Covers.requirement")

    @classmethod
    def drafts(cls) -> Select[Any]:
        return select(cls.id).where(cls.purchase_id.in_(Purchase.drafts()))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Share(Journaled, Base):
    """One school's part of a line. Shares add up to their line, quantity and som."""

    __tablename__ = "purchase_shares"
    __table_args__ = (
        UniqueConstraint("line_id", "school"),
        CheckConstraint("quantity >= 0", name="quantity_not_negative"),
        CheckConstraint("amount >= 0", name="not_negative"),
        Index("ix_purchase_shares_purchase", "purchase_id", "school"),
        Index("ix_purchase_shares_school", "school", "year", "purchase_id", "amount"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("purchase_lines.id"))
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    year: Mapped[int]
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    quantity: Mapped[Decimal] = mapped_column(Quantity)
    amount: Mapped[Decimal] = mapped_column(Som)
    fundings: Mapped[list["Funding"]] = relationship(order_by="Funding.budget_line_id")

    @classmethod
    def drafts(cls) -> Select[Any]:
        return select(cls.id).where(cls.purchase_id.in_(Purchase.drafts()))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)


class Funding(Journaled, Base):
    """Which budget line pays how much of a share. Fundings add up to their share."""

    __tablename__ = "fundings"
    __table_args__ = (
        UniqueConstraint("share_id", "budget_line_id"),
        CheckConstraint("amount >= 0", name="not_negative"),
        Index("ix_fundings_budget_line", "budget_line_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    share_id: Mapped[int] = mapped_column(ForeignKey("purchase_shares.id"))
    school: Mapped[str] = mapped_column(String(32))
    budget_line_id: Mapped[int] = mapped_column(ForeignKey("budget_lines.id"))
    amount: Mapped[Decimal] = mapped_column(Som)

    @classmethod
    def drafts(cls) -> Select[Any]:
        return select(cls.id).where(cls.share_id.in_(Share.drafts()))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)


class Covers(Journaled, Base):
    """How much of which requirement a whole purchase line closes, in the requirement's unit."""

    __tablename__ = "covers"
    __table_args__ = (
        UniqueConstraint("line_id", "requirement"),
        CheckConstraint("quantity > 0", name="some"),
        Index("ix_covers_requirement", "requirement"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("purchase_lines.id"))
    place: Mapped[str] = mapped_column(String(32))
    requirement: Mapped[str] = mapped_column(String(20))
    quantity: Mapped[Decimal] = mapped_column(Quantity)

    @classmethod
    def drafts(cls) -> Select[Any]:
        return select(cls.id).where(cls.line_id.in_(PurchaseLine.drafts()))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
