"""What was changed in contracts, figure by figure: what it was, what it is, why, by whom, when."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from core.columns import plain
from core.words import Words
from procurement.reports.amendments import Amendment
from tracker import formats
from tracker.public.journal import role_words
from tracker.tables import Cell, Column, Table


def table(
    found: Iterable[Amendment], titles: Mapping[int, str], schools: Mapping[str, Words]
) -> Table:
    """Every figure that further agreements changed; `titles` are those of purchase lines.

    The sums here stand beside what is counted, never in it: only the last version counts.
    """
    return Table(
        "changes",
        gettext("What was changed in the contract"),
        (
            Column("what", gettext("What")),
            Column("contract", gettext("Contract"), hidden=True),
            Column("before", gettext("Was before")),
            Column("after", gettext("Is now")),
            Column("on", gettext("Further agreement of"), "day"),
            Column("reason", gettext("Why")),
            Column("role", gettext("By whom")),
            Column("at", gettext("Entered at")),
        ),
        tuple(
            (
                what,
                one.number,
                _figure(before),
                _figure(after),
                one.on,
                one.reason,
                Cell(one.role, text=role_words(one.role)),
                Cell(one.at.isoformat(), text=formats.moment(one.at)),
            )
            for one in found
            for what, before, after in _changes(one, titles, schools)
        ),
    )


def _changes(
    one: Amendment, titles: Mapping[int, str], schools: Mapping[str, Words]
) -> Iterator[tuple[str, Any, Any]]:
    if one.amount != one.amount_before:
        yield gettext("Sum of the contract"), one.amount_before, one.amount
    if one.due_on != one.due_before:
        yield gettext("Day of delivery"), one.due_before, one.due_on
    if len(titles) > 1:
        for line in one.lines:
            what = gettext("Sum of the line: %(title)s", title=titles[line.line])
            yield what, line.before, line.after
    for share in one.shares:
        name = schools.get(share.school, Words()).told(formats.language())[0] or share.school
        what = gettext("Quantity: %(title)s, %(school)s", title=titles[share.line], school=name)
        yield what, Quantity(share.before), Quantity(share.after)


class Quantity(Decimal):
    """A decimal that is a count or a measure, not money."""


def _figure(value: Decimal | date) -> Cell:
    lang = formats.language()
    if isinstance(value, Quantity):
        return Cell(plain(value), text=formats.quantity(value, lang))
    if isinstance(value, Decimal):
        return Cell(f"{value:.2f}", text=formats.som(value, lang))
    return Cell(value.isoformat(), text=formats.day(value))


def note(one: Amendment) -> str:
    """What an amendment changed, in one line: what it was, why, and who entered it when."""
    parts = []
    if one.amount != one.amount_before:
        was = formats.som(one.amount_before, formats.language())
        parts.append(gettext("It was: %(sum)s", sum=was))
    if one.shares:
        parts.append(gettext("Shared out anew between the schools"))
    parts.append(gettext("Why: %(reason)s", reason=one.reason or "–"))
    who = gettext(
        "Entered by: %(role)s, %(moment)s",
        role=role_words(one.role),
        moment=formats.moment(one.at),
    )
    return " · ".join([*parts, who])
