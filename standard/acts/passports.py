"""The school's passport: what the norms are counted on, said by the school or the officer."""

from collections.abc import Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.fiscal import is_year
from register import reports as register
from standard import passport, reports, totals
from standard.models import Passport


def fill(
    session: Session,
    actor: Actor,
    school: str,
    year: int,
    facts: Mapping[str, str | Decimal],
    *,
    seen: int | None = None,
) -> Passport:
    """Say what a school is in a year; the facts given are all there are. What it must have follows.

    A passport that says the same is not written again.

    Raises:
        NotPermitted: neither the school itself nor an officer of a place it lies within.
        Refusal: `school.unknown`; `passport.no_such_year`; those of `standard.passport.checked`,
            at the fact's own field; `record.changed_meanwhile` when it was changed since `seen`.
    """
    if register.school(session, school) is None:
        raise Refusal("school.unknown", "school", code=school)
    lineage = register.lineage(session, school)
    require(actor, Act.FILL_PASSPORT, *lineage)
    if not is_year(year) or year > clock.today().year + 1:
        raise Refusal("passport.no_such_year", "year", year=year)
    kept = passport.checked(facts, passport.questions(reports.lists(session)))
    found = session.scalar(
        select(Passport)
        .where(Passport.school == school, Passport.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    if found is not None and seen is not None and seen != found.version:
        raise Refusal("record.changed_meanwhile", seen=seen, now=found.version)
    if found is not None and found.facts == kept:
        return found
    if found is None:
        found = Passport(school=school, year=year, version=0)
        session.add(found)
    found.facts, found.on, found.written_by = kept, clock.today(), actor.account
    found.version += 1
    journal.enter(session, actor, Act.FILL_PASSPORT, found, scopes=lineage)
    totals.refresh(session, {school})
    return found
