"""What is asked about meals: a week of days, a table pasted in, and the menu of a food contract."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from procurement import meal_rules as rules
from procurement.acts import DayCount, MenuValues
from tracker.forms.act import SeenForm
from tracker.forms.fields import DayField, TypedField, read_day
from tracker.forms.gifts import LANGUAGES, SUCH_AS

_l = lazy_gettext
NO_LESSONS = ("-", "–", "—")
"""What a pasted cell says of a day without lessons."""
MOST_ROWS = 400


def whole(text: str) -> int:
    """A whole number of children as people write it; ValueError with a sentence otherwise."""
    digits = "".join(text.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) < 7):
        raise ValueError(
            gettext("Not a number of children: “%(text)s”. Write it like 118.", text=text[:40])
        )
    return int(digits)


class ChildrenField(TypedField):
    """A whole number of children."""

    numeric = True

    def read(self, text: str) -> int:
        """The number; signs, fractions and look-alike digits are refused."""
        return whole(text)

    def written(self, value: int) -> str:
        """Its digits."""
        return str(value)


WHY_A_DAY = (
    _l("Why is it put right"),
    _l("Only where a day that was counted changes. Everybody can read it."),
)


def _reason(label: Any, hint: Any) -> TextAreaField:
    return TextAreaField(
        label,
        description=hint,
        validators=[Optional(), Length(max=rules.MOST_NOTE, message=_l("At most 300 characters."))],
        render_kw={"rows": "2"},
    )


class WeekForm(SeenForm):
    """The days of a week; `week_form` makes it. A day's fields are named by its ISO date."""

    days: Sequence[date] = ()
    free: frozenset[date] = frozenset()
    known: frozenset[date] = frozenset()

    def of(self, day: date) -> dict[str, Field]:
        """The fields of one day."""
        iso = day.isoformat()
        found = {
            "served": self[iso],
            "present": self[f"present-{iso}"],
            "note": self[f"note-{iso}"],
        }
        last = "worked" if day in self.free else "closed"
        return {**found, last: self[f"{last}-{iso}"]}

    def is_sound(self) -> bool:
        """Is nothing wrong in shape? A day is counted or without lessons, and stays told of."""
        sound: bool = self.validate()
        for day in self.days:
            fields = self.of(day)
            served, closed = fields["served"], fields.get("closed")
            shut = closed is not None and closed.data
            if shut and served.data is not None:
                served.errors = [*served.errors, gettext("Children ate, or there were no lessons?")]
            elif not shut and served.data is None and not served.errors:
                if day in self.known:
                    told = gettext("A counted day stays counted: write the right number.")
                    served.errors = [*served.errors, told]
                elif fields["present"].data is not None or fields["note"].data:
                    served.errors = [*served.errors, gettext("How many ate? Write the number.")]
            sound = sound and not served.errors
        return sound

    def counts(self) -> list[DayCount]:
        """The days something is said of: an empty day is not known, and is no zero."""
        found = []
        for day in self.days:
            fields = self.of(day)
            note = fields["note"].data
            if fields["served"].data is not None:
                worked = "worked" in fields and bool(fields["worked"].data)
                present = fields["present"].data
                found.append(DayCount(day, fields["served"].data, present, worked, note))
            elif "closed" in fields and fields["closed"].data:
                found.append(DayCount(day, None, note=note))
        return found


def week_form(
    days: Sequence[date], free: Collection[date], known: Collection[date]
) -> type[WeekForm]:
    """The form for these days; `free` of them are no days of school, `known` were told of."""
    fields: dict[str, Any] = {}
    for day in days:
        iso = day.isoformat()
        fields[iso] = ChildrenField(_l("Children who ate"))
        fields[f"present-{iso}"] = ChildrenField(
            _l("Children who came to school"), validators=[Optional()]
        )
        if day in free:
            fields[f"worked-{iso}"] = BooleanField(_l("The school worked on this day"))
        else:
            fields[f"closed-{iso}"] = BooleanField(_l("There were no lessons"))
        fields[f"note-{iso}"] = StringField(
            _l("Note"),
            description=_l("Why no lessons, or why more than there are pupils. No names."),
            validators=[
                Optional(),
                Length(max=rules.MOST_NOTE, message=_l("At most 300 characters.")),
            ],
            render_kw={"autocomplete": "off"},
        )
    if known:
        fields["reason"] = _reason(*WHY_A_DAY)
    fields |= {"days": tuple(days), "free": frozenset(free), "known": frozenset(known)}
    return type("WeekForm", (WeekForm,), fields)


