"""The bulk files of this site: made by night, at the start of the example, and by command."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import Select, func, or_
from sqlalchemy.orm import Session

from core import clock
from core.words import Words
from opendata.bulk import building, kept
from opendata.bulk.kept import Kept
from opendata.bulk.table import Link, Table, count, exact, flag, text
from opendata.bulk.tables import TABLES
from opendata.bulk.tables.known import LANGUAGE, OF_PLACE, OF_PURCHASE, ON, PLACE
from opendata.package.columns import PURCHASE
from oversight.models import FlagAnswer
from oversight.reviews.models import FlagReview
from procurement.models import Purchase
from procurement.rules import PUBLIC
from tracker import bulk_samples, bulk_visits, finding_bulk
from tracker.config import Settings
from tracker.extensions import db
from tracker.packages import publisher

YEAR = count("year", "Жылы", "Год", "Year")


def _of_public(purchase: Any) -> Callable[[Select[Any]], Select[Any]]:
    """Only what is about a public purchase, or about a whole year and so about none."""

    def narrowed(query: Select[Any]) -> Select[Any]:
        joined = query.outerjoin(Purchase, Purchase.id == purchase)
        return joined.where(or_(purchase.is_(None), Purchase.status.in_(PUBLIC)))

    return narrowed


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
        (PLACE, FlagAnswer.place),
        (YEAR, func.coalesce(FlagAnswer.year, Purchase.year)),
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
    links=(OF_PURCHASE, OF_PLACE),
    shape=_of_public(FlagAnswer.purchase_id),
)
FLAG_REVIEWS = Table(
    name="flag_reviews",
    title=Words("Кеңештердин белгилер боюнча сөзү", "Что советы сказали", "What councils said"),
    about=Words(
        "Кеңештин белгиге берилген жооп боюнча сөзү. Белги — кароого себеп, өкүм эмес.",
        "Слово совета об ответе на сигнал. Сигнал — повод посмотреть, а не приговор.",
        "What a council said of the answer to a flag. A flag is a reason to look, not a verdict.",
    ),
    source="flag_reviews",
    fields=(
        (count("review", "Жазуу №", "Запись №", "Entry No."), FlagReview.id),
        (
            exact("council", "Кеңештин аймагы", "Территория совета", "Place of the council"),
            FlagReview.council,
        ),
        (PURCHASE, func.nullif(FlagReview.purchase_id, 0)),
        (PLACE, FlagReview.place),
        (YEAR, FlagReview.year),
        (exact("flag", "Белги", "Сигнал", "Flag"), FlagReview.flag),
        (
            exact("rule_version", "Эреженин версиясы", "Версия правила", "Version of the rule"),
            FlagReview.rule_version,
        ),
        (exact("verdict", "Кеңештин чечими", "Решение совета", "Verdict"), FlagReview.verdict),
        (count("answer", "Жооп №", "Ответ №", "Answer No."), FlagReview.answer_id),
        (count("finding", "Кемчилик №", "Замечание №", "Finding No."), FlagReview.finding),
        (
            flag("replaced", "Кийинки сөз алмаштырганбы", "Заменено позднее", "Replaced later"),
            FlagReview.replaced,
        ),
        (ON, FlagReview.on),
        (text("note", "Себеби", "Причина", "Why"), FlagReview.note),
        (LANGUAGE, FlagReview.language),
    ),
    key=("review",),
    links=(OF_PURCHASE, OF_PLACE, Link(("answer",), "flag_answers", ("answer",))),
    shape=_of_public(func.nullif(FlagReview.purchase_id, 0)),
)
ALL: tuple[Table, ...] = (
    *TABLES,
    FLAG_ANSWERS,
    FLAG_REVIEWS,
    *bulk_samples.TABLES,
    *bulk_visits.TABLES,
    *finding_bulk.TABLES,
)
"""Every table of the bulk files. What councils do is of a floor that open data does not know."""


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
