"""What an officer should know while entering a purchase: money left, gaps, prices. Saves nothing.

As many queries as there are questions, whatever the number of lines and schools.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.reports.draft_lines import FundRow
from core.money import ZERO
from procurement import entry
from procurement.entry import NONE, EnteredLine
from procurement.models import Funding, Purchase, Share
from procurement.reports import arrivals, comparables, costs, missing, prices
from procurement.reports.costs import Gap
from procurement.reports.missing import Promise
from procurement.reports.prices import MONTHS, PriceCard
from standard.norms import norms
from standard.reports import criteria
from standard.reports.criteria import Sourced
from standard.rules import Norm, later

IN_PLAN = ("planned", "announced", "opened", "awarded")
"""Public, and without a contract yet: they ask for money that nothing claims."""


@dataclass(frozen=True, slots=True)
class Balance:
    """A budget line the purchase draws on; sums in som.

    `planned` is what other purchases of the plan ask of it, still without a contract; `asked`
    what this one asks.
    """

    line: FundRow
    planned: Decimal
    asked: Decimal

    @property
    def after(self) -> Decimal:
        """What would be free once this purchase is under contract; below zero: it is too little."""
        return self.line.free - self.asked

    @property
    def crowded(self) -> bool:
        """Is there enough for this purchase, but not for all of the plan together?"""
        return self.after >= 0 and self.after < self.planned


@dataclass(frozen=True, slots=True)
class Need:
    """The requirement of a line at one school, in the requirement's unit.

    `promised` is under contract and not here yet; `closes` what this purchase brings, `given` the
    line's own part in the line's unit, and `amount` what that costs, som. `gap` None: nobody has
    counted this school.
    """

    school: str
    gap: Gap | None
    promised: Promise | None
    closes: Decimal
    given: Decimal
    amount: Decimal | None

    @property
    def missing(self) -> Decimal | None:
        """How much is missing today; None where it cannot be said."""
        return missing.quantity(self.gap) if self.gap else None

    @property
    def lacking(self) -> Decimal:
        """What is missing and under no contract yet, before this purchase; zero where it cannot
        be said."""
        if self.missing is None:
            return NONE
        return max(self.missing - (self.promised.quantity if self.promised else NONE), NONE)

    @property
    def left(self) -> Decimal | None:
        """What would be missing after contracts and this purchase; None: it cannot be said."""
        return None if self.missing is None else max(self._rest(self.missing), NONE)

    @property
    def over(self) -> Decimal:
        """By how much this purchase brings more than is missing; zero where it cannot be said."""
        if self.missing is None or not self.closes:
            return NONE
        return min(max(-self._rest(self.missing), NONE), self.closes)

    def _rest(self, lacking: Decimal) -> Decimal:
        return lacking - (self.promised.quantity if self.promised else NONE) - self.closes


@dataclass(frozen=True, slots=True)
class PriceCheck:
    """A line's price beside comparable ones. `mine` is som for one unit of the requirement.

    `alike` is how many purchases could be compared where they are too few. `times` the median is
    told only where the same thing in the same unit was compared.
    """

    card: PriceCard | None
    alike: int
    mine: Decimal | None
    times: Decimal | None

    @property
    def measured(self) -> bool:
        """Does the price come from purchases, rather than from the editors?"""
        return self.card is not None and self.card.kind != "reference"

    @property
    def high(self) -> bool:
        """Is it dearer than three quarters of what was compared?"""
        return bool(
            self.times
            and self.mine
            and self.card
            and self.card.high is not None
            and self.mine > self.card.high
        )


@dataclass(frozen=True, slots=True)
class LineCheck:
    """One line of the purchase as typed, and what is known about it.

    `counted`: is the requirement met by things (rather than by an assessment or our records)?
    """

    line: EnteredLine
    requirement: Sourced | None
    counted: bool
    needs: tuple[Need, ...]
    price: PriceCheck | None

    @property
    def over(self) -> Decimal:
        """By how much more is bought than is missing, over all schools."""
        return sum((need.over for need in self.needs), NONE) if self.counted else NONE

    @property
    def not_shared(self) -> Decimal | None:
        """What of the quantity no school gets (below zero: too much is given); None: all fits."""
        if self.line.quantity is None or not self.line.shares or self.line.is_whole:
            return None
        return self.line.quantity - self.line.shared_out


@dataclass(frozen=True, slots=True)
class Checks:
    """The whole panel beside a purchase that is being entered."""

    balances: tuple[Balance, ...]
    lines: tuple[LineCheck, ...]

    @property
    def said(self) -> bool:
        """Is enough typed for anything to be checked?"""
        return bool(self.balances) or any(line.requirement for line in self.lines)


def of(
    session: Session,
    place: str,
    lines: Sequence[EnteredLine],
    *,
    funds: Sequence[FundRow],
    schools: Collection[str],
    today: date,
) -> Checks:
    """What there is to know about a purchase of a place as far as it is typed.

    `funds` are the budget lines it may draw on; `schools` are told of even where they get nothing.
    """
    codes = {line.requirement for line in lines if line.requirement}
    region = costs.region_of(session, place) or ""
    told = _Told(
        sourced=criteria.sourced(session, codes),
        counted={code for code, norm in norms(session).items() if _of_things(norm)},
        gaps=costs.of_requirements(session, _schools(lines, schools), codes, region),
        promises={
            school: missing.promised(things)
            for school, things in arrivals.owed(session, _schools(lines, schools), codes).items()
        },
        cards=prices.of_region(session, region) if codes else {},
        closes=entry.closes(lines),
    )
    unmeasured = {code for code in codes if told.kind(code) in (None, "reference")}
    since = later(costs.compared_on(session) or today, -MONTHS)
    alike = comparables.most_alike(session, unmeasured, since)
    return Checks(
        _balances(session, lines, funds),
        tuple(
            _line(line, told, schools, alike) if line.requirement else _nothing_chosen(line)
            for line in lines
        ),
    )


def _of_things(norm: Norm) -> bool:
    """Does having more of something meet it?"""
    return norm.entry in ("count", "event") and norm.comparator == ">="


@dataclass(frozen=True, slots=True)
class _Told:
    """What the questions answered, for all lines at once."""

    sourced: Mapping[str, Sourced]
    counted: Collection[str]
    gaps: Mapping[tuple[str, str], Gap]
    promises: Mapping[str, Mapping[str, Promise]]
    cards: Mapping[str, PriceCard]
    closes: Mapping[tuple[str, str], Decimal]

    def kind(self, code: str) -> str | None:
        """Where the price of a requirement is from; None: there is none."""
        card = self.cards.get(code)
        return card.kind if card else None


def _schools(lines: Iterable[EnteredLine], known: Iterable[str]) -> list[str]:
    given = (share.school for line in lines for share in line.shares)
    return list(dict.fromkeys([*known, *given]))


def _nothing_chosen(line: EnteredLine) -> LineCheck:
    return LineCheck(line, None, counted=False, needs=(), price=None)


def _line(
    line: EnteredLine, told: _Told, schools: Iterable[str], alike: Mapping[str, int]
) -> LineCheck:
    code = line.requirement or ""
    given = {share.school: share.quantity for share in line.shares}
    amounts = line.amounts()
    needs = tuple(
        Need(
            school,
            told.gaps.get((school, code)),
            told.promises.get(school, {}).get(code),
            told.closes.get((school, code), NONE),
            given.get(school, NONE),
            amounts.get(school),
        )
        for school in _schools([line], schools)
    )
    price = _price(line, told.cards.get(code), alike.get(code, 0))
    return LineCheck(line, told.sourced.get(code), code in told.counted, needs, price)


def _price(line: EnteredLine, card: PriceCard | None, alike: int) -> PriceCheck:
    mine = line.price_of_one
    same = (
        card is not None
        and card.kind != "reference"
        and card.unit == prices.unit_of(line.unit)
        and line.item_code in (None, card.item_code)
    )
    compared = entry.times(mine, card.amount) if card and same and mine is not None else None
    return PriceCheck(card, alike, mine, compared)


def _balances(
    session: Session, lines: Sequence[EnteredLine], funds: Sequence[FundRow]
) -> tuple[Balance, ...]:
    """The budget lines chosen, and what is left of each."""
    asked = entry.asked(lines)
    chosen = {line.budget_line for line in lines} | set(asked)
    planned = in_plan(session, [number for number in chosen if number])
    return tuple(
        Balance(fund, planned.get(fund.id, ZERO), asked.get(fund.id, ZERO))
        for fund in funds
        if fund.id in chosen
    )


def in_plan(session: Session, budget_lines: Collection[int]) -> dict[int, Decimal]:
    """What purchases of the plan ask of each budget line, som, that have no contract yet."""
    rows = session.execute(
        select(Funding.budget_line_id, func.sum(Funding.amount))
        .join(Share, Share.id == Funding.share_id)
        .join(Purchase, Purchase.id == Share.purchase_id)
        .where(Funding.budget_line_id.in_(list(budget_lines)), Purchase.status.in_(IN_PLAN))
        .group_by(Funding.budget_line_id)
    )
    return dict(rows.all())
