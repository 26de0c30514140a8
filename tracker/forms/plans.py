"""What is asked for a safety plan, and the pieces of it an officer changes."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from flask import request
from flask_babel import lazy_gettext
from wtforms import SelectField, SelectMultipleField
from wtforms.validators import Optional

from core.errors import Refusal
from procurement.planning import Need, Pair, allowed
from tracker.accounts import kept
from tracker.forms import TrackerForm
from tracker.forms.act import SeenForm
from tracker.forms.fields import SomField, TickedField, read_quantity
from tracker.phrases import phrase

_l = lazy_gettext
NAME = "n."
"""What the name of a field of pieces begins with: n.FIR-01.S-1001."""
LONGEST = 40


class AskForm(TrackerForm):
    """With which money, for what and for whom. Asked by the address, so a plan can be linked."""

    class Meta(TrackerForm.Meta):
        csrf = False  # it only asks

    source = SelectField(_l("Source of funds"))
    money = SomField(
        _l("Money for the plan, som"),
        description=_l("Left empty: all that is free of the source."),
        validators=[Optional()],
        render_kw={"autocomplete": "off"},
    )
    priority = TickedField(
        _l("Priorities"),
        description=_l("1 comes first."),
        coerce=int,
        choices=[(1, "1"), (2, "2"), (3, "3")],
        default=[1, 2, 3],
    )
    domain = TickedField(_l("Domains of safety"), description=_l("None ticked: all of them."))
    school = SelectMultipleField(_l("Schools"), description=_l("None chosen: all of them."))


class PiecesForm(SeenForm):
    """A plan as it was changed: one number of pieces for each school and requirement."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.typed: dict[Pair, str] = {}
        self.faults: dict[Pair, str] = {}
        self.pieces: dict[Pair, int] = {}

    def read(self, needs: Iterable[Need]) -> None:
        """Take the pieces of what was sent, or typed before signing in again; what is wrong is
        said at its field."""
        known = {field_name(need.pair): need for need in needs}
        sent = kept.typed_before() if self.is_back else request.form
        for name, text in (sent or {}).items():
            if not name.startswith(NAME):
                continue
            need = known.get(name)
            if need is None:
                self._gone(name, text)
                continue
            self.typed[need.pair] = text
            try:
                self.pieces[need.pair] = allowed(need, _whole(text))
            except Refusal as refusal:
                self.faults[need.pair] = phrase(refusal)

    def _gone(self, name: str, text: str) -> None:
        code, _, school = name.removeprefix(NAME).partition(".")
        if text.strip() not in ("", "0"):
            refusal = Refusal("plan.gap_gone", school=school[:LONGEST], requirement=code[:LONGEST])
            self.form_errors.append(phrase(refusal))

    def fill(self, pieces: Mapping[Pair, int]) -> None:
        """Show a plan as it was worked out."""
        self.pieces = dict(pieces)
        self.typed = {pair: str(count) for pair, count in pieces.items()}

    def problems(self) -> list[tuple[str | None, str]]:
        """As every form's; then what is wrong with pieces."""
        return [
            *super().problems(),
            *((field_name(pair), sentence) for pair, sentence in self.faults.items()),
        ]

    @property
    def is_refused(self) -> bool:
        """Is anything wrong with it?"""
        return bool(self.faults or self.errors)


def field_name(pair: Pair) -> str:
    """The name of the field of a school's pieces."""
    school, requirement = pair
    return f"{NAME}{requirement}.{school}"


def _whole(text: str) -> int:
    """A whole number of pieces; nothing typed is none."""
    if not text.strip():
        return 0
    number = read_quantity(text)
    if number != number.to_integral_value():
        raise Refusal("plan.not_whole", text=text.strip()[:LONGEST])
    return int(Decimal(number))
