"""Giving roles and taking them: acts like any other, in the journal by number and place."""

import re
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, Role, require
from core.errors import Refusal
from core.models import lock
from oversight.findings import acts as findings
from oversight.reviews import acts as reviews
from register.reports import lineage
from tracker.accounts.models import Account, Membership
from tracker.accounts.reports import by_email, is_school, normal, place_exists
from tracker.accounts.sessions import end_all

ANSWERS = frozenset({Role.OFFICER, Role.APPROVER, Role.PARTNER})
"""Whoever has one of these answers a council and does not sit in it: nobody judges their own."""
_EMAIL = re.compile(r"[^@\s\"<>,;]{1,64}@[^@\s\"<>,;.]+(\.[^@\s\"<>,;.]+)+")


def create(
    session: Session, actor: Actor, email: str, role: Role, place: str, *, example: bool = False
) -> Account:
    """Open an account, or take the one that is there, and give it a role at a place or school.

    Raises:
        NotPermitted: the actor manages no accounts there.
        Refusal: `account.email_shape` with `text`, and those of `grant`.
    """
    require(actor, Act.GRANT_ROLE, *_line(session, place))
    address = normal(email)
    if len(address) > 254 or not _EMAIL.fullmatch(address):
        raise Refusal("account.email_shape", field="email", text=email[:60])
    account = by_email(session, address)
    if account is None:
        account = Account(email=address, created_at=clock.now(), example=example)
        session.add(account)
        session.flush()
    grant(session, actor, account.id, role, place)
    return account


def grant(session: Session, actor: Actor, account_id: int, role: Role, place: str) -> Membership:
    """Give an account a role at a place from today; its open sessions end.

    Raises:
        NotPermitted: the actor manages no accounts there.
        Refusal: `place.unknown` with `place`, `account.role_elsewhere` for the role of a school
            at a place or another role at a school, `account.disabled`, `account.role_held`; these
            with `role` and `place`; `account.answers_and_judges` with the `role` and `place` held.
    """
    account = lock(session, Account, account_id)
    require(actor, Act.GRANT_ROLE, *_line(session, place))
    if (role is Role.SCHOOL) != is_school(session, place):
        raise Refusal("account.role_elsewhere", field="role", role=role.value, place=place)
    if account.disabled_at is not None:
        raise Refusal("account.disabled")
    if _held(session, account_id, role, place, clock.today()):
        raise Refusal("account.role_held", field="role", role=role.value, place=place)
    _not_both(session, account_id, role, place)
    membership = Membership(account=account_id, role=role.value, place=place, since=clock.today())
    session.add(membership)
    end_all(session, account_id)
    journal.enter(session, actor, Act.GRANT_ROLE, membership, scopes=())
    return membership


def end(session: Session, actor: Actor, account_id: int, role: Role, place: str) -> None:
    """Take a role from an account from today on; its open sessions end.

    Raises:
        NotPermitted: the actor manages no accounts there.
        Refusal: `place.unknown`, `account.no_such_role` with `role` and `place`.
    """
    lock(session, Account, account_id)
    require(actor, Act.END_ROLE, *_line(session, place))
    held = _held(session, account_id, role, place, clock.today())
    if not held:
        raise Refusal("account.no_such_role", role=role.value, place=place)
    _end(session, actor, account_id, held)


def disable(session: Session, actor: Actor, account_id: int) -> None:
    """Close an account: no sign-in, no session, no role from now on.

    Raises:
        NotPermitted: the actor does not manage accounts wherever this one holds a role.
        Refusal: `account.disabled` when it is closed already.
    """
    account = lock(session, Account, account_id)
    held = _held(session, account_id, None, None, clock.today())
    for membership in held:
        require(actor, Act.END_ROLE, *lineage(session, membership.place))
    if not held:
        require(actor, Act.END_ROLE, *(one.place for one in actor.grants))
    if account.disabled_at is not None:
        raise Refusal("account.disabled")
    account.disabled_at = clock.now()
    _end(session, actor, account_id, held)


def _not_both(session: Session, account: int, role: Role, place: str) -> None:
    """Refuse to one account to answer for a place and to sit in its council, or in one above it."""
    others = ANSWERS if role is Role.COUNCIL else {Role.COUNCIL} if role in ANSWERS else set()
    line = lineage(session, place)
    for one in _held(session, account, None, None, clock.today()):
        if one.role in others and (one.place in line or place in lineage(session, one.place)):
            raise Refusal(
                "account.answers_and_judges", field="role", role=one.role, place=one.place
            )


def _line(session: Session, place: str) -> tuple[str, ...]:
    """A place or school and all it lies within; whoever manages one of these may act."""
    if not place_exists(session, place):
        raise Refusal("place.unknown", field="place", place=place[:40])
    return lineage(session, place)


def _end(session: Session, actor: Actor, account_id: int, held: list[Membership]) -> None:
    for membership in held:
        membership.until = clock.today()
        if membership.role == Role.COUNCIL.value:
            reviews.clear(session, membership.place, account_id)
        if membership.role == Role.PARTNER.value:
            findings.end_body(session, actor, account_id, membership.place)
    end_all(session, account_id)
    journal.enter(session, actor, Act.END_ROLE, *held, scopes=())


def _held(
    session: Session, account: int, role: Role | None, place: str | None, on: date
) -> list[Membership]:
    query = select(Membership).where(
        Membership.account == account, or_(Membership.until.is_(None), Membership.until > on)
    )
    if role is not None:
        query = query.where(Membership.role == role.value)
    if place is not None:
        query = query.where(Membership.place == place)
    return list(session.scalars(query.order_by(Membership.id)))
