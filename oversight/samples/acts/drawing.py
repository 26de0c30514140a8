"""A sample is announced, and drawn by a seed that nobody knew when it was announced."""

import secrets
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.fiscal import is_year
from core.models import lock
from journal import heads, verify
from oversight.samples import rules, sampling
from oversight.samples.models import AuditItem, AuditSample, AuditSecret
from oversight.samples.reports import population, samples
from oversight.samples.reports.population import Counted
from oversight.samples.sampling import STRATA
from register import reports as register


def announce(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    *,
    size: int,
    strata: str,
    confidence: int,
    tolerable: int,
) -> AuditSample:
    """Say that `size` purchases of a place and year will be looked at, and fix the population.

    The population is what the journal holds at this moment, with the flags of today, and every
    purchase of it gets its leaf. A secret is made, of which only the SHA-256 is told; `draw` tells
    it. `confidence` is in percent, `tolerable` in tenths of a percent of the money.

    Raises:
        NotPermitted: no council of the place or of one it lies within.
        Refusal: `record.unknown` for the place; `sample.year`; those of `rules.plan`.
    """
    if not is_year(year):
        raise Refusal("sample.year", "year")
    if register.place(session, place) is None:
        raise Refusal("record.unknown", table="places", key=place[:32])
    lineage = register.lineage(session, place)
    require(actor, Act.ANNOUNCE_SAMPLE, *lineage)
    counted = population.of_place(session, place, year)
    parts = len({one.raised for one in counted}) if STRATA.get(strata) else 1
    rules.plan(size, len(counted), strata, parts, confidence, tolerable)
    secret = secrets.token_hex(32)
    sample = AuditSample(
        place=place,
        year=year,
        size=size,
        strata=strata,
        confidence=confidence,
        tolerable=tolerable,
        journal_size=verify.root(session)[0],
        units=len(counted),
        amount=sum(one.amount for one in counted),
        promise=sampling.promise_of(secret),
        announced_on=clock.today(),
    )
    session.add(sample)
    session.flush()
    session.add(AuditSecret(sample_id=sample.id, secret=secret))
    rows = [_row(sample.id, one) for one in counted]
    session.execute(insert(AuditItem), rows)
    journal.enter(session, actor, Act.ANNOUNCE_SAMPLE, sample, scopes=lineage)
    journal.enter_rows(
        session,
        actor,
        Act.ANNOUNCE_SAMPLE,
        AuditItem,
        rows,
        places=lambda row: (row["place"],),
        scopes=_scopes(session, place, {one.place for one in counted}),
    )
    return sample


def _row(sample: int, one: Counted) -> dict[str, Any]:
    return {
        "sample_id": sample,
        "purchase_id": one.purchase,
        "place": one.place,
        "amount": one.amount,
        "raised": one.raised,
        "rev": 1,
    }


def _scopes(session: Session, place: str, holders: set[str]) -> set[str]:
    lineages = register.lineages(session, {place, *holders})
    return {code for line in lineages.values() for code in line}


def draw(session: Session, actor: Actor, sample_id: int, *, checkpoint: int) -> AuditSample:
    """Draw a sample by the first checkpoint after its announcement: the end of the next act.

    There is nothing to choose: `checkpoint` is its size, so that everybody means the same one.

    Raises:
        NotPermitted: no council of the place or of one it lies within.
        Refusal: `sample.drawn`; `sample.secret_gone` in a base rebuilt from the journal alone;
            those of `rules.seed`.
    """
    sample = lock(session, AuditSample, sample_id)
    require(actor, Act.DRAW_SAMPLE, *register.lineage(session, sample.place))
    if sample.drawn_on is not None:
        raise Refusal("sample.drawn")
    card = samples.sample(session, sample_id)
    assert card is not None
    first = samples.checkpoint(session, card)
    rules.seed(checkpoint, samples.announced_until(session, card), first)
    kept = session.get(AuditSecret, sample_id)
    if kept is None:
        raise Refusal("sample.secret_gone")
    sample.checkpoint_size, sample.secret = checkpoint, kept.secret
    sample.checkpoint_root = heads.root_at(session, checkpoint).hex()
    sample.drawn_on = clock.today()
    session.delete(kept)
    chosen = _choose(session, sample)
    places = {one.place for one in chosen}
    scopes = _scopes(session, sample.place, places)
    journal.enter(session, actor, Act.DRAW_SAMPLE, sample, *chosen, scopes=scopes)
    return sample


def _choose(session: Session, sample: AuditSample) -> list[AuditItem]:
    """Mark the purchases that are drawn."""
    session.flush()
    card = samples.sample(session, sample.id)
    found = samples.drawn(card, samples.population(session, sample.id)) if card else None
    assert found is not None
    by_purchase = {one.purchase: one for one in found.chosen}
    items = session.scalars(
        select(AuditItem)
        .where(AuditItem.sample_id == sample.id, AuditItem.purchase_id.in_(by_purchase))
        .order_by(AuditItem.purchase_id)
    ).all()
    for item in items:
        one = by_purchase[item.purchase_id]
        item.hits, item.certain = one.hits, one.certain
    return list(items)
