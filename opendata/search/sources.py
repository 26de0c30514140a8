"""What can be found, read out of the tables: only what public pages show.

Each function gives things of one kind; `keys` names which, None means all there are.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Integer, String, column, exists, func, select, table
from sqlalchemy.orm import Session

from core.words import Words
from opendata.search.things import Thing
from procurement.models import Award, Contract, Purchase, PurchaseLine, Supplier
from procurement.rules import PUBLIC
from register import reports as register
from register.item_search import everyday
from register.models import ItemCode, Place, School
from standard.models import Edition, Requirement

Keys = Collection[str] | None
BATCH = 5_000  # rows read at once
FINDINGS = table(
    "findings",
    column("id", Integer),
    *(column(name, String) for name in ("place", "school", "requirement", "title", "language")),
)
"""The table of oversight.findings, as far as it is read here: that room is a neighbour of this one,
and neither imports the other."""


def _told(*names: Words | None) -> tuple[str, ...]:
    """All there is of names, each text once."""
    texts = (text for name in names if name for text in (name.ky, name.ru, name.en) if text)
    return tuple(dict.fromkeys(texts))


def _narrowed(query: Any, column: Any, keys: Keys, kind: type = str) -> Any:
    return query if keys is None else query.where(column.in_([kind(key) for key in keys]))


class Where:
    """The names of all that places lie within but the country, read once."""

    def __init__(self, session: Session, codes: Collection[str]) -> None:
        self._lines = register.lineages(session, codes)
        steps = {step for line in self._lines.values() for step in line}
        spots = select(Place.code, Place.parent, Place.name_ky, Place.name_ru, Place.name_en)
        rows = session.execute(spots.where(Place.code.in_(steps)))
        self._names = {row[0]: Words(*row[2:]) for row in rows if row[1] is not None}

    def around(self, code: str, *, itself: bool) -> tuple[str, ...]:
        """The names of what a place lies within, and its own if asked."""
        steps = self._lines.get(code, (code,))[0 if itself else 1 :]
        return _told(*(self._names.get(step) for step in steps))


def schools(session: Session, keys: Keys) -> Iterator[Thing]:
    """Schools, found by their place and all it lies within too."""
    query = select(
        School.code, School.place, School.sort_key, School.name_ky, School.name_ru, School.name_en
    ).order_by(School.sort_key, School.code)
    rows = session.execute(_narrowed(query, School.code, keys)).all()
    where = Where(session, {row.place for row in rows})
    for code, place, order, *names in rows:
        name = Words(*names)
        around = where.around(place, itself=True)
        yield Thing("school", code, name, _told(name), place, (code,), around, order)


def places(session: Session, keys: Keys) -> Iterator[Thing]:
    """Places in force. What was merged into one is found by its old name as the successor."""
    query = select(
        Place.code, Place.sort_key, Place.successor, Place.name_ky, Place.name_ru, Place.name_en
    ).order_by(Place.sort_key, Place.code)
    merged: dict[str, list[tuple[str, Words]]] = {}
    for row in session.execute(query.where(Place.successor.is_not(None))):
        merged.setdefault(row.successor, []).append((row.code, Words(*row[3:])))
    alive = _narrowed(query.where(Place.successor.is_(None)), Place.code, keys)
    rows = session.execute(alive).all()
    where = Where(session, {row.code for row in rows})
    for code, order, _none, *names in rows:
        name = Words(*names)
        before = list(_before(merged, code))
        texts = _told(name, *(old for _code, old in before))
        codes = (code, *(old for old, _name in before))
        yield Thing(
            "place", code, name, texts, code, codes, where.around(code, itself=False), order
        )


def _before(
    merged: Mapping[str, list[tuple[str, Words]]], code: str
) -> Iterator[tuple[str, Words]]:
    for old, name in merged.get(code, ()):
        yield old, name
        yield from _before(merged, old)


def requirements(session: Session, keys: Keys) -> Iterator[Thing]:
    """The requirements of the edition in force, found by what is to be bought for them too."""
    in_force = select(func.max(Edition.id)).scalar_subquery()
    query = (
        select(
            Requirement.code,
            Requirement.items,
            Requirement.title_ky,
            Requirement.title_ru,
            Requirement.title_en,
        )
        .where(Requirement.edition_id == in_force)
        .order_by(Requirement.position, Requirement.code)
    )
    rows = session.execute(_narrowed(query, Requirement.code, keys))
    for place, (code, items, *names) in enumerate(rows):
        name = Words(*names)
        bought = [Words(*(item.get(lang) for lang in ("ky", "ru", "en"))) for item in items]
        texts = _told(name, *bought)
        yield Thing("requirement", code, name, texts, None, (code,), (), f"{place:06d}")


def suppliers(session: Session, keys: Keys) -> Iterator[Thing]:
    """Suppliers who were chosen. A person is found by name, as pages show it, and by no number."""
    query = (
        select(Supplier.id, Supplier.public_name, Supplier.person_name, Supplier.public_inn)
        .where(
            exists().where(Award.supplier_id == Supplier.id)
            | exists().where(Contract.supplier_id == Supplier.id)
        )
        .order_by(Supplier.id)
    )
    for number, public, person, inn in session.execute(_narrowed(query, Supplier.id, keys, int)):
        name = public or person
        if not name:  # erased: nobody is found by nothing
            continue
        codes = (inn,) if inn and person is None else ()
        yield Thing("supplier", str(number), Words(name, name, name), (name,), None, codes)


def purchases(session: Session, keys: Keys) -> Iterator[Thing]:
    """Public purchases: by their title, the names of their place, the codes of their lines."""
    query = (
        select(Purchase.id, Purchase.place, Purchase.title, Purchase.language)
        .where(Purchase.status.in_(PUBLIC))
        .order_by(Purchase.id)
    )
    names: dict[str, Words] = {}
    read = session.execute(_narrowed(query, Purchase.id, keys, int)).partitions(BATCH)
    for rows in read:
        lines = _codes(session, [row.id for row in rows])
        unknown = {row.place for row in rows} - set(names)
        names |= register.names(session, unknown) if unknown else {}
        for number, place, title, language in rows:
            name = Words(**{language: title})
            codes = lines.get(number, ())
            around = _told(names.get(place))
            yield Thing("purchase", str(number), name, (title,), place, codes, around)


def _codes(session: Session, numbers: Collection[int]) -> dict[int, tuple[str, ...]]:
    """The item codes and requirements of purchases' lines."""
    found: dict[int, dict[str, None]] = {}
    lines = select(PurchaseLine.purchase_id, PurchaseLine.item_code, PurchaseLine.requirement)
    for number, *codes in session.execute(
        lines.where(PurchaseLine.purchase_id.in_(numbers)).order_by(PurchaseLine.id)
    ):
        found.setdefault(number, {}).update((code, None) for code in codes if code)
    return {number: tuple(codes) for number, codes in found.items()}


