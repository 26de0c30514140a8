"""Pages for what goes wrong: what happened, and what to do. Programs get problem+json."""

from decimal import Decimal
from typing import Any

from flask import Flask, Response, current_app, g, jsonify, make_response, render_template, request
from flask_babel import gettext, lazy_gettext
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from core.errors import NotPermitted, Refusal
from core.files import MEGABYTE
from tracker.extensions import db
from tracker.phrases import phrase, told
from tracker.phrases.versions import version_fact

_l = lazy_gettext
# status: (what happened, what to do)
PAGES = {
    400: (
        _l("This could not be accepted"),
        _l("Nothing was saved. Go back, load the page again and send the form once more."),
    ),
    403: (
        _l("This page is not for your role"),
        _l("If you need it for your work, ask whoever manages the accounts."),
    ),
    404: (
        _l("There is no such page"),
        _l("Check the address, or find the school from the first page."),
    ),
    405: (
        _l("This address does not take that"),
        _l("Go back and use the button on the page."),
    ),
    409: (
        _l("This was changed in the meantime"),
        _l("Nothing was saved. Open the page again, compare, and enter your change once more."),
    ),
    413: (
        _l("The file is too large"),
        _l("Nothing was saved. Attach a smaller file."),
    ),
    415: (
        _l("This kind of content is not accepted here"),
        _l("Nothing was saved. Use the form on the page."),
    ),
    422: (
        _l("The rules do not allow this"),
        _l("Nothing was saved. Go back and correct what is named here."),
    ),
    429: (
        _l("Too many attempts"),
        _l("Wait a little and try again."),
    ),
    500: (
        _l("Something broke on our side"),
        _l("Nothing was saved. Try again; if it happens again, tell whoever runs the site."),
    ),
    503: (
        _l("The site cannot do this right now"),
        _l("Nothing was saved. Try again in a minute."),
    ),
}
STATUS = {
    "record.unknown": 404,
    "gift.not_by_school": 403,
    "record.changed_meanwhile": 409,
    "form.sent_otherwise": 409,
    "form.done_and_gone": 409,
    "base.busy": 503,
    "base.full": 503,
    "base.not_writable": 503,
    "journal.being_rebuilt": 503,
    "journal.leaf_damaged": 503,
    "journal.too_long_to_rebuild": 503,
}
UNSHOWN = ("csrf_token", "once", "password", "code")


def init_app(app: Flask) -> None:
    """Answer every exception with a page of ours."""
    app.register_error_handler(HTTPException, _on_http)
    app.register_error_handler(CSRFError, lambda error: page(400))
    app.register_error_handler(NotPermitted, lambda error: page(403))
    app.register_error_handler(Refusal, _on_refusal)
    app.register_error_handler(Exception, _on_exception)


def page(status: int, refusal: Refusal | None = None) -> Response:
    """The answer for a status: in the page's language, or as problem+json for a program."""
    g.failed = True
    happened, todo = PAGES.get(status, PAGES[500 if status >= 500 else 400])
    sentence = phrase(refusal) if refusal else None
    if _for_a_program():
        answer = jsonify(
            type="about:blank",
            title=str(happened),
            status=status,
            detail=sentence or str(todo),
            **({"code": refusal.code, "field": refusal.field} if refusal else {}),
        )
        answer.content_type = "application/problem+json"
    else:
        answer = make_response(
            render_template(
                f"errors/{'409' if status == 409 else 'error'}.html",
                happened=happened,
                todo=todo,
                sentence=sentence,
                versions=_versions(refusal),
                typed=_typed(),
            )
        )
    answer.status_code = status
    answer.headers["Cache-Control"] = "no-store"
    if status == 503:
        answer.headers["Retry-After"] = "60"
    return answer


def _for_a_program() -> bool:
    path = request.path
    return path.endswith((".json", ".csv", ".xlsx")) or path.startswith(("/api/", "/log/"))


def _typed() -> list[tuple[str, str]]:
    """What was sent, so that nobody has to remember it; without secrets. Not after 413."""
    if request.method != "POST":
        return []
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:
        return []
    shown = [(name.replace("\0", ""), value.replace("\0", "")) for name, value in fields]
    return [(name, value) for name, value in shown if value and not name.startswith(UNSHOWN)]


def _versions(refusal: Refusal | None) -> list[tuple[str, str, str]]:
    """Both versions of a record side by side: (name, as it is now, as it was to be).

    An act that sees a conflict gives them as the facts `now` and `yours`, each a mapping.
    """
    facts: dict[str, Any] = refusal.facts if refusal else {}
    now, yours = facts.get("now"), facts.get("yours")
    if not isinstance(now, dict) or not isinstance(yours, dict):
        return []
    return [
        (version_fact(name), told(name, now.get(name)), told(name, yours.get(name)))
        for name in now | yours
    ]


def _on_http(error: HTTPException) -> Any:
    if error.response is not None or (error.code or 500) < 400:
        return error
    answer = page(error.code or 500, _too_large() if error.code == 413 else None)
    for name, value in error.get_headers():
        if name in ("Allow", "Retry-After"):
            answer.headers[name] = value
    return answer


def _too_large() -> Refusal:
    """How much was sent, and how much may be: judged by what was announced, before it is read."""
    most = current_app.config["MAX_CONTENT_LENGTH"] // MEGABYTE
    sent = -(-(request.content_length or 0) // MEGABYTE)
    return Refusal("upload.too_large", found=Decimal(sent), most=most)


def _on_refusal(refusal: Refusal) -> Response:
    return page(STATUS.get(refusal.code, 422), refusal)


def _on_exception(error: Exception) -> Response:
    """Never a word of what broke: that is for the log."""
    if current_app.debug or current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    current_app.logger.error("%s %s", request.method, request.path, exc_info=error)
    db.session.remove()
    try:
        return page(500)
    except Exception:
        current_app.logger.exception("the error page itself broke")
        return Response(gettext("Something broke on our side"), 500, mimetype="text/plain")
