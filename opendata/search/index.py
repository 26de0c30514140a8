"""Writing the index: entries in batches, what finds them beside, and the words they have.

Never by a row's trigger, which costs as much as all other indexes together
(docs/performance.md). The words are counted, so that one that nothing has any more goes.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import delete, func, insert, select, text
from sqlalchemy.orm import Session

from core.models import table_of
from core.upsert import upsert
from opendata.search.kinds import numbers, own_number
from opendata.search.models import INDEX, SearchEntry, SearchGram, SearchWord
from opendata.search.things import Thing, grams, vocabulary

BATCH = 2_000
Item = TypeVar("Item")
_IN = {
    "sqlite": f"INSERT INTO {INDEX} (rowid, terms) SELECT id, terms FROM search_entries"
    " WHERE id IN (SELECT value FROM json_each(:ids))",
    "postgresql": f"INSERT INTO {INDEX} (id, words)"
    " SELECT id, array_to_tsvector(string_to_array(terms, ' ')) FROM search_entries"
    " WHERE id = ANY(CAST(:ids AS bigint[]))",
}
_OUT = {
    "sqlite": f"INSERT INTO {INDEX} ({INDEX}, rowid, terms)"
    " SELECT 'delete', id, terms FROM search_entries"
    " WHERE id IN (SELECT value FROM json_each(:ids))",
    "postgresql": f"DELETE FROM {INDEX} WHERE id = ANY(CAST(:ids AS bigint[]))",
}
_EMPTIED = {
    "sqlite": f"INSERT INTO {INDEX} ({INDEX}) VALUES ('delete-all')",
    "postgresql": f"DELETE FROM {INDEX}",
}


def batches(things: Iterable[Item], size: int = BATCH) -> Iterator[list[Item]]:
    """So many at a time."""
    left = iter(things)
    while batch := list(islice(left, size)):
        yield batch


@dataclass
class Writer:
    """Puts things into the index and takes them out; `close` at the end writes their words."""

    session: Session
    uses: Counter[str] = field(default_factory=Counter)
    fresh: bool = False  # nothing was there when it began: each thing comes once, and is new

    def put(self, things: Iterable[Thing]) -> set[tuple[str, str]]:
        """Write things, new ones and changed ones; (kind, key) of those that were not so before."""
        changed: set[tuple[str, str]] = set()
        for batch in batches(things):
            changed |= self._put([thing.row() for thing in batch])
        return changed

    def take_out(self, kind: str, keys: Collection[str]) -> None:
        """Let go of entries; a key that has none is passed over."""
        for batch in batches(sorted(keys)):
            there = self._there(kind, batch)
            self._unfind([row["id"] for row in there.values()])
            self._forget(there.values())

    def empty(self) -> None:
        """Let go of all; what is put afterwards is not looked for first, which on PostgreSQL takes
        longer with every batch: its statistics know nothing of this transaction."""
        self.fresh = True
        self.session.execute(text(_EMPTIED[self._dialect]))
        for model in (SearchEntry, SearchGram, SearchWord):
            self.session.execute(delete(table_of(model)))

    def close(self) -> None:
        """Add up the words of what came and went."""
        changed = {word: count for word, count in self.uses.items() if count}
        if not changed:
            return
        for batch in batches(sorted(changed)):
            there = select(SearchWord.word).where(SearchWord.word.in_(batch))
            known = set(self.session.scalars(there))
            rows = [{"word": word, "uses": changed[word]} for word in batch]
            upsert(self.session, SearchWord, rows, add=("uses",))
            new = [
                {"gram": gram, "word": word}
                for word in batch
                if word not in known
                for gram in sorted(grams(word))
            ]
            if new:
                self.session.execute(insert(table_of(SearchGram)), new)
        gone = select(SearchWord.word).where(SearchWord.uses <= 0)
        if any(count < 0 for count in changed.values()):
            words = list(self.session.scalars(gone))
            for batch in batches(words):
                for model in (SearchGram, SearchWord):
                    self.session.execute(delete(model).where(model.word.in_(batch)))
        self.uses.clear()

    @property
    def _dialect(self) -> str:
        return self.session.get_bind().dialect.name

    def _put(self, rows: Sequence[dict[str, Any]]) -> set[tuple[str, str]]:
        before: dict[tuple[str, str], dict[str, Any]] = {}
        for kind in set() if self.fresh else {row["kind"] for row in rows}:
            keys = [row["key"] for row in rows if row["kind"] == kind]
            before |= {(kind, key): row for key, row in self._there(kind, keys).items()}
        new: list[dict[str, Any]] = []
        replaced: list[dict[str, Any]] = []
        for row in rows:
            old = before.get((row["kind"], row["key"]))
            if old is None:
                new.append(row)
            elif any(old[name] != value for name, value in row.items()):
                replaced.append(row | {"id": old["id"]})
                self._count(old, -1)
        self._unfind([row["id"] for row in replaced])
        self._number(new)
        upsert(self.session, SearchEntry, new + replaced)
        for row in new + replaced:
            self._count(row, 1)
        self._run(_IN, [row["id"] for row in new + replaced])
        return {(row["kind"], row["key"]) for row in new + replaced}

    def _there(self, kind: str, keys: Collection[str]) -> dict[str, dict[str, Any]]:
        table = table_of(SearchEntry)
        rows = self.session.execute(
            select(table).where(table.c.kind == kind, table.c.key.in_(list(keys)))
        )
        return {row.key: dict(row._mapping) for row in rows}

    def _number(self, rows: Sequence[dict[str, Any]]) -> None:
        """Give new entries their numbers: their key's, or the next free one of the kind."""
        free: dict[str, int] = {}
        for row in rows:
            kind = row["kind"]
            own = own_number(kind, row["key"])
            if own is None:
                if kind not in free:
                    first, end = numbers(kind)
                    last = self.session.scalar(
                        select(func.max(SearchEntry.id)).where(
                            SearchEntry.id >= first, SearchEntry.id < end
                        )
                    )
                    free[kind] = (last or first) + 1
                own, free[kind] = free[kind], free[kind] + 1
            row["id"] = own

    def _forget(self, rows: Iterable[dict[str, Any]]) -> None:
        gone = list(rows)
        for row in gone:
            self._count(row, -1)
        self.session.execute(
            delete(SearchEntry).where(SearchEntry.id.in_([row["id"] for row in gone]))
        )

    def _count(self, row: dict[str, Any], by: int) -> None:
        for word in vocabulary(row["terms"]):
            self.uses[word] += by

    def _unfind(self, ids: Sequence[int]) -> None:
        """Out of what finds: while the entries still say what they said, as FTS5 wants it."""
        self._run(_OUT, ids)

    def _run(self, statements: dict[str, str], ids: Sequence[int]) -> None:
        if ids:
            listed = json.dumps(list(ids)) if self._dialect == "sqlite" else list(ids)
            self.session.execute(text(statements[self._dialect]), {"ids": listed})
