"""Words of the red flags of others that no flag here answers (oversight/flags/unanswered.py)."""

from flask_babel import lazy_gettext
from flask_babel.speaklater import LazyString

_l = lazy_gettext

NAMES: dict[str, LazyString] = {
    "R004": _l("Failure to adequately advertise"),
    "R007": _l("Unreasonable technical specifications"),
    "R043": _l("Supplier has the same contact as an official"),
    "R044": _l("Business similarities between suppliers"),
    "R045": _l("Supplier is not listed in business registries"),
    "R050": _l("High market share"),
    "R051": _l("High market concentration"),
    "R052": _l("Small initial purchase followed by much larger purchases"),
    "R061": _l("Decision period is extremely short"),
    "R062": _l("Decision period is extremely long"),
    "R063": _l("Contract is not published"),
    "R065": _l("Contract amendments to reduce line items"),
    "R066": _l("Contract amendments to increase line items"),
    "R071": _l("Supplier receives a subcontract of the contract"),
    "R072": _l("High share of subcontracts"),
    "5": _l("No penalties in the conditions of the contract"),
    "11": _l("The number is not in the published set"),
    "12": _l("Only the two qualification requirements that must be set"),
    "13": _l("Licence not asked for where it must be"),
    "S11": _l("Supplier shares a contact with the school or its office"),
}
"""What each is called, by code; one without is shown by its English name, said to be English."""

WHYS: dict[str, LazyString] = {
    "Answered together with R005: the papers of the stage reached.": _l(
        "Answered together with R005: the papers of the stage reached."
    ),
    "A specification is a scanned paper and a title a few words; no list of brands is known, so a brand cannot be told from a thing with any certainty.": _l(
        "A specification is a scanned paper and a title a few words; no list of brands is known, so a brand cannot be told from a thing with any certainty."
    ),
    "No contact of an official is kept: only suppliers' contacts are.": _l(
        "No contact of an official is kept: only suppliers' contacts are."
    ),
    "Answered together with R042 as far as contacts go; owners and managers are not kept.": _l(
        "Answered together with R042 as far as contacts go; owners and managers are not kept."
    ),
    "No register of businesses could be had to compare with.": _l(
        "No register of businesses could be had to compare with."
    ),
    "A market is larger than what schools buy: most purchases of a supplier are not here.": _l(
        "A market is larger than what schools buy: most purchases of a supplier are not here."
    ),
    "Records are younger than most dealings: the first purchase here is seldom the first.": _l(
        "Records are younger than most dealings: the first purchase here is seldom the first."
    ),
    "No norm says how many days are few, and small competitions are decided on the day.": _l(
        "No norm says how many days are few, and small competitions are decided on the day."
    ),
    "No norm says how many days are many.": _l("No norm says how many days are many."),
    "Answered together with R005: the contract is one of the papers of its stage.": _l(
        "Answered together with R005: the contract is one of the papers of its stage."
    ),
    "A further agreement here changes sums and days, never quantities.": _l(
        "A further agreement here changes sums and days, never quantities."
    ),
    "Subcontracts are not entered.": _l("Subcontracts are not entered."),
    "The conditions of a contract are a scanned paper; its penalty clauses are not entered.": _l(
        "The conditions of a contract are a scanned paper; its penalty clauses are not entered."
    ),
    "The published set goes from 10 to 12.": _l("The published set goes from 10 to 12."),
    "Qualification requirements stand in tender papers and are not entered.": _l(
        "Qualification requirements stand in tender papers and are not entered."
    ),
    "Which things need a licence was not found as a list; what tender papers ask of suppliers is not entered.": _l(
        "Which things need a licence was not found as a list; what tender papers ask of suppliers is not entered."
    ),
    "No contact of a school or an office is kept: there is nothing to compare with.": _l(
        "No contact of a school or an office is kept: there is nothing to compare with."
    ),
}
"""Why nothing answers it, by the English of the reason; likewise."""
