"""What is kept of questions and of reports on deliveries: no name, no contact, no address.

What was sent and is not public yet (`Asked`, `Report`) is a workspace outside the journal. What
became public, and that something was declined, is journaled.
"""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled
from procurement.models import Purchase  # noqa: F401  the table that foreign keys name
from register.models import Place, School  # noqa: F401


class Asked(Base):
    """A question as it was sent, and what became of it, for its asker alone.

    `scope` is the school or place it is about, `place` the one that is to answer. Once it is
    published or declined, its text is gone from here. `code_sha256` is of the asker's code.
    """

    __tablename__ = "voice_asked"
    __table_args__ = (
        CheckConstraint("state IN ('asked', 'published', 'declined')", name="a_state"),
        Index("ix_voice_asked_state", "state", "on"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(32))
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchases.id"))
    text: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    on: Mapped[date]
    code_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[str] = mapped_column(String(10), default="asked")
    reason: Mapped[str | None] = mapped_column(String(16))
    decided_on: Mapped[date | None]
    question_id: Mapped[int | None] = mapped_column(ForeignKey("voice_questions.id"))


class Question(Journaled, Base):
    """A question everybody reads; never changed. The clock of its answer runs from `published_on`,
    for the office reads it from then on; `due_on` is by the profile's term and calendar of then."""

    __tablename__ = "voice_questions"
    __table_args__ = (
        Index("ix_voice_questions_scope", "scope"),
        Index("ix_voice_questions_place", "place"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(32))
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchases.id"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    asked_on: Mapped[date]
    published_on: Mapped[date]
    due_on: Mapped[date | None]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.scope, self.place)))


class Answer(Journaled, Base):
    """What an officer answered; a later answer stands beside it."""

    __tablename__ = "voice_answers"
    __table_args__ = (
        Index("ix_voice_answers_question", "question_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("voice_questions.id"))
    scope: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    on: Mapped[date]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.scope, self.place)))


class Declined(Journaled, Base):
    """That a question was not published, and why; never what it said."""

    __tablename__ = "voice_declined"
    __table_args__ = (
        Index("ix_voice_declined_scope", "scope"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(32))
    reason: Mapped[str] = mapped_column(String(16))
    on: Mapped[date]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.scope,)


class Report(Base):
    """What somebody without an account said of a delivery to a school.

    `network` tells reports of one connection and day apart and is erased when the day is over;
    one that a later report of the same connection and day stands for is `replaced`. `line_id` is
    the thing it is about, None for all of the purchase. `photograph` is as core.files tells of it.
    """

    __tablename__ = "voice_reports"
    __table_args__ = (
        CheckConstraint("what IN ('arrived', 'partly', 'missing', 'bad')", name="what_is_said"),
        Index("ix_voice_reports_purchase", "purchase_id", "school"),
        Index("ix_voice_reports_place", "place"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    school: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(32))
    line_id: Mapped[int | None] = mapped_column(ForeignKey("purchase_lines.id"))
    what: Mapped[str] = mapped_column(String(8))
    on: Mapped[date]
    network: Mapped[str | None] = mapped_column(String(64))
    replaced: Mapped[bool] = mapped_column(default=False, server_default=false())
    code_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    photograph: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))


class Heard(Journaled, Base):
    """What independent reports say of one purchase at one school, once there are enough of them."""

    __tablename__ = "voice_heard"
    __table_args__ = (Index("ix_voice_heard_place", "place"),)

    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"), primary_key=True)
    school: Mapped[str] = mapped_column(String(32), primary_key=True)
    place: Mapped[str] = mapped_column(String(32))
    arrived: Mapped[int]
    partly: Mapped[int]
    missing: Mapped[int]
    bad: Mapped[int]
    last_on: Mapped[date]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school, self.place)


class Photograph(Journaled, Base):
    """A photograph of a report that the moderator lets everybody see, until it is taken off."""

    __tablename__ = "voice_photographs"
    __table_args__ = (
        Index("ix_voice_photographs_purchase", "purchase_id", "school"),
        Index("ix_voice_photographs_sha256", "sha256"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    school: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(32))
    sha256: Mapped[str] = mapped_column(String(64))
    shown_on: Mapped[date]
    off_on: Mapped[date | None]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school, self.place)
