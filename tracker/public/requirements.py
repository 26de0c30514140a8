"""The Standard: what must be there, why, by which source, and what was spent on it."""

from collections.abc import Mapping, Sequence

from flask import abort, current_app, url_for
from flask_babel import gettext

from budgets.reports import figures as money
from budgets.reports.figures import Sums
from procurement.reports import public as purchases
from register import reports as register
from standard import reports
from standard.reports import RequirementCard, RequirementPage
from standard.sentences import criterion_sentence
from tracker import queries
from tracker.extensions import db
from tracker.public.lists import four, sum_columns
from tracker.public.lists import purchases as purchases_table
from tracker.public.names import Catalogue, Names
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table


@offer("/standard/", stem="/standard", tables=("requirements",))
def standard() -> Shown:
    """The catalogue in force, by domain."""
    names = Names()
    catalogue = names.catalogue
    cards = list(catalogue.cards.values()) if catalogue else []
    return Shown(
        "public/standard.html",
        "standard",
        head={
            "edition": catalogue.edition.code if catalogue else None,
            "adopted_on": catalogue.edition.adopted_on.isoformat() if catalogue else None,
        },
        facts={
            "catalogue": catalogue,
            "domains": _domains(catalogue, cards) if catalogue else [],
            "lang": names.lang,
        },
        tables=(_catalogue(cards, names),),
    )


def _domains(
    catalogue: Catalogue, cards: Sequence[RequirementCard]
) -> list[tuple[str, list[RequirementCard]]]:
    """The domains of the edition in their own order, each with its requirements."""
    return [
        (code, [card for card in cards if card.domain == code]) for code in catalogue.lists.domains
    ]


def _catalogue(cards: Sequence[RequirementCard], names: Names) -> Table:
    return Table(
        "requirements",
        gettext("Requirements of the Standard"),
        (
            Column("code", gettext("Code")),
            Column("name", gettext("Requirement")),
            Column("domain", gettext("Domain")),
            Column("category", gettext("What for")),
            Column("unit", gettext("Unit")),
            Column("value_status", gettext("Standing of the number")),
        ),
        tuple(
            (
                card.code,
                Cell(card.title, href=url_for("public.requirement", code=card.code)),
                card.domain,
                card.category,
                card.unit,
                card.value_status,
            )
            for card in cards
        ),
    )


@offer("/standard/<code:code>", tables=("years", "purchases"), page=queries.PAGE)
def requirement(code: str, page: int) -> Shown:
    """One requirement of the edition in force."""
    found = reports.requirement(db.session, code)
    names = Names()
    if found is None or names.catalogue is None:
        abort(404)
    country: str = current_app.config["TRACKER"].country
    spent = money.requirement_by_year(db.session, country, code)
    listed = purchases.for_requirement(db.session, code, page=page)
    places = register.names(db.session, {row.place for row in listed.rows})
    lists = names.catalogue.lists
    sentence = criterion_sentence(found.criterion, lists, names.lang)
    return Shown(
        "public/requirement.html",
        f"requirement-{code}",
        head=_head(found, names, sentence),
        facts={
            "found": found,
            "sentence": sentence,
            "lists": lists,
            "listed": listed,
            "lang": names.lang,
            "default_value": names.profile.notices["default_value"],
            "spent": money.total(spent),
        },
        tables=(
            _years(spent),
            purchases_table(
                listed.rows, names, gettext("Purchases for this requirement"), places=places
            ),
        ),
    )


def _head(found: RequirementPage, names: Names, sentence: str) -> dict[str, object]:
    return {
        "code": found.card.code,
        "title": found.card.title.told(names.lang)[0],
        "why": found.why.told(names.lang)[0],
        "criterion": sentence,
        "domain": found.card.domain,
        "category": found.card.category,
        "unit": found.card.unit,
        "value_status": found.card.value_status,
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
