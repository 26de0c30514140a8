"""Whose record is this, and is it this person's business? What is not, does not exist for them."""

from typing import Any, NoReturn

from flask import abort, redirect, render_template, request

from core.access import Act, Actor, Role, may
from tracker import receipts
from tracker.edge import actor
from tracker.extensions import db
from tracker.forms import TrackerForm

HOLDERS = (Role.OFFICER, Role.APPROVER)


def holder(place: str) -> Actor:
    """Whoever asks, if an officer or approver of this very place; else there is no such page."""
    who = actor()
    if place not in who.holds(*HOLDERS):
        nothing_here()
    return who


def doer(act: Act, *places: str) -> Actor:
    """Whoever asks, if they may do the act at one of these places; else 403."""
    who = actor()
    if not may(who, act, *places):
        abort(403)
    return who


def nothing_here() -> NoReturn:
    """404: the same for what is not there and for what is somebody else's."""
    abort(404)


def answer(template: str, form: TrackerForm, **facts: Any) -> tuple[str, int]:
    """A page with a form: 422 when something in it is refused."""
    return render_template(template, form=form, **facts), 422 if form.errors else 200


def unless_done(target: str) -> None:
    """A form sent twice whose act is done leads to `target`, though its page is no more.

    Raises:
        Refusal: `form.sent_otherwise` when the key came with another content.
    """
    once = request.form.get("once")
    if request.method != "POST" or not once:
        return
    if receipts.find(db.session, actor().account, once, receipts.body_sha256(request)):
        abort(redirect(target, 303))
