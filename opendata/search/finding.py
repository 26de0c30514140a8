"""What people ask of the search: the things that have every word, or what is close to them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, select, text
from sqlalchemy.orm import Session

from core.words import Words
from opendata.search.close import guessed
from opendata.search.kinds import COUNTED_DOWN, KINDS, kind_of, numbers
from opendata.search.models import INDEX, SearchEntry
from opendata.search.query import SIGNS, Question, ask, begun
from opendata.search.things import OWN
from opendata.search.words import forms, joined, parts
from register import reports as register

RANKED = 100  # of a kind that are put in order by how well they fit; more stand in their own order
MOST = 1_000  # of a kind that can be leafed through
COUNTED = 5_000  # purchases that are counted; where there are more, that is said
OTHERS = 30_000  # of all other kinds together; a country has fewer
FEW = 5  # of a kind on a page of all kinds; where less is found, beginnings of words are tried

COLUMNS = (
    *("id", "kind", "key", "name_ky", "name_ru", "name_en"),
    *("place", "sort_key", "folded", "terms"),
)
OF_CODES = ("school", "place", "requirement", "item")  # kinds whose key is a code people know
NUMBER = 8  # digits of a tax number or an item code; fewer are the number of a thing
CODE, WHOLE, LIKE = range(3)
_WORD = re.compile(r"\w+")

# FTS5 gives what it finds by number. PostgreSQL, told to sort and to take some, would rather walk
# all numbers backwards than find a rare word: so it finds first. A word that very many have is the
# other way round: the first of those are soon met by walking.
_FOUND = {
    "sqlite": f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH :asked"
    " AND rowid >= :first AND rowid < :end ORDER BY rowid LIMIT :most",
    "postgresql": f"WITH found AS MATERIALIZED (SELECT id FROM {INDEX}"
    " WHERE words @@ CAST(:asked AS tsquery) AND id >= :first AND id < :end LIMIT :most)"
    " SELECT id FROM found ORDER BY id",
}
_WALKED = (
    f"SELECT id FROM {INDEX} WHERE words @@ CAST(:asked AS tsquery)"
    " AND id >= :first AND id < :end ORDER BY id LIMIT :most"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A thing that was found; `place` is the place it is of.

    `fit`: CODE when its code was typed, WHOLE when it has all words as they were typed, else LIKE:
    in another form, or as the beginning of a longer one.
    """

    kind: str
    key: str
    name: Words
    place: str | None
    fit: int


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one kind: how many, and some of them.

    `count` is at most COUNTED; `more` says that there are still more than it. Purchases stand in
    their own order, the newest first.
    """

    kind: str
    count: int
    more: bool
    found: tuple[Found, ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What was found, by kind, the kinds that fit best first, else in their order.

    `close`: nothing has all the words as they were typed; these have words that are close to them.
    `instead` says which: (typed, as it is written in what was found).
    """

    groups: tuple[Group, ...]
    close: bool = False
    instead: tuple[tuple[str, str], ...] = ()


def find(
    session: Session,
    words: str,
    *,
    kind: str | None = None,
    place: str | None = None,
    page: int = 1,
    per_page: int = FEW,
) -> Results:
    """Things that have every word asked for, of one kind or of all, within a place or anywhere.

    `place` is a code; what is of no place (requirements, suppliers, item codes) is then not asked
    for. All kinds are counted, and told if no `kind` is chosen; of a chosen one its `page`. Where
    nothing is found by the words as they are, words close to them are tried.
    """
    question = ask(words)
    if not question:
        return Results(())
    within = _within(session, place)
    if within is not None and not within:
        return Results(())
    search = _Search(session, within or (), kind, page, per_page)
    groups = search.groups(question)
    longer = begun(question) if sum(group.count for group in groups) < FEW else None
    groups = search.groups(longer) if longer is not None else groups
    if groups:
        return Results(groups)
    near = guessed(session, question)
    groups = search.groups(near) if near is not None else ()
    if near is None or not groups:
        return Results(())
    return Results(groups, True, _instead(question, near, groups))


def _within(session: Session, place: str | None) -> Collection[str] | None:
    """The codes of a place and those below it; None: anywhere, as within the country."""
    if place is None:
        return None
    spots = register.places_within(session, place)
    if any(spot.code == place and spot.parent is None for spot in spots):
        return None
    return [spot.code for spot in spots]


