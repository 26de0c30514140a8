"""How the schools of the example stand: passports, stock-taking, visits, prices, good practice.

What each school is and has is drawn from its number (school_facts.py); the story around it is
told in standing.yaml.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core.access import Actor, Role, operator
from core.money import som
from procurement import acts as procurement
from register import reports as register
from standard.acts import assessments, passports, practices
from standard.models import Assessment
from standard.norms import norms
from tracker.example.people import Cast
from tracker.example.school_facts import Entry, entries, facts
from tracker.example.told import day, holder, schools, told


def beforehand(session: Session, cast: Cast) -> None:
    """Passports of both years, and what was counted before the first purchase."""
    story = told("standing")
    known = schools("all")
    for school in known:
        if school in story["passports"]["without"]:
            continue
        for year in (2025, 2026):
            actor = _whose(cast, school)
            passports.fill(session, actor, school, year, _facts(session, school, year))
            journal.next_act(session)
    opening = _day(story["stock"]["opening"])
    for school in known:
        if school in story["stock"]["not_counted"]:
            continue
        counts = {
            entry.requirement: Decimal(entry.value) / 1000
            for entry in _entries(session, school, opening.year, "count")
        }
        assessments.record_many(session, _whose(cast, school), school, counts, on=opening)
        journal.next_act(session)


def afterwards(session: Session, cast: Cast, country: str) -> None:
    """What happened meanwhile, what was assessed, seen by the council, told and priced."""
    story = told("standing")
    for school in schools("all"):
        if school not in story["passports"]["without"]:
            _meanwhile(session, cast, school, story["stock"])
    for entry in story["checks"]:
        _check(session, cast, entry)
    _prices(session, country, story["prices"])
    for entry in story["pilots"]:
        on, source = _day(entry["since"]), entry["source"]
        practices.mark_pilot(
            session, operator(country), country, entry["school"], since=on, source=source
        )
        journal.next_act(session)
    for entry in story["practices"]:
        _practice(session, cast, entry)


def _day(text: str) -> date:
    on = day(text)
    if on is None:
        raise ValueError("a day is needed")
    return on


def _whose(cast: Cast, school: str) -> Actor:
    """The school itself where it has an account, else the officer of the district."""
    own = cast.actors.get((Role.SCHOOL.value, school))
    return own or cast.officer(holder("district"))


def _facts(session: Session, school: str, year: int) -> dict[str, str]:
    card = register.school(session, school)
    pupils = int(card.pupils[str(year)]) if card else 0
    left_out = told("standing")["passports"]["unknown"].get(school, [])
    drawn = facts(int(school[2:]), pupils, knows_all=True)
    return {code: value for code, value in drawn.items() if code not in left_out}


def _entries(session: Session, school: str, year: int, kind: str) -> Iterator[Entry]:
    known = sorted(norms(session).values(), key=lambda norm: norm.code)
    drawn = entries(int(school[2:]), _facts(session, school, year), known, date(2026, 11, 20))
    return (entry for entry in drawn if entry.kind == kind)


def _record(session: Session, cast: Cast, school: str, entry: Entry, on: date) -> None:
    value = Decimal(entry.value) / 1000
    actor = _whose(cast, school)
    assessments.record(session, actor, school, entry.requirement, on=on, value=value)
    journal.next_act(session)


def _meanwhile(session: Session, cast: Cast, school: str, stock: Mapping[str, Any]) -> None:
    """Events on their own days; values at each autumn's assessment the school took part in."""
    for year in (2025, 2026):
        for entry in _entries(session, school, year, "event"):
            if entry.on.year == year:
                _record(session, cast, school, entry, entry.on)
    for position, on in enumerate(stock["assessed"]):
        if position and school in stock["assessed_late"]:
            continue
        for entry in _entries(session, school, _day(on).year, "value"):
            _record(session, cast, school, entry, _day(on))


def _check(session: Session, cast: Cast, entry: Mapping[str, Any]) -> None:
    """The council's word on the last assessment of a requirement, which there has to be."""
    last = session.scalars(
        select(Assessment.id)
        .where(Assessment.school == entry["school"], Assessment.requirement == entry["requirement"])
        .order_by(Assessment.on.desc(), Assessment.id.desc())
        .limit(1)
    ).one()
    council = cast.actors[Role.COUNCIL.value, holder("district")]
    agrees, note = entry["agrees"] == "yes", entry.get("note")
    assessments.check(session, council, last, agrees=agrees, on=_day(entry["on"]), note=note)
    journal.next_act(session)


def _prices(session: Session, country: str, told_prices: Mapping[str, Any]) -> None:
    for code, price in told_prices["of"].items():
        procurement.set_reference_price(
            session,
            operator(country),
            country,
            code,
            amount=som(price["som"]),
            lot=int(price.get("lot", "1")),
            on=_day(told_prices["on"]),
            standing="default",
            source=told_prices["source"],
            example=True,
        )
        journal.next_act(session)


def _practice(session: Session, cast: Cast, entry: Mapping[str, Any]) -> None:
    offered = practices.offer(
        session,
        _whose(cast, entry["school"]),
        entry["school"],
        entry["requirement"],
        title=entry["title"],
        told=entry["told"],
        language=entry["language"],
        cost=None if entry["cost"] == "~" else som(entry["cost"]),
        on=_day(entry["on"]),
    )
    journal.next_act(session)
    if "decided" in entry:
        practices.decide(
            session,
            cast.actors[Role.COUNCIL.value, holder("district")],
            offered.id,
            confirmed=entry["confirmed"] == "yes",
            on=_day(entry["decided"]),
            note=entry.get("note"),
        )
        journal.next_act(session)
