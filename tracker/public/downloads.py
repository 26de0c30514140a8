"""What can be taken away: the files of pages, and a year of a place in one file."""

from flask import current_app

from budgets.reports import figures as money
from core import clock
from opendata.scope import Scope
from tracker import packages
from tracker.extensions import db
from tracker.public.offers import Shown, offer

PAGES = (
    *("index", "places", "schools", "purchases", "suppliers", "standard", "journal"),
    *("practices", "pilots", "guidance"),
)


@offer("/data")
def data() -> Shown:
    """The files of the pages."""
    country: str = current_app.config["TRACKER"].country
    year = money.latest(db.session, country) or clock.today().year
    whole = Scope(country, year)
    return Shown(
        "public/data.html",
        "data",
        head={
            "formats": ["json", "csv", "xlsx"],
            "pages": list(PAGES),
            "packages": "places/{code}/{year}/package.zip",
        },
        facts={
            "country": country,
            "year": year,
            "fits": packages.fits(db.session(), whole),
            "command": packages.command(whole),
        },
    )
