"""Keeping what flags say: looks, raised flags, changes and totals move together.

A subject whose flags say what they said before writes nothing.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, tuple_
from sqlalchemy.orm import Session

from core.models import table_of
from core.upsert import upsert
from oversight.flags.result import CANNOT_SAY
from oversight.kept.looking import STATES, Seen, Subject, Up, rules
from oversight.kept.models import FlagChange, FlagLook, FlagTotal, RaisedFlag
from register import reports as register

Total = tuple[str, int, str, str]  # place, year, flag, state
CHUNK = 5_000  # keys in one statement: a large holder has more than a base takes at once


@dataclass
class Kept:
    """What was kept of some subjects before: their letters, and the rows of what was up."""

    states: Mapping[Subject, str] = field(default_factory=dict)
    up: Mapping[tuple[Subject, str], Any] = field(default_factory=dict)


@dataclass
class Changes:
    """What has to be written."""

    looks: list[dict[str, Any]] = field(default_factory=list)
    up: list[dict[str, Any]] = field(default_factory=list)
    down: list[tuple[Subject, str]] = field(default_factory=list)
    history: list[dict[str, Any]] = field(default_factory=list)
    totals: Counter[Total] = field(default_factory=Counter)


def keep(session: Session, seen: Iterable[Seen], today: date, size: int) -> Counter[Total]:
    """Put what flags say now in place of what they said; what to add to the totals.

    `size` is that of the journal they were told from. The totals are the caller's to add up
    (`add_totals`), once for many.
    """
    found = list(seen)
    kept = _kept(session, [one.subject for one in found])
    changes = Changes()
    for one in found:
        _compare(one, kept, changes, today, size)
    _write(session, changes)
    return changes.totals


def forget(
    session: Session, subjects: Collection[Subject], today: date, size: int
) -> Counter[Total]:
    """Keep nothing more of these, which flags are not told of any longer; what the totals lose.

    What was up came down, and the history says so: of what is not there nothing can be said.
    """
    kept = _kept(session, subjects)
    totals: Counter[Total] = Counter()
    for subject, states in kept.states.items():
        _count(totals, subject, states, -1)
    _take_down(session, list(kept.up))
    history = [
        _keys(subject)
        | {"flag": flag, "version": row.version, "now": CANNOT_SAY}
        | {"facts": {}, "on": today, "size": size}
        for (subject, flag), row in kept.up.items()
    ]
    if history:
        session.execute(insert(table_of(FlagChange)), history)
    of = FlagLook
    for some in _chunks(list(kept.states)):
        session.execute(delete(of).where(tuple_(of.purchase_id, of.place, of.year).in_(some)))
    return totals


def _kept(session: Session, subjects: Collection[Subject]) -> Kept:
    """By number for purchases, by place and year for years."""
    numbers = [number for number, _, _ in subjects if number]
    holders = [(place, year) for number, place, year in subjects if not number]
    looks = _rows(session, FlagLook, numbers, holders)
    up = _rows(session, RaisedFlag, numbers, holders)
    return Kept(
        {_subject(row): row.states for row in looks}, {(_subject(row), row.flag): row for row in up}
    )


def _subject(row: Any) -> Subject:
    return (row.purchase_id, row.place, row.year)


def _rows(
    session: Session, model: Any, numbers: Sequence[int], holders: Sequence[tuple[str, int]]
) -> list[Any]:
    columns = select(*table_of(model).columns)
    found: list[Any] = []
    for some in _chunks(numbers):
        found += session.execute(columns.where(model.purchase_id.in_(some)))
    for few in _chunks(holders):
        of_years = tuple_(model.place, model.year).in_(few)
        found += session.execute(columns.where(model.purchase_id == 0, of_years))
    return found


def _chunks(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """The keys, as many at a time as a statement takes."""
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _compare(one: Seen, kept: Kept, changes: Changes, today: date, size: int) -> None:
    before = kept.states.get(one.subject)
    if before != one.states:
        changes.looks.append(_keys(one.subject) | {"states": one.states, "on": today})
        if before is not None:
            _count(changes.totals, one.subject, before, -1)
        _count(changes.totals, one.subject, one.states, 1)
        _tell(one, kept, changes, today, size)
    for flag in one.up:
        row = kept.up.get((one.subject, flag))
        told = _up(one, flag, today if row is None or _anew(row, one.up[flag]) else row.since)
        if row is None or told != row._asdict():
            changes.up.append(told)


def _anew(row: Any, up: Up) -> bool:
    """Is a flag for councils only up for another reason now? What a council said of the one before
    makes nothing public of it."""
    same_rule = bool(row.version == up.version)
    return not up.public and same_rule and bool(row.facts != dict(up.facts))


def _up(one: Seen, flag: str, since: date) -> dict[str, Any]:
    up = one.up[flag]
    return _keys(one.subject) | {
        "flag": flag,
        "version": up.version,
        "severity": up.severity,
        "public": up.public,
        "facts": dict(up.facts),
        "amount": one.amount,
        "since": since,
    }


def _tell(one: Seen, kept: Kept, changes: Changes, today: date, size: int) -> None:
    """Note each flag that went up or came down, or is up by another version of its rule; of one
    never looked at only what is up.

    Whether it was up is asked of the rows of what was up, which outlast a change of the rules.
    """
    for flag, letter in zip(rules(one.subject[0]), one.states, strict=True):
        row, up = kept.up.get((one.subject, flag.CODE)), one.up.get(flag.CODE)
        if row is not None and up is None:
            changes.down.append((one.subject, flag.CODE))
        if (row and row.version) == (up and up.version):
            continue
        changes.history.append(
            _keys(one.subject)
            | {
                "flag": flag.CODE,
                "version": flag.VERSION,
                "now": STATES[letter],
                "facts": dict(up.facts) if up else {},
                "on": today,
                "size": size,
            }
        )


def _keys(subject: Subject) -> dict[str, Any]:
    return {"purchase_id": subject[0], "place": subject[1], "year": subject[2]}


def _count(totals: Counter[Total], subject: Subject, states: str, by: int) -> None:
    number, place, year = subject
    for flag, letter in zip(rules(number), states, strict=False):
        totals[place, year, flag.CODE, STATES[letter]] += by


def _write(session: Session, changes: Changes) -> None:
    _take_down(session, changes.down)
    upsert(session, FlagLook, changes.looks)
    upsert(session, RaisedFlag, changes.up)
    if changes.history:
        session.execute(insert(table_of(FlagChange)), changes.history)


def _take_down(session: Session, down: Sequence[tuple[Subject, str]]) -> None:
    of = RaisedFlag
    keys = [(number, place, year, flag) for (number, place, year), flag in down]
    for some in _chunks(keys):
        session.execute(
            delete(of).where(tuple_(of.purchase_id, of.place, of.year, of.flag).in_(some))
        )


def add_totals(session: Session, totals: Mapping[Total, int]) -> None:
    """Add to the totals of the holders, and of all they lie within."""
    changed = {key: by for key, by in totals.items() if by}
    above = register.lineages(session, {place for place, *_ in changed})
    sums: dict[tuple[str, int, str], dict[str, int]] = {}
    for (place, year, flag, state), by in changed.items():
        for scope in above[place]:
            row = sums.setdefault((scope, year, flag), dict.fromkeys(STATES.values(), 0))
            row[state] += by
    rows = [
        {"scope": scope, "year": year, "flag": flag, **counts}
        for (scope, year, flag), counts in sorted(sums.items())
    ]
    upsert(session, FlagTotal, rows, add=tuple(STATES.values()))
