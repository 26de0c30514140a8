"""The tables of the evidence for accreditation: on pages, in files and on paper."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from flask import url_for
from flask_babel import gettext

from core.words import Words
from procurement.reports.accreditation import RESTS, SAID, Point, SchoolEvidence
from procurement.reports.accreditation_lines import Line
from procurement.reports.accreditation_places import RequirementCount
from standard.models.coverage import STATES
from standard.reports import RequirementCard
from tracker.answers import why, word
from tracker.names import Names
from tracker.tables import Cell, Column, Table

ROLES = ("school", "officer", "council")


def through(until: date | None) -> date | None:
    """The last day that counts, of a period whose end is not included."""
    return None if until is None else until - timedelta(days=1)


def rest_word(rests: str) -> str:
    """What an answer rests on, in words."""
    return {
        "council": gettext("confirmed by the council"),
        "papers": gettext("acceptance acts; the council has not checked it"),
        "word": gettext("written down by the school or an officer; the council has not checked it"),
        "disputed": gettext("the council found otherwise"),
        "lapsed": gettext("it was valid for a time, and the time is over"),
        "records": gettext("counted from the purchases on this site"),
    }[rests]


def role_word(role: str) -> str:
    """Who looked."""
    return {
        "school": gettext("school"),
        "officer": gettext("officer"),
        "council": gettext("council"),
    }[role]


def said(states: Mapping[str, int]) -> int:
    """How many answers say something."""
    return sum(states[state] for state in SAID)


def ratio(part: int, whole: int) -> Fraction | None:
    """A part of a whole; None of nothing."""
    return Fraction(part, whole) if whole else None


def about(rows: Iterable[tuple[str, str, str | None]]) -> Table:
    """What the report is about, and what it was made from: (code, name, value)."""
    return Table(
        "about",
        gettext("About this report"),
        (
            Column("name", gettext("What")),
            Column("code", gettext("Code"), hidden=True),
            Column("value", gettext("Value")),
        ),
        tuple((name, code, value) for code, name, value in rows),
    )


def summary(states: Mapping[str, int], rests: Mapping[str, int]) -> Table:
    """Answers by state, and what those that say something rest on."""
    every, saying = sum(states.values()), said(states)
    rows = [(word(state), state, states[state], ratio(states[state], every)) for state in STATES]
    rows += [(rest_word(what), what, rests[what], ratio(rests[what], saying)) for what in RESTS]
    return Table("summary", gettext("Answers in all"), _counted(gettext("Answer")), tuple(rows))


def evidence_in_all(states: Mapping[str, int], rests: Mapping[str, int]) -> Table:
    """What the answers rest on, alone."""
    rows = summary(states, rests).rows[len(STATES) :]
    title = gettext("What the answers rest on")
    return Table("rests", title, _counted(gettext("Evidence")), rows)


def _counted(name: str) -> tuple[Column, ...]:
    return (
        Column("name", name),
        Column("code", gettext("Code"), hidden=True),
        Column("answers", gettext("Answers"), "count"),
        Column("share", gettext("Share"), "percent"),
    )


def state_columns() -> tuple[Column, ...]:
    """One column of counts for each state; what does not apply stands in the files alone."""
    heads = {state: word(state) for state in STATES} | {"partly": "◐ " + gettext("in part")}
    return tuple(Column(state, heads[state], "count", hidden=state == "idle") for state in STATES)


def in_order(states: Mapping[str, int]) -> tuple[int, ...]:
    """The cells of `state_columns`."""
    return tuple(states[state] for state in STATES)


def domain_name(code: str, names: Names) -> str:
    """The name of a domain as it begins a row."""
    known = names.catalogue.lists.domains.get(code) if names.catalogue else None
    name = known.told(names.lang)[0] if known else code
    return name[:1].upper() + name[1:]


def domains(found: Mapping[str, Mapping[str, int]], names: Names) -> Table:
    """Answers by domain and state."""
    return Table(
        "domains",
        gettext("Answers by domain"),
        (
            Column("name", gettext("Domain")),
            Column("domain", gettext("Code"), hidden=True),
            *state_columns(),
        ),
        tuple(
            (domain_name(code, names), code, *in_order(states)) for code, states in found.items()
        ),
    )


def _title(card: RequirementCard) -> Cell:
    return Cell(card.title, href=url_for("public.requirement", code=card.code))


def points(told: SchoolEvidence, names: Names) -> Table:
    """Every requirement at one school."""
    return Table(
        "requirements",
        gettext("Requirements of the Standard"),
        (
            Column("name", gettext("Requirement")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("domain", gettext("Domain"), hidden=True),
            Column("state", gettext("State")),
            Column("why", gettext("Reason")),
            Column("needed", gettext("Needed"), "quantity"),
            Column("have", gettext("Present"), "quantity"),
            Column("unit", gettext("Unit")),
            Column("rests", gettext("Evidence")),
            Column("lines", gettext("Pieces of evidence"), "count"),
            Column("valid_through", gettext("Last valid day"), "day"),
            Column("value_status", gettext("Standing of the number")),
        ),
        tuple(_point(point, names) for point in told.points),
    )


def _point(point: Point, names: Names) -> tuple[Any, ...]:
    card = point.card
    return (
        _title(card),
        card.code,
        card.domain,
        Cell(point.state, text=word(point.state)),
        Cell(point.why, text=reason(point.why, names)) if point.why else None,
        None if point.judged else point.needed,
        point.have,
        names.unit_of(card.code),
        Cell(point.rests, text=rest_word(point.rests)) if point.rests else None,
        len(point.lines),
        through(point.until),
        standing(card, names),
    )


def reason(code: str | None, names: Names) -> str:
    """Why it cannot be said, or what happened."""
    return why(code, names.catalogue.lists if names.catalogue else None, names.lang)


def standing(card: RequirementCard, names: Names) -> Cell:
    """The standing of a requirement's number: a default says that it is no norm."""
    if card.value_status == "default":
        told: Words = names.profile.notices["default_value"]
    else:
        told = (
            names.catalogue.lists.value_statuses[card.value_status] if names.catalogue else Words()
        )
    return Cell(card.value_status, text=told.told(names.lang)[0])


