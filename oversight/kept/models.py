"""What flags said last, when that changed, how often each says what, and what it is measured by.

All of it is reckoned from journaled rows by rules with a version, and reckoned anew by night.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base
from core.money import Som


class FlagLook(Base):
    """The states of all flags of one subject: a purchase, or (number 0) the year of a holder.

    `states` has a letter for each flag in the order of the catalogue: r, n or c, for raised, not
    raised, cannot be said.
    """

    __tablename__ = "flag_looks"
    __table_args__ = (Index("ix_flag_looks_place", "place", "year"),)

    purchase_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    states: Mapped[str] = mapped_column(String(120))
    on: Mapped[date]


class RaisedFlag(Base):
    """A flag that is up, of a purchase or (number 0) of a holder's year; `since` which day.

    One for councils only is up anew, by another `since`, where its facts changed.
    `facts` and `severity` are as oversight.flags.result has them, `amount` is the purchase's
    estimate, som. One that is not `public` is for councils only.
    """

    __tablename__ = "raised_flags"
    __table_args__ = (
        Index("ix_raised_flags_place", "place", "year", "flag"),
        Index("ix_raised_flags_flag", "flag", "year", "place"),
    )

    purchase_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    flag: Mapped[str] = mapped_column(String(8), primary_key=True)
    version: Mapped[str] = mapped_column(String(12))
    severity: Mapped[str] = mapped_column(String(8))
    public: Mapped[bool]
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    amount: Mapped[Decimal] = mapped_column(Som)
    since: Mapped[date]


class FlagChange(Base):
    """That a flag went up or came down: on which day, at which size of the journal, by which rule.

    Whoever rebuilds the base of that size can look again and finds the same.
    """

    __tablename__ = "flag_changes"
    __table_args__ = (
        CheckConstraint("now IN ('raised', 'not_raised', 'cannot_say')", name="a_state"),
        Index("ix_flag_changes_purchase", "purchase_id", "flag"),
        Index("ix_flag_changes_place", "place", "year"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int]
    place: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    flag: Mapped[str] = mapped_column(String(8))
    version: Mapped[str] = mapped_column(String(12))
    now: Mapped[str] = mapped_column(String(12))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    on: Mapped[date]
    size: Mapped[int]


class FlagTotal(Base):
    """How often a flag says what, of the purchases of a year held by a place and all below it."""

    __tablename__ = "flag_totals"

    scope: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    flag: Mapped[str] = mapped_column(String(8), primary_key=True)
    raised: Mapped[int] = mapped_column(default=0)
    not_raised: Mapped[int] = mapped_column(default=0)
    cannot_say: Mapped[int] = mapped_column(default=0)


class FlagMeasure(Base):
    """A value taken over many purchases (oversight.measures); `value` is a decimal as text."""

    __tablename__ = "flag_measures"

    flag: Mapped[str] = mapped_column(String(8), primary_key=True)
    name: Mapped[str] = mapped_column(String(24), primary_key=True)
    scope: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(40))
    count: Mapped[int]
    on: Mapped[date]


class FlagState(Base):
    """How far the looks have come: the size of the journal, the catalogue they are of, and a name
    for the measures they stand on, another for every time these were taken."""

    __tablename__ = "flag_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int]
    catalogue: Mapped[str] = mapped_column(String(64))
    measured: Mapped[str | None] = mapped_column(String(32))
