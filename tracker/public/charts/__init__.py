"""The charts of schools and places, each told from one description at addresses that stay.

Under `…/charts/`: `<name>` is its page, `<name>.json` the figure as plotly reads it, `.csv` and
`.xlsx` its table, `.svg` and `.png` the drawing for documents, `<name>/embed` a small page that
other sites may show in a frame. A figure is made only at its own address, when it is asked for.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from flask import Response, abort, current_app, g, jsonify, make_response, render_template, url_for
from flask_babel import gettext
from markupsafe import escape

from budgets.reports import figures as money
from core import clock
from core.errors import Refusal
from core.fiscal import is_year
from core.words import Words
from register import reports as register
from tracker import formats, pdf, queries
from tracker.built import public_css_sha256
from tracker.charts import paper, raster
from tracker.errors import page as error_page
from tracker.extensions import db
from tracker.names import Names
from tracker.pages import as_of, page
from tracker.public import public
from tracker.public.charts import categories, flow, months
from tracker.public.charts.chart import About, Chart
from tracker.public.offers import XLSX
from tracker.tables import as_csv, as_xlsx

CHARTS: dict[str, Callable[[About], Chart]] = {
    "categories": categories.chart,
    "flow": flow.flow,
    "sources": flow.sources,
    "months": months.chart,
}
picture = lru_cache(maxsize=64)(raster.png)
"""Pictures by their drawing; each is some tens of kilobytes."""
FRAMED = (
    "default-src 'none'; style-src 'sha256-{sheet}'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors *"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A chart with whose it is, and the endpoint its addresses begin with."""

    chart: Chart
    name: str
    about: About
    spot: Words
    endpoint: str

    def address(self, ending: str = "", *, chart: str | None = None, **query: Any) -> str:
        """The address of a form of this chart, or of another one of the same school or place."""
        of = self.about
        return url_for(
            f"public.{self.endpoint}_chart{ending}",
            code=of.code,
            year=of.year,
            name=chart or self.name,
            **query,
        )

    def whole(self, ending: str = "") -> str:
        """The whole address with the size of the journal it was told from, to be cited."""
        return pdf.address(self.address(ending, as_of=as_of().size))

    @property
    def home(self) -> str:
        """The address of the page of the school or place itself."""
        return url_for(f"public.{self.endpoint}", code=self.about.code, year=self.about.year)

    @property
    def whose(self) -> str:
        """The name of the school or place, and the year."""
        return f"{self.spot.told(self.about.names.lang)[0]}, {self.about.year}"

    @property
    def frame(self) -> str:
        """The line by which another site shows the chart; it stays with the newest numbers."""
        return (
            f'<iframe src="{escape(pdf.address(self.address("_embed")))}"'
            f' title="{escape(self.whose)}" width="100%" height="600" loading="lazy"></iframe>'
        )

    @property
    def question(self) -> str:
        """What the chart answers."""
        return questions()[self.name]

    @property
    def others(self) -> list[tuple[str, str]]:
        """The other charts of the same school or place: question and address."""
        asked = questions().items()
        return [(text, self.address(chart=name)) for name, text in asked if name != self.name]


def questions() -> dict[str, str]:
    """What each chart answers, in the language of the page."""
    return {
        "categories": gettext("Where did the money go?"),
        "flow": gettext("From which purse to whom?"),
        "sources": gettext("How does the money flow?"),
        "months": gettext("When was it paid?"),
    }


def _described(endpoint: str, code: str, year: int, name: str) -> Shown:
    """The chart at an address; 404 for a school, place or year that is not there."""
    queries.read({})
    spot = _spot(endpoint, code)
    if spot is None or not is_year(year):
        abort(404)
    known = money.figures(db.session, code, year)
    about = About(code, year, endpoint == "school", known, Names())
    return Shown(CHARTS[name](about), name, about, spot, endpoint)


