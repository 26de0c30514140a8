"""Photographs and scans at the doors: where they lie, how they come, and who may see them.

Who may see one is told by the records that name it (standard.reports.evidence; of gifts
budgets.reports.gift_entries, of resolutions and minutes budgets.reports.years, of purchases
procurement.reports.documents, of findings oversight.findings.reports.desk, of what people tell
oversight.voices, of visits oversight.visits). A name alone, which the public journal tells, opens
nothing.
"""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from flask import abort, current_app, send_file
from werkzeug.wrappers import Response
from wtforms import Field, Form

from budgets.reports import gift_entries, standing
from core import files
from core.errors import Refusal
from core.files import Paper
from oversight.findings.reports import desk as findings
from oversight.visits.reports import visits
from oversight.voices.reports import deliveries
from procurement.reports import documents
from register import reports as register
from standard.found import MOST_FILES
from standard.reports import evidence
from tracker import edge
from tracker.extensions import db
from tracker.phrases import phrase

ADDRESS = '/files/<string(length=64):sha256>.<any("jpg", "pdf"):kind>'
POLICY = "default-src 'none'; sandbox; frame-ancestors 'none'"
"""What was uploaded runs nothing, loads nothing and is no part of another page."""
# What was public can be taken off the public pages: then it is gone within a day.
PUBLIC = "public, max-age=86400, immutable"
SHOWN_NAME = 60  # characters of an uploaded file's name that a sentence repeats


def folder() -> Path:
    """Where files lie: readable by the program alone."""
    found: Path = current_app.config["TRACKER"].files
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def taken(form: Form, name: str = "files") -> list[dict[str, Any]] | None:
    """Keep the files of a form's field; what a record's `files` holds of them.

    None when one is refused: the sentences stand at the field. Files are kept before the act is
    done, for the act must name them; when it is then refused, a file stays that no record names.
    Nobody can open such a file, and sent again it is kept once.
    """
    field = form[name]
    uploads = [one for one in field.data or () if one and one.filename]
    if len(uploads) > MOST_FILES:
        edge.refuse(form, Refusal("assessment.many_files", name, most=MOST_FILES))
        return None
    kept: dict[str, dict[str, Any]] = {}
    for upload in uploads:
        upload.stream.seek(0)
        try:
            one = files.keep(folder(), upload.stream.read(files.LARGEST + 1))
        except Refusal as refusal:
            sentence = f"{upload.filename[:SHOWN_NAME]}: {phrase(refusal)}"
            field.errors = [*field.errors, sentence]
        else:
            kept[one.sha256] = one.record()
    return None if field.errors else list(kept.values())


def paper(field: Field) -> list[Paper] | None:
    """Keep the document of a field: none or one; None when it is refused, with its sentence there.

    It is kept before the act that names it, as in `taken`.
    """
    upload = field.data
    if not upload or not getattr(upload, "filename", None):
        return []
    upload.stream.seek(0)
    try:
        return [files.keep_paper(folder(), upload.stream.read(files.LARGEST + 1))]
    except Refusal as refusal:
        sentence = f"{upload.filename[:SHOWN_NAME]}: {phrase(refusal)}"
        field.errors = [*field.errors, sentence]
        return None


def to_those_within(
    sha256: str,
    kind: str,
    places: Collection[str],
    *,
    gifts_of: Collection[str],
    typed_by: Collection[str] = (),
) -> Response:
    """A file, to somebody who looks after these places and schools; 404 to everybody else.

    `gifts_of` are the places whose gifts are their business: a paper about a gift may name who
    gave, and a school is not among those who take it. What people photographed is theirs alone too.
    `typed_by` are the places whose visits that are still being typed are their business.
    """
    session = db.session()
    if not (
        evidence.is_of(session, sha256, places)
        or gift_entries.is_of(session, sha256, gifts_of)
        or _is_paper(sha256, places)
        or _is_document(sha256, places, gifts_of)
        or deliveries.is_of(session, sha256, gifts_of)
        or visits.is_of(session, sha256, places)
        or visits.is_of_draft(session, sha256, typed_by)
    ):
        abort(404)
    return _sent(sha256, kind, "private, no-store")


def of_findings(
    sha256: str, kind: str, places: Collection[str], body: str | None = None
) -> Response | None:
    """A file of a finding, to its council at these places; with a `body`, only of a finding that
    is addressed to it. None where it is no file of such a one."""
    session = db.session()
    of = findings.owners(session, sha256, body)
    lineages = register.lineages(session, of)
    if all(set(places).isdisjoint(line) for line in lineages.values()):
        return None
    return _sent(sha256, kind, "private, no-store")


def to_moderators(sha256: str, kind: str, places: Collection[str]) -> Response:
    """What people photographed of deliveries, to whoever moderates or answers there; else 404."""
    if not deliveries.is_of(db.session(), sha256, places):
        abort(404)
    return _sent(sha256, kind, "private, no-store")


def _is_paper(sha256: str, places: Collection[str]) -> bool:
    """Is it a resolution or minutes of a place that is, or lies within, one of these?"""
    of = standing.scan_places(db.session(), sha256)
    lineages = register.lineages(db.session(), of)
    return any(not set(places).isdisjoint(line) for line in lineages.values())


def _is_document(sha256: str, places: Collection[str], trusted: Collection[str]) -> bool:
    """Is it of a purchase within these places? With personal data, within the `trusted` alone."""
    session = db.session()
    among = set(trusted if documents.is_kept_back(session, sha256) else places)
    lineages = register.lineages(session, documents.owners(session, sha256))
    return any(not among.isdisjoint(line) for line in lineages.values())


def to_everybody(sha256: str, kind: str) -> Response:
    """A photograph of a confirmed practice or one the moderator shows, or a public document of a
    purchase; else 404."""
    picture = kind in files.PICTURES and (
        evidence.is_public(db.session(), sha256) or deliveries.is_public(db.session(), sha256)
    )
    shown = findings.is_public(db.session(), sha256, kind)
    if not (picture or shown or documents.is_public(db.session(), sha256, kind)):
        abort(404)
    return _sent(sha256, kind, PUBLIC)


def _sent(sha256: str, kind: str, caching: str) -> Response:
    try:
        path = files.path_of(folder(), sha256, kind)
    except ValueError:
        abort(404)
    if not path.is_file():
        abort(404)
    answer = send_file(
        path,
        mimetype=files.KINDS[kind],
        as_attachment=kind not in files.PICTURES,
        download_name=f"{sha256[:12]}.{kind}",
        etag=sha256,
    )
    answer.headers["Cache-Control"] = caching
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = POLICY
    return answer
