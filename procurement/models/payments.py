"""What was paid, from which budget lines, and what suppliers were paid in a year."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.models import Base, Journaled, undone_once
from core.money import ZERO, Som

STANDS = text("reverses IS NULL AND NOT is_reversed")
"""Of entries that no other undoes: one document is posted once."""


class Payment(Journaled, Base):
    """Money that moved: a payment, an advance, or a refund (which comes back). Never edited.

    What was entered by mistake stays; an entry of the same kind that `reverses` it holds its sum
    below zero, and the reason; then its document may be entered again. `closed_year`: as of
    Acceptance. `is_reversed` is kept, and recounted by audit.
    """

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("(amount > 0) = (reverses IS NULL)", name="positive"),
        CheckConstraint("amount <> 0", name="some"),
        CheckConstraint("kind IN ('payment', 'advance', 'refund')", name="kind"),
        undone_once("uq_payments_reverses"),
        Index(
            "uq_payments_document",
            "contract_id",
            "document",
            "kind",
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
    kind: Mapped[str] = mapped_column(String(10))
    on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Som)
    document: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str | None] = mapped_column(Text)
    reverses: Mapped[int | None] = mapped_column(ForeignKey("payments.id"))
    closed_year: Mapped[int | None]
    is_reversed: Mapped[bool] = mapped_column(default=False)
    parts: Mapped[list["PaymentPart"]] = relationship(order_by="PaymentPart.id")

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class PaymentPart(Journaled, Base):
    """How much of a payment one commitment bore. Parts add up to their payment."""

    __tablename__ = "payment_parts"
    __table_args__ = (
        UniqueConstraint("payment_id", "commitment_id"),
        CheckConstraint("amount <> 0", name="some"),  # below zero: of a reversal
        Index("ix_payment_parts_commitment", "commitment_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payments.id"))
    commitment_id: Mapped[int] = mapped_column(ForeignKey("commitments.id"))
    funding_id: Mapped[int] = mapped_column(ForeignKey("fundings.id"))
    school: Mapped[str] = mapped_column(String(32))
    amount: Mapped[Decimal] = mapped_column(Som)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)


class SupplierTotal(Base):
    """What one supplier was contracted for and paid in a year."""

    __tablename__ = "supplier_totals"
    __table_args__ = (Index("ix_supplier_totals_year", "year", "committed", "supplier"),)

    supplier: Mapped[int] = mapped_column(ForeignKey("suppliers.id"), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    contracts: Mapped[int] = mapped_column(default=0)
    committed: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    paid: Mapped[Decimal] = mapped_column(Som, default=ZERO)
