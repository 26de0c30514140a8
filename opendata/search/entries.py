"""All that can be found, for whoever makes an index of their own: the site as files, for one."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.words import Words
from opendata.search.models import SearchEntry
from opendata.search.words import STEM

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found: its kind and key, its names, the place it is of.

    `folded` are its own words as core.words folds them; `terms` the words it is found by, in the
    one spelling of opendata.search.words, those of its surroundings and its codes too; `stems` are
    the same without endings.
    """

    kind: str
    key: str
    name: Words
    place: str | None
    folded: str
    terms: tuple[str, ...]
    stems: tuple[str, ...]


def search_entries(session: Session, *kinds: str) -> Iterator[Entry]:
    """The entries of these kinds (all unless told), the kinds and each kind in its own order."""
    query = select(
        SearchEntry.kind,
        SearchEntry.key,
        SearchEntry.name_ky,
        SearchEntry.name_ru,
        SearchEntry.name_en,
        SearchEntry.place,
        SearchEntry.folded,
        SearchEntry.terms,
    ).order_by(SearchEntry.id)
    if kinds:
        query = query.where(SearchEntry.kind.in_(kinds))
    for rows in session.execute(query).partitions(BATCH):
        for kind, key, ky, ru, en, place, folded, terms in rows:
            told = terms.split()
            words = tuple(term for term in told if term.isascii())
            stems = tuple(term[len(STEM) :] for term in told if term.startswith(STEM))
            yield Entry(kind, key, Words(ky, ru, en), place, folded, words, stems)
