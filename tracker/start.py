"""What `make run` runs: prepare the base, load the example when it is empty, and serve."""

import json
import os
import signal
import socket
import sys
import time
from http.client import HTTPConnection, HTTPException
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from opendata import search
from register.models import Place
from tracker import bulk, config, create_app, nightly
from tracker.accounts import reports
from tracker.config import Settings
from tracker.extensions import db, writer

EXAMPLE_ACCOUNTS = "example-accounts.json"
PATIENCE = 60  # seconds until the server has to answer
LOOK_FIRST = {
    "places/41704990000000": "the example district: its money, schools and purchases",
    "schools/S-0007": "a school, as a parent sees it",
    "flags/R055": "a flag, its limit, and what raised it",
    "findings": "what councils found: put right, late, silent",
    "places/41704990000000/samples": "audit samples: one looked at, one announced",
    "places/41704990000000/rounds": "rounds of visits to schools, one of them still going on",
    "councils/41704990000000/2026": "the year of a council, on one page",
    "council/flags": "as council@: the queue of flags",
    "office/findings": "as officer.district@: findings to answer",
    "partner/findings": "as partner@: the desk of another body",
}
"""Where a newcomer to the example begins, and what is there."""


def main() -> None:
    """Prepare and serve until told to stop; exit code 1 and one sentence when that cannot be."""
    try:
        settings = config.read()
    except config.SettingError as error:
        sys.exit(str(error))
    if taken(settings.host, settings.port):
        sys.exit(f"Port {settings.port} is taken; name another: PORT=5001 make run.")
    app = create_app()
    settings = app.config["TRACKER"]
    with app.app_context():
        try:
            migrate(app)
            accounts = example(settings) if not settings.production else refuse_examples()
            renew(settings)
            files(settings)
        except SQLAlchemyError as error:
            sys.exit(f"The database does not answer: {getattr(error, 'orig', error)}")
        writer().dispose()
        db.engine.dispose()
    for account in accounts:
        fields = ("role", "email", "password", "place")
        print("sign-in", *(account[name] for name in fields), sep="\t", flush=True)
    for path, why in LOOK_FIRST.items() if accounts else ():
        print("look", f"{address(settings)}/ky/{path}", why, sep="\t", flush=True)
    serve(settings)


def address(settings: Settings) -> str:
    """Where this machine reaches the site."""
    return f"http://{_host(settings)}:{settings.port}"


def _host(settings: Settings) -> str:
    return "127.0.0.1" if settings.host in ("0.0.0.0", "::") else settings.host


def taken(host: str, port: int) -> bool:
    """Does somebody listen there already?"""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return True
    return False


def migrate(app: Flask) -> None:
    """Bring the base to where the program is; a base from a later program is left alone."""
    folder = app.config["MIGRATIONS"]
    known = {script.revision for script in ScriptDirectory(folder).walk_revisions()}
    with writer().connect() as connection:
        there = set(MigrationContext.configure(connection).get_current_heads())
        connection.rollback()
    if there - known:
        sys.exit("The database is newer than this program; start the program that wrote it.")
    upgrade(directory=folder)


def example(settings: Settings) -> list[dict[str, Any]]:
    """Load the example district into a base with no place; its accounts, now or from before."""
    kept = settings.instance / EXAMPLE_ACCOUNTS
    with Session(writer()) as session:
        empty = session.scalar(select(Place.code).limit(1)) is None
    if empty:
        loaded = import_module("tracker.example").load(
            writer(), progress=_say, country=settings.country, folder=settings.files
        )
        _keep(kept, loaded.accounts)
    if not kept.is_file():
        return []
    accounts: list[dict[str, Any]] = json.loads(kept.read_text(encoding="utf-8"))
    return accounts


def renew(settings: Settings) -> None:
    """What the night should have done and has not: a machine may have been off."""
    with Session(writer()) as session, session.begin():
        if nightly.due(session):
            _say("comparing prices and counting every school")
            nightly.renew(session, settings.country)
        elif search.behind(session):
            _say("indexing what can be found")
            search.catch_up(session)


def files(settings: Settings) -> None:
    """The bulk files of the example, which takes seconds; a country's are made by night."""
    if not settings.production and bulk.due(db.session(), bulk.newest()):
        _say("making the bulk files")
        bulk.renew()


def refuse_examples() -> list[dict[str, Any]]:
    """In production there may be no account whose password is printed on a screen."""
    with Session(writer()) as session:
        if reports.examples(session):
            sys.exit("This base holds the example's accounts; production needs a base of its own.")
    return []


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _keep(path: Path, accounts: list[dict[str, Any]]) -> None:
    path.unlink(missing_ok=True)
    opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        json.dump(accounts, file, ensure_ascii=False, indent=1)


def serve(settings: Settings) -> NoReturn:
    """Become the server; "Ready:" is printed when the port really answers.

    The server forks its workers, so it starts in a process without our threads, locks and open
    databases: this one is replaced by it, and a small one beside it watches for the first answer.
    """
    server = os.getpid()
    if os.fork() == 0:
        if os.fork() == 0:
            _announce(settings, server)
        os._exit(0)
    os.wait()
    told = {
        "--interface": "wsgi",
        "--host": settings.host,
        "--port": settings.port,
        "--workers": settings.workers,
        "--blocking-threads": 4,
        "--workers-kill-timeout": 5,
        "--log-level": "warning",
        "--working-dir": config.ROOT,
    }
    words = [str(word) for option in told.items() for word in option]
    os.execv(sys.executable, [sys.executable, "-m", "granian", *words, "app:app"])


def _announce(settings: Settings, server: int) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and _lives(server):
        if _answers(_host(settings), settings):
            print(f"Ready: {address(settings)}", flush=True)
            return
        time.sleep(0.1)
    print("The server does not answer; its messages above say why.", file=sys.stderr, flush=True)
    if _lives(server):
        os.kill(server, signal.SIGTERM)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _answers(host: str, settings: Settings) -> bool:
    connection = HTTPConnection(host, settings.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": settings.hosts[0]})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    main()
