"""The day on which a journaled record was changed last: of what has ended, the day it ended."""

from collections.abc import Collection
from datetime import date, datetime
from json import loads

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from journal.models import Entry

Record = tuple[str, str]
"""A table and the key of a row of it, as the journal names them."""


def last_days(session: Session, records: Collection[Record]) -> dict[Record, date]:
    """The local day of each record's last version; one statement for each table."""
    found: dict[Record, date] = {}
    for table in {table for table, _ in records}:
        keys = [key for of, key in records if of == table]
        newest = (
            select(func.max(Entry.number))
            .where(Entry.table == table, Entry.key.in_(keys))
            .group_by(Entry.key)
        )
        rows = session.execute(select(Entry.key, Entry.leaf).where(Entry.number.in_(newest)))
        for key, leaf in rows:
            at = datetime.fromisoformat(loads(leaf)["at"])
            found[table, key] = clock.local(at).date()
    return found
