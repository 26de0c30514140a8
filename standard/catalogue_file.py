"""The catalogue of the Standard as a file: its entries, and the reading of them.

The file is ours to write by hand (`standard/catalogue/2026.yaml`), or an editor's own edition.
`problems` names every fault with its line; `read` gives the entries of a file without fault.
Nothing here touches the database. The shape of the file is told in standard/catalogue/CHANGES.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from core.errors import Refusal
from core.words import Words
from standard.catalogue_check import PLAIN_LISTS, RICH_LISTS, check, split_pair
from standard.catalogue_walk import Problem, decimal_of
from standard.yaml_tree import Unreadable, parse

LISTS = (*PLAIN_LISTS, *RICH_LISTS)


@dataclass(frozen=True, slots=True)
class Category:
    """An officer's spending category, and the (domain, subdomain) pairs that fall in it."""

    name: Words
    covers: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Basis:
    """What a criterion is counted on: pupils, floors, deliveries.

    `each` says "in each school"; `every` "for every {per} pupils" (forms split by "|"); `of` what
    a percentage is a part of. The last two are None where no criterion may need them. `counted`
    is "asked" (the school's passport) or "derived" (our own records: purchases, complaints).
    """

    name: Words
    each: Words
    every: Words | None
    of: Words | None
    counted: str


@dataclass(frozen=True, slots=True)
class Unit:
    """`name` stands alone (in a table); `counted` follows a number, forms split by "|"."""

    name: Words
    counted: Words


@dataclass(frozen=True, slots=True)
class Period:
    """`one` says "a year", `many` "in {n} years" (forms split by "|")."""

    name: Words
    one: Words
    many: Words


@dataclass(frozen=True, slots=True)
class Lists:
    """The coded lists of an edition, each by its code, in the order of the file."""

    domains: Mapping[str, Words]
    subdomains: Mapping[str, Words]
    categories: Mapping[str, Category]
    bases: Mapping[str, Basis]
    units: Mapping[str, Unit]
    periods: Mapping[str, Period]
    types: Mapping[str, Words]
    comparators: Mapping[str, Words]
    source_kinds: Mapping[str, Words]
    value_statuses: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class Criterion:
    """When a requirement is met.

    `quantity` of the requirement's unit per `per` of `basis`; a percentage has per 100, boolean 1
    means yes and 0 no. `within` whole periods (`period` is a code) for what is counted over time:
    both or neither. `measure` says what our own records tell of a derived basis; None: nothing
    yet. `value_status` "default" is our own editable number, never law. `meaning`
    says what counts, without the number; None where title and sentence say all.
    """

    type: str
    basis: str
    quantity: Decimal
    per: Decimal
    comparator: str
    within: int | None
    period: str | None
    value_status: str
    unit: str
    meaning: Words | None
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Lasting:
    """For how many months what was bought or found may be relied on, and the number's standing."""

    months: int
    value_status: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a requirement comes from, as the catalogue's writers noted it (one language)."""

    kind: str
    ref: str
    note: str


@dataclass(frozen=True, slots=True)
class ItemCode:
    """A code of the national item classification, with its name in the register (Russian)."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class RequirementEntry:
    """One requirement: what must be there, why, how much, from where, what to buy."""

    code: str
    domain: str
    subdomain: str
    category: str
    title: Words
    why: Words
    unit: str
    criterion: Criterion
    priority: int
    source: Source
    items: tuple[Words, ...]
    okgz: tuple[ItemCode, ...]
    lasts: Lasting | None = None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One edition of the Standard; `requirements` in the order of the file."""

    edition: str
    country: str
    title: Words
    lists: Lists
    requirements: tuple[RequirementEntry, ...]


def problems(text: str) -> list[Problem]:
    """Return every fault of a catalogue file, by line; an empty list when it may be read."""
    return list(_judged(text)[0])


def read(text: str) -> Catalogue:
    """Return the edition a catalogue file holds. Quantities are Decimal as written.

    Raises:
        Refusal: the code and facts of the file's first problem, with `line` (from 1) and
            `requirement` (its code, or None).
    """
    found, catalogue = _judged(text)
    if catalogue is None:
        first = found[0]
        facts = {**first.facts, "line": first.line, "requirement": first.requirement}
        raise Refusal(first.code, **facts)
    return catalogue


