"""Which row of an extract is which payment. Pure; the order of the rows does not matter.

From the surest sign to the weakest, each time only those are put together that have one partner
and are that one's only partner; the others wait for the next sign. What still has a partner in the
end, and more than one to choose from, is ambiguous: it is said, not guessed.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from core.money import ZERO
from core.words import folded
from opendata.reconciliation import DAYS, Found, Ours, Pair, Theirs
from opendata.reconciliation.signs import (
    Sign,
    names_contract,
    plain_document,
    plain_name,
    signs,
)


def matched(ours: Sequence[Ours], theirs: Sequence[Theirs], days: int = DAYS) -> Found:
    """Each payment and each row in its class. `days` may lie between a payment's days.

    Keys of payments, and keys of rows, are each used once.
    """
    here = {one.key: one for one in ours}
    there = {one.key: one for one in theirs}
    known_by = signs(ours, theirs)
    pairs: list[Pair] = []
    for sign in known_by:
        for mine, row in _alone(sign, here.values(), there.values(), days):
            pairs.append(Pair(mine, row, _differs(mine, row, days)))
            del here[mine.key], there[row.key]
    torn_here, torn_there = _torn(known_by, here.values(), there.values(), days)
    pairs.sort(key=lambda pair: (pair.theirs.key, pair.ours.key))
    return Found(
        matched=tuple(pair for pair in pairs if not pair.differs),
        different=tuple(pair for pair in pairs if pair.differs),
        missing_here=tuple(row for key, row in sorted(there.items()) if key not in torn_there),
        missing_there=tuple(one for key, one in sorted(here.items()) if key not in torn_here),
        ambiguous_here=tuple(here[key] for key in sorted(torn_here)),
        ambiguous_there=tuple(there[key] for key in sorted(torn_there)),
    )


def _alone(
    sign: Sign, ours: Iterable[Ours], theirs: Iterable[Theirs], days: int
) -> Iterator[tuple[Ours, Theirs]]:
    """The pairs of which each has only the other."""
    mine, rows = list(ours), list(theirs)
    for_ours, for_theirs = _partners(sign, mine, rows, days)
    by_key = {row.key: row for row in rows}
    for one in mine:
        count, partner = for_ours[one.key]
        if count == 1 and for_theirs[partner] == (1, one.key):
            yield one, by_key[partner]


Partners = dict[int, tuple[int, int]]  # of each key: how many partners, and one of them


def _partners(
    sign: Sign, ours: Sequence[Ours], theirs: Sequence[Theirs], days: int
) -> tuple[Partners, Partners]:
    """How many partners each has by this sign, and one of them; counted, never listed."""
    for_ours: Partners = {one.key: (0, 0) for one in ours}
    for_theirs: Partners = {row.key: (0, 0) for row in theirs}
    groups: dict[Hashable, tuple[list[Ours], list[Theirs]]] = defaultdict(lambda: ([], []))
    for one in ours:
        for key in sign.ours(one):
            groups[key][0].append(one)
    for row in theirs:
        for key in sign.theirs(row):
            if key in groups:
                groups[key][1].append(row)
    for mine, rows in groups.values():
        _count(mine, rows, for_ours, sign.near, days)
        _count(rows, mine, for_theirs, sign.near, days)
    return for_ours, for_theirs


def _count(
    some: Sequence[Ours | Theirs],
    others: Sequence[Ours | Theirs],
    found: Partners,
    near: bool,
    days: int,
) -> None:
    """Add to each of `some` how many of `others` it may be."""
    by_day = sorted(others, key=lambda one: (one.on, one.key))
    dates = [one.on for one in by_day]
    for one in some:
        first, last = 0, len(by_day)
        if near:
            first = bisect_left(dates, one.on - timedelta(days=days))
            last = bisect_right(dates, one.on + timedelta(days=days))
        if first < last:
            before = found[one.key][0]
            found[one.key] = (before + last - first, by_day[first].key)


def _torn(
    known_by: Sequence[Sign], ours: Iterable[Ours], theirs: Iterable[Theirs], days: int
) -> tuple[set[int], set[int]]:
    """Of what is left: the keys of payments and of rows that still have a partner by any sign."""
    mine, rows = list(ours), list(theirs)
    torn_here: set[int] = set()
    torn_there: set[int] = set()
    for sign in known_by:
        for_ours, for_theirs = _partners(sign, mine, rows, days)
        torn_here |= {key for key, (count, _) in for_ours.items() if count}
        torn_there |= {key for key, (count, _) in for_theirs.items() if count}
    return torn_here, torn_there


def _differs(one: Ours, row: Theirs, days: int) -> tuple[str, ...]:
    """What of a payment and its row is not the same; what the row does not tell cannot differ."""
    found = []
    if one.amount != row.amount:
        found.append("amount")
    if abs((one.on - row.on).days) > days:
        found.append("on")
    if row.document and plain_document(one.document) != plain_document(row.document):
        found.append("document")
    return tuple(found)


@dataclass(frozen=True, slots=True)
class OpenContract:
    """A contract under which a row that is missing here may be entered as a payment."""

    id: int
    number: str
    inn: str | None
    name: str


def contracts_for(row: Theirs, contracts: Iterable[OpenContract]) -> tuple[OpenContract, ...]:
    """The contracts a row may be a payment of: named in its purpose, else all of its payee."""
    some = list(contracts)
    named = tuple(one for one in some if names_contract(row.purpose, one.number))
    if named:
        return named
    name = plain_name(row.name)
    return tuple(
        one
        for one in some
        if (row.inn and one.inn == row.inn)
        or (not row.inn and name and plain_name(one.name) == name)
    )


def is_person(row: Theirs) -> bool:
    """Is the payee a natural person? Their tax number begins with 1 or 2; or a sole trader."""
    words = folded(row.name).split()
    return (row.inn or "")[:1] in ("1", "2") or bool(words and words[0] in ("ип", "чп", "жи"))


def tally(found: Found) -> dict[str, int | Decimal]:
    """How many there are of each class and what they come to, som: what a record keeps.

    Both sides add up: matched, different, ambiguous and missing there are our payments; matched,
    different, ambiguous and missing here are the extract.
    """
    return {
        "matched": len(found.matched),
        "matched_amount": _sum(pair.ours for pair in found.matched),
        "different": len(found.different),
        "different_ours": _sum(pair.ours for pair in found.different),
        "different_theirs": _sum(pair.theirs for pair in found.different),
        "missing_here": len(found.missing_here),
        "missing_here_amount": _sum(found.missing_here),
        "missing_there": len(found.missing_there),
        "missing_there_amount": _sum(found.missing_there),
        "ambiguous_here": len(found.ambiguous_here),
        "ambiguous_here_amount": _sum(found.ambiguous_here),
        "ambiguous_there": len(found.ambiguous_there),
        "ambiguous_there_amount": _sum(found.ambiguous_there),
    }


def _sum(rows: Iterable[Ours | Theirs]) -> Decimal:
    return sum((row.amount for row in rows), ZERO)
