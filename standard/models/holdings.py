"""What a school has towards the Standard, and what somebody looked at and wrote down."""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import Quantity
from core.models import Base, Journaled


class Holding(Journaled, Base):
    """What a school has towards a requirement, since when, until when, and by which evidence.

    Written by an acceptance (`reference` "acceptance_line:17") or by an assessment
    ("assessment:4"); ended, never deleted. Of what is counted over time (drills, soap) each is an
    event of the day `since`. A share is counted in pieces of what it is a share of (metres of the
    perimeter, windows), not in per cent: docs/decisions/0009.
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


class Assessment(Journaled, Base):
    """One requirement at one school, as somebody found it on a day. Never changed, but checked.

    `kind` is "count" (what there is: replaces what was held before), "event" (a drill, a check, a
    delivery of soap: adds to its window) or "value" (a measurement, or 1 for yes and 0 for no).
    `until` is the last day it may be relied on, excluded. `files` are SHA-256 names of
    photographs and scans in core.files: seen by officials and councils only.
    `checked` is what the council said of it: "agrees", "differs" or nothing yet.
    """

    __tablename__ = "assessments"
    __table_args__ = (
        CheckConstraint("value >= 0", name="not_negative"),
        Index("ix_assessments_school", "school", "requirement", "on"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    requirement: Mapped[str] = mapped_column(String(20))
    kind: Mapped[str] = mapped_column(String(10))
    on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Quantity)
    until: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Text)
    files: Mapped[list[Any]] = mapped_column(JSON, default=list)  # [{"sha256", "kind", "size"}]
    role: Mapped[str] = mapped_column(String(20))  # school, officer or council
    written_by: Mapped[int]
    checked: Mapped[str | None] = mapped_column(String(10))
    checked_on: Mapped[date | None]
    checked_note: Mapped[str | None] = mapped_column(Text)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)


class Passport(Journaled, Base):
    """What the norms are counted on at one school in one year. A fact not known is left out.

    `facts` are decimal numbers as text, by the codes of standard/passport_facts.yaml and of the
    bases of the edition ("floor": "3"); yes is "1" and no "0".
    """

    __tablename__ = "passports"
    __table_args__ = (
        Index("uq_passports_school_year", "school", "year", unique=True),
        {"sqlite_autoincrement": True},
    )
    DERIVED = ("version",)

    id: Mapped[int] = mapped_column(primary_key=True)
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    year: Mapped[int]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    on: Mapped[date]
    written_by: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)  # for two editors

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)
