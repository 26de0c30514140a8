"""What is asked about accounts: roles held today, sessions open, who an address belongs to."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core import clock
from core.access import Actor, Grant, Role
from register.models import Place, School
from tracker.accounts.models import Account, Membership, OneTimeLink, WebSession
from tracker.accounts.sessions import IDLE, hashed


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner sees it in the list."""

    id: str
    browser: str
    created_at: datetime
    seen_at: datetime


def actor(session: Session, account: int, on: date | None = None) -> Actor:
    """The account with the roles it holds on a day, today unless told."""
    day = on or clock.today()
    rows = session.execute(
        select(Membership.role, Membership.place)
        .where(
            Membership.account == account,
            Membership.since <= day,
            or_(Membership.until.is_(None), Membership.until > day),
        )
        .order_by(Membership.id)
    )
    return Actor(account, tuple(Grant(Role(role), place) for role, place in rows))


def count_of(session: Session, role: Role, place: str) -> int:
    """How many accounts hold a role at this very place today."""
    day = clock.today()
    held = select(func.count(Membership.account.distinct())).where(
        Membership.role == role.value,
        Membership.place == place,
        Membership.since <= day,
        or_(Membership.until.is_(None), Membership.until > day),
    )
    return session.scalar(held) or 0


def by_email(session: Session, email: str) -> Account | None:
    """The account of an address, however its capitals were typed."""
    return session.scalar(select(Account).where(Account.email == normal(email)))


def normal(email: str) -> str:
    """An address as it is kept."""
    return email.strip().lower()


def place_exists(session: Session, code: str) -> bool:
    """Is there a place or a school of this code?"""
    return session.get(Place, code) is not None or session.get(School, code) is not None


def is_school(session: Session, code: str) -> bool:
    """Is this the code of a school?"""
    return session.get(School, code) is not None


def open_sessions(session: Session, account: int) -> list[OpenSession]:
    """The sessions of an account that hold now, the latest seen first."""
    now = clock.now()
    rows = session.execute(
        select(WebSession.id, WebSession.browser, WebSession.created_at, WebSession.seen_at)
        .where(
            WebSession.account == account,
            WebSession.expires_at > now,
            WebSession.seen_at > now - IDLE,
        )
        .order_by(WebSession.seen_at.desc(), WebSession.id)
    )
    return [OpenSession(*row) for row in rows]


def link_account(session: Session, token: str) -> Account | None:
    """Whose one-time link this is, while it holds."""
    return session.scalar(
        select(Account)
        .join(OneTimeLink, OneTimeLink.account == Account.id)
        .where(
            OneTimeLink.token_sha256 == hashed(token),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > clock.now(),
            Account.disabled_at.is_(None),
        )
    )


def examples(session: Session) -> int:
    """How many example accounts there are; production starts only with none."""
    return len(session.scalars(select(Account.id).where(Account.example)).all())
