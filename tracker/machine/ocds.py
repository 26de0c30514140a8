"""OCDS of one purchase at the address its package names, and our own extension of the standard."""

import re
from collections.abc import Callable
from typing import Any

from flask import Response, abort, current_app, request

from opendata.literals import json_text
from opendata.ocds import EXTENSION
from opendata.ocds.cases import Case, cases
from opendata.ocds.publishing import Publisher, record_package, release_package
from opendata.ocds.releases import release
from procurement.reports import trail
from register import profile
from tracker import queries
from tracker.extensions import db
from tracker.machine import machine
from tracker.packages import publisher
from tracker.pages import page

FORMS: dict[str, Callable[[dict[str, Any], Publisher], dict[str, Any]]] = {
    "releases": release_package,
    "records": record_package,
}
MOST = 2_147_483_647


def _number(ocid: str) -> int | None:
    """The number of the purchase an ocid of ours names; None where it is none of ours."""
    prefix = profile.load(current_app.config["TRACKER"].country).ocid_prefix
    found = re.fullmatch(rf"{re.escape(prefix)}-([1-9][0-9]{{0,9}})", ocid, re.ASCII)
    number = int(found[1]) if found else MOST + 1
    return number if number <= MOST else None


def _scope(form: str, ocid: str) -> str:
    country: str = current_app.config["TRACKER"].country
    number = _number(ocid)
    return (trail.holder(db.session, number) if number is not None else None) or country


@machine.get('/data/ocds/<any("releases", "records"):form>/<ocid>.json')
@page(scope=_scope)
def ocds(form: str, ocid: str) -> Response:
    """The release or record of a public purchase, the same bytes as in a package."""
    queries.read({})
    number = _number(ocid)
    found = next(cases(db.session(), [number]), None) if number is not None else None
    if found is None:
        abort(404)
    by = publisher(db.session(), spots=_spots(found), items=_items(found))
    return _json(json_text(FORMS[form](release(found, by), by)) + "\n")


def _spots(of: Case) -> set[str]:
    """The places and schools a purchase names."""
    holders = {line.holder for line in of.fundings}
    schools = {row.school for rows in (of.shares, of.commitments) for row in rows}
    return {of.purchase.place} | holders | schools


def _items(of: Case) -> set[str]:
    return {line.item_code for line in of.lines if line.item_code}


@machine.get('/data/ocds/extension/<any("extension.json", "release-schema.json"):name>')
def ocds_extension(name: str) -> Response:
    """What our extension says of itself, and the fields it adds."""
    answer = _json((EXTENSION / name).read_text(encoding="utf-8"))
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _json(text: str) -> Response:
    return Response(text, content_type="application/json")
