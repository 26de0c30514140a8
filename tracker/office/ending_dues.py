"""What soon ends at schools, as something due: replace it, service it, hold it again, count it."""

from collections.abc import Collection, Iterator
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from standard.reports.ending import ending
from tracker.extensions import db
from tracker.office.dues import Due
from tracker.office.names import Names


def endings(places: Collection[str], horizon: date, names: Names) -> Iterator[Due]:
    """Of each requirement and day one thing due; it leads to the stock of its first school."""
    for one in ending(db.session(), places, horizon):
        schools = len(one.schools)
        told = names.requirement(one.requirement)
        if schools > 1:
            told = f"{told} · " + _("schools: %(count)s", count=schools)
        event = one.entry == "event"
        yield Due(
            _("To be held or done again") if event else _("Ends: replace, service or count anew"),
            told,
            one.schools[0],
            url_for(".stock_requirement", code=one.schools[0], requirement=one.requirement),
            one.until,
        )
