"""People report a shortage: several independent reports say that goods are missing or bad.

Why it matters: parents and pupils see what is in the school; papers do not.
Innocent when: the goods stand in another room, came after the reports, or are kept for later.
Source: our reading of the name of red flag R020 of the Open Contracting Partnership (2024), whose
complaints are those of bidders; here reports of people on a delivery count.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter
from oversight.voices.rules import INDEPENDENT

CODE = "R020"
VERSION = "1.0"
STANDING = "default"
OCP = "R020"
NATIONAL = ("KRAI32",)
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where at least 3 independent reports, of all schools together, say missing or bad.

    Fewer reports than that of a school are not public, and are not counted here.
    """
    told = matter.fulfilment.told
    if not told:
        return cannot_say("few_reports", need=INDEPENDENT)
    missing, bad = sum(one.missing for one in told), sum(one.bad for one in told)
    every = sum(one.arrived + one.partly + one.missing + one.bad for one in told)
    if missing + bad < INDEPENDENT:
        return not_raised(reports=every)
    return noted(
        reports=every,
        reports_missing=missing,
        reports_bad=bad,
        reported_at=[one.school for one in told if one.missing + one.bad],
    )
