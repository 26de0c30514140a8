"""Which language a page is in: the first part of its address says so."""

from typing import Any

from flask import Flask, Response, current_app, g, has_request_context, redirect, request
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response as BaseResponse

from core.words import LANGUAGES
from tracker.extensions import babel

COOKIE = "lang"
PREFIX = "/<lang:lang>"


class LanguageConverter(BaseConverter):
    """The `<lang:…>` of addresses: ky, ru or en and nothing else."""

    regex = "|".join(LANGUAGES)


def init_app(app: Flask) -> None:
    """Give addresses their language, and templates `in_language`."""
    app.url_map.converters["lang"] = LanguageConverter
    babel.init_app(app, default_locale="ky", locale_selector=chosen)
    app.url_value_preprocessor(_take)
    app.url_defaults(_give)
    app.jinja_env.globals["in_language"] = in_language
    app.add_url_rule("/", "front_door", _front_door)
    app.after_request(_remember)


def chosen() -> str:
    """The language of this answer: by the address, else what the reader is known to prefer.

    Commands speak English.
    """
    if not has_request_context():
        return "en"
    if "lang" in g:
        return str(g.lang)
    first = request.path.split("/")[1]
    return first if first in LANGUAGES else preferred()


def preferred() -> str:
    """By cookie, else by Accept-Language, else Kyrgyz. Never by where the reader seems to be."""
    known = request.cookies.get(COOKIE)
    if known in LANGUAGES:
        return known
    return request.accept_languages.best_match(LANGUAGES, "ky") or "ky"


def in_language(lang: str) -> str:
    """The address of this same page, with its query, in another language."""
    parts = request.path.split("/", 2)
    rest = parts[2] if len(parts) > 2 and parts[1] in LANGUAGES else ""
    query = request.query_string.decode("ascii", "ignore")
    return f"/{lang}/{rest}" + (f"?{query}" if query else "")


def _take(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values and "lang" in values:
        g.lang = values.pop("lang")


def _give(endpoint: str, values: dict[str, Any]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = chosen()


def _front_door() -> BaseResponse:
    answer = redirect(f"/{preferred()}/")
    answer.headers["Cache-Control"] = "no-cache"
    answer.vary.update(("Cookie", "Accept-Language"))
    return answer


def _remember(answer: Response) -> Response:
    """Note the language when somebody changes it: comes here from our page in another one."""
    lang = g.get("lang")
    if lang is None or answer.status_code != 200 or not request.referrer:
        return answer
    came_from = request.referrer.removeprefix(request.host_url).split("/")[0]
    if came_from in LANGUAGES and came_from != lang:
        answer.set_cookie(
            COOKIE,
            lang,
            max_age=31_536_000,
            secure=request.is_secure,
            httponly=True,
            samesite="Lax",
        )
    return answer
