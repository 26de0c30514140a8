"""The council votes, each member once on each question, and decides by what was voted."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from oversight.findings import rules, votes
from oversight.findings.acts.standing import of_this_council, scopes, standing
from oversight.findings.models import Decision, Evidence, Finding, Violation, Vote
from register import profile

OBJECTION = None  # the question of a vote that is about no violation
Ballots = dict[int | None, list[str]]


def vote(
    session: Session,
    actor: Actor,
    finding_id: int,
    choices: Mapping[int | None, str],
    *,
    seen: int | None = None,
) -> Finding:
    """Vote on the report (by number of the violation), or on the objection (by None).

    A later vote of the same member stands instead. Nobody has to vote on everything at once.
    `seen` is the report the member had before the eyes, by its number, where a page tells it.

    Raises:
        NotPermitted: no member of a council.
        Refusal: `finding.other_council` to a member of another one; `finding.nothing_to_vote`,
            `finding.ended`; `record.changed_meanwhile` where another report came since;
            `finding.no_choice`; `finding.unknown_choice`.
    """
    finding = standing(session, finding_id, Act.VOTE_ON_FINDING)
    require(actor, Act.VOTE_ON_FINDING, of_this_council(actor, finding.council))
    _as_seen(finding, seen)
    questions = _questions(session, finding)
    order = _order(finding)
    if not choices:
        raise Refusal("finding.no_choice")
    if not set(choices) <= set(questions) or not set(choices.values()) <= set(order):
        raise Refusal("finding.unknown_choice")
    before = {
        one.violation_id: one
        for one in session.scalars(
            select(Vote).where(
                Vote.finding_id == finding.id,
                Vote.round == _round(finding),
                Vote.member == actor.account,
            )
        )
        if one.violation_id in questions
    }
    cast = []
    for question, choice in choices.items():
        one = before.get(question) or Vote(
            finding_id=finding.id,
            place=finding.place,
            round=_round(finding),
            violation_id=question,
            member=actor.account,
        )
        one.choice, one.on = choice, clock.today()
        cast.append(one)
    session.add_all(cast)
    where = scopes(session, finding)
    journal.enter(session, actor, Act.VOTE_ON_FINDING, *cast, scopes=where)
    return finding


def decide(
    session: Session,
    actor: Actor,
    finding_id: int,
    *,
    members: int,
    text: str | None = None,
    language: str = "ky",
    seen: int | None = None,
) -> Decision:
    """Count the votes: close the finding by them, or decide on the objection.

    `members` is how many accounts hold the role in this council today. What is called put right,
    wholly or in part, needs evidence of the addressee in this round.

    Raises:
        NotPermitted: no member of a council.
        Refusal: `finding.other_council`; `finding.nothing_to_vote`, `finding.ended`;
            `finding.no_quorum` with `found` and `needed`; `finding.remedy_not_shown`;
            `record.changed_meanwhile` where another report came than the one seen.
    """
    finding = standing(session, finding_id, Act.DECIDE_FINDING)
    require(actor, Act.DECIDE_FINDING, of_this_council(actor, finding.council))
    _as_seen(finding, seen)
    rules.known_language(language)
    today = clock.today()
    ballots = _ballots(session, finding)
    quorum = votes.needed(members, profile.load().findings.quorum(today).percent)
    fewest = min(len(choices) for choices in ballots.values())
    if fewest < quorum:
        raise Refusal("finding.no_quorum", found=fewest, needed=quorum)
    order = _order(finding)
    results = {question: votes.result(cast, order) for question, cast in ballots.items()}
    objected = finding.state == "objected"
    changed = [] if objected else _close(session, finding, results)
    if objected:
        finding.state = "withdrawn" if results[OBJECTION] == "upheld" else "answered"
        finding.ended_on = today if finding.state == "withdrawn" else None
    decision = Decision(
        finding_id=finding.id,
        place=finding.place,
        round=_round(finding),
        kind="objection" if objected else "remedy",
        result=results[OBJECTION] if objected else finding.outcome,
        members=members,
        needed=quorum,
        tally={
            "objection" if question is None else str(question): votes.tally(cast, order)
            for question, cast in ballots.items()
        },
        text=rules.maybe_text(text, rules.MOST_TEXT, "text"),
        language=language,
        on=today,
        written_by=actor.account,
    )
    session.add(decision)
    where = scopes(session, finding)
    journal.enter(session, actor, Act.DECIDE_FINDING, *changed, finding, decision, scopes=where)
    return decision


def _close(
    session: Session, finding: Finding, results: Mapping[int | None, str]
) -> list[Violation]:
    """Close it by what was voted of each violation."""
    if set(results.values()) != {"none"}:
        shown = select(Evidence.id).where(
            Evidence.finding_id == finding.id,
            Evidence.side == rules.ADDRESSEE,
            Evidence.round == finding.rounds,
        )
        if session.scalar(shown.limit(1)) is None:
            raise Refusal("finding.remedy_not_shown")
    rows = list(session.scalars(select(Violation).where(Violation.finding_id == finding.id)))
    for row in rows:
        row.outcome = results[row.id]
    finding.outcome = votes.whole(results.values())
    finding.state, finding.ended_on = "closed", clock.today()
    return rows


def _order(finding: Finding) -> tuple[str, ...]:
    return votes.ON_OBJECTION if finding.state == "objected" else votes.CHOICES


def _round(finding: Finding) -> int:
    """The report that is voted on; an objection is voted on apart from all of them."""
    return finding.rounds


def _questions(session: Session, finding: Finding) -> list[int | None]:
    """What is voted on: the objection, or every violation."""
    if finding.state == "objected":
        return [OBJECTION]
    found = select(Violation.id).where(Violation.finding_id == finding.id).order_by(Violation.id)
    return list(session.scalars(found))


def _ballots(session: Session, finding: Finding) -> Ballots:
    """The choices cast so far, by question."""
    ballots: Ballots = {question: [] for question in _questions(session, finding)}
    rows = session.execute(
        select(Vote.violation_id, Vote.choice)
        .where(Vote.finding_id == finding.id, Vote.round == _round(finding))
        .order_by(Vote.id)
    )
    for question, choice in rows:
        if question in ballots:
            ballots[question].append(choice)
    return ballots


def send_back(
    session: Session,
    actor: Actor,
    finding_id: int,
    *,
    text: str,
    language: str,
    seen: int | None = None,
) -> Decision:
    """Ask the addressee for more: its report is not voted on, another one may follow.

    Raises:
        NotPermitted: no member of a council.
        Refusal: `finding.other_council`; `finding.wrong_order`, `finding.ended`;
            `record.changed_meanwhile`; those of `rules.text`.
    """
    finding = standing(session, finding_id, Act.RETURN_REMEDY)
    require(actor, Act.RETURN_REMEDY, of_this_council(actor, finding.council))
    _as_seen(finding, seen)
    decision = _said(actor, finding, "sent_back", text, language)
    session.add(decision)
    finding.state = "answered"
    where = scopes(session, finding)
    journal.enter(session, actor, Act.RETURN_REMEDY, finding, decision, scopes=where)
    return decision


def withdraw(
    session: Session,
    actor: Actor,
    finding_id: int,
    *,
    text: str,
    language: str,
    seen: int | None = None,
) -> Decision:
    """Withdraw a finding with the reason; it stays readable, and counts as withdrawn.

    Raises:
        NotPermitted: no member of a council.
        Refusal: `finding.other_council`; `finding.ended`;
            `record.changed_meanwhile`; those of `rules.text`.
    """
    finding = standing(session, finding_id, Act.WITHDRAW_FINDING)
    require(actor, Act.WITHDRAW_FINDING, of_this_council(actor, finding.council))
    _as_seen(finding, seen)
    decision = _said(actor, finding, "withdrawn", text, language)
    session.add(decision)
    finding.state, finding.ended_on = "withdrawn", clock.today()
    where = scopes(session, finding)
    journal.enter(session, actor, Act.WITHDRAW_FINDING, finding, decision, scopes=where)
    return decision


def _as_seen(finding: Finding, seen: int | None) -> None:
    """Refuse what was done about another report than the one that stands."""
    if seen is not None and seen != finding.rounds:
        raise Refusal("record.changed_meanwhile", seen=seen, now=finding.rounds)


def _said(actor: Actor, finding: Finding, kind: str, text: str, language: str) -> Decision:
    rules.known_language(language)
    return Decision(
        finding_id=finding.id,
        place=finding.place,
        round=finding.rounds,
        kind=kind,
        text=rules.text(text),
        language=language,
        on=clock.today(),
        written_by=actor.account,
    )
