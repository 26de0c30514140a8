"""Both sides talk, in order, before everybody; the first answer stops the clock."""

from typing import Any

from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from oversight.findings import rules
from oversight.findings.acts.standing import addressed, answering, of_this_council, scopes, standing
from oversight.findings.models import Finding, Post


def answer(session: Session, actor: Actor, finding_id: int, *, text: str, language: str) -> Post:
    """Answer a finding; everybody reads it at once. A later answer stands beside.

    Raises:
        NotPermitted: not the one to whom it is addressed.
        Refusal: `finding.ended`; those of `rules.text` and `rules.known_language`.
    """
    finding = standing(session, finding_id, Act.ANSWER_FINDING)
    actor = answering(actor, finding)
    require(actor, Act.ANSWER_FINDING, *addressed(session, actor, finding))
    post = _post(actor, finding, rules.ADDRESSEE, "answer", text, language)
    session.add(post)
    changed: list[Any] = [post]
    if finding.state == "open":
        finding.state = "answered"
        changed.append(finding)
    if finding.answered_on is None:
        finding.answered_on = clock.today()
    where = scopes(session, finding)
    journal.enter(session, actor, Act.ANSWER_FINDING, *changed, scopes=where)
    return post


def discuss(
    session: Session,
    actor: Actor,
    finding_id: int,
    *,
    text: str,
    language: str,
    asks: bool,
) -> Post:
    """The council asks back, or says something to what was answered.

    Raises:
        NotPermitted: no member of a council.
        Refusal: `finding.other_council`; `finding.ended`; those of `rules.text`.
    """
    finding = standing(session, finding_id, Act.DISCUSS_FINDING)
    require(actor, Act.DISCUSS_FINDING, of_this_council(actor, finding.council))
    kind = "question" if asks else "comment"
    post = _post(actor, finding, rules.COUNCIL, kind, text, language)
    session.add(post)
    where = scopes(session, finding)
    journal.enter(session, actor, Act.DISCUSS_FINDING, post, scopes=where)
    return post


def _post(actor: Actor, finding: Finding, side: str, kind: str, text: str, language: str) -> Post:
    rules.known_language(language)
    return Post(
        finding_id=finding.id,
        place=finding.place,
        side=side,
        kind=kind,
        text=rules.text(text),
        language=language,
        on=clock.today(),
        written_by=actor.account,
    )
