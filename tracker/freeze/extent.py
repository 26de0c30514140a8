"""Which pages a frozen site has: told from a few questions, however large the country."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from budgets.models import Total
from core import clock
from core.errors import Refusal
from procurement.models import Contract, Purchase, Supplier
from procurement.rules import PUBLIC
from register import reports as register
from register.models import Place, School
from standard import reports as standard
from standard.reports import practices
from standard.reports.practices import PracticeCard
from tracker.freeze.marks import EVERYTHING, supplier_scope

FILES = ("json", "csv")
MOST_PRACTICES = 10_000
OF_A_SCHOOL = ("requirements", "passport", "accreditation")
OF_A_SCHOOLS_YEAR = ("food", "gifts", "principles")
OF_A_PLACE = ("requirements", "matrix", "accreditation")
OF_A_PLACES_YEAR = ("plan", "budget", "execution", "report", "food", "gifts", "principles")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be frozen: one place or the whole country; each purchase on a page of its own;
    `details`: the pages below a school and a place, and files of numbers for every page."""

    place: str | None = None
    purchases: bool = False
    details: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page in all languages.

    `name` is that of the public page, or of one of our own (tracker.freeze.own). `path` is its
    address behind the language. `scope` names what it is made from, for its mark. `files` are its
    forms for programs.
    """

    name: str
    path: str
    scope: str
    arguments: Mapping[str, Any]
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extent:
    """The pages, and what links need to know besides.

    `latest`: the newest frozen year of each school and place; `successors`: of merged places;
    `holders`: place and year of every public purchase, by number; `photographs` by SHA-256.
    """

    wish: Wish
    years: tuple[int, ...]
    sheets: tuple[Sheet, ...]
    latest: Mapping[str, int]
    successors: Mapping[str, str]
    holders: Mapping[int, tuple[str, int]]
    places: tuple[str, ...]
    schools: tuple[str, ...]
    photographs: tuple[str, ...]


def told(session: Session, country: str, wish: Wish) -> Extent:
    """All that a wish comes to.

    Raises:
        Refusal: `place.unknown` with `place`.
    """
    if wish.place is not None and register.place(session, wish.place) is None:
        raise Refusal("place.unknown", "place", place=wish.place[:32])
    years = _years(session, country)
    successors = _successors(session)
    places, schools = _codes(session, wish.place, country)
    places = tuple(code for code in places if code not in successors)
    holders = _holders(session, years)
    told_of = practices.confirmed(session, per_page=MOST_PRACTICES).rows
    sheets = (
        *_of_the_country(session, country),
        *_of_practices(told_of, country),
        *_of_suppliers(session, None if wish.place is None else set(places)),
        *_of_places(places, years, wish),
        *_of_schools(schools, years, wish),
        *(_of_purchases(holders, set(places)) if wish.purchases else ()),
    )
    return Extent(
        wish=wish,
        years=years,
        sheets=sheets,
        latest=_latest(session, years),
        successors=successors,
        holders=holders,
        places=places,
        schools=schools,
        photographs=tuple(name for card in told_of for name in card.photographs),
    )


def _years(session: Session, country: str) -> tuple[int, ...]:
    """This year, the one before, and what is already planned."""
    today = clock.today().year
    known = session.scalars(select(Total.year).where(Total.scope == country).distinct())
    return tuple(sorted({today, *(year for year in known if year >= today - 1)}))


def _successors(session: Session) -> dict[str, str]:
    rows = session.execute(select(Place.code, Place.successor).where(Place.successor.is_not(None)))
    return {code: str(successor) for code, successor in rows}


def _codes(
    session: Session, place: str | None, country: str
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The places (those above the wished one too, so that every page knows its way) and schools."""
    places, schools = select(Place.code), select(School.code)
    above: list[str] = []
    if place not in (None, country):
        inside = register.within([str(place)])
        places = places.where(Place.code.in_(inside))
        schools = schools.where(School.code.in_(inside))
        above = [spot.code for spot in register.trail(session, str(place))]
    found = session.scalars(places.order_by(Place.code)).all()
    return (
        tuple(dict.fromkeys([*above, *found])),
        tuple(session.scalars(schools.order_by(School.code))),
    )


