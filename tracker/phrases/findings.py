"""What is refused of findings, their evidence and the votes on them."""

from flask_babel import lazy_gettext

_l = lazy_gettext

PHRASES = {
    "finding.one_matter": _l(
        "Say what it is about: a purchase, or a school and a requirement, or a place and a year."
    ),
    "finding.other_place": _l(
        "Your council does not look after this place. Its own council can open the finding. Place: %(place)s."
    ),
    "finding.other_council": _l(
        "This finding is another council’s: only its members vote and decide. Place of that council: %(place)s."
    ),
    "finding.requirement": _l("There is no such requirement in the Standard. Choose one."),
    "finding.year": _l("Choose a year."),
    "finding.open_already": _l(
        "The same shortcoming is open already: add to it instead. Finding: %(number)s."
    ),
    "finding.no_evidence": _l(
        "Nothing shows it yet. Add a photograph, a paper, or a document of the purchase."
    ),
    "finding.flag_not_raised": _l("This flag is not raised any more. Open the finding without it."),
    "finding.no_text": _l("Write it down: everybody will read it."),
    "finding.too_long": _l("The text is too long. Characters: %(found)s. At most: %(most)s."),
    "finding.language": _l("Choose the language of the text."),
    "finding.stage": _l("Choose at which stage it was found."),
    "finding.no_violation": _l("Choose what is not as it should be: one thing at least."),
    "finding.violation": _l("This is not in the list of shortcomings: %(code)s."),
    "finding.body": _l("Choose who is to answer, from the list."),
    "finding.basis": _l("This is not in the list of legal bases: %(code)s."),
    "finding.no_basis": _l(
        "Choose a legal basis from the list, or write your own: it will be marked as not checked."
    ),
    "finding.origin": _l("Choose from the list why the council looked."),
    "finding.one_source": _l("Choose one: a file, or a document of the purchase."),
    "finding.other_document": _l("This document is not of the purchase the finding is about."),
    "finding.withdrawn_document": _l("This document was withdrawn. Choose another."),
    "finding.page_beyond": _l(
        "The file has no such page. Page: %(page)s. Pages in the file: %(pages)s."
    ),
    "finding.other_hash": _l(
        "The file is not the one you named: its SHA-256 is another. Of this file: %(found)s."
    ),
    "finding.too_much_evidence": _l("There is too much evidence. Pieces at most: %(most)s."),
    "finding.not_public": _l("This file is not open to everybody."),
    "finding.ended": _l("This finding is closed or withdrawn. It can be read and not changed."),
    "finding.wrong_order": _l("This cannot be done with the finding now. Look at its state."),
    "finding.nothing_to_vote": _l(
        "There is nothing to vote on yet: the addressee has not reported what was put right."
    ),
    "finding.remedy_not_whole": _l("Say of every shortcoming what was done."),
    "finding.remedy_not_shown": _l(
        "Nothing shows what was put right. Ask the addressee for evidence, or vote “not put right”."
    ),
    "finding.objected_before": _l("An objection was made and decided already."),
    "finding.too_late_to_object": _l("The term to object is over. Last day: %(until)s."),
    "finding.no_choice": _l("Choose how you vote."),
    "finding.unknown_choice": _l("Choose from the answers that are voted on."),
    "finding.no_quorum": _l(
        "Too few members have voted. Votes so far: %(found)s. Votes needed: %(needed)s."
    ),
}
