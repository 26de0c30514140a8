"""Publishing guidance: what there is to read about a requirement."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

import journal
from core import clock
from core.access import Act, Actor, require
from core.errors import Refusal
from core.words import LANGUAGES
from standard import guidance_file
from standard.guidance_file import PublicationEntry
from standard.models import Publication
from standard.norms import norms


def publish(
    session: Session, actor: Actor, country: str, text: str, *, on: date
) -> dict[str, tuple[str, ...]]:
    """Put the publications of a guidance file before everybody, in the order of the file.

    Gives the codes that are "new", "changed", "unchanged" and "withdrawn". One that the file no
    longer has is withdrawn, not deleted; back in the file it is shown again. The same file twice
    changes nothing and leaves nothing in the journal.

    Raises:
        NotPermitted: neither editor nor operator at the country.
        Refusal: `guidance.no_edition` before an edition is adopted; `date.in_future`; those of
            `guidance_file.read`, with the line.
    """
    require(actor, Act.PUBLISH_GUIDANCE, country)
    clock.not_after_today(on)
    known = norms(session)
    if not known:
        raise Refusal("guidance.no_edition")
    entries = guidance_file.read(text, known)
    before = {
        row.code: row
        for row in session.scalars(select(Publication).order_by(Publication.code).with_for_update())
    }
    told: dict[str, list[str]] = {"new": [], "changed": [], "unchanged": [], "withdrawn": []}
    touched: list[Publication] = []
    for position, entry in enumerate(entries, start=1):
        row = before.pop(entry.code, None)
        values = _values(entry, position)
        if row is None:
            row = Publication(code=entry.code, **values)
            session.add(row)
            told["new"].append(entry.code)
        elif all(getattr(row, name) == value for name, value in values.items()):
            told["unchanged"].append(entry.code)
            continue
        else:
            for name, value in values.items():
                setattr(row, name, value)
            told["changed"].append(entry.code)
        touched.append(row)
    for code, row in before.items():
        if not row.withdrawn:
            row.withdrawn = True
            told["withdrawn"].append(code)
            touched.append(row)
    if touched:
        journal.enter(session, actor, Act.PUBLISH_GUIDANCE, *touched, scopes=("standard", country))
    return {name: tuple(codes) for name, codes in told.items()}


def _values(entry: PublicationEntry, position: int) -> dict[str, Any]:
    """The columns of a publication that is shown."""
    words = {
        f"{name}_{lang}": getattr(getattr(entry, name), lang)
        for name in ("title", "about")
        for lang in LANGUAGES
    }
    return words | {
        "position": position,
        "year": entry.year,
        "series": entry.series,
        "publisher": entry.publisher,
        "link": entry.link,
        "standing": entry.standing,
        "source": entry.source,
        "requirements": list(entry.requirements),
        "withdrawn": False,
    }
