"""Pages for everybody: told to be unchanged before anything else is asked.

The mark of a page (ETag) names what it was made from: the program, the language, the day, the
journal's size when something within the page's place last changed (or within a place that was
merged into it: the page shows that too), its size when the Standard, the registers or the profile
last changed, and the number of the nightly comparison. One small query tells all of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, wraps
from hashlib import sha256
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, g, make_response, request
from sqlalchemy import func, literal, or_, select
from werkzeug.wrappers import Response as BaseResponse

from core import clock
from journal.merkle import Edge
from journal.models import Scope, State
from procurement.models import ComparisonSet
from register.models import Place
from tracker.extensions import db
from tracker.languages import chosen

GLOBAL = ("standard", "register", "profile")
SNAPSHOT = "*"  # stands for the last nightly comparison among the codes; no place is called so
PARTS_OF_PROGRAM = ("*.py", "*.html", "*.mo", "*.yaml", "*.css", "manifest.json")

View = Callable[..., Any]
ScopeOf = str | Callable[..., str] | None
Beside = Callable[[], str] | None


@dataclass(frozen=True, slots=True)
class AsOf:
    """The journal a page was made from: how many entries, and the hash of them all."""

    size: int
    root: str


def init_app(app: Flask) -> None:
    """Tell the program's own mark, and give pages the journal's size for their foot."""
    ours = app.config["TRACKER"]
    app.config["VERSION"] = program_mark(Path(app.root_path).parent, ours.mode, ours.country)
    app.context_processor(_foot)
    app.jinja_env.globals["frozen"] = frozen


@cache  # the program stays the same while it runs
def program_mark(root: Path, *also: str) -> str:
    """A short hash over all that pages are made of, so that a new program is a new mark."""
    mark = sha256("\0".join(also).encode())
    rooms = sorted(path.parent for path in root.glob("*/__init__.py"))
    for room in rooms:
        for pattern in PARTS_OF_PROGRAM:
            for path in sorted(room.rglob(pattern)):
                mark.update(path.read_bytes())
    return mark.hexdigest()[:12]


def page(scope: ScopeOf = None, beside: Beside = None) -> Callable[[View], View]:
    """Make a public view answer 304 while nothing it shows has changed.

    `scope` is the name of the view's argument that holds the page's place or school, or a function
    of the view's arguments that gives the code; without it the page is the country's. `beside`
    marks what else the page shows that no entry of the journal tells: files made by night.
    """

    def around(view: View) -> View:
        @wraps(view)
        def answered(**arguments: Any) -> BaseResponse:
            tag = mark(_code(scope, arguments)) + (f"-{beside()}" if beside else "")
            asked = request.if_none_match
            if not asked.star_tag and asked.contains_weak(tag):
                return marked(current_app.response_class(status=304), tag)
            answer = make_response(view(**arguments))
            return marked(answer, tag) if answer.status_code == 200 else answer

        return answered

    return around


def _code(scope: ScopeOf, arguments: dict[str, Any]) -> str:
    if scope is None:
        country: str = current_app.config["TRACKER"].country
        return country
    return str(arguments[scope]) if isinstance(scope, str) else scope(**arguments)


def mark(code: str) -> str:
    """The ETag, without its W/ and quotes, of a page about the place or school `code`.

    That of a page of the past is of its version alone (tracker.past).
    """
    if "past" in g:
        return str(g.past.tag)
    merged = select(Place.code).where(Place.successor == code)
    sizes_of = select(Scope.code, Scope.size).where(
        or_(Scope.code.in_((code, *GLOBAL)), Scope.code.in_(merged))
    )
    compared = select(literal(SNAPSHOT), func.coalesce(func.max(ComparisonSet.id), 0))
    rows = db.session.execute(sizes_of.union_all(compared))
    sizes: dict[str, int] = {name: size for name, size in rows}  # noqa: C416
    snapshot = sizes.pop(SNAPSHOT)
    everywhere = max((sizes.get(name, 0) for name in GLOBAL), default=0)
    within = max((size for name, size in sizes.items() if name not in GLOBAL), default=0)
    day = clock.today().isoformat()
    version = current_app.config["VERSION"]
    return f"{version}-{chosen()}-{day}-{within}-{everywhere}-{snapshot}"


def marked(answer: Response, tag: str) -> Response:
    """The answer with its ETag: kept by browsers, and asked for anew."""
    answer.set_etag(tag, weak=True)
    answer.headers["Cache-Control"] = "no-cache"
    answer.vary.add("Accept-Encoding")
    return answer


def as_of() -> AsOf:
    """The journal as this request sees it."""
    if "as_of" not in g:
        row = db.session.execute(select(State.size, State.edge).where(State.id == 1)).first()
        size, edge = row if row else (0, b"")
        g.as_of = AsOf(size, Edge(size, edge).root().hex())
    found: AsOf = g.as_of
    return found


def frozen() -> bool:
    """Is this page made for a file (tracker.freeze)? Then nothing on it may need a server."""
    return "frozen" in g


def _foot() -> dict[str, Any]:
    settings = current_app.config["TRACKER"]
    known: dict[str, Any] = {"tracker_mode": settings.mode}
    if request.blueprint == "public" and not g.get("failed") and not frozen():
        known["as_of"] = as_of().size
    return known
