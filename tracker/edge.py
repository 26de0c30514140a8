"""Where the web meets the domain: who asks, which door, and the only place that commits.

Pages read by `db.session`. An act is done by `do`, or by `perform` when a form asked for it: one
session of the writer, one transaction, kept whole or not at all.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import abort, current_app, g, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    OperationalError,
    StatementError,
)
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response
from wtforms import Form

from core.access import NOBODY, Actor, Role
from core.errors import Refusal
from opendata import search
from oversight.kept import following
from tracker import drafts, logs, receipts
from tracker.accounts import kept, reports, sessions
from tracker.extensions import db, writer
from tracker.forms import TrackerForm
from tracker.phrases import phrase
from tracker.security import READING

CONFLICTS = frozenset({"record.changed_meanwhile", "form.sent_otherwise", "form.done_and_gone"})


def actor() -> Actor:
    """Whoever asks, with the roles held today; NOBODY without a full sign-in."""
    if "actor" not in g:
        session = sessions.current()
        if session is not None and fully(session):
            g.actor = reports.actor(db.session(), session.account)
        else:
            g.actor = NOBODY
    found: Actor = g.actor
    return found


def fully(session: sessions.Live | None) -> bool:
    """Is this a whole sign-in: in production with the second factor?"""
    if session is None:
        return False
    return session.second_factor or not current_app.config["TRACKER"].production


@contextmanager
def writing() -> Iterator[Session]:
    """The writer's session for one transaction; what it gives can be read after it has closed.

    What was journaled in it can be found by the search from the same moment on, and flags have
    looked at it again.

    Raises:
        CSRFError: the request did not prove that it comes from our own page.
        Refusal: `base.busy`, `base.full`, `base.not_writable` when the database could not take
            it, `record.clashes` when a constraint or the size of a column forbade it; whatever
            a column refused of its value. Nothing is kept then.
    """
    if g.get("token_refused"):
        raise CSRFError
    db.session.close()
    try:
        with Session(writer(), expire_on_commit=False) as session, session.begin():
            yield session
            search.follow(session)
            following.follow(session)
    except (IntegrityError, DataError) as error:
        current_app.logger.warning("a constraint forbade an act: %s", logs.cause(error))
        raise Refusal("record.clashes") from error
    except OperationalError as error:
        current_app.logger.error("the database did not take an act: %s", logs.cause(error))
        raise Refusal(_why(error)) from error
    except StatementError as error:
        if isinstance(error.orig, Refusal):  # said by a column of the value it was to keep
            raise error.orig from error
        raise


def _why(error: DBAPIError) -> str:
    text = str(error.orig).lower()
    if "full" in text or "no space" in text:
        return "base.full"
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        return "base.not_writable"
    return "base.busy"


def do(
    act: Callable[..., Any], *keys: Any, key: str | None = None, body: str = "", **values: Any
) -> Any:
    """Do one act in one transaction of the writer: the act and its leaves stay, or neither.

    With an idempotency `key`, a second time with the same `body` (its SHA-256) gives the result
    of the first without doing it again.

    Raises:
        NotPermitted, Refusal: those of the act and of `writing`; `form.sent_otherwise` when the
            key came before with another body.
    """
    who = actor()
    with writing() as session:
        if key:
            before = receipts.find(session, who.account, key, body)
            if before is not None:
                return receipts.unpacked(session, before)
        result = act(session, who, *keys, **values)
        if key:
            session.flush()
            receipts.keep(session, who.account, key, body, result)
            kept.done(session, who.account, key)
        return result


def perform(form: Form, act: Callable[..., Any], *keys: Any, **values: Any) -> Any:
    """Do an act asked for by a form; a refusal is written where it was typed.

    Returns the act's result (True where it gives none), or False when it was refused: then the
    form has the sentence, at the field or above, and is to be shown again with status 422.
    """
    once = form["once"].data if "once" in form else None
    try:
        result = do(act, *keys, key=once, body=receipts.body_sha256(request), **values)
    except Refusal as refusal:
        if refusal.code in CONFLICTS:
            raise
        refuse(form, refusal)
        return False
    return True if result is None else result


def refuse(form: Form, refusal: Refusal) -> None:
    """Write a refusal's sentence where it belongs: at its field, else above the form."""
    sentence = phrase(refusal)
    if isinstance(form, TrackerForm):
        form.refused = refusal
    if refusal.field is not None and refusal.field in form:
        form[refusal.field].errors = [*form[refusal.field].errors, sentence]
    else:
        form.form_errors.append(sentence)


def only_reading() -> None:
    """The door of pages for everybody: nothing is changed behind it."""
    if request.method not in READING:
        abort(405, valid_methods=sorted(READING))


def door(*roles: Role) -> Callable[[], Response | None]:
    """A door for those who hold one of `roles` at any place; which place, the act decides.

    A form that asks only to be kept for later is answered here: nothing in it is judged.
    """

    def ask() -> Response | None:
        return turned_away() or (drafts.answered() if actor().holds(*roles) else abort(403))

    return ask


def turned_away() -> Response | None:
    """Where somebody has to go first: to sign in, or to give the second factor. Else None.

    What was typed into a form just sent is kept for when they are back.
    """
    session = sessions.current()
    if fully(session):
        sessions.seen()
        return None
    g.turned_away = True
    path = request.full_path.rstrip("?")
    if session is not None:
        return redirect(url_for("accounts.second_factor", next=path), 303)
    if request.method in READING:
        return redirect(url_for("accounts.sign_in", next=path), 303)
    if not kept.can_be_opened(request.path):
        return redirect(url_for("accounts.sign_in", ended="out"), 303)
    account = None if g.get("token_refused") else sessions.ended_account()
    draft = kept.keep(account) if account is not None else None
    back = draft.href if draft else path
    return redirect(url_for("accounts.sign_in", next=back, ended="kept" if draft else "out"), 303)
