"""What people without an account wait for, as something due: an answer, a look at a delivery."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _

from oversight.voices.reports import deliveries, questions
from tracker.extensions import db
from tracker.office.dues import Due

FRESH = timedelta(days=14)
"""For how long public reports on a delivery stand among what is due: a default of ours."""


def voices(places: Collection[str], today: date) -> Iterator[Due]:
    """Questions nobody answered, and deliveries of which enough people have told lately."""
    for one in questions.unanswered(db.session(), places):
        yield Due(
            _("Question of people"),
            one.text,
            one.scope,
            url_for(".voices_answer", number=one.id),
            one.due_on,
        )
    for heard, title in deliveries.heard_since(db.session(), places, today - FRESH):
        yield Due(
            _("Reports of people on a delivery"),
            _("%(purchase)s · reports: %(count)s", purchase=title, count=heard.total),
            heard.school,
            url_for("public.purchase", number=heard.purchase) + "#reports",
            None,
        )
