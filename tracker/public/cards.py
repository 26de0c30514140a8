"""Preview cards of a school and a place: what WhatsApp and Telegram show under a link."""

from collections.abc import Callable
from urllib.parse import urlsplit

from flask import Response, current_app
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from core import clock
from core.errors import Refusal
from tracker import drawn, formats, queries, sharing
from tracker.charts import card as cards
from tracker.charts import raster
from tracker.errors import page as error_page
from tracker.pages import as_of, mark, page
from tracker.public import places, public, schools
from tracker.public.offers import Shown


@public.get("/schools/<code:code>/<int:year>/card.png")
@page(scope="code")
def school_card(code: str, year: int) -> BaseResponse:
    """The numbers of a school's first sentence as a picture, 1200 × 630."""
    return _answer(code, year, lambda: schools.school(code, year, 1, None))


@public.get("/places/<code:code>/<int:year>/card.png")
@page(scope="code")
def place_card(code: str, year: int) -> BaseResponse:
    """The same for a place; one that was merged leads to its successor's page."""
    return _answer(code, year, lambda: places.place(code, year, 1, None))


def _answer(code: str, year: int, build: Callable[[], Shown | BaseResponse]) -> BaseResponse:
    queries.read({})
    shown = build()
    if not isinstance(shown, Shown):
        return shown
    name = f"{code}-{year}-{formats.language()}.png"
    try:
        content = drawn.once(name, mark(code), lambda: raster.png(cards.svg(_card(shown, year))))
    except raster.Unavailable as error:
        current_app.logger.warning("no pictures: %s", error)
        return error_page(503, Refusal("picture.unavailable"))
    return Response(content, content_type="image/png")


def _card(shown: Shown, year: int) -> cards.Card:
    lang = formats.language()
    named = shown.facts.get("card") or shown.facts["spot"]
    return cards.Card(
        site=gettext("Money for safe schools"),
        name=named.name.told(lang)[0],
        year=str(year),
        numbers=_numbers(shown, lang),
        sentence=shown.facts["sentence"],
        source=_source(lang),
        notice=sharing.notice(),
    )


def _numbers(shown: Shown, lang: str) -> list[tuple[str, str]]:
    """Those of the sentence, in its order; a page without data has none."""
    facts = shown.facts
    if facts["figures"] is None:
        return []
    money, lacks, now = facts["figures"].money, facts["lacks"], facts["now"]
    known = [
        (gettext("Planned"), money.planned),
        (gettext("Paid"), money.paid),
        (gettext("Paid per pupil"), None if now.at_most else now.paid_each),
        (gettext("Missing"), (lacks["sum"].cost or None) if lacks else None),
    ]
    return [(label, formats.som(sum_, lang)) for label, sum_ in known if sum_ is not None]


def _source(lang: str) -> str:
    """The site, the day and the journal the numbers are from."""
    host = urlsplit(sharing.whole("/")).netloc
    size = formats.number(as_of().size, lang)
    entries = gettext("Entries in the journal: %(count)s", count=size)
    return f"{host} · {formats.day(clock.today())} · {entries}"
