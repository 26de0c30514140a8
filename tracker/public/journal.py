"""The journal: how much is in it, what that proves and what not, and the newest entries."""

from collections.abc import Iterable

from flask_babel import gettext

from core.access import Act
from core.words import Words
from journal.log import EVERYTHING
from procurement.reports import leaves
from procurement.reports.leaves import LeafCard
from register import reports as register
from tracker import formats
from tracker.extensions import db
from tracker.pages import as_of
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

NEWEST = 15


@offer("/journal", scope=lambda: EVERYTHING, tables=("entries",))
def journal() -> Shown:
    """The state of the journal and its newest acts."""
    state = as_of()
    newest = leaves.newest(db.session, count=NEWEST)
    places = register.names(db.session, leaves.places_told(newest))
    return Shown(
        "public/journal.html",
        "journal",
        head={"size": state.size, "root": state.root},
        tables=(entries(newest, places),),
    )


def entries(cards: Iterable[LeafCard], places: dict[str, Words]) -> Table:
    """Leaves in plain words: when, what was done, by which role, where, and the leaf's hash."""
    lang = formats.language()
    return Table(
        "entries",
        gettext("Entries of the journal"),
        (
            Column("act", gettext("What was done")),
            Column("number", gettext("Entry"), "count"),
            Column("at", gettext("When")),
            Column("role", gettext("By whom")),
            Column("place", gettext("Where")),
            Column("reason", gettext("Why"), hidden=True),
            Column("table", gettext("Table"), hidden=True),
            Column("key", gettext("Record"), hidden=True),
            Column("rev", gettext("Version"), "count", hidden=True),
            Column("hash", gettext("Hash of the entry"), hidden=True),
        ),
        tuple(_entry(card, places, lang) for card in cards),
    )


def _entry(card: LeafCard, places: dict[str, Words], lang: str) -> tuple[object, ...]:
    where = card.place or next(iter(card.places), None)
    named = places[where].told(lang)[0] if where in places else where
    return (
        Cell(card.act, text=act_words(card.act), note=card.reason),
        card.number,
        Cell(card.at.isoformat(), text=formats.moment(card.at)),
        Cell(card.role, text=role_words(card.role)),
        Cell(where or "", text=named or "–"),
        card.reason,
        card.table,
        card.key,
        card.rev,
        card.hash,
    )


def act_words(act: str) -> str:
    """An act in plain words; one of a later program stands by its code."""
    return {
        Act.GRANT_ROLE: gettext("A role was given"),
        Act.END_ROLE: gettext("A role was ended"),
        Act.LOAD_REGISTER: gettext("A register was loaded"),
        Act.ADOPT_EDITION: gettext("An edition of the Standard was adopted"),
        Act.FILL_PASSPORT: gettext("A school’s passport was filled in"),
        Act.ASSESS: gettext("It was written down what a school has"),
        Act.CHECK_ASSESSMENT: gettext("A council checked what a school has"),
        Act.SET_PRICE: gettext("A reference price was set"),
        Act.OFFER_PRACTICE: gettext("A good practice was told"),
        Act.DECIDE_PRACTICE: gettext("A council decided on a good practice"),
        Act.MARK_PILOT: gettext("A pilot school was marked"),
        Act.PUBLISH_GUIDANCE: gettext("Guidance was published"),
        Act.SUBMIT_BUDGET: gettext("A budget was handed in"),
        Act.RETURN_BUDGET: gettext("A budget was sent back"),
        Act.APPROVE_BUDGET: gettext("A budget was approved"),
        Act.HOLD_HEARING: gettext("A hearing was announced, held, or drawn on"),
        Act.ASK_AT_HEARING: gettext("A question was put at a hearing"),
        Act.ANSWER_AT_HEARING: gettext("A question of a hearing was answered"),
        Act.ASK_TRANSFER: gettext("It was asked to move money between lines"),
        Act.DECIDE_TRANSFER: gettext("Money was moved between lines"),
        Act.REFUSE_TRANSFER: gettext("A transfer was refused"),
        Act.OPEN_INTERIM: gettext("A year was opened by twelfths"),
        Act.END_YEAR: gettext("A year was reported or closed"),
        Act.COMMIT_MONEY: gettext("Money was tied to a contract"),
        Act.IMPORT_PLAN: gettext("A procurement plan was read in"),
        Act.NAME_SUPPLIER: gettext("A supplier was entered"),
        Act.PLAN_PURCHASE: gettext("A purchase was put into the plan"),
        Act.ANNOUNCE: gettext("A purchase was announced"),
        Act.AWARD: gettext("A supplier was chosen"),
        Act.SIGN: gettext("A contract was signed"),
        Act.AMEND_CONTRACT: gettext("A contract was changed"),
        Act.DELIVER: gettext("A delivery was noted"),
        Act.ACCEPT: gettext("A delivery was accepted"),
        Act.PAY: gettext("A payment was noted"),
        Act.CANCEL_PURCHASE: gettext("A purchase was cancelled"),
        Act.CLOSE_PURCHASE: gettext("A purchase was finished"),
        Act.RECONCILE: gettext("Payments were compared with an extract of the treasury"),
        Act.JUSTIFY: gettext("A flag of a purchase was answered"),
    }.get(act, act)  # type: ignore[call-overload]


def role_words(role: str | None) -> str:
    """A role in plain words."""
    return {
        "officer": gettext("finance officer"),
        "approver": gettext("approver"),
        "school": gettext("school"),
        "council": gettext("public council"),
        "partner": gettext("other body"),
        "editor": gettext("editor of registers"),
        "admin": gettext("administrator of accounts"),
        "operator": gettext("operator of the server"),
    }.get(role or "", "–")
