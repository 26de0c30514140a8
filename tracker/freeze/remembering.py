"""What a process that only freezes asks once: an address, and each report of a page.

Nothing here is for a server: there an answer may be another one at the next request.
"""

import sys
from collections.abc import Callable
from functools import wraps
from inspect import isgeneratorfunction
from types import FunctionType
from typing import Any

from flask import Flask, g

MOST_ADDRESSES = 50_000
ANSWERS: dict[Any, Any] = {}
"""What reports have answered for the page being made; emptied before each page."""


def keep_addresses(app: Flask) -> None:
    """Let a process that only freezes remember addresses: most are made on many pages."""
    known: dict[Any, str] = {}
    make = app.url_for

    def url_for(endpoint: str, /, **values: Any) -> str:
        key = (endpoint, g.get("lang"), *values.items())
        if key not in known:
            if len(known) > MOST_ADDRESSES:
                known.clear()
            known[key] = make(endpoint, **values)
        return known[key]

    app.url_for = url_for  # type: ignore[method-assign]
    app.jinja_env.globals["url_for"] = url_for


def keep_answers() -> None:
    """Let each report be asked once for all languages and files of a page.

    A report knows no language, for it lies below the doors; and of one picture of the base it
    answers the same question alike.
    """
    for name, module in list(sys.modules.items()):
        if "reports" not in name.split("."):
            continue
        for key, ask in list(vars(module).items()):
            if _is_report(ask) and ask.__module__ == name:
                setattr(module, key, _once(ask))


def _is_report(ask: Any) -> bool:
    if not isinstance(ask, FunctionType) or ask.__name__.startswith("_"):
        return False
    return ask.__code__.co_varnames[:1] == ("session",) and not isgeneratorfunction(ask)


def _once(ask: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(ask)
    def asked(session: Any, *keys: Any, **others: Any) -> Any:
        told = (*map(_fixed, keys), *((name, _fixed(value)) for name, value in others.items()))
        question = (ask, told)
        try:
            known = question in ANSWERS
        except TypeError:  # asked with what cannot be looked up
            return ask(session, *keys, **others)
        if not known:
            ANSWERS[question] = ask(session, *keys, **others)
        answer = ANSWERS[question]
        return answer.copy() if isinstance(answer, dict | list | set) else answer

    return asked


def _fixed(value: Any) -> Any:
    """A value to be part of a question."""
    if isinstance(value, list):
        return ("list", *value)
    return frozenset(value) if isinstance(value, set) else value
