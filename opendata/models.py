"""What was brought in: one row for each import that was kept."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import UtcTime
from core.models import Base, Journaled
from core.money import Som
from opendata.search.models import SearchEntry  # noqa: F401  (the tables of the search)


class Batch(Base):
    """One import of a table: its number, its file by SHA-256, what it held.

    `kind` is "budget" (lines put into a draft; `total` is their som), "plan" (lines of the annual
    plan), "passports" (`rows` are schools; there is no money, `total` is zero), "purchases" (drafts
    made and changed), "deliveries" and "payments" (`total` net of refunds), or "sample" (what a
    council found of the purchases of a sample; `total` is what is due of them). No leaf: a draft is
    a workspace, whose leaves are written when it is handed in, and every passport, published line
    of the plan, delivery and payment has its own.

    Of a budget besides: `name` and `size` in bytes of the file, kept by its hash; `reason` for the
    version's handing in; `version_id` the draft it went into and `after` the number of changes of
    the budget that it made; `before` what the draft held until then, as long as it can be undone.
    Of purchases `before` holds each draft as it stood, of a sample's results the sample's number.
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
    name: Mapped[str | None] = mapped_column(String(80))
    size: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(Text)
    version_id: Mapped[int | None]
    after: Mapped[int | None]
    # Up to 20 000 lines: read only by the act that needs it.
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    undone_at: Mapped[datetime | None] = mapped_column(UtcTime)
    undone_by: Mapped[int | None]


class ColumnMapping(Base):
    """Which column of an office's own table is which, remembered by the words of its header.

    `mapping` is {"columns": {our name: number of the column}, "factor": 1 or 1000}. A convenience
    of one place, no figure: it has no leaf.
    """

    __tablename__ = "import_mappings"
    __table_args__ = (UniqueConstraint("place", "fingerprint"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    fingerprint: Mapped[str] = mapped_column(String(64))
    mapping: Mapped[dict[str, Any]] = mapped_column(JSON)
    account: Mapped[int]
    at: Mapped[datetime] = mapped_column(UtcTime)


class Reconciliation(Journaled, Base):
    """That the payments of a place were compared with an extract of the treasury or of 1C.

    Counts and sums in som only: no row of the extract, no name and no number of anybody is kept,
    and of the file nothing but its SHA-256. `rows` are those of the extract from `since` to
    `until`, both within; "here" are our payments, "there" is the extract. What each class is:
    opendata/reconciliation.
    """

    __tablename__ = "reconciliations"
    __table_args__ = (
        Index("ix_reconciliations_place", "place", "year"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    year: Mapped[int]
    since: Mapped[date]
    until: Mapped[date]
    on: Mapped[date]  # when it was compared
    sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[int]
    payments: Mapped[int]
    matched: Mapped[int]
    matched_amount: Mapped[Decimal] = mapped_column(Som)
    different: Mapped[int]
    different_ours: Mapped[Decimal] = mapped_column(Som)
    different_theirs: Mapped[Decimal] = mapped_column(Som)
    missing_here: Mapped[int]
    missing_here_amount: Mapped[Decimal] = mapped_column(Som)
    missing_there: Mapped[int]
    missing_there_amount: Mapped[Decimal] = mapped_column(Som)
    ambiguous_here: Mapped[int]
    ambiguous_here_amount: Mapped[Decimal] = mapped_column(Som)
    ambiguous_there: Mapped[int]
    ambiguous_there_amount: Mapped[Decimal] = mapped_column(Som)
    kept_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
