"""What is kept of monitoring rounds and of visits to schools. No names: visitors are roles.

What is typed at a visit (`VisitDraft`) is a workspace outside the journal. What was handed in is
journaled, each requirement a leaf of its own.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import Quantity
from core.models import Base, Journaled
from register.models import Place, School  # noqa: F401  the tables that foreign keys name


class Round(Journaled, Base):
    """From which day to which (both included) the council of a place looks at what, and where.

    `domains` are codes of the Standard's. `schools` are those chosen; None: all of the place.
    """

    __tablename__ = "monitoring_rounds"
    __table_args__ = (
        CheckConstraint("first_on <= last_on", name="period"),
        Index("ix_monitoring_rounds_place", "place", "first_on"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(String(32), ForeignKey("places.code"))
    first_on: Mapped[date]
    last_on: Mapped[date]
    domains: Mapped[list[Any]] = mapped_column(JSON)
    schools: Mapped[list[Any] | None] = mapped_column(JSON(none_as_null=True))
    about: Mapped[str | None] = mapped_column(Text)
    announced_on: Mapped[date]
    closed_on: Mapped[date | None]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class VisitDraft(Base):
    """A visit that is being typed, part by part; anybody of the council may go on with it.

    `answers` by requirement: {"verdict", "said", "value", "note", "correct", "files"}, numbers as
    text. `said` is what the inventory said when the answer was typed.
    """

    __tablename__ = "visit_drafts"
    __table_args__ = (UniqueConstraint("round_id", "school"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("monitoring_rounds.id"))
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    on: Mapped[date]
    visitors: Mapped[list[Any]] = mapped_column(JSON)
    note: Mapped[str | None] = mapped_column(Text)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    version: Mapped[int] = mapped_column(default=1, server_default="1")  # for two editors
    written_by: Mapped[int]


class Visit(Journaled, Base):
    """A visit of one school within a round, as it was handed in. Never changed."""

    __tablename__ = "monitoring_visits"
    __table_args__ = (
        UniqueConstraint("round_id", "school"),
        Index("ix_monitoring_visits_school", "school", "on"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("monitoring_rounds.id"))
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    place: Mapped[str] = mapped_column(String(32))
    on: Mapped[date]
    visitors: Mapped[list[Any]] = mapped_column(JSON)
    note: Mapped[str | None] = mapped_column(Text)
    handed_in_on: Mapped[date]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school, self.place)


class VisitAnswer(Journaled, Base):
    """What was found of one requirement; what was not looked at has no row.

    `verdict`: "as_said" (as the inventory says), "differs" (then `value` is the council's own
    figure), "not_seen" (looked for and not there to be seen). `state` is what was found by the
    needed amount of that day: "met", "partly", "missing", or "unknown" where the passport does not
    tell how much is needed; None of what was not seen. `became`: "correction" where the council's
    figure went into the inventory, "finding" where the difference is still open. Numbers are in the
    requirement's unit; of what is judged (yes or no, a measurement) nothing is `needed`. `files` as
    standard.models.Assessment tells.
    """

    __tablename__ = "visit_answers"
    __table_args__ = (
        UniqueConstraint("visit_id", "requirement"),
        CheckConstraint("verdict IN ('as_said', 'differs', 'not_seen')", name="a_verdict"),
        CheckConstraint("(verdict = 'differs') = (value IS NOT NULL)", name="own_figure"),
        Index("ix_visit_answers_school", "school", "requirement"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    visit_id: Mapped[int] = mapped_column(ForeignKey("monitoring_visits.id"))
    school: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(32))
    domain: Mapped[str] = mapped_column(String(20))
    requirement: Mapped[str] = mapped_column(String(20))
    verdict: Mapped[str] = mapped_column(String(10))
    said: Mapped[Decimal | None] = mapped_column(Quantity)
    value: Mapped[Decimal | None] = mapped_column(Quantity)
    needed: Mapped[Decimal | None] = mapped_column(Quantity)
    state: Mapped[str | None] = mapped_column(String(8))
    became: Mapped[str | None] = mapped_column(String(12))
    note: Mapped[str | None] = mapped_column(Text)
    files: Mapped[list[Any]] = mapped_column(JSON, default=list)

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school, self.place)
