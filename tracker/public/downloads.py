"""What can be taken away now, and what not yet."""

from flask import current_app

from budgets.reports import figures as money
from core import clock
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
    return Shown(
        "public/data.html",
        "data",
        head={
            "formats": ["json", "csv", "xlsx"],
            "pages": list(PAGES),
            "bulk_files": False,
        },
        facts={"country": country, "year": year},
    )
