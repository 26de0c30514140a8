"""Findings addressed to a body: its desk by days left, and each finding with its answer."""

from itertools import chain
from typing import Any

from flask import abort, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.access import Role
from oversight.findings.reports import desk, lists
from oversight.findings.reports.cards import FindingCard
from oversight.findings.reports.whole import FindingPage
from oversight.findings.rules import ADDRESSEE
from register import reports as register
from tracker import evidence, finding_lists, finding_pages, finding_words, formats
from tracker.edge import actor
from tracker.extensions import db
from tracker.finding_pages import HIDE, NUMBER, Around
from tracker.partner import partner

LAYOUT = "partner/layout.html"


@partner.context_processor
def navigation() -> dict[str, object]:
    """The sections of the desk, for the row under the header."""
    items = ((".start", _("Findings to answer")), (".findings_list", _("All findings")))
    return {
        "nav_items": [
            {
                "text": text,
                "href": url_for(endpoint),
                "current": request.endpoint == f"partner{endpoint}",
            }
            for endpoint, text in items
        ]
    }


def _bodies() -> dict[str, tuple[str, ...]]:
    """For which bodies this person answers, and where."""
    who = actor()
    return desk.bodies(db.session(), who.account, who.holds(Role.PARTNER))


def _around() -> Around:
    return Around(LAYOUT, [{"text": _("Findings to answer"), "href": url_for(".start")}])


def _mine(card: FindingCard) -> bool:
    held = set(_bodies().get(card.body, ()))
    return not held.isdisjoint(register.lineage(db.session(), card.place))


def _found(number: int) -> FindingPage:
    return finding_pages.whole_of(number, _mine)


@partner.get("/")
def start() -> str:
    """What is due: findings that wait for this body, by days left."""
    bodies = _bodies()
    waiting = chain.from_iterable(
        lists.waiting(db.session(), places, body) for body, places in bodies.items()
    )
    return _list(waiting, bodies, _("Findings to answer"), _("Nothing is due."))


@partner.get("/findings")
def findings_list() -> str:
    """All findings that were ever addressed to this body, the newest first."""
    bodies = _bodies()
    found = chain.from_iterable(
        lists.addressed(db.session(), places, body) for body, places in bodies.items()
    )
    empty = _("No council has opened a finding here.")
    return _list(found, bodies, _("All findings"), empty)


def _list(cards: Any, bodies: dict[str, tuple[str, ...]], heading: str, empty: str) -> str:
    lang = formats.language()
    named = finding_words.places({place for places in bodies.values() for place in places})
    told = [
        (finding_words.body(body).told(lang)[0], ", ".join(named[place] for place in places))
        for body, places in bodies.items()
    ]
    return finding_lists.list_page(
        cards,
        layout=LAYOUT,
        heading=heading,
        empty=empty,
        template="partner/list.html",
        bodies=told,
    )


@partner.get(f"/findings/{NUMBER}")
def findings_show(number: int) -> str:
    """A finding with what can be done about it."""
    doable = finding_pages.addressed(number, finding_pages.of_addressee())
    return finding_pages.show(_found(number), _around(), doable, (ADDRESSEE,))


@partner.get(f"/findings{evidence.ADDRESS}")
def findings_file(sha256: str, kind: str) -> Response:
    """A file of a finding, to the body that answers it in the place."""
    shown = (evidence.of_findings(sha256, kind, places, body) for body, places in _bodies().items())
    return next(filter(None, shown), None) or abort(404)


@partner.route(f"/findings/{NUMBER}/answer", methods=["GET", "POST"])
def findings_answer(number: int) -> Any:
    """Answer."""
    return finding_pages.answer_page(_found(number), _around())


@partner.route(f"/findings/{NUMBER}/evidence", methods=["GET", "POST"])
def findings_prove(number: int) -> Any:
    """Show what was put right."""
    return finding_pages.prove_page(_found(number), _around())


@partner.route(HIDE, methods=["GET", "POST"])
def findings_hide(number: int, piece: int) -> Any:
    """Take a file this desk brought from public view."""
    return finding_pages.hide_page(_found(number), _around(), piece, (ADDRESSEE,))


@partner.route(f"/findings/{NUMBER}/report", methods=["GET", "POST"])
def findings_report(number: int) -> Any:
    """Report what was put right."""
    return finding_pages.report_page(_found(number), _around())


@partner.route(f"/findings/{NUMBER}/object", methods=["GET", "POST"])
def findings_object(number: int) -> Any:
    """Object."""
    return finding_pages.object_page(_found(number), _around())
