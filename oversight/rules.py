"""What oversight may ask of a purchase before it is public. Pure."""

from collections.abc import Collection, Iterable

from oversight.flags.result import BLOCKS, Result


def blocking(results: Iterable[Result]) -> tuple[Result, ...]:
    """The raised flags with which a purchase cannot be published: our own acts refuse the like."""
    return tuple(one for one in results if one.look.severity == BLOCKS)


def unanswered(results: Iterable[Result], answered: Collection[str]) -> tuple[Result, ...]:
    """The raised flags that ask for a sentence and have none yet."""
    return tuple(one for one in results if one.asks and one.flag not in answered)
