"""Find a school, a place, a requirement, a supplier, a purchase, a finding or a thing by words."""

from collections.abc import Callable, Iterable, Mapping

from flask import current_app, redirect, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from core.words import Words, folded
from opendata import search as index
from opendata.search import Found, Group, Results
from register import reports as register
from tracker import formats, queries
from tracker.extensions import db
from tracker.public.filters import Filter
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

PER_PAGE = 25
IN_FILES = (
    100  # of each kind in a file of all kinds; of a chosen one all that can be leafed through
)
TABLES = tuple(f"{kind}s" for kind in index.KINDS)
STEPS = 2  # of what a thing lies within, the nearest are told


def _place(text: str) -> str:
    """The code of a place that there is."""
    if not text.isascii() or register.place(db.session, text[:32]) is None:
        raise ValueError(text)
    return text


@offer(
    "/search",
    tables=TABLES,
    q=queries.Key(queries.search_words, ""),
    kind=queries.Key(queries.one_of(*index.KINDS)),
    place=queries.Key(_place),
    page=queries.PAGE,
)
def search(q: str, kind: str | None, place: str | None, page: int) -> Shown | Response:
    """What holds every word asked for, by kind; nothing asked, nothing found."""
    if len(request.args.get("q", "")) > queries.LONGEST and not queries.strict():
        return redirect(url_for("public.search", q=q))  # every page repeats its address in links
    found = _found(q, kind, place, page)
    counts = {group.kind: group.count for group in found.groups}
    groups = {group.kind: group for group in found.groups}
    above = Above(one for group in found.groups for one in group.found)
    chosen = groups.get(kind or "")
    last = -(-min(chosen.count, index.MOST) // PER_PAGE) if chosen else 1
    country = current_app.config["TRACKER"].country
    return Shown(
        "public/search.html",
        "search",
        head={
            "q": q,
            "kind": kind,
            "place": place,
            "page": page,
            "close": found.close,
            "instead": [{"typed": typed, "found": written} for typed, written in found.instead],
            "counts": {f"{each}s": counts.get(each, 0) for each in index.KINDS},
        },
        facts={
            "instead_of": found.instead,
            "sought": bool(folded(q)),
            "groups": found.groups,
            "chosen": chosen,
            "last": last,
            "most": index.MOST,
            "where": _where(country, place),
            "units": register.below(db.session, country),
            "words": _words(),
        },
        tables=tuple(_table(each, groups.get(each), above) for each in index.KINDS),
    )


def _found(q: str, kind: str | None, place: str | None, page: int) -> Results:
    if queries.strict():
        most = index.MOST if kind else IN_FILES
        return index.find(db.session(), q, kind=kind, place=place, per_page=most)
    per_page = PER_PAGE if kind else index.FEW
    return index.find(db.session(), q, kind=kind, place=place, page=page, per_page=per_page)


def _words() -> Mapping[str, tuple[str, str]]:
    """Of each kind the question it answers, and its name above a column of them."""
    return {
        "school": (gettext("Which schools?"), gettext("School")),
        "place": (gettext("Which places?"), gettext("Place")),
        "requirement": (gettext("Which requirements?"), gettext("Requirement")),
        "supplier": (gettext("Which suppliers?"), gettext("Supplier")),
        "purchase": (gettext("Which purchases?"), gettext("Purchase")),
        "finding": (gettext("Which findings?"), gettext("Finding")),
        "item": (gettext("Which things?"), gettext("Thing")),
    }


def _where(country: str, place: str | None) -> Filter:
    """The filter of places: what lies right under the country, and the place that is chosen."""
    spots = register.below(db.session, country)
    chosen = register.place(db.session, place) if place else None
    if chosen is not None and chosen.code not in {spot.code for spot in spots}:
        spots = [chosen, *spots]
    lang = formats.language()
    choices = tuple((spot.code, spot.name.told(lang)[0]) for spot in spots)
    return Filter("place", gettext("Where?"), choices, place)


class Above:
    """The names of what things lie within, read once for all of them."""

    def __init__(self, found: Iterable[Found]) -> None:
        places = {one.place for one in found if one.place}
        self._lines = register.lineages(db.session(), places)
        steps = {step for line in self._lines.values() for step in line[: STEPS + 1]}
        self._names: Mapping[str, Words] = register.names(db.session(), steps)

    def told(self, one: Found) -> str | None:
        """Where a thing is: the nearest places, but not the country unless nothing else is."""
        if one.place is None:
            return None
        line = self._lines[one.place]
        around = line[1:] if one.kind == "place" else line
        near = (around[:-1] or around)[:STEPS]
        lang = formats.language()
        names = (self._names[step].told(lang)[0] for step in near if step in self._names)
        return ", ".join(names) or None


def _table(kind: str, group: Group | None, above: Above) -> Table:
    title, heading = _words()[kind]
    has_code = kind not in ("supplier", "purchase", "finding")
    rows = tuple(
        (Cell(one.name, href=ADDRESSES[kind](one.key)), one.key, above.told(one))
        for one in (group.found if group else ())
    )
    return Table(
        f"{kind}s",
        title,
        (
            Column("name", heading),
            Column("code", gettext("Code") if has_code else gettext("Number")),
            Column("within", gettext("Where"), hidden=kind in index.OF_NO_PLACE),
        ),
        rows,
    )


ADDRESSES: Mapping[str, Callable[[str], str]] = {
    "school": lambda key: url_for("public.school_latest", code=key),
    "place": lambda key: url_for("public.place_latest", code=key),
    "requirement": lambda key: url_for("public.requirement", code=key),
    "supplier": lambda key: url_for("public.supplier", number=int(key)),
    "purchase": lambda key: url_for("public.purchase", number=int(key)),
    "finding": lambda key: url_for("public.finding", number=int(key)),
    "item": lambda key: url_for("public.search", q=key, kind="purchase"),  # what was bought of it
}