def items(session: Session, keys: Keys) -> Iterator[Thing]:
    """Item codes of public purchases, found by the everyday words of the profile too."""
    query = select(ItemCode.code, ItemCode.name_ky, ItemCode.name_ru, ItemCode.name_en)
    if keys is None:
        bought = select(PurchaseLine.item_code).join(Purchase).where(Purchase.status.in_(PUBLIC))
        query = query.where(ItemCode.code.in_(bought.distinct()))
    for code, *names in session.execute(
        _narrowed(query, ItemCode.code, keys).order_by(ItemCode.code)
    ):
        name = Words(*names)
        meant = [
            " ".join(words)
            for words, begun in everyday()
            if any(code.startswith(each) for each in begun)
        ]
        yield Thing("item", code, name, (*_told(name), *meant), None, (code,), (), code)


def findings(session: Session, keys: Keys) -> Iterator[Thing]:
    """Findings of councils: by their title, the names of their place, school and requirement."""
    query = select(*FINDINGS.c).order_by(FINDINGS.c.id)
    read = session.execute(_narrowed(query, FINDINGS.c.id, keys, int)).partitions(BATCH)
    for rows in read:
        spots = {code for row in rows for code in (row.place, row.school) if code}
        names = register.names(session, spots)
        for number, place, school, requirement, title, language in rows:
            name = Words(**{language: title})
            codes = tuple(code for code in (school, requirement) if code)
            around = _told(names.get(place), names.get(school or ""))
            yield Thing("finding", str(number), name, (title,), place, codes, around)


SOURCES: Mapping[str, Callable[[Session, Keys], Iterator[Thing]]] = {
    "school": schools,
    "place": places,
    "requirement": requirements,
    "supplier": suppliers,
    "purchase": purchases,
    "finding": findings,
    "item": items,
}
