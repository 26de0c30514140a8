"""What is refused of days of meals and of the menus of food contracts."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "meals.counted_already": _l(
        "This day says something else already: %(day)s. To put it right, write the reason below."
    ),
    "meals.day_twice": _l("The same day stands here twice: %(day)s."),
    "meals.free_anyway": _l("The calendar has this day free. Nothing has to be said of it."),
    "meals.free_day": _l(
        "The calendar has this day free: %(day)s. If there were lessons, mark that the school worked."
    ),
    "meals.long_text": _l("The text is too long. Limit in characters: %(most)s."),
    "meals.more_than_came": _l("More ate than came to school. Came: %(came)s."),
    "meals.more_than_pupils": _l(
        "More children than the passport has in grades 1–4. Written: %(found)s. In the passport: %(limit)s. If it is so, say why in the note."
    ),
    "meals.no_count": _l("Write a whole number of children, from 0. At most: %(most)s."),
    "meals.nothing_said": _l("Nothing is written. Write at least one day."),
    "meals.why_closed": _l("Say in the note why there were no lessons."),
    "menu.cancelled": _l("The purchase was given up. It has no menu."),
    "menu.draft": _l("The purchase is a draft. Put it into the plan first."),
    "menu.needs_reason": _l("There is a menu already. Say why it is changed."),
    "menu.no_children": _l("For how many children is the menu? Write a number. At most: %(most)s."),
    "menu.no_days": _l("Write the days of the menu, one on each line. At most: %(most)s."),
    "menu.no_text": _l("This has to be said. Write it here."),
    "menu.not_food": _l("Only a line of food has a menu: one for the money norm of meals."),
    "menu.period": _l("The last day is before the first, or more than a year lies between them."),
}
