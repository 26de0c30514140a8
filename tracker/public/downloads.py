"""What can be taken away: everything as files, the files of the pages, a year of a place."""

from datetime import date
from typing import Any

from flask import current_app
from flask_babel import gettext

from budgets.reports import figures as money
from core import clock
from opendata.bulk import catalogue, writing
from opendata.bulk.building import SUMS
from opendata.bulk.catalogue import Listed
from opendata.bulk.kept import Kept
from opendata.package.stage import File
from opendata.scope import Scope
from tracker import bulk, formats, packages
from tracker.extensions import db
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

PAGES = (
    *("index", "places", "schools", "purchases", "suppliers", "standard", "journal"),
    *("practices", "pilots", "guidance"),
)
HEADS = {"csv": "CSV", "jsonl": "JSONL", "parquet": "Parquet", "xlsx": "XLSX"}
EXAMPLE = (
    "# Python",
    "import csv, io, urllib.request",
    "from decimal import Decimal",
    'address = "{base}/data/totals.csv"',
    'text = urllib.request.urlopen(address).read().decode("utf-8-sig")',
    "rows = csv.DictReader(io.StringIO(text))",
    'ours = [r for r in rows if r["scope"] == "{country}" and r["by"] == "category"]',
    'print(sum(Decimal(r["paid"]) for r in ours))',
)
"""How a file is read, in Python without a library: what was paid in the whole country."""


@offer("/data", beside=bulk.made)
def data() -> Shown:
    """Everything as files, the files of the pages, a year of a place."""
    country: str = current_app.config["TRACKER"].country
    year = money.latest(db.session, country) or clock.today().year
    whole, found = Scope(country, year), bulk.newest()
    by = packages.publisher(db.session(), spots={country}, items=set())
    sets = tuple(catalogue.listed(bulk.ALL, found.files)) if found else ()
    return Shown(
        "public/data.html",
        "data",
        head={
            "formats": ["json", "csv", "xlsx"],
            "pages": list(PAGES),
            "packages": "places/{code}/{year}/package.zip",
            "bulk": _told(found, sets) if found else None,
        },
        facts={
            "country": country,
            "year": year,
            "fits": packages.fits(db.session(), whole),
            "command": packages.command(whole),
            "made": found.manifest if found else None,
            "made_on": date.fromisoformat(found.manifest["on"]) if found else None,
            "sums": SUMS,
            "table": _table(sets),
            "standards": [one for one in sets if one.name in catalogue.STANDARDS],
            "hashed": _hashed(sets),
            "dataset": catalogue.schema_org(sets, by, found.manifest["on"], formats.language())
            if found
            else None,
            "example": [line.format(base=by.base, country=country) for line in EXAMPLE],
        },
    )


def _hashed(sets: tuple[Listed, ...]) -> list[File]:
    """The files whose hashes the page shows; those of packed ones stand in SHA256SUMS."""
    return [file for one in sets for file in one.files if not file.path.endswith(".gz")]


def _told(found: Kept, sets: tuple[Listed, ...]) -> dict[str, Any]:
    """The bulk files for programs."""
    return {
        "on": found.manifest["on"],
        "journal_size": found.manifest["journal_size"],
        "journal_root": found.manifest["journal_root"],
        "left_out": found.manifest["left_out"],
        "files": [
            {
                "set": one.name,
                "path": f"/data/{file.path}",
                "rows": file.rows,
                "bytes": file.bytes,
                "sha256": file.sha256,
            }
            for one in sets
            for file in one.files
        ],
    }


def _table(sets: tuple[Listed, ...]) -> Table:
    """What each set holds, its rows, and a link to each form with its size."""
    lang = formats.language()
    shown = [one for one in sets if one.name not in catalogue.STANDARDS]
    forms = [form for form in writing.FORMS if any(_named(one, form) for one in shown)]
    heads = [Column(form, HEADS[form]) for form in forms]
    return Table(
        "sets",
        gettext("Everything as files"),
        (Column("set", gettext("What it holds")), Column("rows", gettext("Rows"), "count"), *heads),
        tuple(
            (
                Cell(one.name, one.title.told(lang)[0], note=one.about.told(lang)[0]),
                one.files[0].rows,
                *(_link(_named(one, form), lang) for form in forms),
            )
            for one in shown
        ),
    )


def _named(one: Listed, form: str) -> File | None:
    return next((file for file in one.files if file.path.endswith(f".{form}")), None)


def _link(file: File | None, lang: str) -> Cell | None:
    if file is None:
        return None
    return Cell(file.bytes, formats.size(file.bytes, lang), href=f"/data/{file.path}")
