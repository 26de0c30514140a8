"""Red flags of the lists of others that no flag here answers, and why: for the catalogue page."""

from dataclasses import dataclass

OCP, NATIONAL, OWN = "ocp", "national", "own"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A code of others nothing here answers.

    `set` is the list it is of: "ocp" (Open Contracting Partnership, 2024), "national", or "own": a
    rule this project meant to have. `name` is the English of its name, as we read it; `why` the
    English of the reason. The words of both in all languages: tracker/phrases/flags/unanswered.py.
    """

    code: str
    set: str
    name: str
    why: str


UNANSWERED: tuple[Unanswered, ...] = (
    Unanswered(
        "R004",
        OCP,
        "Failure to adequately advertise",
        "Answered together with R005: the papers of the stage reached.",
    ),
    Unanswered(
        "R007",
        OCP,
        "Unreasonable technical specifications",
        "A specification is a scanned paper and a title a few words; no list of brands is known, "
        "so a brand cannot be told from a thing with any certainty.",
    ),
    Unanswered(
        "R043",
        OCP,
        "Supplier has the same contact as an official",
        "No contact of an official is kept: only suppliers' contacts are.",
    ),
    Unanswered(
        "R044",
        OCP,
        "Business similarities between suppliers",
        "Answered together with R042 as far as contacts go; owners and managers are not kept.",
    ),
    Unanswered(
        "R045",
        OCP,
        "Supplier is not listed in business registries",
        "No register of businesses could be had to compare with.",
    ),
    Unanswered(
        "R050",
        OCP,
        "High market share",
        "A market is larger than what schools buy: most purchases of a supplier are not here.",
    ),
    Unanswered(
        "R051",
        OCP,
        "High market concentration",
        "A market is larger than what schools buy: most purchases of a supplier are not here.",
    ),
    Unanswered(
        "R052",
        OCP,
        "Small initial purchase followed by much larger purchases",
        "Records are younger than most dealings: the first purchase here is seldom the first.",
    ),
    Unanswered(
        "R061",
        OCP,
        "Decision period is extremely short",
        "No norm says how many days are few, and small competitions are decided on the day.",
    ),
    Unanswered(
        "R062",
        OCP,
        "Decision period is extremely long",
        "No norm says how many days are many.",
    ),
    Unanswered(
        "R063",
        OCP,
        "Contract is not published",
        "Answered together with R005: the contract is one of the papers of its stage.",
    ),
    Unanswered(
        "R065",
        OCP,
        "Contract amendments to reduce line items",
        "A further agreement here changes sums and days, never quantities.",
    ),
    Unanswered(
        "R066",
        OCP,
        "Contract amendments to increase line items",
        "A further agreement here changes sums and days, never quantities.",
    ),
    Unanswered(
        "R071",
        OCP,
        "Supplier receives a subcontract of the contract",
        "Subcontracts are not entered.",
    ),
    Unanswered("R072", OCP, "High share of subcontracts", "Subcontracts are not entered."),
    Unanswered(
        "5",
        NATIONAL,
        "No penalties in the conditions of the contract",
        "The conditions of a contract are a scanned paper; its penalty clauses are not entered.",
    ),
    Unanswered(
        "11",
        NATIONAL,
        "The number is not in the published set",
        "The published set goes from 10 to 12.",
    ),
    Unanswered(
        "12",
        NATIONAL,
        "Only the two qualification requirements that must be set",
        "Qualification requirements stand in tender papers and are not entered.",
    ),
    Unanswered(
        "13",
        NATIONAL,
        "Licence not asked for where it must be",
        "Which things need a licence was not found as a list; what tender papers ask of suppliers "
        "is not entered.",
    ),
    Unanswered(
        "S11",
        OWN,
        "Supplier shares a contact with the school or its office",
        "No contact of a school or an office is kept: there is nothing to compare with.",
    ),
)
"""By list and code. Looked for, and not answerable from what is kept here."""
