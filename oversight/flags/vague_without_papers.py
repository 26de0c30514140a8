"""Conditional units without a specification: a simplified competition for
something nobody can count.

Why it matters: a conditional unit without a paper that says what it is can be any amount of work.
Innocent when: the specification stands on the state portal and was not attached here.
Source: number 9 of the national set, made under the law of 2015; that the request for quotations of
the law of 2022 is simplified is our own reading.
"""

from oversight.flags.concerns import not_competitive
from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "K09"
VERSION = "1.1"
STANDING = "default"
OCP = None
NATIONAL = ("9", "NEW9")
PUBLIC = True
VALID = (None, None)
PAPER = "specification"


def look(matter: Matter) -> Look:
    """Raised where a line of a purchase by a simplified method is in a unit that measures nothing
    and no specification is attached. Only of holders that attach papers here at all."""
    if (beside := not_competitive(matter)) is not None:
        return beside
    known = matter.dealing
    if not known.simplified:
        return cannot_say("other_method")
    vague = [line.position for line in matter.lines if line.vague]
    if not vague or PAPER in known.papers:
        return not_raised()
    if not known.keeps_papers:
        return cannot_say("keeps_no_papers")
    return noted(vague_lines=vague)
