"""What a council's queue is asked for, and its rows as a page and its files tell them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _

from core import clock
from core.access import Role
from core.fiscal import is_year
from oversight.reports import rates
from oversight.reports.rates import Near
from oversight.reviews.reports import queue
from oversight.reviews.reports.queue import Item, Tally, Wanted
from register import reports as register
from tracker import flag_words, queries, review_words
from tracker.edge import actor
from tracker.extensions import db
from tracker.office.names import Names
from tracker.public.filters import Filter
from tracker.tables import Cell, Column, Table

MOST = Decimal(10**13)  # som; more than any budget
ASKED = tuple(one.name for one in fields(Wanted))


@dataclass(frozen=True, slots=True)
class Desk:
    """Which council's queue it is, what is asked for, and how it stands with the year."""

    council: str
    wanted: Wanted
    tallies: Mapping[str, Tally]
    rates: Near
    names: Names
    whole: bool = False
    page: int = 1

    @property
    def all(self) -> Tally:
        """All flags of the year together."""
        return sum(self.tallies.values(), Tally())

    def chosen(self) -> dict[str, Any]:
        """The filter as it stands in an address."""
        told = {name: getattr(self.wanted, name) for name in ASKED}
        told["answered"] = {True: "yes", False: "no"}.get(told["answered"])
        return {"council": self.council, **{k: str(v) for k, v in told.items() if v is not None}}

    def address(self, page: int = 1, **changes: Any) -> str:
        """The address of this queue with something else."""
        told = {**self.chosen(), **({"page": page} if page > 1 else {}), **changes}
        return url_for("council.flags_list", **told)

    def base(self, flag: str) -> str:
        """How often a flag is up elsewhere."""
        found = self.rates.get(flag, ())
        return flag_words.rates(found, {place: self.names.place(place) for place, _rate in found})


def opened() -> Desk:
    """The queue that this address asks for; 404 where the council is another's."""
    held = actor().holds(Role.COUNCIL)
    asked = queries.read({**KEYS, "council": queries.Key(queries.one_of(*held), held[0])})
    council = asked.pop("council")
    page, whole = asked.pop("page"), asked.pop("whole") is not None
    year = asked.pop("year") or queue.latest_year(db.session(), council) or clock.today().year
    answered = {"yes": True, "no": False, None: None}[asked.pop("answered")]
    names = Names()
    found = rates.beside(db.session(), council, year)
    names.know({council, *(place for some in found.values() for place, _rate in some)})
    return Desk(
        council,
        Wanted(year, answered=answered, **asked),
        queue.tallies(db.session(), council, year, actor().account),
        found,
        names,
        whole,
        page,
    )


def council_of(place: str) -> str:
    """The council of whoever asks that looks after a place, the one asked for first; else 404."""
    held = actor().holds(Role.COUNCIL)
    line = register.lineage(db.session(), place)
    asked = request.args.get("council")
    if asked in held and asked in line:
        return asked
    return next((code for code in line if code in held), None) or abort(404)


def filters(desk: Desk) -> tuple[Filter, ...]:
    """What may be chosen from lists."""
    wanted, names = desk.wanted, desk.names
    below = [
        (spot.code, names.told(spot.name)) for spot in register.below(db.session, desk.council)
    ]
    flags = sorted({*desk.tallies, *filter(None, [wanted.flag])})
    answered = (
        {True: "yes", False: "no"}.get(wanted.answered) if wanted.answered is not None else None
    )
    asked = (("yes", _("yes")), ("no", _("no")))
    needs = [
        (card.code, f"{card.code} {names.requirement(card.code)}") for card in names.requirements
    ]
    return (
        Filter(
            "flag", _("Flag"), tuple((code, flag_words.title(code)) for code in flags), wanted.flag
        ),
        Filter("state", _("State"), _told(flag_words.STATES), wanted.state),
        Filter("severity", _("How it weighs"), _told(flag_words.SEVERITIES), wanted.severity),
        Filter("answered", _("Has an answer"), asked, answered),
        Filter("place", _("Place"), tuple(below), wanted.place),
        Filter("requirement", _("Requirement"), tuple(needs), wanted.requirement),
    )


