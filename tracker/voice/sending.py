"""What every form of this door is held to before anything is kept."""

from typing import Any

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from core.errors import Refusal
from tracker import edge, receipts
from tracker.extensions import db
from tracker.voice import codes, limits

STATUS = {
    "voice.enough_from_here": 429,
    "voice.enough_of_school": 429,
    "evidence.too_large": 413,
}


def sent_before(form: Any) -> Response | None:
    """Where a form leads that was sent before and is done; None for a new one.

    Raises:
        Refusal: `form.sent_otherwise` when its key came with another content.
    """
    once = form.once.data
    done = receipts.find(db.session, edge.actor().account, once, body())
    return to_code(once) if done else None


def to_code(once: str) -> Response:
    """On to the page of what was sent."""
    return redirect(url_for("voice.follow", code=codes.of(once)), 303)


def counted(kind: str, code: str) -> str:
    """Count this sending; what its connection is known by today.

    Raises:
        Refusal: as `limits.count`.
    """
    with edge.writing() as writer:
        return limits.count(writer, kind, code, request.remote_addr)


def refused(form: Any, refusal: Refusal) -> int:
    """Write a refusal at the form; the status of the answer."""
    edge.refuse(form, refusal)
    return STATUS.get(refusal.code, 422)


def page(template: str, form: Any, status: int, **facts: Any) -> Response:
    """A page with the form, never kept by anybody between us and its reader."""
    answer = make_response(render_template(template, form=form, **facts), status)
    if status == 429:
        answer.headers["Retry-After"] = "86400"
    return answer


def body() -> str:
    """What this form asks, without what tells only of the form: to know it when it comes twice."""
    return receipts.body_sha256(request)
