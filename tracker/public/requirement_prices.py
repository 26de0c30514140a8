"""What a requirement costs: the compared prices by region, drawn and as a table, or the word of
the editors, or that there is too little to compare."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from markupsafe import Markup

from core.words import Words
from procurement.reports import comparables, costs
from procurement.reports.prices import ENOUGH, MONTHS, PriceCard
from register import units
from register.reports import Spot
from standard.reports import RequirementPage
from standard.rules import later
from tracker import formats
from tracker.charts.strip import Strip, StripWords, strips
from tracker.extensions import db
from tracker.names import Names
from tracker.public.requirement_parts import Where
from tracker.tables import Cell, Column, Table


def told(
    found: RequirementPage,
    cards: Mapping[str, PriceCard],
    here: Where,
    today: date,
    names: Names,
) -> dict[str, Any]:
    """The facts of the page about prices; `table` holds the numbers that `drawing` shows.

    `cards` are the prices by region; told are all of the country's, or that of `here`. `alike`
    is the number of comparable purchases where they were too few, None where prices were compared.
    """
    code = found.card.code
    regions = here.below if here.region is None else here.trail[1:2]
    rows = _rows(cards, regions)
    compared_on = costs.compared_on(db.session)
    measured = any(card.kind != "reference" for card in cards.values())
    since = later(compared_on or today, -MONTHS)
    return {
        "table": _table(rows, dict(found.okgz)),
        "drawing": _drawing(rows, names),
        "compared_on": compared_on,
        "alike": None if measured else comparables.most_alike(db.session, [code], since)[code],
        "enough": ENOUGH,
        "months": MONTHS,
        "reference": None if measured else comparables.word(db.session, code),
    }


def _rows(
    cards: Mapping[str, PriceCard], regions: Sequence[Spot]
) -> list[tuple[str, Words, PriceCard]]:
    """What was measured: each region with prices of its own, then the country for all others."""
    own = [
        (spot.code, spot.name, cards[spot.code])
        for spot in regions
        if spot.code in cards and cards[spot.code].kind == "region"
    ]
    shared = (cards[spot.code] for spot in regions if spot.code in cards)
    country = next((card for card in shared if card.kind == "country"), None)
    text = gettext("The country")
    return own + ([("", Words(text, text, text), country)] if country else [])


def _table(rows: Sequence[tuple[str, Words, PriceCard]], things: Mapping[str, str]) -> Table:
    return Table(
        "prices",
        gettext("What one cost"),
        (
            Column("name", gettext("Region")),
            Column("region", gettext("Code"), hidden=True),
            Column("median", gettext("Median"), "som"),
            Column("low", gettext("First quartile"), "som"),
            Column("high", gettext("Third quartile"), "som"),
            Column("count", gettext("Purchases"), "count"),
            Column("thing", gettext("What was compared")),
            Column("unit", gettext("Unit")),
            Column("since", gettext("Accepted from"), "day"),
            Column("until", gettext("Until"), "day", hidden=True),
        ),
        tuple(
            (
                name,
                code,
                card.amount,
                card.low,
                card.high,
                card.count,
                thing(card, things),
                units.told(card.unit or "", formats.language()),
                card.since,
                card.until,
            )
            for code, name, card in rows
        ),
    )


def thing(card: PriceCard, things: Mapping[str, str]) -> Any:
    """What was compared: its code of the national classification with its name, where known."""
    if card.item_code is None:
        return Cell("", text=gettext("things without a code"))
    name = things.get(card.item_code)
    return f"{card.item_code} {name}" if name else card.item_code


def _drawing(rows: Sequence[tuple[str, Words, PriceCard]], names: Names) -> Markup:
    words = StripWords(gettext("Median"), gettext("The middle half of the prices"))
    return strips([_strip(name, card, names) for _, name, card in rows], words, names.lang)


def _strip(name: Words, card: PriceCard, names: Names) -> Strip:
    low, high = card.low or card.amount, card.high or card.amount
    return Strip(name.told(names.lang)[0], low, card.amount, high)
