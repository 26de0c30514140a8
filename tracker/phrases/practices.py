"""What is refused of good practice, pilot schools and guidance."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "practice.no_title": _l("The practice has no title. Say in a few words what was done."),
    "practice.no_text": _l("Tell what was done: what was there before, and what is there now."),
    "practice.language": _l("Choose the language the practice is told in."),
    "practice.not_photographs": _l(
        "Everybody will see these files, so only photographs are taken here. Leave PDF files out."
    ),
    "practice.decided": _l(
        "The council has already decided about it. Day of the decision: %(decided_on)s. The school can tell it anew."
    ),
    "practice.own": _l("You cannot decide about a practice you told. Another member decides."),
    "practice.needs_reason": _l("Give the reason: the school will read it."),
    "practice.decided_early": _l(
        "The day is too early. It cannot be before: %(done_on)s. Correct the day."
    ),
    "pilot.already": _l("This school is a pilot school already: %(school)s. Choose another one."),
    "pilot.no_source": _l("Say by whose word the school is a pilot: an order, a letter, the news."),
    "pilot.overlaps": _l(
        "The school was a pilot before, until this day: %(until)s. Give a later day or the same."
    ),
    "pilot.ended": _l("It is a pilot school no longer. The day it ended: %(until)s."),
    "pilot.until_before": _l(
        "The day is too early. The school has been a pilot since: %(since)s. Give a later day."
    ),
    "guidance.no_edition": _l(
        "No edition of the Standard has been adopted. Adopt one first, then publish the guidance."
    ),
    "guidance.empty": _l("Line: %(line)s. The file has no publications."),
    "guidance.entry_too_large": _l(
        "Line: %(line)s. The publication's texts are too long. Limit in bytes: %(limit)s."
    ),
    "guidance.code_doubled": _l(
        "Line: %(line)s. The publication's code is used twice: %(found)s. First in line: %(other_line)s."
    ),
    "guidance.link_wrong": _l(
        "Line: %(line)s. Not an address of the web: “%(found)s”. Write it whole, beginning with https://, or leave it out."
    ),
    "guidance.no_tie": _l(
        "Line: %(line)s. The publication is about no requirement. Name at least one."
    ),
    "guidance.tie_doubled": _l(
        "Line: %(line)s. The requirement is named twice: %(found)s. Leave one out."
    ),
    "guidance.tie_unknown": _l(
        "Line: %(line)s. The Standard has no such requirement: %(found)s. Correct the code."
    ),
}
