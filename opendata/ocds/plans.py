"""The annual plan as the Kyrgyz portal publishes it, to plan lines of ours. Pure.

Dates of plans carry no zone: they are read as Bishkek's (+06:00, no summer time).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from core.columns import quantity
from core.errors import Refusal
from core.fiscal import is_year
from core.money import ZERO, som
from opendata.ocds import personal
from procurement.acts import PlannedItem, PlannedLine

ZONE = timezone(timedelta(hours=6))
MOST_KEPT = 10_000  # bytes of JSON; a leaf of the journal holds 16 KiB in all
_SOATE = re.compile(r"[0-9]{14}", re.ASCII)
USED = frozenset({"id", "items"})


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody should know about what was read: a code, how often, and facts."""

    code: str
    count: int = 1
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Plan:
    """The lines of one published plan, and the place its buyer's address names."""

    place: str | None
    lines: tuple[PlannedLine, ...]
    notes: tuple[Note, ...]


def plan(release: Mapping[str, Any]) -> Plan | None:
    """The plan in a release, or None when it has none.

    Raises:
        Refusal: `plan.no_year`; `plan.line_without_id`; `plan.line_doubled` (`line`);
            `plan.other_currency` (`currency`); `plan.amount_wrong` (`line`, `found`);
            `plan.quantity_wrong` (`line`, `found`); `plan.ocid_missing`.
    """
    planning = release.get("planning")
    entries = planning.get("plans") if isinstance(planning, Mapping) else None
    if not isinstance(planning, Mapping) or not isinstance(entries, list) or not entries:
        return None
    if not _text(release.get("ocid")):
        raise Refusal("plan.ocid_missing")
    year = _year(planning)
    published, zoneless = _moment(release.get("date") or planning.get("dateCreated"))
    around, contacts, numbers = _around(release, planning)
    notes: list[Note] = []
    lines: list[PlannedLine] = []
    for entry in entries:
        line, of_line = _line(entry, year, published, around)
        if any(line.external_id == one.external_id for one in lines):
            raise Refusal("plan.line_doubled", line=line.external_id)
        lines.append(line)
        notes += of_line
    if zoneless:
        notes.append(Note("plan.date_without_zone", 1, {"read_as": published}))
    if contacts:
        notes.append(Note("plan.contacts_dropped", contacts))
    if numbers:
        notes.append(Note("plan.persons_masked", numbers))
    notes.append(Note("plan.no_requirement", len(lines)))
    notes += _buyer(release, planning)
    return Plan(_place(release), tuple(lines), tuple(notes))


def _text(value: Any, most: int = 80) -> str | None:
    """A name or number as text without blanks around it; None for nothing."""
    if isinstance(value, Decimal):
        value = format(value, "f")
    if not isinstance(value, str):
        return None
    clean = personal.without(" ".join(value.split()))[0]
    return clean[:most] or None


def _year(planning: Mapping[str, Any]) -> int:
    told = _text(planning.get("budgetYear"), 10) or ""
    if not re.fullmatch(r"[0-9]{4}", told, re.ASCII) or not is_year(int(told)):
        raise Refusal("plan.no_year", found=told or "–")
    return int(told)


def _moment(value: Any) -> tuple[str | None, bool]:
    """The publisher's date in UTC, ISO, to the microsecond, and whether it came without a zone."""
    told = _text(value, 40)
    try:
        moment = datetime.fromisoformat(told or "")
    except ValueError:
        return None, False
    zoneless = moment.tzinfo is None
    if zoneless:
        moment = moment.replace(tzinfo=ZONE)
    return moment.astimezone(ZONE).isoformat(timespec="microseconds"), zoneless


def _around(
    release: Mapping[str, Any], planning: Mapping[str, Any]
) -> tuple[dict[str, Any], int, int]:
    """What stands around the lines, without persons; how much of persons was left out."""
    rest = {name: part for name, part in release.items() if name != "planning"}
    rest["planning"] = {name: part for name, part in planning.items() if name != "plans"}
    return personal.without(rest)


