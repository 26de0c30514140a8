"""What a version of a budget changes against another: for whoever has to decide about it."""

from flask import render_template

from budgets.reports import versions
from register import reports as register
from tracker import queries
from tracker.extensions import db
from tracker.names import Names
from tracker.office import office
from tracker.office.doorstep import holder, nothing_here
from tracker.office.names import Names as OfficeNames
from tracker.public import budget_tables
from tracker.public.budget_versions import sums
from tracker.states import STATES

RULE = "/budgets/<place>/<int(max=2147483647):year>/versions/<int(max=2147483647):number>/changes"


@office.get(RULE)
def budget_changes(place: str, year: int, number: int) -> str:
    """A version handed in, returned ones too, beside the one before or the one asked for."""
    holder(place)
    asked = queries.read({"against": queries.Key(queries.page_number)})["against"]
    known = versions.public(db.session, place, year, returned=True)
    after = next((one for one in known if one.number == number), None)
    before = versions.one_before(known, number)
    if asked is not None:
        before = next((one for one in known if one.number == asked), before)
    if after is None:
        nothing_here()
    told = versions.compare(db.session, before, after)
    names = Names()
    spots = register.names(db.session, budget_tables.spots_of(told, told.transfers))
    first, last = sums(told)
    return render_template(
        "office/budgets/changes.html",
        called=OfficeNames(),
        place=place,
        year=year,
        told=told,
        first=first,
        last=last,
        others=[one for one in known if one not in (after, before)],
        states=STATES,
        tables={
            table.name: table
            for table in (
                budget_tables.changes(told, names, spots),
                budget_tables.purses(told, names),
                budget_tables.transfers(told.transfers, names, spots),
            )
        },
    )
