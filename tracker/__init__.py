"""The doors: web pages, addresses for programs, commands. `create_app` puts them together."""

import os
import secrets
import sys
from importlib import import_module
from pathlib import Path

import click
from flask import Flask, abort
from werkzeug.middleware.proxy_fix import ProxyFix

from tracker import (
    built,
    catalogues,
    cli,
    config,
    errors,
    extensions,
    formats,
    languages,
    logs,
    notes,
    packing,
    pages,
    security,
    sharing,
)
from tracker.accounts import kept, sessions
from tracker.past import asking

# Blueprint, the module it is in, and the modules whose pages it has.
BLUEPRINTS = (
    ("accounts", "tracker.accounts.pages", ("tracker.accounts.second_factor_pages",)),
    ("public", "tracker.public", ()),
    ("office", "tracker.office", ()),
    ("council", "tracker.council", ()),
    ("partner", "tracker.partner", ()),
    ("voice", "tracker.voice", ()),
    (
        "machine",
        "tracker.machine",
        tuple(f"tracker.machine.{name}" for name in ("feeds", "health", "ocds", "bulk", "sitemap")),
    ),
)
MEGABYTE = 1024 * 1024


def create_app(**settings: object) -> Flask:
    """The application.

    `settings` named TRACKER_… stand for the environment's; all others are Flask's own. A setting
    that cannot be, or one unfit to serve the public with, ends the program with a sentence.
    """
    ours = {name: str(value) for name, value in settings.items() if name.startswith(config.PREFIX)}
    try:
        read = config.read({**os.environ, **ours})
    except config.SettingError as error:
        sys.exit(str(error))
    problems = config.unfit(read)
    if problems and not _from_a_command():
        sys.exit("\n".join(problems))
    app = Flask("tracker", static_folder=None, instance_path=str(read.instance))
    _configure(app, read)
    app.config.update({name: settings[name] for name in settings if name not in ours})
    if problems:
        # Commands work without what only serving needs; `flask run` is turned away here.
        app.before_request(lambda: abort(503))
    _fasten(app)
    return app


def _from_a_command() -> bool:
    """Are we loaded by the `flask` command, and not by a web server?"""
    return click.get_current_context(silent=True) is not None


def _configure(app: Flask, read: config.Settings) -> None:
    read.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    app.config.update(
        TRACKER=read,
        SECRET_KEY=_secret(read),
        SQLALCHEMY_DATABASE_URI=read.database_url,
        MIGRATIONS=str(config.ROOT / "migrations"),
        MAX_CONTENT_LENGTH=read.upload_mb * MEGABYTE,
        MAX_FORM_MEMORY_SIZE=MEGABYTE,
        MAX_FORM_PARTS=5_000,
        TRUSTED_HOSTS=read.hosts,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=read.production,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=sessions.FORGOTTEN_AFTER,
        PREFERRED_URL_SCHEME="https" if read.production else "http",
        WTF_CSRF_CHECK_DEFAULT=False,  # tracker.security judges, so that forms keep what was typed
        WTF_CSRF_TIME_LIMIT=None,  # the token lives as long as the session it is bound to
        WTF_CSRF_SSL_STRICT=False,  # Origin is judged instead, where a browser sends it
        BABEL_TRANSLATION_DIRECTORIES=str(Path(app.root_path) / "translations"),
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _secret(read: config.Settings) -> bytes:
    """The secret of the file; the example makes one, kept for the next start.

    Commands sign nothing; without a file theirs is forgotten with them.
    """
    known = config.secret(read)
    if known is None and not read.production:
        known = secrets.token_hex(32).encode()
        mode = os.O_WRONLY | os.O_CREAT | os.O_EXCL
        try:
            with os.fdopen(os.open(read.secret_file, mode, 0o600), "wb") as file:
                file.write(known)
        except FileExistsError:  # another process was quicker
            known = config.secret(read)
    return known or secrets.token_bytes(32)


def _fasten(app: Flask) -> None:
    catalogues.compile_stale()
    logs.init_app(app)
    if app.config["TRACKER"].proxies:
        count = app.config["TRACKER"].proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=count, x_proto=count, x_host=count
        )
    app.session_interface = notes.Notes()
    packing.init_app(app)  # runs last of all: what is registered first runs last
    security.init_app(app)
    extensions.init_app(app)
    languages.init_app(app)
    formats.register(app)
    built.init_app(app)
    pages.init_app(app)
    asking.init_app(app)
    errors.init_app(app)
    app.after_request(sessions.send_cookie)
    extensions.login.request_loader(sessions.user)
    app.jinja_env.globals.update(
        signed_in=sessions.current,
        session_in_use=sessions.in_use,
        session_warned=sessions.WARNED,
        kept=kept,
        sharing=sharing,
    )
    for name, home, page_modules in BLUEPRINTS:
        for module in page_modules:
            import_module(module)
        app.register_blueprint(getattr(import_module(home), name))
    cli.init_app(app)
