"""A thing that can be found, and the row of the index it becomes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.words import Words, sort_key
from opendata.search import alike
from opendata.search.words import forms, joined, parts, plain, spelled

LONGEST = 9
"""Digits in a row of a free text that are still a number of something: a tax number and a
telephone have more, and nobody is found by them."""
SHORTEST_CODE = 4  # digits in a row within a code that it may be asked for by
IN_PLACE, OWN = "п", "я"
"""What terms begin with that are no words: the place a thing is of; a place's own words. Cyrillic,
as our spelling never is."""


@dataclass(frozen=True, slots=True)
class Thing:
    """`name` is shown; `texts` are what it is called, `codes` its codes, `around` where it is."""

    kind: str
    key: str
    name: Words
    texts: tuple[str, ...]
    place: str | None = None
    codes: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    order: str | None = None  # the key of dictionary order, where the register has its own

    def row(self) -> dict[str, Any]:
        """The columns of its entry, without the number."""
        return {
            "kind": self.kind,
            "key": self.key,
            "place": self.place,
            "name_ky": self.name.ky,
            "name_ru": self.name.ru,
            "name_en": self.name.en,
            "sort_key": self.order if self.order is not None else sort_key(self.name.told("ky")[0]),
            "folded": " ".join(dict.fromkeys(_kept(self.texts))),
            "terms": " ".join(sorted(self._terms())),
        }

    def _terms(self) -> set[str]:
        own = _found_by(self.texts)
        for code in self.codes:
            own.add(joined(code))
            own |= {part for part in parts(code) if part.isdigit() and len(part) >= SHORTEST_CODE}
        terms = own | _found_by(self.around)
        if self.kind == "place":
            terms |= {OWN + term for term in own}
        if self.place is not None:
            terms.add(IN_PLACE + self.place)
        return terms


def _kept(texts: Iterable[str]) -> list[str]:
    """The words of texts, folded, without the numbers that may be a person's."""
    words = " ".join(plain(text) for text in texts).split()
    return [word for word in words if sum(letter.isdigit() for letter in word) <= LONGEST]


def _found_by(texts: Iterable[str]) -> set[str]:
    terms: set[str] = set()
    for text in dict.fromkeys(texts):
        words = [part for part in parts(text) if not part.isdigit() or len(part) <= LONGEST]
        told = [forms(word) for word in words]
        terms.update(term for word in told for term in word)
        terms |= alike.also(told)
    return terms


def vocabulary(terms: str) -> list[str]:
    """Of an entry's terms the words a mistyped one may have been: no numbers, no codes."""
    return [term for term in terms.split() if len(term) > 2 and term.isascii() and term.isalpha()]


def grams(word: str) -> set[str]:
    """Each three letters in a row of a word, its beginning and its end marked."""
    marked = f"^{spelled(word)}$"
    return {marked[place : place + 3] for place in range(len(marked) - 2)}
