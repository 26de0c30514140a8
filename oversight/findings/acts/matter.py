"""What a finding is about: whose it is, and which council may open it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import clock
from core.access import Actor, Role
from core.errors import Refusal
from core.fiscal import is_year
from oversight.findings import rules
from oversight.findings.models import Finding, Violation
from oversight.findings.moves import LIVE
from oversight.findings.values import FindingValues
from procurement.models import Purchase
from procurement.rules import PUBLIC
from register import reports as register
from standard.models import Requirement


@dataclass(frozen=True, slots=True)
class Matter:
    """The holder, the school if it is about one, the fiscal year, and all these lie within."""

    place: str
    school: str | None
    year: int
    lineage: tuple[str, ...]


def matter_of(session: Session, values: FindingValues) -> Matter:
    """What the values are about.

    Raises:
        Refusal: `finding.one_matter`; `record.unknown` for a purchase that is not public, a school
            or a place nobody knows; `finding.requirement`; `finding.year`.
    """
    rules.one_matter(values)
    if values.purchase is not None:
        found = session.execute(
            select(Purchase.place, Purchase.year).where(
                Purchase.id == values.purchase, Purchase.status.in_(PUBLIC)
            )
        ).one_or_none()
        if found is None:
            raise Refusal("record.unknown", table="purchases", key=str(values.purchase))
        return Matter(found.place, None, found.year, register.lineage(session, found.place))
    year = values.year or clock.today().year
    if not is_year(year):
        raise Refusal("finding.year", "year")
    if values.school is not None:
        school = register.school(session, values.school)
        if school is None:
            raise Refusal("record.unknown", table="schools", key=values.school[:32])
        known = select(Requirement.code).where(Requirement.code == values.requirement).limit(1)
        if session.scalar(known) is None:
            raise Refusal("finding.requirement", "requirement")
        return Matter(school.place, school.code, year, register.lineage(session, school.code))
    place = values.place or ""
    if register.place(session, place) is None:
        raise Refusal("record.unknown", table="places", key=place[:32])
    return Matter(place, None, year, register.lineage(session, place))


def council_of(actor: Actor, matter: Matter) -> tuple[str, ...]:
    """The places to ask the permit at: the nearest council first.

    Raises:
        Refusal: `finding.other_place` with the `place` the matter belongs to, to a council that
            looks after other places.
    """
    mine = actor.holds(Role.COUNCIL)
    if mine and not set(mine).intersection(matter.lineage):
        raise Refusal("finding.other_place", place=matter.place)
    return matter.lineage


def not_open_already(session: Session, values: FindingValues, matter: Matter) -> None:
    """Refuse with `finding.open_already` (`number`) the same shortcoming of the same matter twice,
    while the first one waits for the same addressee."""
    same = (
        select(Finding.id)
        .join(Violation, Violation.finding_id == Finding.id)
        .where(
            Finding.place == matter.place,
            Finding.year == matter.year,
            Finding.body == values.body,
            Finding.purchase_id.is_not_distinct_from(values.purchase),
            Finding.school.is_not_distinct_from(matter.school),
            Finding.requirement.is_not_distinct_from(values.requirement),
            Finding.state.in_(LIVE),
            Violation.code.in_(values.violations),
        )
        .order_by(Finding.id)
        .limit(1)
    )
    before = session.scalar(same)
    if before is not None:
        raise Refusal("finding.open_already", number=str(before))
