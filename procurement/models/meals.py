"""What was eaten: the days a school counted, their months, and the menus of food contracts."""

from datetime import date

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, Journaled


class MealDay(Journaled, Base):
    """What a school says of a day: how many children of grades 1–4 ate, or that it had no lessons.

    A day without a row is not known: it is no zero. A day put right is the next version, with its
    reason; every version stays in the journal.
    """

    __tablename__ = "meal_days"
    __table_args__ = (
        UniqueConstraint("school", "on"),
        CheckConstraint("served >= 0", name="not_negative"),
        CheckConstraint("served <= present", name="no_more_than_came"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school: Mapped[str] = mapped_column(String(32), ForeignKey("schools.code"))
    on: Mapped[date]
    served: Mapped[int | None]  # none: there were no lessons
    present: Mapped[int | None]  # children of grades 1–4 who came; none: not said
    worked: Mapped[bool] = mapped_column(default=False)  # a free day on which there were lessons
    note: Mapped[str | None] = mapped_column(Text)  # why none, or why more than there are pupils
    reason: Mapped[str | None] = mapped_column(Text)  # why it was put right
    recorded_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.school,)


class MealMonth(Base):
    """A school's month, kept by the act that counts a day; recounted by audit.

    `counted` and `closed` have one bit for each day of the month, the first day the lowest: so what
    is not known follows from the calendar as it stands, though a holiday be named afterwards.
    """

    __tablename__ = "meal_months"

    school: Mapped[str] = mapped_column(String(32), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    month: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    counted: Mapped[int] = mapped_column(BigInteger)
    closed: Mapped[int] = mapped_column(BigInteger)  # days said to be without lessons
    served: Mapped[int]


class MenuCycle(Journaled, Base):
    """The menu a food contract is about: its days in turn, for how many children, and when.

    One for a purchase line; put right, it is the next version. `days` are lines of text, one for
    each day of the cycle, in `language`.
    """

    __tablename__ = "menu_cycles"
    __table_args__ = (
        UniqueConstraint("line_id"),
        CheckConstraint("children > 0", name="some_children"),
        CheckConstraint("since < until", name="period"),
        Index("ix_menu_cycles_purchase", "purchase_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    line_id: Mapped[int] = mapped_column(ForeignKey("purchase_lines.id"))
    purchase_id: Mapped[int] = mapped_column(ForeignKey("purchases.id"))
    place: Mapped[str] = mapped_column(String(32))
    title: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    days: Mapped[str] = mapped_column(Text)
    children: Mapped[int]
    since: Mapped[date]
    until: Mapped[date]
    reason: Mapped[str | None] = mapped_column(Text)
    written_by: Mapped[int]

    @property
    def places(self) -> tuple[str, ...]:
        return (self.place,)
