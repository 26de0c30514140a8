"""On which days things that spoil quickly came to schools where nobody would eat them for days."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from procurement.models import (
    Contract,
    ContractLine,
    Delivery,
    DeliveryLine,
    MealDay,
    PurchaseLine,
)
from register import profile
from register.school_days import SchoolDays, school_days


def days(session: Session, wanted: Select[Any]) -> dict[int, tuple[date, ...]]:
    """By purchase of which something that spoils quickly came: the days it came too early.

    A day on which the school itself counted meals is none of them, whatever the calendar says.
    """
    came = session.execute(_deliveries(wanted)).all()
    if not came:
        return {}
    waits, calendar = profile.load().perishables.days, school_days(session)
    idle = {day for day in {row.on for row in came} if _idle(calendar, day, waits)}
    eaten = _eaten(session, {row.school for row in came if row.on in idle}, idle)
    found: dict[int, set[date]] = {row.purchase_id: set() for row in came}
    for row in came:
        if row.on in idle and (row.school, row.on) not in eaten:
            found[row.purchase_id].add(row.on)
    return {purchase: tuple(sorted(on)) for purchase, on in found.items()}


def _deliveries(wanted: Select[Any]) -> Any:
    codes = profile.load().perishables.item_codes
    return (
        select(Contract.purchase_id, Delivery.on, DeliveryLine.school)
        .select_from(PurchaseLine)
        .join(ContractLine, ContractLine.purchase_line_id == PurchaseLine.id)
        .join(Contract, Contract.id == ContractLine.contract_id)
        .join(DeliveryLine, DeliveryLine.contract_line_id == ContractLine.id)
        .join(Delivery, Delivery.id == DeliveryLine.delivery_id)
        .where(PurchaseLine.purchase_id.in_(wanted))
        .where(or_(*(PurchaseLine.item_code.startswith(code) for code in codes)))
        .where(Delivery.reverses.is_(None), Delivery.is_reversed.is_(False))
        .distinct()
    )


def _idle(calendar: SchoolDays, day: date, waits: int) -> bool:
    """Is there no school on that day, nor on so many days after it?"""
    return all(calendar.is_free(day + timedelta(days=ahead)) for ahead in range(waits + 1))


def _eaten(session: Session, schools: Iterable[str], idle: Iterable[date]) -> set[tuple[str, date]]:
    """On which of these days which of these schools counted meals all the same."""
    if not idle:
        return set()
    rows = session.execute(
        select(MealDay.school, MealDay.on).where(
            MealDay.school.in_(sorted(schools)), MealDay.on.in_(sorted(idle)), MealDay.served > 0
        )
    )
    return {(school, on) for school, on in rows}
