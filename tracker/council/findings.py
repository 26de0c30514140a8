"""A council's findings: the list, the desk of one, the votes and what the council decides."""

from typing import Any

from flask import abort, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from core.access import Act, Actor, Role
from oversight.findings import acts, rules
from oversight.findings.models import Decision
from oversight.findings.reports import desk, lists
from oversight.findings.reports import whole as reports
from oversight.findings.reports.cards import FindingCard
from oversight.findings.reports.whole import FindingPage
from register import reports as register
from tracker import evidence, finding_lists, finding_pages
from tracker.accounts.reports import count_of
from tracker.council import council
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.finding_pages import HIDE, NUMBER, Around, Step
from tracker.forms.findings import DecideForm, DiscussForm, ReasonForm, VoteForm, vote_form

LAYOUT = "council/layout.html"
SIDES = (rules.COUNCIL, rules.ADDRESSEE)
"""A council answers for what everybody sees of its finding, whoever brought it."""


def around() -> Around:
    """The council's frame."""
    return Around(LAYOUT, [{"text": _("Findings"), "href": url_for(".findings_list")}])


def _seen(card: FindingCard) -> bool:
    """Is it this council's, or of the places it looks after?"""
    held = set(actor().holds(Role.COUNCIL))
    return card.council in held or not held.isdisjoint(register.lineage(db.session(), card.place))


def _found(number: int) -> FindingPage:
    return finding_pages.whole_of(number, _seen)


@council.get("/findings")
def findings_list() -> str:
    """What this council found and what it is writing; what others found in its places."""
    held = actor().holds(Role.COUNCIL)
    return finding_lists.list_page(
        lists.seen_by(db.session(), held),
        layout=LAYOUT,
        heading=_("Findings"),
        empty=_("No council has opened a finding here."),
        template="council/findings.html",
        drafts=desk.drafts(db.session(), held),
    )


@council.get(f"/findings/{NUMBER}")
def findings_show(number: int) -> str:
    """A finding with what its council can do; another council only reads."""
    whole = _found(number)
    mine = whole.card.council in actor().holds(Role.COUNCIL)
    doable = {
        Act.DISCUSS_FINDING: (_("Ask back or comment"), ".findings_discuss"),
        Act.PROVE_FINDING: (_("Add evidence"), ".findings_prove"),
        Act.VOTE_ON_FINDING: (_("Vote"), ".findings_vote"),
        Act.DECIDE_FINDING: (_("Count the votes and decide"), ".findings_decide"),
        Act.RETURN_REMEDY: (_("Ask for more"), ".findings_send_back"),
        Act.WITHDRAW_FINDING: (_("Withdraw the finding"), ".findings_withdraw"),
    }
    shown = finding_pages.addressed(number, doable) if mine else {}
    return finding_pages.show(whole, around(), shown, SIDES if mine else ())


@council.get(f"/findings{evidence.ADDRESS}")
def findings_file(sha256: str, kind: str) -> Response:
    """A file of a finding, to the councils of its place."""
    return evidence.of_findings(sha256, kind, actor().holds(Role.COUNCIL)) or abort(404)


@council.route(f"/findings/{NUMBER}/discuss", methods=["GET", "POST"])
def findings_discuss(number: int) -> Any:
    """Ask back, or comment."""
    whole = _found(number)
    told = Step(
        _("Ask back or comment"),
        _("The addressee and everybody else read it."),
        _("Publish"),
        _("It is published."),
    )

    def do(form: DiscussForm) -> Any:
        said = finding_pages.written(form)
        return perform(form, acts.discuss, number, asks=form.asks.data == "question", **said)

    form = DiscussForm(data={"language": whole.card.language, "asks": "question"})
    return finding_pages.step(whole, around(), form, told, do)


@council.route(f"/findings/{NUMBER}/evidence", methods=["GET", "POST"])
def findings_prove(number: int) -> Any:
    """Add evidence to what was found."""
    return finding_pages.prove_page(_found(number), around())


@council.route(HIDE, methods=["GET", "POST"])
def findings_hide(number: int, piece: int) -> Any:
    """Take a file from public view."""
    return finding_pages.hide_page(_found(number), around(), piece, SIDES)


@council.route(f"/findings/{NUMBER}/vote", methods=["GET", "POST"])
def findings_vote(number: int) -> Any:
    """One's own vote, which can be replaced until the council has decided."""
    whole = _found(number)
    before = reports.own_votes(db.session(), whole.card, actor().account)
    told = Step(
        _("Vote"),
        _(
            "One vote each; a later one stands until the council decides. Pages show counts, the"
            " journal keeps each vote by the number of the account."
        ),
        _("Vote"),
        _("Your vote is counted."),
    )

    def do(form: VoteForm) -> Any:
        return perform(form, acts.vote, number, form.choices(), seen=form.seen_version())

    form = vote_form(whole.card, finding_pages.violations(whole.card), before)
    return finding_pages.step(whole, around(), form, told, do)


@council.route(f"/findings/{NUMBER}/decide", methods=["GET", "POST"])
def findings_decide(number: int) -> Any:
    """Count the votes: what they say is decided."""
    whole = _found(number)
    told = Step(
        _("Count the votes and decide"),
        _(
            "More than half of the votes cast decide; an even split says the less. What is called"
            " put right needs evidence."
        ),
        _("Decide"),
        _("The council has decided. Everybody reads it."),
    )
    form = DecideForm(data=_shown(whole))
    return finding_pages.step(
        whole,
        around(),
        form,
        told,
        lambda sent: perform(sent, _decide, number, whole.card.council, **_said(sent)),
    )


def _said(form: DecideForm) -> dict[str, Any]:
    told = {"text": form.text.data or None, "language": form.language.data}
    return {**told, "seen": form.seen_version()}


def _shown(whole: FindingPage) -> dict[str, str]:
    """What a form begins with: the language of the finding and the report that is seen."""
    return {"language": whole.card.language, "seen": str(whole.card.rounds)}


def _decide(session: Session, who: Actor, number: int, place: str, **said: Any) -> Decision:
    """The act with the number of members, counted in its own transaction."""
    members = count_of(session, Role.COUNCIL, place)
    return acts.decide(session, who, number, members=members, **said)


@council.route(f"/findings/{NUMBER}/send-back", methods=["GET", "POST"])
def findings_send_back(number: int) -> Any:
    """Ask the addressee for more than it reported."""
    told = Step(
        _("Ask for more"),
        _("Say what is missing. The addressee can report once more."),
        _("Send back"),
        _("The report is sent back."),
    )
    return _with_reason(number, told, acts.send_back)


@council.route(f"/findings/{NUMBER}/withdraw", methods=["GET", "POST"])
def findings_withdraw(number: int) -> Any:
    """Withdraw a finding; it stays readable."""
    told = Step(
        _("Withdraw the finding"),
        _("Say why. The finding stays to be read and counts no longer."),
        _("Withdraw"),
        _("The finding is withdrawn."),
    )
    return _with_reason(number, told, acts.withdraw)


def _with_reason(number: int, told: Step, act: Any) -> Any:
    whole = _found(number)

    def do(sent: ReasonForm) -> Any:
        said = finding_pages.written(sent)
        return perform(sent, act, number, seen=sent.seen_version(), **said)

    return finding_pages.step(whole, around(), ReasonForm(data=_shown(whole)), told, do)


def draft_of(number: int) -> desk.DraftCard:
    """A draft, if it is this council's; else there is no such page."""
    found = desk.draft(db.session(), number)
    if found is None or found.council not in actor().holds(Role.COUNCIL):
        abort(404)
    return found
