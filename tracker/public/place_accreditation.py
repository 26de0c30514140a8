"""The evidence for accreditation of all schools of a place together."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from flask import abort, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from core.errors import Refusal
from core.words import Words
from procurement.reports import accreditation_places as reports
from procurement.reports.accreditation_places import PlaceEvidence, SchoolAnswer, SchoolCount
from register import reports as register
from register.reports import SchoolCard, Spot
from standard.models.coverage import STATES
from standard.rules import JUDGED
from tracker.answers import word
from tracker.extensions import db
from tracker.names import Names
from tracker.pages import page
from tracker.public import accreditation_tables as tables
from tracker.public import public
from tracker.public.accreditation import head, made_from, words
from tracker.public.offers import Shown, offer
from tracker.public.papers import on_paper
from tracker.tables import Cell, Column, Table

TABLES = ("schools", "requirements", "answers", "parts", "domains", "summary", "about")
MOST_SCHOOLS = 60  # that a page lists and a document holds; above it the files have them
MOST_ANSWERED = 350  # schools of which one file holds every answer: an oblast, not the country


@offer("/places/<code:code>/accreditation", scope="code", tables=TABLES)
def place_accreditation(code: str) -> Shown | BaseResponse:
    """How far the schools of a place keep the Standard, and what shows it."""
    spot = register.place(db.session, code)
    if spot is None:
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_accreditation", code=spot.successor), 301)
    names = Names()
    told = reports.of_place(db.session, code)
    here = url_for("public.place_accreditation", code=code)
    few = told is not None and told.schools <= MOST_SCHOOLS
    wanted = _wanted(told)
    each = reports.schools(db.session, code) if few or wanted else {}
    cards = {card.code: card for card in register.schools_within(db.session, code)} if each else {}
    below = register.below(db.session, code)
    return Shown(
        "public/place_accreditation.html",
        f"{code}-accreditation",
        head={
            "place": {"code": code, "name": spot.name.told(names.lang)[0], "kind": spot.kind},
            "schools_counted": told.schools if told else None,
            **head(told),
        },
        facts={
            "spot": spot,
            "code": code,
            "told": told,
            "few": few,
            "most": MOST_SCHOOLS,
            "most_answered": MOST_ANSWERED,
            "trail": register.trail(db.session, code),
            "each": [(card, each[card.code]) for card in cards.values() if card.code in each],
            "states": STATES,
            "open": _open(code, few),
            **words(names, here),
        },
        tables=_tables(spot, told, each, cards, below, names) if told else _nothing(),
    )


@public.get("/places/<code:code>/accreditation.pdf")
@page(scope="code")
def place_accreditation_pdf(code: str) -> BaseResponse:
    """The same on paper: a summary, then one small table for each school.

    Raises:
        Refusal: `accreditation.long_document` with `schools` and `most` where it has too many.
    """
    found = reports.how_many(db.session, code)
    if found > MOST_SCHOOLS:
        raise Refusal("accreditation.long_document", schools=found, most=MOST_SCHOOLS)
    build = partial(place_accreditation, code)
    name = f"{code}-accreditation"
    return on_paper(build, name, code, "print/place_accreditation.html")


def _on_file(*endings: str) -> bool:
    return request.path.endswith(endings)


def _wanted(told: PlaceEvidence | None) -> bool:
    """Do the files asked for list every school?

    Raises:
        Refusal: `accreditation.many_schools` with `schools` and `most` for the table of every
            answer over more schools than one file holds.
    """
    answers = _on_file(".csv") and request.args.get("table") == "answers"
    if told and answers and told.schools > MOST_ANSWERED:
        raise Refusal(
            "accreditation.many_schools", "table", schools=told.schools, most=MOST_ANSWERED
        )
    return _on_file(".csv", ".xlsx", ".json")


def _open(code: str, few: bool) -> dict[str, list[str]]:
    """Of each school the codes of requirements that are not met, for the document."""
    found: dict[str, list[str]] = {}
    if few and _on_file(".pdf"):
        for answer in reports.answers(db.session, code):
            if answer.state in ("partly", "missing"):
                found.setdefault(answer.school, []).append(answer.requirement)
    return found


def _tables(
    spot: Spot,
    told: PlaceEvidence,
    each: Mapping[str, SchoolCount],
    cards: Mapping[str, SchoolCard],
    below: Sequence[Spot],
    names: Names,
) -> tuple[Table, ...]:
    rows = [
        ("place", gettext("Place"), spot.name.told(names.lang)[0]),
        ("code", gettext("Code"), spot.code),
        ("schools", gettext("Schools"), str(told.schools)),
    ]
    full = _on_file(".xlsx", ".csv") and told.schools <= MOST_ANSWERED
    if _on_file(".xlsx") and not full:
        left = gettext("Too many schools for this file. Take it for a district.")
        rows.append(("answers", gettext("All answers"), left))
    found = [
        tables.summary(told.states, told.rests),
        _schools(each, cards, list(told.domains), names),
        tables.counts(told.requirements, names),
    ]
    if full:
        found.append(_answers(reports.answers(db.session, spot.code), cards, names))
    return (
        *found,
        _parts(below, names),
        tables.domains(told.domains, names),
        tables.evidence_in_all(told.states, told.rests),
        tables.about([*rows, *made_from(told)]),
    )


def _schools(
    each: Mapping[str, SchoolCount],
    cards: Mapping[str, SchoolCard],
    domains: Sequence[str],
    names: Names,
) -> Table:
    """Every school: its answers by state, those the council confirmed, and by domain."""
    by_domain: list[Column] = []
    for domain in domains:
        name = tables.domain_name(domain, names)
        by_domain += [
            Column(f"{domain}_{state}", f"{name}: {word(state)}", "count", hidden=True)
            for state in STATES
        ]
    return Table(
        "schools",
        gettext("Schools"),
        (
            Column("name", gettext("School")),
            Column("code", gettext("Code"), hidden=True),
            *tables.state_columns(),
            Column("confirmed", gettext("Confirmed by the council"), "count"),
            *by_domain,
        ),
        tuple(
            (
                _link(card),
                code,
                *tables.in_order(each[code].states),
                each[code].rests["council"],
                *(
                    each[code].domains.get(domain, {}).get(state, 0)
                    for domain in domains
                    for state in STATES
                ),
            )
            for code, card in cards.items()
            if code in each
        ),
    )


def _link(card: SchoolCard) -> Cell:
    return Cell(card.name, href=url_for("public.school_accreditation", code=card.code))


def _parts(below: Sequence[Spot], names: Names) -> Table:
    """The places directly below, by what their schools' answers are."""
    states = reports.parts(db.session, [part.code for part in below])
    return Table(
        "parts",
        gettext("Places within"),
        (
            Column("name", gettext("Place")),
            Column("code", gettext("Code"), hidden=True),
            *tables.state_columns(),
            Column("met_share", gettext("Share met"), "percent"),
        ),
        tuple(
            (
                Cell(part.name, href=url_for("public.place_accreditation", code=part.code)),
                part.code,
                *tables.in_order(states[part.code]),
                tables.ratio(states[part.code]["met"], tables.said(states[part.code])),
            )
            for part in below
            if part.code in states
        ),
    )


