"""The index counted anew from the tables, for `journal audit`."""

from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from journal.problems import Problem
from opendata.search.following import behind
from opendata.search.index import batches
from opendata.search.kinds import KINDS
from opendata.search.models import SearchEntry
from opendata.search.sources import SOURCES

SAID = ("place", "name_ky", "name_ru", "name_en", "folded", "terms")


def recount(session: Session) -> Iterator[Problem]:
    """Entries that do not say what the tables do, are missing, or should not be there.

    An index that has not come as far as the journal is not wrong: it is late, and not looked at.
    """
    if behind(session):
        return
    for kind in KINDS:
        there = 0
        for batch in batches(SOURCES[kind](session, None)):
            rows = {thing.key: thing.row() for thing in batch}
            kept = session.execute(
                select(SearchEntry.key, *(getattr(SearchEntry, name) for name in SAID)).where(
                    SearchEntry.kind == kind, SearchEntry.key.in_(rows)
                )
            )
            said = {row.key: row for row in kept}
            there += len(said)
            for key, row in rows.items():
                found = said.get(key)
                for name in SAID:
                    here = getattr(found, name) if found is not None else None
                    if here != row[name]:
                        entry = f"{kind}/{key}"
                        yield Problem("sum.differs", "search_entries", entry, name, here, row[name])
                        break
        count = select(func.count()).select_from(SearchEntry).where(SearchEntry.kind == kind)
        kept_here = session.scalar(count) or 0
        if kept_here != there:
            yield Problem(
                "sum.differs", "search_entries", kind, "entries", str(kept_here), str(there)
            )


RECOUNTS = (recount,)
