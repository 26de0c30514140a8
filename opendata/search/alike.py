"""Words that mean the same to whoever searches: those of the country profile."""

import csv
from functools import cache
from hashlib import sha256

from opendata.search.words import FORM, forms, parts
from register import profile

FILE = "search_words.csv"
Name = tuple[frozenset[str], ...]  # the forms of each of its words


@cache
def groups() -> dict[str, tuple[tuple[Name, frozenset[str]], ...]]:
    """By a form of its first word: each name of a group, and the terms of all its names."""
    by_first: dict[str, list[tuple[Name, frozenset[str]]]] = {}
    with (profile.load().folder / FILE).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names = [
                tuple(frozenset(forms(part)) for part in parts(name))
                for name in row["words"].split(";")
            ]
            terms = frozenset(term for name in names for word in name for term in word)
            for name in names:
                for form in name[0]:
                    by_first.setdefault(form, []).append((name, terms))
    return {form: tuple(found) for form, found in by_first.items()}


def also(told: list[tuple[str, ...]]) -> set[str]:
    """The terms of what means the same as words of a text, given by the forms of each word."""
    known = groups()
    found: set[str] = set()
    for place, word in enumerate(told):
        for form in word:
            for name, terms in known.get(form, ()):
                there = told[place : place + len(name)]
                if len(there) == len(name) and all(
                    part.intersection(one) for part, one in zip(name, there, strict=True)
                ):
                    found |= terms
    return found


@cache
def form() -> str:
    """The form of an index made today: how words are spelled, and which mean the same."""
    text = (profile.load().folder / FILE).read_bytes()
    return f"{FORM}-{sha256(text).hexdigest()[:16]}"
