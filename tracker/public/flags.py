"""The catalogue of flags: every rule by group, what it answers in the lists of others, how often
it is raised; and what no flag answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_babel import gettext

from core import clock
from oversight import flags as rules
from oversight.flags import Rule
from oversight.flags.unanswered import UNANSWERED, Unanswered
from oversight.reports import rates
from oversight.reports.rates import Rate
from tracker.extensions import db
from tracker.phrases.flags import FLAGS, GROUPS, STANDINGS, FlagWords
from tracker.phrases.flags.catalogue import GROUPS as GROUP_WORDS
from tracker.phrases.flags.catalogue import SETS
from tracker.phrases.flags.unanswered import NAMES, WHYS
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

YEARS, OTHERS = "years", "others"


@dataclass(frozen=True, slots=True)
class Listed:
    """A flag as the catalogue has it; `rate` is None where only councils see it."""

    code: str
    words: FlagWords
    group: str
    standing: str
    version: str
    ocp: str | None
    national: str | None
    public: bool
    rate: Rate | None


def every() -> tuple[Rule, ...]:
    """Every flag: of purchases, then of whole years."""
    return (*rules.FLAGS, *rules.YEAR_FLAGS)


def night() -> str:
    """What marks the pages of flags besides the journal: what the last night found."""
    return rates.looked(db.session())


@offer("/flags", tables=("flags", "unanswered"), beside=night)
def flags() -> Shown:
    """All flags, with how often each is raised in the country this year."""
    country, year = current_app.config["TRACKER"].country, clock.today().year
    found = rates.of_scopes(db.session(), [country], year)
    listed = [_listed(rule, found.get((country, rule.CODE), rates.NONE)) for rule in every()]
    return Shown(
        "public/flags.html",
        "flags",
        head={"catalogue": rules.catalogue(), "year": year, "count": len(listed)},
        facts={"groups": _groups(listed), "looked": night()},
        tables=(_table(listed), _unanswered(UNANSWERED)),
    )


def cross_walk(rule: Rule) -> tuple[str | None, str | None]:
    """Its codes in the list of the Open Contracting Partnership and in the national ones."""
    return rule.OCP, ", ".join(rule.NATIONAL) or None


def group_of(code: str) -> str:
    """In which group of the catalogue a flag stands."""
    if any(code == rule.CODE for rule in rules.YEAR_FLAGS):
        return YEARS
    return next((name for name, codes in GROUPS.items() if code in codes), OTHERS)


def _listed(rule: Rule, rate: Rate) -> Listed:
    ocp, national = cross_walk(rule)
    return Listed(
        code=rule.CODE,
        words=FLAGS[rule.CODE],
        group=group_of(rule.CODE),
        standing=str(STANDINGS[rule.STANDING]),
        version=rule.VERSION,
        ocp=ocp,
        national=national,
        public=rule.PUBLIC,
        rate=rate if rule.PUBLIC else None,
    )


def _groups(listed: Iterable[Listed]) -> list[tuple[str, list[Listed]]]:
    """The groups that have a flag, in their order, by name."""
    by_group: dict[str, list[Listed]] = {}
    for one in listed:
        by_group.setdefault(one.group, []).append(one)
    return [(str(words), by_group[name]) for name, words in GROUP_WORDS.items() if name in by_group]


def none_found(value: str | None) -> Cell:
    """A code in the list of others: "none" means looked for, and not there."""
    return Cell(value, text=value or gettext("none"))


def _table(listed: Iterable[Listed]) -> Table:
    return Table(
        "flags",
        gettext("Flags"),
        (
            Column("flag", gettext("Code")),
            Column("name", gettext("Flag")),
            Column("group", gettext("Group")),
            Column("rule", gettext("Rule")),
            Column("standing", gettext("Standing")),
            Column("version", gettext("Version")),
            Column("ocp", gettext("Open Contracting Partnership")),
            Column("national", gettext("National codes")),
            Column("public", gettext("Who sees it")),
            Column("raised", gettext("Raised"), "count"),
            Column("told", gettext("Of"), "count"),
            Column("cannot_say", gettext("Cannot be said"), "count"),
        ),
        tuple(_row(one) for one in listed),
    )


def _row(one: Listed) -> tuple[Any, ...]:
    rate = one.rate
    return (
        one.code,
        Cell(str(one.words.title), href=url_for("public.flag", code=one.code)),
        str(GROUP_WORDS[one.group]),
        str(one.words.rule),
        one.standing,
        one.version,
        none_found(one.ocp),
        none_found(one.national),
        Cell(one.public, text=seen_by(public=one.public)),
        *((rate.raised, rate.told, rate.cannot_say) if rate else (None,) * 3),
    )


def seen_by(*, public: bool) -> str:
    """Whom a flag is shown to."""
    return gettext("everybody") if public else gettext("councils, until one confirms it")


def _unanswered(found: Iterable[Unanswered]) -> Table:
    return Table(
        "unanswered",
        gettext("What no flag answers"),
        (
            Column("code", gettext("Code")),
            Column("set", gettext("List")),
            Column("name", gettext("Name, as we read it")),
            Column("why", gettext("Why not")),
        ),
        tuple(
            (
                one.code,
                Cell(one.set, text=str(SETS[one.set])),
                _told(NAMES, one.code, one.name),
                _told(WHYS, one.why, one.why),
            )
            for one in found
        ),
    )


def _told(words: Mapping[str, Any], key: str, english: str) -> Cell:
    """In the language of the page, else in English, said to be so."""
    return Cell(str(words[key])) if key in words else Cell(english, lang="en")
