"""Red flags of the lists of others that no flag here answers, and why: for the catalogue page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A code of others nothing here answers.

    `set` is the list it is of: "ocp" (Open Contracting Partnership, 2024) or "national". `name` is
    the English of its name, as we read it; `why` the English of the reason. The words of both in
    all languages: tracker/phrases/flags/unanswered.py.
    """

    code: str
    set: str
    name: str
    why: str


UNANSWERED: tuple[Unanswered, ...] = ()
"""By list and code. Looked for, and not answerable from what is kept here."""
