"""What councils, people and offices did in the example, day by day, as diary.yaml tells it.

Each step is done as on its own day: terms run, an answer comes late, silence lasts.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path

from sqlalchemy.orm import Session

import journal
from core import clock
from tracker.example import findings, papers, rounds, samples, voices
from tracker.example.book import Book, Entry
from tracker.example.people import Cast
from tracker.example.told import told

NOON = time(6, tzinfo=UTC)  # where the town halls are
STEPS: dict[str, Callable[[Book, Entry], None]] = {
    **findings.STEPS,
    **rounds.STEPS,
    **samples.STEPS,
    **voices.STEPS,
}


def enter(session: Session, cast: Cast, country: str, folder: Path | None) -> dict[str, int]:
    """Do what is told, in the order of days; the numbers of what was begun, by its name."""
    book = Book(session, cast, lambda kind: papers.kept(kind, folder), country)
    findings.name_bodies(book, told("diary")["bodies"])
    for entry in told("diary")["days"]:
        verb = next(iter(entry))
        with clock.standing(datetime.combine(date.fromisoformat(entry["on"]), NOON)):
            STEPS[verb](book, entry)
        journal.next_act(session)
    return book.numbers
