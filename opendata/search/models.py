"""The index of the search: what can be found, by which words. Derived, never journaled.

Beside `search_entries` each database keeps what it finds words by: SQLite a table of FTS5 over
`terms`, PostgreSQL a table of tsvectors with a GIN index. Both are called `search_index`, and are
written by opendata.search.index only.
"""

from typing import Any

from sqlalchemy import (
    DDL,
    BigInteger,
    CheckConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
    event,
)
from sqlalchemy.orm import Mapped, mapped_column

from core.models import Base, table_of
from core.words import Words

INDEX = "search_index"
MADE = {
    "sqlite": (
        f"CREATE VIRTUAL TABLE {INDEX} USING fts5(terms, content='search_entries',"
        " content_rowid='id')",
    ),
    "postgresql": (
        f"CREATE TABLE {INDEX} (id bigint PRIMARY KEY, words tsvector NOT NULL)",
        f"CREATE INDEX ix_{INDEX}_words ON {INDEX} USING gin (words) WITH (fastupdate = off)",
    ),
}
"""What makes the index, by the name of the dialect."""


class SearchEntry(Base):
    """One thing that can be found: a school, a place, a requirement, a supplier, …

    `id` tells the kind and the order within it (opendata.search.kinds). `folded` are its own words
    as they are compared, `terms` all it is found by, those of its surroundings too.
    """

    __tablename__ = "search_entries"
    __table_args__ = (UniqueConstraint("kind", "key"), Index("ix_search_entries_place", "place"))

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(12))
    key: Mapped[str] = mapped_column(String(40))
    place: Mapped[str | None] = mapped_column(String(32))
    name_ky: Mapped[str | None] = mapped_column(Text)
    name_ru: Mapped[str | None] = mapped_column(Text)
    name_en: Mapped[str | None] = mapped_column(Text)
    sort_key: Mapped[str] = mapped_column(String(120))
    folded: Mapped[str] = mapped_column(Text)
    terms: Mapped[str] = mapped_column(Text)

    @property
    def name(self) -> Words:
        """What it is called, in the languages there are."""
        return Words(self.name_ky, self.name_ru, self.name_en)


class SearchWord(Base):
    """A word that entries are found by, in the one spelling, and how many have it."""

    __tablename__ = "search_words"

    word: Mapped[str] = mapped_column(String(40), primary_key=True)
    uses: Mapped[int]


class SearchGram(Base):
    """Three letters in a row of a word: by what words have in common, a mistyped one is guessed."""

    __tablename__ = "search_grams"

    gram: Mapped[str] = mapped_column(String(3), primary_key=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True)


class SearchState(Base):
    """Up to which size of the journal entries are indexed, and in which form. One row."""

    __tablename__ = "search_state"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(BigInteger)
    form: Mapped[str] = mapped_column(String(40))


def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    """For comparing tables with models: is this one described by a model?

    The index is not, nor the tables FTS5 keeps it in.
    """
    return kind != "table" or not (name or "").startswith(INDEX)


for _dialect, _statements in MADE.items():
    for _statement in _statements:
        event.listen(
            table_of(SearchEntry),
            "after_create",
            DDL(_statement.replace("%", "%%")).execute_if(dialect=_dialect),
        )
event.listen(table_of(SearchEntry), "before_drop", DDL(f"DROP TABLE {INDEX}"))
