"""The journal: how much is in it, what that proves and what not, and the newest entries."""

from collections.abc import Iterable

from flask_babel import gettext

from core.words import Words
from journal.log import EVERYTHING
from procurement.reports import leaves
from procurement.reports.leaves import LeafCard
from register import reports as register
from tracker import formats
from tracker.act_words import act_words
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
        "visitor": gettext("somebody without an account"),
    }.get(role or "", "–")
