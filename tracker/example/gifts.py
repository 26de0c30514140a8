"""Voluntary help of the example: entered, once put right, and told of by the council."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

import journal
from budgets.acts import gifts as acts
from core.access import Actor, Role
from core.columns import quantity
from tracker.example.people import Cast
from tracker.example.told import holder, money, told


def enter(session: Session, cast: Cast) -> None:
    """Enter what came, reverse what was wrong, then publish what the council told."""
    council = cast.actors[Role.COUNCIL.value, holder("district")]
    story = told("gifts")
    for entry in story["gifts"]:
        _gift(session, council, entry)
    for entry in story["reports"]:
        minutes, on = entry["minutes"]
        acts.publish_report(
            session,
            council,
            entry["for"],
            int(entry["year"]),
            int(entry["quarter"]),
            told=entry["told"],
            language=entry["language"],
            minutes=minutes,
            minutes_on=date.fromisoformat(on),
        )
        journal.next_act(session)


def _gift(session: Session, council: Actor, entry: Mapping[str, Any]) -> None:
    document, number, on = entry["paper"]
    gift = acts.record(
        session,
        council,
        entry["for"],
        acts.GiftValues(
            on=date.fromisoformat(entry["on"]),
            kind=entry["kind"],
            value=money(entry["som"]),
            about=entry["what"],
            category=entry["category"],
            requirement=entry.get("requirement"),
            quantity=quantity(entry["quantity"]) if "quantity" in entry else None,
            document=document,
            document_number=number,
            document_on=date.fromisoformat(on),
        ),
    )
    journal.next_act(session)
    if "reversed" in entry:
        acts.reverse(session, council, gift.id, reason=entry["reversed"])
        journal.next_act(session)
