"""What was decided: budgets, their versions, and lines that keep their identity."""

from datetime import date, datetime
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
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.columns import UtcTime
from core.models import Base, Journaled
from core.money import ZERO, Som

IN_FORCE = ("approved", "interim")
"""Versions whose money may be spent: approved by resolution, or opened before it by twelfths."""
QUARTERS = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")
_SPREAD = (
    "quarter_1 IS NULL AND quarter_2 IS NULL AND quarter_3 IS NULL AND quarter_4 IS NULL"
    " OR quarter_1 + quarter_2 + quarter_3 + quarter_4 = amount"
)
"""A quarter profile is there whole and adds up to its line, or is not there at all."""


def purse(source: str, carried: bool) -> str:
    """How a source of funds and its carry-over are told apart in totals."""
    return f"{source}:carried" if carried else source


class Budget(Base):
    """The safety budget of one holder of money (a place) for one fiscal year.

    Only where work on it stands; what was decided is in its versions.
    """

    __tablename__ = "budgets"
    __table_args__ = (UniqueConstraint("place", "year"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    year: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)  # of the draft in work, for two editors
    stage: Mapped[str | None] = mapped_column(String(20))  # the last of its stages, once it ended
    ceilings: Mapped[list["Ceiling"]] = relationship(
        order_by="Ceiling.source", cascade="all, delete-orphan"
    )


class Ceiling(Base):
    """The most a budget may set aside from one source of funds, som."""

    __tablename__ = "budget_ceilings"
    __table_args__ = (CheckConstraint("amount >= 0", name="not_negative"),)

    budget_id: Mapped[int] = mapped_column(ForeignKey("budgets.id"), primary_key=True)
    source: Mapped[str] = mapped_column(String(30), primary_key=True)
    amount: Mapped[Decimal] = mapped_column(Som)


class Version(Journaled, Base):
    """One version of a budget: draft, at a hearing, submitted, approved or returned, superseded.

    A draft is a workspace and has no leaf; whatever left it never changes its lines. `interim` is a
    version opened by twelfths of last year's budget until the year's own is approved; `through` is
    its last month. `resolution_scan` names a file of `core.files` as its `record` does.
    """

    __tablename__ = "budget_versions"
    __table_args__ = (UniqueConstraint("budget_id", "number"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("budgets.id"))
    place: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    number: Mapped[int]
    status: Mapped[str] = mapped_column(String(20))  # budgets.rules.NEXT
    total: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    reason: Mapped[str | None] = mapped_column(Text)
    ceilings: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # source → tyiyn, as submitted
    authors: Mapped[list[Any] | None] = mapped_column(JSON)  # numbers of accounts, as text
    submitted_by: Mapped[int | None]
    submitted_at: Mapped[datetime | None] = mapped_column(UtcTime)
    approved_by: Mapped[int | None]
    approved_at: Mapped[datetime | None] = mapped_column(UtcTime)
    resolution: Mapped[str | None] = mapped_column(String(60))
    resolution_on: Mapped[date | None]
    resolution_scan: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    through: Mapped[int | None]
    budget: Mapped[Budget] = relationship()

    @classmethod
    def drafts(cls) -> Select[Any]:
        return select(cls.id).where(cls.status == "draft")

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Spread:
    """Som of each quarter: when the money of a line is meant to be spent; or nothing."""

    quarter_1: Mapped[Decimal | None] = mapped_column(Som)
    quarter_2: Mapped[Decimal | None] = mapped_column(Som)
    quarter_3: Mapped[Decimal | None] = mapped_column(Som)
    quarter_4: Mapped[Decimal | None] = mapped_column(Som)

    @property
    def quarters(self) -> tuple[Decimal, ...] | None:
        """The four sums, or None where the line is not spread over the year."""
        found = tuple(amount for name in QUARTERS if (amount := getattr(self, name)) is not None)
        return found or None


class DraftLine(Spread, Base):
    """A line of a draft: the workspace outside the journal. `line_id` where it amends one."""

    __tablename__ = "budget_draft_lines"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="not_negative"),
        CheckConstraint(_SPREAD, name="quarters_add_up"),
        Index("ix_budget_draft_lines_version", "version_id", "position"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("budget_versions.id"))
    position: Mapped[int]
    line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_lines.id"))
    beneficiary: Mapped[str] = mapped_column(String(32))
    category: Mapped[str] = mapped_column(String(20))
    requirement: Mapped[str | None] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(30))
    carried: Mapped[bool] = mapped_column(default=False)
    code: Mapped[str | None] = mapped_column(String(20))
    function: Mapped[str | None] = mapped_column(String(20))
    amount: Mapped[Decimal] = mapped_column(Som)
    note: Mapped[str | None] = mapped_column(Text)
    written_by: Mapped[int]


class Line(Journaled, Base):
    """A budget line's identity: whose money, for whom, for what, from which source.

    `code` is economic, `function` functional. `amount` is what the version in force sets aside,
    with the transfers since; `committed` and `paid` (net of refunds) are kept by conditional
    updates with these checks behind them. All three are recounted by audit.
    """

    __tablename__ = "budget_lines"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="not_negative"),
        CheckConstraint("committed <= amount", name="committed_within_amount"),
        CheckConstraint("committed >= 0", name="committed_not_negative"),
        CheckConstraint("paid <= committed", name="paid_within_committed"),
        CheckConstraint("paid >= 0", name="paid_not_negative"),
        Index("ix_budget_lines_holder", "holder", "year", "category"),
        Index("ix_budget_lines_beneficiary", "beneficiary", "year", "category"),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("amount", "committed", "paid")

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("budgets.id"))
    holder: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    beneficiary: Mapped[str] = mapped_column(String(32))  # a school's code, or a place's
    year: Mapped[int]
    category: Mapped[str] = mapped_column(String(20))
    requirement: Mapped[str | None] = mapped_column(String(20))
    source: Mapped[str] = mapped_column(String(30))
    carried: Mapped[bool] = mapped_column(default=False)
    code: Mapped[str | None] = mapped_column(String(20))
    function: Mapped[str | None] = mapped_column(String(20))
    amount: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    committed: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    paid: Mapped[Decimal] = mapped_column(Som, default=ZERO)

    @property
    def purse(self) -> str:
        """The source of funds, apart where it is a carry-over of last year's."""
        return purse(self.source, self.carried)

    @property
    def free(self) -> Decimal:
        """Som set aside and not yet spoken for."""
        return self.amount - self.committed

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.beneficiary, self.holder)))


class LineVersion(Spread, Journaled, Base):
    """What one version sets aside in one line. Never changed."""

    __tablename__ = "budget_line_versions"
    __table_args__ = (
        UniqueConstraint("version_id", "line_id"),
        CheckConstraint("amount >= 0", name="not_negative"),
        CheckConstraint(_SPREAD, name="quarters_add_up"),
        Index("ix_budget_line_versions_line_id", "line_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("budget_versions.id"))
    line_id: Mapped[int] = mapped_column(ForeignKey("budget_lines.id"))
    amount: Mapped[Decimal] = mapped_column(Som)
    note: Mapped[str | None] = mapped_column(Text)
    line: Mapped[Line] = relationship()

    @property
    def places(self) -> tuple[str, ...]:
        return self.line.places
