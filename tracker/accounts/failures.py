"""How often signing in may be tried: counted in the database, so for all processes together.

An attempt is counted before the password is looked at; many at once do not slip through. Counted
alike for known and unknown addresses. Success clears the account's count.
"""

from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import delete
from sqlalchemy.orm import Session

from core import clock
from core.errors import Refusal
from tracker.accounts.models import SignInFailure

LOCKED_FOR = timedelta(minutes=15)
FREE = {"account": 5, "address": 15}  # attempts before each further one has to wait
MOST = {"account": 10, "address": 30}  # a town hall's people share one network address


def subjects(email: str, address: str | None) -> tuple[str, str]:
    """Under which names an attempt is counted; no address of a person is kept in clear."""
    return (
        "account:" + sha256(email.encode()).hexdigest(),
        "address:" + sha256((address or "").encode()).hexdigest(),
    )


def wait(kind: str, count: int, last_at: datetime, now: datetime) -> int:
    """Seconds still to wait after `count` failures: none, 1, 2, 4 …, a quarter hour."""
    if count < FREE[kind]:
        return 0
    pause = LOCKED_FOR.total_seconds() if count >= MOST[kind] else 2 ** (count - FREE[kind])
    left = last_at + min(timedelta(seconds=pause), LOCKED_FOR) - now
    return max(0, int(left.total_seconds()))


def count_attempt(session: Session, names: tuple[str, ...]) -> None:
    """Count one attempt under each name.

    Raises:
        Refusal: `sign_in.slow_down` with `seconds` when it is too early for another.
    """
    now = clock.now()
    session.execute(delete(SignInFailure).where(SignInFailure.last_at < now - LOCKED_FOR))
    found = [session.get(SignInFailure, name) for name in names]
    for name, row in zip(names, found, strict=True):
        if row is not None:
            left = wait(name.split(":")[0], row.count, row.last_at, now)
            if left:
                raise Refusal("sign_in.slow_down", seconds=left)
    for name, row in zip(names, found, strict=True):
        if row is None:
            session.add(SignInFailure(subject=name, count=1, last_at=now))
        else:
            row.count, row.last_at = row.count + 1, now


def clear(session: Session, names: tuple[str, ...]) -> None:
    """The attempt was right: the account starts anew, its network address has one less."""
    for name in names:
        row = session.get(SignInFailure, name)
        if row is not None:
            row.count = 0 if name.startswith("account:") else max(0, row.count - 1)
