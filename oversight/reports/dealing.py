"""The facts of oversight.dealing, gathered: one set of queries for one purchase or for many."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from oversight.dealing import Dealing


def gather(
    session: Session, wanted: Select[Any], purchases: Sequence[Any], today: date
) -> dict[int, Dealing]:
    """By the number of the purchase; one that is left out has the facts of `Dealing()`."""
    return {}
