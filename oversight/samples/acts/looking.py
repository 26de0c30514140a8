"""What the council found when it looked at a purchase of its sample, or at many of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from oversight.samples import rules
from oversight.samples.models import AuditItem, AuditSample
from oversight.samples.reports.samples import state
from register import reports as register


@dataclass(frozen=True, slots=True)
class Result:
    """What was found of one purchase of a sample: see `look`."""

    purchase: int
    audited: Decimal
    error: str | None
    note: str
    evidence: str
    language: str


def look(
    session: Session,
    actor: Actor,
    sample_id: int,
    purchase_id: int,
    *,
    audited: Decimal,
    error: str | None,
    note: str,
    evidence: str,
    language: str,
) -> AuditItem:
    """Say how much of a chosen purchase is due by its papers, som, and by which papers.

    Where it is all of it there is no error. What was said before stays in the journal.

    Raises:
        NotPermitted: no council of the sample's place or of one it lies within.
        Refusal: `sample.not_drawn`; `sample.not_chosen`; those of `rules.found`.
    """
    found = Result(purchase_id, audited, error, note, evidence, language)
    [item] = look_at_many(session, actor, sample_id, [found])
    return item


def look_at_many(
    session: Session,
    actor: Actor,
    sample_id: int,
    results: Sequence[Result],
    *,
    seen: int | None = None,
) -> list[AuditItem]:
    """Say the same of many purchases at once: of all of them, or of none.

    `seen` is the sample's state they were compared with (oversight.samples.reports.samples.state).

    Raises:
        NotPermitted, Refusal: as `look`; `record.changed_meanwhile`.
    """
    sample = lock(session, AuditSample, sample_id)
    lineage = register.lineage(session, sample.place)
    require(actor, Act.LOOK_AT_SAMPLE, *lineage)
    if sample.drawn_on is None:
        raise Refusal("sample.not_drawn")
    now = state(session, sample_id)
    if seen not in (None, now):
        raise Refusal("record.changed_meanwhile", seen=seen, now=now)
    items = [_entered(session, sample_id, one) for one in results]
    lines = register.lineages(session, {item.place for item in items})
    scopes = {*lineage, *(code for line in lines.values() for code in line)}
    journal.enter(session, actor, Act.LOOK_AT_SAMPLE, *items, scopes=scopes)
    return items


def _entered(session: Session, sample_id: int, found: Result) -> AuditItem:
    item = session.get(AuditItem, (sample_id, found.purchase), with_for_update=True)
    if item is None or item.hits is None:
        raise Refusal("sample.not_chosen")
    note, evidence = found.note.strip(), found.evidence.strip()
    rules.found(item.amount, found.audited, found.error, note, evidence, found.language)
    item.audited = found.audited
    item.error = found.error if found.audited < item.amount else None
    item.note, item.evidence, item.language = note or None, evidence, found.language
    item.looked_on = clock.today()
    return item
