"""What a trustee council took voluntarily, and what it told of it. Of whom, is nowhere kept.

Money given is no budget line yet: it is set aside by a budget whose source is voluntary. What was
given in kind is valued here and is never inside planned or paid.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.columns import Quantity
from core.models import Base, Journaled
from core.money import Som


class Gift(Journaled, Base):
    """One receipt of a trustee council for a school, or for a place with its schools. Never edited.

    Texts are `Text`, also the short ones: the journal looks through them for personal data.
    """

    __tablename__ = "gifts"
    __table_args__ = (
        CheckConstraint("value > 0", name="some"),
        CheckConstraint("quantity > 0", name="some_quantity"),
        Index("ix_gifts_scope", "scope", "on"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(32))  # a school's code, or a place's
    on: Mapped[date]
    kind: Mapped[str] = mapped_column(String(10))  # budgets.gift_rules.KINDS
    value: Mapped[Decimal] = mapped_column(Som)  # of what came in kind: what it is worth
    about: Mapped[str] = mapped_column(Text)
    category: Mapped[str] = mapped_column(String(20))
    requirement: Mapped[str | None] = mapped_column(String(20))
    quantity: Mapped[Decimal | None] = mapped_column(Quantity)  # in pieces of the requirement
    document: Mapped[str] = mapped_column(String(10))  # budgets.gift_rules.DOCUMENTS
    document_number: Mapped[str] = mapped_column(Text)
    document_on: Mapped[date]
    files: Mapped[list[Any]] = mapped_column(JSON, default=list)  # scans: [{"sha256", …}]
    recorded_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.scope,)


class GiftReversal(Journaled, Base):
    """Why a gift that was entered no longer counts. The entry stays; a right one is a new entry."""

    __tablename__ = "gift_reversals"

    gift_id: Mapped[int] = mapped_column(ForeignKey("gifts.id"), primary_key=True)
    on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    reversed_by: Mapped[int]
    gift: Mapped[Gift] = relationship()

    @property
    def places(self) -> tuple[str, ...]:
        return (self.gift.scope,)


class GiftReport(Journaled, Base):
    """What a trustee council told of a quarter or a year: the totals of that moment. Never changed.

    A place's report tells of all that lies within it. The next `number` of the same period takes
    the place of the one before, with a reason.
    """

    __tablename__ = "gift_reports"
    __table_args__ = (
        UniqueConstraint("scope", "year", "quarter", "number"),
        CheckConstraint("quarter BETWEEN 0 AND 4", name="period"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    quarter: Mapped[int]  # 1 to 4; 0 is the whole year
    number: Mapped[int]
    money: Mapped[Decimal] = mapped_column(Som)  # received in the period
    goods: Mapped[Decimal] = mapped_column(Som)
    works: Mapped[Decimal] = mapped_column(Som)
    set_aside: Mapped[Decimal] = mapped_column(Som)  # of the year, as it stood on that day
    paid: Mapped[Decimal] = mapped_column(Som)
    purposes: Mapped[list[Any]] = mapped_column(JSON)  # by category, the same sums in tyiyn
    told: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    minutes: Mapped[str] = mapped_column(Text)  # their number
    minutes_on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(Text)  # why it takes the place of another
    published_on: Mapped[date]
    published_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.scope,)
