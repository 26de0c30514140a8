"""Words of findings that the public pages, the council, the office and other bodies share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext, lazy_gettext
from flask_babel.speaklater import LazyString

from core.words import Words
from oversight.findings import rules
from oversight.findings.reports.cards import FindingCard
from register import profile
from register import reports as register
from register.profile_facts import Term
from tracker import formats
from tracker.extensions import db
from tracker.names import Names, capital

_l = lazy_gettext
STAGES = {
    "planning": _l("planning"),
    "announcement": _l("announcement"),
    "award": _l("choice of the supplier"),
    "contract": _l("contract"),
    "delivery": _l("delivery"),
    "acceptance": _l("acceptance"),
    "payment": _l("payment"),
    "use": _l("use at the school"),
}
ORIGINS = {
    "own": _l("the council looked by itself"),
    "flag": _l("a flag"),
    "voices": _l("reports of people on a delivery"),
    "sample": _l("an audit sample"),
    "visit": _l("a visit to the school"),
}
STATES = {
    "open": (_l("waits for an answer"), "wait"),
    "answered": (_l("answered"), "wait"),
    "reported": (_l("reported as put right, the council votes"), "wait"),
    "objected": (_l("objected to, the council votes"), "wait"),
    "closed": (_l("closed"), "none"),
    "withdrawn": (_l("withdrawn by the council"), "none"),
}
OUTCOMES = {
    "complete": (_l("put right completely"), "good"),
    "partly": (_l("put right partly"), "look"),
    "none": (_l("not put right"), "bad"),
}
CHOICES: dict[str, LazyString] = {
    **{choice: words for choice, (words, _kind) in OUTCOMES.items()},
    "upheld": _l("the objection is right: withdraw the finding"),
    "stands": _l("the finding stands"),
}
POSTS = {
    "answer": _l("Answer"),
    "question": _l("Question of the council"),
    "comment": _l("Comment of the council"),
}
DECISIONS = {
    "remedy": _l("The council judged what was put right"),
    "sent_back": _l("The council asked for more"),
    "objection": _l("The council decided on the objection"),
    "withdrawn": _l("The council withdrew the finding"),
}
SIDES = {"council": _l("the council"), "addressee": _l("the addressee")}


def standing(card: FindingCard, today: date) -> tuple[str, str]:
    """How a finding stands, in words, and the kind of its tag. Silence is told before all else."""
    silent = card.silent(today)
    if silent:
        return gettext("no answer, days: %(count)s", count=silent), "bad"
    if card.outcome:
        words, kind = OUTCOMES[card.outcome]
        return str(words), kind
    left = card.left(today)
    if left is not None:
        return gettext("days left to answer: %(count)s", count=left), "wait"
    words, kind = STATES[card.state]
    return str(words), kind


def answered(card: FindingCard) -> str:
    """Whether the first answer came in time; empty while there is none."""
    if card.answered_on is None:
        return ""
    if card.late:
        return gettext("Answered late, days: %(count)s.", count=card.late)
    return gettext("Answered in time.")


def body(code: str) -> Words:
    """Who is to answer: the office, or a body of the country profile."""
    if code == rules.OFFICE:
        return _office()
    found = profile.load().findings.body(code)
    return capital(found.names) if found else Words(code, code, code)


def _office() -> Words:
    """The office in three languages at once, as the profile's names are."""
    return Words("Айыл өкмөтү же мэрия", "Айыл окмоту или мэрия", "The office of the place")


def violation(code: str) -> Words:
    """A kind of shortcoming by name."""
    found = profile.load().findings.violation(code)
    return capital(found.names) if found else Words(code, code, code)


def basis(code: str) -> dict[str, Any]:
    """A legal basis by name, with its standing and source."""
    found = profile.load().findings.basis(code)
    if found is None:
        return {"name": Words(code, code, code), "standing": "default", "source": ""}
    return {"name": found.names, "standing": found.standing, "source": found.source}


def term(on: date) -> Term | None:
    """The term of an answer, with its standing and source."""
    return profile.load().term(rules.TERM, on)


def places(codes: Iterable[str]) -> dict[str, str]:
    """Places and schools by name, in the language of the page; their code where there is none."""
    wanted = set(codes)
    known = register.names(db.session(), wanted)
    lang = formats.language()
    return {code: known.get(code, Words()).told(lang)[0] or code for code in wanted}


def about(card: FindingCard, called: dict[str, str], names: Names) -> tuple[str, str]:
    """What a finding is about, in words, and the page of that."""
    if card.purchase is not None:
        told = gettext("Purchase: %(number)s", number=card.purchase)
        return told, url_for("public.purchase", number=card.purchase)
    if card.school is not None:
        title = names.requirement(card.requirement or "").told(names.lang)[0]
        page = url_for("public.school", code=card.school, year=card.year)
        return f"{called[card.school]} · {title}", page
    page = url_for("public.place", code=card.place, year=card.year)
    return f"{called[card.place]}, {card.year}", page
