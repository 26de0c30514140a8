"""What became of what somebody sent: by its code, without an account."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_babel import gettext as _

from core import clock
from oversight.voices import rules
from oversight.voices.reports import deliveries, questions
from oversight.voices.reports.questions import AskedCard, ReportCard
from register import reports as register
from tracker import voice_words
from tracker.extensions import db
from tracker.voice import codes, voice


@voice.get("/voice")
def follow_start() -> Any:
    """Asks for the code that was written down, and leads on."""
    typed = request.args.get("code", "")
    code = codes.read(typed[:60]) if typed else None
    if code:
        return redirect(url_for("voice.follow", code=code), 303)
    wrong = _("A code is 16 letters and digits, such as ABCD-EFGH-2345-KLMN.") if typed else ""
    return render_template("voice/start.html", typed=typed[:60], wrong=wrong), 422 if wrong else 200


@voice.get("/voice/<code>")
def follow(code: str) -> Any:
    """A question or a report: where it stands, and what was answered."""
    known = codes.read(code[:60])
    hashed = codes.hashed(known) if known else ""
    asked = questions.asked_by_code(db.session(), hashed)
    if known and asked is not None:
        return _question(known, asked)
    told = questions.report_by_code(db.session(), hashed)
    if known is None or told is None:
        abort(404)
    return _report(known, told)


def _question(code: str, asked: AskedCard) -> str:
    question = questions.question(db.session(), asked.question) if asked.question else None
    today = clock.today()
    return render_template(
        "voice/question.html",
        code=codes.shown(code),
        asked=asked,
        question=question,
        is_school=register.school(db.session, asked.scope) is not None,
        standing=voice_words.clock_told(question, today) if question else None,
        waits=(today - asked.on).days,
        reason=voice_words.REASONS.get(asked.reason or ""),
    )


def _report(code: str, told: ReportCard) -> str:
    public = {one.school for one in deliveries.heard(db.session(), told.purchase)}
    return render_template(
        "voice/report.html",
        code=codes.shown(code),
        told=told,
        what=voice_words.WHATS[told.what],
        is_public=told.school in public,
        most=rules.INDEPENDENT,
    )
