"""All purchases of a place and year that money is bound by: what a sample is drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.models import Commitment
from budgets.models import Line as BudgetLine
from core import clock
from core.money import ZERO, tyiyn
from journal.models import EntryPlace
from oversight import flags
from oversight.flags.result import Result
from oversight.reports.matters import gather
from oversight.samples.sampling import Unit
from procurement.models import Contract, ContractLine, Purchase
from procurement.rules import PUBLIC
from register import profile
from register import reports as register


@dataclass(frozen=True, slots=True)
class Counted:
    """A purchase of the population: its holder, som its contracts bind, is a flag raised?

    A flag that only councils see is not told of: the population is public with its announcement.
    """

    purchase: int
    place: str
    amount: Decimal
    raised: bool


def of_place(session: Session, place: str, year: int) -> tuple[Counted, ...]:
    """The purchases of a place and of all below it, by number, as they stand now.

    A purchase counts with what its contracts bind of budget money, paid or not; help in kind is no
    money, and a plan or a framework binds nothing. Why purchases and why so: docs/decisions/0032.
    """
    gifts = [source.code for source in profile.load().sources if not source.is_money]
    rows = session.execute(
        select(Purchase.id, Purchase.place, func.sum(Commitment.claimed))
        .join(Contract, Contract.purchase_id == Purchase.id)
        .join(ContractLine, ContractLine.contract_id == Contract.id)
        .join(Commitment, Commitment.contract_line == ContractLine.id)
        .join(BudgetLine, BudgetLine.id == Commitment.line_id)
        .where(
            Purchase.place.in_(register.codes_within(place)),
            Purchase.year == year,
            Purchase.status.in_(PUBLIC),
            BudgetLine.source.not_in(gifts),
        )
        .group_by(Purchase.id, Purchase.place)
        .having(func.sum(Commitment.claimed) > 0)
        .order_by(Purchase.id)
    ).all()
    raised = _raised(session, place, year) if rows else {}
    return tuple(
        Counted(number, holder, _som(amount), raised.get(number, False))
        for number, holder, amount in rows
    )


def _som(amount: Decimal | int | None) -> Decimal:
    return ZERO if amount is None else Decimal(amount)


def _raised(session: Session, place: str, year: int) -> Mapping[int, bool]:
    """Of each public purchase of the place and those below it: is any raised today?"""
    wanted = select(Purchase.id).where(
        Purchase.place.in_(register.codes_within(place)),
        Purchase.year == year,
        Purchase.status.in_(PUBLIC),
    )
    matters = gather(session, wanted, clock.today())
    return {one.id: is_up(flags.look(one)) for one in matters}


def is_up(results: Iterable[Result]) -> bool:
    """Is any of these raised that everybody sees?"""
    return any(one.raised and one.public for one in results)


def units(counted: Iterable[Counted]) -> list[Unit]:
    """The same in whole tyiyn, for `oversight.samples.sampling`."""
    return [Unit(one.purchase, tyiyn(one.amount), one.raised) for one in counted]


def entered_until(session: Session, place: str) -> int:
    """The journal's size when the last leaf about the place, or one below it, was written: a root
    of a smaller tree knew less than the population does."""
    last = session.scalar(
        select(func.max(EntryPlace.number)).where(
            EntryPlace.place.in_(register.codes_within(place))
        )
    )
    return 0 if last is None else last + 1
