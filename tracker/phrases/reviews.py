"""What is refused of a council's work on flags."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "review.none_chosen": _l("Tick at least one flag."),
    "review.too_many": _l("Too many flags at once. At most: %(most)s."),
    "review.other_place": _l("This place is not one your council looks after: %(place)s."),
    "review.not_raised": _l(
        "This flag is not raised any more: %(flag)s. Take it off your desk; there is nothing to judge."
    ),
    "review.taken": _l(
        "Another member works on this flag already. Flag: %(flag)s. Member No.: %(member)s."
    ),
    "review.not_taken": _l("This flag is on nobody’s desk: %(flag)s."),
    "review.other_finding": _l(
        "Your council opened no such finding on this purchase or year. Number: %(number)s."
    ),
    "review.private": _l(
        "Only councils see this flag. Confirm it first, with the reason, or lay it aside."
    ),
    "review.is_public": _l("Everybody sees this flag already. Judge it before everybody."),
    "review.no_note": _l("Write why, in a few sentences."),
    "review.too_long": _l("The note is too long. Characters: %(found)s. At most: %(most)s."),
    "review.unknown_verdict": _l("Choose what the council says to the flag."),
    "review.no_answer": _l(
        "Nobody has answered this flag yet, so no answer can explain it. Choose something else."
    ),
}
