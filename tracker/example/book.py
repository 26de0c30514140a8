"""What is known while the diary of the example is told: who acts, and which number has what."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.access import Actor, Role
from core.files import Paper
from procurement.models import Purchase
from tracker.example.people import Cast
from tracker.example.told import holder

Entry = Mapping[str, Any]


@dataclass(slots=True)
class Book:
    """The session, the people, the files by kind of paper; numbers of what was begun, by the name
    the diary gives it."""

    session: Session
    cast: Cast
    paper: Callable[[str], Paper]
    country: str
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def council(self) -> Actor:
        """Who writes for the council of the district."""
        return self.cast.members[0]

    @property
    def editor(self) -> Actor:
        """Who moderates what people ask."""
        return self.cast.actors[Role.EDITOR.value, self.country]

    def purchase(self, about: Sequence[str]) -> Purchase:
        """The purchase of this holder, year and title."""
        return purchase_of(self.session, about)


def purchase_of(session: Session, about: Sequence[str]) -> Purchase:
    """The purchase that is named by its holder's short name, its year and its title."""
    short, year, title = about
    return session.scalars(
        select(Purchase).where(
            Purchase.place == holder(short), Purchase.year == int(year), Purchase.title == title
        )
    ).one()
