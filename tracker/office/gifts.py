"""Voluntary gifts of a place and its schools: its officers enter them by a council's document."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from core.access import Role
from register import reports as register
from tracker import gift_pages
from tracker.edge import actor
from tracker.extensions import db
from tracker.office import office
from tracker.office.doorstep import HOLDERS, nothing_here
from tracker.stock_pages import Around

NUMBER = "<int(max=2147483647):number>"
PERIOD = "<int(max=2100):year>/<int(max=4):quarter>"


def _around(code: str) -> Around:
    """The office's frame, if the place, or the one the school lies in, is this person's; or the
    school itself: it reads."""
    school = register.school(db.session(), code)
    who = actor()
    home = school.place if school else code
    if home not in who.holds(*HOLDERS) and code not in who.holds(Role.SCHOOL):
        nothing_here()
    return Around("office/layout.html", [{"text": _("Desk"), "href": url_for(".desk_show")}], True)


@office.get("/gifts/<code:code>")
def gifts_list(code: str) -> str:
    """What came, what was told of it, what is owed."""
    return gift_pages.list_page(code, _around(code))


@office.route("/gifts/<code:code>/new", methods=["GET", "POST"])
def gifts_new(code: str) -> Any:
    """Enter what came, by the council's document."""
    return gift_pages.new_page(code, _around(code))


@office.route(f"/gifts/<code:code>/{NUMBER}/reverse", methods=["GET", "POST"])
def gifts_reverse(code: str, number: int) -> Any:
    """Say that an entry was wrong."""
    return gift_pages.reverse_page(code, number, _around(code))


@office.route(f"/gifts/<code:code>/reports/{PERIOD}", methods=["GET", "POST"])
def gifts_report(code: str, year: int, quarter: int) -> Any:
    """Publish what the council tells of a period, by its minutes."""
    return gift_pages.report_page(code, year, quarter, _around(code))
