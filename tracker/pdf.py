"""Documents to print: our own HTML made into a tagged PDF, and nobody is asked for anything.

WeasyPrint draws them by Pango, a library of the system. Where that is absent, a document answers
503 with a sentence, and nothing else suffers: it is imported only where a document is made.
"""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import segno
from flask import Response, current_app
from markupsafe import Markup

from core.errors import Refusal
from tracker import drawn
from tracker.errors import page as error_page

SHEET = Path(__file__).parent / "templates" / "print" / "sheet.css"
VARIANT = "pdf/ua-1"  # tagged: a screen reader can follow it
ALLOWED = ("data",)  # of all kinds of address, the one that asks nobody
HERE = frozenset({"127.0.0.1", "localhost", "::1"})  # an address nobody else can open


class Unavailable(Exception):
    """This machine cannot draw documents: WeasyPrint or its libraries are absent."""


def render(html: str, lang: str, style: Path = SHEET) -> bytes:
    """A PDF/UA-1 document on paper of what stands in `html`: a head with a title, and a body.

    Pictures have to stand in the page itself (data:); every other address is refused, and what it
    named is left out.

    Raises:
        Unavailable: the library, or one that it needs of the system, is absent.
    """
    try:
        from weasyprint import CSS, HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise Unavailable from error
    document = HTML(
        string=f'<!doctype html><html lang="{lang}">{html}</html>',
        url_fetcher=URLFetcher(allowed_protocols=ALLOWED, allow_redirects=False),
    )
    sheet = CSS(string=style.read_text(encoding="utf-8"))
    content: bytes = document.write_pdf(stylesheets=[sheet], pdf_variant=VARIANT, pdf_tags=True)
    return content


def answer(name: str, mark: str, lang: str, make: Callable[[], str]) -> Response:
    """A document as it is sent: drawn once for each `mark` of the page it is made from.

    `name` is the file's, and tells documents apart; `make` gives the HTML, only when it is needed.
    """
    return drawn_once(name, mark, lambda: render(make(), lang))


def drawn_once(name: str, mark: str, draw: Callable[[], bytes]) -> Response:
    """The same of a document that `draw` makes by itself."""
    try:
        content = drawn.once(name, mark, draw)
    except Unavailable as error:
        current_app.logger.warning("no documents: %s", error.__cause__)
        return error_page(503, Refusal("document.unavailable"))
    sent = Response(content, content_type="application/pdf")
    sent.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return sent


def address(path: str) -> str:
    """The whole address of a page of ours, as it stands on paper."""
    public: str = current_app.config["TRACKER"].public_url
    return public + path


def code_of(whole: str) -> Markup | None:
    """A QR code of an address, as the source of a picture; None of one nobody else can open."""
    if urlsplit(whole).hostname in HERE:
        return None
    return Markup(segno.make(whole, error="m").svg_data_uri(scale=4, border=2, light="#fff"))
