"""What councils drew for an audit sample, as something due: papers to lay ready."""

from collections.abc import Collection, Iterator

from flask import url_for
from flask_babel import gettext as _

from oversight.samples.reports import samples
from tracker import formats
from tracker.extensions import db
from tracker.office.dues import Due


def audit_samples(places: Collection[str]) -> Iterator[Due]:
    """Of each sample and place one thing due, until the council has looked at every purchase."""
    for one in samples.asked_of(db.session(), places):
        yield Due(
            _("Audit sample of the council"),
            _(
                "Sample № %(number)s. Lay ready the contracts, acceptances and payments. "
                "Purchases: %(count)s. Drawn on: %(day)s.",
                number=one.sample,
                count=formats.number(one.purchases, formats.language()),
                day=formats.day(one.drawn_on) if one.drawn_on else "–",
            ),
            one.place,
            url_for("public.sample", number=one.sample),
            None,
        )
