"""What a finding is about, what was found, and what shows it."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled
from procurement.models import Document, Purchase  # noqa: F401  the tables that foreign keys name
from register.models import Place, School  # noqa: F401


class FindingDraft(Base):
    """A finding before it is opened: a council's workspace, outside the journal, deletable.

    `council` is the place of the council; `values` are the fields of
    oversight.findings.values.FindingValues as texts, `evidence` what will show it.
    """

    __tablename__ = "finding_drafts"
    __table_args__ = (
        Index("ix_finding_drafts_council", "council"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council: Mapped[str] = mapped_column(String(32))
    values: Mapped[dict[str, Any]] = mapped_column(JSON)
    evidence: Mapped[list[Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(default=1, server_default="1")  # for two editors
    written_by: Mapped[int]
    on: Mapped[date]


class Finding(Journaled, Base):
    """What a council found, in which state it is, and by when its addressee is to answer.

    About a purchase, or a school and a requirement, or a place and year; `place` is the holder,
    the school's place or the place itself, `council` the place of the council. `body` is "office"
    or a body of the country profile. `origin` says what it was opened from, `origin_key` and
    `facts` which one and with what numbers of that moment. `stage` is a code of rules.STAGES,
    `bases` are codes of the profile's legal bases; `own_basis` is the council's own words, checked
    by nobody. `due_on` is by the term and calendar of the day of opening. `answered_on` is the day
    of the first answer, which stops the clock; `rounds` counts reports on what was put right.
    """

    __tablename__ = "findings"
    __table_args__ = (
        CheckConstraint(
            "state IN ('open', 'answered', 'reported', 'objected', 'closed', 'withdrawn')",
            name="a_state",
        ),
        CheckConstraint("(state = 'closed') = (outcome IS NOT NULL)", name="closed_with_outcome"),
        # All that the statistics of a place and year count stands in the index.
        Index(
            "ix_findings_place",
            "place",
            "year",
            "state",
            "opened_on",
            "due_on",
            "answered_on",
            "outcome",
        ),
        Index("ix_findings_school", "school"),
        Index("ix_findings_purchase", "purchase_id"),
        Index("ix_findings_council", "council"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council: Mapped[str] = mapped_column(String(32))
    place: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchases.id"))
    school: Mapped[str | None] = mapped_column(String(32))
    requirement: Mapped[str | None] = mapped_column(String(20))
    body: Mapped[str] = mapped_column(String(40))
    origin: Mapped[str] = mapped_column(String(10))
    origin_key: Mapped[str | None] = mapped_column(String(60))
    facts: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    stage: Mapped[str] = mapped_column(String(20))
    bases: Mapped[list[Any]] = mapped_column(JSON)
    own_basis: Mapped[str | None] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    opened_on: Mapped[date]
    due_on: Mapped[date | None]
    objection_until: Mapped[date | None]
    answered_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(String(10), default="open")
    rounds: Mapped[int] = mapped_column(default=0)
    outcome: Mapped[str | None] = mapped_column(String(10))
    ended_on: Mapped[date | None]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(code for code in (self.place, self.school) if code)


class Violation(Journaled, Base):
    """One kind of shortcoming a finding names, by its code in the country profile.

    `outcome` is what the council voted of it: complete, partly or none.
    """

    __tablename__ = "finding_violations"
    __table_args__ = (
        Index("uq_finding_violations", "finding_id", "code", unique=True),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"))
    place: Mapped[str] = mapped_column(String(32))
    code: Mapped[str] = mapped_column(String(40))
    outcome: Mapped[str | None] = mapped_column(String(10))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


class Evidence(Journaled, Base):
    """What shows a finding, or what was put right: a file by its hash, or a purchase's document.

    `side` is who brought it: council or addressee; `round` the report it belongs to, None for the
    finding itself. `page` lies within `pages`. `is_public`: may everybody open the file? Whoever
    brings it says that nobody can be recognised in it. Of a document the hash of that moment is
    kept, and the document's own page says who opens it. `hidden_on` and `hidden_why` say since when
    and why a file that was public is so no longer.
    """

    __tablename__ = "finding_evidence"
    __table_args__ = (
        CheckConstraint("pages > 0", name="a_page"),
        CheckConstraint("page IS NULL OR (page > 0 AND page <= pages)", name="page_within"),
        Index("ix_finding_evidence_finding", "finding_id"),
        Index("ix_finding_evidence_sha256", "sha256"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    finding_id: Mapped[int] = mapped_column(ForeignKey("findings.id"))
    place: Mapped[str] = mapped_column(String(32))
    side: Mapped[str] = mapped_column(String(10))
    round: Mapped[int | None]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("documents.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    file_kind: Mapped[str] = mapped_column(String(4))
    size: Mapped[int]
    pages: Mapped[int]
    page: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(Text)
    is_public: Mapped[bool]
    hidden_on: Mapped[date | None]
    hidden_why: Mapped[str | None] = mapped_column(Text)
    on: Mapped[date]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)


NOBODY = ""
"""The body of an account whose role `partner` has ended at a place."""


class PartnerBody(Journaled, Base):
    """For which body of the country profile an account of the role `partner` answers at a place.

    The row stays when the role ends, for its leaves go on by their numbers: `body` is NOBODY then.
    """

    __tablename__ = "partner_bodies"

    account: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(String(32), primary_key=True)
    body: Mapped[str] = mapped_column(String(40))

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
