"""Words close to what was typed: by the letters they have in common, then letter by letter.

The words of the index are some tens of thousands, however many things have them, so guessing does
not grow with the country. No extension of a database is needed.
"""

from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from opendata.search.models import SearchGram, SearchWord
from opendata.search.query import Asked, Question
from opendata.search.things import grams

SHORTEST = 3  # letters of a word that is guessed about
LOOKED_AT = 60  # words with the most letters in common
MOST = 4  # words that may be meant


def guessed(session: Session, question: Question) -> Question | None:
    """The question with each word replaced by itself or words close to it; None: there are none."""
    words = tuple(_guess(session, word) for word in question.words)
    return replace(question, words=words, code=None) if words != question.words else None


def _guess(session: Session, word: Asked) -> Asked:
    if word.is_number or word.together or len(word.whole) < SHORTEST:
        return word
    near = close_to(session, word.whole)
    if not near:
        return word
    terms = dict.fromkeys((*word.terms, *near))
    return replace(word, terms=tuple(terms))


def close_to(session: Session, word: str) -> list[str]:
    """The words of the index closest to one in our spelling, the one most things have first."""
    common = func.count().label("common")
    found = (
        select(SearchGram.word, common)
        .where(SearchGram.gram.in_(sorted(grams(word))))
        .group_by(SearchGram.word)
        .order_by(common.desc(), func.length(SearchGram.word), SearchGram.word)
        .limit(LOOKED_AT)
        .subquery()
    )
    rows = session.execute(
        select(SearchWord.word, SearchWord.uses).join(found, found.c.word == SearchWord.word)
    )
    near = [
        (distance, -uses, other)
        for other, uses in rows
        if other != word and (distance := steps(word, other)) <= _allowed(word)
    ]
    return [other for _distance, _uses, other in sorted(near)[:MOST]]


def _allowed(word: str) -> int:
    return 1 if len(word) <= 5 else 2 if len(word) <= 9 else 3


def steps(one: str, other: str) -> int:
    """Letters to be changed, added, left out or swapped to make one word of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for place, letter in enumerate(one, start=1):
        new = [place]
        for at, mark in enumerate(other, start=1):
            best = min(row[at] + 1, new[at - 1] + 1, row[at - 1] + (letter != mark))
            swapped = place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == mark
            new.append(min(best, before[at - 2] + 1) if swapped else best)
        before, row = row, new
    return row[-1]
