"""A poster of a school on one sheet: large figures, things, where to look and whom to ask.

The numbers are those of the school's page, made by the page's own description, so none can
differ. A sheet holds at most WORDS words; a poster that would be longer names fewer things.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

from flask import render_template, url_for
from flask_babel import gettext
from markupsafe import Markup
from pypdf import PdfReader

from core import clock
from core.money import ZERO
from procurement.reports import missing
from procurement.reports import public as purchases
from procurement.reports.costs import Gap
from procurement.reports.public import PurchaseRow
from tracker import formats, pdf, sharing
from tracker.extensions import db
from tracker.names import Names
from tracker.pages import as_of
from tracker.public import gaps
from tracker.public.offers import Shown

STYLE = Path(__file__).parent.parent / "templates" / "print" / "poster.css"
POINTS = {"a4": 12.0, "a3": 17.0}  # of a rem; A3 is √2 of A4
WORDS = 120
MOST_THINGS = 3  # in each list
MOST_PURCHASES = 10_000  # of a school and year that the dearest are looked for among
SMALLER = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6, 0.5, 0.4)  # tried until the sheet holds all of it
LARGEST, LETTER, HALF = 7.5, 0.58, 21.0  # rem: a figure, its digit by its size, half a sheet
ROOT_SHOWN, GROUP = 16, 4  # hex digits of the journal's root: enough to compare by eye

Thing = tuple[str, str, str, str]
"""A line of a list: what, how much, its unit, and the language of its name."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A large number: its label, its digits at `size` rem, its unit, the exact sum where cut."""

    label: str
    number: str
    unit: str
    exact: str
    size: float


@dataclass(frozen=True, slots=True)
class Door:
    """Where to look: words, an address in print, and its code where others can open it."""

    words: str
    address: str
    qr: Markup | None


@dataclass(frozen=True, slots=True)
class Poster:
    """All that stands on a poster, in its language."""

    notice: str
    name: str
    place: str
    year: int
    sentence: str
    sums: Sequence[Figure]
    lists: Sequence[tuple[str, Sequence[Thing]]]
    doors: Sequence[Door]
    ask: str
    printed: str
    journal: str


def draw(shown: Shown, size: str) -> bytes:
    """The poster of a school's page as a PDF of exactly one page.

    Raises:
        pdf.Unavailable: this machine draws no documents.
    """
    whole = _poster(shown)
    lang = formats.language()
    content = b""
    for shrink in SMALLER:
        points = POINTS[size] * shrink
        html = render_template(
            "print/poster.html", poster=whole, paper=size.upper(), points=f"{points:.2f}"
        )
        content = pdf.render(html, lang, STYLE)
        if len(PdfReader(BytesIO(content)).pages) == 1:
            break
    return content


def doors(code: str, year: int) -> Iterator[Door]:
    """Where a poster sends its reader: to the page, and to say what arrived."""
    yield _door(
        gettext("Every sum and every purchase:"), url_for("public.school", code=code, year=year)
    )
    yield _door(gettext("Did it arrive?"), url_for("voice.check_school", code=code))


def _door(words: str, path: str) -> Door:
    address = pdf.address(path)
    return Door(words, address.split("://", 1)[-1], pdf.code_of(address))


def words_of(poster: Poster) -> int:
    """How many words stand on a poster. A sum with its groups of digits is one."""
    said: list[str] = [poster.notice, poster.name, poster.place, str(poster.year), poster.ask]
    said += [poster.printed, poster.journal]
    said += [] if poster.sums else [poster.sentence]
    for figure in poster.sums:
        said += [figure.label, figure.number, figure.unit, figure.exact]
    for title, things in poster.lists:
        said += [title, *(part for thing in things for part in thing[:3])]
    for door in poster.doors:
        said += [door.words, door.address]
    return sum(len(re.findall(r"[^ \n]*\w[^ \n]*", text)) for text in said)


def _poster(shown: Shown) -> Poster:
    """The poster with as many things as its words allow."""
    whole = _with(shown, MOST_THINGS)
    for most in range(MOST_THINGS - 1, -1, -1):
        if words_of(whole) <= WORDS:
            break
        whole = replace(whole, lists=_lists(shown, most))
    return whole


