"""Where each page lies in a frozen site, and what becomes of every link on a page.

Every address becomes relative, so the site opens by file:// and under any path of any host. What is
not in the site does not stay as a dead link: with an address of the live site it leads there and
says so, without one its words stay and the link goes.
"""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any

from core import clock
from core.words import LANGUAGES
from tracker.freeze.extent import Extent
from tracker.freeze.sheets import Sheet
from tracker.public.offers import OFFERED

SCHOOL, PLACE = "schools", "places"
MOST_KNOWN = 50_000  # targets remembered: a country has a million
_OURS = re.compile(rf"/({'|'.join(LANGUAGES)})/([^?#]*)(?:\?([^#]*))?(#.*)?")
_PURCHASE = re.compile(r"purchases/(\d+)")
_TAG = re.compile(r"<a\b([^>]*)>(.*?)</a>|<(link|form|img)\b([^>]*)>", re.DOTALL)
_ALONE = re.compile(r'<p class="govuk-body[^"]*"><a\b([^>]*)>[^<]*</a></p>\n?')
_TO = re.compile(r' (href|src|action)="([^"]*)"')
_A_FILE = re.compile(r"\.(?:csv|xlsx|json|pdf|zip)$")
_ONLY_A_FORM = frozenset({"CSV", "XLSX", "JSON", "PDF", "ZIP"})


def page_file(path: str) -> str:
    """The file of a page, behind its language: `schools/S-1/2026` lies in `…/2026.html`."""
    if not path or path.endswith("/"):
        return f"{path}index.html"
    return f"{path}.html"


def stem(path: str) -> str:
    """The files of numbers begin like this: those of the first page and of `standard/` differ."""
    return path.rstrip("/") or "index"


def files_of(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The files for programs a page has: address, with a query where there is one, and file."""
    start = stem(sheet.path)
    if "json" in sheet.files:
        yield f"{start}.json", f"{start}.json"
    if "csv" in sheet.files:
        for place, table in enumerate(OFFERED[sheet.name].tables):
            file = f"{start}.csv" if not place else f"{start}-{table}.csv"
            yield f"{start}.csv?table={table}", file
            if not place:
                yield f"{start}.csv", file


class Links:
    """The links of one frozen site."""

    def __init__(self, extent: Extent, top: Iterable[str], live: str | None = None) -> None:
        """`top`: files that belong to no language, by where they lie; `live`: where the living
        site is, for what is not frozen."""
        self._live = live
        self._top = frozenset(top)
        self._pages: dict[str, str] = {}
        for sheet in extent.sheets:
            self._pages[sheet.path] = page_file(sheet.path)
            self._pages.update(files_of(sheet))
        self._extent = extent
        self._this_year = f"year={clock.today().year}"  # what a page without a year shows
        self._known: dict[tuple[int, str], str | None] = {}

    def rewritten(self, html: str, here: Sheet, lang: str, on_the_net: str) -> str:
        """A page as it stands in its file; `on_the_net` marks what leads out of the site."""
        depth = 1 + page_file(here.path).count("/")

        def tag(match: re.Match[str]) -> str:
            attributes, words, name, others = match.groups()
            if name:
                return self._other(name, others, here, depth)
            if "<img" in words:
                words = _TAG.sub(tag, words)
            to = _TO.search(attributes)
            if to is None or not to[2].startswith("/"):
                return f"<a{attributes}>{words}</a>"
            href = self._target(to[2], here, depth)
            if href is not None:
                return f"<a{attributes[: to.start(2)]}{href}{attributes[to.end(2) :]}>{words}</a>"
            return self._outside(to[2], attributes, to, words, on_the_net)

        return _TAG.sub(tag, html if self._live is not None else self._with_ways(html, here, depth))

    def _with_ways(self, html: str, here: Sheet, depth: int) -> str:
        """Without the paragraphs that are nothing but a link to what is not in the site."""

        def paragraph(match: re.Match[str]) -> str:
            to = _TO.search(match[1])
            gone = to and to[2].startswith("/") and self._target(to[2], here, depth) is None
            return "" if gone else match[0]

        return _ALONE.sub(paragraph, html)

    def _other(self, name: str, attributes: str, here: Sheet, depth: int) -> str:
        """A tag without words of its own; one that leads nowhere is left out."""
        to = _TO.search(attributes)
        if to is None or not to[2].startswith("/"):
            return f"<{name}{attributes}>"
        href = self._target(to[2], here, depth)
        if href is None:
            return ""
        return f"<{name}{attributes[: to.start(2)]}{href}{attributes[to.end(2) :]}>"

    def _outside(
        self, href: str, attributes: str, to: re.Match[str], words: str, on_the_net: str
    ) -> str:
        if self._live is not None:
            there = f"{attributes[: to.start(2)]}{self._live}{href}{attributes[to.end(2) :]}"
            return (
                f'<a{there} rel="external">{words} <span class="st-quiet">{on_the_net}</span></a>'
            )
        if words in _ONLY_A_FORM or "page=" in href.partition("?")[2]:
            return ""
        return f"<span>{words}</span>" if "class=" in words else words

    def _target(self, href: str, here: Sheet, depth: int) -> str | None:
        """A relative address, or None of what is not in the site."""
        purchase = "/purchases/" in href
        key = (depth, href)
        if not purchase and key in self._known:
            return self._known[key]
        found = self._found(unescape(href), here)
        target = None if found is None else "../" * depth + found
        if not purchase:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            self._known[key] = target
        return target

    def _found(self, href: str, here: Sheet) -> str | None:
        """The file an address of the live site lies in, from the top, with its fragment."""
        if href.removeprefix("/") in self._top:
            return href.removeprefix("/")
        parts = _OURS.fullmatch(href)
        if parts is None:
            return None
        lang, path, query, fragment = parts.groups()
        if path in self._top:  # a photograph is the same in every language
            return path
        file = self._page(path, query, here)
        if file is None:
            return None
        return f"{lang}/{file}" + ("" if "#" in file else fragment or "")

    def _page(self, path: str, query: str | None, here: Sheet) -> str | None:
        path = self._of_today(path)
        if query is None:
            return self._pages.get(path) or self._purchase(path, here)
        if query.startswith("table="):
            return self._pages.get(f"{path}?{query}")
        if query.startswith("page="):
            return self._pages.get(f"{path}/purchases")
        if query == self._this_year:
            return self._pages.get(path)
        return None

    def _of_today(self, path: str) -> str:
        """The address of a merged place is its successor's; without a year it is the latest."""
        kind, _, rest = path.partition("/")
        if kind not in (PLACE, SCHOOL):
            return path
        code, _, rest = rest.partition("/")
        while kind == PLACE and code in self._extent.successors:
            code = self._extent.successors[code]
        if not rest:
            rest = str(self._extent.latest.get(code, self._extent.years[-1]))
        return f"{kind}/{code}/{rest}"

    def _purchase(self, path: str, here: Sheet) -> str | None:
        """A purchase without a page of its own stands in the school's list, else its buyer's."""
        match = _PURCHASE.fullmatch(path)
        if match is None:
            return None
        number = int(match[1])
        place, year = self._extent.holders.get(number, ("", 0))
        own: Any = here.arguments.get("year")
        if here.path.startswith(f"{SCHOOL}/") and own is not None and own == year:
            file = self._pages.get(f"{SCHOOL}/{here.arguments['code']}/{own}/purchases")
        else:
            file = self._pages.get(f"{PLACE}/{place}/{year}/purchases")
        return f"{file}#p-{number}" if file else None
