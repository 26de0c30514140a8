"""What the search of a frozen site looks through: a script that assigns one compact array.

A row is [kind, name, address, row it lies within or -1, words]: the words are those of other
languages and the code, folded as everywhere (core.words), where the name does not hold them. What
is typed is folded the same way by assets/js/frozen.js.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.words import LANGUAGES, Words, folded
from procurement.models import Supplier
from register.models import Place, School
from standard import reports as standard
from tracker.freeze.extent import Extent
from tracker.freeze.links import page_file

PLACES, SCHOOLS, SUPPLIERS, REQUIREMENTS = range(4)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to be found: `within` is the code of the place it lies in."""

    kind: int
    code: str
    name: Words
    address: str
    within: str | None = None


def scripts(session: Session, extent: Extent) -> dict[str, bytes]:
    """The index of each language, by its file."""
    entries = tuple(_entries(session, extent))
    return {f"{lang}/search-index.js": _script(entries, lang) for lang in LANGUAGES}


def _entries(session: Session, extent: Extent) -> Iterator[Entry]:
    frozen = {sheet.path for sheet in extent.sheets}
    rows = session.execute(
        select(Place.code, Place.name_ky, Place.name_ru, Place.name_en, Place.parent)
        .where(Place.code.in_(extent.places))
        .order_by(Place.sort_key, Place.code)
    ).all()
    yield from _registered(PLACES, "places", rows, extent)
    rows = session.execute(
        select(School.code, School.name_ky, School.name_ru, School.name_en, School.place).order_by(
            School.sort_key, School.code
        )
    ).all()
    known = set(extent.schools)
    yield from _registered(SCHOOLS, "schools", (row for row in rows if row[0] in known), extent)
    for card in standard.requirements(session):
        yield Entry(REQUIREMENTS, card.code, card.title, f"standard/{card.code}")
    # What is copied cannot be erased: who trades alone is found by no name here.
    named = select(Supplier.id, func.coalesce(Supplier.public_name, ""))
    for number, told in session.execute(named.where(~Supplier.is_person).order_by(Supplier.id)):
        if f"suppliers/{number}" in frozen:
            yield Entry(SUPPLIERS, "", Words(told, told, told), f"suppliers/{number}")


def _registered(
    kind: int, folder: str, rows: Iterable[tuple[str, str, str, str, str]], extent: Extent
) -> Iterator[Entry]:
    for code, ky, ru, en, within in rows:
        year = extent.latest.get(code, extent.years[-1])
        yield Entry(kind, code, Words(ky, ru, en), f"{folder}/{code}/{year}", within)


def _script(entries: tuple[Entry, ...], lang: str) -> bytes:
    places = {entry.code: at for at, entry in enumerate(entries) if entry.kind == PLACES}
    rows = [_row(entry, lang, places) for entry in entries]
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return f"frozenIndex={text.replace('<', chr(92) + 'u003c')}\n".encode()


def _row(entry: Entry, lang: str, places: Mapping[str, int]) -> list[object]:
    name = entry.name.told(lang)[0]
    shown = set(folded(name).split())
    told = (entry.name.ky, entry.name.ru, entry.name.en, entry.code)
    others = dict.fromkeys(word for text in told if text for word in folded(text).split())
    words = " ".join(word for word in others if word not in shown)
    within = places.get(entry.within or "", -1)
    return [entry.kind, name, page_file(entry.address), within, words]
