"""One requirement: why, when it is met, where it is met, what it costs, what was spent on it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, current_app
from flask_babel import gettext

from budgets.reports import figures as money
from budgets.reports.figures import Sums
from core import clock
from procurement.reports import missing, prices
from procurement.reports import public as purchases
from procurement.reports.comparables import Word
from procurement.reports.costs import PlaceGap
from register import reports as register
from standard import reports, totals
from standard.edition_diff import FieldChange
from standard.reports import RequirementPage, editions
from standard.reports.editions import HistoryEntry
from standard.sentences import criterion_sentence
from tracker import queries
from tracker.extensions import db
from tracker.names import Names
from tracker.public import guidance, practices, requirement_parts, requirement_prices
from tracker.public.lists import four, sum_columns
from tracker.public.lists import purchases as purchases_table
from tracker.public.offers import Shown, offer
from tracker.public.offers import money as told
from tracker.public.requirement_parts import Where
from tracker.tables import Cell, Column, Table

TABLES = ("years", "purchases", "parts", "schools", "prices", "history")


def place_code(text: str) -> str:
    """The code of a place in force."""
    spot = register.place(db.session, text[:32])
    if spot is None or spot.successor:
        raise ValueError(text)
    return spot.code


@offer(
    "/standard/<code:code>",
    tables=TABLES,
    page=queries.PAGE,
    place=queries.Key(place_code),
)
def requirement(code: str, page: int, place: str | None) -> Shown:
    """One requirement of the edition in force, over the country or a chosen place."""
    found = reports.requirement(db.session, code)
    names = Names()
    country: str = current_app.config["TRACKER"].country
    here = requirement_parts.where(place or country)
    if found is None or names.catalogue is None or here is None:
        abort(404)
    cards = prices.of_requirement(db.session, code)
    over = requirement_parts.over(code, here, cards)
    price = requirement_prices.told(found, cards, here, clock.today(), names)
    listed = purchases.for_requirement(db.session, code, page=page)
    places = register.names(db.session, {row.place for row in listed.rows})
    title = gettext("Purchases for this requirement")
    return Shown(
        "public/requirement.html",
        f"requirement-{code}",
        head={
            **_head(found, names),
            **_over(here, over.get(here.spot.code)),
            **_price(price),
        },
        facts={
            **_facts(found, names),
            "listed": listed,
            "here": here,
            "whole": over.get(here.spot.code),
            "whole_cost": missing.place_cost(over[here.spot.code]) if over else None,
            "price": price,
            "silent": requirement_parts.silent(here, over, names.lang),
        },
        tables=(
            _years(money.requirement_by_year(db.session, country, code)),
            purchases_table(listed.rows, names, title, places=places),
            requirement_parts.parts(code, here, over, names),
            requirement_parts.schools(code, here, names),
            price["table"],
            _history(editions.history(db.session, code)),
        ),
    )


def _facts(found: RequirementPage, names: Names) -> dict[str, Any]:
    """What the template needs of the requirement itself."""
    code = found.card.code
    return {
        "found": found,
        "lists": names.catalogue.lists if names.catalogue else None,
        "lang": names.lang,
        "unit": names.unit_of(code),
        "default_value": names.profile.notices["default_value"],
        "counted_on": totals.counted_on(db.session),
        "practices": practices.for_requirement(code),
        "guides": guidance.for_requirement(code),
    }


def _over(here: Where, whole: PlaceGap | None) -> dict[str, Any]:
    """The requirement over the place asked for, for programs."""
    return {
        "place": here.spot.code,
        "schools_by_state": requirement_parts.told(whole),
        "missing_cost": told(missing.place_cost(whole)) if whole else None,
        "pieces_without_a_price": whole.unpriced if whole else None,
    }


def _price(price: dict[str, Any]) -> dict[str, Any]:
    """Where prices were too few, for programs: how many there are, and the editors' word."""
    word: Word | None = price["reference"]
    return {
        "comparable_purchases": price["alike"],
        "comparable_purchases_needed": price["enough"],
        "months_compared": price["months"],
        "reference_price": told(word.amount) if word else None,
        "reference_standing": word.standing if word else None,
        "reference_source": word.source if word else None,
    }


def _head(found: RequirementPage, names: Names) -> dict[str, Any]:
    lists = names.catalogue.lists if names.catalogue else None
    return {
        "code": found.card.code,
        "title": found.card.title.told(names.lang)[0],
        "why": found.why.told(names.lang)[0],
        "criterion": criterion_sentence(found.criterion, lists, names.lang) if lists else None,
        "domain": found.card.domain,
        "category": found.card.category,
        "unit": found.card.unit,
        "priority": found.card.priority,
        "value_status": found.card.value_status,
        "lasts_months": found.lasts.months if found.lasts else None,
        "lasts_value_status": found.lasts.value_status if found.lasts else None,
        "source": {
            "kind": found.source_kind,
            "ref": found.source_ref,
            "note": found.source_note,
        },
        "edition": found.edition.code,
    }


def _years(spent: Mapping[int, Sums]) -> Table:
    return Table(
        "years",
        gettext("Money for this requirement by year"),
        (Column("year", gettext("Year")), *sum_columns()),
        tuple((year, *four(sums)) for year, sums in spent.items()),
    )


def _history(entries: Sequence[HistoryEntry]) -> Table:
    return Table(
        "history",
        gettext("This requirement over the editions"),
        (
            Column("edition", gettext("Edition")),
            Column("adopted_on", gettext("Adopted on"), "day"),
            Column("change", gettext("What happened to it")),
            Column("fields", gettext("What is otherwise")),
        ),
        tuple(
            (
                entry.edition,
                entry.adopted_on,
                Cell(entry.change, text=_change(entry.change)),
                _fields(entry.fields),
            )
            for entry in entries
        ),
    )


def _change(change: str) -> str:
    return {
        "added": gettext("added"),
        "removed": gettext("taken out"),
        "changed": gettext("changed"),
        "unchanged": gettext("as before"),
    }[change]


def _fields(fields: Sequence[FieldChange]) -> Cell:
    text = "; ".join(f"{one.field}: {one.old or '–'} → {one.new or '–'}" for one in fields)
    return Cell(text, text=text or "–")
