"""What came of a delivery, by anybody at the school: the address of a poster's QR code."""

from decimal import Decimal
from os import SEEK_END
from typing import Any

from flask import abort, current_app, render_template, url_for
from werkzeug.wrappers import Response

from core import clock, files
from core.errors import Refusal
from oversight.voices import acts, rules
from oversight.voices.reports import deliveries as reports
from procurement.reports import arrivals
from procurement.reports.arrivals import Thing
from register import reports as register
from tracker import edge, evidence
from tracker.extensions import db
from tracker.forms.voices import CheckForm, check_form
from tracker.voice import codes, sending, voice

KIND = "check"
NUMBER = "<int(max=2147483647):number>"


def address(number: int, school: str, lang: str = "ky") -> str:
    """The whole address of a purchase's check at a school, for a QR code or a poster."""
    path = url_for("voice.check", number=number, school=school, lang=lang)
    public: str = current_app.config["TRACKER"].public_url
    return public + path


@voice.get("/schools/<code:code>/check")
def check_school(code: str) -> str:
    """Which delivery? The address of a school's poster: what is on its way or came, by purchase."""
    card = register.school(db.session, code)
    if card is None:
        abort(404)
    year = clock.today().year
    things = [one for of in (year, year - 1) for one in arrivals.of_school(db.session, code, of)]
    things.sort(key=lambda one: (not (one.missing or one.checking), -one.due_on.toordinal()))
    found: dict[int, list[Thing]] = {}
    for one in things:
        found.setdefault(one.purchase, []).append(one)
    return render_template("voice/choose.html", school=card, found=found)


@voice.route(f"/purchases/{NUMBER}/check/<code:school>", methods=["GET", "POST"])
def check(number: int, school: str) -> Response:
    """Say what arrived: choose, choose, send; a photograph if one likes."""
    card = register.school(db.session, school)
    found = reports.to_check(db.session(), number, school)
    if card is None or found is None:
        abort(404)
    form = check_form(found.things)
    status = 200
    if form.validate_on_submit():
        try:
            return _sent(form, number, school)
        except Refusal as refusal:
            if refusal.code in edge.CONFLICTS:
                raise
            status = sending.refused(form, refusal)
    elif form.errors:
        status = 422
    return sending.page(
        "voice/check.html",
        form,
        status,
        found=found,
        school=card,
        most=rules.INDEPENDENT,
    )


def _sent(form: CheckForm, number: int, school: str) -> Response:
    """Judge, count, draw the photograph anew, keep; nothing refused leaves anything behind.

    Raises:
        Refusal: those of the form and of `sending`, `core.files.keep` and `acts.report`.
    """
    form.is_by_person()
    done = sending.sent_before(form)
    if done is not None:
        return done
    if form.what.data not in rules.WHATS:
        raise Refusal("check.choose", "what")
    content = _content(form)
    known = sending.counted(KIND, school)
    line = form.line.data if "line" in form else "all"
    once = form.once.data
    edge.do(
        acts.report,
        number,
        school,
        key=once,
        body=sending.body(),
        what=form.what.data,
        on=clock.today(),
        network=known,
        code_sha256=codes.hashed(codes.of(once)),
        line_id=None if line == "all" else int(line),
        photograph=_kept(content),
    )
    return sending.to_code(once)


def _content(form: CheckForm) -> bytes:
    """The photograph as it came, none is empty; refused before it is opened if it can be."""
    upload = form.photograph.data
    if not upload or not getattr(upload, "filename", None):
        return b""
    size = upload.stream.seek(0, SEEK_END)
    if size > files.LARGEST:
        found, most = Decimal(-(-size // files.MEGABYTE)), files.LARGEST // files.MEGABYTE
        raise Refusal("evidence.too_large", "photograph", found=found, most=most)
    upload.stream.seek(0)
    content: bytes = upload.stream.read()
    if content.startswith(b"%PDF-"):
        raise Refusal("photograph.not_picture", "photograph")
    return content


def _kept(content: bytes) -> dict[str, Any] | None:
    """The photograph drawn anew, without what the camera wrote beside it (decision 0012)."""
    if not content:
        return None
    try:
        return files.keep(evidence.folder(), content).record()
    except Refusal as refusal:
        code = {"evidence.not_picture": "photograph.not_picture"}.get(refusal.code, refusal.code)
        raise Refusal(code, "photograph", **refusal.facts) from refusal
