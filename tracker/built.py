"""The built style sheets and scripts: their addresses, and their bytes already compressed."""

import json
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response, abort, request
from markupsafe import Markup
from werkzeug.security import safe_join

STATIC = Path(__file__).parent / "static"
BUILT = STATIC / "built"
FOREVER = "public, max-age=31536000, immutable"
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".txt": "text/plain; charset=utf-8",
}
PACKED = (("br", ".br"), ("gzip", ".gz"))


def init_app(app: Flask) -> None:
    """Serve static files, and tell templates where they are."""
    app.add_url_rule("/static/<path:filename>", "static", static_file, methods=["GET"])
    app.jinja_env.globals.update(built=built, built_size=built_size, public_css=public_css)


@cache
def _manifest() -> dict[str, str]:
    found: dict[str, str] = json.loads((BUILT / "manifest.json").read_text(encoding="utf-8"))
    return found


@cache
def _sheet() -> str:
    return (BUILT / _manifest()["public.css"]).read_text(encoding="utf-8")


def built(name: str) -> str:
    """The address of a built file by its plain name, such as "site.js".

    Made without the request: a page for a host that is not ours needs it too.
    """
    return f"/static/built/{_manifest()[name]}"


@cache
def built_size(name: str) -> int:
    """How many bytes a built file takes on the way, compressed by brotli."""
    sizes = json.loads((BUILT / "sizes.json").read_text(encoding="utf-8"))
    found: int = sizes[name]["br"]
    return found


def public_css() -> Markup:
    """The style sheet that public pages carry inside them."""
    return Markup(_sheet())


@cache
def public_css_sha256() -> str:
    """The hash by which the content security policy lets that sheet through."""
    return b64encode(sha256(_sheet().encode()).digest()).decode()


def static_file(filename: str) -> Response:
    """A file of tracker/static, packed as the browser likes it; only kinds we know."""
    found = safe_join(str(STATIC), filename)
    path = Path(found) if found else STATIC
    if path.suffix not in TYPES or not path.is_file():
        abort(404)
    encoding, packed = _packed(path)
    answer = Response(packed.read_bytes(), content_type=TYPES[path.suffix])
    if encoding:
        answer.headers["Content-Encoding"] = encoding
    answer.vary.add("Accept-Encoding")
    immutable = path.parent == BUILT and path.name in _manifest().values()
    answer.headers["Cache-Control"] = FOREVER if immutable else "no-cache"
    answer.set_etag(f"{sha256(path.read_bytes()).hexdigest()[:20]}{encoding or ''}")
    return answer.make_conditional(request)  # type: ignore[return-value]


def _packed(path: Path) -> tuple[str | None, Path]:
    for encoding, ending in PACKED:
        packed = path.with_name(path.name + ending)
        if request.accept_encodings.quality(encoding) > 0 and packed.is_file():
            return encoding, packed
    return None, path
