"""What may be asked and told without an account, and when it is public. Pure."""

from collections.abc import Mapping

from core.errors import Refusal
from core.words import LANGUAGES
from journal.records import PERSONAL

LONGEST_QUESTION = 1_000  # characters
LONGEST_ANSWER = 3_000
TERM = "answer_to_question"
INDEPENDENT = 3
"""Reports on a delivery are public from this many independent ones on: the project's own number."""
WHATS = ("arrived", "partly", "missing", "bad")
REASONS = ("personal", "insult", "not_here", "twice", "unclear")
"""Why a question is not published: it names a person; it insults; it is not the office's business;
it was asked already; it cannot be understood."""


def question(typed: str) -> str:
    """A question, if it can stand before everybody for ever.

    Raises:
        Refusal: `voice.missing`; `voice.too_long` with `found` and `most`; `voice.personal` for a
            tax number, a telephone or an e-mail address.
    """
    return _text(typed, LONGEST_QUESTION, "voice.missing", "voice.too_long")


def reply(typed: str) -> str:
    """An answer, likewise.

    Raises:
        Refusal: `reply.missing`, `reply.too_long`, `voice.personal`.
    """
    return _text(typed, LONGEST_ANSWER, "reply.missing", "reply.too_long")


def _text(typed: str, most: int, missing: str, too_long: str) -> str:
    told = typed.strip()
    if not told:
        raise Refusal(missing, "text")
    if len(told) > most:
        raise Refusal(too_long, "text", found=len(told), most=most)
    if PERSONAL.search(told):
        raise Refusal("voice.personal", "text")
    return told


def known_language(language: str) -> None:
    """Refuse with `voice.language` what is none of the site's languages."""
    if language not in LANGUAGES:
        raise Refusal("voice.language", "language")


def are_heard(counts: Mapping[str, int]) -> bool:
    """Are there enough independent reports for everybody to see? `counts` by what was said."""
    return sum(counts.values()) >= INDEPENDENT
