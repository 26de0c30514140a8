"""What a council may say to a flag. Pure."""

from dataclasses import dataclass

from core.errors import Refusal
from core.words import LANGUAGES
from journal.records import PERSONAL

EXPLAINED, NOT_EXPLAINED, FINDING, CONFIRMED = "explained", "not_explained", "finding", "confirmed"
VERDICTS = (EXPLAINED, NOT_EXPLAINED, FINDING)
"""The answer explains it; it does not (or there is none); it became a finding of the council."""
LONGEST = 2_000  # characters of a note
AT_ONCE = 50  # flags taken by one act: a page of the queue
LARGEST = 2**31 - 1  # what a database holds as a number of a row
FEW = 10
"""Below so many looks a share says little, and the page says so: the project's own number."""


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """A flag of a purchase, or of a holder's whole year (purchase 0)."""

    purchase: int
    place: str
    year: int
    flag: str

    @property
    def key(self) -> tuple[int, str, int, str]:
        """As the kept flags are keyed."""
        return (self.purchase, self.place, self.year, self.flag)

    def __str__(self) -> str:
        return "/".join(map(str, self.key))


def subject(text: str) -> Subject:
    """A subject of its text "purchase/place/year/flag".

    Raises:
        ValueError: it is none.
    """
    number, place, year, flag = text.split("/")
    if not all(part.isascii() and part.isdigit() for part in (number, year)):
        raise ValueError(text)
    if len(number) > len(str(LARGEST)) or int(number) > LARGEST or len(year) != 4:
        raise ValueError(text)
    return Subject(int(number), place[:32], int(year), flag[:8])


def note(typed: str) -> str:
    """A note, if it can stand before everybody for ever.

    Raises:
        Refusal: `review.no_note`; `review.too_long` with `found` and `most`; `voice.personal` for
            a tax number, a telephone or an e-mail address.
    """
    told = typed.strip()
    if not told:
        raise Refusal("review.no_note", "note")
    if len(told) > LONGEST:
        raise Refusal("review.too_long", "note", found=len(told), most=LONGEST)
    if PERSONAL.search(told):
        raise Refusal("voice.personal", "note")
    return told


def known_language(language: str) -> None:
    """Refuse with `voice.language` what is none of the site's languages."""
    if language not in LANGUAGES:
        raise Refusal("voice.language", "language")


def verdict(chosen: str, *, answered: bool) -> str:
    """A verdict that can be given.

    Raises:
        Refusal: `review.unknown_verdict`; `review.no_answer`: nothing was answered, so no answer
            can explain it.
    """
    if chosen not in VERDICTS:
        raise Refusal("review.unknown_verdict", "verdict")
    if chosen == EXPLAINED and not answered:
        raise Refusal("review.no_answer", "verdict")
    return chosen
