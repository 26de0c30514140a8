"""The second factor: codes of an app on the phone (RFC 6238), and ten codes for when it is lost.

A code is taken once: the number of its half minute is kept, and no code of that or an earlier one
is taken again.
"""

import hmac
import secrets
from base64 import b32encode
from hashlib import sha256
from io import BytesIO

import pyotp
import segno
from markupsafe import Markup
from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session

from core import clock
from core.errors import Refusal
from tracker.accounts.models import Account, RecoveryCode

STEP = 30  # seconds
CODES = 10


def new_secret() -> str:
    """A secret for the app: 160 random bits."""
    return pyotp.random_base32(32)


def address(secret: str, email: str, issuer: str) -> str:
    """What the QR code says to the app."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def drawn(text: str) -> Markup:
    """A QR code as SVG inside the page, without styles of its own."""
    out = BytesIO()
    segno.make(text, error="m").save(
        out, kind="svg", scale=5, xmldecl=False, svgns=True, nl=False, light="#fff"
    )
    return Markup(out.getvalue().decode())


def step_of(secret: str, code: str) -> int | None:
    """The half minute whose code this is: now, the one before or the one after; else None."""
    plain = code.replace(" ", "")
    if not (plain.isascii() and plain.isdigit() and len(plain) == 6):
        return None
    now = int(clock.now().timestamp()) // STEP
    app = pyotp.TOTP(secret)
    for step in (now, now - 1, now + 1):
        if hmac.compare_digest(app.generate_otp(step), plain):
            return step
    return None


def spend(session: Session, account: Account, code: str) -> None:
    """Take a code of the app, or a recovery code, once.

    Raises:
        Refusal: `code.wrong`, of the field `code`.
    """
    if not (_spend_step(session, account, code) or _spend_recovery(session, account, code)):
        raise Refusal("code.wrong", field="code")


def _spend_step(session: Session, account: Account, code: str) -> bool:
    step = step_of(account.totp_secret, code) if account.totp_secret else None
    if step is None:
        return False
    taken = session.execute(
        update(Account)
        .where(Account.id == account.id, or_(Account.totp_last.is_(None), Account.totp_last < step))
        .values(totp_last=step)
    )
    return bool(taken.rowcount == 1)  # type: ignore[attr-defined]


def _spend_recovery(session: Session, account: Account, code: str) -> bool:
    taken = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.code_sha256 == _hashed(account.id, code),
            RecoveryCode.account == account.id,
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=clock.now())
    )
    return bool(taken.rowcount == 1)  # type: ignore[attr-defined]


def enrol(session: Session, account: Account, secret: str, code: str) -> list[str]:
    """Tie the app to the account once it shows a right code; the ten recovery codes.

    `account` is locked: of two browsers that both know the password one ties its app.

    Raises:
        Refusal: `code.wrong`, of the field `code`; `record.changed_meanwhile` when another app
            has been tied to the account since the secret was shown.
    """
    if account.totp_secret is not None:
        raise Refusal("record.changed_meanwhile")
    step = step_of(secret, code)
    if step is None:
        raise Refusal("code.wrong", field="code")
    account.totp_secret, account.totp_last = secret, step
    session.execute(delete(RecoveryCode).where(RecoveryCode.account == account.id))
    codes = [_recovery_code() for _ in range(CODES)]
    session.add_all(
        RecoveryCode(code_sha256=_hashed(account.id, code), account=account.id) for code in codes
    )
    return codes


def _recovery_code() -> str:
    """80 random bits as people can copy them: XXXX-XXXX-XXXX-XXXX."""
    text = b32encode(secrets.token_bytes(10)).decode()
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))


def _hashed(account: int, code: str) -> bytes:
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return sha256(f"{account}:{plain}".encode()).digest()
