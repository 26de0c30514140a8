"""What was asked about a school or a place, what was answered, and how long nobody answered."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import abort, g, url_for
from flask_babel import gettext

from core import clock
from core.words import Words
from oversight.voices.reports import deliveries, questions
from oversight.voices.reports.questions import QuestionCard
from procurement.reports.trail_parts import Trail
from register import reports as register
from tracker import formats, queries, voice_words
from tracker.extensions import db
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

TABLES = ("questions", "declined")
PER_PAGE = 20


@offer("/schools/<code:code>/questions", scope="code", tables=TABLES, page=queries.PAGE)
def school_questions(code: str, page: int) -> Shown:
    """The questions about a school."""
    school = register.school(db.session, code)
    if school is None:
        abort(404)
    return _shown(code, school.name, "school", page)


@offer("/places/<code:code>/questions", scope="code", tables=TABLES, page=queries.PAGE)
def place_questions(code: str, page: int) -> Shown:
    """The questions about a place itself; those about its schools are with the schools."""
    spot = register.place(db.session, code)
    if spot is None:
        abort(404)
    return _shown(code, spot.name, "place", page)


def _shown(code: str, name: Words, kind: str, page: int) -> Shown:
    today = clock.today()
    per_page = 10_000 if queries.strict() else PER_PAGE
    listed = questions.of_scope(db.session(), code, today, page=page, per_page=per_page)
    found = listed.rows
    declined = questions.declined(db.session(), code)
    return Shown(
        "public/questions.html",
        f"questions-{code}",
        head={
            "code": code,
            "name": name.told(formats.language())[0],
            "count": listed.count,
            "unanswered": listed.unanswered,
            "overdue": listed.overdue,
        },
        facts={
            "trail": register.trail(db.session, code),
            "found": found,
            "standing": {one.id: voice_words.clock_told(one, today) for one in found},
            "term": voice_words.term(today),
            "listed": listed,
            "ask": url_for(f"voice.ask_{kind}", code=code),
            "here": today.year,
            "endpoint": f"{kind}_questions",
        },
        tables=(_table(found, today), _declined(declined)),
    )


def _table(found: Sequence[QuestionCard], today: date) -> Table:
    """A question a row, with its first answer; later answers are in the journal and on the page."""
    return Table(
        "questions",
        gettext("Questions"),
        (
            Column("id", gettext("Number"), "count"),
            Column("question", gettext("Question")),
            Column("language", gettext("Language")),
            Column("purchase", gettext("Purchase"), "count"),
            Column("asked_on", gettext("Asked on"), "day"),
            Column("published_on", gettext("Published on"), "day"),
            Column("due_on", gettext("Answer due"), "day"),
            Column("answer", gettext("Answer")),
            Column("answer_language", gettext("Language of the answer")),
            Column("answered_on", gettext("Answered on"), "day"),
            Column("answers", gettext("Answers"), "count"),
            Column("days_without_answer", gettext("Days without an answer"), "count"),
            Column("days_left", gettext("Days left"), "count"),
        ),
        tuple(
            (
                one.id,
                Cell(one.text, lang=one.language),
                one.language,
                one.purchase,
                one.asked_on,
                one.published_on,
                one.due_on,
                one.answers[0].text if one.answers else None,
                one.answers[0].language if one.answers else None,
                one.answered_on,
                len(one.answers),
                one.silent(today),
                one.left(today),
            )
            for one in found
        ),
    )


def _declined(declined: dict[str, int]) -> Table:
    return Table(
        "declined",
        gettext("Not published, by reason"),
        (
            Column("why", gettext("Reason")),
            Column("reason", gettext("Code"), hidden=True),
            Column("count", gettext("Questions"), "count"),
        ),
        tuple(
            (str(voice_words.REASONS[reason]), reason, count) for reason, count in declined.items()
        ),
    )


def of_purchase(trail: Trail) -> dict[str, Any]:
    """What a purchase's page says of its deliveries by those who see them: the schools something is
    to come to once a contract is signed, by name, and the photographs everybody may see."""
    signed = bool(trail.contracts)
    codes = list(dict.fromkeys(share.school for share in trail.shares)) if signed else []
    schools = register.names(db.session, codes)
    lang = formats.language()
    return {
        "to_check": [(code, schools.get(code, Words()).told(lang)[0] or code) for code in codes],
        "pictures": deliveries.public_photographs(db.session(), trail.id)
        if signed and "past" not in g  # files are of today: one taken off since is no more
        else (),
    }


def reports_table(trail: Trail, schools: Mapping[str, Words]) -> Table:
    """The public sums of what people said of a purchase, school by school."""
    found = deliveries.heard(db.session(), trail.id) if trail.contracts else ()
    whats = voice_words.WHATS
    return Table(
        "reports",
        gettext("What people at the school say"),
        (
            Column("name", gettext("School")),
            Column("school", gettext("Code"), hidden=True),
            Column("reports", gettext("Independent reports"), "count"),
            *(Column(what, str(words), "count") for what, words in whats.items()),
            Column("last_on", gettext("Last on"), "day"),
        ),
        tuple(
            (
                schools.get(one.school, Words(one.school)),
                one.school,
                one.total,
                *(one.counts[what] for what in whats),
                one.last_on,
            )
            for one in found
        ),
    )
