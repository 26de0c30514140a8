"""Loading a register of schools or places: who is counted, and where, changes with it."""

from typing import Any

from sqlalchemy.orm import Session

from core.access import Actor
from register import acts as register
from standard import totals

COUNTED = ("places", "schools")


def load_register(session: Session, actor: Actor, country: str, kind: str, rows: Any) -> Any:
    """Bring a register in: `register.acts.load`; then count every school anew where it matters.

    Raises:
        NotPermitted, Refusal: those of `register.acts.load`.
    """
    done = register.load(session, actor, country, kind, rows)
    if kind in COUNTED and (done.new or done.changed):
        totals.recount(session)
    return done
