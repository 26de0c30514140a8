"""Whose money a purchase is of: its sources and budget lines, and for whom they were set aside."""

from collections.abc import Mapping

from flask_babel import gettext

from budgets.models import purse as purse_of
from budgets.reports import figures as money
from budgets.reports.figures import LineCard
from core.words import Words
from procurement.reports.trail_parts import Trail
from tracker.names import Names
from tracker.tables import Column, Table

Lines = Mapping[int, LineCard]


def in_kind(trail: Trail, lines: Lines) -> bool:
    """Is all of it help in kind, for which no money was paid?"""
    return {money.is_money(_purse(lines, line)) for line, _ in trail.fundings} == {False}


def _purse(lines: Lines, line: int) -> str:
    card = lines[line]
    return purse_of(card.source, card.carried)


def table(trail: Trail, names: Names, lines: Lines, spots: Mapping[str, Words]) -> Table:
    """From which source and budget line the money is, and for whom it was set aside."""
    return Table(
        "fundings",
        gettext("Whose money"),
        (
            Column("source_name", gettext("Source")),
            Column("source", gettext("Code"), hidden=True),
            Column("beneficiary_name", gettext("Set aside for")),
            Column("beneficiary", gettext("Code of school or place"), hidden=True),
            Column("line", gettext("Budget line"), "count", hidden=True),
            Column("code", gettext("Budget code"), hidden=True),
            Column("resolution", gettext("Resolution")),
            Column("resolution_on", gettext("Of the day"), "day"),
            Column("planned", gettext("Planned"), "som"),
        ),
        tuple(
            (
                names.purse(_purse(lines, line)),
                _purse(lines, line),
                spots.get(lines[line].beneficiary, Words()),
                lines[line].beneficiary,
                line,
                lines[line].code,
                lines[line].resolution,
                lines[line].resolution_on,
                amount,
            )
            for line, amount in trail.fundings
        ),
    )
