"""Conditional units: a line is bought in a unit that measures nothing.

Why it matters: the price of "one service" compares with nothing, and nobody can count what came.
Innocent when: the work is one whole thing by its nature, and its specification says what it is.
Source: number 10 of the national set, made under the law of 2015; which units measure nothing is a
list of this project.
"""

from oversight.flags.result import Look, cannot_say, not_raised, noted
from oversight.matter import Matter

CODE = "K10"
VERSION = "1.0"
STANDING = "default"
OCP = None
NATIONAL = ("10", "NEW10")
PUBLIC = True
VALID = (None, None)


def look(matter: Matter) -> Look:
    """Raised where a unit is conditional, or a piece of building works."""
    if not matter.lines:
        return cannot_say("no_lines")
    vague = [line.position for line in matter.lines if line.vague]
    return noted(vague_lines=vague) if vague else not_raised()
