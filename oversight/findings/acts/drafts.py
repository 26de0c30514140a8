"""A finding before it is opened: written, shown by evidence, thrown away. No leaf."""

from sqlalchemy.orm import Session

from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.models import lock
from oversight.findings import rules
from oversight.findings.acts.evidence import judged
from oversight.findings.acts.matter import council_of, matter_of
from oversight.findings.acts.standing import of_this_council
from oversight.findings.models import FindingDraft
from oversight.findings.values import EvidenceValues, FindingValues
from register import profile


def draft(
    session: Session,
    actor: Actor,
    values: FindingValues,
    draft_id: int | None = None,
    *,
    seen: int | None = None,
) -> FindingDraft:
    """Write a finding down, or write it anew; nobody but its council sees it.

    `seen` is the version of the draft the member had before the eyes, where a page tells it.

    Raises:
        NotPermitted: no member of a council.
        Refusal: `finding.other_place` for a matter of places another council looks after; those
            of `rules.check` and of `matter.matter_of`; `record.changed_meanwhile`.
    """
    today = clock.today()
    matter = matter_of(session, values)
    grant = require(actor, Act.OPEN_FINDING, *council_of(actor, matter))
    rules.check(values, profile.load().findings, today)
    if draft_id is None:
        kept = FindingDraft(evidence=[], written_by=actor.account, version=0)
        session.add(kept)
    else:
        kept = _draft(session, actor, draft_id, seen)
    kept.version += 1
    kept.council, kept.values, kept.on = grant.place, values.kept(), today
    session.flush()
    return kept


def add_to_draft(
    session: Session, actor: Actor, draft_id: int, values: EvidenceValues
) -> FindingDraft:
    """Add a piece of evidence to a draft.

    Raises:
        NotPermitted: no member of its council.
        Refusal: those of `evidence.judged`; `finding.too_much_evidence` with `most`.
    """
    kept = _draft(session, actor, draft_id)
    if len(kept.evidence) >= rules.MOST_EVIDENCE:
        raise Refusal("finding.too_much_evidence", most=rules.MOST_EVIDENCE)
    judged(session, values, FindingValues.of(kept.values).purchase)
    kept.evidence, kept.version = [*kept.evidence, values.kept()], kept.version + 1
    return kept


def take_from_draft(
    session: Session, actor: Actor, draft_id: int, position: int, *, seen: int | None = None
) -> FindingDraft:
    """Take a piece of evidence out of a draft again, by its position from nought.

    `seen` is the version in which that position was seen.

    Raises:
        NotPermitted: no member of its council.
        Refusal: `record.changed_meanwhile`.
    """
    kept = _draft(session, actor, draft_id, seen)
    kept.version += 1
    kept.evidence = [one for at, one in enumerate(kept.evidence) if at != position]
    return kept


def discard(session: Session, actor: Actor, draft_id: int) -> None:
    """Throw a draft away.

    Raises:
        NotPermitted: no member of its council.
    """
    session.delete(_draft(session, actor, draft_id))


def _draft(session: Session, actor: Actor, draft_id: int, seen: int | None = None) -> FindingDraft:
    kept = lock(session, FindingDraft, draft_id)
    require(actor, Act.OPEN_FINDING, of_this_council(actor, kept.council))
    if seen is not None and seen != kept.version:
        raise Refusal("record.changed_meanwhile", seen=seen, now=kept.version)
    return kept
