"""What was paid, from which budget lines, and what suppliers were paid in a year."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.models import Base, Journaled
from core.money import ZERO, Som


class Payment(Journaled, Base):
    """Money that moved: a payment, an advance, or a refund (which comes back). Never edited."""

    __tablename__ = "payments"
    __table_args__ = (
        CheckConstraint("amount > 0", name="positive"),
        CheckConstraint("kind IN ('payment', 'advance', 'refund')", name="kind"),
        UniqueConstraint("contract_id", "document", "kind"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    place: Mapped[str] = mapped_column(String(32))
    kind: Mapped[str] = mapped_column(String(10))
    on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Som)
    document: Mapped[str] = mapped_column(String(60))
    reason: Mapped[str | None] = mapped_column(Text)
    parts: Mapped[list["PaymentPart"]] = relationship(order_by="PaymentPart.id")

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class PaymentPart(Journaled, Base):
    """How much of a payment one commitment bore. Parts add up to their payment."""

    __tablename__ = "payment_parts"
    __table_args__ = (
        UniqueConstraint("payment_id", "commitment_id"),
        CheckConstraint("amount > 0", name="positive"),
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
