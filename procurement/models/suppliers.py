"""Who sells."""

from datetime import date

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled


class Supplier(Journaled, Base):
    """A supplier (contractor): a legal entity, or a person trading alone.

    The name of a person is shown on the page and only committed to in the journal; a natural
    person's INN is kept for matching and never shown. `public_name` and `public_inn` are what the
    leaf holds: empty for persons.
    """

    __tablename__ = "suppliers"
    __table_args__ = ({"sqlite_autoincrement": True},)
    PERSONAL = ("person_name", "person_inn")
    DERIVED = ("search_key",)

    id: Mapped[int] = mapped_column(primary_key=True)
    is_person: Mapped[bool] = mapped_column(default=False)
    public_name: Mapped[str | None] = mapped_column(Text)
    public_inn: Mapped[str | None] = mapped_column(String(20), index=True)
    person_name: Mapped[str | None] = mapped_column(Text)
    person_inn: Mapped[str | None] = mapped_column(String(20), index=True)
    example: Mapped[bool] = mapped_column(default=False)
    search_key: Mapped[str] = mapped_column(String(120), default="")

    @property
    def name(self) -> str:
        """The name as pages show it."""
        return self.public_name or self.person_name or ""

    @property
    def inn(self) -> str | None:
        """The tax number of a legal entity; of a person, nothing."""
        return self.public_inn

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class SupplierContact(Journaled, Base):
    """A way to reach a supplier, as it stood in a paper of a purchase.

    Contacts are kept for matching and shown to officials and councils only: the journal holds a
    commitment in place of the value. `match_key` is the value as it is compared.
    """

    __tablename__ = "supplier_contacts"
    __table_args__ = (
        UniqueConstraint("supplier_id", "kind", "match_key"),
        Index("ix_supplier_contacts_match", "kind", "match_key"),
        {"sqlite_autoincrement": True},
    )
    PERSONAL = ("value",)
    DERIVED = ("match_key",)

    id: Mapped[int] = mapped_column(primary_key=True)
    supplier_id: Mapped[int] = mapped_column(ForeignKey("suppliers.id"))
    place: Mapped[str] = mapped_column(String(32))  # whose officer entered it
    kind: Mapped[str] = mapped_column(String(10))  # procurement.supplier_rules.CONTACTS
    value: Mapped[str | None] = mapped_column(Text)
    match_key: Mapped[str | None] = mapped_column(String(120))
    ended_on: Mapped[date | None]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class UnreliableSupplier(Journaled, Base):
    """An entry of the official list of unreliable suppliers, as an editor brought it in.

    The period is half-open; `until` is empty as long as the list names no end. A person's name and
    number are matched and never shown, as with suppliers themselves.
    """

    __tablename__ = "unreliable_suppliers"
    __table_args__ = (
        Index("ix_unreliable_suppliers_public_inn", "public_inn"),
        Index("ix_unreliable_suppliers_person_inn", "person_inn"),
        {"sqlite_autoincrement": True},
    )
    PERSONAL = ("person_name", "person_inn")

    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str] = mapped_column(String(2))
    public_inn: Mapped[str | None] = mapped_column(String(20))
    public_name: Mapped[str | None] = mapped_column(Text)
    person_inn: Mapped[str | None] = mapped_column(String(20))
    person_name: Mapped[str | None] = mapped_column(Text)
    since: Mapped[date]
    until: Mapped[date | None]
    basis: Mapped[str] = mapped_column(Text)  # the decision, as the list names it
    source: Mapped[str] = mapped_column(Text)  # which list, of which day

    @property
    def places(self) -> tuple[str, ...]:
        return (self.country,)
