"""The bulk files at their addresses, and the catalogue of them: the newest ones, whole or in part.

A file's mark (ETag) is its SHA-256, so whoever has it is told so, and a download that broke off
goes on where it ended unless the file is another now. Any site may read them.
"""

from typing import Any

from flask import Response, abort, request, send_file

from opendata.bulk import catalogue
from opendata.literals import json_text
from opendata.package.stage import MANIFEST, MARK
from tracker import bulk, queries
from tracker.extensions import db
from tracker.machine import machine
from tracker.packages import publisher

TEXT = "text/plain"
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
}


@machine.get("/data/")
def manifest() -> Response:
    """What there is: each file with its rows, bytes and SHA-256; the journal's size and root."""
    return bulk_file(MANIFEST)


@machine.get("/data/<path:path>")
def bulk_file(path: str) -> Response:
    """One bulk file, the newest; 404 for what there is not. A manifest there is always."""
    queries.read({})
    found = bulk.newest()
    if found is None and path == MANIFEST:
        return _told({"kind": MARK, "files": []}, catalogue.MEDIA["json"])
    file = found.files.get(path) if found else None
    if found is None or (file is None and path != MANIFEST):
        abort(404)
    answer = send_file(
        found.folder / path,
        mimetype=_kind(path),
        as_attachment=not path.endswith(".json"),
        download_name=path.rpartition("/")[2],
        conditional=True,
        etag=file.sha256 if file else f"{bulk.made()}-{found.manifest['on']}",
    )
    answer.headers.update(HEADERS)
    return answer


def _kind(path: str) -> str:
    if path.endswith(".gz"):
        return catalogue.GZIP
    return TEXT if "." not in path else catalogue.media(path)


@machine.get("/catalog.jsonld")
def catalog() -> Response:
    """The bulk files by DCAT; without any yet, a catalogue of none."""
    queries.read({})
    by, found = publisher(db.session(), spots=set(), items=set()), bulk.newest()
    sets = list(catalogue.listed(bulk.ALL, found.files)) if found else []
    on = found.manifest["on"] if found else None
    return _told(catalogue.dcat(sets, by, on), "application/ld+json")


def _told(document: dict[str, Any], kind: str) -> Response:
    """A document made of what is known now, with a mark of its own."""
    answer = Response(json_text(document) + "\n", content_type=kind)
    answer.headers.update(HEADERS)
    answer.add_etag()
    answer.make_conditional(request)
    return answer
