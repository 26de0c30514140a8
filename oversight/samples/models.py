"""What is kept of an audit sample: what was announced, all it is drawn from, and what was found."""

from datetime import date
from decimal import Decimal

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled
from core.money import Som
from procurement.models import Purchase  # noqa: F401  the table that foreign keys name


class AuditSample(Journaled, Base):
    """A sample of the purchases of a place and year, and of all places below it.

    `journal_size` is the journal's when the population was fixed; `promise` the SHA-256 of a secret
    that is told with the drawing. `checkpoint_size` and `checkpoint_root` are of the end of the
    first act after the announcement. `confidence` is in percent, `tolerable` in tenths of one.
    """

    __tablename__ = "audit_samples"
    __table_args__ = (
        CheckConstraint("size > 0", name="something_is_looked_at"),
        CheckConstraint("checkpoint_size > journal_size", name="the_seed_is_later"),
        Index("ix_audit_samples_place", "place", "year"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    size: Mapped[int]
    strata: Mapped[str] = mapped_column(String(12))
    confidence: Mapped[int]
    tolerable: Mapped[int]
    journal_size: Mapped[int] = mapped_column(BigInteger)
    units: Mapped[int]
    amount: Mapped[Decimal] = mapped_column(Som)
    promise: Mapped[str] = mapped_column(String(64))
    announced_on: Mapped[date]
    drawn_on: Mapped[date | None]
    checkpoint_size: Mapped[int | None] = mapped_column(BigInteger)
    checkpoint_root: Mapped[str | None] = mapped_column(String(64))
    secret: Mapped[str | None] = mapped_column(String(64))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class AuditItem(Journaled, Base):
    """One purchase of a sample's population, as it was when that was fixed.

    `hits` and `certain` are None of what was not chosen, or not yet; `audited` is what the council
    found due of `amount`, som; `error` is one of oversight.samples.rules.ERRORS.
    """

    __tablename__ = "audit_items"
    __table_args__ = (
        CheckConstraint("amount > 0", name="there_is_money"),
        CheckConstraint("audited >= 0 AND audited <= amount", name="audited_within_amount"),
        Index("ix_audit_items_purchase", "purchase_id"),
    )

    sample_id: Mapped[int] = mapped_column(
        ForeignKey("audit_samples.id"), primary_key=True, autoincrement=False
    )
    purchase_id: Mapped[int] = mapped_column(
        ForeignKey("purchases.id"), primary_key=True, autoincrement=False
    )
    place: Mapped[str] = mapped_column(String(32))
    amount: Mapped[Decimal] = mapped_column(Som)
    raised: Mapped[bool]
    hits: Mapped[int | None]
    certain: Mapped[bool | None]
    audited: Mapped[Decimal | None] = mapped_column(Som)
    error: Mapped[str | None] = mapped_column(String(16))
    note: Mapped[str | None] = mapped_column(Text)
    evidence: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str | None] = mapped_column(String(2))
    looked_on: Mapped[date | None]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class AuditSecret(Base):
    """What was promised with the announcement, until the drawing tells it. Not journaled."""

    __tablename__ = "audit_secrets"

    sample_id: Mapped[int] = mapped_column(
        ForeignKey("audit_samples.id"), primary_key=True, autoincrement=False
    )
    secret: Mapped[str] = mapped_column(String(64))
