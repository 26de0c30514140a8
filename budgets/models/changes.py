"""What happens to a budget in its year: money moved between lines, and how the year ended."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import UtcTime
from core.models import Base, Journaled
from core.money import Som


class Transfer(Journaled, Base):
    """Som moved from one line to another of the same purse, without a new version.

    Asked for by one person and ordered by another: status "asked", then "done" or "refused".
    `version_id` is the version in force it moves money within; the next version takes it over.
    """

    __tablename__ = "budget_transfers"
    __table_args__ = (
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("from_line <> to_line", name="between_two"),
        Index("ix_budget_transfers_budget", "budget_id", "status"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("budgets.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("budget_versions.id"))
    place: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    from_line: Mapped[int] = mapped_column(ForeignKey("budget_lines.id"))
    to_line: Mapped[int] = mapped_column(ForeignKey("budget_lines.id"))
    amount: Mapped[Decimal] = mapped_column(Som)
    status: Mapped[str] = mapped_column(String(20))  # budgets.rules.TRANSFER_NEXT
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int]
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    decided_by: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcTime)
    order_number: Mapped[str | None] = mapped_column(String(60))
    order_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(Text)  # why it was refused

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Stage(Journaled, Base):
    """A stage the year of a budget reached after its last day: "executed", then "closed".

    `figures` are the sums by purse at that moment: {purse: {planned, committed, accepted, paid}},
    in tyiyn as text. A row never changes; the year stands where its last row says.
    """

    __tablename__ = "budget_stages"
    __table_args__ = (
        Index("ix_budget_stages_budget", "budget_id", "stage", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("budgets.id"))
    place: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    stage: Mapped[str] = mapped_column(String(20))
    figures: Mapped[dict[str, Any]] = mapped_column(JSON)
    document: Mapped[str | None] = mapped_column(String(60))
    document_on: Mapped[date | None]
    scan: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    account: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcTime)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
