"""The pages that only a frozen site has: all purchases on one page, its search, what it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, render_template

from budgets.reports import figures as money
from core import clock
from procurement.reports import public as purchases
from procurement.reports.public import Listed, PurchaseRow
from register import reports as register
from tracker.extensions import db
from tracker.freeze.extent import Wish
from tracker.names import Names, status

AT_ONCE = 1000  # purchases read by one question


@dataclass(frozen=True, slots=True)
class Copy:
    """What a frozen site says of itself."""

    size: int
    root: str
    day: date
    wish: Wish
    years: tuple[int, ...]
    bulk: tuple[str, ...] = ()


def place_purchases(code: str, year: int) -> str:
    """Everything a place bought in a year."""
    spot = register.place(db.session, code)
    if spot is None:
        raise LookupError(code)

    def listed(page: int) -> Listed:
        return purchases.of_place(db.session, code, year, page=page, per_page=AT_ONCE)

    return _purchases(spot.name, code, year, "place", _every(listed))


def school_purchases(code: str, year: int) -> str:
    """Everything a school has a part in, by its parts."""
    card = register.school(db.session, code)
    if card is None:
        raise LookupError(code)

    def listed(page: int) -> Listed:
        return purchases.of_school(db.session, code, year, page=page, per_page=AT_ONCE)

    return _purchases(card.name, code, year, "school", _every(listed))


def _every(listed: Callable[[int], Listed]) -> list[PurchaseRow]:
    first = listed(1)
    rest = (row for page in range(2, first.last + 1) for row in listed(page).rows)
    return [*first.rows, *rest]


def _purchases(name: Any, code: str, year: int, kind: str, rows: list[PurchaseRow]) -> str:
    names = Names()
    return render_template(
        "freeze/purchases.html",
        name=name,
        code=code,
        year=year,
        kind=kind,
        rows=rows,
        terms=names,
        status=status,
        trail=register.trail(db.session, code),
        places=register.names(db.session, {row.place for row in rows}),
        wish=current_app.extensions[COPY].wish,
    )


def search() -> str:
    """The search of a frozen site: its index is a script beside it."""
    country = current_app.config["TRACKER"].country
    return render_template(
        "freeze/search.html",
        units=register.below(db.session, country),
        country=country,
        year=_year(country),
    )


def data() -> str:
    """What this copy holds, of which day, and how somebody sees that it is whole."""
    country = current_app.config["TRACKER"].country
    return render_template(
        "freeze/data.html",
        copy=current_app.extensions[COPY],
        country=country,
        year=_year(country),
    )


def _year(country: str) -> int:
    """The year of links to the country's page."""
    copy: Copy = current_app.extensions[COPY]
    latest = money.latest(db.session, country) or clock.today().year
    return latest if latest in copy.years else copy.years[-1]


COPY = "frozen copy"  # in app.extensions, while a site is frozen
OWN: dict[str, Callable[..., str]] = {
    "place_purchases": place_purchases,
    "school_purchases": school_purchases,
    "search": search,
    "data": data,
}
"""By the name of the sheet; "search" and "data" stand for the live pages of that name."""
