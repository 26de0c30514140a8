"""What councils said to flags, as pages and programs tell it; members have no names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext

from oversight.reviews.reports.said import ReviewCard
from register import reports as register
from tracker import formats
from tracker.extensions import db

_l = lazy_gettext

VERDICTS = {
    "explained": _l("the answer explains it"),
    "not_explained": _l("not explained"),
    "finding": _l("became a finding"),
    "confirmed": _l("confirmed by the council"),
}
KINDS = {"explained": "good", "not_explained": "look", "finding": "look", "confirmed": "look"}
"""The sign of a verdict, as macros/status.html has them."""


@dataclass(frozen=True, slots=True)
class ShownReview:
    """What a council said, as macros/reviews.html draws it."""

    verdict: str
    kind: str
    council: str
    note: str
    language: str
    on: date
    finding: int | None
    finding_href: str | None
    replaced: bool


def shown(cards: Iterable[ReviewCard]) -> tuple[ShownReview, ...]:
    """What was said, with the councils by name; one statement, or none where nothing was said."""
    given = list(cards)
    if not given:
        return ()
    names = register.names(db.session(), {one.council for one in given})
    lang = formats.language()
    return tuple(
        ShownReview(
            str(VERDICTS[one.verdict]),
            KINDS[one.verdict],
            names[one.council].told(lang)[0] if one.council in names else one.council,
            one.note,
            one.language,
            one.on,
            one.finding,
            _finding(one.finding),
            one.replaced,
        )
        for one in given
    )


def _finding(number: int | None) -> str | None:
    """Where the finding a flag became is read."""
    return None if number is None else url_for("public.finding", number=number)


def record(one: ReviewCard) -> dict[str, Any]:
    """The same for programs."""
    return {
        "council": one.council,
        "verdict": one.verdict,
        "note": one.note,
        "language": one.language,
        "on": one.on.isoformat(),
        "answer": one.answer,
        "finding": one.finding,
        "replaced": one.replaced,
    }
