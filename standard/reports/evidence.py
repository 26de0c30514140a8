"""Whose is a file? Told by the records that name it: nobody asks for it by its hash alone."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, Text, cast, or_, select
from sqlalchemy.orm import Session

from register.models import Place, School
from standard.models import Assessment, Practice


def reach(places: Collection[str]) -> Select[Any]:
    """The codes of the schools named, and of the schools within the places named."""
    down = select(Place.code.label("code")).where(Place.code.in_(places))
    below = down.cte("down", recursive=True)
    below = below.union(select(Place.code).where(Place.parent == below.c.code))
    return select(School.code).where(
        or_(School.code.in_(places), School.place.in_(select(below.c.code)))
    )


def is_of(session: Session, sha256: str, places: Collection[str]) -> bool:
    """Does a record about one of these schools, or a school within these places, name the file?

    Records are looked through school by school of the places asked for: a file is asked for
    seldom, and no index of files is kept.
    """
    if not places:
        return False
    statements = (
        select(model.id).where(model.school.in_(reach(places)), _names(model, sha256)).limit(1)
        for model in (Assessment, Practice)
    )
    return any(session.scalar(statement) is not None for statement in statements)


def is_public(session: Session, sha256: str) -> bool:
    """Is it a photograph of a practice a council has confirmed?"""
    statement = select(Practice.id).where(Practice.status == "confirmed", _names(Practice, sha256))
    return session.scalar(statement.limit(1)) is not None


def _names(model: type[Assessment] | type[Practice], sha256: str) -> ColumnElement[bool]:
    """The record's list of files holds this hash."""
    return cast(model.files, Text).contains(f'"{sha256}"', autoescape=True)
