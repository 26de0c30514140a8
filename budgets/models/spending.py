"""What is spoken for and spent: commitments, and the sums public pages read."""

from decimal import Decimal

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    func,
    type_coerce,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from budgets.models.plans import Line
from core.models import Base, Journaled
from core.money import ZERO, Som


class Commitment(Journaled, Base):
    """Money of a line spoken for by one contract line through one funding.

    `contract_line` and `funding` are numbers of procurement, a floor above: no foreign key.
    `withheld` is what a penalty left unpaid of it when the purchase was closed: the budget line has
    that back, while what was agreed and accepted stays as it was.
    """

    __tablename__ = "commitments"
    __table_args__ = (
        UniqueConstraint("contract_line", "funding"),
        CheckConstraint("amount >= 0", name="not_negative"),
        CheckConstraint("paid <= amount", name="paid_within_amount"),
        CheckConstraint("withheld >= 0 AND paid <= amount - withheld", name="paid_within_rest"),
        CheckConstraint("paid >= 0", name="paid_not_negative"),
        CheckConstraint("accepted <= amount", name="accepted_within_amount"),
        Index("ix_commitments_line_id", "line_id"),
        Index("ix_commitments_school", "school", "line_id"),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("accepted", "paid")

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("budget_lines.id"))
    contract_line: Mapped[int]
    funding: Mapped[int]
    holder: Mapped[str] = mapped_column(String(32))
    school: Mapped[str] = mapped_column(String(32))
    requirement: Mapped[str | None] = mapped_column(String(20))
    amount: Mapped[Decimal] = mapped_column(Som)
    withheld: Mapped[Decimal | None] = mapped_column(Som)
    accepted: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    paid: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    line: Mapped[Line] = relationship()

    @hybrid_property
    def claimed(self) -> Decimal:
        """What it claims of its budget line, som."""
        return self.amount - (self.withheld or ZERO)

    @claimed.inplace.expression
    @classmethod
    def _claimed(cls) -> ColumnElement[Decimal]:
        return type_coerce(cls.amount - func.coalesce(cls.withheld, ZERO), Som)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school, self.holder)


class Total(Base):
    """Sums kept in the act's own transaction: what public pages read.

    `scope` is a school or a place; `kind` says whether `code` is a category or a requirement.
    Money of a line for a whole place counts as planned for a school once a contract assigns it.
    """

    __tablename__ = "totals"

    scope: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    purse: Mapped[str] = mapped_column(String(30), primary_key=True)
    planned: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    committed: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    accepted: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    paid: Mapped[Decimal] = mapped_column(Som, default=ZERO)


class MonthTotal(Base):
    """What was accepted and paid for a school or place in each month."""

    __tablename__ = "month_totals"

    scope: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    accepted: Mapped[Decimal] = mapped_column(Som, default=ZERO)
    paid: Mapped[Decimal] = mapped_column(Som, default=ZERO)
