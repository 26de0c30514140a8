"""The school's passport: what the norms are counted on, said by the school or the officer."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from register import reports as register
from register.models import School
from standard import passport, reports, totals
from standard.models import Passport

Facts = Mapping[str, str | Decimal]


def fill(
    session: Session,
    actor: Actor,
    school: str,
    year: int,
    facts: Facts,
    *,
    seen: int | None = None,
) -> Passport:
    """Say what a school is in a year; the facts given are all there are. What it must have follows.

    A passport that says the same is not written again.

    Raises:
        NotPermitted, Refusal: those of `fill_many`.
    """
    versions = {} if seen is None else {school: seen}
    return fill_many(session, actor, year, {school: facts}, seen=versions)[0]


def fill_many(
    session: Session,
    actor: Actor,
    year: int,
    facts: Mapping[str, Facts],
    *,
    seen: Mapping[str, int],
) -> list[Passport]:
    """The passports of several schools for a year, all of them or none, in the order given.

    `seen` are the versions they were written over (0: there was none); a school left out of it is
    written whatever stands there.

    Raises:
        NotPermitted: neither the school itself nor an officer of a place it lies within.
        Refusal: `school.unknown`; `passport.no_such_year` with the `last` there may be; those of
            `standard.passport.checked`, at the fact's own field; `record.changed_meanwhile` when
            one was changed since `seen`; `passport.nothing_said` for a first one without a single
            fact, which would only hide the one before.
    """
    known = set(session.scalars(select(School.code).where(School.code.in_(list(facts)))))
    lineages = register.lineages(session, facts)
    for school in facts:
        if school not in known:
            raise Refusal("school.unknown", "school", code=school)
        require(actor, Act.FILL_PASSPORT, *lineages[school])
    today = clock.today()
    passport.check_year(year, today)
    asked = passport.questions(reports.lists(session))
    before = _before(session, facts, year)
    written: list[Passport] = []
    told = [
        _fill(session, before.get(school), seen.get(school), school, year, kept, written)
        for school, kept in ((code, passport.checked(said, asked)) for code, said in facts.items())
    ]
    for one in written:
        one.on, one.written_by = today, actor.account
    if written:
        scopes = {code for one in written for code in lineages[one.school]}
        journal.enter(session, actor, Act.FILL_PASSPORT, *written, scopes=scopes)
        totals.refresh(session, {one.school for one in written})
    return told


def _before(session: Session, schools: Iterable[str], year: int) -> dict[str, Passport]:
    """The passports there are, held until the act ends."""
    rows = session.scalars(
        select(Passport)
        .where(Passport.school.in_(list(schools)), Passport.year == year)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.school: row for row in rows}


def _fill(
    session: Session,
    found: Passport | None,
    seen: int | None,
    school: str,
    year: int,
    kept: dict[str, str],
    written: list[Passport],
) -> Passport:
    """The passport with what is now said of the school; noted in `written` where that is new."""
    if found is not None and seen is not None and seen != found.version:
        raise Refusal("record.changed_meanwhile", seen=seen, now=found.version)
    if found is not None and found.facts == kept:
        return found
    if found is None and not kept:
        raise Refusal("passport.nothing_said")
    if found is None:
        found = Passport(school=school, year=year, version=0)
        session.add(found)
    found.facts = kept
    found.version += 1
    written.append(found)
    return found
