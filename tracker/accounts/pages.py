"""Signing in and out, the password, the list of one's sessions."""

from typing import Any
from urllib.parse import urlsplit

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    jsonify,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response

from core.access import OFFICIALS, Role
from core.errors import Refusal
from tracker import edge
from tracker.accounts import failures, passwords, reports, sessions
from tracker.accounts.models import Account
from tracker.extensions import db
from tracker.forms.accounts import EndSessionForm, PasswordForm, SignInForm
from tracker.languages import PREFIX, chosen

accounts = Blueprint("accounts", __name__, url_prefix=f"{PREFIX}/accounts")


@accounts.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Any:
    """Ask who somebody is. The answer to a wrong address and to a wrong password is the same."""
    form = SignInForm()
    if form.validate_on_submit():
        try:
            return _let_in(reports.normal(form.email.data), form.password.data)
        except Refusal as refusal:
            edge.refuse(form, refusal)
            slow = refusal.code == "sign_in.slow_down"
            answer = current_app.make_response((_sign_in_page(form), 429 if slow else 422))
            if slow:
                answer.headers["Retry-After"] = str(refusal.facts["seconds"])
            return answer
    return _sign_in_page(form), 422 if form.errors else 200


def _sign_in_page(form: SignInForm) -> str:
    return render_template("accounts/sign_in.html", form=form, ended=request.args.get("ended"))


def _let_in(email: str, password: str) -> Response:
    """Three short steps: count the attempt, compare the password, begin the session.

    Raises:
        Refusal: `sign_in.slow_down`, `sign_in.wrong`.
    """
    names = failures.subjects(email, request.remote_addr)
    with edge.writing() as writer:
        failures.count_attempt(writer, names)
    found = reports.by_email(db.session(), email)
    known = found if found is not None and sessions.may_enter(found) else None
    right = passwords.fits(password, known.password_hash if known else None)
    if not right or known is None:
        raise Refusal("sign_in.wrong")
    account, enrolled = known.id, known.totp_secret is not None
    with edge.writing() as writer:
        still = writer.get(Account, account)
        if still is None or not sessions.may_enter(still):
            raise Refusal("sign_in.wrong")
        failures.clear(writer, names)
        sessions.begin(writer, account, second_factor=False)
    session.clear()
    if current_app.config["TRACKER"].production or enrolled:
        return redirect(url_for(".second_factor", next=request.args.get("next")), 303)
    return redirect(way_on(), 303)


def way_on() -> str:
    """Where to go after signing in: where one came from, if that is here; else one's own desk."""
    asked = request.args.get("next", "")
    parts = urlsplit(asked)
    here = asked.startswith("/") and not asked.startswith("//") and "\\" not in asked
    if here and asked.isprintable() and not parts.scheme and not parts.netloc:
        return asked
    who = edge.actor()
    lang = chosen()
    if who.holds(*OFFICIALS):
        return f"/{lang}/office/"
    if who.holds(Role.COUNCIL):
        return f"/{lang}/council/"
    return f"/{lang}/partner/" if who.holds(Role.PARTNER) else url_for(".own_sessions")


@accounts.route("/session", methods=["GET", "POST"])
def session_left() -> Response:
    """How long the sign-in still holds, for the page's script. To ask prolongs nothing; to send
    is to use it, and never beyond its longest time.

    Raises:
        CSRFError: what was sent does not come from our own page.
    """
    if request.method == "POST":
        if g.get("token_refused"):
            raise CSRFError
        if edge.fully(sessions.current()):
            sessions.seen()
    live = sessions.current()
    if live is None or not edge.fully(live):
        return jsonify(seconds=0, last=True)
    return jsonify(seconds=live.seconds_left(), last=live.is_last)


@accounts.post("/sign-out")
def sign_out() -> Response:
    """End this session: the row goes, so a copied cookie is worth nothing."""
    with edge.writing() as writer:
        sessions.end(writer)
    session.clear()
    answer = redirect(f"/{chosen()}/", 303)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@accounts.route("/set-password/<token>", methods=["GET", "POST"])
def set_password(token: str) -> Any:
    """Set the password by the link one was given; it works once."""
    owner = reports.link_account(db.session(), token)
    if owner is None:
        return render_template("accounts/link_spent.html"), 404
    email = owner.email
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            passwords.judge(form.password.data, email)
            hashed = passwords.hash_of(form.password.data)
            with edge.writing() as writer:
                passwords.set_by_link(writer, token, hashed)
        except Refusal as refusal:
            edge.refuse(form, refusal)
        else:
            flash(_("The password is set. Sign in with it."))
            return redirect(url_for(".sign_in"), 303)
    status = 422 if form.errors else 200
    return render_template("accounts/set_password.html", form=form, email=email), status


@accounts.route("/sessions", methods=["GET", "POST"])
def own_sessions() -> Any:
    """The browsers one is signed in with; each can be signed out from here."""
    away = edge.turned_away()
    if away is not None:
        return away
    live = sessions.current()
    if live is None:
        abort(403)
    form = EndSessionForm()
    if form.validate_on_submit():
        with edge.writing() as writer:
            sessions.end_all(writer, live.account, id=form.session.data)
        flash(_("The session is ended."))
        return redirect(url_for(".own_sessions"), 303)
    shown = reports.open_sessions(db.session(), live.account)
    return render_template("accounts/sessions.html", form=form, shown=shown, live=live), (
        422 if form.errors else 200
    )
