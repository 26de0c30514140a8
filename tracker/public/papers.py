"""Pages on paper: what a page shows as a tagged PDF, with where it comes from at its end."""

from collections.abc import Callable
from typing import Any

from flask import abort, render_template
from werkzeug.wrappers import Response as BaseResponse

from tracker import formats, pdf, queries
from tracker.pages import as_of, mark
from tracker.public.offers import Shown


def on_paper(
    build: Callable[[], Shown | BaseResponse], name: str, scope: str, template: str
) -> BaseResponse:
    """The page that `build` describes as a document; drawn once while nothing of it changes.

    `name` is the file's without language and ending, and tells documents apart; `scope` is the
    place or school it is about.
    """
    queries.read({})
    lang = formats.language()

    def html() -> str:
        shown = build()
        if not isinstance(shown, Shown):
            abort(shown)  # a place that was merged leads to its successor
        by_name = {table.name: table for table in shown.tables}
        return render_template(template, **{**shown.head, **shown.facts, "tables": by_name})

    return pdf.answer(f"{name}-{lang}.pdf", mark(scope), lang, html)


def sheet(lang: str, here: str) -> dict[str, Any]:
    """What print/sheet.html asks for: the journal, and the address of the page `here`."""
    whole = pdf.address(here)
    return {"lang": lang, "journal": as_of(), "address": whole, "qr": pdf.code_of(whole)}
