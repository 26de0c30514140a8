"""Parts of the statements of this room: the answer that stands, who sees a flag."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from oversight.kept.models import RaisedFlag
from oversight.models import FlagAnswer
from oversight.reviews.models import FlagReview
from oversight.reviews.rules import CONFIRMED


def answer_of(up: Any = RaisedFlag) -> ColumnElement[int | None]:
    """The number of the last answer to a raised flag: by its purchase, or by the holder's year."""
    of = FlagAnswer
    last = select(func.max(of.id)).where(of.flag == up.flag).correlate(up)
    of_purchase = last.where(of.purchase_id == up.purchase_id).scalar_subquery()
    of_year = last.where(
        up.purchase_id == 0, of.purchase_id.is_(None), of.place == up.place, of.year == up.year
    ).scalar_subquery()
    return func.coalesce(of_purchase, of_year)


def same_subject(one: Any, up: Any = RaisedFlag) -> ColumnElement[bool]:
    """Is `one` about this raised flag?"""
    return and_(
        one.purchase_id == up.purchase_id,
        one.place == up.place,
        one.year == up.year,
        one.flag == up.flag,
    )


def confirmed(up: Any = RaisedFlag) -> ColumnElement[bool]:
    """Did a council make it public since it is up? What was said for everybody stays so, but is
    not said of what raises the flag anew."""
    of = FlagReview
    said = (same_subject(of, up), of.verdict == CONFIRMED, of.on >= up.since)
    return exists().where(*said).correlate(up)


def everybodys(up: Any = RaisedFlag) -> ColumnElement[bool]:
    """May everybody see it?"""
    return or_(up.public, confirmed(up))
