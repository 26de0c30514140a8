"""The facts of oversight.year_buying, gathered for many holders at once."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from oversight.year_buying import Buying


def gather(
    session: Session, holders: Collection[tuple[str, int]], today: date
) -> dict[tuple[str, int], Buying]:
    """By place and year; one that is left out has the facts of `Buying()`."""
    return {}
