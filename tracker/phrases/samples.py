"""What is refused of audit samples."""

from collections.abc import Mapping

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

PHRASES = {
    "sample.no_money": _l(
        "Nothing to draw from: no contract binds money here in this year. Choose another place or year."
    ),
    "sample.too_many": _l(
        "Too many purchases for one sample: %(units)s. At most: %(most)s. Choose a smaller place."
    ),
    "sample.larger_than_population": _l(
        "There are not so many purchases. Asked: %(asked)s. There are: %(units)s."
    ),
    "sample.too_small": _l("Choose more purchases. At least: %(least)s, one of each part."),
    "sample.choose": _l("Choose from the list."),
    "sample.year": _l("Give the year."),
    "sample.tolerable": _l("The error that can be borne lies above 0 and up to %(most)s percent."),
    "sample.old_seed": _l(
        "This seed is of an old checkpoint: it was there when the records were entered. "
        "Size of the checkpoint: %(asked)s. A larger one is needed than: %(size)s."
    ),
    "sample.too_early": _l(
        "Nothing was entered in the journal since the announcement. "
        "The seed comes of the first entry after: %(size)s. Come again later."
    ),
    "sample.other_seed": _l(
        "The seed comes of the first checkpoint after the announcement and of no other. "
        "Asked: %(asked)s. The first one: %(size)s."
    ),
    "sample.drawn": _l("This sample is drawn already."),
    "sample.not_drawn": _l("This sample is not drawn yet."),
    "sample.secret_gone": _l(
        "What was promised with the announcement is not in this base. Announce a new sample."
    ),
    "sample.not_chosen": _l("This purchase is not in the sample."),
    "sample.bad_seed": _l("A seed is 64 hexadecimal digits."),
}
FAULTS: Mapping[str, tuple[LazyString, LazyString]] = {
    "sample.below_zero": (
        _l("The sum cannot be below zero."),
        _l("Where nothing is due, write 0."),
    ),
    "sample.above_book": (
        _l("That is more than the contracts bind: %(amount)s."),
        _l("What lies above goes into the note."),
    ),
    "sample.say_error": (
        _l("Not all of it is due: say what was found."),
        _l("Choose from the list."),
    ),
    "sample.say_why": (
        _l("Not all of it is due: say what exactly was found."),
        _l("Everybody reads it. No names of people, no contacts."),
    ),
    "sample.say_evidence": (
        _l("Say which papers and things were looked at."),
        _l("Such as: contract № 12, acceptance № 3, the things at two schools."),
    ),
    "sample.too_long": (
        _l("The text is too long. Characters: %(found)s. At most: %(most)s."),
        _l("Write it shorter."),
    ),
    "sample.personal": (
        _l("A personal number, a telephone or an e-mail address stands in the text."),
        _l(
            "Take out personal numbers, telephones and e-mail addresses: everybody will read this for ever."
        ),
    ),
    "sample_row.no_header": (
        _l("This is no worksheet of an audit sample."),
        _l("Take the worksheet from the page of the sample and fill it in."),
    ),
    "sample_row.other_sample": (
        _l("This is the worksheet of another sample."),
        _l("Take the worksheet from the page of the sample and fill it in."),
    ),
    "sample_row.nothing": (
        _l("Nothing is filled in."),
        _l("Fill in the last four columns."),
    ),
    "sample_row.not_chosen": (
        _l("No purchase of this sample has this number: %(found)s."),
        _l("Leave the numbers of the purchases as they were."),
    ),
    "sample_row.twice": (
        _l("This purchase stands twice in the table: %(found)s. First in row: %(first)s."),
        _l("Leave one of the two."),
    ),
    "sample_row.no_sum": (
        _l("It is not said how much is due."),
        _l("Give the sum. Where nothing is due, write 0."),
    ),
    "sample_row.unknown_error": (
        _l("These words are not in the list of what was found: %(found)s."),
        _l("Take the words from the second sheet."),
    ),
    "sample_row.stale": (
        _l("Results were entered since this worksheet was taken: %(issued)s."),
        _l("Look closely at what would change."),
    ),
}
"""Of a filled worksheet too: what is wrong, and what to do."""
