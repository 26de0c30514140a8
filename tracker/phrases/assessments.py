"""What is wrong with a stock-taking, a measurement, a council's check, or a file beside them."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "assessment.agreed_and_counted": _l(
        "You said that the same was found. Leave this empty, or choose “It is otherwise”."
    ),
    "assessment.before_last": _l(
        "A later count is entered already. Day of that count: %(last)s. Give that day or a later one."
    ),
    "assessment.check_before": _l(
        "The check cannot be before what is checked. It was found on: %(found_on)s. Correct the date."
    ),
    "assessment.checked_before": _l("It was checked before. Day of the check: %(checked_on)s."),
    "assessment.derived": _l(
        "Our own records answer this requirement: %(code)s. Nothing has to be entered."
    ),
    "assessment.long_note": _l("The note is too long. Limit, characters: %(most)s. Shorten it."),
    "assessment.many_files": _l("Too many files. Limit: %(most)s. Send the most important ones."),
    "assessment.needs_note": _l("Say in a few words what is otherwise."),
    "assessment.no_count": _l(
        "This requirement is not counted: %(code)s. Open its own page to enter what happened or was measured."
    ),
    "assessment.not_whole": _l(
        "Only whole ones are counted. Entered: %(found)s. Give a whole number."
    ),
    "assessment.nothing_counted": _l("Nothing is counted yet. Write at least one number."),
    "assessment.over_basis": _l(
        "More than there are. Entered: %(found)s. In all, by the passport: %(left)s. Correct the number or the passport."
    ),
    "assessment.own_check": _l(
        "What a council found, or you entered yourself, is checked by somebody else."
    ),
    "assessment.until_before": _l(
        "It must be valid longer than the day it was found: %(on)s. Correct the date."
    ),
    "assessment.yes_or_no": _l("Answer yes or no."),
    "evidence.pdf_active": _l(
        "This PDF runs something or carries other files. Print it as PDF anew and attach that."
    ),
    "evidence.pdf_broken": _l("This PDF cannot be read. Save or scan it anew."),
    "evidence.pdf_locked": _l("This PDF has a password. Save it without one."),
    "evidence.two_kinds": _l(
        "This file is a PDF and something else besides. Print it as PDF anew and attach that."
    ),
    "evidence.broken": _l("The picture cannot be opened. Take it anew, or save it as JPEG."),
    "evidence.empty": _l("The file is empty. Choose another one."),
    "evidence.not_picture": _l(
        "This is neither a photograph nor a PDF. Send JPEG, PNG, WebP or PDF."
    ),
    "evidence.too_large": _l(
        "The file is too large. Megabytes: %(found)s. Limit: %(most)s. Send a smaller one."
    ),
    "evidence.too_many_pixels": _l(
        "The picture has too many points. Limit, megapixels: %(most)s. Take it in a smaller size."
    ),
}
