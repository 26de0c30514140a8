"""What councils wait for, as something due: an answer by its day, then a report."""

from collections.abc import Collection, Iterator

from flask import url_for
from flask_babel import gettext as _

from oversight.findings.reports import lists
from oversight.findings.rules import OFFICE
from tracker.extensions import db
from tracker.office.dues import Due


def findings(places: Collection[str]) -> Iterator[Due]:
    """Findings nobody answered, by their term; answered ones wait for a report, without a day."""
    for one in lists.waiting(db.session(), places, OFFICE):
        waits = one.answered_on is None
        yield Due(
            _("Finding to answer") if waits else _("Finding to put right"),
            one.title,
            one.scope,
            url_for(".findings_show", number=one.id),
            one.due_on if waits else None,
        )
