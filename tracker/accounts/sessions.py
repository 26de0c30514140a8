"""Signed-in browsers: a random token in a cookie, a row in the table, and nothing in between.

30 minutes without a request end a session, 12 hours end it in any case. Ending the row ends the
session, whatever cookies somebody has copied.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from flask import Response, current_app, g, request
from sqlalchemy import delete, select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from core import clock
from tracker import logs
from tracker.accounts.models import Account, WebSession
from tracker.extensions import db, writer

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
HALF_SIGNED_IN = timedelta(minutes=15)  # between the password and the second factor
NOTED_EVERY = timedelta(minutes=1)
FORGOTTEN_AFTER = timedelta(days=7)
WARNED = timedelta(minutes=5)
"""How long before its end a page warns of it; WCAG 2.2.1 asks for time enough to stay."""


@dataclass(frozen=True, slots=True)
class Live:
    """A session that holds now."""

    id: str
    account: int
    email: str
    seen_at: datetime
    expires_at: datetime
    second_factor: bool
    has_second_factor: bool

    @property
    def ends_at(self) -> datetime:
        """When it ends if nothing more is asked for."""
        return min(self.seen_at + IDLE, self.expires_at)

    @property
    def is_last(self) -> bool:
        """Does it end then in any case, whatever is asked for until then?"""
        return self.ends_at == self.expires_at

    def seconds_left(self) -> int:
        """How long it still holds if nothing more is asked for."""
        return max(int((self.ends_at - clock.now()).total_seconds()), 0)


def cookie_name() -> str:
    """The `__Host-` prefix keeps other hosts from planting the cookie; it needs https."""
    return "__Host-session" if current_app.config["TRACKER"].production else "session"


def hashed(token: str) -> bytes:
    """What the table keeps of a token."""
    return sha256(token.encode()).digest()


def token() -> str:
    """The token this answer is about: the one just given, else the one the browser sent."""
    given: str | None = g.get("new_token")
    return given if given is not None else request.cookies.get(cookie_name(), "")


def current() -> Live | None:
    """The session of this request, asked once; None when there is none that holds."""
    if "live_session" not in g:
        g.live_session = _find(token(), clock.now())
    found: Live | None = g.live_session
    return found


def _find(sent: str, now: datetime) -> Live | None:
    if not sent:
        return None
    row = db.session.execute(
        select(WebSession, Account)
        .join(Account, Account.id == WebSession.account)
        .where(WebSession.token_sha256 == hashed(sent))
    ).first()
    if row is None:
        return None
    session, account = row
    if session.expires_at <= now or session.seen_at <= now - IDLE or not may_enter(account):
        return None
    return Live(
        id=session.id,
        account=account.id,
        email=account.email,
        seen_at=session.seen_at,
        expires_at=session.expires_at,
        second_factor=session.second_factor,
        has_second_factor=account.totp_secret is not None,
    )


class User:
    """What Flask-Login calls the current user."""

    is_authenticated = is_active = True
    is_anonymous = False

    def __init__(self, live: Live) -> None:
        self.live = live
        self.email = live.email

    def get_id(self) -> str:
        """The account's number."""
        return str(self.live.account)


def user(_request: object) -> User | None:
    """The current user, for Flask-Login: by our own session and nothing else."""
    live = current()
    return User(live) if live is not None else None


def may_enter(account: Account) -> bool:
    """Not when disabled; and an example's account, whose password is known, not in production."""
    if account.disabled_at is not None:
        return False
    return not (account.example and current_app.config["TRACKER"].production)


def ended_account() -> int | None:
    """Whose session it was that ran out by time, if the browser still has its token."""
    sent = token()
    if not sent:
        return None
    return db.session.scalar(
        select(WebSession.account).where(WebSession.token_sha256 == hashed(sent))
    )


def begin(session: Session, account: int, *, second_factor: bool) -> None:
    """Start a session under a new token, in the writer's transaction; the old one is gone.

    What the browser's other cookie held was bound to the old token and does not survive.
    """
    now = clock.now()
    session.execute(delete(WebSession).where(WebSession.token_sha256 == hashed(token())))
    session.execute(delete(WebSession).where(WebSession.expires_at < now - FORGOTTEN_AFTER))
    new = secrets.token_urlsafe(32)
    whole = second_factor or not current_app.config["TRACKER"].production
    session.add(
        WebSession(
            token_sha256=hashed(new),
            id=secrets.token_urlsafe(9),
            account=account,
            created_at=now,
            seen_at=now,
            expires_at=now + (LONGEST if whole else HALF_SIGNED_IN),
            second_factor=second_factor,
            browser=_browser(request.headers.get("User-Agent", "")),
        )
    )
    _turn_over(new)


def end(session: Session) -> None:
    """End this browser's session."""
    session.execute(delete(WebSession).where(WebSession.token_sha256 == hashed(token())))
    _turn_over("")


def end_all(session: Session, account: int, *, id: str | None = None) -> None:
    """End the sessions of an account: all, or the one with this id."""
    ending = delete(WebSession).where(WebSession.account == account)
    session.execute(ending if id is None else ending.where(WebSession.id == id))


def _turn_over(new: str) -> None:
    g.new_token = new
    for known in ("live_session", "actor"):
        g.pop(known, None)


def seen() -> None:
    """Note that the session is in use, at most once a minute: a short write of its own."""
    live = current()
    now = clock.now()
    g.in_use = True
    if live is None or now - live.seen_at < NOTED_EVERY:
        return
    db.session.close()
    try:
        with Session(writer()) as session, session.begin():
            session.execute(
                update(WebSession)
                .where(WebSession.id == live.id, WebSession.seen_at < now)
                .values(seen_at=now)
            )
    except SQLAlchemyError as error:  # a page that can be read is not refused for this
        current_app.logger.warning("a session's time was not noted: %s", logs.cause(error))
    else:
        g.live_session = replace(live, seen_at=now)


def in_use() -> Live | None:
    """The session this page was asked for with; None on pages for everybody, and on a page that
    tells of an error, which asks the database nothing."""
    return current() if g.get("in_use") and not g.get("failed") else None


def send_cookie(answer: Response) -> Response:
    """Give the browser the token of a session just begun, or take back that of one ended."""
    new = g.get("new_token")
    if new is None:
        return answer
    kind = {
        "secure": current_app.config["TRACKER"].production,
        "httponly": True,
        "samesite": "Lax",
        "path": "/",
    }
    if new:
        answer.set_cookie(cookie_name(), new, **kind)
    else:
        answer.delete_cookie(cookie_name(), **kind)
    return answer


def _browser(agent: str) -> str:
    """What a person recognises the browser by."""
    names = ("Firefox", "Edg", "OPR", "YaBrowser", "Chrome", "Safari")
    systems = ("Android", "iPhone", "iPad", "Windows", "Mac OS", "Linux")
    name = next((name for name in names if name in agent), "")
    system = next((system for system in systems if system in agent), "")
    shown = {"Edg": "Edge", "OPR": "Opera", "YaBrowser": "Yandex"}.get(name, name)
    return ", ".join(part for part in (shown, system) if part)[:80]
