"""What is kept of a council's work on raised flags: who has which on the desk, and what was said.

The subject of a flag is as the kept flags have it (oversight.kept.models.RaisedFlag): a purchase of
a holder and year, or, with number 0, the holder's whole year.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, false, text
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled
from oversight.models import FlagAnswer  # noqa: F401  the table that a foreign key names

STANDS = text("NOT replaced")


class FlagDesk(Base):
    """A raised flag on the desk of a council: which member works on it, or why it lies aside.

    A workspace without a leaf. `council` is the place whose council it is. `note` is written where
    a flag for councils only was laid aside (`aside_on`), and is never public.
    """

    __tablename__ = "flag_desk"

    council: Mapped[str] = mapped_column(String(32), primary_key=True)
    purchase_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    flag: Mapped[str] = mapped_column(String(8), primary_key=True)
    member: Mapped[int | None]  # the account that took it
    on: Mapped[date]
    aside_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(Text)


class FlagReview(Journaled, Base):
    """What a council says to a raised flag, for everybody to read.

    `confirmed` makes a flag public that was for councils only; the others judge the officer's
    answer, whose number is `answer_id` (None where there was none yet). `finding` is the number of
    the finding it became. One of a council stands; a later one replaces it, and both stay readable.
    """

    __tablename__ = "flag_reviews"
    __table_args__ = (
        CheckConstraint(
            "verdict IN ('explained', 'not_explained', 'finding', 'confirmed')", name="a_verdict"
        ),
        Index("ix_flag_reviews_purchase", "purchase_id", "place", "year", "flag"),
        Index(
            "uq_flag_reviews_standing",
            *("council", "purchase_id", "place", "year", "flag"),
            unique=True,
            sqlite_where=STANDS,
            postgresql_where=STANDS,
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    council: Mapped[str] = mapped_column(String(32))
    purchase_id: Mapped[int]
    place: Mapped[str] = mapped_column(String(32))
    year: Mapped[int]
    flag: Mapped[str] = mapped_column(String(8))
    rule_version: Mapped[str] = mapped_column(String(12))
    verdict: Mapped[str] = mapped_column(String(14))
    note: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("flag_answers.id"))
    finding: Mapped[int | None]
    replaced: Mapped[bool] = mapped_column(default=False, server_default=false())
    on: Mapped[date]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.place, self.council)))