@dataclass(frozen=True, slots=True)
class _Search:
    session: Session
    places: Collection[str]
    kind: str | None
    page: int
    per_page: int

    def groups(self, question: Question) -> tuple[Group, ...]:
        """What there is of each kind."""
        ids = self._ids(question)
        there = [self._group(kind, ids[kind], question) for kind in KINDS if ids[kind]]
        return tuple(
            sorted(there, key=lambda group: min((one.fit for one in group.found), default=LIKE))
        )

    def _group(self, kind: str, ids: Sequence[int], question: Question) -> Group:
        count, more = min(len(ids), COUNTED), len(ids) > COUNTED
        if self.kind not in (None, kind):
            return Group(kind, count, more, ())
        first = (self.page - 1) * self.per_page if self.kind else 0
        last = min(first + self.per_page, MOST)
        if kind != "purchase" and count <= RANKED:
            rows = sorted(self._rows(ids), key=lambda row: _order(row, question))[first:last]
        else:
            rows = self._rows(ids[first:last])
        return Group(kind, count, more, tuple(_found(row, question) for row in rows))

    def _ids(self, question: Question) -> dict[str, list[int]]:
        """The numbers of what is found, by kind: places, all other kinds but purchases, purchases.

        Three statements: the beginning of a word is looked up in each of them.
        """
        signs = SIGNS[self._dialect]
        asked = question.text(signs, places=self.places)
        of_places = question.text(signs, own=True, places=self.places)
        found: dict[str, list[int]] = {kind: [] for kind in KINDS}
        found["place"] = self._between("place", "place", of_places, OTHERS)
        for number in self._between("school", "finding", asked, OTHERS):
            found[kind_of(number)].append(number)
        found["purchase"] = self._between("purchase", "purchase", asked, COUNTED + 1)
        if self._dialect == "postgresql" and len(found["purchase"]) > COUNTED:
            newest = self._between("purchase", "purchase", asked, MOST, _WALKED)
            found["purchase"][:MOST] = newest
        return found

    def _between(
        self, first: str, last: str, asked: str, most: int, statement: str | None = None
    ) -> list[int]:
        values = {
            "asked": asked,
            "first": numbers(first)[0],
            "end": numbers(last)[1],
            "most": most,
        }
        rows = self.session.execute(text(statement or _FOUND[self._dialect]), values)
        return [row[0] for row in rows]

    @property
    def _dialect(self) -> str:
        return self.session.get_bind().dialect.name

    def _rows(self, ids: Sequence[int]) -> list[Row[Any]]:
        columns = (getattr(SearchEntry, name) for name in COLUMNS)
        asked = select(*columns).where(SearchEntry.id.in_(ids)).order_by(SearchEntry.id)
        return list(self.session.execute(asked)) if ids else []


def _exact(row: Row[Any], question: Question) -> bool:
    """Is what was typed its code, or its tax number?"""
    asked = question.joined
    if row.kind in OF_CODES and joined(row.key) == asked:
        return True
    return asked.isdigit() and len(asked) >= NUMBER and asked in row.terms.split()


def _fit(row: Row[Any], question: Question) -> int:
    """How well a thing fits: CODE, WHOLE or LIKE."""
    if _exact(row, question):
        return CODE
    terms = set(row.terms.split())
    mark = OWN if row.kind == "place" else ""
    return WHOLE if all(mark + word.whole in terms for word in question.words) else LIKE


def _order(row: Row[Any], question: Question) -> tuple[Any, ...]:
    """The best first; of places the one with the shorter name; then the order of the kind."""
    length = len(row.folded) if row.kind == "place" else 0
    order = "" if row.kind in COUNTED_DOWN else row.sort_key
    return (_fit(row, question), length, order, row.id)


def _found(row: Row[Any], question: Question) -> Found:
    name = Words(row.name_ky, row.name_ru, row.name_en)
    return Found(row.kind, row.key, name, row.place, _fit(row, question))


def _instead(
    asked: Question, near: Question, groups: Sequence[Group]
) -> tuple[tuple[str, str], ...]:
    """For each word that was guessed, how what was found writes it."""
    names = [found.name for group in groups for found in group.found]
    texts = [text for name in names for text in (name.ky, name.ru, name.en) if text]
    told = [word for name in texts for word in _WORD.findall(name)]
    pairs = []
    for before, after in zip(asked.words, near.words, strict=True):
        new = set(after.terms) - set(before.terms)
        fits = (
            word for word in told if new & {form for part in parts(word) for form in forms(part)}
        )
        if new and (written := next(fits, None)):
            pairs.append((before.typed, written))
    return tuple(pairs)
