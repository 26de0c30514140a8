"""What the safety plan of a place is made from: gaps with prices and pupils, and the free money.

What the budget already sets aside for a gap, and what contracts already owe, is not planned again.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import Session

from budgets.models import Commitment, DraftLine, Line, LineVersion
from budgets.reports import drafts
from budgets.reports.drafts import Room, VersionCard
from core.money import ZERO
from procurement.planning import WEIGHTS, Need, Pair
from procurement.reports import prices
from procurement.reports.costs import GAPS, region_of
from procurement.reports.prices import PriceCard
from register import profile
from register import reports as register
from register.reports import SchoolCard
from standard import reports as standard
from standard.answers import facts_of
from standard.models import Coverage
from standard.reports import RequirementCard

IN_WORK = ("draft", "hearing", "submitted", "approved", "interim")


@dataclass(frozen=True, slots=True)
class Apart:
    """A requirement that is left out of the plan: at how many schools, how many pieces."""

    requirement: str
    schools: int
    pieces: int = 0


@dataclass(frozen=True, slots=True)
class PlaceNeeds:
    """What the schools of a place lack and what it costs, for the plan; the rest apart.

    `unpriced`: nothing tells a price; `deeds`: no buying closes it; `unsaid`: it cannot be said
    whether it is met; `no_pupils`: schools of which nobody told how many pupils they have.
    `planned`: som the budget and contracts already give for these gaps.
    """

    needs: tuple[Need, ...]
    cards: Mapping[Pair, PriceCard]
    unpriced: tuple[Apart, ...]
    deeds: tuple[Apart, ...]
    unsaid: tuple[Apart, ...]
    no_pupils: tuple[str, ...]
    planned: Decimal


NOTHING = PlaceNeeds((), {}, (), (), (), (), ZERO)


@dataclass(frozen=True, slots=True)
class Funds:
    """What each source of money still gives a place in a year: its ceiling less its lines.

    `card` is the version of the budget these are read from: in work, or else in force.
    """

    card: VersionCard | None
    rooms: tuple[Room, ...]

    def left(self, source: str) -> Decimal:
        """Som still free of a source; never below zero."""
        return next((max(room.left, ZERO) for room in self.rooms if room.source == source), ZERO)


def funds(session: Session, place: str, year: int) -> Funds:
    """The free money of a place's budget of a year, by source; help in kind is no money."""
    cards = drafts.versions(session, [place], year)
    card = next((card for status in IN_WORK for card in cards if card.status == status), None)
    money = {source.code for source in profile.load().sources if source.is_money}
    rooms = drafts.rooms(session, card) if card else []
    return Funds(card, tuple(room for room in rooms if room.source in money))


def of_place(
    session: Session,
    place: str,
    year: int,
    *,
    priorities: Collection[int] = tuple(WEIGHTS),
    domains: Collection[str] = (),
    schools: Collection[str] = (),
) -> PlaceNeeds:
    """What the schools of a place lack; of these priorities, domains and schools, or of all."""
    cards = register.schools_within(session, place)
    chosen = [card for card in cards if not schools or card.code in schools]
    codes = [card.code for card in chosen]
    wanted = {
        card.code: card
        for card in standard.requirements(session)
        if card.priority in priorities and (not domains or card.domain in domains)
    }
    told = _prices(session, place, codes)
    pupils = pupils_of(session, chosen, year)
    spoken_for = _spoken_for(session, place, year, codes)
    return _sorted_out(_gaps(session, codes), wanted, told, pupils, spoken_for)


def _gaps(session: Session, schools: Sequence[str]) -> Iterable:
    """The kept answers that are a gap, or cannot be said."""
    return session.execute(
        select(
            Coverage.school,
            Coverage.requirement,
            Coverage.state,
            Coverage.needed,
            Coverage.to_buy,
        )
        .where(Coverage.school.in_(schools), Coverage.state.in_((*GAPS, "unknown")))
        .order_by(Coverage.requirement, Coverage.school)
    )


def _prices(session: Session, place: str, schools: Sequence[str]) -> Mapping[Pair, PriceCard]:
    """By school and requirement: the price in the school's region."""
    region = region_of(session, place)
    if region is not None:
        here = prices.of_region(session, region)
        return {(school, code): card for school in schools for code, card in here.items()}
    by_region: dict[str, dict[str, PriceCard]] = {}
    for (region_code, code), card in prices.of_regions(session).items():
        by_region.setdefault(region_code, {})[code] = card
    lines = register.lineages(session, schools)
    homes = {school: line[-2] for school, line in lines.items() if len(line) > 1}
    return {
        (school, code): card
        for school, home in homes.items()
        for code, card in by_region.get(home, {}).items()
    }


