"""What there is to read about the requirements, and about one of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.words import Words
from standard.guidance_file import bears_on
from standard.models import Publication


@dataclass(frozen=True, slots=True)
class PublicationCard:
    """A publication that is not withdrawn.

    `ties` are codes of requirements, or the part before the dash for all that begin so; `standing`
    is "sourced", "topic" or "default" (standard.guidance_file.STANDINGS).
    """

    code: str
    series: bool
    title: Words
    about: Words
    publisher: str
    year: int | None
    link: str | None
    standing: str
    source: str
    ties: tuple[str, ...]

    def bears_on(self, requirement: str) -> bool:
        """Is it about this requirement?"""
        return any(bears_on(tie, requirement) for tie in self.ties)


def publications(session: Session) -> tuple[PublicationCard, ...]:
    """All that is published, in the order of the file: the project's own series as it stands."""
    rows = session.execute(
        select(
            Publication.code,
            Publication.series,
            Publication.title_ky,
            Publication.title_ru,
            Publication.title_en,
            Publication.about_ky,
            Publication.about_ru,
            Publication.about_en,
            Publication.publisher,
            Publication.year,
            Publication.link,
            Publication.standing,
            Publication.source,
            Publication.requirements,
        )
        .where(Publication.withdrawn.is_(False))
        .order_by(Publication.position)
    )
    return tuple(
        PublicationCard(
            code=row.code,
            series=row.series,
            title=Words(row.title_ky, row.title_ru, row.title_en),
            about=Words(row.about_ky, row.about_ru, row.about_en),
            publisher=row.publisher,
            year=row.year,
            link=row.link,
            standing=row.standing,
            source=row.source,
            ties=tuple(row.requirements),
        )
        for row in rows
    )


def for_requirements(
    session: Session, codes: Iterable[str]
) -> dict[str, tuple[PublicationCard, ...]]:
    """What there is to read about each of these requirements; one query. Few are published, so
    that which is about what is told here, and not by the JSON of two databases.
    """
    wanted = sorted(set(codes))
    known = publications(session) if wanted else ()
    return {code: tuple(one for one in known if one.bears_on(code)) for code in wanted}


def for_requirement(session: Session, code: str) -> tuple[PublicationCard, ...]:
    """What there is to read about one requirement."""
    return for_requirements(session, [code])[code]
