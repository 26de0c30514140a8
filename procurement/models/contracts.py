"""Who was chosen, and what was agreed."""

from datetime import date
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.columns import Quantity
from core.models import Base, Journaled
from core.money import ZERO, Som
from procurement.models.suppliers import Supplier


class Award(Journaled, Base):
    """The supplier chosen, at which price, out of how many offers, and why.

    Of a purchase in lots: of one lot, or of all of it. `offers` are counted where bids were opened.
    """

    __tablename__ = "awards"
    __table_args__ = (
        CheckConstraint("offers >= 1", name="an_offer"),
        CheckConstraint("amount > 0", name="positive"),
        Index("ix_awards_purchase", "purchase_id"),
        Index("ix_awards_supplier", "supplier_id", "offers"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    place: Mapped[str] = mapped_column(String(32))
    lot_id: Mapped[int | None] = mapped_column(ForeignKey("lots.id"))  # none: all of it
    bid_id: Mapped[int | None] = mapped_column(ForeignKey("bids.id"))  # none: offers only counted
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    amount: Mapped[Decimal] = mapped_column(Som)
    offers: Mapped[int]
    on: Mapped[date]
    reason: Mapped[str | None] = mapped_column(Text)
    supplier: Mapped[Supplier] = relationship()

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Contract(Journaled, Base):
    """A contract. `accepted` and `paid` (net of refunds) are kept, and recounted by audit.

    A framework agreement claims no money: its `amount` is 0, and `ceiling` is what may be called
    off until `valid_until`; `called` is what the contracts of its call-offs came to. `withheld` are
    penalties that stand, `returned` the value of goods given back; all of them kept as the others.
    """

    __tablename__ = "contracts"
    __table_args__ = (
        CheckConstraint("amount >= 0", name="not_negative"),  # nothing came: all set free
        CheckConstraint("paid <= amount", name="paid_within_amount"),
        CheckConstraint("paid >= 0", name="paid_not_negative"),
        CheckConstraint("accepted <= amount", name="accepted_within_amount"),
        CheckConstraint("advance_limit >= 0", name="advance_not_negative"),
        CheckConstraint("withheld >= 0", name="withheld_not_negative"),
        CheckConstraint("called >= 0", name="called_not_negative"),
        CheckConstraint("called <= ceiling", name="called_within_ceiling"),
        Index("ix_contracts_purchase", "purchase_id"),
        Index("ix_contracts_award", "award_id"),
        Index("ix_contracts_supplier", "supplier_id", "signed_on"),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("accepted", "paid", "withheld", "returned", "called")

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    award_id: Mapped[int] = mapped_column(ForeignKey("awards.id"))
    place: Mapped[str] = mapped_column(String(32))
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    number: Mapped[str] = mapped_column(String(60))
    signed_on: Mapped[date]
    due_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Som)
    released: Mapped[Decimal] = mapped_column(Som, default=ZERO)  # what never came, in the end
    advance_limit: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    amendments: Mapped[int] = mapped_column(default=0)
    amended_on: Mapped[date | None]
    amendment_reason: Mapped[str | None] = mapped_column(Text)
    terminated_on: Mapped[date | None]
    terminated_by: Mapped[str | None] = mapped_column(String(10))  # procurement.rules.ENDED_BY
    termination_reason: Mapped[str | None] = mapped_column(Text)
    accepted: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    paid: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    withheld: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    returned: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    ceiling: Mapped[Decimal | None] = mapped_column(Som)
    valid_until: Mapped[date | None]
    called: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    supplier: Mapped[Supplier] = relationship()
    lines: Mapped[list["ContractLine"]] = relationship(order_by="ContractLine.id")

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class ContractLine(Journaled, Base):
    """What a contract delivers of a purchase line, at the agreed price.

    Of a framework agreement `quantity` is the most that may be called off, `called` what was;
    `framework_line` of a call-off's line is the line it was called off from.
    """

    __tablename__ = "contract_lines"
    __table_args__ = (
        UniqueConstraint("contract_id", "purchase_line_id"),
        CheckConstraint("quantity > 0", name="some"),
        CheckConstraint("amount >= 0", name="not_negative"),
        CheckConstraint("called >= 0", name="called_not_negative"),
        CheckConstraint("called <= quantity", name="called_within_quantity"),
        Index("ix_contract_lines_purchase_line", "purchase_line_id"),
        Index("ix_contract_lines_framework_line", "framework_line"),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("called",)

    id: Mapped[int] = mapped_column(primary_key=True)
    contract_id: Mapped[int] = mapped_column(ForeignKey("contracts.id"))
    purchase_line_id: Mapped[int] = mapped_column(ForeignKey("purchase_lines.id"))
    place: Mapped[str] = mapped_column(String(32))
    quantity: Mapped[Decimal] = mapped_column(Quantity)
    unit_price: Mapped[Decimal] = mapped_column(Som)
    amount: Mapped[Decimal] = mapped_column(Som)
    framework_line: Mapped[int | None] = mapped_column(ForeignKey("contract_lines.id"))
    called: Mapped[Decimal] = mapped_column(Quantity, default=Decimal(0))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
