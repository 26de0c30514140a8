"""What is refused of monitoring rounds and visits."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "round.ends_before": _l("The last day is before the first: %(first_on)s. Correct one of them."),
    "round.no_domain": _l("Choose at least one part of the Standard to look at."),
    "round.unknown_domain": _l("Choose parts of the Standard from the list."),
    "round.no_school": _l("No school lies within this place. Choose another place."),
    "round.school_elsewhere": _l("This school is not in the round: %(school)s."),
    "round.too_many_chosen": _l(
        "Too many schools were chosen one by one. At most: %(most)s. Choose none to mean all of them."
    ),
    "round.closed": _l("This round is closed. Announce a new one."),
    "round.drafts_open": _l(
        "Visits are typed and not handed in. How many: %(count)s. Hand them in or throw them away first."
    ),
    "visit.outside_round": _l(
        "The day is outside the round. First day: %(first_on)s, last day: %(last_on)s."
    ),
    "visit.nobody": _l("Say who was there, by role."),
    "visit.done": _l("The visit of this school is handed in already; it is not changed."),
    "visit.nothing_looked_at": _l("Nothing was looked at yet. Fill in at least one part."),
    "visit.choose": _l("Choose an answer from the list."),
    "visit.nothing_said": _l(
        "The inventory says nothing of it, so there is nothing to agree with. Give your own figure."
    ),
    "visit.no_figure": _l("It is otherwise: give your own figure."),
    "visit.same_figure": _l("Your figure is what the inventory says. Choose “as it is said”."),
    "visit.say_what_differs": _l("Say in a few words what is otherwise."),
}
