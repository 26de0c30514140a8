"""What somebody typed and has not sent: kept here, and offered again where it was typed.

A form comes to be kept in two ways: its person asks for it (by the button, or the page script for
them), or it is sent while the session has run out. The latter only for a browser that still has
the token of a session that ended by time, and has proved by the form's own token that its page was
ours; so nobody else can leave anything here. What is kept is never sent by itself: the form comes
back filled, and the person sends it.

A draft belongs to one form as it was opened: its number is made of the account and the form's key,
so that two pages of the same address do not write over each other. Kept outside the acts and the
journal, by a short write of its own, as the session's `seen_at` is.
"""

import json
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from urllib.parse import urlencode

from flask import current_app, request
from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from core import clock
from core.words import LANGUAGES
from tracker import logs
from tracker.accounts import sessions
from tracker.accounts.models import TypedDraft
from tracker.extensions import db, writer
from tracker.receipts import LONGEST_KEY, Receipt

KEPT_FOR = timedelta(days=30)
LARGEST = 64 * 1024
"""Bytes of one draft."""
MOST = 20
"""Drafts of one account; the oldest goes when one more comes."""
OFFERED = 3
"""Drafts offered at one form; older ones come up when these are done or thrown away."""
LONGEST_PATH = 500
NEVER = frozenset({"csrf_token", "once", "do"})
NOT_ADDRESS = frozenset({"kept", "after"})
"""What an address may ask without being another form: its draft, and what was done before."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A form somebody has not finished: when it was kept, where it comes back filled."""

    id: str
    saved_at: datetime
    href: str


def keep(account: int) -> Draft | None:
    """Keep the fields of this request's form; None where there is nothing to keep, where it is
    too large, or where the form's act is done already."""
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if name not in NEVER and not name.startswith("password")
    ]
    typed, path, now = json.dumps(fields, ensure_ascii=False), address(), clock.now()
    once = request.form.get("once", "")
    if not fields or len(typed.encode()) > LARGEST or len(path) > LONGEST_PATH:
        return None
    going_on = _asked_for(account)
    number = going_on.id if going_on else _number(account, once or secrets.token_urlsafe(16))
    draft = TypedDraft(id=number, account=account, path=path, typed=typed, saved_at=now)
    db.session.close()
    try:
        with Session(writer()) as session, session.begin():
            if once and session.get(Receipt, (account, once[:LONGEST_KEY])):
                return None
            session.merge(draft)
            session.flush()
            _sweep(session, account, now)
    except SQLAlchemyError as error:
        current_app.logger.warning("a form was not kept: %s", logs.cause(error))
        return None
    return Draft(number, now, href(number))


def _sweep(session: Session, account: int, now: datetime) -> None:
    """Let go what is too old, of everybody; and the oldest of one who keeps too many."""
    newest = (
        select(TypedDraft.id)
        .where(TypedDraft.account == account)
        .order_by(TypedDraft.saved_at.desc(), TypedDraft.id)
        .limit(MOST)
    )
    session.execute(delete(TypedDraft).where(TypedDraft.saved_at < now - KEPT_FOR))
    session.execute(
        delete(TypedDraft).where(TypedDraft.account == account, TypedDraft.id.not_in(newest))
    )


def _number(account: int, once: str) -> str:
    """The number of the draft of a form with this key; the key cannot be read from it."""
    return sha256(f"{account} {once}".encode()).hexdigest()[:32]


def done(session: Session, account: int, once: str) -> None:
    """A form's act is done: its drafts go, in the act's own transaction."""
    _delete(session, account, [request.args.get("kept", ""), _number(account, once)])


def throw_away(account: int) -> None:
    """Let go the draft the address names, if it is this account's."""
    number = request.args.get("kept", "")
    db.session.close()
    with Session(writer()) as session, session.begin():
        _delete(session, account, [number])


def _delete(session: Session, account: int, numbers: Iterable[str]) -> None:
    session.execute(
        delete(TypedDraft).where(TypedDraft.account == account, TypedDraft.id.in_(list(numbers)))
    )


def typed_before() -> MultiDict[str, str] | None:
    """What this person typed into this very form before, if the address asks for it."""
    draft = going_on()
    return MultiDict([(name, value) for name, value in json.loads(draft.typed)]) if draft else None


def going_on() -> TypedDraft | None:
    """The draft this page goes on with: asked for by its address, and this person's."""
    live = sessions.current() if "kept" in request.args else None
    return _asked_for(live.account) if live else None


def _asked_for(account: int) -> TypedDraft | None:
    number = request.args.get("kept", "")
    draft = db.session.get(TypedDraft, number) if number else None
    if draft is None or draft.account != account or draft.path != address():
        return None
    return draft if draft.saved_at >= clock.now() - KEPT_FOR else None


def unfinished() -> list[Draft]:
    """What this person has kept of the form at this address, the newest few first; without the
    one the page goes on with."""
    live = sessions.current()
    if live is None:
        return []
    rows = db.session.execute(
        select(TypedDraft.id, TypedDraft.saved_at)
        .where(
            TypedDraft.account == live.account,
            TypedDraft.path == address(),
            TypedDraft.id != request.args.get("kept", ""),
            TypedDraft.saved_at >= clock.now() - KEPT_FOR,
        )
        .order_by(TypedDraft.saved_at.desc(), TypedDraft.id)
        .limit(OFFERED)
    )
    return [Draft(number, at, href(number)) for number, at in rows]


def address() -> str:
    """This form's address: without its language, for a draft is the same in all of them, and
    with what it asks, for that may say whose record it is."""
    asked = [pair for pair in request.args.items(multi=True) if pair[0] not in NOT_ADDRESS]
    parts = request.path.split("/", 2)
    path = "/" + parts[2] if len(parts) > 2 and parts[1] in LANGUAGES else request.path
    return path + (f"?{urlencode(asked)}" if asked else "")


def href(number: str = "") -> str:
    """Where this form stands in the page's language, filled with a draft or as it is."""
    asked = [pair for pair in request.args.items(multi=True) if pair[0] not in NOT_ADDRESS]
    asked += [("kept", number)] if number else []
    return request.path + (f"?{urlencode(asked)}" if asked else "")


def can_be_opened(path: str) -> bool:
    """Is there a page at this address, or does it only take forms?"""
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
