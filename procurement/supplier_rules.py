"""Who may be the same supplier, and who may not sell. Pure: values in, answers out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations

from core.errors import Refusal
from core.words import folded

CONTACTS = ("phone", "email", "address")
INN = re.compile(r"[0-9]{14}", re.ASCII)
NATIONAL = 9  # digits of a Kyrgyz telephone number without the country and without the zero
LEGAL_FORMS = frozenset(
    {"жчк", "жак", "ачк", "ак", "оао", "ооо", "осоо", "зао", "ао", "чп", "ип", "жи", "мп"}
    | {"мик", "кфх", "llc", "ltd", "ojsc", "cjsc", "jsc"}
)
"""Words that say what kind of firm it is, not which: "ОсОО «Нур»" and "«Нур» ЖЧК" are alike."""
CLOSE = 0.85  # how alike two names are that differ by a letter or two; a default of this project
SHORTEST = 5  # letters; shorter names differ by one letter and are others
LATIN = str.maketrans("abcehkmoptxy", "авсенкмортху")


def checked_inn(inn: str | None, is_person: bool) -> str | None:
    """The tax number as it is kept: 14 digits, of a person beginning with 1 or 2.

    Source: numbers of natural persons begin with 1 (women) or 2 (men) and hold the day of birth;
    open-data notes on the state portal's export. A person may be entered without one.

    Raises:
        Refusal: `supplier.inn_length` with `digits`; `supplier.inn_of_person` for a person's number
            given as a legal entity's; `supplier.inn_of_entity` the other way round;
            `supplier.needs_inn` for a legal entity without one.
    """
    if inn is None:
        if is_person:
            return None
        raise Refusal("supplier.needs_inn", "inn")
    if not INN.fullmatch(inn):
        raise Refusal("supplier.inn_length", "inn", digits=len(inn))
    if is_person_number(inn) and not is_person:
        raise Refusal("supplier.inn_of_person", "inn")
    if is_person and not is_person_number(inn):
        raise Refusal("supplier.inn_of_entity", "inn")
    return inn


def is_person_number(inn: str) -> bool:
    """Is a tax number a natural person's?"""
    return inn[:1] in ("1", "2")


def contact_key(kind: str, value: str) -> str:
    """A contact as it is compared: a telephone by its last nine digits, the rest folded.

    Raises:
        Refusal: `contact.unknown_kind`; `contact.empty`; `contact.no_phone` for fewer than nine
            digits; `contact.no_email` for what no letter could be sent to.
    """
    text = value.strip()
    if kind not in CONTACTS:
        raise Refusal("contact.unknown_kind", "kind", kind=kind[:20])
    if not text:
        raise Refusal("contact.empty", "value")
    if kind == "phone":
        digits = "".join(letter for letter in text if letter.isascii() and letter.isdigit())
        if not NATIONAL <= len(digits) <= 15:
            raise Refusal("contact.no_phone", "value")
        return digits[-NATIONAL:]
    if kind == "email":
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", text):
            raise Refusal("contact.no_email", "value")
        return text.lower()[:120]
    return folded(text)[:120]


def name_key(name: str) -> str:
    """A name as look-alikes are compared: folded, without legal forms, Latin letters Cyrillic."""
    words = [word for word in folded(name).split() if word not in LEGAL_FORMS]
    joined = "".join(sorted(words))
    if any("а" <= letter <= "я" for letter in joined):
        joined = joined.translate(LATIN)
    return joined


@dataclass(frozen=True, slots=True)
class Alike:
    """Two suppliers somebody should look at, and why: "name", "close_name" or a kind of contact."""

    first: int
    second: int
    why: str


def alike(names: Mapping[int, str], contacts: Sequence[tuple[int, str, str]]) -> tuple[Alike, ...]:
    """Pairs of suppliers by number whose names are one but for the legal form, or nearly one, or
    who share a contact (supplier, kind, key). Each pair once for each reason, in order.

    Names are compared within the same three first letters: one that is written otherwise from the
    start is found by its contacts or not at all.
    """
    found: set[Alike] = set()
    keys = {number: name_key(name) for number, name in names.items()}
    for group in _grouped((key, number) for number, key in keys.items() if key):
        found |= {Alike(*pair, "name") for pair in combinations(sorted(group), 2)}
    for group in _grouped((key[:3], n) for n, key in keys.items() if len(key) >= SHORTEST):
        for one, other in combinations(sorted(group), 2):
            if keys[one] != keys[other] and is_close(keys[one], keys[other]):
                found.add(Alike(one, other, "close_name"))
    for kind in CONTACTS:
        known = ((key, number) for number, of, key in contacts if of == kind and number in names)
        for group in _grouped(known):
            found |= {Alike(*pair, kind) for pair in combinations(sorted(group), 2)}
    return tuple(sorted(found, key=lambda pair: (pair.first, pair.second, pair.why)))


def is_close(one: str, other: str) -> bool:
    """Do two names differ by a letter or two, for their length?"""
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.quick_ratio() >= CLOSE and match.ratio() >= CLOSE


def _grouped(pairs: Iterable[tuple[str, int]]) -> list[set[int]]:
    groups: dict[str, set[int]] = {}
    for key, number in pairs:
        groups.setdefault(key, set()).add(number)
    return [group for group in groups.values() if len(group) > 1]


def listed_on(since: date, until: date | None, day: date) -> bool:
    """Does an entry of the list of unreliable suppliers stand on a day? Periods are half-open."""
    return since <= day and (until is None or day < until)
