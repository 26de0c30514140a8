"""The queue of raised flags: looked through, taken, judged. A flag is a reason to look."""

from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from core.errors import Refusal
from oversight.reports import rates
from oversight.reviews import acts, rules
from oversight.reviews.reports import public, queue, said
from oversight.reviews.reports.queue import Item
from oversight.reviews.rules import Subject
from tracker import flag_words, flags, formats, review_words
from tracker.council import council, flag_queue
from tracker.council.flag_queue import Desk
from tracker.edge import actor, perform, refuse
from tracker.extensions import db
from tracker.forms.reviews import ConfirmForm, DeskForm, JudgeForm
from tracker.office.names import Names
from tracker.phrases.flags import FLAGS
from tracker.public.offers import XLSX, document
from tracker.tables import as_csv, as_xlsx

ITEM = "/flags/<int(max=2147483647):number>/<code:place>/<int(max=2100):year>/<code:flag>"
PRINTED = 500  # rows of the whole queue on one page
NAME = "council-flags"


@council.route("/flags", methods=["GET", "POST"])
def flags_list() -> Any:
    """What is raised in the council's places; several can be taken at once."""
    desk = flag_queue.opened()
    form = DeskForm()
    if form.validate_on_submit() and _taken(form, desk):
        flash(_("The flags are on your desk."))
        return redirect(desk.address(desk.page), 303)
    listed = _listed(desk)
    desk.names.know({row.subject.place for row in listed.rows})
    page = render_template(
        "council/flags.html",
        form=form,
        desk=desk,
        listed=listed,
        filters=flag_queue.filters(desk),
        shares=flag_queue.shares(desk),
        gone=queue.gone(db.session(), desk.council, actor().account),
        words=flag_words,
        said=review_words,
        few=rules.FEW,
        address_of=_address,
    )
    return page, 422 if form.errors else 200


def _listed(desk: Desk) -> queue.Page:
    """A page of it, or all on one page for paper, as far as that goes."""
    account = actor().account
    if not desk.whole:
        return queue.page(db.session(), desk.council, desk.wanted, account, desk.page)
    rows = queue.everything(db.session(), desk.council, desk.wanted, account)
    return queue.Page(rows[:PRINTED], len(rows), 1, 1)


def _taken(form: DeskForm, desk: Desk) -> Any:
    try:
        chosen = [rules.subject(text) for text in request.form.getlist("item")]
    except ValueError:
        abort(400)
    return perform(form, acts.take, desk.council, chosen)


@council.get("/flags.<any(json, csv, xlsx):kind>")
def flags_file(kind: str) -> Response:
    """All of what is asked for, as a file."""
    desk = flag_queue.opened()
    rows = queue.everything(db.session(), desk.council, desk.wanted, actor().account)
    table, shares = flag_queue.table(desk, rows), flag_queue.shares(desk)
    if kind == "json":
        told = {"council": desk.council, "year": desk.wanted.year}
        return document({**told, "flags": table.records(), "shares": shares.records()})
    content = as_csv(table) if kind == "csv" else as_xlsx((table, shares))
    answer = Response(content, content_type="text/csv; charset=utf-8" if kind == "csv" else XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="{NAME}.{kind}"'
    return answer


@council.route(ITEM, methods=["GET", "POST"])
def flags_show(number: int, place: str, year: int, flag: str) -> Any:
    """One flag: its numbers, what was answered and said, and what this council says."""
    subject = Subject(number, place, year, flag)
    body = flag_queue.council_of(place)
    item = queue.item(db.session(), body, subject, actor().account)
    form = _form(item)
    if request.method == "POST" and _done(form, body, subject):
        where = url_for("council.flags_list", council=body, year=year)
        return redirect(_address(subject, body) if item else where, 303)
    reviews = said.of_subject(db.session(), subject)
    left = item is None and subject in queue.gone(db.session(), body, actor().account)
    if item is None and not (left or reviews or form.errors):
        abort(404)
    return _page(subject, body, item, form, reviews, left), 422 if form.errors else 200


def _form(item: Item | None) -> JudgeForm | ConfirmForm | DeskForm:
    begun = {"language": formats.language()}
    if item is None or request.form.get("do") in ("take", "release"):
        return DeskForm()
    return JudgeForm(data=begun) if item.public or item.confirmed else ConfirmForm(data=begun)


def _done(form: Any, body: str, subject: Subject) -> bool:
    """Was it done, and said so? What is refused stands in the form."""
    if not form.validate():
        return False
    match request.form.get("do"):
        case "take":
            done, told = perform(form, acts.take, body, [subject]), _("The flag is on your desk.")
        case "release":
            done = perform(form, acts.release, body, subject)
            told = _("The flag is off your desk.")
        case _ if isinstance(form, JudgeForm):
            done, told = _judged(form, body, subject), _("Everybody sees what the council says.")
        case _ if isinstance(form, ConfirmForm):
            done, told = _decided(form, body, subject), _("The decision is saved.")
        case _:  # it came down while somebody wrote
            refuse(form, Refusal("review.not_raised", flag=subject.flag))
            return False
    if done:
        flash(told)
    return bool(done)


def _judged(form: JudgeForm, body: str, subject: Subject) -> Any:
    return perform(
        form,
        acts.judge,
        body,
        subject,
        verdict=form.verdict.data,
        note=form.note.data,
        language=form.language.data,
        finding=form.finding.data,
    )


def _decided(form: ConfirmForm, body: str, subject: Subject) -> Any:
    if form.decision.data == "aside":
        return perform(form, acts.lay_aside, body, subject, note=form.note.data)
    words = {"note": form.note.data, "language": form.language.data}
    return perform(form, acts.confirm, body, subject, **words)


def _page(
    subject: Subject, body: str, item: Item | None, form: Any, reviews: Any, left: bool
) -> str:
    names = Names()
    found = rates.beside(db.session(), body, subject.year).get(subject.flag, ())
    names.know({subject.place, *(place for place, _rate in found)})
    return render_template(
        "council/flag.html",
        subject=subject,
        body=body,
        item=item,
        left=left,
        form=form,
        desk_form=form if isinstance(form, DeskForm) else DeskForm(),
        reviews=review_words.shown(reviews),
        answers=public.answers(db.session(), subject),
        numbers=flags.numbers(item.facts) if item else (),
        flag_words=FLAGS.get(subject.flag),
        title=flag_words.title(subject.flag),
        base=flag_words.rates(found, {place: names.place(place) for place, _rate in found}),
        called=names,
        open_finding=_new_finding(subject),
    )


def _address(subject: Subject, body: str) -> str:
    number, place, year, flag = subject.key
    where = {"number": number, "place": place, "year": year, "flag": flag}
    return url_for("council.flags_show", **where, council=body)


def _new_finding(subject: Subject) -> str:
    """Where a finding is opened from this flag."""
    known = {"flag": subject.flag, "place": subject.place, "year": subject.year}
    return url_for("council.findings_new", **known, purchase=subject.purchase or None)
