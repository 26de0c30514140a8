"""What is said, put right, objected, voted and decided after a finding was opened."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled
from oversight.findings.models import matters  # noqa: F401  the tables that foreign keys name


class Post(Journaled, Base):
    """What one side said to the other, in the order of its numbers; never changed.

    `side` is council or addressee; `kind` answer, question or comment.
    """

    __tablename__ = "finding_posts"
    __table_args__ = (
        CheckConstraint("kind IN ('answer', 'question', 'comment')", name="a_kind"),
        Index("ix_finding_posts_finding", "finding_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"))
    place: Mapped[str] = mapped_column(String(32))
    side: Mapped[str] = mapped_column(String(10))
    kind: Mapped[str] = mapped_column(String(10))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    on: Mapped[date]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Remedy(Journaled, Base):
    """What the addressee did about one violation, as it reports in a round; `done_on` is when."""

    __tablename__ = "finding_remedies"
    __table_args__ = (
        Index("uq_finding_remedies", "finding_id", "round", "violation_id", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"))
    place: Mapped[str] = mapped_column(String(32))
    round: Mapped[int]
    violation_id: Mapped[int] = mapped_column(ForeignKey("finding_violations.id"))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    done_on: Mapped[date | None]
    on: Mapped[date]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Objection(Journaled, Base):
    """What the addressee has against a finding; once, and within the term."""

    __tablename__ = "finding_objections"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"), unique=True)
    place: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    on: Mapped[date]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Vote(Journaled, Base):
    """How one member votes on one violation in a round, or on the objection (no violation).

    A later vote of the same member stands instead, until the council has decided. `member` is the
    number of the account; pages show how many voted how, not who.
    """

    __tablename__ = "finding_votes"
    __table_args__ = (
        Index("ix_finding_votes_finding", "finding_id", "round"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"))
    place: Mapped[str] = mapped_column(String(32))
    round: Mapped[int]
    violation_id: Mapped[int | None] = mapped_column(ForeignKey("finding_violations.id"))
    member: Mapped[int]
    choice: Mapped[str] = mapped_column(String(10))
    on: Mapped[date]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Decision(Journaled, Base):
    """What the council decided: a remedy judged or sent back, an objection, or to withdraw.

    `kind` is remedy, sent_back, objection or withdrawn; `result` complete, partly, none, upheld,
    stands, or None where nothing was voted. `members` sat in the council that day, `needed` had to
    vote; `tally` is how many chose what, by number of the violation or "objection".
    """

    __tablename__ = "finding_decisions"
    __table_args__ = (
        CheckConstraint("kind IN ('remedy', 'sent_back', 'objection', 'withdrawn')", name="a_kind"),
        Index("ix_finding_decisions_finding", "finding_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"))
    place: Mapped[str] = mapped_column(String(32))
    round: Mapped[int]
    kind: Mapped[str] = mapped_column(String(10))
    result: Mapped[str | None] = mapped_column(String(10))
    members: Mapped[int | None]
    needed: Mapped[int | None]
    tally: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    text: Mapped[str | None] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    on: Mapped[date]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
