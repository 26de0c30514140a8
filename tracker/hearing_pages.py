"""A hearing as the office and the council read it, and the question either writes down."""

from typing import Any

from flask import render_template
from flask_babel import gettext as _

from budgets import acts
from budgets.reports.hearings import HearingCard
from tracker import hearing_words
from tracker.edge import perform
from tracker.forms.years import QuestionForm
from tracker.office.names import Names


def question_form(card: HearingCard, **known: Any) -> QuestionForm:
    """The form for a question of this hearing, about a school of its place or none."""
    form = QuestionForm(data=known)
    form.asker.choices = [("", _("Choose")), *hearing_words.askers().items()]
    schools = Names().schools(card.place)
    form.school.choices = {None: [("", _("none in particular"))], **schools}
    return form


def written_down(form: QuestionForm, card: HearingCard) -> bool:
    """Is the form sent and in order, and the question written down?"""
    return form.validate_on_submit() and bool(
        perform(
            form,
            acts.ask_question,
            card.id,
            text=form.text.data,
            asker=form.asker.data,
            school=form.school.data or None,
        )
    )


def page(template: str, card: HearingCard, form: QuestionForm) -> tuple[str, int]:
    """The page of a hearing: 422 when something of the question is refused."""
    names = Names()
    names.know({card.place, *(one.school for one in card.questions if one.school)})
    shown = {"form": form, "called": names, "card": card, "words": hearing_words}
    return render_template(template, **shown), 422 if form.errors else 200
