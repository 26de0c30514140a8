"""Which schools are compared with which, and the bands between them: made anew each night, kept.

Every school that works is compared with the others of its kind (`register.likeness`); of what its
similar schools have in a year the quartiles are kept. A school without a kind has no others.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Any

from sqlalchemy import Select, delete, func, insert, or_, select
from sqlalchemy.orm import Session

from budgets.models import Total
from budgets.reports.figures import YEARS_SHOWN, is_money
from core.models import Base, table_of
from core.money import TYIYN, ZERO
from procurement import meal_rules
from procurement.models import PeerBand, SchoolLikeness, SchoolPeer
from procurement.models.peers import MEASURES
from procurement.reports import meals
from register import profile
from register.likeness import Facts, Peer, Scale
from register.models import School
from register.school_days import school_days
from standard.models import Coverage, Passport

BATCH = 10_000  # rows in one statement
Peers = Mapping[str, tuple[Peer, ...]]
Key = tuple[int, str]  # year, measure
Values = Mapping[Key, Mapping[str, Decimal]]  # by school, two decimals


def renew(session: Session, on: date) -> int:
    """Choose every school's peers and count its bands; how many schools that were.

    Called last by the night: it reads what the night has counted of requirements.
    """
    scale = profile.load().likeness
    kinds, pupils = _kinds(session, on), counted_pupils(session, on)
    facts = known_facts(session, on, pupils)
    found = _nearest(facts, kinds, scale)
    _write(session, SchoolLikeness, _likenesses(facts, kinds, found, scale))
    _write(session, SchoolPeer, _ranked(found))
    _write(session, PeerBand, bands(found, _values(session, on, pupils)))
    return len(facts)


def any_uncounted(session: Session, on: date) -> bool:
    """Is there a school, but none that was ever compared?"""
    if session.scalar(select(SchoolLikeness.school).limit(1)) is not None:
        return False
    return session.scalar(_working(on).limit(1)) is not None


def _working(on: date) -> Select[Any]:
    """The codes of schools that are not closed on this day."""
    return select(School.code).where(or_(School.valid_until.is_(None), School.valid_until > on))


def _kinds(session: Session, on: date) -> dict[str, str | None]:
    rows = session.execute(
        select(School.code, School.kind).where(School.code.in_(_working(on))).order_by(School.code)
    )
    return {code: kind for code, kind in rows}  # noqa: C416


def counted_pupils(session: Session, on: date) -> dict[str, dict[int, int]]:
    """The children the register counted, by school and year; nobody counted is left out."""
    rows = session.execute(select(School.code, School.pupils).where(School.code.in_(_working(on))))
    return {
        code: {int(year): int(count) for year, count in (told or {}).items() if count}
        for code, told in rows
    }


def known_facts(session: Session, on: date, pupils: Mapping[str, Mapping[int, int]]) -> list[Facts]:
    """What is compared. What the register does not tell of pupils and shifts, the passport may."""
    rows = session.execute(
        select(School.code, School.shifts, School.heating_days, School.altitude, School.area).where(
            School.code.in_(_working(on))
        )
    ).all()
    passports = _passports(session, on)
    found = []
    for row in rows:
        told = passports.get(row.code, {})
        counted = pupils[row.code]
        last = max((year for year in counted if year <= on.year), default=None)
        known = counted[last] if last is not None else _whole(told.get("pupil"))
        shifts = row.shifts if row.shifts is not None else _whole(told.get("shifts"))
        found.append(Facts(row.code, known, shifts, row.heating_days, row.altitude, row.area))
    return found


def _whole(text: str | None) -> int | None:
    return None if text is None else int(Decimal(text))


def _passports(session: Session, on: date) -> dict[str, Mapping[str, str]]:
    """The last passport of each school up to this year."""
    rows = session.execute(
        select(Passport.school, Passport.facts)
        .where(Passport.year <= on.year)
        .order_by(Passport.school, Passport.year)
    )
    return {school: facts for school, facts in rows}  # noqa: C416


def _nearest(facts: Iterable[Facts], kinds: Mapping[str, str | None], scale: Scale) -> Peers:
    """The nearest of the same kind."""
    from register import nearest  # numpy is imported at night, not at every start

    by_kind: dict[str, list[Facts]] = defaultdict(list)
    found: dict[str, tuple[Peer, ...]] = {}
    for one in facts:
        kind = kinds[one.code]
        if kind is None:
            found[one.code] = ()
        else:
            by_kind[kind].append(one)
    for alike in by_kind.values():
        found |= nearest.nearest(alike, scale)
    return found


def _likenesses(
    facts: Iterable[Facts], kinds: Mapping[str, str | None], found: Peers, scale: Scale
) -> Iterator[dict[str, Any]]:
    for one in facts:
        peers = found[one.code]
        told = asdict(one)
        yield {
            "school": told.pop("code"),
            "kind": kinds[one.code],
            **told,
            "known": len(one.known()),
            "peers": len(peers),
            "close": sum(peer.distance <= scale.close for peer in peers),
        }


def _ranked(found: Peers) -> Iterator[dict[str, Any]]:
    for school, peers in found.items():
        for rank, peer in enumerate(peers, 1):
            told = {"peer": peer.code, "distance": peer.distance}
            yield {"school": school, "rank": rank, **told}


def bands(found: Peers, values: Values) -> Iterator[dict[str, Any]]:
    """The rows of PeerBand: quartiles as in Excel and R (Hyndman and Fan's type 7), half up. Pure.

    Schools of which nothing is known, and whose peers are silent too, have no row.
    """
    for (year, measure), by_school in values.items():
        for school, peers in found.items():
            there = [by_school[peer.code] for peer in peers if peer.code in by_school]
            own = by_school.get(school)
            if own is None and not there:
                continue
            low, median, high = meal_rules.quartiles(there) or (None, None, None)
            three = {"low": low, "median": median, "high": high}
            key = {"school": school, "year": year, "measure": measure}
            yield {**key, "own": own, "schools": len(there), **three}


def _values(session: Session, on: date, pupils: Mapping[str, Mapping[int, int]]) -> Values:
    """What every school has, by year and measure."""
    found: dict[Key, dict[str, Decimal]] = defaultdict(dict)
    for school, year, planned, paid in _money(session, on):
        count = pupils.get(school, {}).get(year)
        if count:
            for measure, amount in zip(MEASURES, (planned, paid), strict=False):
                each = (amount / count).quantize(TYIYN, rounding=ROUND_HALF_UP)
                found[year, measure][school] = each
    years = sorted({year for year, _ in found})
    found[on.year, "met_share"] = _met(session)
    for year in years:
        for school, measure, each in _food(session, list(pupils), year, on):
            found[year, measure][school] = each
    return {key: held for key, held in sorted(found.items()) if held}


def _money(session: Session, on: date) -> Iterator[tuple[str, int, Decimal, Decimal]]:
    """School, year, planned and paid, som; help in kind apart."""
    rows = session.execute(
        select(Total.scope, Total.year, Total.purse, func.sum(Total.planned), func.sum(Total.paid))
        .where(
            Total.scope.in_(_working(on)),
            Total.year > on.year - YEARS_SHOWN,
            Total.kind == "category",
        )
        .group_by(Total.scope, Total.year, Total.purse)
    )
    sums: dict[tuple[str, int], tuple[Decimal, Decimal]] = {}
    for scope, year, purse, planned, paid in rows:
        before = sums.setdefault((scope, year), (ZERO, ZERO))
        if is_money(purse):
            sums[scope, year] = (before[0] + planned, before[1] + paid)
    for (school, year), both in sums.items():
        yield school, year, *both


def _met(session: Session) -> dict[str, Decimal]:
    """Percent of requirements met, of those that can be said.

    A school of which most cannot be said is left out: the rest would tell nothing of it.
    """
    rows = session.execute(
        select(Coverage.school, Coverage.state, func.count()).group_by(
            Coverage.school, Coverage.state
        )
    )
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for school, state, count in rows:
        counts[school][state] = count
    found = {}
    for school, states in counts.items():
        said = sum(states.get(state, 0) for state in ("met", "partly", "missing"))
        if said and said >= states.get("unknown", 0):
            share = Decimal(100 * states.get("met", 0)) / said
            found[school] = share.quantize(TYIYN, rounding=ROUND_HALF_UP)
    return found


def _food(
    session: Session, schools: Sequence[str], year: int, on: date
) -> Iterator[tuple[str, str, Decimal]]:
    """Som per child and day in food contracts and in what was delivered, where it can be said."""
    food = meals.of_schools(session, schools, _working(on), year, school_days(session), on)
    for school, told in food.items():
        links = {"food_contracted": told.chain.contracted, "food_delivered": told.chain.delivered}
        for measure, link in links.items():
            if link.each is not None:
                yield school, measure, link.each


def _write(session: Session, model: type[Base], rows: Iterator[dict[str, Any]]) -> None:
    """A kept table written wholly anew."""
    session.execute(delete(model))
    while part := list(islice(rows, BATCH)):
        session.execute(insert(table_of(model)), part)
