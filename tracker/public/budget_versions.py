"""One version of a budget: what it changes against another, from what to what, and why."""

from typing import Any

from flask import abort

from budgets.reports import versions
from budgets.reports.figures import is_money
from budgets.reports.versions import Comparison
from core.money import ZERO
from register import reports as register
from register.reports import Spot
from tracker import queries
from tracker.extensions import db
from tracker.names import Names
from tracker.public import budget_tables
from tracker.public.execution import spot_of
from tracker.public.offers import Shown, money, offer
from tracker.states import STATES

TABLES = ("changes", "sources", "transfers", "lines")
RULE = "/places/<code:code>/<int:year>/budget/versions/<int(max=99999):number>"


@offer(RULE, scope="code", tables=TABLES, against=queries.Key(queries.page_number))
def place_version(code: str, year: int, number: int, against: int | None) -> Any:
    """A version that left the draft state and was not returned; others are not public."""
    spot = spot_of(code, year, "place_budget")
    if not isinstance(spot, Spot):
        return spot
    public = versions.public(db.session, code, year)
    after = next((one for one in public if one.number == number), None)
    before = versions.one_before(public, number)
    if against is not None:
        before = next((one for one in public if one.number == against), None)
    if after is None or (against is not None and before is None):
        abort(404)
    names = Names()
    told = versions.compare(db.session, before, after)
    lines = versions.lines(db.session, after)
    codes = budget_tables.spots_of(told, told.transfers)
    spots = register.names(db.session, codes | {line.beneficiary for line, _ in lines})
    return Shown(
        "public/budget_version.html",
        f"{code}-{year}-version-{number}",
        head=_head(spot, year, told, names),
        facts={
            "spot": spot,
            "code": code,
            "told": told,
            "first": sums(told)[0],
            "last": sums(told)[1],
            "others": [one for one in public if one not in (after, before)],
            "states": STATES,
            "trail": register.trail(db.session, code),
        },
        tables=(
            budget_tables.changes(told, names, spots),
            budget_tables.purses(told, names),
            budget_tables.transfers(told.transfers, names, spots),
            budget_tables.lines(lines, names, spots),
        ),
    )


def _head(spot: Spot, year: int, told: Comparison, names: Names) -> dict[str, Any]:
    first, last = sums(told)
    return {
        "place": {"code": spot.code, "name": spot.name.told(names.lang)[0], "kind": spot.kind},
        "year": year,
        "version": told.after.number,
        "against": told.before.number if told.before else None,
        "status": told.after.status,
        "resolution": told.after.resolution,
        "reason": told.after.reason,
        "sum": money(last),
        "sum_against": money(first) if told.before else None,
        "same_lines": told.same,
    }


def sums(told: Comparison) -> tuple[Any, Any]:
    """The money of both versions, each by itself; help in kind is in neither."""
    held = [(first, last) for purse, first, last in told.purses if is_money(purse)]
    return sum((one[0] for one in held), ZERO), sum((one[1] for one in held), ZERO)
