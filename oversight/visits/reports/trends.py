"""This round beside the one before: the same place, the same domain, the same schools."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased

from oversight.visits.models import Visit, VisitAnswer
from oversight.visits.reports import rounds
from oversight.visits.reports.rounds import RoundCard
from oversight.visits.rules import FEW, JUDGED


@dataclass(frozen=True, slots=True)
class Trend:
    """A requirement (None: all of the domain) over the schools that both rounds could judge it at.

    `before` and `now`: how many schools by state; of a domain, how many answers.
    """

    requirement: str | None
    schools: int
    before: Mapping[str, int]
    now: Mapping[str, int]

    @property
    def is_few(self) -> bool:
        """Too few schools for a share: they are only counted."""
        return self.schools < FEW

    def shares(self) -> tuple[Fraction, Fraction] | None:
        """The shares that were met, before and now; None where they are too few."""
        if self.is_few:
            return None
        return (
            Fraction(self.before["met"], sum(self.before.values())),
            Fraction(self.now["met"], sum(self.now.values())),
        )


@dataclass(frozen=True, slots=True)
class DomainTrend:
    """One domain beside the round before. `schools` were visited in both and judged in it."""

    domain: str
    before: RoundCard
    whole: Trend
    rows: tuple[Trend, ...]


def trends(session: Session, one: RoundCard) -> tuple[DomainTrend, ...]:
    """The domains of a round that an earlier round of the place looked at too, in its order."""
    earlier = rounds.before(session, one)
    found = []
    for domain in one.domains:
        if domain in earlier:
            told = _domain(session, domain, earlier[domain], one)
            if told is not None:
                found.append(told)
    return tuple(found)


def _domain(
    session: Session, domain: str, earlier: RoundCard, one: RoundCard
) -> DomainTrend | None:
    """One query: what was found in both rounds at the same school, counted by requirement."""
    then, now = aliased(VisitAnswer), aliased(VisitAnswer)
    visit_then, visit_now = aliased(Visit), aliased(Visit)
    same = and_(then.school == now.school, then.requirement == now.requirement)
    rows = session.execute(
        select(now.requirement, then.state, now.state, func.count())
        .join(visit_now, and_(visit_now.id == now.visit_id, visit_now.round_id == one.id))
        .join(then, same)
        .join(visit_then, and_(visit_then.id == then.visit_id, visit_then.round_id == earlier.id))
        .where(now.domain == domain, now.state.in_(JUDGED), then.state.in_(JUDGED))
        .group_by(now.requirement, then.state, now.state)
        .order_by(now.requirement)
    )
    before: dict[str, dict[str, int]] = {}
    after: dict[str, dict[str, int]] = {}
    for code, was, is_now, count in rows:
        for counts, state in ((before, was), (after, is_now)):
            known = counts.setdefault(code, dict.fromkeys(JUDGED, 0))
            known[str(state)] += count
    if not after:
        return None
    each = [
        Trend(code, sum(after[code].values()), before[code], after[code]) for code in sorted(after)
    ]
    schools = session.scalar(_schools(domain, earlier, one)) or 0
    return DomainTrend(
        domain, earlier, Trend(None, schools, _added(before), _added(after)), tuple(each)
    )


def _schools(domain: str, earlier: RoundCard, one: RoundCard):
    """How many schools both rounds judged something of the domain at."""
    judged = [
        select(VisitAnswer.school)
        .join(Visit, Visit.id == VisitAnswer.visit_id)
        .where(
            Visit.round_id == each.id, VisitAnswer.domain == domain, VisitAnswer.state.in_(JUDGED)
        )
        for each in (earlier, one)
    ]
    both = judged[1].where(VisitAnswer.school.in_(judged[0]))
    return select(func.count()).select_from(both.distinct().subquery())


def _added(counts: Mapping[str, Mapping[str, int]]) -> dict[str, int]:
    return {state: sum(one[state] for one in counts.values()) for state in JUDGED}
