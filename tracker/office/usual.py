"""How usual a raised flag is, for the officer who is asked about it: here, around, everywhere."""

from collections.abc import Iterable

from oversight.reports import rates
from tracker import flag_words
from tracker.extensions import db
from tracker.flags import ShownFlag
from tracker.office.names import Names


def usual(place: str, year: int, flags: Iterable[ShownFlag], called: Names) -> dict[str, str]:
    """By code of each public flag that is raised: in how many purchases of a year it is, of how
    many looked at, in the place, its district and the country. Where none is up nothing is asked.
    """
    raised = {one.code for one in flags if one.state == "raised" and one.public}
    if not raised:
        return {}
    found = rates.beside(db.session(), place, year)
    told = {code: found[code] for code in sorted(raised & found.keys())}
    spots = {place for some in told.values() for place, _rate in some}
    called.know(spots)
    names = {code: called.place(code) for code in spots}
    return {code: flag_words.rates(some, names) for code, some in told.items()}
