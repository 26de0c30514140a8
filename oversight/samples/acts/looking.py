"""What the council found when it looked at a purchase of its sample."""

from decimal import Decimal

from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from oversight.samples import rules
from oversight.samples.models import AuditItem, AuditSample
from register import reports as register


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
    sample = lock(session, AuditSample, sample_id)
    lineage = register.lineage(session, sample.place)
    require(actor, Act.LOOK_AT_SAMPLE, *lineage)
    if sample.drawn_on is None:
        raise Refusal("sample.not_drawn")
    item = session.get(AuditItem, (sample_id, purchase_id), with_for_update=True)
    if item is None or item.hits is None:
        raise Refusal("sample.not_chosen")
    told, shown = note.strip(), evidence.strip()
    rules.found(item.amount, audited, error, told, shown, language)
    item.audited = audited
    item.error = error if audited < item.amount else None
    item.note, item.evidence, item.language = told or None, shown, language
    item.looked_on = clock.today()
    scopes = {*lineage, *register.lineage(session, item.place)}
    journal.enter(session, actor, Act.LOOK_AT_SAMPLE, item, scopes=scopes)
    return item
