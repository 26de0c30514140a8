"""For tests of the doors: an application over a database, people with accounts, and browsers."""

import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from core.access import Role
from register import acts as register
from register.rows import PlaceRow
from tests.world import COUNTRY, OPERATOR, World
from tracker import create_app
from tracker.accounts import acts, passwords

PASSWORD = "токой арасында жол"
HTTPS = {"base_url": "https://tracker.example.kg"}
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_ONCE = re.compile(r'name="once"[^>]*value="([^"]+)"')


def make_app(url: str, instance: Path, **settings: Any) -> Flask:
    """The example's application, unless told otherwise, over an existing database."""
    ours = {"TRACKER_MODE": "example", "TRACKER_DATABASE_URL": url, "TRACKER_INSTANCE": instance}
    return create_app(**{**ours, "TESTING": True, **settings})


@contextmanager
def closing(app: Flask) -> Iterator[Flask]:
    """An application whose engines are closed at the end."""
    yield app
    with app.app_context():
        app.extensions["writer"].dispose()
        app.extensions["sqlalchemy"].engine.dispose()


def site(world: World, folder: Path, **settings: Any) -> AbstractContextManager[Flask]:
    """The example's application over a world's database, closed at the end."""
    url = world.writer.url.render_as_string(hide_password=False)
    return closing(make_app(url, folder, **settings))


def make_production(url: str, instance: Path) -> Flask:
    """The application as it stands in front of the public."""
    instance.mkdir(mode=0o700, exist_ok=True)
    secret = instance / "secret.key"
    secret.write_text("kJ8s-2fQ9xLwZ0vT4nB7mR1yC6hD3gPe5aUiXoK\n")
    secret.chmod(0o600)
    return make_app(
        url,
        instance,
        TRACKER_MODE="production",
        TRACKER_PUBLIC_URL=HTTPS["base_url"],
    )


def a_country(writer: Engine) -> None:
    """The country as the one place there is."""
    with Session(writer) as session, session.begin():
        rows = [PlaceRow(code=COUNTRY, kind="country", parent=None, name_ky="Өлкө", name_ru="")]
        register.load(session, OPERATOR, COUNTRY, "places", rows)


def a_person(
    writer: Engine, email: str = "aida@example.kg", role: Role = Role.OFFICER, **how: Any
) -> int:
    """An account with PASSWORD and a role for the whole country."""
    with Session(writer) as session, session.begin():
        account = acts.create(session, OPERATOR, email, role, COUNTRY, **how)
        passwords.set_hash(session, account.id, passwords.hash_of(PASSWORD))
        return account.id


def token_in(answer: TestResponse) -> str:
    """The form token of a page."""
    return _TOKEN.search(answer.text)[1]


def once_in(answer: TestResponse) -> str:
    """The idempotency key of a page's form."""
    return _ONCE.search(answer.text)[1]


def send(browser: FlaskClient, path: str, values: dict[str, Any], **how: Any) -> TestResponse:
    """Open a page, fill its form and send it, as a person does."""
    token = token_in(browser.get(path, **how))
    return browser.post(path, data={**values, "csrf_token": token}, **how)


def sign_in(
    browser: FlaskClient, email: str = "aida@example.kg", password: str = PASSWORD, **how: Any
) -> TestResponse:
    """Sign in by the form."""
    path = "/en/accounts/sign-in" + how.pop("query", "")
    return send(browser, path, {"email": email, "password": password}, **how)
