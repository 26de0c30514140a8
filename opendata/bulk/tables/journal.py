"""The index of the journal: which act wrote which version of which record, and its hash.

The leaves themselves are the journal's own business; here is what finds them and proves the count.
"""

import re
from collections.abc import Iterator
from json import loads

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.words import Words
from journal.models import Entry
from opendata.bulk.table import READ_AT_ONCE, Table, count, exact
from opendata.names import Names
from opendata.package.columns import Column

HEAD = 200  # characters; a leaf begins with its act and its moment, for its keys are sorted
_HEAD = re.compile(r'\{"act":"([a-z0-9_.]+)","act_no":"?\d+"?,"at":"([0-9TZ:-]+)"', re.ASCII)


def _entries(session: Session, _names: Names) -> Iterator[tuple[object, ...]]:
    query = select(Entry.number, Entry.act_no, Entry.table, Entry.key, Entry.hash)
    query = query.add_columns(func.substr(Entry.leaf, 1, HEAD).label("head"))
    found = session.execute(
        query.order_by(Entry.number), execution_options={"yield_per": READ_AT_ONCE}
    )
    for row in found:
        act, at = _told(session, row.number, row.head)
        yield row.number, row.act_no, act, at, row.table, row.key, row.hash.hex()


def _told(session: Session, number: int, head: str) -> tuple[str, str]:
    """The act and the moment of a leaf; one that begins otherwise is read whole."""
    known = _HEAD.match(head)
    if known:
        return known[1], known[2]
    leaf = loads(session.scalars(select(Entry.leaf).where(Entry.number == number)).one())
    return str(leaf["act"]), str(leaf["at"])


MOMENT = Column("at", "moment", Words("Качан", "Когда", "When, UTC"))
TABLES = (
    Table(
        name="journal",
        title=Words("Журналдын мазмуну", "Указатель журнала", "Index of the journal"),
        about=Words(
            "Журналдагы ар бир жазуу: иш-аракет, кайсы жазуу жөнүндө, жалбырактын хэши.",
            "Каждая запись журнала: действие, о какой записи, хэш листа.",
            "Each entry of the journal: the act, the record it is about, the hash of the leaf.",
        ),
        source="journal_entries",
        fields=(
            (count("number", "Жазуу №", "Запись №", "Entry No., from 0"), None),
            (count("act_no", "Иш-аракет №", "Действие №", "Act No."), None),
            (exact("act", "Иш-аракет", "Действие", "Act"), None),
            (MOMENT, None),
            (exact("table", "Таблица", "Таблица", "Table of the database"), None),
            (exact("key", "Ачкычы", "Ключ", "Key of the record"), None),
            (exact("hash", "SHA-256 хэши", "Хэш SHA-256", "SHA-256 of the leaf"), None),
        ),
        key=("number",),
        rows=_entries,
    ),
)
