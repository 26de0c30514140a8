"""Posters of all schools of a place as one PDF, however many they are."""

from pathlib import Path

import click
from flask import current_app, g

from core.errors import Refusal
from core.fiscal import is_year
from core.words import LANGUAGES
from register import reports as register
from register.reports import SchoolCard
from tracker import pdf
from tracker.cli.answers import Answer, answered, progress
from tracker.cli.files import written
from tracker.cli.site import site
from tracker.extensions import db
from tracker.public.poster import POINTS
from tracker.public.posters import Joined, poster_of


@site.command("posters")
@click.argument("place")
@click.argument("year", type=int)
@click.option("-o", "out", required=True, type=click.Path(path_type=Path), help="The PDF to write.")
@click.option("--language", type=click.Choice(LANGUAGES), default="ky", show_default=True)
@click.option("--size", type=click.Choice(list(POINTS)), default="a4", show_default=True)
@answered()
def posters_(place: str, year: int, out: Path, language: str, size: str) -> Answer:
    """Write the posters of all schools of PLACE for YEAR into one PDF, a sheet each."""
    if register.place(db.session, place) is None or not is_year(year):
        raise Refusal("place.unknown", "place", place=place)
    cards = register.schools_within(db.session, place)
    if not cards:
        raise Refusal("poster.no_schools", "place", place=place)
    content = _joined(cards, year, size, language)
    written(out, content)
    document = {"file": str(out), "posters": len(cards), "bytes": len(content)}
    return Answer(document, [f"{out}: posters {len(cards)}, bytes {len(content)}"])


def _joined(cards: list[SchoolCard], year: int, size: str, language: str) -> bytes:
    """All sheets, one in the making at a time."""
    base = current_app.config["TRACKER"].public_url
    whole = Joined()
    for at, card in enumerate(cards, 1):
        # A poster is told as its page is: by the language and the address of a request.
        with current_app.test_request_context(f"/{language}/", base_url=base):
            g.lang = language
            try:
                whole.add(poster_of(card.code, year, size))
            except pdf.Unavailable as error:
                raise Refusal("document.unavailable") from error
        progress(f"{at} / {len(cards)}: {card.code}")
    return whole.content()
