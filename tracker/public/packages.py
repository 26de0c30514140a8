"""A year's open data of a place in one file: one press on 31 December, or any day."""

import os
from functools import partial

from flask import Response, abort, redirect, send_file, url_for
from werkzeug.wrappers import Response as BaseResponse

from core.fiscal import is_year
from opendata.scope import Scope
from register import reports as register
from tracker import formats, packages, queries
from tracker.extensions import db
from tracker.pages import page
from tracker.public import public, year_report


@public.get("/places/<code:code>/<int:year>/package.zip")
@page(scope="code")
def place_package(code: str, year: int) -> BaseResponse:
    """The year-end report, OCDS, Fiscal Data Package, CSV and XLSX of a place in a year."""
    queries.read({})
    spot = register.place(db.session, code)
    if spot is None or not is_year(year):
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_package", code=spot.successor, year=year), 301)
    report = partial(year_report.files, code, year)
    packed = packages.archive(db.session(), Scope(code, year), formats.language(), report)
    size = packed.seek(0, os.SEEK_END)
    packed.seek(0)
    answer: Response = send_file(
        packed,
        mimetype="application/zip",
        as_attachment=True,
        download_name=f"{code}-{year}.zip",
        etag=False,
    )
    answer.content_length = size
    return answer
