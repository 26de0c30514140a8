"""Where the public pages are, for searchers: sitemap.xml with its parts, and robots.txt.

Each address stands once in each language and names the others. A part holds at most 2 000 pages
(6 000 addresses; the protocol takes 50 000) and is one statement, so that it is made in a blink.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from json import loads
from typing import Any
from xml.sax.saxutils import escape

from flask import Response, abort, current_app, request
from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from budgets.models import Total
from budgets.reports import figures
from core import clock
from core.words import LANGUAGES
from journal.models import Entry, Scope
from oversight import flags
from oversight.findings.models import Finding
from oversight.flags import Rule
from oversight.reports.council_years import council_years, statement
from oversight.samples.models import AuditSample
from oversight.visits.models import Round
from procurement.models import Purchase, Supplier
from procurement.rules import PUBLIC
from register.models import Place, School
from standard import reports as standard
from tracker import queries
from tracker.config import Settings
from tracker.extensions import db
from tracker.machine import machine
from tracker.pages import page

PAGES_A_PART = 2_000
STANDING = (
    *("", "standard/", "journal", "data", "practices", "pilots", "guidance"),
    *("glossary", "how-it-works", "flags", "findings"),
)
RULES: tuple[Rule, ...] = (*flags.FLAGS, *flags.YEAR_FLAGS)
DEFAULT = "ky"
CLOSED = ("office", "council", "accounts", "partner")
PACKAGES = "/*/package.zip"  # made while one waits; the same stands ready under /data/
FACTS = "/*/flag-facts."  # looked at anew while one waits
VERSIONS = "/*as_of="  # each is a base rebuilt
XML = "application/xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
PROTOCOL = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
LINKS = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'

Found = tuple[str, str | None]
"""The address of a page after its language, and the day it last changed where that is known."""
Part = Callable[[Session, int], Iterator[Found]]


def _standing(session: Session, first: int) -> Iterator[Found]:
    yield from ((path, None) for path in STANDING[first : first + PAGES_A_PART])


def _requirements(session: Session, first: int) -> Iterator[Found]:
    codes = sorted(standard.titles(session))[first : first + PAGES_A_PART]
    yield from ((f"standard/{code}", None) for code in codes)


def _flags(session: Session, first: int) -> Iterator[Found]:
    yield from ((f"flags/{rule.CODE}", None) for rule in RULES[first : first + PAGES_A_PART])


def _places(session: Session, first: int) -> Iterator[Found]:
    query = _with_year(Place.code).where(Place.successor.is_(None))
    yield from _of_year(session, query, "places", first)


def _schools(session: Session, first: int) -> Iterator[Found]:
    yield from _of_year(session, _with_year(School.code), "schools", first)


def _suppliers(session: Session, first: int) -> Iterator[Found]:
    yield from _numbered(session, select(Supplier.id), "suppliers", first)


def _purchases(session: Session, first: int) -> Iterator[Found]:
    query = select(Purchase.id).where(Purchase.status.in_(PUBLIC))
    yield from _numbered(session, query, "purchases", first)


def _samples(session: Session, first: int) -> Iterator[Found]:
    yield from _numbered(session, select(AuditSample.id), "samples", first)


def _rounds(session: Session, first: int) -> Iterator[Found]:
    yield from _numbered(session, select(Round.id), "rounds", first)


def _with_year(code: Any) -> Select[Any]:
    """Codes, the last year anything is known of each, and the leaf that last changed it."""
    year = select(func.max(Total.year)).where(Total.scope == code).scalar_subquery()
    query = select(code, year, Entry.leaf).outerjoin(Scope, Scope.code == code)
    return query.outerjoin(Entry, and_(Entry.number == Scope.size - 1)).order_by(code)


def _of_year(session: Session, query: Select[Any], kind: str, first: int) -> Iterator[Found]:
    country: str = current_app.config["TRACKER"].country
    last = figures.latest(session, country) or clock.today().year
    for code, year, leaf in session.execute(query.offset(first).limit(PAGES_A_PART)):
        yield f"{kind}/{code}/{year or last}", loads(leaf)["at"][:10] if leaf else None


def _numbered(session: Session, query: Select[Any], kind: str, first: int) -> Iterator[Found]:
    [number] = query.selected_columns
    chosen = query.order_by(number).offset(first).limit(PAGES_A_PART)
    yield from ((f"{kind}/{id}", None) for id in session.scalars(chosen))


def _findings(session: Session, first: int) -> Iterator[Found]:
    yield from _numbered(session, select(Finding.id), "findings", first)


def _reports(session: Session, first: int) -> Iterator[Found]:
    """What councils report of a year, where there is anything to report."""
    told = council_years(session)[first : first + PAGES_A_PART]
    yield from ((f"councils/{place}/{year}", None) for place, year in told)


PARTS: Mapping[str, Part] = {
    "standing": _standing,
    "requirements": _requirements,
    "flags": _flags,
    "places": _places,
    "schools": _schools,
    "suppliers": _suppliers,
    "purchases": _purchases,
    "samples": _samples,
    "rounds": _rounds,
    "findings": _findings,
    "reports": _reports,
}


def _counts(session: Session) -> dict[str, int]:
    """How many pages there are of each kind."""
    counted = {
        "places": select(func.count()).select_from(Place).where(Place.successor.is_(None)),
        "schools": select(func.count()).select_from(School),
        "suppliers": select(func.count()).select_from(Supplier),
        "purchases": select(func.count()).select_from(Purchase).where(Purchase.status.in_(PUBLIC)),
        "samples": select(func.count()).select_from(AuditSample),
        "rounds": select(func.count()).select_from(Round),
        "findings": select(func.count()).select_from(Finding),
        "reports": select(func.count()).select_from(statement().subquery()),
    }
    row = session.execute(select(*(query.scalar_subquery() for query in counted.values()))).one()
    known = {
        "standing": len(STANDING),
        "requirements": len(standard.titles(session)),
        "flags": len(RULES),
    }
    return {**known, **dict(zip(counted, row, strict=True))}


@machine.get("/sitemap.xml")
@page()
def sitemap() -> Response:
    """The parts of the map of this site."""
    queries.read({})
    parts = [
        f"<sitemap><loc>{_base()}/sitemap/{kind}-{number + 1}.xml</loc></sitemap>"
        for kind, count in _counts(db.session()).items()
        for number in range(-(-count // PAGES_A_PART))
    ]
    return _xml(f"<sitemapindex {PROTOCOL}>", parts, "</sitemapindex>")


@machine.get("/sitemap/<part>.xml")
@page()
def sitemap_part(part: str) -> Response:
    """One part of it: pages of one kind, each in three languages."""
    queries.read({})
    kind, _, number = part.partition("-")
    if kind not in PARTS or not re.fullmatch(r"[1-9][0-9]{0,5}", number, re.ASCII):
        abort(404)
    found = PARTS[kind](db.session(), (int(number) - 1) * PAGES_A_PART)
    told = [line for path, on in found for line in _addresses(path, on)]
    if not told:
        abort(404)
    return _xml(f"<urlset {PROTOCOL} {LINKS}>", told, "</urlset>")


def _addresses(path: str, on: str | None) -> Iterator[str]:
    """A page in each language, each with the links to all of them."""
    base = _base()
    named = {lang: escape(f"{base}/{lang}/{path}") for lang in LANGUAGES}
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{href}"/>'
        for lang, href in {**named, "x-default": named[DEFAULT]}.items()
    )
    changed = f"<lastmod>{on}</lastmod>" if on else ""
    for href in named.values():
        yield f"<url><loc>{href}</loc>{changed}{others}</url>"


def _xml(head: str, lines: Sequence[str], foot: str) -> Response:
    return Response("\n".join((HEAD + head, *lines, foot)) + "\n", content_type=XML)


def _base() -> str:
    return escape(_settings().public_url)


def _settings() -> Settings:
    found: Settings = current_app.config["TRACKER"]
    return found


@machine.get("/robots.txt")
def robots() -> Response:
    """What searchers may read: all that is public. Of an example nothing: it is invented."""
    if not _settings().production:
        told = ["User-agent: *", "Disallow: /"]
    else:
        closed = [f"Disallow: /{lang}/{room}/" for lang in LANGUAGES for room in CLOSED]
        costly = [f"Disallow: {each}" for each in (PACKAGES, FACTS, VERSIONS)]
        told = ["User-agent: *", *closed, *costly]
        told.append("Allow: /")
        told.append(f"Sitemap: {_settings().public_url}/sitemap.xml")
    answer = Response("\n".join(told) + "\n", content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "max-age=3600"
    answer.add_etag()
    answer.make_conditional(request)
    return answer
