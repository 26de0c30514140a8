"""The office's application over the small world: its people signed in, their forms filled."""

import re
from collections.abc import Iterable, Mapping
from datetime import timedelta
from html import unescape
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from core import clock
from tests.world import AIMAK, DISTRICT, OTHER_AIMAK, World
from tracker import create_app
from tracker.accounts import sessions
from tracker.accounts.models import Account, Membership, WebSession

PEOPLE = {
    "officer": (11, [("officer", AIMAK)]),
    "approver": (12, [("approver", AIMAK)]),
    "other_officer": (13, [("officer", OTHER_AIMAK)]),
    "council": (14, [("council", DISTRICT)]),
    "school": (15, [("school", "S-1001")]),
    "other_school": (16, [("school", "S-1002")]),
    "both": (17, [("officer", AIMAK), ("approver", AIMAK)]),
}


def build_app(world: World, folder: Path) -> Flask:
    """The application over the world's database, with an account for each of its people."""
    app = create_app(
        TRACKER_MODE="example",
        TRACKER_INSTANCE=str(folder),
        TRACKER_DATABASE_URL=world.writer.url.render_as_string(hide_password=False),
        TESTING=True,
    )
    with world.act() as session:
        for name, (number, grants) in PEOPLE.items():
            let_in(session, name, number, grants)
    return app


def let_in(session: Session, name: str, number: int, grants: Iterable[tuple[str, str]]) -> None:
    """Give somebody an account with these roles, signed in as `Browser(app, name)` is."""
    now = clock.now()
    session.add(Account(id=number, email=f"{name}@example.invalid", created_at=now))
    session.flush()
    session.add_all(
        Membership(account=number, role=role, place=place, since=clock.today())
        for role, place in grants
    )
    session.add(
        WebSession(
            token_sha256=sessions.hashed(f"token-of-{name}"),
            id=name,
            account=number,
            created_at=now,
            seen_at=now,
            expires_at=now + timedelta(hours=1),
            second_factor=True,
            browser="test",
        )
    )


class Browser:
    """A person at the office's pages: opens them and sends their forms as they stand."""

    def __init__(self, app: Flask, name: str, lang: str = "en") -> None:
        self.client: FlaskClient = app.test_client()
        self.client.set_cookie("session", f"token-of-{name}")
        self.root = f"/{lang}/office"

    def get(self, path: str) -> TestResponse:
        """A page of the office."""
        return self.client.get(self.root + path)

    def send(
        self, path: str, typed: Mapping[str, object] | None = None, *, on: str | None = None
    ) -> TestResponse:
        """Open the page, fill its form with `typed` over what stands there, and send it."""
        page = self.get(on or path)
        assert page.status_code == 200, (path, page.status_code)
        fields = filled(page.text)
        return self.client.post(self.root + path, data={**fields, **(typed or {})})

    def resend(self, answer: TestResponse, path: str, typed: Mapping[str, object]) -> TestResponse:
        """Send the form that came back, with something typed anew."""
        return self.client.post(self.root + path, data={**filled(answer.text), **typed})


def filled(html: str) -> dict[str, object]:
    """The fields of the page's last form that posts, as a browser would send them."""
    form = [
        part
        for part in html.split("<form")[1:]
        if 'action="/' not in part.split(">")[0] and 'method="post"' in part.split(">")[0]
    ]
    own = form[-1] if form else html.split("<form")[-1]
    own = own.split("</form>")[0]
    fields: dict[str, object] = {}
    for attributes in re.findall(r"<input\b([^>]*)>", own):
        told = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        ticked = re.search(r"\bchecked\b", attributes)
        if told.get("type") in ("radio", "checkbox") and not ticked:
            continue
        if "name" in told:
            fields[told["name"]] = unescape(told.get("value", ""))
    for attributes, options in re.findall(r"<select\b([^>]*)>(.*?)</select>", own, re.S):
        name = re.search(r'name="([^"]*)"', attributes)
        chosen = re.search(r"<option[^>]*\bselected\b[^>]*value=\"([^\"]*)\"", options)
        chosen = chosen or re.search(r'<option value="([^"]*)"', options)
        if name and "multiple" not in attributes:
            fields[name[1]] = unescape(chosen[1]) if chosen else ""
    for attributes, text in re.findall(r"<textarea\b([^>]*)>\n?(.*?)</textarea>", own, re.S):
        name = re.search(r'name="([^"]*)"', attributes)
        if name:
            fields[name[1]] = unescape(text)
    return fields
