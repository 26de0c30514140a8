"""A question to the office about a school or a place, by anybody."""

from typing import Any

from flask import abort, request
from werkzeug.wrappers import Response

from core import clock
from core.errors import Refusal
from oversight.voices import acts, rules
from oversight.voices.reports import questions as reports
from procurement.reports import trail as purchases
from register import reports as register
from tracker import edge, formats, voice_words
from tracker.extensions import db
from tracker.forms.voices import AskForm
from tracker.voice import codes, sending, voice

KIND = "question"


@voice.route("/schools/<code:code>/ask", methods=["GET", "POST"])
def ask_school(code: str) -> Response:
    """Ask about a school."""
    school = register.school(db.session, code)
    if school is None:
        abort(404)
    return _ask(code, school.name)


@voice.route("/places/<code:code>/ask", methods=["GET", "POST"])
def ask_place(code: str) -> Response:
    """Ask about a place: its town hall, its budget."""
    spot = register.place(db.session, code)
    if spot is None:
        abort(404)
    return _ask(code, spot.name)


def _ask(code: str, name: Any) -> Response:
    purchase = _purchase()
    form = AskForm(data={"language": formats.language()})
    status = 200
    if form.validate_on_submit():
        try:
            return _sent(form, code, purchase)
        except Refusal as refusal:
            if refusal.code in edge.CONFLICTS:
                raise
            status = sending.refused(form, refusal)
    elif form.errors:
        status = 422
    return sending.page(
        "voice/ask.html",
        form,
        status,
        code=code,
        name=name,
        purchase=purchase,
        term=voice_words.term(clock.today()),
        most=rules.LONGEST_QUESTION,
        to_moderate=reports.still_to_decide(db.session(), code),
    )


def _purchase() -> int | None:
    """The purchase the address asks about, if there is such a public one; else 404."""
    number = request.args.get("purchase", type=int)
    if number is None:
        return None
    if not 0 < number < 2**31 or purchases.holder(db.session, number) is None:
        abort(404)
    return number


def _sent(form: AskForm, code: str, purchase: int | None) -> Response:
    """Judge, count, keep; in this order, so that nothing refused is kept.

    Raises:
        Refusal: those of the form and of `sending` and of `acts.ask`.
    """
    form.is_by_person()
    done = sending.sent_before(form)
    if done is not None:
        return done
    rules.question(form.text.data or "")
    sending.counted(KIND, code)
    once = form.once.data
    edge.do(
        acts.ask,
        code,
        key=once,
        body=sending.body(),
        text=form.text.data,
        language=form.language.data,
        code_sha256=codes.hashed(codes.of(once)),
        purchase_id=purchase,
    )
    return sending.to_code(once)
