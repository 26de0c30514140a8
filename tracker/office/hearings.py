"""Public hearings in the office: announced, held, with what was asked and answered."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from budgets import acts
from budgets.reports import draft_lines, drafts, hearings
from core import clock
from core.access import Act
from core.fiscal import is_year
from tracker import evidence, hearing_pages, hearing_words
from tracker.edge import perform
from tracker.extensions import db
from tracker.forms.years import (
    AnswerForm,
    CallOffForm,
    HearingForm,
    RecordHearingForm,
    ReviseForm,
)
from tracker.office import office
from tracker.office.budgets import found_version, is_shown
from tracker.office.doorstep import answer, doer, holder, nothing_here, unless_done
from tracker.office.names import Names

YEAR = "/budgets/<place>/<int(max=2147483647):year>"
NUMBER = "<int(max=2147483647):number>"


@office.get(f"{YEAR}/hearings")
def hearings_list(place: str, year: int) -> str:
    """The hearings of a year, and the way to announce one."""
    holder(place)
    if not is_year(year):
        nothing_here()
    names = Names()
    names.know([place])
    versions = drafts.versions(db.session, [place], year)
    return render_template(
        "office/hearings/list.html",
        called=names,
        place=place,
        year=year,
        hearings=hearings.hearings(db.session, [place], year)[::-1],
        draft=next((card for card in versions if card.status == "draft"), None),
        any_budget=bool(versions),
        words=hearing_words,
    )


@office.route(f"{YEAR}/hearing", methods=["GET", "POST"])
def hearings_draft(place: str, year: int) -> Any:
    """Put the draft to a hearing: it is fixed and public from here on."""
    card = found_version(place, year, "draft")
    doer(Act.HOLD_HEARING, place)
    form = HearingForm(data={"number": card.number, "noticed_on": clock.today()})
    if is_shown(form, card) and (
        done := perform(form, acts.put_to_hearing, card.id, **_announced(form))
    ):
        flash(_("The draft is put to the hearing. Everybody can read it."))
        return redirect(url_for(".hearings_show", number=done.id), 303)
    return _announce_page(form, place, year, "draft", card)


@office.route(f"{YEAR}/execution-hearing", methods=["GET", "POST"])
def hearings_execution(place: str, year: int) -> Any:
    """Announce a hearing on how the year's budget is carried out."""
    holder(place)
    doer(Act.HOLD_HEARING, place)
    if not drafts.versions(db.session, [place], year):
        nothing_here()
    form = HearingForm(data={"noticed_on": clock.today()})
    if form.validate_on_submit() and (
        done := perform(form, acts.announce_hearing, place, year, **_announced(form))
    ):
        flash(_("The hearing is announced."))
        return redirect(url_for(".hearings_show", number=done.id), 303)
    return _announce_page(form, place, year, "execution", None)


def _announced(form: HearingForm) -> dict[str, Any]:
    return {
        "due_on": form.due_on.data,
        "due_time": form.due_time.data or None,
        "venue": form.venue.data,
        "noticed_on": form.noticed_on.data,
    }


def _announce_page(
    form: HearingForm, place: str, year: int, subject: str, card: drafts.VersionCard | None
) -> tuple[str, int]:
    names = Names()
    names.know([place])
    return answer(
        "office/hearings/announce.html",
        form,
        called=names,
        place=place,
        year=year,
        subject=subject,
        card=card,
    )


def _found(number: int) -> hearings.HearingCard:
    """A hearing of one of one's own places; else 404."""
    card = hearings.hearing(db.session, number)
    if card is None:
        nothing_here()
    holder(card.place)
    return card


@office.route(f"/hearings/{NUMBER}", methods=["GET", "POST"])
def hearings_show(number: int) -> Any:
    """One hearing: when, who came, what was asked and answered; a question that was put."""
    card = _found(number)
    form = hearing_pages.question_form(card)
    if form.is_submitted():
        doer(Act.ASK_AT_HEARING, card.place)
    if hearing_pages.written_down(form, card):
        flash(_("The question is written down."))
        return redirect(url_for(".hearings_show", number=card.id), 303)
    return hearing_pages.page("office/hearings/show.html", card, form)


