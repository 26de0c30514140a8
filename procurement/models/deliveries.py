"""What came, and what was found in order."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.columns import Quantity
from core.models import Base, Journaled, undone_once
from core.money import Som


class Delivery(Journaled, Base):
    """Goods or work handed over on one waybill.

    What was entered by mistake stays; a delivery that `reverses` it holds the same quantities below
    zero, and the reason. `is_reversed` is kept, and recounted by audit.
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        undone_once("uq_deliveries_reverses"),
        Index("ix_deliveries_contract", "contract_id"),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("is_reversed",)

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    place: Mapped[str] = mapped_column(String(32))
    on: Mapped[date]
    waybill: Mapped[str] = mapped_column(String(60))
    reverses: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))
    reason: Mapped[str | None] = mapped_column(Text)
    is_reversed: Mapped[bool] = mapped_column(default=False)
    lines: Mapped[list["DeliveryLine"]] = relationship(order_by="DeliveryLine.id")

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class DeliveryLine(Journaled, Base):
    """How much of a contract line came to one school."""

    __tablename__ = "delivery_lines"
    __table_args__ = (
        UniqueConstraint("delivery_id", "contract_line_id", "school"),
        CheckConstraint("quantity <> 0", name="some"),  # below zero: a reversal
        Index("ix_delivery_lines_contract_line", "contract_line_id", "school"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"))
    contract_line_id: Mapped[int] = mapped_column(ForeignKey("contract_lines.id"))
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    quantity: Mapped[Decimal] = mapped_column(Quantity)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)


class Acceptance(Journaled, Base):
    """An acceptance act: a commission looked at a delivery. Roles are public, names are not.

    A "return" takes back from the act it `corrects` what was found wanting later: its lines hold
    what is no longer accepted below zero, and as refused. A "reversal" undoes an act entered by
    mistake: all its figures below zero. `closed_year` is that of the money where it was closed
    already: then no budget line moves (docs/decisions/0019).
    """

    __tablename__ = "acceptances"
    __table_args__ = (
        CheckConstraint("kind IN ('return', 'reversal')", name="kind"),
        CheckConstraint("(kind IS NULL) = (corrects IS NULL)", name="names_what_it_corrects"),
        Index("ix_acceptances_contract", "contract_id"),
        Index("ix_acceptances_delivery", "delivery_id"),
        Index("ix_acceptances_corrects", "corrects"),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("is_reversed",)

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"))
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    place: Mapped[str] = mapped_column(String(32))
    number: Mapped[str] = mapped_column(String(60))
    on: Mapped[date]
    with_parent: Mapped[bool] = mapped_column(default=False)
    commission: Mapped[str | None] = mapped_column(String(200))  # papers.COMMISSION; None: not told
    remarks: Mapped[str | None] = mapped_column(Text)
    amount: Mapped[Decimal] = mapped_column(Som)
    kind: Mapped[str | None] = mapped_column(String(10))
    corrects: Mapped[int | None] = mapped_column(ForeignKey("acceptances.id"))
    closed_year: Mapped[int | None]
    is_reversed: Mapped[bool] = mapped_column(default=False)
    lines: Mapped[list["AcceptanceLine"]] = relationship(order_by="AcceptanceLine.id")

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class AcceptanceLine(Journaled, Base):
    """Of what one school received: accepted, refused, and what the accepted part is worth."""

    __tablename__ = "acceptance_lines"
    __table_args__ = (
        UniqueConstraint("acceptance_id", "delivery_line_id"),
        CheckConstraint(
            "accepted >= 0 AND refused >= 0 AND amount >= 0 OR accepted <= 0 AND amount <= 0",
            name="all_of_one_sign",  # below zero: a return, which refuses instead, or a reversal
        ),
        Index("ix_acceptance_lines_delivery_line", "delivery_line_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    acceptance_id: Mapped[int] = mapped_column(ForeignKey("acceptances.id"))
    delivery_line_id: Mapped[int] = mapped_column(ForeignKey("delivery_lines.id"))
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    accepted: Mapped[Decimal] = mapped_column(Quantity)
    refused: Mapped[Decimal] = mapped_column(Quantity)
    amount: Mapped[Decimal] = mapped_column(Som)
    remarks: Mapped[str | None] = mapped_column(Text)
    good_until: Mapped[date | None]  # the first day it no longer counts: expiry, next service

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)
