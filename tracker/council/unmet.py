"""What a council sees of its raion: what is critical and unmet while money is unspent, costed."""

from flask import abort, render_template, url_for
from flask_babel import gettext as _

from core.access import Role
from register import reports as register
from register.reports import Spot
from tracker import formats, queries
from tracker.council import council
from tracker.edge import actor
from tracker.extensions import db
from tracker.public import unmet as public
from tracker.public.filters import Filter
from tracker.public.offers import file_of


@council.get("/unmet")
def unmet() -> str:
    """The costed list of one of the council's places, chosen in the address; the first unless
    told."""
    spots = _places()
    if not spots:
        abort(404)
    keys = {**public.KEYS, "place": queries.Key(queries.one_of(*spots), next(iter(spots)))}
    asked = queries.read(keys)
    spot = spots[asked["place"]]
    shown = public.shown(spot, asked, "council.unmet", "council/unmet.html", place=spot.code)
    tables = {table.name: table for table in shown.tables}
    choice = Filter("place", _("Place"), _named(spots), spot.code)
    facts = {**shown.head, **shown.facts, "tables": tables, "file_of": file_of}
    facts["action"] = url_for(".unmet")  # the place is chosen in the form
    facts["filters"] = (choice, *shown.facts["filters"])
    return render_template(shown.template, **facts)


def _places() -> dict[str, Spot]:
    """The council's own places and those below them, the one it is a council of first."""
    session = db.session()
    found: dict[str, Spot] = {}
    for held in actor().holds(Role.COUNCIL):
        own = register.place(session, held)
        if own is not None:
            found[held] = own
            found |= {
                spot.code: spot
                for spot in register.places_within(session, held)
                if spot.code not in found and spot.successor is None
            }
    return found


def _named(spots: dict[str, Spot]) -> tuple[tuple[str, str], ...]:
    lang = formats.language()
    return tuple((code, spot.name.told(lang)[0] or code) for code, spot in spots.items())
