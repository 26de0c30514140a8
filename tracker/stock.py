"""How what a school has is shown: the same words to the school, its officers and its council."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from flask import url_for
from flask_babel import gettext, lazy_gettext

from procurement.reports.evidence import Paper
from standard.catalogue_file import Lasting
from standard.norms import norms
from standard.reports.assessments import Finding, Held, SchoolStates, Standing
from standard.rules import Norm
from tracker import answers, formats
from tracker.extensions import db
from tracker.names import Names, capital
from tracker.public import gaps
from tracker.tables import Cell, Column, Table

ROLES = {
    "school": lazy_gettext("the school"),
    "officer": lazy_gettext("an officer of the place"),
    "council": lazy_gettext("the public council"),
}
CHECKS = {
    "agrees": lazy_gettext("the council found the same"),
    "differs": lazy_gettext("the council found it otherwise"),
}
BOUNDS = {">=": "≥", "<=": "≤", "==": "="}


class Shelf:
    """The words and numbers of one page about what a school has."""

    def __init__(self, names: Names) -> None:
        self.names = names
        self.norms: Mapping[str, Norm] = norms(db.session())

    def title(self, code: str) -> str:
        """A requirement as "FIR-01 Fire extinguishers"."""
        return f"{code} {self.names.requirement(code).told(self.names.lang)[0]}"

    def value(self, code: str, value: Decimal | None) -> str | None:
        """A number as people read it; yes or no where that was asked."""
        if value is None:
            return None
        norm = self.norms.get(code)
        if norm is not None and norm.type == "boolean":
            return gettext("yes") if value else gettext("no")
        return formats.quantity(value, self.names.lang)

    def needed(self, standing: Standing) -> str | None:
        """How much has to be there; of a measurement its bound."""
        norm = self.norms[standing.requirement]
        if norm.type == "threshold":
            return f"{BOUNDS[norm.comparator]} {self.bound(norm)}"
        if norm.type == "boolean":
            return self.value(norm.code, Decimal(norm.quantity) / 1000)
        return self.value(norm.code, standing.needed)

    def marked(self, standing: Standing) -> str | None:
        """The same with a star where the number is a default of ours; `notice` explains it."""
        told = self.needed(standing)
        if told is None or not gaps.is_default(standing.requirement, self.names):
            return told
        return f"{told}{formats.NBSP}{gaps.MARK}"

    @property
    def notice(self) -> str:
        """What the star says."""
        return self.names.profile.notices["default_value"].told(self.names.lang)[0]

    def bound(self, norm: Norm) -> str:
        """The number a measurement is held against."""
        return formats.quantity(Decimal(norm.quantity) / 1000, self.names.lang)

    def unit(self, code: str) -> str:
        """What is counted; nothing where yes or no is asked."""
        return "" if self.norms[code].type == "boolean" else self.names.unit_of(code)

    def why(self, standing: Standing) -> str:
        """Why it cannot be said, or that it lapsed."""
        known = self.names.catalogue
        return answers.why(standing.why, known.lists if known else None, self.names.lang)

    def last(self, standing: Standing, papers: Mapping[str, Paper]) -> Cell | None:
        """The last thing entered or accepted, with its day and whose word it is."""
        found = standing.last
        held = [one for one in standing.held if one.reference in papers]
        if held and (found is None or held[-1].since > found.on):
            paper = papers[held[-1].reference]
            return Cell(held[-1].since, formats.day(held[-1].since), note=act(paper))
        if found is None:
            return None
        told = f"{self.value(found.requirement, found.value)} · {formats.day(found.on)}"
        return Cell(found.on, told, note="; ".join(told_by(found)))


def act(paper: Paper) -> str:
    """The acceptance act behind a holding."""
    return gettext("Acceptance act: %(number)s", number=paper.number)


def told_by(found: Finding) -> list[str]:
    """Whose word it is, and what the council said of it."""
    told = [str(ROLES[found.role])]
    if found.checked:
        told.append(str(CHECKS[found.checked]))
    return told


def by_domain(
    rows: Iterable[Standing], shelf: Shelf, school: str, papers: Mapping[str, Paper]
) -> list[Table]:
    """A table for each domain of the Standard; in it first what lapses soonest."""
    known = shelf.names.catalogue
    if known is None:
        return []
    order = {code: place for place, code in enumerate(known.cards)}
    found: dict[str, list[Standing]] = {code: [] for code in known.lists.domains}
    for row in rows:
        if row.requirement in known.cards:
            found[known.cards[row.requirement].domain].append(row)
    tables = []
    for domain, standings in found.items():
        standings.sort(key=lambda one: (str(one.lapses_on or "9999"), order[one.requirement]))
        name = capital(known.lists.domains[domain]).told(shelf.names.lang)[0]
        if standings:
            tables.append(table(domain, name, standings, shelf, school, papers))
    return tables


def table(
    name: str,
    title: str,
    rows: Iterable[Standing],
    shelf: Shelf,
    school: str,
    papers: Mapping[str, Paper],
) -> Table:
    """Requirements with their state, what is needed and there, and until when."""
    return Table(
        name,
        title,
        (
            Column("requirement", gettext("Requirement")),
            Column("state", gettext("State")),
            Column("needed", gettext("Needed")),
            Column("have", gettext("There is")),
            Column("last", gettext("Last entry")),
            Column("until", gettext("Lapses on"), "day"),
        ),
        tuple(_row(row, shelf, school, papers) for row in rows),
    )


def _row(
    row: Standing, shelf: Shelf, school: str, papers: Mapping[str, Paper]
) -> tuple[Cell | str | None, ...]:
    code = row.requirement
    unit = shelf.unit(code) or None
    needed, have = shelf.marked(row), shelf.value(code, row.have)
    if row.state == "idle":
        needed, unit = "–", None
    lapses = Cell(row.lapses_on, note="⚠ " + gettext("soon")) if row.lapses_on else "–"
    href = url_for(".stock_requirement", code=school, requirement=code)
    return (
        Cell(shelf.title(code), href=href),
        Cell(row.state, answers.word(row.state), note=shelf.why(row) or None),
        Cell(needed, note=unit) if needed else None,
        have,
        shelf.last(row, papers),
        lapses if isinstance(lapses, Cell) else Cell("–", "–"),
    )


def soon(
    rows: Iterable[Standing], shelf: Shelf, school: str, papers: Mapping[str, Paper]
) -> Table | None:
    """What lapses within the next ninety days, the first first; None: nothing does."""
    lapsing = sorted(
        (row for row in rows if row.lapses_on), key=lambda one: (one.lapses_on, one.requirement)
    )
    if not lapsing:
        return None
    return table("soon", gettext("What lapses soon"), lapsing, shelf, school, papers)


def states(counts: Mapping[str, int]) -> str:
    """How many requirements stand how, in one line."""
    lang = formats.language()
    told = (
        f"{answers.word(state)}: {formats.number(count, lang)}" for state, count in counts.items()
    )
    return " · ".join(told)


def counted(rows: Sequence[Standing]) -> dict[str, int]:
    """How many of these requirements are in each state."""
    return {state: sum(row.state == state for row in rows) for state in answers.WORDS}


def schools(rows: Iterable[SchoolStates], places: Mapping[str, str]) -> Table:
    """Schools with how many requirements stand how."""
    columns = [Column("school", gettext("School")), Column("place", gettext("Place"))]
    columns += [Column(state, str(text), "count") for state, (_sign, text) in answers.WORDS.items()]
    lang = formats.language()
    return Table(
        "schools",
        gettext("Schools and their requirements"),
        tuple(columns),
        tuple(
            (
                Cell(row.name.told(lang)[0] or row.code, href=_of(row.code), note=row.code),
                places.get(row.place, row.place),
                *(row.states[state] for state in answers.WORDS),
            )
            for row in rows
        ),
    )


def _of(school: str) -> str:
    return url_for(".stock_show", code=school)


def valid_for(norm: Norm, lasts: Lasting | None, names: Names) -> str:
    """What an empty "valid until" means; a default length says that it is one."""
    if norm.within is not None:
        return gettext("Leave it empty: it counts for the time the requirement names.")
    if lasts is None:
        return gettext("Leave it empty where no day is known.")
    told = gettext("Leave it empty: it counts for months: %(months)s.", months=lasts.months)
    if lasts.value_status != "default":
        return told
    notice = names.profile.notices.get("default_value")
    return f"{told} {notice.told(names.lang)[0]}" if notice else told


def papers_of(rows: Iterable[Standing]) -> list[str]:
    """The references of what is held today."""
    return [held.reference for row in rows for held in row.held]


def ended(held: Held) -> str:
    """Until when something counts, in words."""
    return formats.day(held.until) if held.until else gettext("no end known")


def domain_choices(names: Names) -> list[tuple[str, str]]:
    """The domains of the Standard by (code, name), in its order."""
    if names.catalogue is None:
        return []
    domains = names.catalogue.lists.domains.items()
    return [(code, capital(words).told(names.lang)[0]) for code, words in domains]


def asked_for(
    rows: Iterable[Standing], asked: Mapping[str, str | None], shelf: Shelf
) -> list[Standing]:
    """The rows of the state and the domain that were asked for; all unless told."""
    cards = shelf.names.catalogue.cards if shelf.names.catalogue else {}
    return [
        row
        for row in rows
        if row.requirement in cards
        and asked["state"] in (None, row.state)
        and asked["domain"] in (None, cards[row.requirement].domain)
    ]