def _with(shown: Shown, most: int) -> Poster:
    names = Names()
    facts, lang = shown.facts, names.lang
    code, year = facts["code"], shown.head["year"]
    trail = facts["trail"]
    journal = as_of()
    root = journal.root[:ROOT_SHOWN]
    place = trail[-1].name.told(lang)[0] if trail else ""
    return Poster(
        notice=sharing.notice(),
        name=facts["card"].name.told(lang)[0],
        place=place,
        year=year,
        sentence=facts["sentence"],
        sums=_sums(facts, lang),
        lists=_lists(shown, most),
        doors=tuple(doors(code, year)),
        ask=gettext("Ask the school or the local authority: %(place)s.", place=place),
        printed=gettext("Printed: %(at)s.", at=formats.moment(clock.now())),
        journal=gettext(
            "Entries in the journal: %(count)s, its mark: %(mark)s. "
            "Whoever changes an old entry changes the mark.",
            count=formats.number(journal.size, lang),
            mark=" ".join(root[at : at + GROUP] for at in range(0, ROOT_SHOWN, GROUP)),
        ),
    )


def _sums(facts: Any, lang: str) -> tuple[Figure, ...]:
    """The sentence's numbers; none of a year without data."""
    if facts["figures"] is None:
        return ()
    money, lacks = facts["figures"].money, facts["lacks"]
    known = (
        (gettext("The school was given"), money.planned),
        (gettext("Paid"), money.paid),
        (gettext("Paid per pupil"), facts["now"].paid_each),
        (gettext("Still missing"), (lacks["sum"].cost or None) if lacks else None),
    )
    return tuple(_figure(label, amount, lang) for label, amount in known if amount is not None)


def _figure(label: str, amount: Decimal, lang: str) -> Figure:
    """A sum as the page's head says it: short, with the exact one beside it where it was cut."""
    short = formats.som_short(amount, lang)
    number, _, unit = short.partition(" ")
    exact = formats.som(amount, lang)
    size = min(LARGEST, HALF / (len(number) * LETTER))
    same = short.replace(" ", formats.NBSP) == exact
    return Figure(label, number, unit, "" if same else exact, round(size, 2))


def _lists(shown: Shown, most: int) -> tuple[tuple[str, Sequence[Thing]], ...]:
    """The dearest of what was paid for, and the largest gaps; by things, not by codes."""
    names = Names()
    facts, lacks = shown.facts, shown.facts["lacks"]
    lists = []
    if facts["figures"] is not None:
        paid = _paid(facts["code"], shown.head["year"])
        bought = [
            (row.title, formats.som(row.paid, names.lang), "", row.language) for row in paid[:most]
        ]
        nothing = [(gettext("Nothing yet."), "", "", names.lang)]
        lists.append((gettext("What was paid for?"), bought if paid else nothing))
    if lacks and (lacks["gaps"] or lacks["states"]["unknown"]):
        largest = sorted(lacks["gaps"], key=lambda gap: -(missing.cost(gap) or ZERO))
        unknown = [(gettext("Not counted yet."), "", "", names.lang)]
        things = [_gap(one, names) for one in largest[:most]] if largest else unknown
        lists.append((gettext("What is missing?"), things))
    return tuple(one for one in lists if one[1])


def _paid(code: str, year: int) -> list[PurchaseRow]:
    """The purchases of the year by the school's part that is paid, the dearest first."""
    every = purchases.of_school(db.session, code, year, page=1, per_page=MOST_PURCHASES)
    return sorted((row for row in every.rows if row.paid), key=lambda row: (-row.paid, row.id))


def _gap(gap: Gap, names: Names) -> Thing:
    thing, lang = names.requirement(gap.requirement).told(names.lang)
    judged = gaps.is_judged(gap.requirement, names) or not gap.missing
    if judged:
        return thing, "", "", lang
    amount = formats.quantity(gap.missing or ZERO, names.lang)
    return thing, amount, f"({names.unit_of(gap.requirement)})", lang
