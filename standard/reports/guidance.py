"""What there is to read about the requirements, and about one of them."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.words import Words
from standard.guidance_file import PublicationEntry
from standard.models import Publication


def publications(session: Session) -> tuple[PublicationEntry, ...]:
    """All that is published and not withdrawn, in the order of the file."""
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
        PublicationEntry(
            code=row.code,
            series=row.series,
            title=Words(row.title_ky, row.title_ru, row.title_en),
            about=Words(row.about_ky, row.about_ru, row.about_en),
            publisher=row.publisher,
            year=row.year,
            link=row.link,
            standing=row.standing,
            source=row.source,
            requirements=tuple(row.requirements),
        )
        for row in rows
    )


def for_requirements(
    session: Session, codes: Iterable[str]
) -> dict[str, tuple[PublicationEntry, ...]]:
    """What there is to read about each of these requirements; one query. Few are published, so
    that which is about what is told here, and not by the JSON of two databases.
    """
    wanted = sorted(set(codes))
    known = publications(session) if wanted else ()
    return {code: tuple(one for one in known if one.bears_on(code)) for code in wanted}


def for_requirement(session: Session, code: str) -> tuple[PublicationEntry, ...]:
    """What there is to read about one requirement."""
    return for_requirements(session, [code])[code]
