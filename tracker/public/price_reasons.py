"""Prices of a purchase that are unlike others, each with the median, how many, and the reason."""

from flask_babel import gettext

from procurement.reports import compass
from procurement.reports.trail_parts import Trail
from register import units
from tracker import formats
from tracker.extensions import db
from tracker.tables import Cell, Column, Table


def table(trail: Trail) -> Table:
    """The lines beside whose price its officer wrote why; as of the day of the plan."""
    lines = [line for line in trail.lines if line.price_reason]
    lang = formats.language()
    rows = []
    if lines and trail.planned_on:
        placed = compass.of_lines(db.session(), trail.place, trail.planned_on, lines, trail.id)
        for line, one in zip(lines, placed, strict=True):
            spread = one.spread if one else None
            rows.append(
                (
                    Cell(line.title, lang=trail.language),
                    one.price if one else line.unit_price,
                    units.told(one.unit, lang) if one else line.unit,
                    spread.median if spread else None,
                    spread.count if spread else None,
                    Cell(line.price_reason, lang=trail.language),
                )
            )
    return Table(
        "price_reasons",
        gettext("Prices unlike others"),
        (
            Column("title", gettext("What")),
            Column("price", gettext("Price of one"), "som"),
            Column("unit", gettext("Unit")),
            Column("median", gettext("Median"), "som"),
            Column("compared", gettext("Prices compared"), "count"),
            Column("reason", gettext("Why this price")),
        ),
        tuple(rows),
    )