@lru_cache(maxsize=4)  # an editor's every page reads the draft: a tenth of a second each time
def _judged(text: str) -> tuple[tuple[Problem, ...], Catalogue | None]:
    """Every fault of a file; without a fault, what it holds."""
    try:
        root = parse(text)
    except Unreadable as error:
        return (Problem(error.code, error.line, None, error.facts),), None
    found = tuple(check(root))
    return found, None if found else _catalogue(root.plain())


def _catalogue(data: Mapping[str, Any]) -> Catalogue:
    meta = data["meta"]
    return Catalogue(
        edition=meta["edition"],
        country=meta["country"],
        title=Words(**meta["title"]),
        lists=lists_from({kind: meta[kind] for kind in LISTS}),
        requirements=tuple(_requirement(entry) for entry in data["requirements"]),
    )


def lists_from(data: Mapping[str, Any]) -> Lists:
    """Return the coded lists from the plain maps of the file (or of `lists_data`)."""
    return Lists(
        categories={
            code: Category(Words(**entry["name"]), frozenset(map(split_pair, entry["covers"])))
            for code, entry in data["categories"].items()
        },
        bases={code: _basis(entry) for code, entry in data["bases"].items()},
        units={
            code: Unit(Words(**entry["name"]), Words(**entry["counted"]))
            for code, entry in data["units"].items()
        },
        periods={
            code: Period(*(Words(**entry[part]) for part in ("name", "one", "many")))
            for code, entry in data["periods"].items()
        },
        **{kind: {c: Words(**w) for c, w in data[kind].items()} for kind in PLAIN_LISTS},
    )


def lists_data(lists: Lists) -> dict[str, dict[str, Any]]:
    """Return the coded lists as plain maps of strings, by kind and code: what JSON can keep."""
    data = {kind: {c: _kept(e) for c, e in getattr(lists, kind).items()} for kind in LISTS}
    for code, category in lists.categories.items():
        data["categories"][code]["covers"] = sorted("/".join(pair) for pair in category.covers)
    return data


def criterion_from(data: Mapping[str, Any], unit: str) -> Criterion:
    """Return a criterion from the plain map of the file (or of `criterion_data`)."""
    within, meaning = data.get("within"), data.get("meaning")
    return Criterion(
        type=data["type"],
        basis=data["basis"],
        quantity=decimal_of(data["quantity"]),
        per=decimal_of(data["per"]),
        comparator=data["comparator"],
        within=int(within) if within else None,
        period=data.get("period"),
        value_status=data["value_status"],
        unit=unit,
        meaning=Words(**meaning) if meaning else None,
        measure=data.get("measure"),
    )


def criterion_data(criterion: Criterion) -> dict[str, Any]:
    """Return a criterion as a plain map of strings, without its unit: what JSON can keep."""
    data = {name: value for name, value in _kept(criterion).items() if name != "unit"}
    for name in ("quantity", "per"):
        data[name] = format(getattr(criterion, name), "f")
    if criterion.within is not None:
        data["within"] = str(criterion.within)
    return data


def _kept(value: Any) -> Any:
    """Dataclasses as maps, without what is None."""
    if is_dataclass(value):
        kept = {part.name: _kept(getattr(value, part.name)) for part in fields(value)}
        return {name: part for name, part in kept.items() if part is not None}
    return value


def _basis(data: Mapping[str, Any]) -> Basis:
    every, of = data.get("every"), data.get("of")
    return Basis(
        name=Words(**data["name"]),
        each=Words(**data["each"]),
        every=Words(**every) if every else None,
        of=Words(**of) if of else None,
        counted=data["counted"],
    )


def _requirement(data: Mapping[str, Any]) -> RequirementEntry:
    return RequirementEntry(
        **{key: data[key] for key in ("code", "domain", "subdomain", "category", "unit")},
        title=Words(**data["title"]),
        why=Words(**data["why"]),
        criterion=criterion_from(data["criterion"], data["unit"]),
        priority=int(data["priority"]),
        source=Source(**data["source"]),
        items=tuple(Words(**item) for item in data.get("items") or ()),
        okgz=tuple(ItemCode(**item) for item in data.get("okgz") or ()),
        lasts=lasting_from(data.get("lasts")),
    )


def lasting_from(data: Mapping[str, Any] | None) -> Lasting | None:
    """Return how long a requirement lasts from the plain map of the file, or None."""
    return Lasting(int(data["months"]), data["value_status"]) if data else None
