"""What shows a finding: files and documents, judged before they are named."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.files import Paper
from core.models import lock
from oversight.findings import rules
from oversight.findings.acts.standing import addressed, answering, member_of, scopes, standing
from oversight.findings.models import Evidence, Finding
from oversight.findings.values import EvidenceValues
from procurement.models import Document


def judged(session: Session, values: EvidenceValues, purchase: int | None) -> Paper:
    """The file that a piece of evidence is, if it is what it says.

    Raises:
        Refusal: `finding.one_source`; `finding.other_document` for a document of another purchase;
            `finding.withdrawn_document`; `finding.page_beyond`; those of `rules.maybe_text`.
    """
    rules.one_source(values)
    rules.maybe_text(values.note, rules.MOST_NOTE, "note")
    paper = values.file or _of_document(session, values.document, purchase)
    rules.page_within(values.page, paper.pages)
    return paper


def _of_document(session: Session, number: int | None, purchase: int | None) -> Paper:
    document = session.get(Document, number)
    if document is None or purchase is None or document.purchase_id != purchase:
        raise Refusal("finding.other_document", "document")
    if document.withdrawn_on is not None:
        raise Refusal("finding.withdrawn_document", "document")
    return Paper(document.sha256, document.file_kind, document.size, document.pages)


def piece(
    session: Session, actor: Actor, finding: Finding, values: EvidenceValues, side: str
) -> Evidence:
    """A piece of evidence of a stored finding, not yet added; refuses as `judged` does."""
    paper = judged(session, values, finding.purchase_id)
    return Evidence(
        finding_id=finding.id,
        place=finding.place,
        side=side,
        round=finding.rounds + 1 if side == rules.ADDRESSEE else None,
        document_id=values.document,
        sha256=paper.sha256,
        file_kind=paper.kind,
        size=paper.size,
        pages=paper.pages,
        page=values.page,
        note=rules.maybe_text(values.note, rules.MOST_NOTE, "note"),
        is_public=values.is_public and values.document is None,
        on=clock.today(),
        written_by=actor.account,
    )


def prove(session: Session, actor: Actor, finding_id: int, values: EvidenceValues) -> Evidence:
    """Add evidence to an open finding: the council to what it found, the addressee to its report.

    What the addressee brings belongs to the report that comes next, or to the one that is being
    voted on.

    Raises:
        NotPermitted: neither a member of the council nor the addressee.
        Refusal: `finding.other_council`; `finding.ended`; `finding.too_much_evidence` with `most`;
            those of `judged`.
    """
    finding = standing(session, finding_id, Act.PROVE_FINDING)
    places = addressed(session, actor, finding)
    side = rules.ADDRESSEE if places else rules.COUNCIL
    if places:
        actor = answering(actor, finding)
    else:  # an officer or another body at the council's place is not the council
        actor, places = member_of(actor, finding.council), [finding.council]
    require(actor, Act.PROVE_FINDING, *places)
    shows = piece(session, actor, finding, values, side)
    if side == rules.ADDRESSEE and finding.state == "reported":
        shows.round = finding.rounds
    _room_for(session, shows)
    session.add(shows)
    where = scopes(session, finding)
    journal.enter(session, actor, Act.PROVE_FINDING, shows, scopes=where)
    return shows


def hide(session: Session, actor: Actor, evidence_id: int, *, reason: str) -> Evidence:
    """Take a public file of a finding from public view; its hash stays listed, with the reason.

    The addressee may take back what it brought, the council all of its finding. The same file
    brought twice to the finding goes with it, as far as it is theirs. Also when the finding has
    ended: somebody may be recognised later.

    Raises:
        NotPermitted: neither whoever brought it nor a member of the council.
        Refusal: `record.unknown`; `finding.other_council`; `finding.not_public`; those of
            `rules.text`.
    """
    named = lock(session, Evidence, evidence_id)
    finding = lock(session, Finding, named.finding_id)  # in any state, the ended ones too
    places = addressed(session, actor, finding) if named.side == rules.ADDRESSEE else []
    is_council = not places
    if is_council:
        actor, places = member_of(actor, finding.council), [finding.council]
    else:
        actor = answering(actor, finding)
    require(actor, Act.HIDE_EVIDENCE, *places)
    if not named.is_public:
        raise Refusal("finding.not_public")
    why = rules.text(reason, rules.MOST_NOTE, "reason")
    same = select(Evidence).where(
        Evidence.finding_id == finding.id, Evidence.sha256 == named.sha256, Evidence.is_public
    )
    if not is_council:
        same = same.where(Evidence.side == rules.ADDRESSEE)
    hidden = list(session.scalars(same.order_by(Evidence.id)))
    for one in hidden:
        one.is_public, one.hidden_on, one.hidden_why = False, clock.today(), why
    where = scopes(session, finding)
    journal.enter(session, actor, Act.HIDE_EVIDENCE, *hidden, scopes=where, reason=why)
    return named


def _room_for(session: Session, shows: Evidence) -> None:
    """Neither side, and no report, takes the room of another: each report is judged by its own."""
    count = select(func.count()).where(
        Evidence.finding_id == shows.finding_id,
        Evidence.side == shows.side,
        Evidence.round.is_not_distinct_from(shows.round),
    )
    if (session.scalar(count) or 0) >= rules.MOST_EVIDENCE:
        raise Refusal("finding.too_much_evidence", most=rules.MOST_EVIDENCE)
