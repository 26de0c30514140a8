"""Do the papers of an acceptance hold? Judged before anything is valued or counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import clock
from core.columns import quantity
from core.errors import Refusal
from procurement import papers
from procurement.models import AcceptanceLine, Delivery, DeliveryLine

NONE = Decimal(0)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a commission found of a delivered line, in the line's unit.

    `good_until` is the first day the accepted part no longer counts: it expires, or its next
    service, check or survival count is due.
    """

    accepted: Decimal
    refused: Decimal = NONE
    remarks: str | None = None
    good_until: date | None = None


def judge(
    session: Session,
    delivery: Delivery,
    number: str,
    on: date,
    checked: Mapping[int, Checked],
    remarks: str | None,
) -> None:
    """Refuse an acceptance whose papers do not hold; its lines are of the delivery already.

    Raises as `procurement.acts.accept`.
    """
    came = {line.id: line for line in delivery.lines}
    clock.not_after_today(on)
    if delivery.reverses is not None or delivery.is_reversed:
        raise Refusal("delivery.reversed")
    if not number.strip():
        raise Refusal("acceptance.no_number", "number")
    if on < delivery.on:
        raise Refusal("acceptance.before_delivery", "on", delivered_on=delivery.on)
    _within(session, came, checked)
    for found in checked.values():
        if found.refused and not ((remarks or "").strip() or (found.remarks or "").strip()):
            raise Refusal("acceptance.needs_remarks", "remarks")
        if found.good_until is not None and found.good_until <= on:
            raise Refusal("acceptance.good_before", "checked", on=on)


def joined_roles(commission: Sequence[str] | None) -> str | None:
    """The roles of a commission as the record holds them; None when nobody told.

    Raises:
        Refusal: `acceptance.unknown_role` with `role`; `acceptance.no_commission` for none.
    """
    if commission is None:
        return None
    for role in commission:
        if role not in papers.COMMISSION:
            raise Refusal("acceptance.unknown_role", "commission", role=role)
    if not commission:
        raise Refusal("acceptance.no_commission", "commission")
    return papers.joined(commission, papers.COMMISSION)


def _within(
    session: Session, came: Mapping[int, DeliveryLine], checked: Mapping[int, Checked]
) -> None:
    """Nothing is accepted or refused twice, or beyond what came."""
    before = {
        line: accepted + refused
        for line, accepted, refused in session.execute(
            select(
                AcceptanceLine.delivery_line_id,
                func.sum(AcceptanceLine.accepted),
                func.sum(AcceptanceLine.refused),
            )
            .where(AcceptanceLine.delivery_line_id.in_(list(came)))
            .group_by(AcceptanceLine.delivery_line_id)
        )
    }
    if not any(found.accepted or found.refused for found in checked.values()):
        raise Refusal("acceptance.nothing", "checked")
    for line_id, found in checked.items():
        if found.accepted < 0 or found.refused < 0:
            raise Refusal("quantity.negative", "checked")
        left = came[line_id].quantity - before.get(line_id, NONE)
        if quantity(found.accepted) + quantity(found.refused) > left:
            raise Refusal(
                "acceptance.over_delivery",
                "checked",
                school=came[line_id].school,
                left=left,
                found=found.accepted + found.refused,
            )
