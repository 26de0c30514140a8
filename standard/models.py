"""The safety Standard: its editions, its requirements, and what schools have of them."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import Quantity
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


class Holding(Journaled, Base):
    """What a school has towards a requirement, since when, until when, and by which evidence.

    Written by an acceptance (`reference` "acceptance_line:17") or by stock-taking; ended, never
    deleted.
    """

    __tablename__ = "holdings"
    __table_args__ = (Index("ix_holdings_school", "school", "requirement"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    requirement: Mapped[str] = mapped_column(String(20))
    quantity: Mapped[Decimal] = mapped_column(Quantity)
    since: Mapped[date]
    until: Mapped[date | None]
    reference: Mapped[str] = mapped_column(String(60))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)
