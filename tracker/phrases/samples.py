"""What is refused of audit samples."""

from flask_babel import lazy_gettext

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
    "sample.below_zero": _l("The sum cannot be below zero."),
    "sample.above_book": _l(
        "That is more than the contracts bind: %(amount)s. What lies above goes into the note."
    ),
    "sample.say_error": _l("Not all of it is due: say what was found."),
    "sample.say_why": _l("Not all of it is due: say what exactly was found."),
    "sample.say_evidence": _l("Say which papers and things were looked at."),
    "sample.too_long": _l("The text is too long. Characters: %(found)s. At most: %(most)s."),
    "sample.personal": _l(
        "Take out personal numbers, telephones and e-mail addresses: everybody will read this for ever."
    ),
    "sample.bad_seed": _l("A seed is 64 hexadecimal digits."),
}
