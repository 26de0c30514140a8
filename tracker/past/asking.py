"""`?as_of=N` at a page for everybody: the same page, over the base of the first N leaves.

The whole request sees that base and the moment of its last leaf, and its links lead on within it.
"""

from contextvars import Token
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, abort, current_app, g, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as BaseResponse

from core import clock
from core.engines import open_kept
from core.errors import Refusal
from journal import past
from journal.past import End
from tracker import pages, queries
from tracker.config import Settings
from tracker.errors import page as error_page
from tracker.extensions import PAST, db
from tracker.languages import chosen
from tracker.past import building, kept

KEY = "as_of"
PRESENT = frozenset(
    f"public.{name}" for name in ("search", "search_json", "data", "data_json", "file")
)
"""Pages that are no figures of the base: the search, the list of downloads, the files of papers."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a request sees: how many leaves, the moment of the last, the base, the pages' mark."""

    size: int
    moment: datetime
    path: Path
    tag: str

    @property
    def day(self) -> date:
        """The day of the last leaf, where the town halls are."""
        return clock.local(self.moment).date()


def init_app(app: Flask) -> None:
    """Open the way to rebuilt bases, and let links lead on within the one that is shown."""
    app.extensions[PAST] = open_kept(lambda: seen_now().path)
    app.url_defaults(_lead_on)


def seen_now() -> Seen:
    """The base this request sees; only asked within one that sees any."""
    found: Seen = g.past
    return found


def enter() -> BaseResponse | None:
    """Before a page for everybody: let it see the base that was asked for.

    A size within an act leads to the end of the act before: no page was made from half an act.
    """
    texts = request.args.getlist(KEY)
    if not texts:
        return None
    if request.endpoint in PRESENT:
        if queries.strict():  # a program that cites a version is told that there is none
            raise Refusal("query.unknown_key", key=queries.AS_OF)
        return None
    end = _end(texts[-1])
    if end.size != int(texts[-1]):
        return redirect(f"{request.path}?{_query(end.size)}")
    version = _version(db.session(), end)
    tag = f"{version.program}-{chosen()}-at-{end.size}-{version.mark}-{version.salts}"
    if request.if_none_match.contains_weak(tag):
        return pages.marked(current_app.response_class(status=304), tag)
    path = prepared(db.session(), end, version)
    db.session.remove()
    g.pop("as_of", None)  # what pages.as_of knows of the live journal
    g.past = Seen(end.size, end.moment, path, tag)
    g.past_told = clock.tell(end.moment)
    return None


def leave(_error: BaseException | None = None) -> None:
    """After the request: it is today again."""
    told: Token[datetime | None] | None = g.pop("past_told", None)
    if told is not None:
        clock.forget(told)


def unlisted(answer: Response) -> Response:
    """Search engines list the newest version only."""
    if "past" in g:
        answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def around() -> dict[str, Any]:
    """What templates ask for: the base that is shown, if it is one of the past, and the address of
    this page in the version shown."""
    if g.get("failed") or request.endpoint in PRESENT:
        return {}
    found = g.get("past")
    newest = f"{request.path}?{_query(None)}".rstrip("?")
    told = {"shown_version": found, "newest": newest}
    if found is None and pages.as_of().size > kept.MOST_LEAVES:
        return told  # nobody waits for that one: an address that answers 503 is no address to keep
    return told | {"permanent": f"?{_query(pages.as_of().size)}"}


def permalink() -> dict[str, str]:
    """For programs: the whole address of this page, or file, in the version it tells of."""
    if request.endpoint in PRESENT:
        return {}
    settings: Settings = current_app.config["TRACKER"]
    address = f"{settings.public_url}{request.path}?{_query(pages.as_of().size)}"
    return {"permalink": address}


def prepared(
    session: Session, end: End, version: kept.Version | None = None, *, pin: bool = False
) -> Path:
    """The file of the base at the end of an act, built where it is not kept.

    Raises:
        Refusal: those of `kept.ready` and of `building.build`.
    """
    settings: Settings = current_app.config["TRACKER"]

    def build(path: Path) -> None:
        building.build(session, path, end.size, end.moment, settings.country)

    def good(other: kept.Version) -> bool:
        salts = past.salts(session, other.size)
        return (other.program, other.salts) == (current_app.config["VERSION"], salts)

    wanted = version or _version(session, end)
    return kept.ready(settings.instance, wanted, build, good, pin=pin)


def _version(session: Session, end: End) -> kept.Version:
    program: str = current_app.config["VERSION"]
    return kept.Version(program, end.size, end.mark.hex()[:12], past.salts(session, end.size))


def _end(text: str) -> End:
    """The end of the last act within the size that stands in the address, else 404 with words."""
    size = pages.as_of().size
    if not (text.isascii() and text.isdigit() and len(text) <= 18 and 0 < int(text) <= size):
        abort(error_page(404, Refusal("journal.no_such_size", asked=text[:20], size=size)))
    found = past.end(db.session(), int(text))
    if found is None:
        abort(error_page(404, Refusal("journal.no_such_size", asked=text, size=size)))
    return found


def _query(size: int | None) -> str:
    """This address's query, with `as_of` at the end or without it."""
    told = [(name, text) for name, text in request.args.items(multi=True) if name != KEY]
    return urlencode([*told, (KEY, size)] if size is not None else told)


def _lead_on(endpoint: str, values: dict[str, Any]) -> None:
    if "past" in g and endpoint.startswith("public.") and endpoint not in PRESENT:
        values.setdefault(KEY, seen_now().size)
