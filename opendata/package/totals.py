"""What a package says in sum: the figures of the public page, and whether its own rows agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from budgets.reports import figures as money
from budgets.reports.figures import NOTHING, Figures, Sums, is_money
from opendata.names import Names
from opendata.package.tables import Writer

STANDINGS = ("planned", "committed", "accepted", "paid", "free")


@dataclass(frozen=True, slots=True)
class Asked:
    """A place and year, and how its codes are to be called."""

    session: Session
    place: str
    year: int
    names: Names
    language: str


def year(asked: Asked, rows: Figures | None, into: Writer) -> dict[str, Any]:
    """One year for report.json, and its rows in the table of totals.

    The sums are those of the public page. `rows` are what the rows of the package come to;
    `differences` names every sum they contradict: there is none unless a kept sum is wrong.
    """
    page = money.figures(asked.session, asked.place, asked.year)
    for row in _rows(page, asked):
        into.row(asked.year, *row)
    categories, purses = (page.categories, page.purses) if page else ((), ())
    return {
        "year": asked.year,
        "figures": _sums(page.money if page else None),
        "in_kind": _sums(page.in_kind if page else None),
        "categories": [{"category": code, **_sums(sums)} for code, sums in categories],
        "sources": [{"source": purse, **_sums(sums)} for purse, sums in purses],
        "differences": differences(page, rows),
    }


def _sums(of: Sums | None) -> dict[str, str | None]:
    return {name: f"{getattr(of, name):.2f}" if of is not None else None for name in STANDINGS}


def _rows(page: Figures | None, asked: Asked) -> Iterator[tuple[Any, ...]]:
    names, language = asked.names, asked.language
    for code, sums in page.categories if page else ():
        yield "category", code, names.category(code).told(language)[0], "money", *_four(sums)
    for purse, sums in page.purses if page else ():
        source, _, carried = purse.partition(":")
        name = names.purse(source, bool(carried)).told(language)[0]
        yield "source", purse, name, "money" if is_money(purse) else "in_kind", *_four(sums)


def _four(sums: Sums) -> tuple[Any, ...]:
    return tuple(getattr(sums, name) for name in STANDINGS)


def differences(page: Figures | None, rows: Figures | None) -> list[dict[str, str]]:
    """Where the page and the rows of a package disagree: what, and the two sums. Pure."""
    found = []
    for by in ("categories", "purses"):
        here: dict[str, Sums] = dict(getattr(page, by)) if page else {}
        there: dict[str, Sums] = dict(getattr(rows, by)) if rows else {}
        for code in sorted(here.keys() | there.keys()):
            kept, counted = here.get(code, NOTHING), there.get(code, NOTHING)
            found += [
                {
                    "by": by,
                    "code": code,
                    "standing": name,
                    "page": f"{getattr(kept, name):.2f}",
                    "rows": f"{getattr(counted, name):.2f}",
                }
                for name in STANDINGS
                if getattr(kept, name) != getattr(counted, name)
            ]
    return found
