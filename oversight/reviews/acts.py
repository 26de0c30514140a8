"""What members of a council do about raised flags: take, release, judge, confirm, lay aside."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from oversight.findings.models import Finding
from oversight.kept.models import RaisedFlag
from oversight.reviews import rules
from oversight.reviews.models import FlagDesk, FlagReview
from oversight.reviews.reports.said import is_public, last_answer
from oversight.reviews.rules import Subject
from procurement.acts.reach import reach
from procurement.models import Purchase
from register import reports as register


def take(session: Session, actor: Actor, council: str, subjects: Sequence[Subject]) -> int:
    """Put raised flags on one's own desk, so that no two members work on the same; how many.

    A workspace without a leaf. All of them or none. One's own stays one's own.

    Raises:
        NotPermitted: no member of this council.
        Refusal: `review.none_chosen`; `review.too_many` with `most`; `review.other_place`;
            `review.not_raised`; `review.taken` by another member.
    """
    require(actor, Act.TAKE_FLAG, council)
    if not subjects:
        raise Refusal("review.none_chosen")
    if len(subjects) > rules.AT_ONCE:
        raise Refusal("review.too_many", most=rules.AT_ONCE)
    for subject in sorted(set(subjects)):
        _raised(session, council, subject)
        desk = _nobody_elses(session, actor, council, subject)
        if desk is None:
            desk = FlagDesk(**_columns(council, subject))
            session.add(desk)
        desk.member, desk.on = actor.account, clock.today()
    session.flush()
    return len(set(subjects))


def release(session: Session, actor: Actor, council: str, subject: Subject) -> None:
    """Take a flag off one's desk, also one that is not raised any more. A workspace, no leaf.

    Raises:
        NotPermitted: no member of this council.
        Refusal: `review.not_taken`: it is on nobody's desk; `review.taken`: on another member's.
    """
    require(actor, Act.RELEASE_FLAG, council)
    desk = _nobody_elses(session, actor, council, subject)
    if desk is None or desk.member is None:
        raise Refusal("review.not_taken", flag=subject.flag)
    if desk.aside_on is None:
        session.delete(desk)
    else:
        desk.member = None
    session.flush()


def clear(session: Session, council: str, member: int) -> None:
    """Take all off the desk of somebody who leaves the council: nobody else could.

    Part of the act that ends the role, which has asked for the permit. A workspace, no leaf.
    """
    of = FlagDesk
    mine = (of.council == council, of.member == member)
    session.execute(delete(of).where(*mine, of.aside_on.is_(None)))
    session.execute(update(of).where(*mine).values(member=None))


def judge(
    session: Session,
    actor: Actor,
    council: str,
    subject: Subject,
    *,
    verdict: str,
    note: str,
    language: str,
    finding: int | None = None,
) -> FlagReview:
    """Say to everybody what the council makes of the answer to a raised flag.

    It stands instead of what this council said before. The flag comes off the desk.

    Raises:
        NotPermitted: no member of this council.
        Refusal: `review.other_place`, `review.not_raised`, `review.taken`; `review.private` for a
            flag that only councils see; `review.other_finding`: no such finding of this council
            about the same purchase or year; those of the rules for verdict, note and language.
    """
    require(actor, Act.JUDGE_FLAG, council)
    up = _raised(session, council, subject)
    desk = _nobody_elses(session, actor, council, subject)
    if not is_public(session, subject):
        raise Refusal("review.private")
    answer = last_answer(session, subject)
    rules.known_language(language)
    if verdict == rules.FINDING and finding is not None:
        _own_finding(session, council, subject, finding)
    review = FlagReview(
        **_columns(council, subject),
        rule_version=up.version,
        verdict=rules.verdict(verdict, answered=answer is not None),
        note=rules.note(note),
        language=language,
        answer_id=answer,
        finding=finding if verdict == rules.FINDING else None,
        on=clock.today(),
        written_by=actor.account,
    )
    said = _put_in_place(session, review, desk)
    journal.enter(session, actor, Act.JUDGE_FLAG, *said, scopes=_scopes(session, subject))
    return review


def became(
    session: Session, actor: Actor, finding: Finding, subject: Subject, version: str
) -> list[FlagReview]:
    """The council's word that a raised flag became a finding, in place of what it said before.

    A step of `oversight.findings.acts.open_finding`, which permits it and writes its leaves; the
    finding's title is the note. Refuses with `review.taken` what another member works on.
    """
    desk = _nobody_elses(session, actor, finding.council, subject)
    review = FlagReview(
        **_columns(finding.council, subject),
        rule_version=version,
        verdict=rules.FINDING,
        note=finding.title,
        language=finding.language,
        answer_id=last_answer(session, subject),
        finding=finding.id,
        on=finding.opened_on,
        written_by=actor.account,
    )
    return _put_in_place(session, review, desk)


def confirm(
    session: Session, actor: Actor, council: str, subject: Subject, *, note: str, language: str
) -> FlagReview:
    """Make a flag public that was for councils only, with the reason and without what it compared.

    Raises:
        NotPermitted: no member of this council.
        Refusal: `review.other_place`, `review.not_raised`, `review.taken`; `review.is_public`;
            those of the rules for note and language.
    """
    require(actor, Act.CONFIRM_FLAG, council)
    up = _raised(session, council, subject)
    desk = _nobody_elses(session, actor, council, subject)
    if is_public(session, subject):
        raise Refusal("review.is_public")
    rules.known_language(language)
    review = FlagReview(
        **_columns(council, subject),
        rule_version=up.version,
        verdict=rules.CONFIRMED,
        note=rules.note(note),
        language=language,
        on=clock.today(),
        written_by=actor.account,
    )
    said = _put_in_place(session, review, desk)
    journal.enter(session, actor, Act.CONFIRM_FLAG, *said, scopes=_scopes(session, subject))
    return review


def lay_aside(
    session: Session, actor: Actor, council: str, subject: Subject, *, note: str
) -> FlagDesk:
    """Lay a flag that only councils see aside, with a note for the council itself.

    A workspace without a leaf: a leaf would tell everybody that the flag is up.

    Raises:
        NotPermitted: no member of this council.
        Refusal: `review.other_place`, `review.not_raised`, `review.taken`; `review.is_public`: then
            it is judged before everybody; those of the rules for the note.
    """
    require(actor, Act.JUDGE_FLAG, council)
    _raised(session, council, subject)
    desk = _nobody_elses(session, actor, council, subject)
    if is_public(session, subject):
        raise Refusal("review.is_public")
    if desk is None:
        desk = FlagDesk(**_columns(council, subject))
        session.add(desk)
    today = clock.today()
    desk.member, desk.on, desk.aside_on, desk.note = None, today, today, rules.note(note)
    session.flush()
    return desk


def _columns(council: str, subject: Subject) -> dict[str, object]:
    number, place, year, flag = subject.key
    return {
        "council": council,
        "purchase_id": number,
        "place": place,
        "year": year,
        "flag": flag,
    }


def _own_finding(session: Session, council: str, subject: Subject, number: int) -> None:
    """Refuse with `review.other_finding` a finding that nobody opened, or about something else."""
    finding = session.get(Finding, number)
    if finding is not None and finding.council == council:
        of_year = (None, subject.place, subject.year)
        if finding.purchase_id == subject.purchase or (
            not subject.purchase and (finding.purchase_id, finding.place, finding.year) == of_year
        ):
            return
    raise Refusal("review.other_finding", "finding", number=str(number))


def _raised(session: Session, council: str, subject: Subject) -> RaisedFlag:
    """The flag as it is kept, held until the act ends, if it is up and the council's own."""
    if council not in register.lineage(session, subject.place):
        raise Refusal("review.other_place", place=subject.place)
    up = session.get(RaisedFlag, subject.key, with_for_update=True, populate_existing=True)
    if up is None:
        raise Refusal("review.not_raised", flag=subject.flag)
    return up


