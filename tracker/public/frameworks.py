"""A framework agreement on its public page: what is left of it, and what was called off."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from procurement.reports import frameworks as reports
from procurement.reports.frameworks import Framework
from procurement.reports.trail_parts import Trail
from tracker.extensions import db
from tracker.names import Names, status
from tracker.public.offers import money as told
from tracker.tables import Cell, Column, Table


def called_from(trail: Trail) -> Framework | None:
    """Of a call-off, the framework agreement it was called off from."""
    return reports.of_contract(db.session, trail.framework_id) if trail.framework_id else None


def tables(framework: Framework | None, names: Names) -> tuple[Table, Table]:
    """What may be called off, line by line; and the purchases that did. Empty of any other."""
    return _lines(framework, names), _call_offs(framework)


def _lines(framework: Framework | None, names: Names) -> Table:
    rows = framework.lines if framework else ()
    language = framework.language if framework else None
    return Table(
        "ceilings",
        gettext("What may be called off"),
        (
            Column("title", gettext("What")),
            Column("quantity", gettext("At most"), "quantity"),
            Column("called", gettext("Called off"), "quantity"),
            Column("left", gettext("Left"), "quantity"),
            Column("unit", gettext("Unit")),
            Column("unit_price", gettext("Price, at most"), "som"),
        ),
        tuple(
            (
                Cell(line.title, lang=language),
                line.quantity,
                line.called,
                line.left,
                names.unit(line.unit),
                line.unit_price,
            )
            for line in rows
        ),
    )


def _call_offs(framework: Framework | None) -> Table:
    return Table(
        "call_offs",
        gettext("What was called off"),
        (
            Column("title", gettext("Purchase")),
            Column("purchase", gettext("Purchase, No."), "count", hidden=True),
            Column("year", gettext("Year")),
            Column("status", gettext("Standing")),
            Column("signed_on", gettext("Signed on"), "day"),
            Column("amount", gettext("Sum"), "som"),
        ),
        tuple(
            (
                Cell(one.title, lang=one.language, href=url_for("public.purchase", number=one.id)),
                one.id,
                str(one.year),
                status(one.status)[0],
                one.signed_on,
                one.amount,
            )
            for one in (framework.call_offs if framework else ())
        ),
    )


def record(framework: Framework | None) -> dict[str, Any] | None:
    """A framework for programs; None of any other purchase."""
    if framework is None:
        return None
    return {
        "contract": framework.number,
        "valid_until": framework.valid_until.isoformat(),
        "ceiling": told(framework.ceiling),
        "called": told(framework.called),
        "left": told(framework.left),
    }