def _line(
    entry: Any, year: int, published: str | None, around: Mapping[str, Any]
) -> tuple[PlannedLine, list[Note]]:
    number = _text(entry.get("id")) if isinstance(entry, Mapping) else None
    if number is None:
        raise Refusal("plan.line_without_id")
    amount = _money(entry.get("value"), number)
    listed = entry.get("items")
    items = [_item(item, number) for item in listed] if isinstance(listed, list) else []
    notes = _sums(number, amount, items)
    rest = personal.without({k: v for k, v in entry.items() if k not in USED})[0]
    kept: dict[str, Any] = {"plan": rest, "around": around}
    if len(json.dumps(kept, ensure_ascii=False).encode()) > MOST_KEPT:
        kept = {"left_out": "too large"}
        notes.append(Note("plan.rest_too_large", 1, {"line": number}))
    name = _text(entry.get("budgetLineName"), 500) or _text(entry.get("accountName"), 500)
    title = name or (items[0].title if items else None) or number
    line = PlannedLine(
        external_id=number,
        year=year,
        title=title,
        code=_text(entry.get("budgetLineID"), 20),
        account=_text(entry.get("accountNumber"), 40),
        amount=amount,
        published=published,
        items=tuple(items),
        kept=kept,
    )
    return line, notes


def _money(value: Any, line: str) -> Decimal:
    """The som of a value object, or of a bare number as older data has it."""
    told = value
    if isinstance(value, Mapping):
        currency = value.get("currency")
        if currency not in (None, "KGS"):
            raise Refusal("plan.other_currency", line=line, currency=str(currency)[:10])
        told = value.get("amount")
    try:
        amount = som(format(told, "f") if isinstance(told, Decimal) else str(told))
    except Refusal as refusal:
        raise Refusal("plan.amount_wrong", line=line, found=str(told)[:40]) from refusal
    if amount < 0:
        raise Refusal("plan.amount_wrong", line=line, found=str(told)[:40])
    return amount


def _item(entry: Any, line: str) -> PlannedItem:
    item = entry if isinstance(entry, Mapping) else {}
    about, unit = _inner(item, "classification"), _inner(item, "unit")
    told = item.get("quantity", Decimal(0))
    try:
        count = quantity(format(told, "f") if isinstance(told, Decimal) else str(told))
    except Refusal as refusal:
        raise Refusal("plan.quantity_wrong", line=line, found=str(told)[:40]) from refusal
    title = _text(about.get("description"), 500) or _text(item.get("description"), 500)
    return PlannedItem(
        external_id=_text(item.get("id")),
        item_code=_text(about.get("id"), 20),
        title=title or "–",
        quantity=count,
        unit=_text(unit.get("name"), 40),
        unit_price=_money(unit["value"], line) if unit.get("value") is not None else None,
    )


def _inner(value: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under a name; an empty one where there is something else, or nothing."""
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def _sums(line: str, amount: Decimal, items: Iterable[PlannedItem]) -> list[Note]:
    priced = [item for item in items if item.unit_price is not None]
    total = sum((item.unit_price * item.quantity for item in priced if item.unit_price), ZERO)
    if not priced or total == amount:
        return []
    told = {"line": line, "amount": amount, "items": total.quantize(Decimal("0.01"))}
    return [Note("plan.items_do_not_add_up", 1, told)]


def _parties(release: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    parties = release.get("parties")
    return [p for p in parties if isinstance(p, Mapping)] if isinstance(parties, list) else []


def _buyer(release: Mapping[str, Any], planning: Mapping[str, Any]) -> list[Note]:
    """The buyer's number is in no register of ours yet: said, so that nobody thinks it is."""
    buyer = _inner(planning, "buyer")
    parties = _parties(release)
    name = _text(buyer.get("name"), 120)
    if name is None and parties and not personal.is_person(parties[0]):
        name = _text(_inner(parties[0], "identifier").get("legalName"), 120)
    if personal.is_person(buyer):
        name = None
    return [Note("plan.buyer_not_linked", 1, {"buyer": name or "–"})]


def _place(release: Mapping[str, Any]) -> str | None:
    for party in _parties(release):
        address = party.get("address")
        code = _text(address.get("ateCode")) if isinstance(address, Mapping) else None
        if code and _SOATE.fullmatch(code):
            return code
    return None
