"""Uploaded tables between preview and confirmation: kept by their SHA-256, for a day.

Whoever confirms sends back a signed token; it is bound to the account, the place and the year, so
nobody can confirm what another looked at.
"""

import hmac
import os
import re
import time
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from core.errors import Refusal
from opendata.sheets import Sheet, reading

KEPT_FOR = 24 * 60 * 60  # seconds
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Upload:
    """One uploaded table: for which budget, under which name it came, its content's SHA-256.

    `part`: the lines it does not name stay.
    """

    place: str
    year: int
    name: str
    sha256: str
    part: bool = False


def workbook_key() -> bytes:
    """What our templates are signed with: made of the application's secret, not the secret."""
    secret = current_app.secret_key
    raw = secret.encode() if isinstance(secret, str) else bytes(secret or b"")
    return hmac.digest(raw, b"workbook templates", sha256)


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as it was sent: its name, its content, and what its reader told of it."""

    name: str
    content: bytes
    answer: bytes


def read(name: str, content: bytes) -> tuple[Sent, list[Sheet]]:
    """A file that was sent, and its sheets.

    Raises:
        Refusal: as `opendata.sheets.reading.read`.
    """
    sent = Sent(name, content, reading.answer_of(content, name))
    return sent, reading.sheets_of(sent.answer)


def keep(account: int, place: str, year: int, sent: Sent, *, part: bool = False) -> str:
    """Keep a file until it is confirmed or a day has passed; the token to ask for it by.

    What its reader told is kept beside it: each page that follows would else read it anew.
    """
    folder = _folder()
    _forget_old(folder)
    digest = sha256(sent.content).hexdigest()
    _put(folder / digest, sent.content)
    _put(folder / f"{digest}.json", sent.answer)
    upload = Upload(place, year, sent.name[-80:], digest, part)
    token: str = _signer(account).dumps(asdict(upload))
    return token


def keep_bytes(account: int, place: str, year: int, name: str, content: bytes) -> str:
    """The same for a file that is no table and is read anew each time."""
    return keep(account, place, year, Sent(name, content, b"[]"))


def _put(path: Path, content: bytes) -> None:
    """Whole or not at all; what is there already is as good as new."""
    if path.exists():
        os.utime(path)
        return
    begun = path.with_name(f"{path.name}.{os.getpid()}.part")
    with os.fdopen(os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    begun.replace(path)


def find(account: int, token: str) -> tuple[Upload, list[Sheet]]:
    """The upload a token stands for, and its sheets.

    Raises:
        Refusal: `import.expired` when the token is not this account's, or too old.
    """
    upload = named(account, token)
    try:
        return upload, reading.sheets_of((_folder() / f"{upload.sha256}.json").read_bytes())
    except OSError as error:
        raise Refusal("import.expired") from error


def named(account: int, token: str) -> Upload:
    """The upload a token stands for, whose file is still kept.

    Raises:
        Refusal: `import.expired` when the token is not this account's, or too old.
    """
    try:
        upload = Upload(**_signer(account).loads(token, max_age=KEPT_FOR))
    except (BadData, TypeError) as error:
        raise Refusal("import.expired") from error
    if not _SHA256.fullmatch(upload.sha256) or not path_of(upload).is_file():
        raise Refusal("import.expired")
    return upload


def path_of(upload: Upload) -> Path:
    """Where the content of an upload is kept."""
    return _folder() / upload.sha256


def content_of(upload: Upload) -> bytes:
    """The content of an upload that is still kept."""
    return path_of(upload).read_bytes()


def _signer(account: int) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(
        current_app.secret_key or b"",
        salt=f"upload of {account}",
        signer_kwargs={"key_derivation": "hmac", "digest_method": sha256},
    )


def _folder() -> Path:
    folder: Path = current_app.config["TRACKER"].instance / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _forget_old(folder: Path) -> None:
    oldest = time.time() - KEPT_FOR
    for path in folder.iterdir():
        try:
            if path.stat().st_mtime < oldest:
                path.unlink()
        except FileNotFoundError:  # another process was quicker
            continue
