"""What a visitor without an account can send: a question, and what came of a delivery.

Whoever sends here sends as nobody, even when signed in: no account and no address is kept with it.
Own limits (limits.py), moderation in the office, a code instead of an account to follow up by.
"""

from flask import Blueprint, current_app, g

from core.access import visitor
from tracker.languages import PREFIX

voice = Blueprint("voice", __name__, url_prefix=PREFIX)


@voice.before_request
def _as_nobody() -> None:
    """The acts behind this door are done by a visitor, whoever asks."""
    g.actor = visitor(current_app.config["TRACKER"].country)


# The pages hang themselves on the blueprint; they come last because they need it.
from tracker.voice import checks, following, questions  # noqa: E402

__all__ = ["checks", "following", "questions", "voice"]
