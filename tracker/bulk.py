"""The bulk files of this site: made by night, at the start of the example, and by command."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy.orm import Session

from core import clock
from core.words import Words
from opendata.bulk import building, kept
from opendata.bulk.kept import Kept
from opendata.bulk.table import Table, count, exact, text
from opendata.bulk.tables import TABLES
from opendata.bulk.tables.known import LANGUAGE, OF_PURCHASE, ON, public
from opendata.package.columns import PURCHASE
from oversight.models import FlagAnswer
from tracker import bulk_visits
from tracker.config import Settings
from tracker.extensions import db
from tracker.packages import publisher

FLAG_ANSWERS = Table(
    name="flag_answers",
    title=Words("Белгилерге жооптор", "Ответы на сигналы", "Answers to flags"),
    about=Words(
        "Кызматкердин белгиге берген жообу. Белги — кароого себеп, өкүм эмес.",
        "Что сотрудник ответил на сигнал. Сигнал — повод посмотреть, а не приговор.",
        "What the officer answered to a flag. A flag is a reason to look, not a verdict.",
    ),
    source="flag_answers",
    fields=(
        (count("answer", "Жооп №", "Ответ №", "Answer No."), FlagAnswer.id),
        (PURCHASE, FlagAnswer.purchase_id),
        (exact("flag", "Белги", "Сигнал", "Flag"), FlagAnswer.flag),
        (
            exact("rule_version", "Эреженин версиясы", "Версия правила", "Version of the rule"),
            FlagAnswer.rule_version,
        ),
        (ON, FlagAnswer.on),
        (text("text", "Жооп", "Ответ", "Answer"), FlagAnswer.text),
        (LANGUAGE, FlagAnswer.language),
    ),
    key=("answer",),
    links=(OF_PURCHASE,),
    shape=public(FlagAnswer.purchase_id),
)
ALL: tuple[Table, ...] = (*TABLES, FLAG_ANSWERS, *bulk_visits.TABLES)
"""Every table of the bulk files. Flags and visits are of a floor that open data does not know."""


@dataclass(frozen=True, slots=True)
class Done:
    """The newest bulk files, and whether they were made just now."""

    kept: Kept
    made: bool


def home() -> Path:
    """Where the site keeps its bulk files."""
    settings: Settings = current_app.config["TRACKER"]
    return settings.instance / "data"


def newest() -> Kept | None:
    """The newest bulk files; None while none were made."""
    return kept.newest(home())


def made() -> str:
    """A mark of the newest bulk files, for pages that show them."""
    found = newest()
    return f"{found.folder.name}.{found.manifest['shape']}" if found else "none"


def due(session: Session, found: Kept | None) -> bool:
    """Would files made now differ: by an entry of the journal, by a new program, by time alone?"""
    if found is None:
        return True
    return found.mark != building.mark(session, ALL) or found.stale(clock.today())


def renew(*, again: bool = False, progress: Callable[[str], object] = lambda text: None) -> Done:
    """Make the bulk files where they are due, or `again` in any case, of the base as it is now.

    It reads and never writes.
    """
    db.session.close()  # what was read before may be an older state
    session, found = db.session(), newest()
    if found is not None and not again and not due(session, found):
        return Done(found, made=False)
    with kept.making(home()) as folder:
        building.build(session, publisher(session), ALL, folder, clock.today(), progress)
        size = building.mark(session, ALL).journal_size
        kept.put(home(), folder, size)
    db.session.close()
    there = newest()
    assert there is not None
    return Done(there, made=True)
