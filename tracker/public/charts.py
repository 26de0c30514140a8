"""The figures that open on a button, each at its own address, as plotly reads them."""

from functools import lru_cache

from flask import Response, abort, jsonify
from flask_babel import gettext

from budgets.reports import figures as money
from core.fiscal import is_year
from register import reports as register
from tracker import queries
from tracker.charts import Bar, Legend, legend, plotly
from tracker.extensions import db
from tracker.pages import page
from tracker.public import public
from tracker.public.lists import bars
from tracker.public.names import Names

KEPT = 512  # figures; one costs some milliseconds to make and some kilobytes to keep


@public.get("/schools/<code:code>/<int:year>/charts/categories.json")
@page(scope="code")
def school_chart(code: str, year: int) -> Response:
    """A school's money by category."""
    queries.read({})
    if register.school(db.session, code) is None or not is_year(year):
        abort(404)
    return _categories(code, year)


@public.get("/places/<code:code>/<int:year>/charts/categories.json")
@page(scope="code")
def place_chart(code: str, year: int) -> Response:
    """A place's money by category."""
    queries.read({})
    if register.place(db.session, code) is None or not is_year(year):
        abort(404)
    return _categories(code, year)


def _categories(code: str, year: int) -> Response:
    figures = money.figures(db.session, code, year)
    answer = jsonify(_figure(bars(figures, Names()), legend(), gettext("som")))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@lru_cache(maxsize=KEPT)
def _figure(rows: tuple[Bar, ...], words: Legend, unit: str) -> dict[str, object]:
    """A figure by what is drawn in it: it changes when a number does, and with nothing else."""
    return plotly.grouped_bars(rows, words, unit)
