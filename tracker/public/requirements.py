"""The catalogue of the Standard: what must be there, found by words and filters."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext

from core.words import folded
from standard.models.coverage import STATES
from standard.reports import RequirementCard, coverage, finding
from tracker import queries
from tracker.answers import word
from tracker.extensions import db
from tracker.names import Catalogue, Names
from tracker.public import filters
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

Met = Mapping[str, Mapping[str, int]]


@offer(
    "/standard/",
    stem="/standard",
    tables=("requirements",),
    q=queries.Key(queries.search_words, ""),
    domain=filters.DOMAIN,
    category=filters.CATEGORY,
    priority=filters.PRIORITY,
    standing=filters.STANDING,
)
def standard(q: str, **chosen: str | None) -> Shown:
    """The catalogue in force, by domain."""
    names = Names()
    catalogue = names.catalogue
    cards = _chosen(catalogue, q, chosen) if catalogue else []
    country: str = current_app.config["TRACKER"].country
    met = coverage.by_requirement(db.session, country)
    parts = (
        filters.by_domain(names, chosen["domain"]),
        filters.by_category(names, chosen["category"]),
        filters.by_priority(chosen["priority"]),
        filters.by_standing(names, chosen["standing"]),
    )
    return Shown(
        "public/standard.html",
        "standard",
        head={
            "edition": catalogue.edition.code if catalogue else None,
            "adopted_on": catalogue.edition.adopted_on.isoformat() if catalogue else None,
            "q": q,
            "count": len(cards),
        },
        facts={
            "catalogue": catalogue,
            "domains": _domains(catalogue, cards) if catalogue else [],
            "lang": names.lang,
            "filters": parts,
            "asked": filters.active(parts, q),
            "chips": filters.chips("public.standard", parts, q),
            "met": {code: (told["met"], coverage.answered(told)) for code, told in met.items()},
            "default_value": names.profile.notices["default_value"].told(names.lang)[0],
        },
        tables=(_table(cards, met),),
    )


def _chosen(
    catalogue: Catalogue, q: str, chosen: Mapping[str, str | None]
) -> list[RequirementCard]:
    """The requirements that are of everything chosen, in the order of the edition."""
    sought = finding.found(db.session, q) if folded(q) else None
    return [
        card
        for card in catalogue.cards.values()
        if (sought is None or card.code in sought)
        and chosen["domain"] in (None, card.domain)
        and chosen["category"] in (None, card.category)
        and chosen["priority"] in (None, str(card.priority))
        and chosen["standing"] in (None, card.value_status)
    ]


def _domains(
    catalogue: Catalogue, cards: Sequence[RequirementCard]
) -> list[tuple[str, list[RequirementCard]]]:
    """The domains of the edition in their own order, each with its requirements."""
    return [
        (code, [card for card in cards if card.domain == code]) for code in catalogue.lists.domains
    ]


def _table(cards: Sequence[RequirementCard], met: Met) -> Table:
    return Table(
        "requirements",
        gettext("Requirements of the Standard"),
        (
            Column("code", gettext("Code")),
            Column("name", gettext("Requirement")),
            Column("domain", gettext("Domain")),
            Column("category", gettext("What for")),
            Column("unit", gettext("Unit")),
            Column("priority", gettext("Priority"), "count"),
            Column("value_status", gettext("Standing of the number")),
            *state_columns(),
        ),
        tuple(_row(card, met.get(card.code)) for card in cards),
    )


def _row(card: RequirementCard, schools: Mapping[str, int] | None) -> tuple[Any, ...]:
    return (
        card.code,
        Cell(card.title, href=url_for("public.requirement", code=card.code)),
        card.domain,
        card.category,
        card.unit,
        card.priority,
        card.value_status,
        *states_of(schools),
    )


def state_columns() -> tuple[Column, ...]:
    """Schools in each state."""
    return tuple(Column(state, word(state), "count") for state in STATES)


def states_of(schools: Mapping[str, int] | None) -> tuple[Any, ...]:
    """The cells of `state_columns`."""
    return tuple(schools[state] if schools else None for state in STATES)
