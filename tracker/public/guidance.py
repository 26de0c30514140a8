"""Guidance: what there is to read about a requirement, how far it is known, and from where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext

from core.words import Words
from standard.guidance_file import PublicationEntry
from standard.reports import guidance as reports
from tracker.extensions import db
from tracker.names import Names
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A publication as pages show it, with words in the page's language.

    `standing_words` are a few words and a sentence; `requirements` those in force, code and title.
    """

    code: str
    series: bool
    title: Words
    about: Words
    publisher: str
    year: int | None
    link: str | None
    standing: str
    standing_words: tuple[str, str]
    source: str
    requirements: tuple[tuple[str, Words], ...] = ()


@offer("/guidance", tables=("publications",))
def guidance() -> Shown:
    """All publications: the project's own series first, then acts and others."""
    names = Names()
    cards = reports.publications(db.session)
    rows = [_row(card, names) for card in cards]
    return Shown(
        "public/guidance.html",
        "guidance",
        head={"count": len(rows)},
        facts={
            "series": [row for row in rows if row.series],
            "others": [row for row in rows if not row.series],
        },
        tables=(_table(rows, cards),),
    )


def for_requirement(code: str) -> tuple[PublicationRow, ...]:
    """What there is to read about one requirement, for `public/_guidance.html`."""
    return tuple(_row(card) for card in reports.for_requirement(db.session, code))


def for_requirements(codes: Iterable[str]) -> tuple[PublicationRow, ...]:
    """What there is to read about any of these requirements, each publication once."""
    found = reports.for_requirements(db.session, codes)
    once = {card.code: card for cards in found.values() for card in cards}
    return tuple(_row(card) for card in once.values())


def standing_words(standing: str) -> tuple[str, str]:
    """How far a publication is known: in a few words, and in a sentence."""
    return {
        "sourced": (
            gettext("a source confirms it"),
            gettext("The source named confirms that it exists."),
        ),
        "topic": (
            gettext("only the title is known"),
            gettext("The text is not published on the net that we could find."),
        ),
        "default": (gettext("our own words"), gettext("It is of no official source.")),
    }[standing]


def publisher_words(publisher: str) -> str:
    """Who published it; one that an editor wrote out stands as it is."""
    return {
        "project": gettext("The school safety project, safe.edu.kg"),
        "law": gettext("Law of the Kyrgyz Republic"),
        "government": gettext("Government of the Kyrgyz Republic"),
        "cabinet": gettext("Cabinet of Ministers"),
        "president": gettext("President of the Kyrgyz Republic"),
        "ministry-of-finance": gettext("Ministry of Finance"),
        "ministries": gettext("Ministries of education and of emergency situations"),
    }.get(publisher, publisher)


def _row(card: PublicationEntry, names: Names | None = None) -> PublicationRow:
    """With `names` the requirements of the edition in force it is about, too."""
    known = names.catalogue.cards if names and names.catalogue else {}
    return PublicationRow(
        code=card.code,
        series=card.series,
        title=card.title,
        about=card.about,
        publisher=publisher_words(card.publisher),
        year=card.year,
        link=card.link,
        standing=card.standing,
        standing_words=standing_words(card.standing),
        source=card.source,
        requirements=tuple((code, one.title) for code, one in known.items() if card.bears_on(code)),
    )


def _table(rows: Sequence[PublicationRow], cards: Sequence[PublicationEntry]) -> Table:
    """The same for files; `requirements` as the guidance ties them, "FOD" for all of its kind."""
    return Table(
        "publications",
        gettext("Publications"),
        (
            Column("title", gettext("What")),
            Column("code", gettext("Code")),
            Column("series", gettext("Of the project’s own series")),
            Column("about", gettext("What it is about")),
            Column("publisher", gettext("Published by")),
            Column("year", gettext("Year")),
            Column("standing", gettext("How far it is known")),
            Column("source", gettext("Where it was seen")),
            Column("link", gettext("Address")),
            Column("requirements", gettext("Requirements")),
        ),
        tuple(
            (
                Cell(row.title, href=row.link or url_for("public.guidance")),
                row.code,
                Cell(row.series, text=gettext("yes") if row.series else gettext("no")),
                row.about,
                row.publisher,
                row.year,
                Cell(row.standing, text=row.standing_words[0]),
                row.source,
                row.link,
                " ".join(card.requirements),
            )
            for row, card in zip(rows, cards, strict=True)
        ),
    )
