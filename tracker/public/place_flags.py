"""The raised flags of a place and year, with what was answered and what councils said."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, current_app, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from core.fiscal import is_year
from oversight.reports import rates
from oversight.reviews.reports import public as reports
from oversight.reviews.reports import said
from oversight.reviews.reports.public import Listed, UpCard
from oversight.reviews.reports.said import ReviewCard
from oversight.reviews.rules import FEW, Subject
from register import reports as register
from register.reports import Spot
from tracker import flag_words, formats, queries, review_words
from tracker.extensions import db
from tracker.names import Names
from tracker.public.offers import Shown, offer
from tracker.tables import Cell, Column, Table

WIDE = ("country", "oblast")
"""Places too large for a list of all that is raised: they have the rates, and lead further down."""


@offer(
    "/places/<code:code>/<int:year>/flags",
    scope="code",
    tables=("flags", "rates"),
    page=queries.PAGE,
)
def place_flags(code: str, year: int, page: int) -> Shown | Response:
    """What is raised in a place and below it; of an oblast or the country how often it is."""
    spot = register.place(db.session, code)
    if spot is None or not is_year(year):
        abort(404)
    if spot.successor:
        return redirect(url_for("public.place_flags", code=spot.successor, year=year), 301)
    wide = spot.kind in WIDE
    listed = None if wide else reports.of_place(db.session(), code, year, page)
    rows = listed.rows if listed else ()
    subjects = [row.subject for row in rows]
    reviews = said.of_subjects(db.session(), subjects)
    places = register.names(db.session(), {one.place for one in subjects})
    names = Names()
    called = {place: words.told(names.lang)[0] for place, words in places.items()}
    return Shown(
        "public/place_flags.html",
        f"{code}-{year}-flags",
        head={"place": code, "year": year, **_counts(listed)},
        facts={
            "spot": spot,
            "code": code,
            "listed": listed,
            "trail": register.trail(db.session, code),
            "below": register.below(db.session, code) if wide else (),
            "reviews": {one: review_words.shown(reviews.get(one, ())) for one in subjects},
            "called": called,
            "words": flag_words,
            "few": FEW,
        },
        tables=(_table(rows, reviews, called), rates_table(spot, year)),
    )


def _counts(listed: Listed | None) -> dict[str, int | None]:
    return {
        "raised": listed.count if listed else None,
        "answered": listed.answered if listed else None,
    }


def line(spot: Spot, year: int) -> dict[str, int | None] | None:
    """The line of a place's own page: how many are raised and answered; None where nothing is.

    Of an oblast or the country the numbers are None: they would be counted too long for a page.
    """
    if spot.kind in WIDE:
        return _counts(None) if reports.are_raised(db.session(), spot.code, year) else None
    count, answered = reports.counts(db.session(), spot.code, year)
    return {"raised": count, "answered": answered} if count else None


def _table(
    rows: Sequence[UpCard],
    reviews: Mapping[Subject, Sequence[ReviewCard]],
    called: Mapping[str, str],
) -> Table:
    columns = (
        Column("title", _("Flag")),
        Column("flag", _("Code of the flag")),
        Column("version", _("Version of the rule")),
        Column("purchase", _("Purchase No."), "count"),
        Column("purchase_title", _("Purchase")),
        Column("place", _("Code of the place")),
        Column("place_name", _("Place")),
        Column("amount", _("Sum, som"), "som"),
        Column("answered_on", _("Answered on"), "day"),
        Column("answer", _("Answer")),
        Column("verdict", _("The council says")),
        Column("note", _("Note of the council")),
    )
    told = []
    for row in rows:
        subject = row.subject
        standing = [one for one in reviews.get(subject, ()) if not one.replaced]
        told.append(
            (
                flag_words.title(subject.flag),
                subject.flag,
                row.version,
                subject.purchase or None,
                row.title,
                subject.place,
                called.get(subject.place, subject.place),
                row.amount if subject.purchase else None,
                row.answered_on,
                row.answer,
                " · ".join(str(review_words.VERDICTS[one.verdict]) for one in standing) or None,
                " · ".join(one.note for one in standing) or None,
            )
        )
    return Table("flags", _("Flags raised now"), columns, tuple(told))


def rates_table(spot: Spot, year: int) -> Table:
    """How often each public flag is raised here and in the country."""
    columns = (
        Column("flag", _("Flag")),
        Column("code", _("Code of the flag"), hidden=True),
        Column("raised", _("Raised"), "count"),
        Column("looked", _("Looked at"), "count"),
        Column("share", _("Share"), "percent"),
        Column("unsaid", _("Cannot be said"), "count"),
        Column("country_raised", _("In the country: raised"), "count"),
        Column("country_looked", _("In the country: looked at"), "count"),
    )
    country: str = current_app.config["TRACKER"].country
    found = rates.of_places(db.session(), [spot.code, country], year)
    rows, everybodys = [], reports.codes()
    for flag, here in sorted(found.items()):
        by_place = dict(here)
        own, all_of_them = by_place.get(spot.code), by_place.get(country)
        if own is None or flag not in everybodys:
            continue
        share: Any = formats.share(own.raised, own.told) if own.told else None
        rows.append(
            (
                Cell(flag, text=flag_words.title(flag)),
                flag,
                own.raised,
                own.told,
                share,
                own.cannot_say,
                all_of_them.raised if all_of_them else None,
                all_of_them.told if all_of_them else None,
            )
        )
    return Table("rates", _("How often each flag is raised"), columns, tuple(rows))
