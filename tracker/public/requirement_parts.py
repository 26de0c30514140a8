"""Where a requirement is met: by region, or by the parts and schools of a chosen place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext

from procurement.reports import costs, missing
from procurement.reports.costs import Gap, PlaceGap
from procurement.reports.prices import PriceCard
from register import reports as register
from register.reports import SchoolCard, Spot
from standard.models.coverage import STATES
from tracker import answers, formats, queries
from tracker.extensions import db
from tracker.names import Names
from tracker.public import gaps
from tracker.tables import Cell, Column, Table

MOST_SCHOOLS = 60


@dataclass(frozen=True, slots=True)
class Where:
    """A place with its way from the country down, the places right below it, or its schools."""

    spot: Spot
    trail: Sequence[Spot]
    below: Sequence[Spot]
    schools: Sequence[SchoolCard]

    @property
    def region(self) -> str | None:
        """The oblast or city it lies in; None of the country."""
        return self.trail[1].code if len(self.trail) > 1 else None


def where(code: str) -> Where | None:
    """The place a table is about, or None where there is none of this code."""
    spot = register.place(db.session, code)
    if spot is None or spot.successor:
        return None
    below = register.below(db.session, code)
    schools = () if below else register.schools_within(db.session, code)[:MOST_SCHOOLS]
    return Where(spot, register.trail(db.session, code), below, schools)


def over(code: str, here: Where, told: Mapping[str, PriceCard]) -> dict[str, PlaceGap]:
    """A requirement over the place and over those right below it; `told` are prices by region."""
    below = [spot.code for spot in here.below]
    return costs.of_requirement(db.session, code, here.spot.code, below, here.region, told)


def parts(code: str, here: Where, found: Mapping[str, PlaceGap], names: Names) -> Table:
    """A requirement over the places right below, in order; each leads to its own table."""
    return Table(
        "parts",
        gettext("Where it is met: schools by place"),
        (
            Column("name", gettext("Place")),
            Column("code", gettext("Code"), hidden=True),
            *state_columns(),
            *amount_columns(),
        ),
        tuple(
            (
                Cell(spot.name, href=url_for("public.requirement", code=code, place=spot.code)),
                spot.code,
                *states_of(found.get(spot.code)),
                *amounts(found.get(spot.code), code, names),
            )
            for spot in here.below
            if queries.strict() or spot.code in found
        ),
    )


def silent(here: Where, found: Mapping[str, PlaceGap], lang: str) -> list[str]:
    """The names of the places right below of whose schools nothing was ever counted."""
    return [spot.name.told(lang)[0] for spot in here.below if spot.code not in found]


def schools(code: str, here: Where, names: Names) -> Table:
    """A requirement at the schools of a place that has no places below it."""
    wanted = [card.code for card in here.schools]
    found = costs.of_schools(db.session, wanted, code, here.region or "") if wanted else {}
    return Table(
        "schools",
        gettext("Where it is met: school by school"),
        (
            Column("name", gettext("School")),
            Column("code", gettext("Code"), hidden=True),
            Column("state", gettext("State")),
            Column("why", gettext("Why")),
            Column("needed", gettext("Needed"), "quantity"),
            Column("have", gettext("Present"), "quantity"),
            Column("share", gettext("Covered"), "percent", hidden=True),
            Column("missing", gettext("Missing"), "quantity"),
            Column("cost", gettext("Cost"), "som"),
        ),
        tuple(_school(card, found.get(card.code), names) for card in here.schools),
    )


def _school(card: SchoolCard, gap: Gap | None, names: Names) -> tuple[Any, ...]:
    name = Cell(card.name, href=url_for("public.school_requirements", code=card.code))
    if gap is None:
        return (name, card.code, *(None,) * 7)
    lists = names.catalogue.lists if names.catalogue else None
    code = gap.requirement
    return (
        name,
        card.code,
        gaps.state(gap.state),
        Cell(gap.why or "", text=answers.why(gap.why, lists, names.lang) or gaps.DASH),
        gaps.needed(gap.needed, code, names),
        gaps.present(gap, names),
        missing.share(gap),
        gaps.missing_cell(gap, None, names),
        gaps.cost_cell(gap, names),
    )


def state_columns() -> tuple[Column, ...]:
    """Schools in each state."""
    return tuple(
        Column(state, answers.word(state), "count", hidden=state == "idle") for state in STATES
    )


def states_of(gap: PlaceGap | None) -> tuple[Any, ...]:
    """The cells of `state_columns`."""
    return tuple(gap.schools[state] if gap else None for state in STATES)


def amount_columns() -> tuple[Column, ...]:
    """What is needed, there and missing where it can be said, and what that costs."""
    return (
        Column("needed", gettext("Needed"), "quantity"),
        Column("counted", gettext("Of it present"), "quantity"),
        Column("share", gettext("Covered"), "percent", hidden=True),
        Column("missing", gettext("Missing"), "quantity"),
        Column("cost", gettext("Cost"), "som"),
        Column("unpriced", gettext("Pieces without a price"), "count", hidden=True),
    )


def amounts(gap: PlaceGap | None, code: str, names: Names) -> tuple[Any, ...]:
    """The cells of `amount_columns`; None where of no school it can be said."""
    if gap is None or not gap.answered:
        return (None,) * 6
    return (
        gaps.needed(gap.needed, code, names),
        gaps.present(gap, names),
        missing.share(gap),
        _missing(gap, names),
        missing.place_cost(gap),
        gap.unpriced,
    )


def _missing(gap: PlaceGap, names: Names) -> Any:
    """How much is missing, and how much of it has no price."""
    amount = gap.needed - gap.counted
    if gaps.is_judged(gap.requirement, names):
        return Cell(amount, text=gaps.DASH)
    if not gap.unpriced:
        return amount
    count = formats.number(gap.unpriced, names.lang)
    return Cell(amount, note=gettext("without a price: %(count)s", count=count))


def told(gap: PlaceGap | None) -> Mapping[str, Any]:
    """A requirement over a place for programs."""
    if gap is None:
        return dict.fromkeys(STATES)
    return dict(gap.schools)
