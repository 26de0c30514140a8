"""The facts of oversight.dealing, gathered: one set of queries for one purchase or for many."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from oversight.dealing import Dealing
from oversight.reports import dealing_before, dealing_bidders, dealing_papers, dealing_suppliers
from register import limits, profile


def gather(
    session: Session, wanted: Select[Any], purchases: Sequence[Any], today: date
) -> dict[int, Dealing]:
    """By the number of the purchase; one that is left out has the facts of `Dealing()`.

    A fixed number of statements, and a few more where something rare is among them: lots, a
    competition that ended without a contract, a ground of buying more.
    """
    own = {one.id: one for one in purchases}
    planned = dealing_papers.planned(session, purchases)
    since = dealing_papers.plans(session, purchases)
    papers, keepers = dealing_papers.attached(session, purchases)
    known = limits.thresholds(session)
    codes = _limit_codes()
    awards, listing = dealing_suppliers.awards(session, wanted, own)
    same = dealing_suppliers.same_supplier(session, purchases, awards, known)
    bidders, shared = dealing_bidders.contacts(session, wanted, purchases)
    ended, failed, competing = dealing_before.ended(session, purchases)
    more = dealing_before.additional(session, purchases, awards)
    return {
        one.id: Dealing(
            simplified=codes.get(one.method) is not None,
            ceiling=_ceiling(known, codes.get(one.method), one.on),
            planned=planned.get(one.plan_line_id),
            plan_since=since.get((one.place, one.year)),
            papers=papers.get(one.id, _NONE),
            keeps_papers=(one.place, one.year) in keepers,
            awards=awards.get(one.id, ()),
            listing=listing,
            same=same.get(one.id),
            bidders=bidders.get(one.id, 0),
            shared=shared.get(one.id, ()),
            ended=ended.get(one.id, ()),
            failed=failed.get(one.id, ()),
            competes=one.id in competing,
            additional=more.get(one.id),
        )
        for one in purchases
    }


def typed(session: Session, purchase: Any) -> Dealing:
    """The same of a purchase that is only typed: all but what needs a supplier or a paper."""
    planned = dealing_papers.planned(session, [purchase])
    since = dealing_papers.plans(session, [purchase])
    code = _limit_codes().get(purchase.method)
    _, keepers = dealing_papers.attached(session, [purchase])
    ended, failed, competing = dealing_before.ended(session, [purchase])
    return Dealing(
        simplified=code is not None,
        ceiling=_ceiling(limits.thresholds(session), code, purchase.on),
        planned=planned.get(purchase.plan_line_id),
        plan_since=since.get((purchase.place, purchase.year)),
        keeps_papers=(purchase.place, purchase.year) in keepers,
        ended=ended.get(purchase.id, ()),
        failed=failed.get(purchase.id, ()),
        competes=purchase.id in competing,
    )


_NONE: frozenset[str] = frozenset()


def _limit_codes() -> dict[str, str | None]:
    """By method the threshold that binds it where it is a simplified one."""
    return {method.code: method.limit for method in profile.load().methods}


def _ceiling(
    known: Sequence[limits.LimitCard], code: str | None, on: date
) -> limits.LimitCard | None:
    return limits.on_day(known, code, on) if code else None
