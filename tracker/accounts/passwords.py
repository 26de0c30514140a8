"""Passwords and the links by which they are set. Hashing is slow on purpose, and never in a
transaction.

Argon2id with 19 MiB (OWASP's least memory) and three passes; as many at once as there are cores,
so that a flood of attempts cannot take the server's memory.
"""

import os
import secrets
import unicodedata
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from core import clock
from core.errors import Refusal
from tracker.accounts.models import Account, OneTimeLink
from tracker.accounts.sessions import end_all, hashed

LEAST, SUGGESTED, MOST = 8, 15, 200
LINK_HOLDS = timedelta(days=3)

_hasher = PasswordHasher(time_cost=3, memory_cost=19 * 1024, parallelism=1)
_at_once = BoundedSemaphore(os.cpu_count() or 1)


def hash_of(password: str) -> str:
    """The hash to keep."""
    with _at_once:
        return _hasher.hash(_alike(password))


@cache
def _of_nobody() -> str:
    """What an unknown address is compared with, so that it takes as long as a known one."""
    return hash_of(secrets.token_urlsafe(16))


def fits(password: str, kept: str | None) -> bool:
    """Is this the password? Takes the same time when there is none."""
    against = kept or _of_nobody()
    with _at_once:
        try:
            right = _hasher.verify(against, _alike(password[: MOST + 1]))
        except (VerificationError, InvalidHashError):
            return False
    return right and kept is not None


def judge(password: str, email: str) -> None:
    """Refuse a password too easily found.

    Raises:
        Refusal: `password.too_short` with `least`, `password.too_long` with `most`,
            `password.common`, `password.same_as_email`; all of the field `password`.
    """
    if len(password) < LEAST:
        raise Refusal("password.too_short", field="password", least=LEAST)
    if len(password) > MOST:
        raise Refusal("password.too_long", field="password", most=MOST)
    plain = _alike(password).lower()
    if plain in _common() or len(set(plain)) < 4:
        raise Refusal("password.common", field="password")
    if plain == email or plain in email or email.split("@")[0] == plain.strip("0123456789!.-_"):
        raise Refusal("password.same_as_email", field="password")


@cache
def _common() -> frozenset[str]:
    text = (Path(__file__).parent / "common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in text.splitlines())


def _alike(password: str) -> str:
    """The same password however a keyboard composes its letters."""
    return unicodedata.normalize("NFKC", password)


def new_link(session: Session, account: int) -> tuple[str, datetime]:
    """A one-time link's token for an account, and when it runs out; earlier links are void."""
    session.execute(delete(OneTimeLink).where(OneTimeLink.account == account))
    token = secrets.token_urlsafe(32)
    until = clock.now() + LINK_HOLDS
    session.add(OneTimeLink(token_sha256=hashed(token), account=account, expires_at=until))
    return token, until


def set_by_link(session: Session, token: str, password_hash: str) -> int:
    """Set the password by a link, once; every session of the account ends. Returns its number.

    Raises:
        Refusal: `link.spent` when it is unknown, used, or has run out.
    """
    now = clock.now()
    spent = session.execute(
        update(OneTimeLink)
        .where(
            OneTimeLink.token_sha256 == hashed(token),
            OneTimeLink.used_at.is_(None),
            OneTimeLink.expires_at > now,
        )
        .values(used_at=now)
    )
    if spent.rowcount != 1:  # type: ignore[attr-defined]
        raise Refusal("link.spent")
    account = session.scalar(
        select(OneTimeLink.account).where(OneTimeLink.token_sha256 == hashed(token))
    )
    assert account is not None
    set_hash(session, account, password_hash)
    return account


def set_hash(session: Session, account: int, password_hash: str) -> None:
    """Set a password's hash; every session of the account ends."""
    session.execute(
        update(Account).where(Account.id == account).values(password_hash=password_hash)
    )
    end_all(session, account)
