"""Kept answers: how far each school is covered, and the same added up. Recounted, not journaled.

Quantities here are whole thousandths of the requirement's unit (or of the basis of a share).
"""

from datetime import date

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base

STATES = ("met", "partly", "missing", "unknown", "idle")
"""`unknown` cannot be said, `why` tells the reason; `idle` does not bind this school."""


class Coverage(Base):
    """One requirement at one school on the day it was last counted."""

    __tablename__ = "coverage"
    __table_args__ = (
        Index("ix_coverage_requirement", "requirement", "state", "school"),
        Index("ix_coverage_changes_on", "changes_on"),
    )

    school: Mapped[str] = mapped_column(String(32), primary_key=True)
    requirement: Mapped[str] = mapped_column(String(20), primary_key=True)
    state: Mapped[str] = mapped_column(String(8))
    why: Mapped[str | None] = mapped_column(String(60))
    needed: Mapped[int | None] = mapped_column(BigInteger)
    have: Mapped[int | None] = mapped_column(BigInteger)
    counted: Mapped[int] = mapped_column(BigInteger)  # what of `have` the duty asks for
    to_buy: Mapped[int] = mapped_column(BigInteger)  # whole pieces
    changes_on: Mapped[date | None]  # the first day the answer changes by itself


class CoverageTotal(Base):
    """One requirement over all schools of a place; unknown duties add to `unknown` only."""

    __tablename__ = "coverage_totals"
    __table_args__ = (Index("ix_coverage_totals_requirement", "requirement", "scope"),)

    scope: Mapped[str] = mapped_column(String(32), primary_key=True)
    requirement: Mapped[str] = mapped_column(String(20), primary_key=True)
    met: Mapped[int] = mapped_column(default=0)
    partly: Mapped[int] = mapped_column(default=0)
    missing: Mapped[int] = mapped_column(default=0)
    unknown: Mapped[int] = mapped_column(default=0)
    idle: Mapped[int] = mapped_column(default=0)
    needed: Mapped[int] = mapped_column(BigInteger, default=0)
    counted: Mapped[int] = mapped_column(BigInteger, default=0)
    to_buy: Mapped[int] = mapped_column(BigInteger, default=0)


class CoverageState(Base):
    """When the whole country was last counted: one row."""

    __tablename__ = "coverage_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counted_on: Mapped[date]
    edition_id: Mapped[int | None]


class Tally(Base):
    """What our own records say of a derived requirement: of `whole` cases, `part` kept it."""

    __tablename__ = "tallies"

    school: Mapped[str] = mapped_column(String(32), primary_key=True)
    measure: Mapped[str] = mapped_column(String(40), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part: Mapped[int] = mapped_column(BigInteger, default=0)
    whole: Mapped[int] = mapped_column(BigInteger, default=0)
