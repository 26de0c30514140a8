"""The passport's form: its questions are those of the edition in force, so it is made on asking."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext
from wtforms import Field, RadioField

from core.columns import plain
from core.errors import Refusal
from opendata.passport_rows import cells
from standard import passport
from standard.passport import Fact
from tracker.forms.act import SeenForm
from tracker.forms.fields import QuantityField
from tracker.phrases import phrase

_l = lazy_gettext
ASKED = "fact-"
"""What a question's field begins with, so that no code of an edition is a word of the form's."""


class FactField(QuantityField):
    """A count or measure, read as the cells of a workbook are; empty is "not known"."""

    def read(self, text: str) -> Decimal:
        """The number; what is none is refused with the sentence a cell would get."""
        try:
            return cells.number(text)
        except Refusal as refusal:
            raise ValueError(phrase(refusal)) from None


class PassportForm(SeenForm):
    """One school's passport; `passport_form` makes it for the questions that are asked."""

    def answers(self) -> Iterator[tuple[str, Field]]:
        """The code of each question with its field."""
        for field in self:
            if field.name.startswith(ASKED):
                yield field.name.removeprefix(ASKED), field

    def facts(self) -> dict[str, str]:
        """What is told and can be read, as decimal numbers in text."""
        return {
            code: plain(field.data) if isinstance(field.data, Decimal) else field.data
            for code, field in self.answers()
            if field.data not in (None, "") and not field.errors
        }

    def is_sound(self, questions: Mapping[str, Fact]) -> bool:
        """Is nothing wrong? Every fault is written at its own field, all of them at once."""
        sound: bool = self.validate()
        for refusal in passport.problems(self.facts(), questions):
            field = self[f"{ASKED}{refusal.field}"]
            field.errors = [*field.errors, phrase(refusal)]
            sound = False
        return sound


def passport_form(questions: Mapping[str, Fact], language: str) -> type[PassportForm]:
    """The form for these questions; every one may be left open."""
    fields: dict[str, Any] = {
        f"{ASKED}{code}": _field(fact, fact.name.told(language)[0])
        for code, fact in questions.items()
    }
    return type("PassportForm", (PassportForm,), fields)


def _field(fact: Fact, name: str) -> Any:
    if fact.kind == "yes_no":
        answers = [("1", _l("yes")), ("0", _l("no")), ("", _l("not known"))]
        return RadioField(name, choices=answers, default="")
    return FactField(name, render_kw={"autocomplete": "off"})


def filled(facts: Mapping[str, str], questions: Mapping[str, Fact]) -> dict[str, Any]:
    """What a form begins with: these facts, by the names of its fields."""
    return {
        f"{ASKED}{code}": value if questions[code].kind == "yes_no" else Decimal(value)
        for code, value in facts.items()
        if code in questions
    }
