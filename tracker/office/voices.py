"""Voices of people without an account in the office: moderate, answer, see what is told."""

from collections.abc import Collection
from typing import Any

from flask import abort, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core import clock
from core.access import Act, Role, may
from oversight.voices import acts, rules
from oversight.voices.reports import deliveries, questions
from oversight.voices.reports.questions import QuestionCard
from register import reports as register
from tracker import evidence, voice_words
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.voices import PhotographForm, PublishForm, ReplyForm, decline_form
from tracker.office import office
from tracker.office.doorstep import HOLDERS, answer, nothing_here, unless_done
from tracker.office.names import Names

NUMBER = "<int(max=2147483647):number>"


@office.get("/voices")
def voices_list() -> str:
    """What waits for the moderator; what was asked of and told to one's places."""
    who = actor()
    editing, holding = who.holds(Role.EDITOR), who.holds(*HOLDERS)
    if not editing and not holding:
        abort(403)
    names = Names()
    waiting = questions.waiting(db.session(), editing) if editing else ()
    asked = _asked_of(holding)
    told = deliveries.for_officials(db.session(), (*editing, *holding), since=voice_words.recent())
    names.know({one.scope for one in (*waiting, *asked)} | {one.school for one in told})
    today = clock.today()
    return render_template(
        "office/voices/list.html",
        called=names,
        waiting=waiting,
        questions=asked,
        deliveries=told,
        editing=editing,
        holding=holding,
        standing={one.id: voice_words.clock_told(one, today) for one in asked},
        told=voice_words.reports_told,
        picture_at=".voices_file",
        today=today,
        form=PhotographForm() if editing else None,
    )


def _asked_of(places: Collection[str]) -> tuple[QuestionCard, ...]:
    """What waits for an answer, the longest first; then the newest of what is answered."""
    if not places:
        return ()
    waits = questions.unanswered(db.session(), places)
    latest = questions.within(db.session(), places)
    return (*waits, *(one for one in latest if one.answers))


@office.get(f"/voices{evidence.ADDRESS}")
def voices_file(sha256: str, kind: str) -> Response:
    """A photograph of a report, to its moderator and to the officials of the place."""
    return evidence.to_moderators(sha256, kind, actor().holds(Role.EDITOR, *HOLDERS))


@office.get(f"/voices/asked/{NUMBER}")
def voices_asked(number: int) -> Any:
    """A question that waits: publish it word for word, or decline it for a reason."""
    return _asked_page(number, PublishForm(), decline_form())


def _asked_page(number: int, publish: Any, decline: Any) -> Any:
    card = questions.asked(db.session(), number)
    if card is None or not _moderates(card.scope):
        nothing_here()
    failed = publish.errors or decline.errors
    shown = {"card": card, "called": Names(), "publish": publish, "form": decline}
    return render_template("office/voices/asked.html", **shown), 422 if failed else 200


def _moderates(scope: str) -> bool:
    return may(actor(), Act.PUBLISH_QUESTION, *register.lineage(db.session(), scope))


@office.post(f"/voices/asked/{NUMBER}/publish")
def voices_publish(number: int) -> Any:
    """Let everybody read a question."""
    form = PublishForm()
    if form.validate_on_submit() and perform(form, acts.publish, number):
        flash(_("It is published. The office has its term to answer from today."))
        return redirect(url_for(".voices_list"), 303)
    return _asked_page(number, form, decline_form())


@office.post(f"/voices/asked/{NUMBER}/decline")
def voices_decline(number: int) -> Any:
    """Do not publish a question; its text is erased."""
    form = decline_form()
    if form.validate_on_submit() and perform(form, acts.decline, number, reason=form.reason.data):
        flash(_("It is declined. Its text is erased; the asker sees the reason."))
        return redirect(url_for(".voices_list"), 303)
    return _asked_page(number, PublishForm(), form)


@office.route(f"/voices/{NUMBER}", methods=["GET", "POST"])
def voices_answer(number: int) -> Any:
    """A public question and the form to answer it; a later answer stands beside."""
    card = questions.question(db.session(), number)
    lineage = register.lineage(db.session(), card.place) if card else ()
    if card is None or not set(actor().holds(*HOLDERS)).intersection(lineage):
        nothing_here()
    form = ReplyForm(data={"language": card.language})
    told = {"text": form.text.data or "", "language": form.language.data}
    if form.validate_on_submit() and perform(form, acts.answer, card.id, **told):
        flash(_("The answer is published."))
        return redirect(url_for(".voices_answer", number=card.id), 303)
    return answer(
        "office/voices/answer.html",
        form,
        card=card,
        called=Names(),
        may_answer=may(actor(), Act.ANSWER_QUESTION, *lineage),
        standing=voice_words.clock_told(card, clock.today()),
        most=rules.LONGEST_ANSWER,
    )


@office.post(f"/voices/reports/{NUMBER}/show")
def voices_show(number: int) -> Any:
    """Let everybody see the photograph of a report."""
    return _photograph(acts.show_photograph, number, _("Everybody sees the photograph now."))


@office.post(f"/voices/photographs/{NUMBER}/take-off")
def voices_take_off(number: int) -> Any:
    """Take a photograph off the public pages."""
    return _photograph(acts.take_off_photograph, number, _("The photograph is taken off."))


def _photograph(act: Any, number: int, said: str) -> Any:
    unless_done(url_for(".voices_list"))
    form = PhotographForm()
    if form.validate_on_submit() and perform(form, act, number):
        flash(said)
    else:
        for _target, sentence in form.problems():
            flash(sentence)
    return redirect(url_for(".voices_list"), 303)
