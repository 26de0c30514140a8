"""From one description of a page: the page itself, its JSON, its tables as CSV and workbook."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import Any

from flask import Response, current_app, jsonify, make_response, render_template, request, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response as BaseResponse

from budgets.reports.figures import Sums
from core import clock
from register import profile
from tracker import queries
from tracker.pages import Beside, as_of, page
from tracker.past import asking
from tracker.public import public
from tracker.tables import Table, as_csv, as_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUMS = ("planned", "committed", "accepted", "paid", "free")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page before it has a form.

    `head` is what the JSON says beside the tables: plain values, money already as strings.
    `facts` are for the template alone and go before a `head` of the same name. `tables` by name:
    in the page, the JSON and the files.
    """

    template: str
    name: str
    head: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()


Build = Callable[..., Shown | BaseResponse]


@dataclass(frozen=True, slots=True)
class Offered:
    """A page that is hung up: what describes it, what it is asked, which tables its files give."""

    build: Build
    keys: Mapping[str, queries.Key]
    tables: tuple[str, ...]

    def shown(self, **arguments: Any) -> Shown:
        """The page as it is without a query, for whoever makes a file of it instead of an answer.

        Raises:
            LookupError: the address leads elsewhere now.
        """
        found = self.build(**arguments, **{name: key.default for name, key in self.keys.items()})
        if not isinstance(found, Shown):
            raise LookupError(self.build.__name__, arguments)
        return found


OFFERED: dict[str, Offered] = {}
"""Every offered page by its name."""


def offer(
    rule: str,
    *,
    scope: str | Callable[..., str] | None = None,
    stem: str | None = None,
    tables: tuple[str, ...] = (),
    beside: Beside = None,
    **keys: queries.Key,
) -> Callable[[Build], Build]:
    """Hang a page and its files on the public blueprint.

    The function takes the address's arguments and the query's values (`asked`), and gives a
    Shown, or an answer of its own (a redirect). `stem` is the files' address without its ending,
    where it is not the page's; `tables` names those that CSV can give, the first unless asked.
    `beside` is that of `tracker.pages.page`.
    """

    def hang(build: Build) -> Build:
        name = build.__name__
        OFFERED[name] = Offered(build, keys, tables)
        ways: list[tuple[str, Callable[[Shown, dict[str, Any]], Response]]] = [
            ("", _as_page),
            (".json", _as_json),
        ]
        if tables:
            ways += [(".csv", _as_csv), (".xlsx", _as_xlsx)]
        for ending, form in ways:
            asks = dict(keys)
            if ending == ".csv":
                asks["table"] = queries.Key(queries.one_of(*tables), tables[0])
            address = rule if not ending else (stem or rule.rstrip("/")) + ending
            endpoint = name + ending.replace(".", "_")
            view = partial(_answer, build, form, page(scope, beside), asks)
            public.add_url_rule(address, endpoint, view, methods=["GET"])
        return build

    return hang


def _answer(
    build: Build,
    form: Callable[[Shown, dict[str, Any]], Response],
    marked: Callable[[Callable[..., Any]], Callable[..., Any]],
    keys: Mapping[str, queries.Key],
    **arguments: Any,
) -> Any:
    asked = queries.read(keys)

    def view(**arguments: Any) -> Any:
        own = {name: value for name, value in asked.items() if name != "table"}
        shown = build(**arguments, **own)
        return form(shown, asked) if isinstance(shown, Shown) else shown

    return marked(view)(**arguments)


def as_html(shown: Shown) -> str:
    """The page itself."""
    tables = {table.name: table for table in shown.tables}
    return render_template(shown.template, **{**shown.head, **shown.facts, "tables": tables})


def as_data(shown: Shown) -> dict[str, Any]:
    """What its JSON says."""
    return {**shown.head, **{table.name: table.records() for table in shown.tables}}


def _as_page(shown: Shown, asked: dict[str, Any]) -> Response:
    return make_response(as_html(shown))


def _as_json(shown: Shown, asked: dict[str, Any]) -> Response:
    return document(as_data(shown))


def _as_csv(shown: Shown, asked: dict[str, Any]) -> Response:
    table = next(each for each in shown.tables if each.name == asked["table"])
    name = f"{shown.name}-{table.name}.csv"
    return _file(as_csv(table), "text/csv; charset=utf-8", name)


def _as_xlsx(shown: Shown, asked: dict[str, Any]) -> Response:
    return _file(as_xlsx(shown.tables), XLSX, f"{shown.name}.xlsx")


def _file(content: bytes, kind: str, name: str) -> Response:
    answer = Response(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def document(data: Mapping[str, Any]) -> Response:
    """Our JSON: what was asked, from which journal it was told, and where it stays so."""
    state = as_of()
    country = current_app.config["TRACKER"].country
    currency = profile.load(country).currency.code
    meta = {"as_of": state.size, "root": state.root, "currency": currency}
    return jsonify(data=data, meta={**meta, **asking.permalink()})


def money(amount: Decimal | None) -> str | None:
    """Som for programs: "1250.50"."""
    return None if amount is None else f"{amount:.2f}"


def sums(of: Sums | None) -> dict[str, str | None]:
    """The four standings and what is free, by the names all our JSON uses."""
    return {name: money(getattr(of, name)) if of is not None else None for name in SUMS}


def file_of(endpoint: str, ending: str, **arguments: Any) -> str:
    """The address of a page's file: `file_of("school", "csv", code=…, year=…)`."""
    return url_for(f"public.{endpoint}_{ending}", **arguments)


def _canonical() -> str | None:
    """The page's own address, where a query gives it another; a further page of a list has its own.

    Without a query the address in use is the page's own, and a word less is sent.
    """
    if not request.query_string or "page" in request.args:
        return None
    base: str = current_app.config["TRACKER"].public_url
    return base + request.path


@public.context_processor
def _around() -> dict[str, Any]:
    """What every public page has around it."""
    path = request.path
    parts = (
        (gettext("Find a school"), url_for("public.home")),
        (gettext("Requirements"), url_for("public.standard")),
        (gettext("Journal"), url_for("public.journal")),
        (gettext("Take the data"), url_for("public.data")),
    )
    return {
        "nav_items": [
            {"text": text, "href": href, "current": href.partition("?")[0] == path}
            for text, href in parts
        ],
        "footer_links": [
            {"text": gettext("How does it work?"), "href": url_for("public.how_it_works")},
            {"text": gettext("What do the words mean?"), "href": url_for("public.glossary")},
        ],
        "file_of": file_of,
        "canonical": _canonical(),
        "today": clock.today(),
        "data_day": clock.today(),
    }
