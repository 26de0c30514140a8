"""How the money of holders goes over a year: what is left for its last days, and what is left."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from budgets.models import Line
from core.fiscal import year_end
from core.money import ZERO
from oversight.reports import unmet
from oversight.reports.year_schools import Holders, Key
from oversight.year_spending import Rush, Unspent
from procurement.models import Contract, Payment, Purchase
from procurement.models.payments import STANDS
from procurement.reports.meal_lines import paid_in_money
from register.workdays import Workdays, workdays

LAST_DAYS = 15
"""Working days at the end of a year: a default of this project, no norm."""
ONE = timedelta(days=1)


def rush(session: Session, holders: Holders, today: date) -> dict[Key, Rush]:
    """By holder and year whose last working days have begun: its contracts and payments."""
    calendar = workdays(session)
    years = {year for _, year in holders if year <= today.year}
    windows = {year: window(calendar, year) for year in years}
    begun = {year: since for year, since in windows.items() if since <= today}
    wanted = [key for key in holders if key[1] in begun]
    if not wanted:
        return {key: Rush(windows[key[1]]) for key in holders if key[1] in windows}
    signed = _sums(session, _signed(begun).where(*_of(wanted)))
    paid = _sums(session, _paid(begun).where(*_of(wanted)))
    found = {}
    for place, year in holders:
        if year in windows:
            contracts = signed.get((place, year), (0, ZERO, ZERO))
            payments = paid.get((place, year), (0, ZERO, ZERO))
            found[place, year] = Rush(windows[year], *contracts, *payments[1:])
    return found


def window(calendar: Workdays, year: int) -> date:
    """The day on which the last working days of a fiscal year begin."""
    day, left = year_end(year) + ONE, LAST_DAYS
    while left:
        day -= ONE
        left -= not calendar.is_free(day)
    return day


Sums = dict[Key, tuple[int, Decimal, Decimal]]


def _sums(session: Session, query: Any) -> Sums:
    return {
        (place, year): (count, all_ or ZERO, late or ZERO)
        for place, year, count, all_, late in session.execute(query)
    }


def _of(wanted: list[Key]) -> tuple[Any, ...]:
    return (
        Purchase.place.in_(sorted({place for place, _ in wanted})),
        Purchase.year.in_(sorted({year for _, year in wanted})),
    )


def _in_window(begun: Mapping[int, date], day: Any) -> Any:
    return case(
        *((and_(Purchase.year == year, day >= since), 1) for year, since in sorted(begun.items())),
        else_=0,
    )


def _signed(begun: Mapping[int, date]) -> Any:
    """Contracts of a year's purchases, signed within the year, and those signed in its window."""
    late = _in_window(begun, Contract.signed_on) == 1
    return (
        select(
            Purchase.place,
            Purchase.year,
            func.count(),
            func.sum(Contract.amount),
            func.sum(Contract.amount).filter(late),
        )
        .join(Contract, Contract.purchase_id == Purchase.id)
        .where(_within_year(begun, Contract.signed_on), Contract.ceiling.is_(None))
        .group_by(Purchase.place, Purchase.year)
    )


def _paid(begun: Mapping[int, date]) -> Any:
    """Payments of a year's purchases within the year, less refunds, and those in its window."""
    late = _in_window(begun, Payment.on) == 1
    net = case((Payment.kind == "refund", -Payment.amount), else_=Payment.amount)
    return (
        select(
            Purchase.place,
            Purchase.year,
            func.count(),
            func.sum(net),
            func.sum(net).filter(late),
        )
        .join(Contract, Contract.purchase_id == Purchase.id)
        .join(Payment, Payment.contract_id == Contract.id)
        .where(_within_year(begun, Payment.on), STANDS)
        .group_by(Purchase.place, Purchase.year)
    )


def _within_year(begun: Mapping[int, date], day: Any) -> Any:
    """The condition that a day lies in the purchase's year: what was paid later is another's."""
    return or_(
        *(
            and_(Purchase.year == year, day >= date(year, 1, 1), day <= year_end(year))
            for year in sorted(begun)
        )
    )


def unspent(session: Session, holders: Holders) -> dict[Key, tuple[Unspent, ...]]:
    """By holder and year: the money of each category, with the critical requirements of it that
    schools of the holder lack today, by what oversight.reports.unmet calls critical and lacking.

    Its prices are not asked for: they cost statements by region, and S07 tells of no cost. What is
    free here is the share of a whole category, all its lines together; there it is what single
    lines leave for one requirement.

    Coverage is kept as of today and of no other day; a look judges only years near to it.
    """
    places, of = sorted({place for place, _ in holders}), (Line.holder, Line.year, Line.category)
    rows = session.execute(
        select(*of, func.sum(Line.amount), func.sum(Line.committed))
        .where(Line.holder.in_(places), Line.year.in_(sorted({year for _, year in holders})))
        .where(paid_in_money())
        .group_by(*of)
        .order_by(*of)
    ).all()
    lacking = unmet.lacking(session, places) if rows else {}
    found: dict[Key, list[Unspent]] = {}
    for place, year, category, planned, committed in rows:
        gaps = lacking.get((place, category), {})
        one = Unspent(category, planned, planned - committed, gaps)
        found.setdefault((place, year), []).append(one)
    return {key: tuple(ones) for key, ones in found.items()}
