"""A visit: typed part by part outside the journal, then handed in by one act."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, Grant, Role, require
from core.errors import Refusal
from core.models import lock
from oversight.visits import rules
from oversight.visits.acts.corrections import correct
from oversight.visits.models import Round, Visit, VisitAnswer, VisitDraft
from oversight.visits.reports import checklists
from oversight.visits.reports.checklists import Asked
from oversight.visits.rules import Told
from register import reports as register
from standard.reports.known import before


def draft(
    session: Session,
    actor: Actor,
    round_id: int,
    school: str,
    *,
    on: date,
    visitors: Collection[str],
    note: str | None = None,
) -> VisitDraft:
    """Begin to type a visit of a round's school, or change its day, who came, and its note.

    A workspace: it has no leaf.

    Raises:
        NotPermitted: no council of the round's place or of one it lies within.
        Refusal: `round.closed`; `round.school_elsewhere` for a school that is not in the round;
            `visit.done`; those of `rules.day`, `rules.visitors` and `rules.text`.
    """
    found = lock(session, Round, round_id)
    _permitted(session, actor, found)
    _open_for(session, found, school, register.lineage(session, school))
    rules.day(on, found.first_on, found.last_on, clock.today())
    came, told = rules.visitors(visitors), rules.text(note)
    typed = session.scalar(
        select(VisitDraft).where(VisitDraft.round_id == round_id, VisitDraft.school == school)
    )
    if typed is None:
        typed = VisitDraft(round_id=round_id, school=school, answers={}, version=0)
        session.add(typed)
    typed.on, typed.visitors, typed.note, typed.written_by = on, came, told, actor.account
    typed.version += 1
    session.flush()
    return typed


def _permitted(session: Session, actor: Actor, found: Round) -> Grant:
    """The visits of a round are of the council that announced it, or of one above."""
    return require(actor, Act.HAND_IN_VISIT, *register.lineage(session, found.place))


def _open_for(session: Session, found: Round, school: str, lineage: tuple[str, ...]) -> None:
    if found.closed_on is not None:
        raise Refusal("round.closed")
    chosen = found.schools is None or school in found.schools
    if not chosen or found.place not in lineage[1:]:
        raise Refusal("round.school_elsewhere", "school", school=school)
    done = select(Visit.id).where(Visit.round_id == found.id, Visit.school == school)
    if session.scalar(done) is not None:
        raise Refusal("visit.done")


def keep_part(
    session: Session, actor: Actor, draft_id: int, domain: str, answers: Mapping[str, Told]
) -> VisitDraft:
    """Keep what was found of one domain. A requirement that is not in `answers` was not looked at:
    what was kept of it before goes. Photographs kept before stay, unless they are dropped.

    Raises:
        NotPermitted: no council of the round's place or of one it lies within.
        Refusal: `requirement.unknown` for what the check-list does not ask; those of
            `rules.answer`, at the field of the requirement.
    """
    typed = lock(session, VisitDraft, draft_id)
    _permitted(session, actor, session.get_one(Round, typed.round_id))
    asked = {
        one.code: one
        for one in checklists.of_school(session, typed.school, [domain], clock.today())
    }
    known = before(session, typed.school, typed.on)
    kept = {code: one for code, one in typed.answers.items() if code not in asked}
    for code, told in answers.items():
        if code not in asked:
            raise Refusal("requirement.unknown", "requirement", code=code)
        older = [] if told.drop else typed.answers.get(code, {}).get("files", [])
        files = {one["sha256"]: one for one in (*older, *told.files)}
        whole = Told(told.verdict, told.value, told.note, told.correct, tuple(files.values()))
        norm = asked[code].norm
        kept[code] = rules.answer(norm, whole, asked[code].said, known.of(norm).whole, typed.on)
    typed.answers, typed.written_by = kept, actor.account
    typed.version += 1
    session.flush()
    return typed


def discard(session: Session, actor: Actor, draft_id: int) -> None:
    """Throw away a visit that is typed and not handed in.

    Raises:
        NotPermitted: no council of the round's place or of one it lies within.
    """
    typed = lock(session, VisitDraft, draft_id)
    _permitted(session, actor, session.get_one(Round, typed.round_id))
    session.delete(typed)


def hand_in(session: Session, actor: Actor, draft_id: int, *, seen: int | None = None) -> Visit:
    """Hand in a visit: everybody reads what was found, and it is never changed.

    `seen` is the version of the draft that was read before, where a page tells it.

    A figure of the council's own that is to stand in the inventory is put there by the act of a
    council's check (`standard.acts.assessments`), as of the day of the visit. Where the inventory
    is newer than the visit, or refuses the figure, the difference stays open.

    Raises:
        NotPermitted: no council of the round's place or of one it lies within.
        Refusal: `visit.nothing_looked_at`; `record.changed_meanwhile`; those of `draft`.
    """
    typed = lock(session, VisitDraft, draft_id)
    found = session.get_one(Round, typed.round_id)  # no round is closed while a draft is open
    grant = _permitted(session, actor, found)
    if seen is not None and seen != typed.version:
        raise Refusal("record.changed_meanwhile", seen=seen, now=typed.version)
    lineage = register.lineage(session, typed.school)
    _open_for(session, found, typed.school, lineage)
    rules.day(typed.on, found.first_on, found.last_on, clock.today())
    asked = checklists.of_school(session, typed.school, found.domains, clock.today())
    answers = [_answer(typed, found.place, one) for one in asked if one.code in typed.answers]
    if not answers:
        raise Refusal("visit.nothing_looked_at")
    visit = Visit(
        round_id=found.id,
        school=typed.school,
        place=found.place,
        on=typed.on,
        visitors=typed.visitors,
        note=typed.note,
        handed_in_on=clock.today(),
        written_by=actor.account,
    )
    session.add(visit)
    session.flush()
    _correct(session, actor, grant, typed, answers)
    for answer in answers:
        answer.visit_id = visit.id
    session.add_all(answers)
    session.delete(typed)
    journal.enter(session, actor, Act.HAND_IN_VISIT, visit, *answers, scopes=lineage)
    return visit


def _answer(typed: VisitDraft, place: str, asked: Asked) -> VisitAnswer:
    """What was typed of one requirement as it is handed in; a difference is open at first."""
    told = typed.answers[asked.code]
    said, value = rules.decimal(told["said"]), rules.decimal(told["value"])
    found = {"as_said": said, "differs": value, "not_seen": None}[told["verdict"]]
    return VisitAnswer(
        school=typed.school,
        place=place,
        domain=asked.domain,
        requirement=asked.code,
        verdict=told["verdict"],
        said=said,
        value=value,
        needed=None if asked.norm.judged else asked.needed,
        state=None if found is None else rules.state_of(asked.norm, asked.needed, found),
        became="finding" if rules.is_open(told["verdict"], said, value) else None,
        note=told["note"],
        files=told["files"],
    )


def _correct(
    session: Session, actor: Actor, grant: Grant, typed: VisitDraft, answers: list[VisitAnswer]
) -> None:
    """Put the council's own figures into the inventory, where it was asked and can be."""
    council = Actor(actor.account, (Grant(Role.COUNCIL, grant.place),))
    for answer in answers:
        wanted = typed.answers[answer.requirement]["correct"]
        if wanted and correct(session, council, answer, typed.on):
            answer.became = "correction"
