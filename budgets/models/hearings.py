"""Public hearings of a budget: when, on what, who came, what was asked and what became of it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.columns import UtcTime
from core.models import Base, Journaled


class Hearing(Journaled, Base):
    """A public hearing of a draft budget, or of how a year's budget was carried out.

    `version_id` is the version put to it; None for a hearing on the execution. Those who came are
    counted by sex, nobody is named. `protocol_scan` names a file of `core.files`, which officials
    and councils may open.
    """

    __tablename__ = "budget_hearings"
    __table_args__ = (
        CheckConstraint("women >= 0 AND men >= 0", name="heads_not_negative"),
        Index("ix_budget_hearings_place", "place", "year"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    budget_id: Mapped[int] = mapped_column(ForeignKey("budgets.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("budget_versions.id"))
    place: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    subject: Mapped[str] = mapped_column(String(20))  # budgets.rules.SUBJECTS
    status: Mapped[str] = mapped_column(String(20))  # budgets.rules.HEARING_NEXT
    noticed_on: Mapped[date]
    due_on: Mapped[date]
    due_time: Mapped[str | None] = mapped_column(String(5))
    venue: Mapped[str] = mapped_column(Text)
    held_on: Mapped[date | None]
    women: Mapped[int | None]
    men: Mapped[int | None]
    protocol: Mapped[str | None] = mapped_column(String(60))
    protocol_scan: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    decided: Mapped[str | None] = mapped_column(Text)  # what the hearing decided, or why called off

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Question(Journaled, Base):
    """What was asked at a hearing, and the answer. `asker` is a kind of person, never a name.

    `outcome` says what became of it in the budget; a question left for later is carried to the next
    year's hearing by `carried_to`.
    """

    __tablename__ = "hearing_questions"
    __table_args__ = (
        Index("ix_hearing_questions_hearing", "hearing_id", "number", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("budget_hearings.id"))
    place: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    number: Mapped[int]
    school: Mapped[str | None] = mapped_column(String(32))  # the school it is about
    asker: Mapped[str] = mapped_column(String(20))  # budgets.rules.ASKERS
    text: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(UtcTime)
    answer: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(UtcTime)
    outcome: Mapped[str | None] = mapped_column(String(20))  # budgets.rules.OUTCOMES
    line_id: Mapped[int | None] = mapped_column(ForeignKey("budget_lines.id"))
    carried_to: Mapped[int | None] = mapped_column(ForeignKey("hearing_questions.id"))

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(code for code in (self.school, self.place) if code)
