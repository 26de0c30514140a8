"""What is counted so that nobody floods us: for one day, and nothing of a person."""

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base


class VoiceDay(Base):
    """The salt of a day; with the next day's first voice it is gone, and what it hid with it."""

    __tablename__ = "voice_days"

    day: Mapped[date] = mapped_column(primary_key=True)
    salt: Mapped[str] = mapped_column(String(64))


class VoiceCount(Base):
    """How much came on the day of `voice_days` over one connection, or about one school."""

    __tablename__ = "voice_counts"

    subject: Mapped[str] = mapped_column(String(80), primary_key=True)
    count: Mapped[int]