class PasteForm(SeenForm):
    """Days out of a table: date, ate, came, note; one day on each line."""

    rows = TextAreaField(
        _l("Days"),
        description=_l(
            "Copy the columns out of a table: date, children who ate, children who came, note."
            " The last two may be missing. Of a day without lessons: a dash and why in the note."
        ),
        validators=[InputRequired(_l("Nothing is written. Write at least one day."))],
        render_kw={"rows": "12", "spellcheck": "false"},
    )
    worked = BooleanField(_l("The school worked on the free days that stand here"))
    reason = _reason(*WHY_A_DAY)
    counts: list[DayCount]

    def validate_rows(self, field: TextAreaField) -> None:
        """Read the days; every line that cannot be read is named."""
        lines = [(i, line) for i, line in enumerate(field.data.splitlines(), 1) if line.strip()]
        if len(lines) > MOST_ROWS:
            raise ValidationError(gettext("At most %(most)s lines at once.", most=MOST_ROWS))
        self.counts, faults = [], []
        for number, line in lines:
            try:
                self.counts.append(self._day(line))
            except ValueError as error:
                faults.append(gettext("Line %(line)s: %(fault)s", line=number, fault=str(error)))
        if faults:
            raise ValidationError(" ".join(faults[:5]))

    def _day(self, line: str) -> DayCount:
        cells = [cell.strip() for cell in line.split("\t" if "\t" in line else ";")]
        on, ate, came, note = (*cells[:3], *[""] * (3 - len(cells[:3])), " ".join(cells[3:]))
        day = read_day(on)
        if ate in NO_LESSONS:
            return DayCount(day, None, note=note or came)
        present = whole(came) if came else None
        return DayCount(day, whole(ate), present, bool(self.worked.data), note)


class MenuForm(SeenForm):
    """The menu a line of food is about."""

    title = StringField(
        _l("Name of the menu"),
        description=_l("Such as: ten-day menu, autumn."),
        validators=[
            InputRequired(_l("This has to be said. Write it here.")),
            Length(max=rules.MOST_TITLE, message=_l("At most 200 characters.")),
        ],
        render_kw={"autocomplete": "off"},
    )
    language = SelectField(_l("Language of the text"), choices=LANGUAGES)
    days = TextAreaField(
        _l("Days of the menu"),
        description=_l("One day on each line, in turn. After the last day it begins anew."),
        validators=[InputRequired(_l("Write the dishes of each day, one day on each line."))],
        render_kw={"rows": "10"},
    )
    children = ChildrenField(
        _l("For how many children"),
        description=_l("Of all schools this line is for."),
        validators=[InputRequired(_l("Write the number of children."))],
    )
    since = DayField(
        _l("First day"),
        description=SUCH_AS,
        validators=[InputRequired(_l("Give the date, such as 23.11.2026."))],
    )
    last = DayField(
        _l("Last day"),
        description=SUCH_AS,
        validators=[InputRequired(_l("Give the date, such as 23.11.2026."))],
    )
    reason = _reason(_l("Why is the menu changed"), _l("Everybody can read it."))

    def values(self) -> MenuValues:
        """What was typed, as the act takes it: `until` is the day after the last."""
        return MenuValues(
            title=self.title.data,
            language=self.language.data,
            days=self.days.data.splitlines(),
            children=self.children.data,
            since=self.since.data,
            until=self.last.data + timedelta(days=1),
        )
