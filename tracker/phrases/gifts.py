"""What is refused of voluntary gifts and of the reports on them."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "gift.idle_quantity": _l(
        "A number of pieces belongs to help in kind for a requirement that is counted in pieces. Leave it empty here."
    ),
    "gift.long_text": _l("The text is too long. Limit in characters: %(most)s."),
    "gift.needs_quantity": _l("Say how many pieces came. The requirement is counted in pieces."),
    "gift.no_text": _l("This has to be said. Write it here."),
    "gift.no_value": _l("Give a sum above zero. For help in kind: what it is worth, in som."),
    "gift.not_by_school": _l(
        "Only a trustee council may take gifts: neither the director nor teachers (Law No. 81 of 30.05.2014). The council enters them, or an officer by its document."
    ),
    "gift.reversed_already": _l(
        "This entry was reversed before. Day: %(reversed_on)s. It counts no longer."
    ),
    "gift.unknown_document": _l("Choose the kind of the document from the list."),
    "gift.unknown_kind": _l("Choose what came: money, things or works."),
    "gift_report.minutes_early": _l(
        "The minutes are too early: the period was not over. Give a day from: %(until)s."
    ),
    "gift_report.needs_reason": _l(
        "A report of this period is published already. Say why a new one takes its place."
    ),
    "gift_report.no_period": _l("There is no such period. Choose a quarter or the year."),
    "gift_report.not_over": _l(
        "The period is not over yet. It can be reported on from: %(until)s."
    ),
}
