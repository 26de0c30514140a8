"""What somebody typed while the session was running out: kept, and offered after sign-in.

Only for a browser that still has the token of a session that ended by time, and has proved by the
form's own token that its page was ours; so nobody else can leave anything here. It is never sent
by itself: the form comes back filled, and the person sends it.
"""

import json
import secrets
from datetime import timedelta

from flask import current_app, request
from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from core import clock
from tracker import logs
from tracker.accounts import sessions
from tracker.accounts.models import KeptForm
from tracker.extensions import db, writer

KEPT_FOR = timedelta(days=1)
LARGEST = 64 * 1024
NEVER = ("csrf_token", "once", "password", "code")


def keep() -> str | None:
    """Keep the fields of this request's form; the token to ask for them by, or None."""
    account = sessions.ended_account()
    fields = [
        (name, value)
        for name, value in request.form.items(multi=True)
        if not name.startswith(NEVER)
    ]
    typed = json.dumps(fields)
    if account is None or not fields or len(typed) > LARGEST or len(request.path) > 500:
        return None
    token = secrets.token_urlsafe(16)
    now = clock.now()
    form = KeptForm(
        token_sha256=sessions.hashed(token), account=account, path=request.path, typed=typed, at=now
    )
    db.session.close()
    try:
        with Session(writer()) as session, session.begin():
            session.execute(delete(KeptForm).where(KeptForm.at < now - KEPT_FOR))
            session.add(form)
    except SQLAlchemyError as error:
        current_app.logger.warning("a form was not kept: %s", logs.cause(error))
        return None
    return token


def typed_before() -> MultiDict[str, str] | None:
    """What this person typed into this very form before, if the address asks for it."""
    token = request.args.get("kept")
    live = sessions.current() if token else None
    if not token or live is None:
        return None
    form = db.session.get(KeptForm, sessions.hashed(token))
    if form is None or form.account != live.account or form.path != request.path:
        return None
    if form.at < clock.now() - KEPT_FOR:
        return None
    return MultiDict([(name, value) for name, value in json.loads(form.typed)])


def can_be_opened(path: str) -> bool:
    """Is there a page at this address, or does it only take forms?"""
    try:
        current_app.url_map.bind("").match(path, method="GET")
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True
