"""How each public purchase stands to the principles of safe procurement, and how many do."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base


class PurchasePrinciple(Base):
    """The state of one principle in one purchase. Recounted, but for the price: that is compared
    by night, and `compared_on` says when last; None: not yet.

    `principle` is one of procurement.principles.PRINCIPLES, `state` one of its STATES.
    """

    __tablename__ = "purchase_principles"
    __table_args__ = (CheckConstraint("state IN ('met', 'not_met', 'cannot_say')", name="a_state"),)

    purchase_id: Mapped[int] = mapped_column(
        ForeignKey("purchases.id"), primary_key=True, autoincrement=False
    )
    principle: Mapped[str] = mapped_column(String(20), primary_key=True)
    state: Mapped[str] = mapped_column(String(12))
    compared_on: Mapped[date | None]


class PrincipleTotal(Base):
    """Of the purchases on the page of a place or school and year: how many keep a principle.

    Each purchase counts once for its holder, each of its schools, and all they lie within.
    """

    __tablename__ = "principle_totals"

    scope: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    principle: Mapped[str] = mapped_column(String(20), primary_key=True)
    met: Mapped[int] = mapped_column(default=0)
    not_met: Mapped[int] = mapped_column(default=0)
    cannot_say: Mapped[int] = mapped_column(default=0)
