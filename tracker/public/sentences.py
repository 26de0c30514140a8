"""The one sentence that answers a page: as the page, its preview card and its poster say it."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask_babel import gettext

from tracker import formats
from tracker.public.context import Told


def of_school(
    year: int,
    now: Told,
    lacks: Mapping[str, Any] | None,
) -> str:
    """What a school was given, what is paid, how much that is for a pupil, what is missing.

    `lacks` is tracker.public.school_gaps.part: None on the page of another year than this.
    """
    missing = lacks["sum"].cost if lacks else None
    if now.planned is None:
        return gettext("No data: for this year nothing was entered for this school.")
    said = {
        "year": year,
        "planned": _som(now.planned),
        "paid": _som(now.paid),
        "per_pupil": _som(now.paid_each),
        "missing": _som(missing),
    }
    if now.paid_each is not None and missing:
        return gettext(
            "%(year)s: the school was given %(planned)s, %(paid)s is paid"
            " (%(per_pupil)s per pupil); still missing: %(missing)s.",
            **said,
        )
    if now.paid_each is not None:
        return gettext(
            "%(year)s: the school was given %(planned)s, %(paid)s is paid"
            " (%(per_pupil)s per pupil).",
            **said,
        )
    if missing:
        return gettext(
            "%(year)s: the school was given %(planned)s, %(paid)s is paid"
            "; still missing: %(missing)s.",
            **said,
        )
    return gettext("%(year)s: the school was given %(planned)s, %(paid)s is paid.", **said)


def of_place(year: int, now: Told) -> str:
    """What was set aside for safe schools within a place, and what is paid."""
    if now.planned is None:
        return gettext("No data: for this year nothing was entered for this place.")
    return gettext(
        "%(year)s: for safe schools %(planned)s was set aside here, %(paid)s is paid.",
        year=year,
        planned=_som(now.planned),
        paid=_som(now.paid),
    )


def _som(amount: Decimal | None) -> str:
    return gettext("no data") if amount is None else formats.som(amount, formats.language())
