"""The papers of a purchase, and the certificates shown at an acceptance."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled


class Document(Journaled, Base):
    """A paper of a purchase, kept by its hash; which step it belongs to, where to one.

    `kind` is one of procurement.papers.KINDS, `file_kind` "pdf" or "jpg", `size` bytes. `withheld`
    says why it is listed and not given to everybody. A document withdrawn stays listed.
    """

    __tablename__ = "documents"
    __table_args__ = (
        CheckConstraint("size > 0", name="a_size"),
        CheckConstraint("pages > 0", name="a_page"),
        Index("ix_documents_purchase", "purchase_id"),
        Index("ix_documents_sha256", "sha256"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    place: Mapped[str] = mapped_column(String(32))
    contract_id: Mapped[int | None] = mapped_column(ForeignKey("contracts.id"))
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))
    acceptance_id: Mapped[int | None] = mapped_column(ForeignKey("acceptances.id"))
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payments.id"))
    kind: Mapped[str] = mapped_column(String(30))
    title: Mapped[str | None] = mapped_column(Text)
    number: Mapped[str | None] = mapped_column(String(60))
    on: Mapped[date | None]
    sha256: Mapped[str] = mapped_column(String(64))
    file_kind: Mapped[str] = mapped_column(String(4))
    size: Mapped[int]
    pages: Mapped[int]
    is_public: Mapped[bool]
    withheld: Mapped[str | None] = mapped_column(Text)
    attached_on: Mapped[date]
    withdrawn_on: Mapped[date | None]
    withdrawn_reason: Mapped[str | None] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Certificate(Journaled, Base):
    """A certificate a purchase line asked for: presented at an acceptance, or why it was not.

    `code` is one of the country profile's certificates. Presented, it has a number.
    """

    __tablename__ = "certificates"
    __table_args__ = (
        UniqueConstraint("acceptance_id", "purchase_line_id", "code"),
        CheckConstraint("(number IS NULL) <> (reason IS NULL)", name="number_or_reason"),
        Index("ix_certificates_purchase_line", "purchase_line_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    acceptance_id: Mapped[int] = mapped_column(ForeignKey("acceptances.id"))
    purchase_line_id: Mapped[int] = mapped_column(ForeignKey("purchase_lines.id"))
    place: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(40))
    number: Mapped[str | None] = mapped_column(String(60))
    on: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(Text)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
