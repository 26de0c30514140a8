"""Critical requirements that are not met while money of the year is unspent.

Critical is priority 1 of the edition in force. A gap is priced in whole pieces by the prices of its
region, so that the sums of schools are those of their place (procurement.reports.costs). Free is
money of the budget in force that is set aside and in no contract: of a school's gap its own and
that of the places it lies in, for the very requirement or for its whole category. One purse may be
free for several gaps: what is free is told gap by gap, and added up only once.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from budgets.models import Line
from core.money import ZERO
from core.words import Words
from procurement.planning import WEIGHTS
from procurement.reports import prices
from procurement.reports.costs import GAPS, regions_of
from procurement.reports.plan_gaps import pupils_of
from register import profile
from register import reports as register
from standard import reports as standard
from standard.models import Coverage, CoverageTotal

CRITICAL = 1


@dataclass(frozen=True, slots=True)
class Unmet:
    """One critical requirement not met, or met in part, at one school. Money is som.

    `cost` is None where nothing tells a price, and where no buying closes it (`to_buy` is 0).
    `named` is free for this requirement by name, `common` for its category. `risk` is the weight of
    the priority × pupils × the share that is missing, as the safety plan counts points; None where
    nobody told how many pupils there are. The weights are a default of ours, no norm.
    """

    school: str
    name: Words
    place: str
    requirement: str
    category: str
    domain: str
    state: str
    to_buy: int
    cost: Decimal | None
    named: Decimal
    common: Decimal
    pupils: int | None
    risk: Fraction | None

    @property
    def free(self) -> Decimal:
        """Som free for it, by name or by category; not cut down to what it costs."""
        return self.named + self.common


@dataclass(frozen=True, slots=True)
class HolderGap:
    """A critical requirement over the schools within a holder of money: how many do not meet it,
    what the missing pieces cost, how many have no price, and the holder's money free for it."""

    requirement: str
    category: str
    schools: int
    to_buy: int
    cost: Decimal
    unpriced: int
    named: Decimal
    common: Decimal

    @property
    def free(self) -> Decimal:
        """Som of the holder that is free for it, by name or by category."""
        return self.named + self.common


@dataclass(frozen=True, slots=True)
class OfHolder:
    """What one holder of money leaves unmet in a year, by requirement. `free` is all its money in
    no contract, each som once."""

    place: str
    year: int
    gaps: tuple[HolderGap, ...]
    free: Decimal

    @property
    def while_unspent(self) -> tuple[HolderGap, ...]:
        """The gaps that money of the holder is free for."""
        return tuple(gap for gap in self.gaps if gap.free > 0)


