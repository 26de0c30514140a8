"""The addresses of charts beside the page they are drawn on: CPU time inside one run.

"made" is a figure nobody has asked for since a number changed; "kept" is one that is known by what
is drawn in it. A base given by --base is used if it is there, made and kept if not.
"""

import argparse
from collections.abc import Callable
from pathlib import Path

from benchmarks.grounds import application, filled, folder, interleaved
from benchmarks.school_page import YEAR, getter
from register.models import Place, School
from tracker.example.synthetic import school_code
from tracker.extensions import db
from tracker.public.charts import CHARTS, categories, flow, months

KEEPING = {
    "categories": categories._figure,
    "flow": flow._tree,
    "sources": flow._streams,
    "months": months._figure,
}


def forgetting(name: str, get: Callable[[], object]) -> Callable[[], object]:
    """The same after the kept figures of this chart are thrown away."""

    def anew() -> None:
        KEEPING[name].cache_clear()
        get()

    return anew


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=10_000, help="purchase lines")
    parser.add_argument("--base", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    with folder() as here:
        app = application(filled(options.base or here / "small.db", options.lines), here)
        with app.app_context():
            school = db.session.get(School, school_code(0))
            district = db.session.get(Place, school.place).parent if school else None
        page = f"/ky/places/{district}/{YEAR}"
        asked = {"page of the district": getter(app, page)}
        for name in CHARTS:
            get = getter(app, f"{page}/charts/{name}.json")
            asked |= {f"{name}.json kept": get, f"{name}.json made": forgetting(name, get)}
        asked["flow.svg"] = getter(app, f"{page}/charts/flow.svg")
        taken = interleaved(asked, options.rounds)
    whole = taken["page of the district"]
    for name, seconds in taken.items():
        print(f"{name:24} {seconds * 1000:8.2f} ms CPU  {seconds / whole:5.2f} of the page")


if __name__ == "__main__":
    main()
