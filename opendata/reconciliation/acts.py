"""Keeping that payments were compared with an extract, and which of its columns is which."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from opendata.models import ColumnMapping, Reconciliation
from opendata.reconciliation import Theirs, reports, rules
from register import reports as register


def keep(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    theirs: Sequence[Theirs],
    *,
    since: date,
    until: date,
    sha256: str,
    seen: int,
) -> Reconciliation:
    """Keep counts and sums of a comparison; everybody can see them. No row is kept.

    `theirs` are the extract's rows from `since` to `until`, `sha256` that of its file, `seen` how
    many payments of ours the page was made from.

    Raises:
        NotPermitted: the actor is neither officer nor approver of the place.
        Refusal: `extract.no_rows`; `record.changed_meanwhile` when payments were entered since.
    """
    require(actor, Act.RECONCILE, place)
    if not theirs:
        raise Refusal("extract.no_rows", "file")
    ours = reports.payments(session, place, since, until)
    if len(ours) != seen:
        raise Refusal("record.changed_meanwhile", seen=seen, now=len(ours))
    record = Reconciliation(
        place=place,
        year=year,
        since=since,
        until=until,
        on=clock.today(),
        sha256=sha256,
        rows=len(theirs),
        payments=len(ours),
        **rules.tally(rules.matched(ours, theirs)),
        kept_by=actor.account,
    )
    session.add(record)
    scopes = register.lineage(session, place)
    journal.enter(session, actor, Act.RECONCILE, record, scopes=scopes)
    return record


def choose_extract_columns(
    session: Session, actor: Actor, place: str, *, known_by: str, columns: Mapping[str, int]
) -> ColumnMapping:
    """Remember which column of a place's extracts is which, by the words of their header.

    Raises:
        NotPermitted: the actor is neither officer nor approver of the place.
    """
    require(actor, Act.RECONCILE, place)
    mapping = session.scalar(
        select(ColumnMapping)
        .where(ColumnMapping.place == place, ColumnMapping.fingerprint == known_by)
        .with_for_update()
    ) or ColumnMapping(place=place, fingerprint=known_by)
    mapping.mapping = {"columns": dict(columns), "factor": 1}
    mapping.account, mapping.at = actor.account, clock.now()
    session.add(mapping)
    session.flush()
    return mapping
