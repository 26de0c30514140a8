"""The catalogue: its editions, their coded lists, their requirements; and the next one in work."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import UtcTime
from core.models import Base, Journaled
from core.words import Words


class Edition(Journaled, Base):
    """One adopted version of the catalogue."""

    __tablename__ = "editions"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    adopted_on: Mapped[date]
    sha256: Mapped[str] = mapped_column(String(64))
    title_ky: Mapped[str] = mapped_column(Text)
    title_ru: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class CodedEntry(Journaled, Base):
    """An entry of a coded list of an edition (a domain, a category, a unit, a basis, …)."""

    __tablename__ = "coded_entries"

    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    entry: Mapped[Any] = mapped_column(JSON)  # its names, as catalogue_file.lists_data writes them

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class Requirement(Journaled, Base):
    """A requirement as one edition words it. Pages quote its source with its standing."""

    __tablename__ = "requirements"
    __table_args__ = (Index("ix_requirements_code", "code", "edition_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("editions.id"))
    code: Mapped[str] = mapped_column(String(20))
    domain: Mapped[str] = mapped_column(String(20))
    subdomain: Mapped[str] = mapped_column(String(20))
    category: Mapped[str] = mapped_column(String(20))
    position: Mapped[int]
    priority: Mapped[int]
    title_ky: Mapped[str] = mapped_column(Text)
    title_ru: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    why_ky: Mapped[str] = mapped_column(Text)
    why_ru: Mapped[str] = mapped_column(Text)
    why_en: Mapped[str] = mapped_column(Text)
    unit: Mapped[str] = mapped_column(String(40))
    criterion: Mapped[dict[str, Any]] = mapped_column(JSON)
    source_kind: Mapped[str] = mapped_column(String(20))
    source: Mapped[dict[str, Any]] = mapped_column(JSON)
    items: Mapped[list[Any]] = mapped_column(JSON)  # what to buy: names in three languages
    okgz: Mapped[list[Any]] = mapped_column(JSON)
    lasts: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # months until it lapses

    @property
    def title(self) -> Words:
        """What the requirement asks for, in a few words."""
        return Words(self.title_ky, self.title_ru, self.title_en)

    @property
    def why(self) -> Words:
        """Why it matters to a child."""
        return Words(self.why_ky, self.why_ru, self.why_en)

    @property
    def places(self) -> tuple[str, ...]:
        return ()


class EditionDraft(Base):
    """The next edition in work: a catalogue file that is nobody's promise yet. One at a time."""

    __tablename__ = "edition_drafts"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(Text)  # as catalogue_file reads it
    version: Mapped[int] = mapped_column(default=1)  # for two editors
    written_by: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcTime)
