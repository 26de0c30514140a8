"""A monitoring round begins and ends."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from oversight.visits import rules
from oversight.visits.models import Round, VisitDraft
from register import reports as register
from standard import reports as standard


def announce(
    session: Session,
    actor: Actor,
    place: str,
    *,
    first_on: date,
    last_on: date,
    domains: Collection[str],
    schools: Collection[str] = (),
    about: str | None = None,
) -> Round:
    """Say before everybody when which schools are looked at for which domains of the Standard.

    Both days belong to the round. Without `schools` all of the place are meant, those that come
    later too. A round of the past may be entered: what was written on paper then is typed in now.

    Raises:
        NotPermitted: no council of the place or of one it lies within.
        Refusal: `place.unknown`; `round.ends_before`; those of `rules.domains`, `rules.schools`
            and `rules.text`.
    """
    if register.place(session, place) is None:
        raise Refusal("place.unknown", "place", place=place[:32])
    lineage = register.lineage(session, place)
    require(actor, Act.ANNOUNCE_ROUND, *lineage)
    rules.period(first_on, last_on)
    known = standard.lists(session)
    within = {card.code for card in register.schools_within(session, place)}
    announced = Round(
        place=place,
        first_on=first_on,
        last_on=last_on,
        domains=rules.domains(domains, known.domains if known else ()),
        schools=rules.schools(schools, within),
        about=rules.text(about, "about"),
        announced_on=clock.today(),
        written_by=actor.account,
    )
    session.add(announced)
    journal.enter(session, actor, Act.ANNOUNCE_ROUND, announced, scopes=lineage)
    return announced


def close(session: Session, actor: Actor, round_id: int) -> Round:
    """End a round: no visit is added any more, and rounds after it are held beside it.

    Raises:
        NotPermitted: no council of the place or of one it lies within.
        Refusal: `round.closed`; `round.drafts_open` with `count` visits that are typed and not
            handed in.
    """
    found = lock(session, Round, round_id)
    lineage = register.lineage(session, found.place)
    require(actor, Act.CLOSE_ROUND, *lineage)
    if found.closed_on is not None:
        raise Refusal("round.closed")
    waiting = select(func.count()).where(VisitDraft.round_id == round_id)
    if count := session.scalar(waiting):
        raise Refusal("round.drafts_open", count=count)
    found.closed_on = clock.today()
    journal.enter(session, actor, Act.CLOSE_ROUND, found, scopes=lineage)
    return found
