"""The answers of schools, from all that is known of them: passport, stock, findings, records."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, select, type_coerce
from sqlalchemy.orm import Session

from standard.coverage import Answer, Found, Kept, Stock, answer
from standard.models import Assessment, Holding, Passport, Tally
from standard.passport import bases
from standard.rules import Norm

Pair = tuple[str, str]
Row = dict[str, Any]


def answers(
    session: Session,
    schools: Sequence[str],
    codes: Sequence[str],
    on: date,
    known: Mapping[str, Norm],
) -> Iterator[Row]:
    """The answers of schools, for every code named."""
    asked = [known[code] for code in codes]
    derived = all(norm.derived for norm in asked)
    counted = [norm.code for norm in asked if norm.entry in ("count", "event")]
    judged = [norm.code for norm in asked if norm.entry == "value"]
    facts = {} if derived else facts_of(session, schools, on.year)
    stocks = _stocks(session, schools, counted) if counted else {}
    found = _found(session, schools, judged) if judged else {}
    tallies = _told(session, schools, on.year) if any(norm.measure for norm in asked) else {}
    for school in schools:
        counts = facts.get(school) or bases({})
        for code in codes:
            norm = known[code]
            pair = (school, code)
            told = answer(
                norm,
                counts,
                on,
                stock=stocks.get(pair, ()),
                found=found.get(pair),
                kept=tallies.get((school, norm.measure)) if norm.measure else None,
            )
            yield row_of(school, code, told)


def row_of(school: str, code: str, told: Answer) -> Row:
    """An answer as the table keeps it."""
    return {
        "school": school,
        "requirement": code,
        "state": told.state,
        "why": told.why,
        "needed": told.needed,
        "have": told.have,
        "counted": told.counted,
        "to_buy": told.to_buy,
        "changes_on": told.changes_on,
    }


def facts_of(session: Session, schools: Sequence[str], year: int) -> dict[str, dict[str, int]]:
    """What the norms count on at each school: by the passport of the year, or the last before."""
    rows = session.execute(
        select(Passport.school, Passport.facts)
        .where(Passport.school.in_(schools), Passport.year <= year)
        .order_by(Passport.school, Passport.year)
    )
    return {school: bases(facts) for school, facts in rows}


def _stocks(
    session: Session, schools: Sequence[str], codes: Sequence[str]
) -> dict[Pair, list[Stock]]:
    rows = session.execute(
        select(
            Holding.school,
            Holding.requirement,
            type_coerce(Holding.quantity, BigInteger),
            Holding.since,
            Holding.until,
        ).where(Holding.school.in_(schools), Holding.requirement.in_(codes))
    )
    stocks: dict[Pair, list[Stock]] = {}
    for school, code, quantity, since, until in rows:
        stocks.setdefault((school, code), []).append(Stock(quantity, since, until))
    return stocks


def _found(session: Session, schools: Sequence[str], codes: Sequence[str]) -> dict[Pair, Found]:
    rows = session.execute(
        select(
            Assessment.school,
            Assessment.requirement,
            type_coerce(Assessment.value, BigInteger),
            Assessment.on,
            Assessment.until,
        )
        .where(
            Assessment.school.in_(schools),
            Assessment.requirement.in_(codes),
            Assessment.kind == "value",
        )
        .order_by(Assessment.on, Assessment.id)
    )
    return {(school, code): Found(value, on, until) for school, code, value, on, until in rows}


def _told(session: Session, schools: Sequence[str], year: int) -> dict[tuple[str, str], Kept]:
    rows = session.execute(
        select(Tally.school, Tally.measure, Tally.part, Tally.whole).where(
            Tally.school.in_(schools), Tally.year == year
        )
    )
    return {(school, measure): Kept(part, whole) for school, measure, part, whole in rows}
