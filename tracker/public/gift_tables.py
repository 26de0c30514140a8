"""The tables of voluntary help: what came, when, for whom, what was told and what is owed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from budgets.reports.gift_reports import Owed, ReportCard
from budgets.reports.gifts import Book, Received
from core.words import Words
from procurement.reports.doubles import Double
from tracker.gift_words import period_name, quarter_name
from tracker.names import Names
from tracker.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class Spots:
    """What schools and places are called on a page of a year; which of the codes are places."""

    called: Mapping[str, Words]
    places: Collection[str]
    year: int

    def name(self, code: str) -> Words:
        """A school or place by name; its code where the register has none."""
        return self.called.get(code, Words(code))

    def cell(self, code: str) -> Cell:
        """The name with the page of its gifts."""
        kind = "place" if code in self.places else "school"
        href = url_for(f"public.{kind}_gifts", code=code, year=self.year)
        return Cell(self.name(code), href=href)


def purposes(book: Book, names: Names) -> Table:
    """What came for each category, and what went to it out of gifts."""
    return Table(
        "purposes",
        gettext("What came and what it went to"),
        (
            Column("name", gettext("What for")),
            Column("category", gettext("Code"), hidden=True),
            Column("money", gettext("Came in money"), "som"),
            Column("in_kind", gettext("Came in things and works"), "som"),
            Column("set_aside", gettext("Set aside out of gifts"), "som"),
            Column("paid", gettext("Paid out of gifts"), "som"),
        ),
        tuple(
            (
                names.category(one.category),
                one.category,
                one.money,
                one.in_kind,
                one.set_aside,
                one.paid,
            )
            for one in book.purposes
        ),
    )


def _received_columns() -> tuple[Column, ...]:
    return (
        Column("money", gettext("Money"), "som"),
        Column("goods", gettext("Things"), "som"),
        Column("works", gettext("Works"), "som"),
    )


def quarters(book: Book) -> Table:
    """What came in each quarter."""
    return Table(
        "quarters",
        gettext("What came in each quarter"),
        (
            Column("name", gettext("Quarter")),
            Column("quarter", gettext("Number"), "count", hidden=True),
            *_received_columns(),
        ),
        tuple(
            (quarter_name(quarter), quarter, part.money, part.goods, part.works)
            for quarter, part in book.quarters
        ),
    )


def parts(parts: Mapping[str, Received], spots: Spots) -> Table:
    """What came for each school and place within a place."""
    return Table(
        "parts",
        gettext("What came for which school"),
        (
            Column("name", gettext("School or place")),
            Column("code", gettext("Code"), hidden=True),
            *_received_columns(),
        ),
        tuple(
            (spots.cell(code), code, part.money, part.goods, part.works)
            for code, part in parts.items()
        ),
    )


def doubles(twice: Sequence[Double], spots: Spots, names: Names) -> Table:
    """What was given in kind and bought with public money as well, side by side."""
    return Table(
        "doubles",
        gettext("Given and also bought"),
        (
            Column("name", gettext("Requirement")),
            Column("requirement", gettext("Code"), hidden=True),
            Column("school_name", gettext("School"), hidden=not spots.places),
            Column("school", gettext("Code of the school"), hidden=True),
            Column("given", gettext("Given"), "quantity"),
            Column("given_value", gettext("Worth"), "som"),
            Column("bought", gettext("Bought"), "quantity"),
            Column("bought_amount", gettext("Sum of the purchase"), "som"),
            Column("unit", gettext("Unit")),
            Column("title", gettext("Purchase")),
            Column("purchase", gettext("Number"), "count", hidden=True),
        ),
        tuple(
            (
                names.requirement(one.requirement),
                one.requirement,
                spots.name(one.school),
                one.school,
                one.given,
                one.given_value,
                one.bought,
                one.bought_amount,
                names.unit_of(one.requirement),
                Cell(
                    one.title,
                    href=url_for("public.purchase", number=one.purchase),
                    lang=one.language,
                ),
                one.purchase,
            )
            for one in twice
        ),
    )


def reports(
    name: str,
    title: str,
    reports: Sequence[ReportCard],
    spots: Spots,
) -> Table:
    """What councils published, with the totals of that moment."""
    return Table(
        name,
        title,
        (
            Column("period", gettext("Period")),
            Column("quarter", gettext("Quarter"), "count", hidden=True),
            Column("name", gettext("School or place")),
            Column("code", gettext("Code"), hidden=True),
            Column("published_on", gettext("Published on"), "day"),
            Column("minutes", gettext("Minutes №")),
            Column("minutes_on", gettext("Date of the minutes"), "day", hidden=True),
            Column("money", gettext("Came in money"), "som"),
            Column("in_kind", gettext("Came in things and works"), "som"),
            Column("set_aside", gettext("Set aside out of gifts"), "som", hidden=True),
            Column("paid", gettext("Paid out of gifts"), "som", hidden=True),
            Column("standing", gettext("Standing")),
            Column("reason", gettext("Why it replaces another"), hidden=True),
            Column("told", gettext("What was done with it"), hidden=True),
        ),
        tuple(
            (
                period_name(one.year, one.quarter),
                one.quarter,
                spots.cell(one.scope),
                one.scope,
                one.published_on,
                one.minutes,
                one.minutes_on,
                one.received.money,
                one.received.in_kind,
                one.set_aside,
                one.paid,
                Cell("stands" if one.latest else "replaced", text=_standing(one)),
                one.reason,
                one.told,
            )
            for one in reports
        ),
    )


def _standing(report: ReportCard) -> str:
    return gettext("stands") if report.latest else gettext("a later one took its place")


def owed(owed: Sequence[Owed], spots: Spots) -> Table:
    """The quarters in which something came and of which no report was published."""
    return Table(
        "owed",
        gettext("No report yet"),
        (
            Column("name", gettext("School or place")),
            Column("code", gettext("Code"), hidden=True),
            Column("period", gettext("Period")),
            Column("quarter", gettext("Quarter"), "count", hidden=True),
            Column("days", gettext("Days since it ended"), "count"),
            Column("due_on", gettext("To report by"), "day"),
            Column("standing", gettext("Standing")),
        ),
        tuple(
            (
                spots.name(one.scope),
                one.scope,
                period_name(one.year, one.quarter),
                one.quarter,
                one.days,
                one.due_on,
                Cell(
                    "overdue" if one.late else "due",
                    text=gettext("overdue") if one.late else gettext("there is still time"),
                ),
            )
            for one in owed
        ),
    )
