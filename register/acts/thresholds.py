"""Limits in som as an editor keeps them: a new value, its confirmation by a source, its end.

Until somebody touches a limit it stands as the country profile has it. The first act about it
writes the profile's values into the register, and from then on the register alone tells of it
(docs/decisions/0020).
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.money import som
from register import limits, profile
from register.models import Threshold

LONGEST = 1000


def set_threshold(
    session: Session,
    actor: Actor,
    country: str,
    code: str,
    *,
    amount: Decimal,
    valid_from: date,
    source: str,
    seen: int,
) -> Threshold:
    """Give a limit another value from a day on, as a default: nobody has confirmed it yet.

    The value in force until then ends on that day. `seen` is the limit's number of changes
    (`register.limits.changes`) that the page was made from.

    Raises:
        NotPermitted: neither editor nor operator at the country.
        Refusal: `threshold.unknown`; `record.changed_meanwhile`; `threshold.amount`;
            `threshold.source_missing`; `threshold.not_after_last` with the `last` beginning.
    """
    require(actor, Act.SET_THRESHOLD, country)
    rows = _rows(session, country, code, seen)
    if som(amount) <= 0:
        raise Refusal("threshold.amount", "amount")
    told = _source(source)
    last = rows[-1]
    begun = last.valid_from or date.min
    if valid_from <= begun or (last.valid_until and valid_from < last.valid_until):
        raise Refusal("threshold.not_after_last", "valid_from", last=last.valid_until or begun)
    if last.valid_until is None:
        last.valid_until = valid_from
    new = Threshold(
        code=code,
        name_ky=last.name_ky,
        name_ru=last.name_ru,
        name_en=last.name_en,
        amount=som(amount),
        valid_from=valid_from,
        standing="default",
        source=told,
    )
    session.add(new)
    _write(session, actor, country, [*rows, new])
    return new


def confirm_threshold(
    session: Session,
    actor: Actor,
    country: str,
    code: str,
    valid_from: date | None,
    *,
    source: str,
    on: date,
    seen: int,
) -> Threshold:
    """Say which source confirms a value, and on which day it was seen: it is no default then.

    Raises:
        NotPermitted: neither editor nor operator at the country.
        Refusal: `threshold.unknown`; `record.changed_meanwhile`; `threshold.source_missing`;
            `threshold.day_ahead`.
    """
    require(actor, Act.SET_THRESHOLD, country)
    rows = _rows(session, country, code, seen)
    row = _one(rows, code, valid_from)
    if on > clock.today():
        raise Refusal("threshold.day_ahead", "on")
    row.source, row.standing, row.confirmed_on = _source(source), "sourced", on
    _write(session, actor, country, rows)
    return row


def end_threshold(
    session: Session,
    actor: Actor,
    country: str,
    code: str,
    valid_from: date | None,
    *,
    until: date,
    source: str,
    seen: int,
) -> Threshold:
    """End a value: `until` is the first day it is not in force. Why, stands in the leaf.

    Raises:
        NotPermitted: neither editor nor operator at the country.
        Refusal: `threshold.unknown`; `record.changed_meanwhile`; `threshold.source_missing`;
            `threshold.ends_before`; `threshold.ended` where it has an end already.
    """
    require(actor, Act.SET_THRESHOLD, country)
    rows = _rows(session, country, code, seen)
    row = _one(rows, code, valid_from)
    if row.valid_until is not None:
        raise Refusal("threshold.ended", "until", until=row.valid_until)
    if until <= (row.valid_from or date.min):
        raise Refusal("threshold.ends_before", "until")
    reason = _source(source)
    row.valid_until = until
    _write(session, actor, country, rows, reason)
    return row


def _rows(session: Session, country: str, code: str, seen: int) -> list[Threshold]:
    """The values of a limit by their beginning, held until the act ends; of one nobody touched
    yet those of the profile, not stored so far."""
    rows = list(
        session.scalars(select(Threshold).where(Threshold.code == code).with_for_update()).all()
    )
    if not rows:
        rows = [
            Threshold(
                code=one.code,
                name_ky=one.names.ky,
                name_ru=one.names.ru,
                name_en=one.names.en,
                amount=one.amount,
                valid_from=one.valid_from,
                valid_until=one.valid_until,
                standing=one.standing,
                source=one.source,
            )
            for one in profile.load(country).thresholds
            if one.code == code
        ]
        session.add_all(rows)
    if not rows:
        raise Refusal("threshold.unknown", threshold=code[:40])
    now = limits.changes(row.rev or 0 for row in rows)
    if now != seen:
        raise Refusal("record.changed_meanwhile", seen=seen, now=now)
    return sorted(rows, key=lambda row: row.valid_from or date.min)


def _one(rows: Sequence[Threshold], code: str, valid_from: date | None) -> Threshold:
    for row in rows:
        if row.valid_from == valid_from:
            return row
    raise Refusal("threshold.unknown", threshold=code[:40])


def _source(text: str) -> str:
    told = " ".join(text.split())[:LONGEST]
    if not told:
        raise Refusal("threshold.source_missing", "source")
    return told


def _write(
    session: Session,
    actor: Actor,
    country: str,
    rows: Sequence[Threshold],
    reason: str | None = None,
) -> None:
    """A leaf for what is new or changed; the rest of the limit stays as it is."""
    changed = [row for row in rows if row in session.new or session.is_modified(row)]
    scopes = {"register", country}
    journal.enter(session, actor, Act.SET_THRESHOLD, *changed, scopes=scopes, reason=reason)
