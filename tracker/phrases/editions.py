"""What is wrong with the edition in work, or with one of its requirements."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "edition.code_wrong": _l(
        "The edition code has a wrong form: “%(found)s”. Use at most 32 Latin letters, digits and hyphens."
    ),
    "edition.last_requirement": _l(
        "This is the only requirement left. An edition has at least one; add another first."
    ),
    "edition.none_in_force": _l(
        "No edition is in force yet. Its file is first loaded by whoever runs the site."
    ),
    "edition.nothing_changes": _l(
        "The draft says the same as the edition in force. Change something, or discard the draft."
    ),
    "edition.other_country": _l(
        "The file is the catalogue of another country: %(found)s. Write in it: %(country)s."
    ),
    "edition.requirement_in_use": _l(
        "A requirement in use stays: %(requirement)s. Purchases and budget lines that name it: %(count)s. Change its text or number instead."
    ),
    "entry.basis_without_wording": _l(
        "This basis has no words for such a criterion. Choose another basis, or add the words to the file under: %(expected)s."
    ),
    "entry.code_doubled": _l("The edition has a requirement with this code already: %(code)s."),
    "entry.code_wrong": _l(
        "The code has a wrong form: “%(found)s”. Write it like the others: FIR-01, 34928200-0, 2026-3."
    ),
    "entry.incomplete": _l(
        "Something is missing here. Fill it in; a text needs all three languages."
    ),
    "entry.number_wrong": _l("Not a number for this criterion: “%(found)s”. Write it like 2.5."),
    "entry.pair_without_category": _l(
        "This domain and subdomain belong to no category. Choose a pair from the list."
    ),
    "entry.per_wrong_for_type": _l(
        "For this type of criterion “per” is another number. Found: %(found)s. Write: %(expected)s."
    ),
    "entry.quantity_over_limit": _l(
        "The quantity is too large for this type of criterion. At most: %(limit)s."
    ),
    "entry.too_large": _l("The texts are too long together. Limit in bytes: %(limit)s."),
    "entry.value_unknown": _l("The value is not in the list: “%(found)s”. Choose one from it."),
}
