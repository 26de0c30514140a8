"""Giving the second factor, and tying an app to the account the first time."""

from typing import Any

from flask import current_app, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from core.errors import Refusal
from core.models import lock
from tracker import edge
from tracker.accounts import failures, second_factor, sessions
from tracker.accounts.models import Account
from tracker.accounts.pages import accounts, way_on
from tracker.forms.accounts import CodeForm

NEW_SECRET = "new_second_factor"  # the note that holds a secret until the app has proved it


@accounts.route("/second-factor", methods=["GET", "POST"], endpoint="second_factor")
def ask() -> Any:
    """Ask for the second factor of somebody who has given the password."""
    live = sessions.current()
    if live is None:
        return redirect(url_for(".sign_in", next=request.args.get("next")), 303)
    if live.second_factor:
        return redirect(way_on(), 303)
    return _known(live) if live.has_second_factor else _new(live)


def _known(live: sessions.Live) -> Any:
    form = CodeForm()
    if form.validate_on_submit() and _tried(form, live, _spend):
        session.clear()
        return redirect(way_on(), 303)
    return _page("accounts/second_factor.html", form)


def _new(live: sessions.Live) -> Any:
    """Show a new secret; it is kept only when the app has shown that it knows it."""
    form = CodeForm()
    secret = session.get(NEW_SECRET)
    if secret is None:
        secret = session[NEW_SECRET] = second_factor.new_secret()
    codes: list[str] = []

    def enrol(writer: Session, account: Account, code: str) -> None:
        codes.extend(second_factor.enrol(writer, account, secret, code))

    if form.validate_on_submit() and _tried(form, live, enrol):
        session.clear()
        return render_template("accounts/recovery_codes.html", codes=codes, way_on=way_on())
    address = second_factor.address(secret, live.email, _("Money for safe schools"))
    shown = {"secret": secret, "drawing": second_factor.drawn(address)}
    return _page("accounts/second_factor_new.html", form, **shown)


def _spend(writer: Session, account: Account, code: str) -> None:
    second_factor.spend(writer, account, code)


def _tried(form: CodeForm, live: sessions.Live, step: Any) -> bool:
    """Count the attempt; then take the code and begin a whole session, in one transaction."""
    names = failures.subjects(f"code of {live.account}", request.remote_addr)
    try:
        with edge.writing() as writer:
            failures.count_attempt(writer, names)
        with edge.writing() as writer:
            step(writer, lock(writer, Account, live.account), form.code.data)
            failures.clear(writer, names)
            sessions.begin(writer, live.account, second_factor=True)
    except Refusal as refusal:
        edge.refuse(form, refusal)
        return False
    return True


def _page(template: str, form: CodeForm, **shown: Any) -> Response:
    answer = current_app.make_response(render_template(template, form=form, **shown))
    answer.status_code = 422 if form.errors else 200
    return answer