def _nobody_elses(
    session: Session, actor: Actor, council: str, subject: Subject
) -> FlagDesk | None:
    """What lies on this council's desk of it, unless another member works on it."""
    key = (council, *subject.key)
    desk = session.get(FlagDesk, key, with_for_update=True, populate_existing=True)
    if desk is not None and desk.member not in (None, actor.account):
        raise Refusal("review.taken", flag=subject.flag, member=desk.member)
    return desk


def _put_in_place(session: Session, review: FlagReview, desk: FlagDesk | None) -> list[FlagReview]:
    """The review in place of the one of this council that stood: both have a new version. What is
    said lies on nobody's desk any more."""
    if desk is not None:
        session.delete(desk)
    of = FlagReview
    standing = session.scalars(
        select(of).where(
            of.council == review.council,
            of.purchase_id == review.purchase_id,
            of.place == review.place,
            of.year == review.year,
            of.flag == review.flag,
            ~of.replaced,
        )
    ).one_or_none()
    before = []
    if standing is not None:
        standing.replaced = True
        session.flush()
        before = [standing]
    session.add(review)
    return [*before, review]


def _scopes(session: Session, subject: Subject) -> set[str]:
    """Whose pages show it: all that the purchase reaches, or the holder and what it lies within."""
    purchase = session.get(Purchase, subject.purchase) if subject.purchase else None
    if purchase is None:
        return set(register.lineage(session, subject.place))
    return reach(session, purchase)
