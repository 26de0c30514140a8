"""How commands answer: text for people, one JSON document for programs, and an exit code.

0 done, 1 refused or found wrong, 2 wrong use. Progress goes to stderr, the answer to stdout.
"""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from typing import Any

import click
from flask import current_app, g
from flask.cli import with_appcontext

from core.access import operator
from core.errors import NotPermitted, Refusal
from tracker.accounts import reports
from tracker.extensions import db
from tracker.phrases import phrase


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command has to say: the document of --json, the lines for people, all well or not."""

    document: dict[str, Any]
    lines: list[str] = field(default_factory=list)
    ok: bool = True


def answered(acts: str = "nobody") -> Callable[[Callable[..., Answer]], Callable[..., None]]:
    """Give a command its --json, print its Answer, and turn refusals into exit code 1.

    `acts` says who does what the command does: "nobody" only asks; "person" needs --as EMAIL;
    "operator" takes --as, and is else the machine's operator. `edge.do` acts as that one.
    Stands right above the function, below its options and arguments.
    """

    def around(command: Callable[..., Answer]) -> Callable[..., None]:
        @click.option("--json", "as_json", is_flag=True, help="One JSON document instead of text.")
        @with_appcontext
        @wraps(command)
        def asked(*args: Any, as_json: bool, email_of: str | None = None, **kwargs: Any) -> None:
            try:
                if acts != "nobody":
                    act_as(email_of, operator_else=acts == "operator")
                answer = command(*args, **kwargs)
            except (Refusal, NotPermitted) as error:
                _refused(error, as_json)
            else:
                click.echo(_written(answer.document) if as_json else "\n".join(answer.lines))
                sys.exit(0 if answer.ok else 1)

        if acts == "nobody":
            return asked
        return click.option("--as", "email_of", metavar="EMAIL", help="Who does this.")(asked)

    return around


def act_as(email: str | None, *, operator_else: bool) -> None:
    """Whoever the following acts are done by.

    Raises:
        Refusal: `account.unknown` with `email`, `account.disabled`, `usage.nobody`.
    """
    if email is None:
        if not operator_else:
            raise Refusal("usage.nobody")
        g.actor = operator(current_app.config["TRACKER"].country)
        return
    account = reports.by_email(db.session(), email)
    if account is None:
        raise Refusal("account.unknown", email=email[:254])
    if account.disabled_at is not None:
        raise Refusal("account.disabled")
    g.actor = reports.actor(db.session(), account.id)


def progress(text: str) -> None:
    """Say how far a long command is; never mixed into its answer."""
    click.echo(text, err=True)


def _refused(error: Refusal | NotPermitted, as_json: bool) -> None:
    if isinstance(error, Refusal):
        code, at, message = error.code, error.field, phrase(error)
    else:
        code, at = "access.not_permitted", None
        message = phrase(Refusal(code, act=error.act, place=error.place))
    if as_json:
        click.echo(_written({"error": {"code": code, "message": message, "field": at}}))
    else:
        click.echo(message, err=True)
    sys.exit(1)


def _written(document: dict[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
