"""What was brought in: one row for each import that was kept."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import UtcTime
from core.models import Base
from core.money import Som


class Batch(Base):
    """One import of a table: its number, its file by SHA-256, what it held.

    `kind` is "budget" (lines put into a draft; `total` is their som) or "passports" (`rows` are
    schools; there is no money, `total` is zero). No leaf: a draft is a workspace, whose leaves are
    written when it is handed in, and every passport filled in has its own.
    """

    __tablename__ = "import_batches"
    __table_args__ = (
        Index("ix_import_batches_place", "place", "year"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), default="budget", server_default="budget")
    place: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    year: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    total: Mapped[Decimal] = mapped_column(Som)
    account: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcTime)
