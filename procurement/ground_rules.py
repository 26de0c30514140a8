"""Why a purchase goes without competition. Pure: values in, answers out; no session, no clock."""

from collections.abc import Sequence
from datetime import date

from register.profile import Ground, Method

OTHER = "other"
"""A ground that no list has: it is told in words."""


def fitting(method: Method, grounds: Sequence[Ground], on: date) -> tuple[Ground, ...]:
    """The grounds that a purchase by this method may name on a day.

    None for a competitive method; those of the method's own law that are in force else.
    """
    if method.competitive:
        return ()
    return tuple(one for one in grounds if one.law == method.law and one.in_force(on))


def wrong(
    method: Method, ground: str | None, text: str | None, grounds: Sequence[Ground], on: date
) -> str | None:
    """The code of the refusal of a purchase put into the plan on a day; None where nothing is.

    A method without competition names a ground in force, or "other" with a text. That a ground
    must be named is this project's own rule (docs/law.md); which there are is the law's.
    """
    if method.competitive:
        return None
    if ground is None:
        return "ground.missing"
    if ground == OTHER:
        return None if (text or "").strip() else "ground.needs_text"
    known = {one.code for one in fitting(method, grounds, on)}
    return None if ground in known else "ground.not_in_force"
