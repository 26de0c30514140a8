"""Which pages a frozen site has: told from a few questions, however large the country."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask import Flask
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
from tracker.freeze import councils
from tracker.freeze.marks import EVERYTHING, supplier_scope
from tracker.freeze.sheets import Sheet, forms
from tracker.languages import PREFIX
from tracker.public.offers import OFFERED

MOST_PRACTICES = 10_000
OF_PROGRAMS = (".json", ".jsonl", ".csv", ".xlsx", ".pdf", ".zip", ".py")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be frozen: one place or the whole country; each purchase on a page of its own;
    `details`: the pages below a school and a place, and files of numbers for every page."""

    place: str | None = None
    purchases: bool = False
    details: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """The pages, and what links need to know besides.

    `latest`: the newest frozen year of each school and place; `successors`: of merged places;
    `holders`: place and year of every public purchase, by number; `papers`: the files that pages
    link to, by SHA-256 and kind.
    """

    wish: Wish
    years: tuple[int, ...]
    sheets: tuple[Sheet, ...]
    latest: Mapping[str, int]
    successors: Mapping[str, str]
    holders: Mapping[int, tuple[str, int]]
    places: tuple[str, ...]
    schools: tuple[str, ...]
    papers: tuple[tuple[str, str], ...]


def told(app: Flask, session: Session, wish: Wish) -> Extent:
    """All that a wish comes to. Which kinds of pages there are, the application's addresses say:
    a page added to the site is a page of its copy.

    Raises:
        Refusal: `place.unknown` with `place`.
    """
    country = app.config["TRACKER"].country
    if wish.place is not None and register.place(session, wish.place) is None:
        raise Refusal("place.unknown", "place", place=wish.place[:32])
    years = _years(session, country)
    successors = _successors(session)
    places, schools = _codes(session, wish.place, country)
    places = tuple(code for code in places if code not in successors)
    holders = _holders(session, years)
    told_of = practices.confirmed(session, per_page=MOST_PRACTICES).rows
    kinds = _kinds(app)
    sheets = (
        *_of_the_country(kinds, country),
        *_of_requirements(session, country, wish),
        *councils.of_flags(country),
        *_of_practices(told_of, country),
        *councils.of_rounds(session, set(places)),
        *councils.of_findings(session, None if wish.place is None else set(places)),
        *_of_suppliers(session, None if wish.place is None else set(places)),
        *_below("place", "places", places, years, kinds, wish, country),
        *_below("school", "schools", schools, years, kinds, wish, country),
        *(_of_purchases(holders, set(places)) if wish.purchases else ()),
        *councils.of_samples(session, places),
        *councils.of_reports(session, places),
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
        papers=(
            *((name, "jpg") for card in told_of for name in card.photographs),
            *councils.papers(session, None if wish.place is None else set(places)),
        ),
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


def _kinds(app: Flask) -> dict[str, str]:
    """Every public page by its name: its address, as it stands in the map of addresses."""
    found = {}
    for rule in app.url_map.iter_rules():
        blueprint, _, name = rule.endpoint.partition(".")
        if blueprint == "public" and not rule.rule.endswith(OF_PROGRAMS):
            found[name] = rule.rule.removeprefix(PREFIX).removeprefix("/")
    return found


def _of_the_country(kinds: Mapping[str, str], country: str) -> Iterator[Sheet]:
    """The pages that are there once."""
    for name, address in sorted(kinds.items()):
        if "<" not in address:
            own = name in ("data", "search")
            scope = EVERYTHING if name in ("data", "journal") else country
            yield Sheet(name, address, scope, {}, () if own else forms(name))


def _of_requirements(session: Session, country: str, wish: Wish) -> Iterator[Sheet]:
    """Every act anywhere makes all of these anew: files of numbers for each would double that."""
    files = forms("requirement") if wish.details else ()
    for card in standard.requirements(session):
        path = f"standard/{card.code}"
        yield Sheet("requirement", path, country, {"code": card.code}, files)


def _of_practices(cards: Iterable[PracticeCard], country: str) -> Iterator[Sheet]:
    for card in cards:
        path = f"practices/{card.id}"
        yield Sheet("practice", path, country, {"number": card.id}, forms("practice"))


def _of_suppliers(session: Session, places: set[str] | None) -> Iterator[Sheet]:
    """All of the country, or those who have a contract of one of these places."""
    wanted = select(Supplier.id)
    if places is not None:
        bought = select(Contract.supplier_id).join(Purchase, Purchase.id == Contract.purchase_id)
        wanted = wanted.where(Supplier.id.in_(bought.where(Purchase.place.in_(sorted(places)))))
    for number in session.scalars(wanted.order_by(Supplier.id)):
        scope = supplier_scope(number)
        yield Sheet("supplier", f"suppliers/{number}", scope, {"number": number})


def _below(
    kind: str,
    folder: str,
    codes: Iterable[str],
    years: Iterable[int],
    kinds: Mapping[str, str],
    wish: Wish,
    country: str,
) -> Iterator[Sheet]:
    """The pages of schools or places: of each year, and with `details` all that lie below.

    Files of numbers come with the country's; for each place and school they cost a second page.
    """
    start = f"{folder}/<code:code>/"
    below = {
        name: address
        for name, address in kinds.items()
        if wish.details and name in OFFERED and name != kind and address.startswith(start)
    }
    for code in codes:
        files = forms(kind) if wish.details or code == country else ()
        for year in years:
            yield from _year(kind, f"{folder}/{code}", code, year, files)
        for name, address in below.items():
            path = address.replace("<code:code>", code)
            if "<" not in path:
                yield Sheet(name, path, code, {"code": code}, forms(name))
                continue
            for year in years:
                own = path.replace("<int:year>", str(year))
                if "<" not in own:
                    yield Sheet(name, own, code, {"code": code, "year": year}, forms(name))


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


def _of_purchases(holders: Mapping[int, tuple[str, int]], places: set[str]) -> Iterator[Sheet]:
    for number, (place, _) in holders.items():
        if place in places:
            yield Sheet("purchase", f"purchases/{number}", place, {"number": number})