def pieces(told: SchoolEvidence, names: Names) -> Table:
    """Every piece of evidence of one school, led back to where it is from."""
    return Table(
        "evidence",
        gettext("Pieces of evidence"),
        (
            Column("requirement", gettext("Requirement")),
            Column("since", gettext("Day"), "day"),
            Column("valid_through", gettext("Last valid day"), "day"),
            Column("valid", gettext("Valid")),
            Column("quantity", gettext("Quantity or value"), "quantity"),
            Column("unit", gettext("Unit")),
            Column("acceptance", gettext("Acceptance act")),
            Column("purchase", gettext("Purchase"), "count"),
            Column("purchase_title", gettext("What was bought")),
            Column("contract", gettext("Contract")),
            Column("looked", gettext("Who looked")),
            Column("council", gettext("Council")),
            Column("council_on", gettext("Day of the council’s check"), "day"),
            Column("files", gettext("Photographs and scans"), "count"),
            Column("sha256", gettext("SHA-256 of the files")),
        ),
        tuple(_piece(line, names) for point in told.points for line in point.lines),
    )


def _piece(line: Line, names: Names) -> tuple[Any, ...]:
    paper, look = line.paper, line.look
    return (
        line.requirement,
        line.since,
        through(line.until),
        Cell("yes" if line.counts else "no", text=gettext("yes") if line.counts else gettext("no")),
        line.quantity,
        names.unit_of(line.requirement),
        paper.number if paper else None,
        paper.purchase if paper else None,
        Cell(paper.title, lang=paper.language) if paper else None,
        paper.contract if paper else None,
        Cell(look.role, text=role_word(look.role)) if look else None,
        Cell(look.checked, text=check_word(look.checked)) if look and look.checked else None,
        look.checked_on if look else None,
        len(look.files) if look else None,
        " ".join(look.files) if look and look.files else None,
    )


def check_word(checked: str | None) -> str:
    """What the council said of what somebody else found."""
    return {
        "agrees": gettext("found the same"),
        "differs": gettext("found otherwise"),
        None: gettext("not checked yet"),
    }[checked]


def counts(found: Sequence[RequirementCount], names: Names) -> Table:
    """Every requirement over the schools of a place."""
    return Table(
        "requirements",
        gettext("Requirements of the Standard"),
        (
            Column("name", gettext("Requirement")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("domain", gettext("Domain"), hidden=True),
            *state_columns(),
            Column("needed", gettext("Needed"), "quantity", hidden=True),
            Column("counted", gettext("Present of it"), "quantity", hidden=True),
            Column("unit", gettext("Unit"), hidden=True),
            Column("value_status", gettext("Standing of the number")),
        ),
        tuple(
            (
                _title(row.card),
                row.card.code,
                row.card.domain,
                *in_order(row.states),
                row.needed,
                row.counted,
                names.unit_of(row.card.code),
                standing(row.card, names),
            )
            for row in found
        ),
    )
