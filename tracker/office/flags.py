"""Raised flags that wait for the office: unanswered, or not explained as a council says."""

from collections.abc import Collection, Iterator
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from core.access import Act, Role
from oversight import acts
from oversight.flags.result import TELLS
from oversight.reviews.reports import public, said
from oversight.reviews.reports.public import UpCard
from oversight.reviews.rules import Subject
from tracker import flag_words, flags, formats, review_words
from tracker.edge import actor, perform
from tracker.extensions import db
from tracker.forms.flags import JustifyForm
from tracker.office import office
from tracker.office.doorstep import HOLDERS, answer, doer, holder, nothing_here
from tracker.office.dues import Due
from tracker.office.names import Names
from tracker.phrases.flags import FLAGS


@office.get("/flags")
def flags_list() -> str:
    """The flags of one's own places that wait for an answer, the largest sum first."""
    places = actor().holds(*HOLDERS)
    if not places:
        nothing_here()
    rows = public.unanswered(db.session(), places)
    reviews = said.of_subjects(db.session(), [row.subject for row in rows], standing=True)
    names = Names()
    names.know({row.subject.place for row in rows})
    return render_template(
        "office/flags.html",
        rows=rows,
        reviews={row.subject: review_words.shown(reviews.get(row.subject, ())) for row in rows},
        called=names,
        words=flag_words,
        most=public.MOST,
        answering=actor().holds(Role.OFFICER),
        address_of=_address,
    )


@office.route("/flags/<code:place>/<int(max=2100):year>/<code:flag>", methods=["GET", "POST"])
def flags_justify(place: str, year: int, flag: str) -> Any:
    """Answer a flag of the whole year of one's place."""
    holder(place)
    doer(Act.JUSTIFY, place)
    subject = Subject(0, place, year, flag)
    found = public.of_year(db.session(), subject)
    if found is None:
        nothing_here()
    form = JustifyForm(data={"language": formats.language()})
    words = {"text": form.text.data, "language": form.language.data}
    if form.validate_on_submit() and perform(form, acts.justify_year, place, year, flag, **words):
        flash(_("The answer stands beside the flag."))
        return redirect(url_for(".flags_list"), 303)
    names = Names()
    names.know([place])
    return answer(
        "office/flag.html",
        form,
        up=found,
        title=flag_words.title(flag),
        flag_words=FLAGS.get(flag),
        numbers=flags.numbers(found.facts),
        answers=public.answers(db.session(), subject),
        reviews=review_words.shown(said.of_subject(db.session(), subject)),
        called=names,
    )


def _address(subject: Subject) -> str:
    """Where a flag is answered."""
    if subject.purchase:
        return url_for("office.purchases_justify", purchase_id=subject.purchase, flag=subject.flag)
    where = {"place": subject.place, "year": subject.year, "flag": subject.flag}
    return url_for("office.flags_justify", **where)


def dues(places: Collection[str]) -> Iterator[Due]:
    """What of it waits: a line for each flag to answer again, one for all others of a place.

    Flags that are only told need no answer and are in the list alone.
    """
    waiting: dict[str, int] = {}
    for one in public.unanswered(db.session(), places):
        place = one.subject.place
        if one.again:
            yield Due(_again(), _what(one), place, _address(one.subject), None)
        elif one.severity != TELLS:
            waiting[place] = waiting.get(place, 0) + 1
    for place, count in waiting.items():
        told = _("Flags without an answer: %(count)s", count=count)
        yield Due(_("Flags"), told, place, url_for("office.flags_list"), None)


def _again() -> str:
    return _("Not explained: please answer again")


def _what(one: UpCard) -> str:
    about = one.title or str(one.subject.year)
    return f"{flag_words.title(one.subject.flag)} · {about}"
