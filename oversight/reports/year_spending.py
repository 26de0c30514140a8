"""The facts of oversight.year_spending, gathered for many holders at once."""

from collections.abc import Collection
from datetime import date

from sqlalchemy.orm import Session

from oversight.year_spending import Spending


def gather(
    session: Session, holders: Collection[tuple[str, int]], today: date
) -> dict[tuple[str, int], Spending]:
    """By place and year; one that is left out has the facts of `Spending()`."""
    return {}
