"""Every setting: its name, its default, what it is for.

A setting is an environment variable. One that is not in this table, or whose value cannot be, is
told in one sentence, and nothing starts.
"""

import os
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

PREFIX = "TRACKER_"
ROOT = Path(__file__).resolve().parent.parent
LEAST_SECRET = 32  # bytes; what HMAC-SHA-256 is as strong as


class SettingError(Exception):
    """A setting that cannot be; the text is the sentence to show."""


def _mode(text: str) -> str:
    if text not in ("example", "production"):
        raise ValueError("it is either example or production")
    return text


def _text(text: str) -> str:
    return text


def _database(text: str) -> str:
    try:
        address = make_url(text or "sqlite:///tracker.db")
    except ArgumentError:
        raise ValueError("it is no database address") from None
    if address.get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError("the database is SQLite or PostgreSQL")
    if address.database in (None, "", ":memory:"):
        raise ValueError("it names no database that would last")
    return text


def _address(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in ("http", "https") or not parts.hostname or parts.query):
        raise ValueError("it is a web address such as https://tracker.example.kg")
    return text.rstrip("/")


def _country(text: str) -> str:
    if len(text) != 2 or not text.isascii() or not text.isupper():
        raise ValueError("it is two capital letters, such as KG")
    return text


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
            raise ValueError(f"it is a whole number from {least} to {most}")
        return int(text)

    return read


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for name in (part.strip() for part in text.split(",")) if name)


@dataclass(frozen=True, slots=True)
class Setting:
    """One line of the table. `read` makes the value of the text, or raises ValueError."""

    name: str
    read: Callable[[str], Any]
    default: str
    purpose: str


SETTINGS = (
    Setting("TRACKER_MODE", _mode, "production", "production, or example: invented data only"),
    Setting("TRACKER_INSTANCE", _text, "instance", "the folder of what belongs to this machine"),
    Setting("TRACKER_DATABASE_URL", _database, "", "SQLite or PostgreSQL; else tracker.db"),
    Setting("TRACKER_SECRET_FILE", _text, "", "what cookies are signed with; else secret.key"),
    Setting("TRACKER_FILES", _text, "", "the folder of photographs and scans; else files"),
    Setting("TRACKER_PUBLIC_URL", _address, "", "where people find the site; https in production"),
    Setting("TRACKER_COUNTRY", _country, "KG", "the country profile"),
    Setting("TRACKER_HOST", _text, "127.0.0.1", "the address the server listens at"),
    Setting("TRACKER_PORT", _whole(1, 65535), "5000", "the port it listens at; PORT goes before"),
    Setting("TRACKER_WORKERS", _whole(1, 64), "2", "how many processes serve"),
    Setting("TRACKER_TRUSTED_HOSTS", _names, "", "further names the site answers to, by commas"),
    Setting("TRACKER_PROXIES", _whole(0, 5), "0", "how many proxies of ours stand in front"),
    Setting("TRACKER_UPLOAD_MB", _whole(1, 20), "20", "the largest upload, in megabytes"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one application, read and completed."""

    mode: str
    instance: Path
    database_url: str
    secret_file: Path
    files: Path
    public_url: str
    country: str
    host: str
    port: int
    workers: int
    trusted_hosts: tuple[str, ...]
    proxies: int
    upload_mb: int

    @property
    def production(self) -> bool:
        """Is this the real thing, with every guard up?"""
        return self.mode == "production"

    @property
    def hosts(self) -> list[str]:
        """The names the site answers to; another Host header is refused."""
        named = urlsplit(self.public_url).hostname
        here = [] if self.production else ["127.0.0.1", "localhost", "[::1]"]
        return list(dict.fromkeys([*self.trusted_hosts, *([named] if named else []), *here]))


def read(environ: Mapping[str, str] | None = None) -> Settings:
    """The settings the environment gives, completed by the defaults.

    Raises:
        SettingError: an unknown name, or a value that cannot be.
    """
    environ = os.environ if environ is None else environ
    known = {setting.name for setting in SETTINGS}
    for name in environ:
        if name.startswith(PREFIX) and name not in known:
            raise SettingError(f"There is no setting {name}; tracker/config.py lists them all.")
    values: dict[str, Any] = {}
    for setting in SETTINGS:
        name = "PORT" if setting.name == "TRACKER_PORT" and environ.get("PORT") else setting.name
        text = environ.get(name) or setting.default
        try:
            values[setting.name.removeprefix(PREFIX).lower()] = setting.read(text)
        except ValueError as error:
            raise SettingError(f"{name} cannot be {text!r}: {error}.") from None
    return _completed(values)


def _completed(values: dict[str, Any]) -> Settings:
    instance = ROOT / values["instance"]
    values["instance"] = instance
    values["secret_file"] = instance / (values["secret_file"] or "secret.key")
    values["files"] = instance / (values["files"] or "files")
    values["public_url"] = values["public_url"] or f"http://127.0.0.1:{values['port']}"
    values["database_url"] = _placed(values["database_url"] or "sqlite:///tracker.db", instance)
    return Settings(**values)


def _placed(url: str, instance: Path) -> str:
    """A SQLite file without a full path lies in the instance folder."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return url
    return f"sqlite:///{instance / str(address.database)}"


def unfit(settings: Settings) -> list[str]:
    """Why these settings may not serve the public; empty when they may."""
    if not settings.production:
        return []
    problems = []
    if not settings.public_url.startswith("https://"):
        problems.append("TRACKER_PUBLIC_URL has to be an https address in production.")
    secret = _content(settings.secret_file)
    if secret is None:
        problems.append(f"In production the secret file has to exist: {settings.secret_file.name}.")
    elif weak(secret):
        problems.append(f"The secret is too weak: {LEAST_SECRET} random bytes are needed.")
    elif settings.secret_file.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        problems.append("The secret file may be read by others: its mode has to be 0600.")
    return problems


def weak(secret: bytes) -> bool:
    """Is a secret too short, or of too few different characters to have been drawn at random?"""
    return len(secret) < LEAST_SECRET or len(set(secret)) < 12


def secret(settings: Settings) -> bytes | None:
    """What cookies are signed with, or None while there is no secret file."""
    return _content(settings.secret_file)


def _content(path: Path) -> bytes | None:
    try:
        return path.read_bytes().strip()
    except FileNotFoundError:
        return None
