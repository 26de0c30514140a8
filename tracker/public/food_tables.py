"""The tables of a school's food, and its menus beside what their contracts come to."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext

from procurement import meal_rules as rules
from procurement.reports.meal_days import DayCard
from procurement.reports.meal_lines import FoodContract, Planned
from procurement.reports.meals import Menu, Month
from register.profile import MealNorm
from register.school_days import SchoolDays
from tracker.meal_words import months as month_names
from tracker.names import Names
from tracker.tables import Cell, Column, Table


def months_table(months: Iterable[Month]) -> Table:
    """The months of a school: what was said of its days, and the meals beside the money."""
    names = month_names()
    return Table(
        "months",
        gettext("Months"),
        (
            Column("name", gettext("Month")),
            Column("month", gettext("Number"), "count", hidden=True),
            Column("due", gettext("Days of school so far"), "count"),
            Column("counted", gettext("Counted"), "count"),
            Column("unknown", gettext("Unknown"), "count"),
            Column("closed", gettext("No lessons"), "count"),
            Column("extra", gettext("Counted on free days"), "count", hidden=True),
            Column("meals", gettext("Meals counted"), "count"),
            Column("normed", gettext("They cost by the norm"), "som"),
            Column("accepted", gettext("Food accepted"), "som"),
        ),
        tuple(
            (
                names[one.month - 1],
                one.month,
                one.due,
                one.counted,
                one.unknown,
                one.closed,
                one.extra,
                one.meals if one.meals is not None else Cell(None, text=gettext("unknown")),
                one.normed if one.normed is not None else Cell(None, text=gettext("unknown")),
                one.accepted,
            )
            for one in months
        ),
    )


def sources_table(planned: Iterable[Planned], names: Names) -> Table:
    """Which purses the money for food is set aside from; help in kind is no part of the chain."""
    apart = gettext("help in kind: not in the chain")
    return Table(
        "sources",
        gettext("Set aside for food, by source"),
        (
            Column("name", gettext("Source of funds")),
            Column("purse", gettext("Code"), hidden=True),
            Column("planned", gettext("Planned"), "som"),
        ),
        tuple(
            (
                Cell(names.purse(one.purse), note=None if one.is_money else apart),
                one.purse,
                one.amount,
            )
            for one in planned
        ),
    )


def contracts_table(contracts: Iterable[FoodContract]) -> Table:
    """The food contracts of a school: its part of each, and the days of its menu."""
    return Table(
        "contracts",
        gettext("Food contracts"),
        (
            Column("title", gettext("What")),
            Column("purchase", gettext("Number"), "count", hidden=True),
            Column("number", gettext("Contract №")),
            Column("amount", gettext("In contracts"), "som"),
            Column("accepted", gettext("Accepted"), "som"),
            Column("since", gettext("Menu from"), "day"),
            Column("last", gettext("Menu to"), "day"),
        ),
        tuple(
            (
                Cell(
                    one.title,
                    href=url_for("public.purchase", number=one.purchase),
                    lang=one.language,
                ),
                one.purchase,
                one.number,
                one.amount,
                one.accepted,
                one.since or Cell(None, text=gettext("no menu")),
                one.until - timedelta(days=1) if one.until else Cell(None, text="–"),
            )
            for one in contracts
        ),
    )


def days_table(days: Mapping[date, DayCard], due: Iterable[date], calendar: SchoolDays) -> Table:
    """Every day of school so far, and every other one of which something was said."""
    every = sorted({*due, *days})
    return Table(
        "days",
        gettext("Days"),
        (
            Column("on", gettext("Day"), "day"),
            Column("standing", gettext("Standing")),
            Column("served", gettext("Children who ate"), "count"),
            Column("present", gettext("Children who came to school"), "count"),
            Column("free", gettext("Free by the calendar")),
            Column("note", gettext("Note")),
            Column("versions", gettext("Versions"), "count"),
            Column("reason", gettext("Why it was put right")),
        ),
        tuple(_day(day, days.get(day), free=calendar.is_free(day)) for day in every),
    )


def _day(on: date, card: DayCard | None, *, free: bool) -> tuple[object, ...]:
    free_word = Cell("yes" if free else "no")
    if card is None:
        return (on, "unknown", None, None, free_word, None, 0, None)
    standing = "no_lessons" if card.served is None else "counted"
    return (
        on,
        standing,
        card.served,
        card.present,
        free_word,
        card.note,
        card.versions,
        card.reason,
    )


def norms_table(norms: Iterable[MealNorm], names: Names) -> Table:
    """The money norms of a year, with their standing and source."""
    zones = {zone.code: zone.names for zone in names.profile.meal_zones}
    return Table(
        "norms",
        gettext("Money norm of a meal"),
        (
            Column("name", gettext("Zone")),
            Column("zone", gettext("Code"), hidden=True),
            Column("amount", gettext("Som per child per day"), "som"),
            Column("since", gettext("From"), "day"),
            Column("until", gettext("Until, this day not included"), "day", hidden=True),
            Column("standing", gettext("Standing")),
            Column("source", gettext("Source")),
        ),
        tuple(
            (
                zones.get(one.zone, one.zone),
                one.zone,
                one.amount,
                one.valid_from or Cell(None, text=gettext("not known")),
                one.valid_until,
                gettext("has a source") if one.standing == "sourced" else gettext("a default"),
                Cell(one.source, lang="en"),
            )
            for one in norms
        ),
    )


def menu_told(menu: Menu, calendar: SchoolDays) -> dict[str, Any]:
    """A menu with what its contract comes to for one of its children on one of its days."""
    days = len(calendar.between(menu.since, menu.until))
    agreed = menu.contracted
    return {
        "menu": menu,
        "days_of_school": days,
        "each": rules.each(agreed, menu.children * days) if agreed is not None else None,
    }
