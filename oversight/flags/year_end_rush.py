"""Rush at the end of the year: a large part of the year's money went in its last working days.

Why it matters: what is bought so that money does not lapse is bought dear, and is often not
needed.
Innocent when: the money came late, or a competition of the autumn ended then.
Source: red flag S05 of this project.
"""

from decimal import Decimal

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.year_matter import YearMatter
from oversight.year_spending import share

CODE = "S05"
VERSION = "1.1"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)
RUSH = Decimal("0.3")
"""Of the year in its last 15 working days, a sixteenth of it: a default of this project."""
LEAST, CONTRACTS = Decimal(500_000), 5
"""Som of a year and contracts below which nothing is judged: defaults of this project."""


def look(matter: YearMatter) -> Look:
    """Raised where, once the last 15 working days have begun, contracts signed in them are at least
    three tenths of the year's contracts, or payments of the year's payments, by som.

    Each is judged where its year comes to at least 500 000 som. Facts are those of the larger
    share.
    """
    rush = matter.spending.rush
    if rush is None or matter.today < rush.since:
        return cannot_say("year_not_ending")
    if rush.contracts < CONTRACTS:
        return cannot_say("few_contracts", have=rush.contracts, need=CONTRACTS)
    sums = {"contracts": (rush.signed_late, rush.signed), "payments": (rush.paid_late, rush.paid)}
    large = [name for name, (_, whole) in sums.items() if whole >= LEAST]
    if not large:
        return cannot_say("small_sums")
    told = max(large, key=lambda name: share(*sums[name]))
    late, whole = sums[told]
    facts = {
        "rush_since": rush.since,
        "rush_of": told,
        "rush_amount": late,
        "rush_year": whole,
        "rush_share": share(late, whole),
    }
    return noted(**facts) if share(late, whole) >= RUSH else not_raised(**facts)
