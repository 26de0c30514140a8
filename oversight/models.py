"""What oversight keeps: what an officer answered to a flag."""

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled


class FlagAnswer(Journaled, Base):
    """What the officer of the holder says to a raised flag, with the numbers of that moment.

    Never changed: a later answer to the same flag stands instead, and this one stays readable.
    `facts` are as oversight.flags.Result has them; `rule_version` is that of the flag.
    """

    __tablename__ = "flag_answers"
    __table_args__ = (
        Index("ix_flag_answers_purchase", "purchase_id", "flag"),
        Index("ix_flag_answers_year", "place", "year", "flag"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purchase_id: Mapped[int | None] = mapped_column(ForeignKey("purchases.id"))
    year: Mapped[int | None]  # of an answer to a flag of the holder's whole year
    place: Mapped[str] = mapped_column(String(32))
    flag: Mapped[str] = mapped_column(String(8))
    rule_version: Mapped[str] = mapped_column(String(12))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)
    text: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))  # the language the text is written in
    on: Mapped[date]
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
