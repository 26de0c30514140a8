"""Who sells."""

from sqlalchemy import String, Text
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