def of_place(session: Session, place: str, year: int) -> tuple[Unmet, ...]:
    """Every critical gap of the schools within a place today, beside the money of a year that is
    free within the place; where children are most at risk first.

    Money of places above is not in it: it is on their own pages.
    """
    schools = {card.code: card for card in register.schools_within(session, place)}
    critical = _critical(session)
    lines = register.lineages(session, schools)
    inside = {spot.code for spot in register.places_within(session, place)}
    free = _free(session, Line.beneficiary, {*inside, *schools}, year)
    told = _prices(session, {line[-2] for line in lines.values()})
    pupils = pupils_of(session, list(schools.values()), year)
    found = []
    for school, code, state, needed, counted, to_buy in _gaps(session, schools, critical):
        card, own = schools[school], critical[code]
        spots = [spot for spot in lines[school] if spot == school or spot in inside]
        named, common = (
            sum((free.get((spot, own.category, wanted), ZERO) for spot in spots), ZERO)
            for wanted in (code, None)
        )
        here = pupils.get(school)
        found.append(
            Unmet(
                school=school,
                name=card.name,
                place=card.place,
                requirement=code,
                category=own.category,
                domain=own.domain,
                state=state,
                to_buy=to_buy // 1000,
                cost=_cost(told.get((lines[school][-2], code)), to_buy // 1000),
                named=named,
                common=common,
                pupils=here,
                risk=_risk(here, needed, counted),
            )
        )
    return tuple(sorted(found, key=_order))


def _order(one: Unmet) -> tuple[Fraction, Decimal, str, str]:
    """By risk; of the same risk what costs most; then by school and code."""
    risk = Fraction(-1) if one.risk is None else one.risk
    return -risk, -(one.cost or ZERO), one.school, one.requirement


def _risk(pupils: int | None, needed: int | None, counted: int) -> Fraction | None:
    if pupils is None:
        return None
    missing = Fraction(needed - counted, needed) if needed else Fraction(1)
    return WEIGHTS[CRITICAL] * pupils * missing


def _cost(price: Decimal | None, pieces: int) -> Decimal | None:
    return None if price is None or not pieces else price * pieces


def _critical(session: Session) -> dict[str, standard.RequirementCard]:
    return {card.code: card for card in standard.requirements(session) if card.priority == CRITICAL}


def _gaps(session: Session, schools: Collection[str], codes: Collection[str]) -> Iterable:
    """The kept answers that are a gap."""
    return session.execute(
        select(
            Coverage.school,
            Coverage.requirement,
            Coverage.state,
            Coverage.needed,
            Coverage.counted,
            Coverage.to_buy,
        ).where(
            Coverage.school.in_(list(schools)),
            Coverage.requirement.in_(list(codes)),
            Coverage.state.in_(GAPS),
        )
    )


def _prices(session: Session, regions: Iterable[str]) -> dict[tuple[str, str], Decimal]:
    """Som of one piece by region and requirement."""
    return {
        (region, code): card.amount
        for region in sorted(set(regions))
        for code, card in prices.of_region(session, region).items()
    }


def _free(
    session: Session, owner: InstrumentedAttribute[str], codes: Collection[str], year: int
) -> dict[tuple[str, str, str | None], Decimal]:
    """Som free by owner (beneficiary or holder), category and requirement (None: all of it)."""
    rows = session.execute(
        select(owner, Line.category, Line.requirement)
        .add_columns(func.sum(Line.amount), func.sum(Line.committed))
        .where(
            owner.in_(sorted(codes)),
            Line.year == year,
            Line.source.in_([source.code for source in profile.load().sources if source.is_money]),
            Line.amount > Line.committed,
        )
        .group_by(owner, Line.category, Line.requirement)
    )
    return {(spot, category, code): amount - spent for spot, category, code, amount, spent in rows}


def of_holder(session: Session, place: str, year: int) -> OfHolder:
    """What one holder of money leaves unmet while its own money is unspent."""
    return of_holders(session, [place], year)[place]


def of_holders(session: Session, places: Collection[str], year: int) -> dict[str, OfHolder]:
    """The same of many holders, by a few statements: from the kept totals of their places, and from
    the lines of which they hold the money, whoever it is for. The country has no price of its own:
    what its schools lack is `unpriced`."""
    critical = _critical(session)
    wanted = sorted(set(places))
    regions = regions_of(session, wanted)
    told = _prices(session, regions.values())
    free = _free(session, Line.holder, wanted, year)
    gaps: dict[str, list[HolderGap]] = {place: [] for place in wanted}
    for place, code, missing, partly, to_buy in _totals(session, wanted, critical):
        category, pieces = critical[code].category, to_buy // 1000
        price = told.get((regions[place], code))
        gaps[place].append(
            HolderGap(
                requirement=code,
                category=category,
                schools=missing + partly,
                to_buy=pieces,
                cost=price * pieces if price else ZERO,
                unpriced=0 if price else pieces,
                named=free.get((place, category, code), ZERO),
                common=free.get((place, category, None), ZERO),
            )
        )
    whole: dict[str, Decimal] = {}
    for (place, _, _), amount in free.items():
        whole[place] = whole.get(place, ZERO) + amount
    return {
        place: OfHolder(place, year, tuple(gaps[place]), whole.get(place, ZERO)) for place in wanted
    }


def lacking(session: Session, places: Collection[str]) -> dict[tuple[str, str], dict[str, int]]:
    """By place and category: at how many schools within each critical requirement is not met."""
    critical = _critical(session)
    found: dict[tuple[str, str], dict[str, int]] = {}
    for place, code, missing, partly, _to_buy in _totals(session, places, critical):
        found.setdefault((place, critical[code].category), {})[code] = missing + partly
    return found


def _totals(session: Session, places: Collection[str], codes: Collection[str]) -> Iterable:
    """What is kept of these requirements over these places, where there is a gap."""
    return session.execute(
        select(
            CoverageTotal.scope,
            CoverageTotal.requirement,
            CoverageTotal.missing,
            CoverageTotal.partly,
            CoverageTotal.to_buy,
        )
        .where(
            CoverageTotal.scope.in_(list(places)),
            CoverageTotal.requirement.in_(list(codes)),
            CoverageTotal.missing + CoverageTotal.partly > 0,
        )
        .order_by(CoverageTotal.scope, CoverageTotal.requirement)
    )
