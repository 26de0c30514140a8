"""Atom feeds (RFC 4287): who follows a school, a place or a supplier is told of each act once.

`/feeds/<lang>/<code>.atom` is in that language; `/feeds/<code>.atom` is the Kyrgyz one. What is
told is the table of oversight.reports.followed; the words are those of tracker.follow_words.
"""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time
from uuid import NAMESPACE_URL, UUID, uuid5
from xml.etree import ElementTree as Xml

from flask import Response, abort, current_app, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from core import clock
from oversight.reports import following
from oversight.reports.followed import Told
from procurement.reports import public as purchases
from register import reports as register
from tracker import follow_words, sharing
from tracker.extensions import db
from tracker.machine import machine
from tracker.names import Names
from tracker.pages import page

ATOM = "http://www.w3.org/2005/Atom"
KIND = "application/atom+xml"
SUPPLIER = "supplier-<int(max=2147483647):number>.atom"
# All that XML 1.0 cannot hold, whoever typed it.
_UNSPEAKABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@machine.get("/feeds/<code:code>.atom", defaults={"lang": "ky"}, endpoint="feed_ky")
@machine.get("/feeds/<lang:lang>/<code:code>.atom")
@page(scope="code")
def feed(code: str) -> BaseResponse:
    """What happened to a school or a place; a merged place leads to its successor."""
    card = register.school(db.session, code)
    if card is not None:
        home = url_for("public.school_latest", code=code)
        name, acts = card.name, following.of_school(db.session(), code)
    else:
        spot = register.place(db.session, code)
        if spot is None:
            abort(404)
        if spot.successor:
            return redirect(url_for("machine.feed", code=spot.successor), 301)
        home = url_for("public.place_latest", code=code)
        whole = spot.kind == "country"
        name = spot.name
        acts = (
            following.of_country(db.session()) if whole else following.of_place(db.session(), code)
        )
    names = Names()
    return _answer(name.told(names.lang)[0], home, acts, names)


@machine.get("/feeds/findings-<code:code>.atom", defaults={"lang": "ky"}, endpoint="findings_ky")
@machine.get("/feeds/<lang:lang>/findings-<code:code>.atom")
@page(scope="code")
def findings_feed(code: str) -> BaseResponse:
    """What councils found of a school or a place, what was answered, put right and decided."""
    school, spot = register.school(db.session, code), register.place(db.session, code)
    known = school or spot
    if known is None:
        abort(404)
    whole = spot is not None and spot.kind == "country"
    if school is not None:
        home = url_for("public.school_findings", code=code)
    elif whole:
        home = url_for("public.findings")
    else:
        home = url_for("public.place_findings", code=code, year=clock.today().year)
    names = Names()
    name = f"{gettext('Findings of councils')}: {known.name.told(names.lang)[0]}"
    return _answer(name, home, following.of_findings(db.session(), code, whole=whole), names)


@machine.get(f"/feeds/{SUPPLIER}", defaults={"lang": "ky"}, endpoint="supplier_feed_ky")
@machine.get(f"/feeds/<lang:lang>/{SUPPLIER}")
@page()
def supplier_feed(number: int) -> Response:
    """What a supplier was chosen for, what it signed and delivered, and what it was paid."""
    card = purchases.supplier(db.session, number)
    if card is None:
        abort(404)
    home = url_for("public.supplier", number=number)
    # As in all our open data, who trades alone is a number where the name would be kept by others.
    person = gettext("A person trading alone, № %(number)s", number=number)
    name = person if card.is_person else card.name
    return _answer(name, home, following.of_supplier(db.session(), number), Names())


def act_id(country: str, act_no: int) -> UUID:
    """The lasting name of an act: made of the country and its number, whatever else changes."""
    return uuid5(NAMESPACE_URL, f"urn:school-safety:{country}:act:{act_no}")


def _answer(name: str, home: str, acts: Iterable[Told], names: Names) -> Response:
    acts = tuple(acts)
    country = current_app.config["TRACKER"].country
    root = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": names.lang})
    tell = _teller(root)
    tell("id", f"urn:uuid:{uuid5(NAMESPACE_URL, f'urn:school-safety:{country}:{request.path}')}")
    tell("title", gettext("What is new: %(name)s", name=name))
    midnight = datetime.combine(clock.today(), time(), UTC)
    tell("updated", _moment(acts[0].at if acts else midnight))
    author = Xml.SubElement(root, "author")
    _teller(author)("name", gettext("Money for safe schools"))
    tell("link", rel="self", type=KIND, href=sharing.whole(request.path))
    tell("link", rel="alternate", type="text/html", href=sharing.whole(home))
    for told in acts:
        _entry(Xml.SubElement(root, "entry"), told, home, names)
    text = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(text, content_type=f"{KIND}; charset=utf-8")


def _entry(entry: Xml.Element, told: Told, home: str, names: Names) -> None:
    tell = _teller(entry)
    country = current_app.config["TRACKER"].country
    tell("id", act_id(country, told.act_no).urn)
    tell("title", follow_words.title(told, names))
    tell("updated", _moment(told.at))
    address = sharing.whole(follow_words.page_of(told, home))
    tell("link", rel="alternate", type="text/html", href=address)
    tell("category", term=told.act)
    tell("summary", follow_words.more(told, names))


def _teller(parent: Xml.Element) -> Callable[..., None]:
    """Writes one child after another, without what XML cannot hold."""

    def tell(tag: str, text: str | None = None, **attributes: str) -> None:
        child = Xml.SubElement(parent, tag, attributes)
        child.text = _UNSPEAKABLE.sub("", text) if text is not None else None

    return tell


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
