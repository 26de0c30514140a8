"""Tables of similar schools: the bands, the schools themselves, and what is compared."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext

from procurement.models.peers import MEASURES
from procurement.reports.peers import Band, Likeness, PeerCard
from register.likeness import FACTS, Facts, Scale
from tracker import formats
from tracker.tables import Cell, Column, Table

PAID = "paid_per_pupil"


def words() -> dict[str, tuple[str, str]]:
    """What each measure is called, and its unit as programs read it."""
    return {
        "planned_per_pupil": (gettext("Planned per pupil"), "som"),
        PAID: (gettext("Paid per pupil"), "som"),
        "met_share": (gettext("Requirements met, of those that can be said"), "percent"),
        "food_contracted": (gettext("Food in contracts, per child per day"), "som"),
        "food_delivered": (gettext("Food delivered, per child per day"), "som"),
    }


def told(band: Decimal | None, measure: str) -> str:
    """A value of a measure in words."""
    lang = formats.language()
    if band is None:
        return gettext("no data")
    if words()[measure][1] == "percent":
        return formats.quantity(band, lang) + formats.NBSP + "%"
    return formats.som(band, lang)


def share(thousandths: int) -> Decimal:
    """A distance as people read it: 250 thousandths are 0.25."""
    return Decimal(thousandths) / 1000


def bands_table(bands: Mapping[str, Band], name: str = "bands") -> Table:
    """The same numbers as the drawing has, and how many schools they are made of."""
    return Table(
        name,
        gettext("This school among similar ones"),
        (
            Column("name", gettext("What")),
            Column("measure", gettext("Code"), hidden=True),
            Column("unit", gettext("Unit"), hidden=True),
            Column("own", gettext("This school"), "quantity"),
            Column("low", gettext("A quarter of schools has at most"), "quantity"),
            Column("median", gettext("The school in the middle"), "quantity"),
            Column("high", gettext("A quarter of schools has at least"), "quantity"),
            Column("schools", gettext("Schools compared"), "count"),
            Column("weak", gettext("Weak comparison"), hidden=True),
        ),
        tuple(_band_row(bands[one]) for one in MEASURES if one in bands),
    )


def _band_row(band: Band) -> tuple[Any, ...]:
    name, unit = words()[band.measure]
    note = gettext("weak comparison") if band.is_weak else None
    few = gettext("too few schools")
    three = (band.low, band.median, band.high)
    return (
        name,
        band.measure,
        unit,
        Cell(band.own, text=told(band.own, band.measure)),
        *(Cell(one, text=few if one is None else told(one, band.measure)) for one in three),
        Cell(band.schools, note=note),
        "yes" if band.is_weak else "no",
    )


def peers_table(cards: Iterable[PeerCard], year: int) -> Table:
    """Similar schools in dictionary order, with what was compared; no money."""
    return Table(
        "peers",
        gettext("Similar schools"),
        (
            Column("name", gettext("School")),
            Column("code", gettext("Code"), hidden=True),
            Column("place", gettext("Place")),
            Column("pupils", gettext("Pupils"), "count"),
            Column("shifts", gettext("Shifts"), "count"),
            Column("heating_days", gettext("Heating season, days"), "count"),
            Column("altitude", gettext("Altitude, metres"), "count"),
            Column("area", gettext("Town or village")),
            Column("known", gettext("Facts known"), "count"),
            Column("distance", gettext("Distance"), "quantity"),
        ),
        tuple(_peer(card, year) for card in cards),
    )


def _peer(card: PeerCard, year: int) -> tuple[Any, ...]:
    facts = card.facts
    return (
        Cell(card.name, href=url_for("public.school", code=facts.code, year=year)),
        facts.code,
        Cell(card.place, text=card.place_name.told(formats.language())[0]),
        facts.pupils,
        facts.shifts,
        facts.heating_days,
        facts.altitude,
        _area(facts),
        Cell(card.known, text=f"{card.known} / {len(FACTS)}"),
        share(card.distance),
    )


def _area(facts: Facts) -> Cell | None:
    words = {"urban": gettext("town"), "rural": gettext("village")}
    return Cell(facts.area, text=words[facts.area]) if facts.area else None


def facts_table(likeness: Likeness | None, scale: Scale) -> Table:
    """What is compared, how much it weighs, and what this school says of it."""
    return Table(
        "facts",
        gettext("What is compared"),
        (
            Column("name", gettext("Fact")),
            Column("fact", gettext("Code"), hidden=True),
            Column("own", gettext("This school")),
            Column("weight", gettext("Weight"), "count"),
            Column("whole", gettext("Wholly different")),
        ),
        tuple(
            (name, fact, own, scale.weights[fact], whole)
            for fact, name, own, whole in _facts(likeness, scale)
        ),
    )


def _facts(likeness: Likeness | None, scale: Scale) -> list[tuple[str, str, Any, str]]:
    facts = likeness.facts if likeness else Facts("")
    unknown = Cell(None, text=gettext("not known"))
    season, height = facts.heating_days, facts.altitude
    climate = [
        gettext("heating days: %(days)s", days=season) if season is not None else None,
        gettext("metres: %(metres)s", metres=height) if height is not None else None,
    ]
    said = ", ".join(one for one in climate if one)
    own: dict[str, Any] = {
        "pupils": facts.pupils and str(facts.pupils),
        "shifts": facts.shifts and str(facts.shifts),
        "climate": said,
        "area": _area(facts),
    }
    whole = {
        "pupils": gettext("times more: %(times)s", times=scale.pupils_times),
        "shifts": gettext("shifts more: %(count)s", count=scale.shifts),
        "climate": gettext(
            "heating days: %(days)s; where not known, metres of altitude: %(metres)s",
            days=scale.heating_days,
            metres=scale.altitude,
        ),
        "area": gettext("one in a town, one in a village"),
    }
    name = {
        "pupils": gettext("Pupils"),
        "shifts": gettext("Shifts"),
        "climate": gettext("Heating season or altitude"),
        "area": gettext("Town or village"),
    }
    return [(fact, name[fact], own[fact] or unknown, whole[fact]) for fact in FACTS]
