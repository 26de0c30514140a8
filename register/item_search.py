"""Item codes found by a word in any of the languages, or by the beginning of the code.

The classification is named in Russian and English; in Kyrgyz only its sections are. So a Kyrgyz
word is looked for in a short list of our own (`item_words.csv` of the country profile: everyday
words, and the codes they mean) and in the Kyrgyz names of sections. Letters are folded, and a
longer word may end otherwise, as case endings do.
"""

import csv
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, case, false, func, or_, select
from sqlalchemy.orm import Session

from core.words import Words, folded
from register import profile
from register.models import ItemCode, ItemSection

FILE = "item_words.csv"
MOST_WORDS = 5
_CODE = re.compile(r"[0-9]{2,9}(-[0-9]?)?", re.ASCII)
SHORTEST = 2  # letters of a word that is looked for
LIMIT = 20
MEANT, BEGINS, HOLDS, IN_SECTION = 0, 1, 3, 6
"""How well a word fits, the better the less: it is the everyday word for the thing, a word of the
name begins so, the name holds it somewhere, or only its section is called so."""


@dataclass(frozen=True, slots=True)
class FoundItem:
    """An item code as lists of choices show it; `section` is the name of its section."""

    code: str
    name: Words
    section: Words


@cache
def everyday() -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Our list of everyday words, folded, each row with the beginnings of the codes it means."""
    with (profile.load().folder / FILE).open(encoding="utf-8", newline="") as file:
        return tuple(
            (tuple(folded(row["words"]).split()), tuple(row["codes"].split()))
            for row in csv.DictReader(file)
        )


def find(session: Session, text: str, *, limit: int = LIMIT) -> list[FoundItem]:
    """The item codes that fit every word asked for, the best first; empty where nothing is asked.

    Digits ask for codes that begin with them.
    """
    begun = text.strip().replace(" ", "")
    if _CODE.fullmatch(begun):
        return _told(session, _by_code(begun).limit(limit))
    words = [word for word in folded(text[:100]).split() if len(word) >= SHORTEST][:MOST_WORDS]
    if not words:
        return []
    sections = _sections(session)
    fits = [_fit(stem(word), sections) for word in words]
    query = select(ItemCode.code).where(*(or_(*parts) for parts in fits))
    rank: Any = sum(
        case((meant, MEANT), (named, BEGINS), (held, HOLDS), else_=IN_SECTION)
        for named, meant, held, _section in fits
    )
    length = func.length(ItemCode.name_ru)
    return _told(session, query.order_by(rank, length, ItemCode.code).limit(limit))


def names(session: Session, codes: Collection[str]) -> dict[str, Words]:
    """The names of these item codes; one that the register does not know is left out."""
    rows = session.execute(
        select(ItemCode.code, ItemCode.name_ky, ItemCode.name_ru, ItemCode.name_en).where(
            ItemCode.code.in_(sorted(set(codes)))
        )
    )
    return {code: Words(*told) for code, *told in rows}


def stem(word: str) -> str:
    """A word without what a case ending may be: its first letters, four at least."""
    return word[: max(4, len(word) - 2)]


def _by_code(begun: str) -> Any:
    # Typed digits are looked for as text; whether one code lies within another is not asked.
    begins = ItemCode.code.startswith(begun, autoescape=True)
    return select(ItemCode.code).where(begins).order_by(ItemCode.code)


def _sections(session: Session) -> Sequence[tuple[str, str]]:
    rows = session.execute(select(ItemSection.section, ItemSection.name_ky))
    return [(section, f" {folded(name or '')}") for section, name in rows]


Fit = tuple[ColumnElement[bool], ColumnElement[bool], ColumnElement[bool], ColumnElement[bool]]


def _fit(begun: str, sections: Sequence[tuple[str, str]]) -> Fit:
    """How a word may fit: named so, meant by an everyday word, held in a name, of a section."""
    meant = {
        code
        for words, codes in everyday()
        if any(_same(begun, word) for word in words)
        for code in codes
    }
    within = [section for section, name in sections if f" {begun}" in name]
    return (
        ItemCode.search_key.contains(f" {begun}", autoescape=True),
        or_(false(), *(ItemCode.code.startswith(code) for code in sorted(meant))),
        ItemCode.search_key.contains(begun, autoescape=True),
        ItemCode.section.in_(within),
    )


def _same(begun: str, word: str) -> bool:
    """Is it the same everyday word? Its stem, or a short word whole with its ending."""
    return word.startswith(begun) or (len(word) > SHORTEST and begun.startswith(word))


def _told(session: Session, codes: Any) -> list[FoundItem]:
    """The items of a statement that selects codes, in its order."""
    wanted = list(session.scalars(codes))
    rows = session.execute(
        select(
            ItemCode.code,
            ItemCode.name_ky,
            ItemCode.name_ru,
            ItemCode.name_en,
            ItemSection.name_ky,
            ItemSection.name_ru,
            ItemSection.name_en,
        )
        .outerjoin(ItemSection, ItemSection.section == ItemCode.section)
        .where(ItemCode.code.in_(wanted))
    )
    found = {row[0]: FoundItem(row[0], Words(*row[1:4]), Words(*row[4:7])) for row in rows}
    return [found[code] for code in wanted]
