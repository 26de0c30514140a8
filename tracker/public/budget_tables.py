"""A budget's versions, transfers, hearings and questions, as tables."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext

from budgets.reports.figures import is_money
from budgets.reports.hearings import HearingCard
from budgets.reports.versions import Change, Comparison, LineTold, TransferTold, VersionTold
from core import clock
from core.money import ZERO
from core.words import Words
from tracker.names import Names
from tracker.public.execution_tables import line
from tracker.states import STATES
from tracker.tables import Cell, Column, Table
from tracker.year_words import ASKERS, OUTCOMES

Spots = dict[str, Words]


def versions(told: Iterable[VersionTold], place: str, year: int) -> Table:
    """Every public version by itself; their sums are never added up."""
    return Table(
        "versions",
        gettext("Versions of the budget"),
        (
            Column("version", gettext("Version"), "text"),
            Column("status", gettext("Standing")),
            Column("resolution", gettext("Resolution")),
            Column("resolution_on", gettext("Of the day"), "day"),
            Column("reason", gettext("Reason")),
            Column("total", gettext("Sum, with help in kind"), "som"),
        ),
        tuple(
            (
                Cell(str(one.number), href=version_address(place, year, one.number)),
                Cell(one.status, text=str(STATES[one.status])),
                one.resolution if one.resolution else Cell("", text="–"),
                one.resolution_on if one.resolution_on else Cell(None),
                one.reason if one.reason else Cell("", text="–"),
                one.total,
            )
            for one in told
        ),
    )


def version_address(place: str, year: int, number: int) -> str:
    """The page of one version."""
    return url_for("public.place_version", code=place, year=year, number=number)


def transfers(told: Iterable[TransferTold], names: Names, spots: Spots) -> Table:
    """Money moved by order, each within its version."""
    return Table(
        "transfers",
        gettext("Transfers by order"),
        (
            Column("on", gettext("Day"), "day"),
            Column("order", gettext("Order")),
            Column("version", gettext("Within version"), "count"),
            Column("from", gettext("From")),
            Column("to", gettext("To")),
            Column("amount", gettext("Sum"), "som"),
            Column("reason", gettext("Reason")),
        ),
        tuple(
            (
                one.on,
                one.order,
                one.version,
                line(one.giving, names, spots),
                line(one.taking, names, spots),
                one.amount,
                one.reason,
            )
            for one in told
        ),
    )


def changes(told: Comparison, names: Names, spots: Spots) -> Table:
    """What one version changes against another: from what to what, line by line."""
    words = {
        "new": gettext("new"),
        "changed": gettext("changed"),
        "left_out": gettext("left out"),
    }
    before = told.before.number if told.before else 0
    return Table(
        "changes",
        gettext("What changes, line by line"),
        (
            Column("name", gettext("Budget line")),
            Column("line", gettext("Number"), "count", hidden=True),
            Column("what", gettext("What happens")),
            Column("before", gettext("Version %(number)s", number=before), "som"),
            Column("moved", gettext("Moved by orders since"), "som"),
            Column("after", gettext("Version %(number)s", number=told.after.number), "som"),
            Column("by", gettext("Difference"), "som"),
        ),
        tuple(
            (
                line(one.line, names, spots),
                one.line.id,
                Cell(one.kind, text=words[one.kind]),
                *_sums(one),
                one.by,
            )
            for one in told.changes
        ),
    )


def _sums(one: Change) -> tuple[Any, ...]:
    return (one.before or ZERO, one.moved, one.after or ZERO)


def purses(told: Comparison, names: Names) -> Table:
    """The same by source of funds; help in kind says that it is none of the money."""
    note = gettext("value of things and work; not in the sums above")
    before = told.before.number if told.before else 0
    return Table(
        "sources",
        gettext("What changes, by source"),
        (
            Column("name", gettext("Source")),
            Column("source", gettext("Code"), hidden=True),
            Column("before", gettext("Version %(number)s", number=before), "som"),
            Column("after", gettext("Version %(number)s", number=told.after.number), "som"),
            Column("by", gettext("Difference"), "som"),
        ),
        tuple(
            (
                Cell(names.purse(purse), note=None if is_money(purse) else note),
                purse,
                first,
                last,
                last - first,
            )
            for purse, first, last in told.purses
        ),
    )


def lines(told: Iterable[tuple[LineTold, Any]], names: Names, spots: Spots) -> Table:
    """All lines of one version."""
    return Table(
        "lines",
        gettext("All lines of the version"),
        (
            Column("name", gettext("Budget line")),
            Column("line", gettext("Number"), "count", hidden=True),
            Column("beneficiary", gettext("School or place"), hidden=True),
            Column("category", gettext("What for"), hidden=True),
            Column("requirement", gettext("Requirement"), hidden=True),
            Column("source", gettext("Source"), hidden=True),
            Column("code", gettext("Economic code"), hidden=True),
            Column("function", gettext("Functional code"), hidden=True),
            Column("amount", gettext("Sum"), "som"),
        ),
        tuple(
            (
                line(one, names, spots),
                one.id,
                one.beneficiary,
                one.category,
                one.requirement,
                one.purse,
                one.code,
                one.function,
                amount,
            )
            for one, amount in told
        ),
    )


def hearings(told: Iterable[HearingCard]) -> Table:
    """Public hearings: where, when, how many came."""
    return Table(
        "hearings",
        gettext("Public hearings"),
        (
            Column("due_on", gettext("Day"), "day"),
            Column("due_time", gettext("Time")),
            Column("subject", gettext("Subject")),
            Column("version", gettext("Version"), "count"),
            Column("status", gettext("Standing")),
            Column("venue", gettext("Where")),
            Column("noticed_on", gettext("Announced on"), "day"),
            Column("held_on", gettext("Held on"), "day"),
            Column("women", gettext("Women"), "count"),
            Column("men", gettext("Men"), "count"),
            Column("decided", gettext("Decision")),
        ),
        tuple(
            (
                one.due_on,
                one.due_time,
                one.subject,
                one.version,
                Cell(one.status, text=str(STATES[one.status])),
                one.venue,
                one.noticed_on,
                one.held_on,
                one.women,
                one.men,
                one.decided,
            )
            for one in told
        ),
    )


def questions(told: Iterable[HearingCard], spots: Spots, lang: str) -> Table:
    """What was asked at hearings, what was answered, what became of it; nobody is named."""
    today = clock.today()
    unanswered = gettext("no answer yet")
    return Table(
        "questions",
        gettext("Questions asked at hearings"),
        (
            Column("text", gettext("Question")),
            Column("asked_on", gettext("Asked on"), "day"),
            Column("asker", gettext("Who asked")),
            Column("school", gettext("School")),
            Column("answer", gettext("Answer")),
            Column("outcome", gettext("What became of it")),
            Column("waits", gettext("Days without an answer"), "count"),
        ),
        tuple(
            (
                one.text,
                one.asked_on,
                Cell(one.asker, text=str(ASKERS[one.asker])),
                Cell(one.school, text=spots.get(one.school, Words(one.school)).told(lang)[0])
                if one.school
                else Cell("", text="–"),
                one.answer if one.answer else Cell(None, text=unanswered),
                Cell(one.outcome, text=str(OUTCOMES[one.outcome])) if one.outcome else None,
                Cell(None, text="–") if one.answer else one.waits(today),
            )
            for hearing in told
            for one in hearing.questions
        ),
    )


def spots_of(comparison: Comparison | None, moved: Iterable[TransferTold]) -> set[str]:
    """The schools and places that lines of these name."""
    found = {one.line.beneficiary for one in comparison.changes} if comparison else set()
    for one in moved:
        found |= {one.giving.beneficiary, one.taking.beneficiary}
    return found