@office.route(f"/hearings/{NUMBER}/record", methods=["GET", "POST"])
def hearings_record(number: int) -> Any:
    """Write down how the hearing was held."""
    card = _open(number)
    form = RecordHearingForm(data={"held_on": min(card.due_on, clock.today())})
    if form.validate_on_submit():
        files = evidence.taken(form)
        if files is not None and perform(
            form,
            acts.record_hearing,
            card.id,
            held_on=form.held_on.data,
            women=form.women.data,
            men=form.men.data,
            protocol=form.protocol.data,
            decided=form.decided.data,
            scan=next(iter(files), None),
        ):
            flash(_("The hearing is written down."))
            return redirect(url_for(".hearings_show", number=card.id), 303)
    return _step("record", form, card)


@office.route(f"/hearings/{NUMBER}/call-off", methods=["GET", "POST"])
def hearings_call_off(number: int) -> Any:
    """Call the hearing off, with the reason."""
    card = _open(number)
    form = CallOffForm()
    if form.validate_on_submit() and perform(form, acts.call_off, card.id, reason=form.reason.data):
        flash(_("The hearing is called off."))
        return redirect(url_for(".hearings_show", number=card.id), 303)
    return _step("call_off", form, card)


def _open(number: int) -> hearings.HearingCard:
    card = _found(number)
    doer(Act.HOLD_HEARING, card.place)
    if card.status != "announced":
        unless_done(url_for(".hearings_show", number=card.id))
        nothing_here()
    return card


def _step(page: str, form: Any, card: hearings.HearingCard, **facts: Any) -> tuple[str, int]:
    names = Names()
    names.know([card.place])
    return answer(
        f"office/hearings/{page}.html", form, called=names, card=card, words=hearing_words, **facts
    )


@office.route(f"{YEAR}/revise", methods=["GET", "POST"])
def hearings_revise(place: str, year: int) -> Any:
    """Go on with the draft after its hearing, in a new version."""
    card = found_version(place, year, "hearing")
    doer(Act.HOLD_HEARING, place)
    form = ReviseForm(data={"number": card.number})
    if is_shown(form, card) and perform(form, acts.revise, card.id):
        flash(_("A new draft is begun. What was heard stays as it was."))
        return redirect(url_for(".budgets_show", place=place, year=year), 303)
    names = Names()
    names.know([place])
    shown = {"called": names, "place": place, "year": year, "card": card}
    return answer("office/hearings/revise.html", form, **shown)


@office.route(f"/questions/{NUMBER}", methods=["GET", "POST"])
def hearings_answer(number: int) -> Any:
    """Answer a question, and say what becomes of it."""
    asked = hearings.question(db.session, number)
    if asked is None:
        nothing_here()
    card = _found(asked.hearing)
    doer(Act.ANSWER_AT_HEARING, card.place)
    names = Names()
    given = {"text": asked.answer, "outcome": asked.outcome, "line": asked.line or 0}
    form = AnswerForm(data=given)
    form.outcome.choices = [("", _("Choose")), *hearing_words.outcomes().items()]
    form.line.choices = [(0, _("none")), *_lines(card, names)]
    if form.validate_on_submit() and perform(
        form,
        acts.answer_question,
        asked.id,
        text=form.text.data,
        outcome=form.outcome.data,
        line_id=form.line.data or None,
    ):
        flash(_("The answer is public."))
        return redirect(url_for(".hearings_show", number=card.id), 303)
    return _step("answer", form, card, asked=asked)


def _lines(card: hearings.HearingCard, names: Names) -> list[tuple[int, str]]:
    """The budget lines an answer can point to."""
    rows = draft_lines.fundable(db.session, card.place, card.year)
    names.know({row.beneficiary for row in rows})
    return [(row.id, names.line(row)) for row in rows]
