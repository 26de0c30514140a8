"""What days, months and links of the meal chain are called, on pages of all doors."""

from flask_babel import gettext

from procurement import meal_rules as rules


def weekdays() -> tuple[str, ...]:
    """Monday to Sunday."""
    return (
        gettext("Monday"),
        gettext("Tuesday"),
        gettext("Wednesday"),
        gettext("Thursday"),
        gettext("Friday"),
        gettext("Saturday"),
        gettext("Sunday"),
    )


def months() -> tuple[str, ...]:
    """January to December."""
    return (
        gettext("January"),
        gettext("February"),
        gettext("March"),
        gettext("April"),
        gettext("May"),
        gettext("June"),
        gettext("July"),
        gettext("August"),
        gettext("September"),
        gettext("October"),
        gettext("November"),
        gettext("December"),
    )


def why(code: str | None) -> str:
    """Why a link of the chain cannot be said."""
    told = {
        rules.NO_MONEY: gettext("no money of this kind is entered"),
        rules.NO_CHILDREN: gettext("how many children there are in grades 1–4 is not known"),
        rules.NO_DAYS: gettext("there was no child’s day to count on yet"),
        rules.NOT_COUNTED: gettext("the school counted no day yet"),
        rules.NOBODY_ATE: gettext("on the days counted nobody ate"),
    }
    return told.get(code or "", "")
