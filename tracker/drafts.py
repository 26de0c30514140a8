"""Forms that ask for no act yet: kept as they are typed, or let go again.

The door of the office and that of the council ask here before their pages do, so that a form of
any page can be kept by the same button (templates/office/keeping.html), without a word judged.
"""

from flask import flash, g, jsonify, redirect, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from core.errors import Refusal
from tracker import formats
from tracker.accounts import kept, sessions
from tracker.security import READING


def answered() -> Response | None:
    """The answer to a form that asks to be kept, or thrown away; None for every other request.

    Raises:
        CSRFError: the request does not come from our own page.
        Refusal: `draft.not_kept` when there is nothing to keep, or too much.
    """
    wanted = request.form.get("do") if request.method not in READING else None
    live = sessions.current()
    if live is None or wanted not in ("keep", "throw-away"):
        return None
    if g.get("token_refused"):
        raise CSRFError
    if wanted == "keep":
        return _kept(live)
    kept.throw_away(live.account)
    flash(_("What you had typed is thrown away."))
    return redirect(kept.href(), 303)


def _kept(live: sessions.Live) -> Response:
    """Back to the form, filled as it was; the page's script, which stays there, is told when."""
    draft = kept.keep(live.account)
    if draft is None:
        raise Refusal("draft.not_kept")
    if request.accept_mimetypes.best != "application/json":
        return redirect(draft.href, 303)
    said = _("Kept at: %(time)s", time=formats.hour(draft.saved_at))
    return jsonify(href=draft.href, said=said, seconds=live.seconds_left(), last=live.is_last)
