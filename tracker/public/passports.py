"""What a school says of itself: what the Standard is counted on, what is not known, changes."""

from collections.abc import Mapping, Sequence

from flask import abort
from flask_babel import gettext

from core import clock
from core.fiscal import FIRST_YEAR, LAST_YEAR
from core.words import Words
from register import reports as register
from standard import passport
from standard.passport import Fact
from standard.reports import passports
from standard.reports.passports import PassportCard, VersionCard
from tracker import formats, queries
from tracker.extensions import db
from tracker.facts import called, said
from tracker.names import Names
from tracker.public.journal import role_words
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table


def _a_year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= LAST_YEAR):
        raise ValueError(text)
    return int(text)


@offer(
    "/schools/<code:code>/passport",
    scope="code",
    tables=("facts", "history"),
    year=queries.Key(_a_year),
)
def school_passport(code: str, year: int | None) -> Shown:
    """A school's passport: the one that applies in a year, this year's unless asked."""
    card = register.school(db.session, code)
    if card is None:
        abort(404)
    names = Names()
    wanted = year or clock.today().year
    found = passports.applying(db.session, code, wanted)
    questions = passport.questions(names.catalogue.lists if names.catalogue else None)
    versions = passports.history(db.session, code, found.year) if found else ()
    places = register.names(db.session, {one.place for one in versions if one.place})
    facts = found.facts if found else {}
    answered, asked = passport.completeness(facts, questions)
    return Shown(
        "public/passport.html",
        f"passport-{code}-{wanted}",
        head={
            "school": {"code": code, "name": card.name.told(names.lang)[0], "place": card.place},
            "year": wanted,
            "passport_year": found.year if found else None,
            "filled_on": found.on.isoformat() if found else None,
            "answered": answered,
            "asked": asked,
        },
        facts={
            "card": card,
            "code": code,
            "found": found,
            "trail": register.trail(db.session, code),
            "other_years": [
                one for one in passports.years(db.session, code) if found and one != found.year
            ],
            "groups": _groups(found, questions),
            "unknown": [
                fact.name.told(names.lang) for c, fact in questions.items() if c not in facts
            ],
        },
        tables=(_facts(facts, questions), _history(versions, questions, places)),
    )


def _groups(found: PassportCard | None, questions: Mapping[str, Fact]) -> list[Table]:
    """What is known, a table for each group of questions that has an answer."""
    facts = found.facts if found else {}
    lang = formats.language()
    tables = []
    for group, name in passport.groups().items():
        known = [fact for c, fact in questions.items() if fact.group == group and c in facts]
        if known:
            head = (Column("fact", gettext("Question")), Column("value", gettext("Answer")))
            rows = tuple((fact.name, said(facts[fact.code], fact)) for fact in known)
            tables.append(Table(group, name.told(lang)[0], head, rows))
    return tables


def _facts(facts: Mapping[str, str], questions: Mapping[str, Fact]) -> Table:
    """Every question with its answer, for programs: an empty value is "not known", never zero."""
    groups, lang = passport.groups(), formats.language()
    return Table(
        "facts",
        gettext("The passport’s answers"),
        (
            Column("fact", gettext("Code")),
            Column("name", gettext("Question")),
            Column("group", gettext("Group")),
            Column("kind", gettext("Kind")),
            Column("value", gettext("Answer")),
        ),
        tuple(
            (
                code,
                fact.name,
                groups[fact.group].told(lang)[0],
                fact.kind,
                facts.get(code),
            )
            for code, fact in questions.items()
        ),
    )


def _history(
    versions: Sequence[VersionCard], questions: Mapping[str, Fact], places: Mapping[str, Words]
) -> Table:
    """Every change of every fact, newest first: when, by which role, from what to what."""
    lang = formats.language()
    return Table(
        "history",
        gettext("Changes of the passport"),
        (
            Column("name", gettext("Question")),
            Column("fact", gettext("Code"), hidden=True),
            Column("old", gettext("Before")),
            Column("new", gettext("After")),
            Column("at", gettext("When")),
            Column("role", gettext("By whom")),
            Column("place", gettext("Where"), hidden=True),
            Column("version", gettext("Version"), "count", hidden=True),
            Column("leaf", gettext("Entry"), "count"),
            Column("hash", gettext("Hash of the entry"), hidden=True),
        ),
        tuple(
            (
                called(change.fact, questions),
                change.fact,
                Cell(change.old, text=said(change.old, questions.get(change.fact))),
                Cell(change.new, text=said(change.new, questions.get(change.fact))),
                Cell(one.at.isoformat(), text=formats.moment(one.at)),
                Cell(
                    one.role,
                    text=role_words(one.role),
                    note=places.get(one.place or "", Words()).told(lang)[0] or None,
                ),
                one.place,
                one.version,
                one.leaf,
                one.hash,
            )
            for one in versions
            for change in one.changes
        ),
    )