def pupils_of(session: Session, schools: Sequence[SchoolCard], year: int) -> dict[str, int]:
    """By the passport of the year or the last before it; else by the register, likewise."""
    facts = facts_of(session, [school.code for school in schools], year)
    found = {}
    for school in schools:
        told = facts.get(school.code, {}).get("pupil")
        known = [int(known) for known in school.pupils if int(known) <= year]
        if told is not None:
            found[school.code] = told // 1000
        elif known:
            found[school.code] = int(school.pupils[str(max(known))])
    return {school: count for school, count in found.items() if count > 0}


def _spoken_for(
    session: Session, place: str, year: int, schools: Sequence[str]
) -> dict[Pair, Decimal]:
    """Som set aside for a school's gap and not yet turned into accepted goods.

    Lines of the budget that name the school and the requirement, less what was accepted of them;
    and what contracts still owe through other lines.
    """
    card = funds(session, place, year).card
    sums: dict[Pair, Decimal] = {}
    own = and_(
        Line.holder == place,
        Line.year == year,
        Line.beneficiary == Commitment.school,
        Line.requirement == Commitment.requirement,
    )
    if card is not None:
        for school, code, amount in _lines(session, card, schools):
            sums[school, code] = sums.get((school, code), ZERO) + amount
    owed = session.execute(
        select(
            Commitment.school,
            Commitment.requirement,
            own.label("own"),
            func.sum(Commitment.amount),
            func.sum(Commitment.accepted),
        )
        .join(Line, Line.id == Commitment.line_id)
        .where(Commitment.school.in_(schools))
        .group_by(Commitment.school, Commitment.requirement, own)
    )
    for school, code, is_own, amount, accepted in owed:
        more = -accepted if is_own else amount - accepted
        sums[school, code or ""] = sums.get((school, code or ""), ZERO) + more
    return {pair: amount for pair, amount in sums.items() if amount > 0}


def _lines(session: Session, card: VersionCard, schools: Sequence[str]) -> Iterable:
    """The lines of a version that name a school and a requirement."""
    if card.status == "draft":
        query = select(DraftLine.beneficiary, DraftLine.requirement, DraftLine.amount).where(
            DraftLine.version_id == card.id,
            DraftLine.requirement.is_not(None),
            DraftLine.beneficiary.in_(schools),
        )
    else:
        query = (
            select(Line.beneficiary, Line.requirement, LineVersion.amount)
            .join(LineVersion, LineVersion.line_id == Line.id)
            .where(
                LineVersion.version_id == card.id,
                not_(Line.requirement.is_(None)),
                Line.beneficiary.in_(schools),
            )
        )
    return session.execute(query)


def _sorted_out(
    rows: Iterable,
    wanted: Mapping[str, RequirementCard],
    told: Mapping[Pair, PriceCard],
    pupils: Mapping[str, int],
    spoken_for: Mapping[Pair, Decimal],
) -> PlaceNeeds:
    """Each gap among what can be planned, or apart with its reason."""
    needs, cards, planned = [], {}, ZERO
    apart: dict[str, dict[str, list[int]]] = {"unpriced": {}, "deeds": {}, "unsaid": {}}
    no_pupils = set()
    for school, code, state, needed, to_buy in rows:
        if code not in wanted:
            continue
        pieces, card = to_buy // 1000, told.get((school, code))
        if state == "unknown" or pieces == 0 or card is None:
            why = "unsaid" if state == "unknown" else "unpriced" if pieces else "deeds"
            apart[why].setdefault(code, []).append(pieces)
        elif school not in pupils:
            no_pupils.add(school)
        else:
            there = min(int(spoken_for.get((school, code), ZERO) // card.amount), pieces)
            planned += card.amount * there
            need = Need(
                school=school,
                requirement=code,
                to_buy=pieces - there,
                price=card.amount,
                lot=card.lot,
                priority=wanted[code].priority,
                pupils=pupils[school],
                needed=-(-(needed or 0) // 1000),
            )
            if need.to_buy:
                needs.append(need)
                cards[need.pair] = card
    return PlaceNeeds(
        needs=tuple(needs),
        cards=cards,
        unpriced=_listed(apart["unpriced"]),
        deeds=_listed(apart["deeds"]),
        unsaid=_listed(apart["unsaid"]),
        no_pupils=tuple(sorted(no_pupils)),
        planned=planned,
    )


def _listed(codes: Mapping[str, Sequence[int]]) -> tuple[Apart, ...]:
    return tuple(Apart(code, len(some), sum(some)) for code, some in sorted(codes.items()))
