"""Where the parts of a country stand on its tile map: a square each, whatever their size."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from register.models import Place


def tiles(session: Session, parent: str) -> dict[str, tuple[int, int]]:
    """Column and row, from 1, of the places directly under `parent` that have a tile."""
    rows = session.execute(
        select(Place.code, Place.tile).where(
            Place.parent == parent, Place.successor.is_(None), Place.tile.is_not(None)
        )
    )
    found = {}
    for code, tile in rows:
        column, row = str(tile).split("-")
        found[code] = (int(column), int(row))
    return found
