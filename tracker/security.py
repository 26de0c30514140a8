"""The headers every answer has, and where a changing request may come from."""

from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request
from flask_wtf.csrf import validate_csrf
from wtforms import ValidationError

from tracker.built import public_css_sha256
from tracker.errors import page

READING = frozenset({"GET", "HEAD", "OPTIONS"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{sheet}'; "
    "img-src 'self' data: blob:; connect-src 'self'; font-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HSTS = "max-age=63072000; includeSubDomains"


def init_app(app: Flask) -> None:
    """Guard what comes in, and complete what goes out."""
    app.before_request(_judge_origin)
    app.before_request(_judge_signs)
    app.before_request(_judge_token)
    app.after_request(_complete)
    app.config["POLICY"] = POLICY.format(sheet=public_css_sha256())


def _judge_origin() -> None:
    """A browser that says the request comes from another site is believed.

    Programs and old browsers say nothing; they are held to the token alone.
    """
    if request.method in READING:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site not in (None, "same-origin", "none"):
        abort(403)
    origin = request.headers.get("Origin")
    if origin is not None and not _is_ours(origin):
        abort(403)


def _is_ours(origin: str) -> bool:
    public = urlsplit(current_app.config["TRACKER"].public_url)
    return origin in (request.host_url.rstrip("/"), f"{public.scheme}://{public.netloc}")


def _judge_signs() -> None:
    """Refuse a NUL wherever it was typed: it is part of no text, and PostgreSQL keeps none."""
    texts = [request.path, *(file.filename or "" for file in request.files.values())]
    for values in (request.args, request.form):
        texts += [text for pair in values.items(multi=True) for text in pair]
    if any("\0" in text for text in texts):
        abort(400)


def _judge_token() -> None:
    """See whether a changing request has this session's token.

    One without is not turned away here, so that its form can come back with all that was typed.
    But nothing is written for it: tracker.edge refuses, and an answer that is no refusal is
    replaced (`_complete`).
    """
    if request.method in READING or not current_app.config["WTF_CSRF_ENABLED"]:
        return
    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
    except ValidationError:
        g.token_refused = True
    else:
        g.csrf_valid = True  # Flask-WTF asks this before it judges once more


def _complete(answer: Response) -> Response:
    if g.get("token_refused") and answer.status_code < 400 and not g.get("turned_away"):
        answer = page(400)
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    answer.headers.setdefault("Content-Security-Policy", current_app.config["POLICY"])
    if current_app.config["TRACKER"].production:
        answer.headers["Strict-Transport-Security"] = HSTS
    if "Cache-Control" not in answer.headers:
        answer.headers["Cache-Control"] = "no-store"
    if "Set-Cookie" in answer.headers and answer.headers["Cache-Control"] == "no-cache":
        answer.headers["Cache-Control"] = "private, no-cache"  # the cookie is for one reader
    return answer
