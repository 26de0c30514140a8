"""By what a payment and a row of an extract are known to be the same. Pure."""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from core.words import folded
from opendata.reconciliation import Ours, Theirs

_LATIN = str.maketrans("abcehkmoptxy", "авсенкмортху")
_MARKED = r"(?:№|n|no|nr|договор\w*|дог|контракт\w*|келишим\w*|contract)[\s.:№]*"
SHORT = 4  # letters below which a number of a contract could be any number
FORMS = frozenset(
    ["ооо", "осоо", "оао", "зао", "ао", "ип", "жчк", "ааж", "жаак", "чп", "жи", "гп", "мп"]
)
"""Legal forms, which one table writes before a name and another leaves out."""
Keys = Callable[[Ours], Iterable[Hashable]]
Marks = Callable[[Theirs], Iterable[Hashable]]


@lru_cache(maxsize=65_536)  # each is asked for with every sign
def plain_document(text: str) -> str:
    """The number of a document as two tables may both write it: "№ 000123" is "123".

    Latin letters that look like Cyrillic ones are read as those.
    """
    kept = "".join(c for c in text.casefold().translate(_LATIN) if c.isalnum())
    return kept.lstrip("0") or kept[-1:]


@lru_cache(maxsize=65_536)
def plain_name(text: str) -> str:
    """The name of a payee without legal form and quotes, its words in the order of letters."""
    return " ".join(sorted(word for word in folded(text).split() if word not in FORMS))


def names_contract(purpose: str, contract: str) -> bool:
    """Does the purpose of a payment name this contract?

    A short number counts only behind a word such as "договор" or "№".
    """
    number = _squeezed(contract).removeprefix("№")
    if not number or number not in _squeezed(purpose):
        return False
    text = _text(purpose)
    at = text.find(number)
    if len(number) >= SHORT and at >= 0 and not _goes_on(text, at, at + len(number)):
        return True
    return _pattern(number).search(text) is not None


def _goes_on(text: str, first: int, last: int) -> bool:
    """Is what stands from `first` to `last` only a part of a longer number?"""
    beside = (text[first - 1 : first], text[last : last + 1])
    return any(sign.isalnum() or sign in ("_", "/", "-") for sign in beside if sign)


@lru_cache(maxsize=65_536)
def _text(purpose: str) -> str:
    return purpose.casefold().translate(_LATIN)


@lru_cache(maxsize=65_536)
def _squeezed(text: str) -> str:
    return "".join(_text(text).split())


@lru_cache(maxsize=4_096)
def _pattern(number: str) -> re.Pattern[str]:
    """What a number of a contract looks like in a text."""
    before = "" if len(number) >= SHORT else _MARKED.translate(_LATIN)
    wanted = r"\s*".join(map(re.escape, number))
    return re.compile(rf"(?<![\w/-]){before}{wanted}(?![\w/-])")


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign two rows are known by: what both have in common, and whether days must be near."""

    ours: Keys
    theirs: Marks
    near: bool


def signs(ours: Iterable[Ours], theirs: Iterable[Theirs]) -> tuple[Sign, ...]:
    """The signs, the surest first. The last three settle what differs: day, document, sum."""
    named = _named(ours, theirs)
    of_contract: Keys = lambda one: [(one.amount, one.contract)]  # noqa: E731
    in_purpose: Marks = lambda row: named[row.key]  # noqa: E731
    return (
        Sign(_document_amount_day, _document_amount_day, near=False),
        Sign(_document_amount, _document_amount, near=False),
        Sign(_payee_amount, _payee_amount, near=True),
        Sign(of_contract, in_purpose, near=True),
        Sign(_name_amount, lambda row: () if row.inn else _name_amount(row), near=True),
        Sign(of_contract, in_purpose, near=False),
        Sign(_document_payee, _document_payee, near=False),
        Sign(_document_name, _document_name, near=False),
    )


def _document_amount_day(one: Ours | Theirs) -> list[Hashable]:
    return _if(plain_document(one.document), one.amount, one.on)


def _document_amount(one: Ours | Theirs) -> list[Hashable]:
    return _if(plain_document(one.document), one.amount)


def _payee_amount(one: Ours | Theirs) -> list[Hashable]:
    return _if(one.inn, one.amount)


def _name_amount(one: Ours | Theirs) -> list[Hashable]:
    return _if(plain_name(one.name), one.amount)


def _document_payee(one: Ours | Theirs) -> list[Hashable]:
    return _if(plain_document(one.document), one.inn, one.amount > 0)


def _document_name(one: Ours | Theirs) -> list[Hashable]:
    return _if(plain_document(one.document), plain_name(one.name), one.amount > 0)


def _if(*parts: Hashable) -> list[Hashable]:
    """One key, where nothing of it is lacking."""
    return [] if any(part in (None, "") for part in parts) else [parts]


def _named(ours: Iterable[Ours], theirs: Iterable[Theirs]) -> dict[int, list[Hashable]]:
    """Of each row the (sum, contract) its purpose names, of contracts paid just that sum."""
    contracts: dict[object, set[str]] = defaultdict(set)
    for one in ours:
        contracts[one.amount].add(one.contract)
    return {
        row.key: [
            (row.amount, contract)
            for contract in contracts.get(row.amount, ())
            if row.purpose and names_contract(row.purpose, contract)
        ]
        for row in theirs
    }