def _spot(endpoint: str, code: str) -> Words | None:
    if endpoint == "school":
        card = register.school(db.session, code)
        return card.name if card else None
    spot = register.place(db.session, code)
    return spot.name if spot else None


def _as_page(shown: Shown) -> Response:
    trail = register.trail(db.session, shown.about.code)
    return make_response(
        render_template("public/chart.html", shown=shown, chart=shown.chart, trail=trail)
    )


def _as_json(shown: Shown) -> Response:
    answer = jsonify(shown.chart.figure())
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _file(shown: Shown, content: bytes | str, kind: str, ending: str, how: str) -> Response:
    answer = Response(content, content_type=kind)
    name = f"{shown.about.code}-{shown.about.year}-{shown.name}.{ending}"
    answer.headers["Content-Disposition"] = f'{how}; filename="{name}"'
    if how == "inline":  # a picture may stand in a page of any site
        answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


def _as_csv(shown: Shown) -> Response:
    content = as_csv(shown.chart.table)
    return _file(shown, content, "text/csv; charset=utf-8", "csv", "attachment")


def _as_xlsx(shown: Shown) -> Response:
    return _file(shown, as_xlsx([shown.chart.table]), XLSX, "xlsx", "attachment")


def _as_svg(shown: Shown) -> Response:
    return _file(shown, _drawn(shown), "image/svg+xml; charset=utf-8", "svg", "inline")


def _as_png(shown: Shown) -> Response:
    try:
        content = picture(_drawn(shown))
    except raster.Unavailable as error:
        current_app.logger.warning("no pictures: %s", error.__cause__ or error)
        return error_page(503, Refusal("chart.unavailable"))
    return _file(shown, content, "image/png", "png", "inline")


def _drawn(shown: Shown) -> str:
    """The drawing for documents: whose it is and where the numbers are from stand on it."""
    chart, lang = shown.chart, shown.about.names.lang
    return paper.svg(
        paper.Paper(
            lang=lang,
            title=f"{shown.whose}. {chart.title}".replace("→", "›"),
            key=chart.key,
            legend=chart.legend,
            rows=chart.rows,
            foot=(source_line(), shown.whole()),
        )
    )


def source_line() -> str:
    """The day of the data, and how many entries the journal had."""
    day = gettext("Data of the day: %(day)s", day=formats.day(clock.today()))
    size = formats.number(as_of().size, formats.language())
    return f"{day} · " + gettext("Entries in the journal: %(count)s", count=size)


def _as_embed(shown: Shown) -> Response:
    """A page for a frame of any site: no script, no form, and no cookie is set with it."""
    answer = make_response(
        render_template(
            "public/chart_embed.html", shown=shown, chart=shown.chart, source=source_line()
        )
    )
    answer.headers["Content-Security-Policy"] = FRAMED.format(sheet=public_css_sha256())
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    g.pop("lang", None)  # so that tracker.languages notes nothing in a reader's browser
    return answer


FORMS: dict[str, tuple[str, Callable[[Shown], Response]]] = {
    "": ("", _as_page),
    "_json": (".json", _as_json),
    "_csv": (".csv", _as_csv),
    "_xlsx": (".xlsx", _as_xlsx),
    "_svg": (".svg", _as_svg),
    "_png": (".png", _as_png),
    "_embed": ("/embed", _as_embed),
}


def _answer(
    endpoint: str, form: Callable[[Shown], Response], code: str, year: int, name: str
) -> Response:
    return form(_described(endpoint, code, year, name))


def _hang() -> None:
    """Every address by its whole name: tests/cases/routes.txt promises each."""
    for endpoint in ("school", "place"):
        for ending, (after, form) in FORMS.items():
            view = page(scope="code")(partial(_answer, endpoint, form))
            for name in CHARTS:
                public.add_url_rule(
                    f"/{endpoint}s/<code:code>/<int:year>/charts/{name}{after}",
                    f"{endpoint}_chart{ending}",
                    view,
                    methods=["GET"],
                    defaults={"name": name},
                )


_hang()
