"""What waits for a council, in one place: numbers, and the way to each kind of work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from budgets.reports import hearings
from core import clock
from core.words import Words
from oversight.reviews.reports import queue
from oversight.reviews.reports.queue import Tally
from register import reports as register
from tracker import formats
from tracker.extensions import db


@dataclass(frozen=True, slots=True)
class Work:
    """One kind of work: its name, where it is done, and how it stands, if that is counted here."""

    name: str
    href: str
    told: str = ""


def works(held: tuple[str, ...], member: int) -> list[Work]:
    """Every kind of work this program has a page for."""
    return [*_flags(held, member), *_others(), _hearings(held), *_reports(held)]


def _flags(held: tuple[str, ...], member: int) -> Iterator[Work]:
    """The queue of each council, with its newest year."""
    names = register.names(db.session(), held)
    for council in held:
        year = queue.latest_year(db.session(), council) or clock.today().year
        all_of_them = sum(queue.tallies(db.session(), council, year, member).values(), Tally())
        told = _(
            "%(year)s: open %(open)s, mine %(mine)s, judged %(judged)s",
            year=year,
            open=all_of_them.open,
            mine=all_of_them.mine,
            judged=all_of_them.judged,
        )
        name = _of(_("Flags"), council, held, names)
        yield Work(name, url_for("council.flags_list", council=council), told)


def _of(name: str, council: str, held: tuple[str, ...], names: Mapping[str, Words]) -> str:
    """A kind of work, with whose it is where somebody is a member of several councils."""
    if len(held) > 1 and council in names:
        return f"{name}: {names[council].told(formats.language())[0]}"
    return name


def _others() -> Iterator[Work]:
    """Work whose pages tell their own numbers."""
    known = (
        ("council.samples_list", _("Audit samples")),
        ("council.findings_list", _("Findings of the council")),
        ("council.rounds_list", _("Monitoring rounds")),
        ("council.unmet", _("Critical requirements unmet while money is unspent")),
        ("council.practices", _("Good practice to look at")),
        ("council.voices_list", _("Questions of people")),
        ("council.suppliers_alike", _("Suppliers that look alike")),
    )
    for endpoint, name in known:
        yield Work(name, url_for(endpoint))


def _hearings(held: tuple[str, ...]) -> Work:
    """Hearings that are still to come, and questions nobody has answered."""
    places = [spot.code for code in held for spot in register.places_within(db.session(), code)]
    today = clock.today()
    waiting = hearings.unanswered(db.session(), places)
    coming = [
        one.due_on
        for one in hearings.hearings(db.session(), places, today.year)
        if one.status == "announced" and one.due_on >= today
    ]
    told = _(
        "to come: %(coming)s, questions without an answer: %(open)s",
        coming=len(coming),
        open=len(waiting),
    )
    return Work(_("Public hearings"), url_for("council.hearings_list"), told)


def _reports(held: tuple[str, ...]) -> Iterator[Work]:
    """What each council has to show for the year, as everybody reads it."""
    names, year = register.names(db.session(), held), clock.today().year
    for council in held:
        name = _of(_("The council’s report of the year"), council, held, names)
        yield Work(name, url_for("public.council_report", code=council, year=year), str(year))