def _holders(session: Session, years: Iterable[int]) -> dict[int, tuple[str, int]]:
    rows = session.execute(
        select(Purchase.id, Purchase.place, Purchase.year).where(
            Purchase.status.in_(PUBLIC), Purchase.year.in_(list(years))
        )
    )
    return {number: (place, year) for number, place, year in rows}


def _latest(session: Session, years: tuple[int, ...]) -> dict[str, int]:
    rows = session.execute(
        select(Total.scope, func.max(Total.year))
        .where(Total.year.in_(list(years)))
        .group_by(Total.scope)
    )
    return {scope: year for scope, year in rows}  # noqa: C416


def _of_the_country(session: Session, country: str) -> Iterator[Sheet]:
    yield Sheet("home", "", country, {}, FILES)
    yield Sheet("search", "search", country, {})
    yield Sheet("data", "data", EVERYTHING, {})
    yield Sheet("journal", "journal", EVERYTHING, {}, FILES)
    for name in ("guidance", "pilots", "practices"):
        yield Sheet(name, name, country, {}, FILES)
    yield Sheet("standard", "standard/", country, {}, FILES)
    for card in standard.requirements(session):
        path = f"standard/{card.code}"
        yield Sheet("requirement", path, country, {"code": card.code}, FILES)


def _of_practices(cards: Iterable[PracticeCard], country: str) -> Iterator[Sheet]:
    for card in cards:
        path = f"practices/{card.id}"
        yield Sheet("practice", path, country, {"number": card.id}, ("json",))


def _of_suppliers(session: Session, places: set[str] | None) -> Iterator[Sheet]:
    """All of the country, or those who have a contract of one of these places."""
    wanted = select(Supplier.id)
    if places is not None:
        bought = select(Contract.supplier_id).join(Purchase, Purchase.id == Contract.purchase_id)
        wanted = wanted.where(Supplier.id.in_(bought.where(Purchase.place.in_(sorted(places)))))
    for number in session.scalars(wanted.order_by(Supplier.id)):
        scope = supplier_scope(number)
        yield Sheet("supplier", f"suppliers/{number}", scope, {"number": number})


def _of_places(codes: Iterable[str], years: Iterable[int], wish: Wish) -> Iterator[Sheet]:
    for code in codes:
        for year in years:
            yield from _year("place", f"places/{code}", code, year, FILES)
            if wish.details:
                for part in OF_A_PLACES_YEAR:
                    path = f"places/{code}/{year}/{part}"
                    yield Sheet(f"place_{part}", path, code, {"code": code, "year": year}, FILES)
        if wish.details:
            for part in OF_A_PLACE:
                yield Sheet(
                    f"place_{part}", f"places/{code}/{part}", code, {"code": code}, FILES
                )


def _of_schools(codes: Iterable[str], years: Iterable[int], wish: Wish) -> Iterator[Sheet]:
    files = FILES if wish.details else ()
    for code in codes:
        for year in years:
            yield from _year("school", f"schools/{code}", code, year, files)
            if wish.details:
                for part in OF_A_SCHOOLS_YEAR:
                    path = f"schools/{code}/{year}/{part}"
                    yield Sheet(f"school_{part}", path, code, {"code": code, "year": year}, FILES)
        if wish.details:
            for part in OF_A_SCHOOL:
                path = f"schools/{code}/{part}"
                yield Sheet(f"school_{part}", path, code, {"code": code}, FILES)


def _year(
    name: str, path: str, code: str, year: int, files: tuple[str, ...]
) -> tuple[Sheet, Sheet]:
    """A school or place in a year, and all its purchases on one page."""
    arguments = {"code": code, "year": year}
    own = f"{path}/{year}/purchases"
    return (
        Sheet(name, f"{path}/{year}", code, arguments, files),
        Sheet(f"{name}_purchases", own, code, arguments),
    )


def _of_purchases(
    holders: Mapping[int, tuple[str, int]], places: set[str]
) -> Iterator[Sheet]:
    for number, (place, _) in holders.items():
        if place in places:
            yield Sheet("purchase", f"purchases/{number}", place, {"number": number})
