"""What an export is of: a place with all that lies within it, in one year or in all."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.models import Commitment, Line
from procurement.models import Purchase, Share
from procurement.rules import PUBLIC
from register.models import Place, School


@dataclass(frozen=True, slots=True)
class Scope:
    """A place by its code; `year` None: every year."""

    place: str
    year: int | None = None

    @property
    def stem(self) -> str:
        """How files of it are called."""
        return f"{self.place}-{self.year}" if self.year is not None else self.place

    def of_year(self, column: Any) -> tuple[Any, ...]:
        """What a query asks of a column of years."""
        return () if self.year is None else (column == self.year,)


def _within(scope: Scope) -> tuple[Any, Any]:
    """Codes of the place and all places below it as they lie today, and of their schools."""
    down = select(Place.code.label("code")).where(Place.code == scope.place)
    below = down.cte("below", recursive=True)
    below = below.union_all(select(Place.code).where(Place.parent == below.c.code))
    places = select(below.c.code)
    return places, select(School.code).where(School.place.in_(places))


def inside(session: Session, scope: Scope) -> frozenset[str]:
    """Codes of the places and schools an export tells about."""
    return frozenset(code for codes in _within(scope) for code in session.scalars(codes))


def purchases(session: Session, scope: Scope) -> list[int]:
    """Numbers of the public purchases made within a place, or with a part for a school in it."""
    return sorted(session.scalars(_purchases(scope)))


def count(session: Session, scope: Scope) -> int:
    """How many purchases that are."""
    found = _purchases(scope).subquery()
    return session.scalar(select(func.count()).select_from(found)) or 0


def more_than(session: Session, scope: Scope, most: int) -> bool:
    """Are there more than `most` of them? What the places made themselves mostly tells already."""
    made = _made(scope, _within(scope)[0]).limit(most + 1).subquery()
    if (session.scalar(select(func.count()).select_from(made)) or 0) > most:
        return True
    return count(session, scope) > most


def _made(scope: Scope, places: Any) -> Any:
    return select(Purchase.id).where(*_public(scope), Purchase.place.in_(places))


def _public(scope: Scope) -> tuple[Any, ...]:
    return (Purchase.status.in_(PUBLIC), *scope.of_year(Purchase.year))


def _purchases(scope: Scope) -> Any:
    places, schools = _within(scope)
    shared = (
        select(Share.purchase_id)
        .join(Purchase, Purchase.id == Share.purchase_id)
        .where(Share.school.in_(schools), *scope.of_year(Share.year), *_public(scope))
    )
    return _made(scope, places).union(shared)


def lines(session: Session, scope: Scope) -> list[int]:
    """Numbers of the budget lines for a place and all within, or spoken for by a school in it."""
    places, schools = _within(scope)
    own = Line.beneficiary.in_(places) | Line.beneficiary.in_(schools)
    spoken_for = (
        select(Commitment.line_id)
        .join(Line, Line.id == Commitment.line_id)
        .where(Commitment.school.in_(schools), *scope.of_year(Line.year))
    )
    found = select(Line.id).where(own, *scope.of_year(Line.year)).union(spoken_for)
    return sorted(session.scalars(found))