def _told(words: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((code, str(text)) for code, text in words.items())


def table(desk: Desk, rows: Sequence[Item]) -> Table:
    """The rows for files."""
    names = desk.names
    names.know({row.subject.place for row in rows})
    columns = (
        Column("flag", _("Code of the flag")),
        Column("title", _("Flag")),
        Column("purchase", _("Purchase No."), "count"),
        Column("purchase_title", _("Purchase")),
        Column("place", _("Code of the place")),
        Column("place_name", _("Place")),
        Column("year", _("Year"), "count"),
        Column("amount", _("Sum, som"), "som"),
        Column("why", _("Why")),
        Column("base_rate", _("How often elsewhere")),
        Column("severity", _("How it weighs")),
        Column("public", _("Who sees it")),
        Column("since", _("Raised since"), "day"),
        Column("answered_on", _("Answered on"), "day"),
        Column("state", _("State")),
        Column("member", _("Member No."), "count"),
        Column("verdict", _("The council says")),
    )
    told = tuple(_record(desk, row) for row in rows)
    return Table("flags", _("Flags of a council’s places"), columns, told)


def _record(desk: Desk, row: Item) -> tuple[Any, ...]:
    subject = row.subject
    seen = "everybody" if row.public or row.confirmed else "councils"
    return (
        subject.flag,
        flag_words.title(subject.flag),
        subject.purchase or None,
        row.title,
        subject.place,
        desk.names.place(subject.place),
        subject.year,
        row.amount if subject.purchase else None,
        flag_words.why(row.facts),
        desk.base(subject.flag),
        Cell(row.severity, text=str(flag_words.SEVERITIES.get(row.severity, row.severity))),
        Cell(seen, text=_("everybody") if seen == "everybody" else _("councils only")),
        row.since,
        row.answered_on,
        Cell(row.state, text=str(flag_words.STATES[row.state])),
        row.member,
        Cell(row.verdict, text=str(review_words.VERDICTS[row.verdict])) if row.verdict else None,
    )


def shares(desk: Desk) -> Table:
    """How many flags of the year were answered, and how many answers explain them; by flag."""
    columns = (
        Column("flag", _("Flag")),
        Column("raised", _("Raised now"), "count"),
        Column("answered", _("Answered"), "count"),
        Column("answered_share", _("Share answered"), "percent"),
        Column("weighed", _("Answers judged"), "count"),
        Column("explained", _("Of them explained"), "count"),
        Column("explained_share", _("Share explained"), "percent"),
        Column("findings", _("Became findings"), "count"),
    )
    rows = [
        _share(Cell(code, text=flag_words.title(code)), tally)
        for code, tally in sorted(desk.tallies.items(), key=lambda one: (-one[1].raised, one[0]))
    ]
    if len(rows) > 1:
        rows.append(_share(Cell("all", text=_("All flags")), desk.all))
    return Table("shares", _("Flags of the year, answers and judgements"), columns, tuple(rows))


def _share(name: Cell, tally: Tally) -> tuple[Any, ...]:
    return (
        name,
        tally.raised,
        tally.answered,
        Fraction(tally.answered, tally.raised) if tally.raised else None,
        tally.weighed,
        tally.explained,
        Fraction(tally.explained, tally.weighed)
        if tally.weighed
        else Cell(None, text=_("cannot be said")),
        tally.findings,
    )


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) == 4 and is_year(int(text))):
        raise ValueError(text)
    return int(text)


def _code(text: str) -> str:
    if not (text and len(text) <= 32 and text.replace("-", "").isalnum() and text.isascii()):
        raise ValueError(text)
    return text


def _som(text: str) -> Decimal:
    try:
        amount = Decimal("".join(text.split()).replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None
    if not (amount.is_finite() and 0 <= amount < MOST and amount == round(amount, 2)):
        raise ValueError(text)
    return amount


KEYS: Mapping[str, queries.Key] = {
    "year": queries.Key(_year),
    "state": queries.Key(queries.one_of(*queue.STATES)),
    "flag": queries.Key(_code),
    "severity": queries.Key(queries.one_of(*flag_words.SEVERITIES)),
    "answered": queries.Key(queries.one_of("yes", "no")),
    "least": queries.Key(_som),
    "most": queries.Key(_som),
    "place": queries.Key(_code),
    "requirement": queries.Key(_code),
    "since": queries.Key(date.fromisoformat),
    "whole": queries.Key(queries.one_of("1")),
    "page": queries.PAGE,
}
