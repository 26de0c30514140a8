"""Voluntary gifts as the council itself enters them, for all the schools it looks after."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _

from core.access import Role
from register import reports as register
from tracker import gift_pages
from tracker.council import council
from tracker.edge import actor
from tracker.extensions import db
from tracker.stock_pages import Around

NUMBER = "<int(max=2147483647):number>"
PERIOD = "<int(max=2100):year>/<int(max=4):quarter>"


def _around(code: str) -> Around:
    """The council's frame, if the school or place lies within what it looks after."""
    if not set(register.lineage(db.session(), code)) & set(actor().holds(Role.COUNCIL)):
        abort(404)
    return Around("council/layout.html", [{"text": _("Council"), "href": url_for(".start")}], True)


@council.get("/gifts/<code:code>")
def gifts_list(code: str) -> str:
    """What came, what was told of it, what is owed."""
    return gift_pages.list_page(code, _around(code))


@council.route("/gifts/<code:code>/new", methods=["GET", "POST"])
def gifts_new(code: str) -> Any:
    """Enter what the council took."""
    return gift_pages.new_page(code, _around(code))


@council.route(f"/gifts/<code:code>/{NUMBER}/reverse", methods=["GET", "POST"])
def gifts_reverse(code: str, number: int) -> Any:
    """Say that an entry was wrong."""
    return gift_pages.reverse_page(code, number, _around(code))


@council.route(f"/gifts/<code:code>/reports/{PERIOD}", methods=["GET", "POST"])
def gifts_report(code: str, year: int, quarter: int) -> Any:
    """Publish what the council tells of a period."""
    return gift_pages.report_page(code, year, quarter, _around(code))
