"""What was kept back of what is due, because a contract was not kept."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled, undone_once
from core.money import Som

STANDS = text("reverses IS NULL AND NOT is_reversed")
"""Of entries that no other undoes: one document is entered once."""


class Penalty(Journaled, Base):
    """A penalty withheld from a supplier: less is due, nothing is saved and nothing is paid.

    `days_late` is how late the delivery was on that day, as the system counts. One entered by
    mistake stays; another that `reverses` it holds its sum below zero.
    """

    __tablename__ = "penalties"
    __table_args__ = (
        CheckConstraint("(amount > 0) = (reverses IS NULL)", name="positive"),
        CheckConstraint("amount <> 0", name="some"),
        CheckConstraint("days_late >= 0", name="late_not_negative"),
        undone_once("uq_penalties_reverses"),
        Index(
            "uq_penalties_document",
            "contract_id",
            "document",
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("is_reversed",)

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    place: Mapped[str] = mapped_column(String(32))
    on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Som)
    document: Mapped[str] = mapped_column(String(60))
    days_late: Mapped[int] = mapped_column(default=0)
    reason: Mapped[str] = mapped_column(Text)
    reverses: Mapped[int | None] = mapped_column(ForeignKey("penalties.id"))
    is_reversed: Mapped[bool] = mapped_column(default=False)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
