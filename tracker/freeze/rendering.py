"""Making the files of pages: in several processes, each reading one picture of the base.

A process holds one application context, and with it one transaction, as long as it lives: what it
reads is of one journal size, and it is looked whether that is the size all others read. Requests
are made without a server and without what guards one: only public pages come this way, by name.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Flask, current_app, g, make_response, request
from flask_babel import gettext

from core.words import LANGUAGES
from register import profile
from tracker.freeze.links import Links, files_of, page_file, stem
from tracker.freeze.marks import Marks
from tracker.freeze.own import OWN
from tracker.freeze.remembering import ANSWERS
from tracker.freeze.sheets import Sheet
from tracker.public.offers import OFFERED, as_data, as_html
from tracker.tables import as_csv


@dataclass(frozen=True, slots=True)
class Made:
    """A file: where it lies, its SHA-256, its size, and whether it had to be written."""

    path: str
    sha256: str
    bytes: int
    written: bool


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every process needs: `before` are the hashes of the files that lie there already."""

    links: Links
    marks: Marks
    stage: Path
    before: dict[str, str]


def made(workshop: Workshop, sheet: Sheet) -> tuple[Made, ...]:
    """All files of one page, written beside the site where they are new."""
    return tuple(
        _put(workshop, f"{lang}/{path}", content)
        for lang in LANGUAGES
        for path, content in _contents(workshop, sheet, lang)
    )


def _contents(workshop: Workshop, sheet: Sheet, lang: str) -> Iterator[tuple[str, bytes]]:
    with asking(f"/{lang}/{sheet.path}", lang, sheet):
        html = _html(sheet)
        on_the_net = gettext("[on the net]")
    html = workshop.links.rewritten(html, sheet, lang, on_the_net)
    yield page_file(sheet.path), html.encode()
    if sheet.files:
        yield from _files(workshop, sheet, lang)


def _html(sheet: Sheet) -> str:
    if sheet.name in OWN:
        return OWN[sheet.name](**sheet.arguments)
    if sheet.name in OFFERED:
        return as_html(OFFERED[sheet.name].shown(**sheet.arguments))
    answer = make_response(current_app.view_functions[f"public.{sheet.name}"](**sheet.arguments))
    if answer.status_code != 200:
        raise LookupError(sheet.path)
    return answer.get_data(as_text=True)


def _files(workshop: Workshop, sheet: Sheet, lang: str) -> Iterator[tuple[str, bytes]]:
    """The forms of a page for programs, out of one description.

    A JSON says the journal's size when something it tells of last changed, not that of the copy:
    so it is the same whether the copy was made anew or carried on.
    """
    with asking(f"/{lang}/{stem(sheet.path)}.json", lang, sheet):
        offered = OFFERED[sheet.name]
        shown = offered.shown(**sheet.arguments)
        country = current_app.config["TRACKER"].country
        currency = profile.load(country).currency.code
        size = workshop.marks.size(sheet.scope)
        meta = {**({} if size is None else {"as_of": size}), "currency": currency}
        document = {"data": as_data(shown), "meta": meta}
        tables = {f"table={table.name}": table for table in shown.tables}
        for address, file in files_of(sheet):
            table = tables.get(address.partition("?")[2])  # a page without data may have fewer
            if address.endswith(".json"):
                yield file, current_app.json.dumps(document).encode() + b"\n"
            elif table is not None:
                yield file, as_csv(table)


def _put(workshop: Workshop, path: str, content: bytes) -> Made:
    digest = sha256(content).hexdigest()
    written = workshop.before.get(path) != digest
    if written:
        target = workshop.stage / path
        try:
            target.write_bytes(content)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return Made(path, digest, len(content), written)


@contextmanager
def asking(path: str, lang: str, sheet: Sheet | None = None) -> Iterator[None]:
    """Inside, somebody has asked for a public page that is made for a file.

    The page's address is set by hand where no live page has it: `request.blueprint` has to be that
    of public pages all the same.
    """
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    settings = app.config["TRACKER"]
    base = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path.encode().decode("latin-1"),
        "HTTP_HOST": settings.hosts[0],
        "SERVER_NAME": settings.hosts[0],
        "SERVER_PORT": "443" if settings.production else "80",
        "wsgi.url_scheme": "https" if settings.production else "http",
    }
    if sheet is not None and sheet.path.endswith("/purchases"):
        base["PATH_INFO"] = path.removesuffix("/purchases")
    g.__dict__.clear()
    with app.request_context(base):
        request.path = path
        g.lang, g.frozen = lang, True
        yield
    g.__dict__.clear()


def in_turn(workshop: Workshop, sheets: Sequence[Sheet]) -> list[tuple[str, tuple[Made, ...]]]:
    """The files of several pages, by the page's address."""
    found = []
    for sheet in sheets:
        ANSWERS.clear()
        found.append((sheet.path, made(workshop, sheet)))
    return found