def _answers(found: Iterable[SchoolAnswer], cards: Mapping[str, SchoolCard], names: Names) -> Table:
    """Every requirement at every school; only in files."""
    known = names.catalogue.cards if names.catalogue else {}
    units = {code: names.unit_of(code) for code in known}
    titles = {code: names.requirement(code) for code in known}
    judged = {code for code, card in known.items() if card.type in JUDGED}
    said = {state: Cell(state, text=word(state)) for state in STATES}
    return Table(
        "answers",
        gettext("All answers"),
        (
            Column("school", gettext("School")),
            Column("name", gettext("Name of the school")),
            Column("requirement", gettext("Requirement")),
            Column("title", gettext("Title")),
            Column("state", gettext("State")),
            Column("why", gettext("Reason")),
            Column("needed", gettext("Needed"), "quantity"),
            Column("have", gettext("Present"), "quantity"),
            Column("unit", gettext("Unit")),
            Column("valid_through", gettext("Last valid day"), "day"),
        ),
        tuple(
            (
                each.school,
                cards[each.school].name if each.school in cards else Words(each.school),
                each.requirement,
                titles.get(each.requirement),
                said[each.state],
                Cell(each.why, text=tables.reason(each.why, names)) if each.why else None,
                None if each.requirement in judged else each.needed,
                each.have,
                units.get(each.requirement),
                tables.through(each.until),
            )
            for each in found
        ),
    )


def _nothing() -> tuple[Table, ...]:
    """Before any edition the files have no row."""
    return tuple(Table(name, name, (), ()) for name in TABLES)
