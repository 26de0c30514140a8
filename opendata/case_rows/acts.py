"""What an import of purchases, deliveries or payments does: an officer's acts, all or none."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from core.money import ZERO
from opendata.acts import File
from opendata.case_rows import (
    DELIVERIES,
    PAYMENTS,
    PURCHASES,
    DeliveryWork,
    PaymentWork,
    PurchaseWork,
    kept,
    purchases,
    standing,
    undoing,
)
from opendata.case_rows.preview import seen as state
from opendata.models import Batch
from procurement import acts
from procurement.models import Purchase


def import_purchases(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    work: Sequence[PurchaseWork],
    *,
    seen: int,
    file: File,
) -> Batch:
    """Make and change the drafts of a table. What they held before is kept, to undo that.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `record.changed_meanwhile` when a purchase of that year was drafted since the
            state `seen`; those of `procurement.acts.draft` and `redraft`.
    """
    require(actor, Act.DRAFT_PURCHASE, place)
    _as_seen(session, PURCHASES, place, year, seen)
    before: list[dict[str, Any]] = []
    for one in work:
        if one.number is None:
            done, was = acts.draft(session, actor, place, year, one.values), None
        else:
            was = kept.packed(standing.standing(lock(session, Purchase, one.number)).values)
            done = acts.redraft(session, actor, one.number, one.values, seen=one.seen)
        before.append({"purchase": done.id, "after": done.version, "was": was})
    total = purchases.total(work)
    return _batch(session, actor, PURCHASES, place, year, file, len(work), total, before)


def import_deliveries(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    work: Sequence[DeliveryWork],
    *,
    seen: int,
    file: File,
) -> Batch:
    """Note the deliveries of a table, each by its waybill.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `record.changed_meanwhile` when anything happened under the year's contracts
            since the state `seen`; those of `procurement.acts.deliver`.
    """
    require(actor, Act.DRAFT_PURCHASE, place)
    _as_seen(session, DELIVERIES, place, year, seen)
    for one in work:
        acts.deliver(
            session, actor, one.contract, on=one.on, waybill=one.waybill, arrived=one.arrived
        )
    return _batch(session, actor, DELIVERIES, place, year, file, len(work), ZERO)


def import_payments(
    session: Session,
    actor: Actor,
    place: str,
    year: int,
    work: Sequence[PaymentWork],
    *,
    seen: int,
    file: File,
) -> Batch:
    """Post the payments, advances and refunds of a table, in the order of its rows.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `record.changed_meanwhile` as above; those of `procurement.acts.pay`.
    """
    require(actor, Act.PAY, place)
    _as_seen(session, PAYMENTS, place, year, seen)
    for one in work:
        acts.pay(
            session,
            actor,
            one.contract,
            kind=one.kind,
            amount=one.amount,
            on=one.on,
            document=one.document,
            reason=one.reason,
        )
    sums = (-one.amount if one.kind == "refund" else one.amount for one in work)
    total = sum(sums, ZERO)
    return _batch(session, actor, PAYMENTS, place, year, file, len(work), total)


def undo_purchases(session: Session, actor: Actor, number: int) -> Batch:
    """Throw away the drafts an import made, and give those it changed back what they held.

    Raises:
        NotPermitted: the actor is no officer of the place.
        Refusal: `record.unknown`; `undo.purchases_changed` when one of them is no draft any more,
            was changed or thrown away since; those of `procurement.acts.redraft`.
    """
    batch = lock(session, Batch, number)
    require(actor, Act.DRAFT_PURCHASE, batch.place)
    if batch.undone_at is not None:
        return batch
    for one in undoing.undoable(session, batch):
        if one["was"] is None:
            acts.discard(session, actor, one["purchase"])
        else:
            values = kept.unpacked(one["was"])
            acts.redraft(session, actor, one["purchase"], values, seen=one["after"])
    batch.undone_at, batch.undone_by, batch.before = clock.now(), actor.account, None
    session.flush()
    return batch


def _as_seen(session: Session, kind: str, place: str, year: int, seen: int) -> None:
    now = state(session, kind, place, year)
    if now != seen:
        raise Refusal("record.changed_meanwhile", seen=seen, now=now)


def _batch(
    session: Session,
    actor: Actor,
    kind: str,
    place: str,
    year: int,
    file: File,
    rows: int,
    total: Decimal,
    before: list[dict[str, Any]] | None = None,
) -> Batch:
    batch = Batch(
        kind=kind,
        place=place,
        year=year,
        sha256=file.sha256,
        name=file.name[-80:],
        size=file.size,
        rows=rows,
        total=total,
        before={"purchases": before} if before else None,
        account=actor.account,
        at=clock.now(),
    )
    session.add(batch)
    session.flush()
    return batch
