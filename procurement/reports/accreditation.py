"""Evidence for the accreditation of one school: every requirement, its answer, what it rests on.

The answers are the kept ones, of the day they were counted; each piece of evidence is led back to
the acceptance act or to the look somebody took. Nobody is judged here: a commission does that.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from procurement.reports.accreditation_lines import Line, lines_of, looks_at_values
from procurement.reports.costs import exact
from register import reports as register
from register.reports import SchoolCard
from standard import passport, totals
from standard import reports as standard
from standard.models import Coverage, Passport, Requirement, Tally
from standard.models.coverage import STATES
from standard.norms import norms
from standard.reports import EditionCard, RequirementCard
from standard.rules import Norm

SAID = ("met", "partly", "missing")
"""States of an answer that says something."""
RESTS = ("council", "papers", "word", "disputed", "lapsed", "records")
"""What an answer that says something rests on.

`council`: every piece of evidence was found or confirmed by the council. `papers`: acceptance acts
are among it. `word`: only what the school or the office wrote down, confirmed by nobody else.
`disputed`: the council found otherwise. `lapsed`: nothing of it is valid any more. `records`:
counted from the purchases kept here, nobody is asked.
"""


@dataclass(frozen=True, slots=True)
class PassportCard:
    """What the norms were counted on: the year of the passport, questions answered of all."""

    year: int
    on: date
    answered: int
    asked: int


@dataclass(frozen=True, slots=True)
class Cases:
    """Our own records of a year: of `whole` cases, `part` kept the requirement."""

    year: int
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Point:
    """One requirement at the school.

    `state` and `why` as standard.coverage.Answer tells; quantities in the unit of the requirement
    (a share: in what it is part of). `until` is the first day the answer changes by itself;
    `lasts_default` says that how long things last is a default here, and no norm. `lines` that
    count come first; one that has lapsed stands there when it is why.
    """

    card: RequirementCard
    state: str
    why: str | None
    needed: Decimal | None
    have: Decimal | None
    until: date | None
    judged: bool
    derived: bool
    lasts_default: bool
    lines: tuple[Line, ...]
    cases: Cases | None

    @property
    def rests(self) -> str | None:
        """One of RESTS; None where the answer says nothing."""
        if self.state not in SAID:
            return None
        return "records" if self.derived else rests_on(line for line in self.lines if line.counts)


@dataclass(frozen=True, slots=True)
class SchoolEvidence:
    """A school before the commission, requirement by requirement in the order of the edition."""

    school: SchoolCard
    edition: EditionCard
    counted_on: date
    passport: PassportCard | None
    points: tuple[Point, ...]

    @property
    def states(self) -> dict[str, int]:
        """How many requirements are in each state; they add up to all of the edition."""
        return count(STATES, (point.state for point in self.points))

    @property
    def rests(self) -> dict[str, int]:
        """What the answers rest on; adds up to those that say something."""
        return count(RESTS, (point.rests for point in self.points if point.rests))

    @property
    def domains(self) -> dict[str, dict[str, int]]:
        """The states by domain, in the order of the edition."""
        found: dict[str, list[str]] = {}
        for point in self.points:
            found.setdefault(point.card.domain, []).append(point.state)
        return {domain: count(STATES, states) for domain, states in found.items()}


def count(names: Sequence[str], found: Iterable[str]) -> dict[str, int]:
    """How often each of the names was found."""
    counts = dict.fromkeys(names, 0)
    for name in found:
        counts[name] += 1
    return counts


def rests_on(lines: Iterable[Line]) -> str:
    """What an answer rests on, by the lines that count: one of RESTS but `records`."""
    looks = list(lines)
    if not looks:
        return "lapsed"
    if any(line.look and line.look.checked == "differs" for line in looks):
        return "disputed"
    if all(line.look and line.look.confirmed for line in looks):
        return "council"
    return "papers" if any(line.paper for line in looks) else "word"


def of_school(session: Session, code: str) -> SchoolEvidence | None:
    """The evidence of a school; None for an unknown school or before any edition."""
    card = register.school(session, code)
    edition = standard.edition(session)
    if card is None or edition is None:
        return None
    day = totals.counted_on(session) or clock.today()
    known = norms(session)
    lines = lines_of(session, code, day, known)
    looks = looks_at_values(session, code, day, known)
    cases = _cases(session, code, day.year)
    kept = _kept(session, code)
    defaults = _defaults(session, edition.id)
    return SchoolEvidence(
        school=card,
        edition=edition,
        counted_on=day,
        passport=_passport(session, code, day.year),
        points=tuple(
            _point(
                each,
                kept[each.code],
                known[each.code],
                lines=(lines | looks).get(each.code, ()),
                cases=cases,
                lasts_default=each.code in defaults,
            )
            for each in standard.requirements(session)
            if each.code in kept
        ),
    )


def _kept(session: Session, code: str) -> dict[str, Any]:
    columns = (
        Coverage.requirement,
        Coverage.state,
        Coverage.why,
        Coverage.needed,
        Coverage.have,
        Coverage.changes_on,
    )
    rows = session.execute(select(*columns).where(Coverage.school == code)).all()
    return {row.requirement: row for row in rows}


def _point(
    card: RequirementCard,
    row: Any,
    norm: Norm,
    *,
    lines: Sequence[Line],
    cases: Mapping[str, Cases],
    lasts_default: bool,
) -> Point:
    shown = [line for line in lines if line.counts]
    if row.why == "lapsed":
        shown += [line for line in lines if not line.counts][-1:]
    return Point(
        card=card,
        state=row.state,
        why=row.why,
        needed=exact(row.needed),
        have=exact(row.have),
        until=row.changes_on,
        judged=norm.judged,
        derived=norm.derived,
        lasts_default=lasts_default,
        lines=tuple(shown),
        cases=cases.get(norm.measure or ""),
    )


def _defaults(session: Session, edition: int) -> set[str]:
    """The requirements of which it is a default how long things last."""
    rows = session.execute(
        select(Requirement.code, Requirement.lasts).where(Requirement.edition_id == edition)
    )
    return {code for code, lasts in rows if lasts and lasts["value_status"] == "default"}


def _passport(session: Session, code: str, year: int) -> PassportCard | None:
    """The passport the norms were counted on: of the year, or the last before it."""
    row = session.execute(
        select(Passport.year, Passport.on, Passport.facts)
        .where(Passport.school == code, Passport.year <= year)
        .order_by(Passport.year.desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    asked = passport.questions(standard.lists(session))
    return PassportCard(row.year, row.on, *passport.completeness(row.facts, asked))


def _cases(session: Session, code: str, year: int) -> dict[str, Cases]:
    rows = session.execute(
        select(Tally.measure, Tally.part, Tally.whole).where(
            Tally.school == code, Tally.year == year
        )
    )
    return {measure: Cases(year, part, whole) for measure, part, whole in rows}
