"""A council opens a finding: everybody reads it at once, and the addressee's clock starts."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from oversight.findings import rules
from oversight.findings.acts.evidence import piece
from oversight.findings.acts.matter import Matter, council_of, matter_of, not_open_already
from oversight.findings.acts.standing import of_this_council, scopes
from oversight.findings.models import Finding, FindingDraft, Violation
from oversight.findings.reports import origins
from oversight.findings.reports.origins import Up
from oversight.findings.values import EvidenceValues, FindingValues
from oversight.reviews.acts import became
from oversight.reviews.models import FlagReview
from oversight.reviews.rules import Subject
from register import profile
from register.workdays import workdays

FLAG = "flag"


def open_finding(
    session: Session, actor: Actor, draft_id: int, *, seen: int | None = None
) -> Finding:
    """Open what a draft holds; the draft is gone then. `seen` is the version that was read.

    `due_on` is by the term of the country profile and the calendar of today. A flag is looked at
    anew: the numbers of this moment are kept with the finding, and the council's word to the flag
    is from now on that it became this finding.

    Raises:
        NotPermitted: no member of the draft's council.
        Refusal: `finding.other_council`, `finding.other_place`; `finding.open_already` for the
            same shortcoming twice; `finding.no_evidence`; `finding.flag_not_raised`;
        `review.private` for a flag that no council has confirmed yet; `review.taken`: another
        member has the flag on the desk; `record.changed_meanwhile`; those of `rules.check`,
        `matter.matter_of`, `origins.raised`, `origins.known` and `evidence.piece`.
    """
    draft = lock(session, FindingDraft, draft_id)
    require(actor, Act.OPEN_FINDING, of_this_council(actor, draft.council))
    if seen is not None and seen != draft.version:
        raise Refusal("record.changed_meanwhile", seen=seen, now=draft.version)
    today = clock.today()
    values = FindingValues.of(draft.values)
    matter = matter_of(session, values)
    council_of(actor, matter)
    rules.check(values, profile.load().findings, today)
    origins.known(session, values)
    not_open_already(session, values, matter)
    subject = Subject(values.purchase or 0, matter.place, matter.year, values.origin_key or "")
    flag = origins.raised(session, subject, today) if values.origin == FLAG else None
    facts = _facts(values, flag)
    rules.shown(facts, len(draft.evidence))
    finding = _finding(session, actor, values, matter, draft.council)
    finding.facts = facts
    session.add(finding)
    session.flush()
    told = [
        Violation(finding_id=finding.id, place=finding.place, code=code)
        for code in dict.fromkeys(values.violations)
    ]
    shows = [
        piece(session, actor, finding, EvidenceValues.of(one), rules.COUNCIL)
        for one in draft.evidence
    ]
    session.add_all([*told, *shows])
    said = _said(session, actor, finding, subject, flag)
    session.delete(draft)
    where = scopes(session, finding)
    journal.enter(session, actor, Act.OPEN_FINDING, finding, *told, *shows, *said, scopes=where)
    return finding


def _said(
    session: Session, actor: Actor, finding: Finding, subject: Subject, flag: Up | None
) -> list[FlagReview]:
    """What the council says to the flag by this; nothing where it was opened from none."""
    if flag is None:
        return []
    return became(session, actor, finding, subject, flag.version)


def _facts(values: FindingValues, flag: Up | None) -> dict[str, Any] | None:
    """What it was opened from, with its numbers; a flag's are those of today."""
    if flag is not None:
        return {"flag": values.origin_key, "version": flag.version, **flag.facts}
    return dict(values.facts) if values.facts else None


def _finding(
    session: Session, actor: Actor, values: FindingValues, matter: Matter, council: str
) -> Finding:
    today = clock.today()
    return Finding(
        council=council,
        place=matter.place,
        year=matter.year,
        purchase_id=values.purchase,
        school=matter.school,
        requirement=values.requirement,
        body=values.body,
        origin=values.origin,
        origin_key=values.origin_key,
        stage=values.stage,
        bases=list(dict.fromkeys(values.bases)),
        own_basis=rules.maybe_text(values.own_basis, rules.MOST_TEXT, "own_basis"),
        title=rules.text(values.title, rules.MOST_TITLE, "title"),
        text=rules.text(values.text),
        language=values.language,
        opened_on=today,
        due_on=_end(session, rules.TERM, today),
        objection_until=_end(session, rules.TERM_TO_OBJECT, today),
        state="open",
        rounds=0,
        written_by=actor.account,
    )


def _end(session: Session, code: str, start: date) -> date | None:
    term = profile.load().term(code, start)
    return workdays(session).end(term, start) if term else None
