"""Fields the trade needs. Each keeps what was typed, so that a refused form shows it again."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from core.columns import quantity
from core.errors import Refusal
from core.money import som
from tracker import formats
from tracker.phrases import phrase

# Spaces people and spreadsheets put between thousands: plain, no-break, thin, narrow no-break.
_SPACES = re.compile("[ \u00a0\u2009\u202f\t]+")
_UNIT = re.compile(r" ?(сом(а|ов)?|с\.|som|kgs)\.?$", re.IGNORECASE)
# Groups are of three or there are none: "12 34,5" is a slip of the hand, not an amount.
_NUMBER = re.compile(r"([-−]?)(\d{1,3}(?: \d{3})+|\d+)(?:[.,](\d+))?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})", re.ASCII)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def plain_number(text: str) -> str | None:
    """A number as people write it, as ASCII digits with a point; None when it is none.

    "1 234 567,50" and "1250000.50" are read; look-alike digits, exponents, NaN and two kinds of
    marks at once ("1.250,00") are not.
    """
    found = _NUMBER.fullmatch(_SPACES.sub(" ", text).strip())
    if not found:
        return None
    sign, whole, part = found.groups()
    return ("-" if sign else "") + whole.replace(" ", "") + ("." + part if part else "")


def read_som(text: str) -> Decimal:
    """An amount of som as people write it, "сом" behind it or not.

    Raises:
        Refusal: as `core.money.som`, with what was typed as `text`.
    """
    return _read_money(text, lambda plain: plain)


def read_thousands(text: str) -> Decimal:
    """Som of an amount written in thousand som, exactly a thousand times it: "12,5" is 12 500.

    Raises:
        Refusal: as `read_som`.
    """
    return _read_money(text, _thousandfold)


def _thousandfold(plain: str) -> str:
    """A plain number with its point three places on: no digit is lost and none rounded."""
    whole, _point, part = plain.partition(".")
    part = part.ljust(3, "0")
    return f"{whole}{part[:3]}.{part[3:] or 0}"


def _read_money(text: str, in_som: Callable[[str], str]) -> Decimal:
    plain = plain_number(_UNIT.sub("", _SPACES.sub(" ", text).strip()))
    if plain is None:
        raise Refusal("money.not_a_number", text=text.strip()[:40])
    try:
        return som(in_som(plain))
    except Refusal as refusal:
        raise Refusal(refusal.code, text=text.strip()[:40]) from None


def read_quantity(text: str) -> Decimal:
    """A count or measure as people write it, not below zero.

    Raises:
        Refusal: as `core.columns.quantity`, with what was typed as `text`.
    """
    plain = plain_number(text)
    if plain is None or plain.startswith("-"):
        raise Refusal("quantity.not_a_number", text=text.strip()[:40])
    try:
        return quantity(plain)
    except Refusal as refusal:
        raise Refusal(refusal.code, text=text.strip()[:40]) from None


class TypedField(StringField):
    """A line of text that is read as a value of another kind; `raw_text` is what was typed."""

    numeric: ClassVar[bool] = False
    raw_text: str | None = None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed; nothing typed is None, left to the validators."""
        if not valuelist:
            return
        self.raw_text = valuelist[0]
        self.data = None
        if self.raw_text.strip():
            self.data = self.read(self.raw_text)

    def read(self, text: str) -> Any:
        """The value, or ValueError with a sentence for the reader."""
        raise NotImplementedError

    def written(self, value: Any) -> str:
        """The value as it is put into the control when nothing was typed yet."""
        raise NotImplementedError

    def _value(self) -> str:
        if self.raw_text is not None:
            return self.raw_text
        return "" if self.data is None else self.written(self.data)


class SomField(TypedField):
    """An amount of som, a `Decimal` with two places, as typed: "1 234 567,50 сом"."""

    numeric = True

    def read(self, text: str) -> Decimal:
        """Som exact to the tyiyn; a finer amount is refused, never rounded."""
        try:
            return read_som(text)
        except Refusal as refusal:
            raise ValueError(phrase(refusal)) from None

    def written(self, value: Decimal) -> str:
        """Digits grouped as in Kyrgyz and Russian: the same in every language of the form."""
        return formats.number(value, "ky", 0 if value == value.to_integral_value() else 2)


class UnitField(SelectField):
    """Whether the form's sum is written in som or in thousand som."""

    THOUSAND = "thousand"

    def __init__(self, label: Any = None, **how: Any) -> None:
        choices = [("som", lazy_gettext("som")), (self.THOUSAND, lazy_gettext("thousand som"))]
        super().__init__(label, choices=choices, default="som", **how)


class SomInUnitField(SomField):
    """An amount of som, written in the unit that the form's `UnitField` (named `unit`) tells."""

    in_thousands = False

    def __init__(self, label: Any = None, *, unit: str = "unit", **how: Any) -> None:
        super().__init__(label, **how)
        self.unit = unit

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        """The unit is another field: it is looked up in what was sent before the sum is read."""
        told = formdata.getlist(self.unit) if formdata is not None else []
        self.in_thousands = told == [UnitField.THOUSAND]
        super().process(formdata, *args, **kwargs)

    def read(self, text: str) -> Decimal:
        """Som exact to the tyiyn, in either unit; a finer amount is refused, never rounded."""
        if not self.in_thousands:
            return super().read(text)
        try:
            return read_thousands(text)
        except Refusal as refusal:
            raise ValueError(phrase(refusal)) from None


class QuantityField(TypedField):
    """A count or measure, zero or more, with up to three decimals, as a `Decimal`."""

    numeric = True

    def read(self, text: str) -> Decimal:
        """The quantity; signs, look-alike digits and a fourth decimal are refused."""
        try:
            return read_quantity(text)
        except Refusal as refusal:
            raise ValueError(phrase(refusal)) from None

    def written(self, value: Decimal) -> str:
        """As the page writes quantities."""
        return formats.quantity(value, "ky")


def read_day(text: str) -> date:
    """A day as people write it; ValueError with a sentence for one that no calendar has."""
    plain = text.strip()
    by_people, iso = _DAY.fullmatch(plain), _ISO_DAY.fullmatch(plain)
    try:
        if by_people:
            day, month, year = map(int, by_people.groups())
        elif iso:
            year, month, day = map(int, iso.groups())
        else:
            raise ValueError(plain)
        return date(year, month, day)
    except ValueError:
        raise ValueError(
            gettext("Not a date: “%(text)s”. Write it like 23.11.2026.", text=text[:40])
        ) from None


class DayField(TypedField):
    """A day, typed as 23.11.2026 or 2026-11-23."""

    def read(self, text: str) -> date:
        """The day; one that no calendar has is refused."""
        return read_day(text)

    def written(self, value: date) -> str:
        """dd.mm.yyyy, in every language."""
        return formats.day(value)


class TickedField(SelectMultipleField):
    """Several of a short list; each is a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()
