"""What schools learned from each other: good practice, pilots, publications."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled
from core.money import Som


class Practice(Journaled, Base):
    """How one school met one requirement, told by the school and confirmed by a council.

    `status` is "offered", "confirmed" or "declined"; only a confirmed one is public.
    """

    __tablename__ = "practices"
    __table_args__ = (
        Index("ix_practices_requirement", "requirement", "status"),
        Index("ix_practices_school", "school"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    requirement: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(Text)
    told: Mapped[str] = mapped_column(Text)  # what was done
    language: Mapped[str] = mapped_column(String(2))
    cost: Mapped[Decimal | None] = mapped_column(Som)
    on: Mapped[date]
    files: Mapped[list[Any]] = mapped_column(JSON, default=list)  # photographs: [{"sha256", …}]
    status: Mapped[str] = mapped_column(String(10))
    written_by: Mapped[int]
    decided_by: Mapped[int | None]
    decided_on: Mapped[date | None]
    decided_note: Mapped[str | None] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)


class Pilot(Journaled, Base):
    """A school that tries the Standard first, since when, and by whose word."""

    __tablename__ = "pilots"
    __table_args__ = (
        CheckConstraint("until IS NULL OR since < until", name="period"),
        Index("ix_pilots_school", "school"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    since: Mapped[date]
    until: Mapped[date | None]
    source: Mapped[str] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)


class Publication(Journaled, Base):
    """A guide to read, tied to the requirements it is about. `link` where there is one."""

    __tablename__ = "publications"

    code: Mapped[str] = mapped_column(String(40), primary_key=True)
    position: Mapped[int]
    year: Mapped[int | None]
    series: Mapped[bool] = mapped_column(default=False)  # of the project itself
    title_ky: Mapped[str] = mapped_column(Text)
    title_ru: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    about_ky: Mapped[str] = mapped_column(Text)
    about_ru: Mapped[str] = mapped_column(Text)
    about_en: Mapped[str] = mapped_column(Text)
    publisher: Mapped[str] = mapped_column(Text)
    link: Mapped[str | None] = mapped_column(Text)
    standing: Mapped[str] = mapped_column(String(20))  # sourced, topic or default
    source: Mapped[str] = mapped_column(Text)
    requirements: Mapped[list[Any]] = mapped_column(JSON)  # codes, or "FOD" for all that begin so
    withdrawn: Mapped[bool] = mapped_column(default=False)

    @property
    def places(self) -> tuple[str, ...]:
        return ()
