"""Short time to offer: there were fewer days from the announcement to the opening of offers than is
usual by this method.

Why it matters: a short time leaves only those who knew before; others cannot get an offer ready.
Innocent when: the need was urgent and the same day was told to all, or the purchase is small and
everybody who sells it is near.
Source: red flag R003 as Cardinal of the Open Contracting Partnership defines it, with days by
method: the terms of the law were not found, the country profile has this project's own.
"""

from oversight.cardinal import one
from oversight.flags.offers import unopened
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "R003"
VERSION = "1.0"
STANDING = "default"
OCP = "R003"
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where whole days between the last announcement and its opening are too few.

    Offers are taken until the day they are opened; hours are not known.
    """
    early = unopened(matter)
    if early:
        return early
    bidding = matter.bidding
    least, start, end = bidding.least_days, bidding.announced_on, bidding.opened_on
    if least is None or start is None or end is None:
        return cannot_say("no_days")
    facts = {
        "announced_on": start,
        "opened_on": end,
        "days": (end - start).days,
        "least_days": least.days,
        "days_standing": least.standing,
    }
    return noted(**facts) if one.short(start, end, least.days) else not_raised(**facts)
