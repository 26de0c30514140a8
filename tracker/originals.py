"""The files that tables were brought in from: kept whole, by their hash, beside the evidence.

They are given back as attachments only: what somebody sent is never shown by this site.
"""

from pathlib import Path, PurePath

from flask import abort, current_app, send_file
from werkzeug.wrappers import Response

from core import files
from opendata.acts import File
from tracker.evidence import POLICY


def folder() -> Path:
    """Where the originals lie: readable by the program alone."""
    found: Path = current_app.config["TRACKER"].files / "imported"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def kept(content: bytes, name: str) -> File:
    """Keep the file of a table for good; what its batch says of it.

    It is kept before the act that names it; of an act then refused a file stays that nobody can ask
    for, and sent again it is kept once.
    """
    return File(files.keep_whole(folder(), content), PurePath(name).name, len(content))


def sent(sha256: str, name: str | None) -> Response:
    """The file of a batch under the name it came by; 404 where it was never kept."""
    path = files.whole_path(folder(), sha256)
    if not path.is_file():
        abort(404)
    answer = send_file(
        path,
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=name or f"{sha256[:12]}.bin",
        etag=sha256,
    )
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = POLICY
    return answer
