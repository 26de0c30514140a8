"""Is a school like similar schools: how these were chosen, and the bands between them.

Never a ranking: similar schools stand in dictionary order, without their money; money is told as
the middle half of them.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask import abort
from flask_babel import gettext
from markupsafe import Markup

from core.fiscal import is_year
from procurement.meal_rules import FEW
from procurement.models.peers import MEASURES
from procurement.reports import peers as reports
from procurement.reports.peers import Band, Likeness, PeerCard
from register import reports as register
from register.likeness import FACTS, Scale
from tracker.charts import band as charts
from tracker.extensions import db
from tracker.names import Names
from tracker.public.offers import Shown, money, offer
from tracker.public.similar_tables import PAID, bands_table, facts_table, peers_table, share, words

TABLES = ("peers", "bands", "facts")
MET = "met_share"
FOOD = ("food_contracted", "food_delivered")


@offer("/schools/<code:code>/<int:year>/similar", scope="code", tables=TABLES)
def school_similar(code: str, year: int) -> Shown:
    """The similar schools of a school, and its year among them."""
    card = register.school(db.session, code)
    if card is None or not is_year(year):
        abort(404)
    names = Names()
    found = reports.of_school(db.session, code, year, MEASURES)
    likeness, bands = found or (None, {})
    scale = names.profile.likeness
    cards = reports.listed(db.session, code) if found else ()
    return Shown(
        "public/similar.html",
        f"{code}-{year}-similar",
        head={
            "school": {"code": code, "name": card.name.told(names.lang)[0], "place": card.place},
            "year": year,
            **_head(likeness, scale),
        },
        facts={
            "card": card,
            "code": code,
            "trail": register.trail(db.session, code),
            "likeness": likeness,
            "scale": scale,
            "close": share(scale.close),
            "kind": _kind(likeness, names),
            "facts_known": charts.coverage(likeness.known, len(FACTS)) if likeness else "",
            "peers_known": _known(cards),
            "drawing": drawing(bands),
            "few": FEW,
            "unsaid": _unsaid(likeness, bands, year),
            "default_value": names.profile.notices["default_value"].told(names.lang)[0],
        },
        tables=(peers_table(cards, year), bands_table(bands), facts_table(likeness, scale)),
    )


def _head(likeness: Likeness | None, scale: Scale) -> dict[str, Any]:
    """How the comparison was made, for programs; thousandths of a distance are told as 0.250."""
    return {
        "compared_on": likeness.made_on.isoformat() if likeness else None,
        "peers_found": likeness.peers if likeness else 0,
        "close": likeness.close if likeness else 0,
        "weak": likeness.is_weak if likeness else None,
        "facts_known": likeness.known if likeness else None,
        "quartiles": "Hyndman-Fan 7",
        "scale": {
            "standing": scale.standing,
            "peers": scale.peers,
            "least": scale.least,
            "close": f"{share(scale.close)}",
            "weights": dict(scale.weights),
            "whole": {
                "pupils_times": scale.pupils_times,
                "shifts": scale.shifts,
                "heating_days": scale.heating_days,
                "altitude": scale.altitude,
            },
        },
    }


def _kind(likeness: Likeness | None, names: Names) -> str | None:
    """What kind of schools are compared, in words."""
    known = {kind.code: kind.names for kind in names.profile.kinds_of_school}
    if likeness is None or likeness.kind is None:
        return None
    return known[likeness.kind].told(names.lang)[0] if likeness.kind in known else likeness.kind


def _known(cards: Iterable[PeerCard]) -> tuple[int, int, Markup] | None:
    """Of all facts of the similar schools: how many are known, of how many, and the bar."""
    counts = [card.known for card in cards]
    if not counts:
        return None
    whole = len(counts) * len(FACTS)
    return sum(counts), whole, charts.coverage(sum(counts), whole)


def _three(bands: Mapping[str, Band], measure: str) -> tuple[Decimal, Decimal, Decimal] | None:
    band = bands.get(measure)
    return band.three if band else None


def _unsaid(likeness: Likeness | None, bands: Mapping[str, Band], year: int) -> list[str]:
    """What too few similar schools have. Requirements met are those of today, of no other year."""
    today = likeness is not None and likeness.made_on.year == year
    asked = [one for one in MEASURES if today or one != MET]
    return [words()[one][0] for one in asked if not _three(bands, one)]


def drawing(bands: Mapping[str, Band]) -> Markup:
    """The bands there are, each with its name."""
    legend = charts.BandWords(
        half=gettext("the middle half of similar schools"),
        median=gettext("the school in the middle"),
        own=gettext("this school"),
    )
    rows = [
        (words()[measure][0], charts.Band(*bands[measure].three or (), own=bands[measure].own))
        for measure in MEASURES
        if _three(bands, measure)
    ]
    return charts.bands(rows, legend)


def paid(code: str, year: int) -> dict[str, Any] | None:
    """For the school's page: what is paid per pupil among similar schools; one statement."""
    found = reports.of_school(db.session, code, year, (PAID,))
    if found is None:
        return None
    likeness, bands = found
    band = bands.get(PAID)
    three = band.three if band else None
    return {
        "band": band,
        "drawing": charts.drawn(charts.Band(*three, own=band.own)) if band and three else None,
        "weak": likeness.is_weak or band is None or band.is_weak,
        "peers": likeness.peers,
    }


def paid_head(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The same for programs."""
    band: Band | None = found["band"] if found else None
    if found is None or band is None:
        return None
    sums = {name: money(getattr(band, name)) for name in ("own", "low", "median", "high")}
    return {"measure": PAID, **sums, "schools": band.schools, "weak": found["weak"]}


def food(code: str, year: int) -> dict[str, Any]:
    """For the page of a school's food: the bands per child and day; one statement."""
    likeness, bands = reports.of_school(db.session, code, year, FOOD) or (None, {})
    weak = likeness is not None and likeness.is_weak
    return {"weak": weak, "bands": bands, "drawing": drawing(bands)}
