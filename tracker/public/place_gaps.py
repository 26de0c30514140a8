"""What the schools of a place lack: a part of its page, and every requirement on its own."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from core import clock
from procurement.reports import costs, missing
from procurement.reports.costs import PlaceGap
from register import reports as register
from standard import totals
from tracker import queries
from tracker.extensions import db
from tracker.names import Names
from tracker.public import filters, gaps, requirement_parts
from tracker.public.offers import Shown, offer
from tracker.tables import Column, Table

FIRST = 10  # requirements on the place's page
PER_PAGE = 60


def part(code: str, year: int, names: Names) -> dict[str, Any] | None:
    """What the place's page says of its schools today; None on the page of another year."""
    if year != clock.today().year or names.catalogue is None:
        return None
    every = costs.of_place(db.session, code)
    ordered = missing.first_of_place(every, gaps.priorities(names))
    return {
        **_whole(every),
        "lines": [_line(gap, names) for gap in ordered[:FIRST]],
        "default_value": names.profile.notices["default_value"].told(names.lang)[0],
    }


def _whole(every: Sequence[PlaceGap]) -> dict[str, Any]:
    return {
        "states": missing.over_schools(every),
        "sum": missing.summed_places(every),
        "counted_on": totals.counted_on(db.session),
        "compared_on": costs.compared_on(db.session),
    }


def _line(gap: PlaceGap, names: Names) -> dict[str, Any]:
    """A requirement as the place's page lists it."""
    code = gap.requirement
    return {
        "title": names.requirement(code).told(names.lang),
        "href": url_for("public.requirement", code=code),
        "missing": gap.schools["missing"],
        "partly": gap.schools["partly"],
        "answered": gap.answered,
        "cost": missing.place_cost(gap),
        "unpriced": gap.unpriced,
        "default": gaps.is_default(code, names),
    }


def head(found: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The same for programs."""
    if found is None:
        return None
    days = {name: found[name] for name in ("counted_on", "compared_on")}
    return {
        "answers": found["states"],
        **gaps.sum_told(found["sum"]),
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


@offer(
    "/places/<code:code>/requirements",
    scope="code",
    tables=("requirements",),
    domain=filters.DOMAIN,
    priority=filters.PRIORITY,
    page=queries.PAGE,
)
def place_requirements(
    code: str, domain: str | None, priority: str | None, page: int
) -> Shown | Response:
    """Every requirement of the Standard over the schools of a place, as of today.

    A page shows sixty; the files hold all of them.
    """
    spot = register.place(db.session, code)
    if spot is None:
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_requirements", code=spot.successor), 301)
    names = Names()
    every = costs.of_place(db.session, code)
    chosen = [gap for gap in every if _is_chosen(gap, domain, priority, names)]
    last = max(-(-len(chosen) // PER_PAGE), 1)
    page = min(page, last)
    shown = chosen if queries.strict() else chosen[(page - 1) * PER_PAGE : page * PER_PAGE]
    parts = (filters.by_domain(names, domain), filters.by_priority(priority))
    whole = _whole(every)
    return Shown(
        "public/place_requirements.html",
        f"{code}-requirements",
        head={
            "place": {"code": code, "name": spot.name.told(names.lang)[0]},
            **(head(whole) or {}),
            "count": len(chosen),
        },
        facts={
            "spot": spot,
            "code": code,
            "year": clock.today().year,
            "trail": register.trail(db.session, code),
            **whole,
            "filters": parts,
            "asked": filters.active(parts),
            "chips": filters.chips("public.place_requirements", parts, code=code),
            "page": page,
            "last": last,
            "default_value": names.profile.notices["default_value"].told(names.lang)[0],
        },
        tables=(_table(shown, names),),
    )


def _is_chosen(gap: PlaceGap, domain: str | None, priority: str | None, names: Names) -> bool:
    card = names.catalogue.cards.get(gap.requirement) if names.catalogue else None
    if card is None:
        return domain is None and priority is None
    return domain in (None, card.domain) and priority in (None, str(card.priority))


def _table(rows: Sequence[PlaceGap], names: Names) -> Table:
    return Table(
        "requirements",
        gettext("Requirements of the Standard over the schools of this place"),
        (
            Column("name", gettext("Requirement")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("priority", gettext("Priority"), "count", hidden=True),
            *requirement_parts.state_columns(),
            *requirement_parts.amount_columns(),
            Column("unit", gettext("Unit")),
            Column("value_status", gettext("Standing of the number"), hidden=True),
        ),
        tuple(_row(gap, names) for gap in rows),
    )


def _row(gap: PlaceGap, names: Names) -> tuple[Any, ...]:
    code = gap.requirement
    card = names.catalogue.cards.get(code) if names.catalogue else None
    return (
        gaps.title(code, names),
        code,
        card.priority if card else None,
        *requirement_parts.states_of(gap),
        *requirement_parts.amounts(gap, code, names),
        names.unit_of(code),
        card.value_status if card else None,
    )
