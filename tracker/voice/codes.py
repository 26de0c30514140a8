"""The code by which somebody without an account follows up what they sent.

It is made of the key of the form and our secret, so the same form sent twice has the same code, and
nobody finds it in the base: there only its hash stands.
"""

import hmac
import re
from base64 import b32encode
from hashlib import sha256

from flask import current_app

LENGTH = 16  # signs of 5 bits
CODE = re.compile(r"[A-Z2-7]{16}", re.ASCII)
_SPACES = re.compile(r"[\s-]+")


def of(once: str) -> str:
    """The code of what was sent by the form with this key: 16 letters and digits."""
    secret = current_app.secret_key
    key = secret.encode() if isinstance(secret, str) else bytes(secret or b"")
    made = hmac.digest(key, b"voice code " + once.encode(), sha256)
    return b32encode(made).decode()[:LENGTH]


def hashed(code: str) -> str:
    """What stands in the base for a code."""
    return sha256(code.encode()).hexdigest()


def read(typed: str) -> str | None:
    """A code as people write it: in small letters, with spaces or hyphens; None if it is none."""
    code = _SPACES.sub("", typed).upper()
    return code if CODE.fullmatch(code) else None


def shown(code: str) -> str:
    """A code in groups of four, to be written down."""
    return "-".join(code[i : i + 4] for i in range(0, LENGTH, 4))
