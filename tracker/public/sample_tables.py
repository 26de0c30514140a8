"""The tables of an audit sample: what was drawn, how, from what, and how it is projected."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from flask import url_for
from flask_babel import gettext

from core.money import from_tyiyn
from core.words import Words
from oversight.samples.projection import Projection
from oversight.samples.reports.samples import ItemCard, SampleCard
from oversight.samples.sampling import Draw
from tracker import formats
from tracker import sample_words as words
from tracker.tables import Cell, Column, Table


def samples(cards: Collection[SampleCard], places: Mapping[str, Words], endpoint: str) -> Table:
    """Samples with a link to each."""
    return Table(
        "samples",
        gettext("Audit samples"),
        (
            Column("sample", gettext("Sample")),
            Column("id", gettext("Number"), "count", hidden=True),
            Column("place", gettext("Place")),
            Column("year", gettext("Year"), "text"),
            Column("size", gettext("To be looked at"), "count"),
            Column("units", gettext("Purchases in all"), "count"),
            Column("amount", gettext("Money in all"), "som"),
            Column("announced_on", gettext("Announced on"), "day"),
            Column("drawn_on", gettext("Drawn on"), "day", hidden=True),
            Column("looked", gettext("Looked at"), "count", hidden=True),
            Column("state", gettext("Standing")),
        ),
        tuple(
            (
                Cell(f"№ {one.id}", href=url_for(endpoint, number=one.id)),
                one.id,
                Cell(one.place, text=_name(places, one.place)),
                str(one.year),
                one.size,
                one.units,
                one.amount,
                one.announced_on,
                one.drawn_on,
                one.looked,
                words.state(one)[0],
            )
            for one in cards
        ),
    )


def _name(places: Mapping[str, Words], code: str) -> str:
    return places.get(code, Words()).told(formats.language())[0] or code


def chosen(
    items: Collection[ItemCard],
    places: Mapping[str, Words],
    opened: Mapping[int, Sequence[int]],
) -> Table:
    """What is looked at, and what was found; no row before the drawing. `opened` are the findings
    that were opened from it, by purchase."""
    return Table(
        "sample",
        gettext("Purchases to be looked at"),
        (
            Column("title", gettext("Purchase")),
            Column("purchase", gettext("Number"), "count", hidden=True),
            Column("place", gettext("Who buys")),
            Column("amount", gettext("In contracts"), "som"),
            Column("raised", gettext("Flag"), "count"),
            Column("certain", gettext("Always in"), "count"),
            Column("hits", gettext("Whole intervals"), "count", hidden=True),
            Column("audited", gettext("Found due"), "som"),
            Column("error_amount", gettext("Error"), "som"),
            Column("error", gettext("What was found")),
            Column("note", gettext("Note"), hidden=True),
            Column("evidence", gettext("By which papers"), hidden=True),
            Column("looked_on", gettext("Looked at on"), "day", hidden=True),
            Column("finding", gettext("Finding"), "count", hidden=True),
        ),
        tuple(
            (*_chosen(one, places), next(iter(opened.get(one.purchase, ())), None))
            for one in items
            if one.hits is not None
        ),
    )


def _chosen(one: ItemCard, places: Mapping[str, Words]) -> tuple[object, ...]:
    yet = Cell(None, text=gettext("not looked at yet")) if one.audited is None else None
    found = str(words.ERRORS.get(one.error or "", "")) or gettext("nothing")
    return (
        Cell(
            one.title,
            href=url_for("public.purchase", number=one.purchase),
            lang=one.title_language,
        ),
        one.purchase,
        Cell(one.place, text=_name(places, one.place)),
        one.amount,
        Cell(int(one.raised), text=gettext("reason to look") if one.raised else "–"),
        Cell(int(bool(one.certain)), text=gettext("yes") if one.certain else gettext("no")),
        one.hits,
        yet or one.audited,
        None if one.audited is None else one.amount - one.audited,
        yet or Cell(one.error or "", text=found),
        one.note,
        one.evidence,
        one.looked_on,
    )


def population(items: Collection[ItemCard]) -> Table:
    """All that is drawn from, as `redraw.py` reads it."""
    return Table(
        "population",
        gettext("Population"),
        (
            Column("purchase", gettext("Number"), "count"),
            Column("place", gettext("Code of the place")),
            Column("amount", gettext("In contracts"), "som"),
            Column("raised", gettext("Flag"), "count"),
        ),
        tuple((one.purchase, one.place, one.amount, int(one.raised)) for one in items),
    )


def strata(draw: Draw | None) -> Table:
    """How each part was drawn from."""
    return Table(
        "strata",
        gettext("How it was drawn"),
        (
            Column("stratum", gettext("Part")),
            Column("units", gettext("Purchases"), "count"),
            Column("amount", gettext("Money"), "som"),
            Column("size", gettext("To be looked at"), "count"),
            Column("certain", gettext("Always in"), "count"),
            Column("interval", gettext("Interval"), "som"),
            Column("rest", gettext("Money of the others"), "som", hidden=True),
            Column("draws", gettext("Drawn of the others"), "count", hidden=True),
            Column("start", gettext("First point"), hidden=True),
        ),
        tuple(
            (
                Cell(one.name, text=str(words.PARTS[one.name])),
                one.units,
                from_tyiyn(one.amount),
                one.size,
                one.certain,
                words.som_above(one.interval)
                if one.interval
                else Cell(None, text=gettext("none: all are in")),
                from_tyiyn(one.rest),
                one.draws,
                str(one.start),
            )
            for one in (draw.strata if draw else ())
        ),
    )


def steps(found: Projection | None) -> Table:
    """Each error on the way to the upper limit."""
    return Table(
        "projection",
        gettext("From the errors to the limit"),
        (
            Column("purchase", gettext("Purchase"), "count"),
            Column("tainting", gettext("Share of the purchase")),
            Column("projected", gettext("Projected error"), "som"),
            Column("factor", gettext("Factor")),
            Column("allowance", gettext("Allowance"), "som"),
        ),
        tuple(
            (
                Cell(one.purchase, text=f"№ {one.purchase}"),
                plain(one.tainting),
                words.som_of(one.projected),
                plain(one.factor),
                words.som_of(one.allowance),
            )
            for one in (found.steps if found else ())
        ),
    )


def plain(ratio: Fraction) -> str:
    """A number that is neither money nor a count, with six places."""
    return f"{Decimal(ratio.numerator) / Decimal(ratio.denominator):.6f}"
