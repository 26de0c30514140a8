"""A finding on paper: the page everybody sees, with all hashes, to be filed or sent."""

from dataclasses import replace

from flask import url_for
from werkzeug.wrappers import Response as BaseResponse

from tracker import formats
from tracker.pages import page
from tracker.public import public
from tracker.public.findings import NUMBER, finding, scope_of
from tracker.public.offers import Shown
from tracker.public.papers import on_paper, sheet


@public.get(f"/findings/{NUMBER}.pdf")
@page(scope=scope_of)
def finding_pdf(number: int) -> BaseResponse:
    """What was found, by what it is shown, what was answered, put right and voted; no names."""

    def build() -> Shown:
        shown = finding(number)
        here = url_for("public.finding", number=number)
        return replace(shown, facts={**shown.facts, **sheet(formats.language(), here)})

    return on_paper(build, f"finding-{number}", scope_of(number), "print/finding.html")
