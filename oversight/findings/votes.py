"""How a council decides: how many have to vote, and what a majority says. Pure."""

from collections import Counter
from collections.abc import Iterable

CHOICES = ("complete", "partly", "none")
"""How far a violation was put right, from the most to the least."""
ON_OBJECTION = ("upheld", "stands")


def needed(members: int, percent: int) -> int:
    """How many of a council's members have to vote: more than `percent` of them, and one at least.

    A council of one decides by that one; nobody can be asked for who is not there.
    """
    return max(1, min(members, members * percent // 100 + 1))


def result(choices: Iterable[str], order: tuple[str, ...] = CHOICES) -> str:
    """What more than half of the votes cast reach at least, from the first word of `order` down.

    With two for complete, one for partly and one for none, three of four say partly at least:
    the result is partly. An even split says the less.
    """
    counts = Counter(choices)
    cast = sum(counts.values())
    reached = 0
    for word in order[:-1]:
        reached += counts[word]
        if 2 * reached > cast:
            return word
    return order[-1]


def whole(outcomes: Iterable[str]) -> str:
    """What became of a finding whose violations were put right so far."""
    told = set(outcomes)
    return told.pop() if len(told) == 1 else "partly"


def tally(choices: Iterable[str], order: tuple[str, ...] = CHOICES) -> dict[str, str]:
    """How many chose what, as a leaf keeps it: texts."""
    counts = Counter(choices)
    return {word: str(counts[word]) for word in order}
