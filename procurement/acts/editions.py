"""Adopting an edition of the Standard, where it is known what purchases rest on."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.models import Line
from core.access import Actor
from procurement.models import Covers, PurchaseLine
from standard.acts import Adopted, adopt


def adopt_edition(session: Session, actor: Actor, country: str, text: str, *, on: date) -> Adopted:
    """Adopt a catalogue file as the edition in force: `standard.acts.adopt`.

    A requirement that a purchase or a budget line names cannot be left out: what was bought for it
    would stand for nothing.

    Raises:
        NotPermitted, Refusal: those of `standard.acts.adopt`.
    """
    return adopt(session, actor, country, text, on=on, used=used(session))


def used(session: Session) -> dict[str, int]:
    """How many purchase lines and budget lines name each requirement."""
    counts: dict[str, int] = {}
    for column in (PurchaseLine.requirement, Covers.requirement, Line.requirement):
        rows = session.execute(
            select(column, func.count()).where(column.is_not(None)).group_by(column)
        )
        for code, count in rows:
            counts[str(code)] = counts.get(str(code), 0) + count
    return counts
