"""Is the server alive, and can it answer?"""

from flask import Response
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from journal.models import State
from tracker.extensions import db
from tracker.machine import machine


@machine.get("/healthz")
def healthz() -> Response:
    """The process answers; nothing else is asked."""
    return _said("ok", 200)


@machine.get("/readyz")
def readyz() -> Response:
    """The database answers and has our tables."""
    try:
        db.session.execute(select(State.size)).first()
    except SQLAlchemyError:
        return _said("the database does not answer", 503)
    return _said("ok", 200)


def _said(text: str, status: int) -> Response:
    return Response(
        f"{text}\n", status, mimetype="text/plain", headers={"Cache-Control": "no-store"}
    )
