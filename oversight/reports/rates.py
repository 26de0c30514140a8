"""How often flags are raised: base rates over places and years, out of what is kept.

A base rate is "raised, of told": purchases a flag cannot say anything of are in neither number.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from oversight.kept.models import FlagState, FlagTotal
from oversight.reviews.rules import FEW
from register import reports as register

SELDOM, OFTEN = Fraction(1, 20), Fraction(1, 5)
"""Where the bands of a share begin: a default of this project, no norm."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many purchases (or holders' years) a flag is raised of, not raised of, cannot say of."""

    raised: int = 0
    not_raised: int = 0
    cannot_say: int = 0

    @property
    def told(self) -> int:
        """Of how many the flag says anything."""
        return self.raised + self.not_raised

    @property
    def few(self) -> bool:
        """Are there too few for the share to say much?"""
        return self.told < FEW

    @property
    def share(self) -> Fraction | None:
        """Raised of told; None where nothing is told."""
        return Fraction(self.raised, self.told) if self.told else None

    @property
    def band(self) -> str:
        """In words instead of a rank: "nothing", "few" (too few to say), "never", "seldom",
        "sometimes", "often"."""
        if not self.told:
            return "nothing"
        if self.few:
            return "few"
        share = Fraction(self.raised, self.told)
        if not share:
            return "never"
        return "seldom" if share < SELDOM else "sometimes" if share < OFTEN else "often"


NONE = Rate()

Near = Mapping[str, tuple[tuple[str, Rate], ...]]
"""By flag: places with their rate, the nearest first."""


def beside(session: Session, place: str, year: int) -> Near:
    """The rates of every flag of a year: of a place, of the district and the country above it."""
    spots = register.trail(session, place)
    kept = {"district", "country"}
    near = [spot.code for spot in reversed(spots) if spot.code == place or spot.kind in kept]
    return of_places(session, near, year)


def of_places(session: Session, places: Collection[str], year: int) -> Near:
    """The rates of every flag in a year, of these places in their order. One statement."""
    kept = of_scopes(session, places, year)
    return {
        flag: tuple((place, kept[place, flag]) for place in places if (place, flag) in kept)
        for flag in dict.fromkeys(flag for _place, flag in kept)
    }


def of_scopes(
    session: Session, scopes: Collection[str], year: int, codes: Collection[str] | None = None
) -> dict[tuple[str, str], Rate]:
    """The rates of a year by place and flag: of all flags, or of these. By the primary key."""
    of = FlagTotal
    query = select(of.scope, of.flag, of.raised, of.not_raised, of.cannot_say).where(
        of.scope.in_(scopes), of.year == year
    )
    if codes is not None:
        query = query.where(of.flag.in_(codes))
    return {(scope, flag): Rate(*counts) for scope, flag, *counts in session.execute(query)}


def by_year(session: Session, scopes: Collection[str], flag: str) -> dict[tuple[str, int], Rate]:
    """The rates of one flag by place and year, years that have any."""
    of = FlagTotal
    rows = session.execute(
        select(of.scope, of.year, of.raised, of.not_raised, of.cannot_say)
        .where(of.scope.in_(scopes), of.flag == flag)
        .order_by(of.scope, of.year.desc())
    )
    return {(scope, year): Rate(*counts) for scope, year, *counts in rows}


def looked(session: Session) -> str:
    """A name for what the flags were looked at last: the journal's size and the night's measures.

    Empty where nobody looked yet.
    """
    row = session.execute(select(FlagState.size, func.coalesce(FlagState.measured, ""))).first()
    return f"{row[0]}.{row[1][:8]}" if row is not None else ""
