"""Findings addressed to the office: read, answered, put right, objected to."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access import Role
from oversight.findings.reports import lists
from oversight.findings.reports.cards import FindingCard
from oversight.findings.reports.whole import FindingPage
from oversight.findings.rules import ADDRESSEE, OFFICE
from register import reports as register
from tracker import evidence, finding_lists, finding_pages
from tracker.edge import actor
from tracker.extensions import db
from tracker.finding_pages import HIDE, NUMBER, Around
from tracker.office import office
from tracker.office.doorstep import HOLDERS


def _around() -> Around:
    here = {"text": _("Findings of councils"), "href": url_for(".findings_list")}
    return Around("office/layout.html", [here], "office/who.html")


def _mine(card: FindingCard) -> bool:
    """Is it addressed to this office, or to a place within what this person holds?"""
    held = set(actor().holds(*HOLDERS))
    lineage = register.lineage(db.session(), card.place)
    return card.body == OFFICE and not held.isdisjoint(lineage)


def _answers(card: FindingCard) -> bool:
    """Is this person an officer of the place? An approver only reads."""
    lineage = register.lineage(db.session(), card.place)
    return not set(actor().holds(Role.OFFICER)).isdisjoint(lineage)


def _answered_by_me(number: int) -> FindingPage:
    """The finding, if this person answers it; else 403."""
    whole = finding_pages.whole_of(number, _mine)
    if not _answers(whole.card):
        abort(403)
    return whole


@office.get("/findings")
def findings_list() -> str:
    """What councils found in one's places."""
    held = actor().holds(*HOLDERS)
    if not held:
        abort(403)
    return finding_lists.list_page(
        lists.addressed(db.session(), held, OFFICE),
        layout="office/layout.html",
        heading=_("Findings of councils"),
        empty=_("No council has opened a finding here."),
    )


@office.get(f"/findings/{NUMBER}")
def findings_show(number: int) -> str:
    """A finding with what can be done about it."""
    whole = finding_pages.whole_of(number, _mine)
    acts = finding_pages.of_addressee() if _answers(whole.card) else {}
    shown = finding_pages.addressed(number, acts)
    return finding_pages.show(whole, _around(), shown, (ADDRESSEE,) if acts else ())


@office.get(f"/findings{evidence.ADDRESS}")
def findings_file(sha256: str, kind: str) -> Response:
    """A file of a finding that is addressed to the office, to the officials of the place."""
    return evidence.of_findings(sha256, kind, actor().holds(*HOLDERS), OFFICE) or abort(404)


@office.route(f"/findings/{NUMBER}/answer", methods=["GET", "POST"])
def findings_answer(number: int) -> Any:
    """Answer."""
    return finding_pages.answer_page(_answered_by_me(number), _around())


@office.route(f"/findings/{NUMBER}/evidence", methods=["GET", "POST"])
def findings_prove(number: int) -> Any:
    """Show what was put right."""
    return finding_pages.prove_page(_answered_by_me(number), _around())


@office.route(HIDE, methods=["GET", "POST"])
def findings_hide(number: int, piece: int) -> Any:
    """Take a file this desk brought from public view."""
    return finding_pages.hide_page(_answered_by_me(number), _around(), piece, (ADDRESSEE,))


@office.route(f"/findings/{NUMBER}/report", methods=["GET", "POST"])
def findings_report(number: int) -> Any:
    """Report what was put right."""
    return finding_pages.report_page(_answered_by_me(number), _around())


@office.route(f"/findings/{NUMBER}/object", methods=["GET", "POST"])
def findings_object(number: int) -> Any:
    """Object."""
    return finding_pages.object_page(_answered_by_me(number), _around())
