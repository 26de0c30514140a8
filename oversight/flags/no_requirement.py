"""Not tied to a requirement: a line of the purchase closes no requirement of the Standard.

Why it matters: money for safety is given to close requirements; what closes none cannot be
checked against any need.
Innocent when: the purchase was read in from another system that knows no requirements.
Source: red flag S01 of this project.
"""

from oversight.flags.result import Look, cannot_say, not_raised, raised
from oversight.matter import Matter

CODE = "S01"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ()
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a line covers no requirement of the edition the purchase was made under.

    Our own screens refuse such a line (`requirement.unknown`).
    """
    if not matter.lines:
        return cannot_say("no_lines")
    untied = [line.position for line in matter.lines if not line.tied]
    if not untied:
        return not_raised(lines=len(matter.lines))
    return raised(refused_by="requirement.unknown", lines=len(matter.lines), untied=untied)
