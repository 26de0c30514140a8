"""Requirements found by words, as people type them in any of the three languages."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.words import folded
from standard.models import Edition, Requirement

MOST_WORDS = 6
TEXTS = ("code", "title_ky", "title_ru", "title_en", "why_ky", "why_ru", "why_en")


def found(session: Session, words: str) -> frozenset[str]:
    """The codes of the requirements in force whose title, reason or code hold every word.

    Letters are folded; a longer word may end differently, as case endings do.
    """
    asked = [word[: max(4, len(word) - 2)] for word in folded(words).split()[:MOST_WORDS]]
    in_force = select(func.max(Edition.id)).scalar_subquery()
    rows = session.execute(
        select(*(getattr(Requirement, text) for text in TEXTS)).where(
            Requirement.edition_id == in_force
        )
    )
    texts = {row.code: folded(" ".join(row)) for row in rows}
    return frozenset(code for code, text in texts.items() if all(word in text for word in asked))
